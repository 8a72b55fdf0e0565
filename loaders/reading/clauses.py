"""The directing clauses of a sentence: who is directed, by which verb, over which words.

A sentence is read from left to right, verb by verb, as these numbered cases (the order is the order of trial):

1. first person       "We call upon all States …", "… and resolve to …"
2. organ              "Requests the Secretary-General …", "… and invites …"
3. passive request    "Member States are encouraged to …"
4. impersonal         "It is recommended to the Secretary-General that …"
5. modal, active      "The Centre will …", "States should …"
6. modal, passive     "… should be supported by Member States": the agent; without one, nobody

A verb that only states ("we recognize that …") closes the sentence to modal verbs until the next verb of case 1 or 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from mandategraph.loaders.reading.actors import Mention, Part, Role, RoleReader
from mandategraph.loaders.reading.phrases import PhraseFinder
from mandategraph.loaders.reading.verbs import STATEMENT, Form, Verb, VerbMatch


class Holder(NamedTuple):
    """A holder's key and the words that name it."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A directing clause: `start` and `end` bound its words in the text, `cue_start` and `cue_end` its verb.

    No holders means that nobody holds the directive. `opens` tells that a subject and a verb stand at the very
    beginning of the sentence, so that it is a sentence of its own and no item of a chapeau.
    """

    modality: str
    holders: tuple[Holder, ...]
    start: int
    end: int
    cue_start: int
    cue_end: int
    rule: str
    opens: bool = False


@dataclass(slots=True)
class Subject:
    """What a pronoun or a shared subject refers to, carried from sentence to sentence.

    `we_opened` tells that the text began with "We, …" and left its verb to this paragraph ("Proclaim our will …").
    """

    holders: tuple[Holder, ...] = ()
    we_opened: bool = False


_ADVERB = r"(?:\w+ly|also|further|therefore|hereby|accordingly|hence|together|again|once more|furthermore|moreover|then)"
_WE = re.compile(rf"\bwe(?:,[^,;]{{1,200}},)?(?:\s+{_ADVERB},?)*(?:,[^,;]{{1,200}},)?\s*$", re.IGNORECASE)
_SENTENCE_OPENING = re.compile(rf"^\W*(?:\([^)]*\)\s*)?(?:{_ADVERB}\s+)*$", re.IGNORECASE)
_COORDINATED = re.compile(rf"(?P<comma>[,;])?\s*(?P<and>\b(?:and|but))?\s+(?:{_ADVERB}\s+)*$")
_BE = re.compile(rf"\b(?:is|are|be)\s+(?:{_ADVERB}\s+)*$")
_TAKES_INFINITIVE = re.compile(r"(?:\bto|shall|will|must|should|may)$")
_WITHIN_VERB_PHRASE = re.compile(r"\b(?:to|not|shall|will|should|must|may|can|could|would)\s+(?:\w+ly\s+|also\s+|further\s+)*$")
_RELATIVE = re.compile(r"\b(?:which|that|who|whom|what|whose(?:\s+\w+)?)\s+(?:\w+ly\s+|also\s+)*$", re.IGNORECASE)
_NESTED = re.compile(r"\b(?:that|which|who|whom|whose|whether|how|where|if|when|unless|as|while|because|until|what)\b")
_SUBORDINATE = re.compile(r"^\s*(?:if|when|where|while|because|although|whether|unless|until|as|since|how)\b", re.IGNORECASE)
_NEXT_SUBJECT = re.compile(r"(?:;|,)?\s*\b(?:and|but)\s+|[;,]\s+")
_WITHIN_SUBORDINATE = re.compile(r"\b(?:where|when|whenever|if|unless|because|until|whether|how|while|as)\s[^,;]*$")
_PRONOUN = re.compile(r"^\s*(?:it|they|he|she|each|both)\s*$", re.IGNORECASE)
_AFFIRMS = re.compile(r"^\s*(?:\w+,\s+)?we\s+(?:\w+\s+){1,3}that\s+", re.IGNORECASE)
_THAT = re.compile(r"\s*(?:,[^,;]{1,150},)?\s*that\s+")
_ADDRESSED = re.compile(r"\s+to\s+(?=[Tt]he\s|[A-Z])")
_PARENTHESIS = re.compile(r"\s*,[^,;]{1,200}?,\s*")
_AFTER_MODAL = re.compile(r"^(?:\s+(?:not|also|\w+ly|further|then|both|in particular|at least)|\s*,[^;]{1,400}?,)*\s+(?P<verb>[\w-]+)(?P<rest>[^;]*)")
_STATIVE = re.compile(
    r"^\s+(?:\w+ly\s+|not\s+)*(?:able|responsible|bound|entitled|designed|composed|guided|open|free|prepared|ready|given|accountable|to|the|a|an)\b"
)
_PARTICIPLE = re.compile(
    r"^\s+(?:\w+ly\s+|not\s+|more\s+|also\s+)*(?:\w+(?:ed|en|ght)|made|held|paid|kept|set|put|done|led|sent|drawn|based|found|met|built)\b"
)
_BY_AGENT = re.compile(r"^\s+(?:\w+ly\s+)*\w+\s+by\s+")
# "The commission shall consist of …" defines; it asks for no action.
_DEFINES = re.compile(r"^(?:consist|comprise|mean)\b")
_TASKS_OF = re.compile(r"\bof\s+$")


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Reads sentences into clauses with the verbs and roles of the authority files."""

    verbs: PhraseFinder[Verb]
    roles: RoleReader

    def read(self, text: str, start: int, end: int, mentions: Sequence[Mention], subject: Subject) -> list[Clause]:
        """Return the directing clauses of the sentence `text[start:end]`, in order, each ending where the next starts."""
        sentence = _Sentence(text[:end], start, end, mentions, self.roles, subject)
        for verb in _one_reading_each(self.verbs.find(text[start:end]), start):
            sentence.take(verb)
        clauses = sentence.clauses
        ends = [*(clause.start for clause in clauses[1:]), end]
        return [replace(clause, end=max(stop, clause.cue_end)) for clause, stop in zip(clauses, ends, strict=False)]


def _one_reading_each(matches: Sequence[VerbMatch], offset: int) -> list[list[VerbMatch]]:
    """Group the verbs that begin at one place: they are readings of the same words, the longest first."""
    groups: list[list[VerbMatch]] = []
    for match in matches:
        moved = VerbMatch(match.start + offset, match.end + offset, match.payload)
        if groups and groups[-1][0].start == moved.start:
            groups[-1].append(moved)
        elif not groups or moved.start >= groups[-1][0].end or moved.payload.form is Form.PARTICIPLE:
            groups.append([moved])
    return groups


@dataclass(slots=True)
class _Sentence:
    """One sentence while its verbs are read from left to right."""

    text: str
    start: int
    end: int
    mentions: Sequence[Mention]
    roles: RoleReader
    subject: Subject
    clauses: list[Clause] = field(default_factory=list)
    voice: Form | None = None
    closed: bool = False
    floor: int = -1
    first: int = -1
    governing: str = ""

    def take(self, readings: Sequence[VerbMatch]) -> None:
        """Try the cases in order on the readings of one verb."""
        for case in (self._first_person, self._organ, self._passive_request, self._impersonal, self._modal):
            for match in readings:
                if case(match):
                    return

    def _first_person(self, match: VerbMatch) -> bool:
        verb = match.payload
        if verb.form not in (Form.FIRST, Form.PLAIN) or not self._we_speak(match):
            return False
        self.voice = Form.FIRST
        self._finite(match, verb)
        if verb.modality == STATEMENT:
            return True
        if verb.form is Form.FIRST:
            self._add(match, verb.modality, (Holder("STATES", self._we_words(match)),), "we-commit", self._we(match))
        else:
            self._addressed(match, verb.modality, "we-direct", self._we(match))
        return True

    def _organ(self, match: VerbMatch) -> bool:
        verb = match.payload
        if verb.form is not Form.THIRD:
            return False
        before = self.text[self.start : match.start]
        named = next((m for m in self.mentions if m.end == match.start - 1), None)
        coordinated = self.voice is Form.THIRD and self._coordinates(match)
        that = bool(_THAT.match(self.text, match.end)) and not self.closed and self.floor < 0
        if not (_SENTENCE_OPENING.match(before) or named or coordinated or that):
            return False
        self.voice = Form.THIRD
        self._finite(match, verb)
        if verb.modality == STATEMENT:
            return True
        if verb.modality == "decision":
            holders = (Holder(named.key, self.text[named.start : named.end]),) if named else self.subject.holders
            self._add(match, verb.modality, holders, "organ-decides", match.start)
        else:
            self._addressed(match, verb.modality, "organ-directs", match.start)
        return True

    def _passive_request(self, match: VerbMatch) -> bool:
        verb = match.payload
        be = _BE.search(self.text, self.start, match.start) if verb.form is Form.PARTICIPLE else None
        if be is None or verb.modality in (STATEMENT, "decision") or self.closed:
            return False
        if not re.match(r"\s+(?:to|by)\b", self.text[match.end :]):
            return False
        holders, start = self._subject(be.start())
        if not holders:
            return False
        self._finite(match, verb)
        self.subject.holders = holders
        self._add(match, verb.modality, holders, "passive-request", start)
        return True

    def _impersonal(self, match: VerbMatch) -> bool:
        if match.payload.form is not Form.IMPERSONAL:
            return False
        self._finite(match, match.payload)
        self.closed = True
        addressed = _ADDRESSED.match(self.text, match.end)
        holders: tuple[Holder, ...] = ()
        if addressed:
            holders = self._heads(addressed.end(), self.end)
        else:
            that = _THAT.match(self.text, match.end)
            if that:
                holders = self._heads(that.end(), self.end)
        self._add(match, match.payload.modality, holders, "impersonal", match.start)
        return True

    def _modal(self, match: VerbMatch) -> bool:
        verb = match.payload
        if verb.form is not Form.MODAL or self.closed:
            return False
        if _RELATIVE.search(self.text[self.start : match.start]):
            return self._relative_passive(match)
        shared = self.clauses and self._coordinates(match) and self._nothing_between(match)
        if shared:
            holders, start = self.subject.holders, match.start
        else:
            region = self._subject_region(match.start)
            if region is None:
                return False
            holders, start = self._region_holders(region, match.start), region
            if not holders and _WITHIN_SUBORDINATE.search(self.text[region : match.start]):
                return False
        voice = _AFTER_MODAL.match(self.text[match.end : self.end])
        after = voice["rest"] if voice else ""
        if voice and voice["verb"] == "be" and _PARTICIPLE.match(after) and not _STATIVE.match(after):
            return self._passive(match, start, holders)
        if voice and voice["verb"] == "be" and re.match(r"\s+to\b", after) and not holders:
            holders = self._possessor(start, match.start)
        if not holders or (voice and _DEFINES.match(voice["verb"])):
            return False
        self._finite(match, verb)
        self.subject.holders = holders
        self._add(match, verb.modality, holders, "modal", start)
        return True

    def _relative_passive(self, match: VerbMatch) -> bool:
        """Record "…, the priorities of which shall be established by the commission": the agent holds it."""
        voice = _AFTER_MODAL.match(self.text[match.end : self.end])
        if voice is None or voice["verb"] != "be" or not _PARTICIPLE.match(voice["rest"]):
            return False
        by = _BY_AGENT.match(voice["rest"])
        if by is None or not self._heads(match.end + voice.start("rest") + by.end(), self.end):
            return False
        floor = self.floor
        self._passive(match, match.start, ())
        self.floor = max(floor, self.floor)
        return True

    def _passive(self, match: VerbMatch, start: int, subject: tuple[Holder, ...]) -> bool:
        """Record the agents of a passive, or nobody; a permission that nobody is given is no directive."""
        parts = self.roles.parts(self.text, match.end, self.end, self.mentions)
        agents = [part for part in parts if part.role is Role.AGENT]
        acting = tuple(self._holder(part) for part in agents if not part.gerund)
        by_means = tuple(self._holder(part) for part in agents if part.gerund)
        modality = match.payload.modality
        if not acting and modality == "permission":
            return False
        self._finite(match, match.payload)
        if subject:
            self.subject.holders = subject
        self._add(match, modality, _unique(acting), "passive-agent" if acting else "passive-unassigned", start)
        if by_means:
            place = min(part.mention.start for part in agents if part.gerund)
            self._add(match, modality, _unique(by_means), "passive-by-doing", place, leads=False)
        return True

    def _addressed(self, match: VerbMatch, modality: str, rule: str, start: int) -> None:
        """Add the clause of a verb that speaks to somebody: "urge States to …", "recommend that States …"."""
        position = match.end
        that = _THAT.match(self.text, position)
        if that:
            position = that.end()
            self.closed = True
        holders = self._heads(position, self.end)
        if not holders:
            parenthesis = _PARENTHESIS.match(self.text, position)
            if parenthesis:
                holders = self._heads(parenthesis.end(), self.end)
        self.closed = True
        self._add(match, modality, holders, rule, start)

    def _heads(self, start: int, end: int) -> tuple[Holder, ...]:
        parts = self.roles.parts(self.text, start, end, self.mentions)
        if not parts or self.text[start : parts[0].mention.start].strip():
            return ()
        return _unique(self._holder(part) for part in parts if part.role is Role.HEAD)

    def _subject(self, before: int) -> tuple[tuple[Holder, ...], int]:
        region = self._subject_region(before)
        return (self._region_holders(region, before), region) if region is not None else ((), before)

    def _sentence_floor(self) -> int:
        return self.floor if self.floor >= 0 else self.start

    def _subject_region(self, verb: int) -> int | None:
        """Return where the noun phrase before a verb starts, or nothing where the verb stands in a nested clause."""
        floor = self._sentence_floor()
        segment = self.text[floor:verb]
        affirms = _AFFIRMS.match(segment)
        if affirms:
            return floor + affirms.end()
        if self.floor < 0:
            return self._after_opening(floor, verb)
        for boundary in reversed(list(_NEXT_SUBJECT.finditer(segment))):
            rest = segment[boundary.end() :]
            begins = any(m.start <= floor + boundary.end() <= m.name_start for m in self.mentions)
            if rest.strip() and not _NESTED.search(rest) and (begins or _PRONOUN.match(rest)):
                return floor + boundary.end()
        return None

    def _after_opening(self, start: int, verb: int) -> int | None:
        """Skip what leads up to the subject: "In order to …, States should …"."""
        if self._begins_with_actor(start) or _PRONOUN.match(self.text[start:verb]):
            return start
        commas = [m.end() for m in re.finditer(r",\s+", self.text[start:verb])]
        for comma in commas:
            if self._begins_with_actor(start + comma) or _PRONOUN.match(self.text[start + comma : verb]):
                return start + comma
        if _SUBORDINATE.match(self.text[start:verb]) and not commas:
            return None
        return start

    def _begins_with_actor(self, position: int) -> bool:
        return any(m.start <= position <= m.name_start or m.start == position for m in self.mentions)

    def _region_holders(self, start: int, end: int) -> tuple[Holder, ...]:
        if _PRONOUN.match(self.text[start:end]):
            return self.subject.holders
        parts = self.roles.parts(self.text, start, end, self.mentions)
        if not parts or self.text[start : parts[0].mention.start].strip():
            return ()
        channels = [part for part in parts if part.role is Role.HEAD]
        return _unique(self._holder(part) for part in channels)

    def _possessor(self, start: int, end: int) -> tuple[Holder, ...]:
        """Read "the goals of the programme shall be to …": the programme holds it."""
        owned = [m for m in self.mentions if start <= m.start and m.end <= end]
        if owned and _TASKS_OF.search(self.text[start : owned[0].start]):
            return (Holder(owned[0].key, self.text[owned[0].start : owned[0].end]),)
        return ()

    def _we_speak(self, match: VerbMatch) -> bool:
        before = self.text[self.start : match.start]
        if _WE.search(before) or (self.subject.we_opened and _SENTENCE_OPENING.match(before)):
            return True
        if match.payload.form is Form.FIRST and _TAKES_INFINITIVE.fullmatch(match.payload.cue):
            # A bare modal shares the subject of the verb before it.
            return self.voice is Form.FIRST and self._coordinates(match) and self._nothing_between(match, anywhere=True)
        return self.voice is Form.FIRST and self._coordinates(match)

    def _we(self, match: VerbMatch) -> int:
        """Return where "we" stands if it leads up to the verb, else where the verb stands."""
        we = _WE.search(self.text[self.start : match.start])
        return self.start + we.start() if we else match.start

    def _we_words(self, match: VerbMatch) -> str:
        found = [m for m in re.finditer(r"\b[Ww]e\b", self.text[self.start : match.start])]
        return found[-1][0] if found else ""

    def _coordinates(self, match: VerbMatch) -> bool:
        """Tell whether a verb goes on from the one before: after a comma, or after a verb that takes no infinitive."""
        before = self.text[self.start : match.start]
        if _WITHIN_VERB_PHRASE.search(before):
            return False
        joint = _COORDINATED.search(before)
        if joint is None or not (joint["comma"] or joint["and"]):
            return False
        return bool(joint["comma"]) or not _TAKES_INFINITIVE.search(self.governing)

    def _nothing_between(self, match: VerbMatch, anywhere: bool = False) -> bool:
        joint = _COORDINATED.search(self.text[self.start : match.start])
        return joint is not None and bool(joint["and"] or anywhere)

    def _finite(self, match: VerbMatch, verb: Verb) -> None:
        if self.floor < 0:
            self.first = match.start
        self.closed = verb.modality == STATEMENT
        self.floor = match.end
        self.governing = verb.cue

    def _holder(self, part: Part) -> Holder:
        return Holder(part.mention.key, self.text[part.mention.start : part.mention.end])

    def _add(
        self, match: VerbMatch, modality: str, holders: tuple[Holder, ...], rule: str, start: int, leads: bool = True
    ) -> None:
        """Add a clause; what leads up to the sentence's first verb ("Subject to …, States should") belongs to it."""
        leads = leads and match.start == self.first
        opens = leads and start == self.start and rule in ("modal", "passive-agent", "passive-unassigned")
        start = self.start if leads else start
        self.clauses.append(Clause(modality, holders, start, self.end, match.start, match.end, rule, opens))


def _unique(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    found: dict[str, Holder] = {}
    for holder in holders:
        found.setdefault(holder.key, holder)
    return tuple(found.values())
