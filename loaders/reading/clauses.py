"""The directing clauses of a sentence: who is directed, by which verb, over which words.

A sentence is read from left to right, verb by verb, as these numbered cases (the order is the order of trial):

1. first person       "We call upon all States …", "… and resolve to …"
2. organ              "Requests the Secretary-General …", "… and invites …"
3. passive request    "Member States are encouraged to …"
4. impersonal         "It is recommended to the Secretary-General that …"
5. modal, active      "The Centre will …", "States should …"
6. modal, passive     "… should be supported by Member States": the agent; without one, nobody. So too where the
                      subject is no actor: "The well-being of the young should be the focus of every programme"

A verb that only states ("we recognize that …") closes the sentence to modal verbs until the next verb of case 1 or 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mandategraph.loaders.reading import grammar
from mandategraph.loaders.reading.actors import Mention
from mandategraph.loaders.reading.clause import Clause, Context, Holder
from mandategraph.loaders.reading.nounphrases import NounPhrases
from mandategraph.loaders.reading.phrases import PhraseFinder
from mandategraph.loaders.reading.roles import RoleReader
from mandategraph.loaders.reading.verbs import EMPHASIS, STATEMENT, Form, Verb, VerbMatch

_SPEAKER_REACH = 80  # characters: an organ stands right before its verb, with adverbs at most between them
# How far back the words that join a verb to the one before it are looked at, in characters.
_JOINT_REACH = 160
_AUXILIARIES = ("shall", "will", "must")
_INSISTING = ("shall", "must", "should")
_ASKING = ("obligation", "recommendation")
_SENTENCES_OF_THEIR_OWN = ("modal", "passive-agent", "passive-unassigned")


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Reads sentences into clauses with the verbs and roles of the authority files."""

    verbs: PhraseFinder[Verb]
    roles: RoleReader

    def read(self, text: str, start: int, end: int, mentions: Sequence[Mention], context: Context) -> list[Clause]:
        """Return the directing clauses of the sentence `text[start:end]`; each ends where the next one starts."""
        sentence = _Sentence(NounPhrases(text, start, end, mentions, self.roles, context), context)
        for readings in _readings(self.verbs.find(text, start, end)):
            sentence.take(readings)
        clauses = sentence.clauses
        ends = [*(clause.start for clause in clauses[1:]), end]
        return [replace(clause, end=max(stop, clause.cue_end)) for clause, stop in zip(clauses, ends, strict=False)]


def _readings(matches: Sequence[VerbMatch]) -> list[list[VerbMatch]]:
    """Group the verbs that begin at one place: they are readings of the same words, the longest first."""
    groups: list[list[VerbMatch]] = []
    for match in matches:
        if groups and groups[-1][0].start == match.start:
            groups[-1].append(match)
        elif not groups or match.start >= groups[-1][0].end or match.payload.form is Form.PARTICIPLE:
            groups.append([match])
    return groups


@dataclass(slots=True)
class _Sentence:
    """One sentence while its verbs are read: who speaks, the last finite verb, and whether modals still direct."""

    nouns: NounPhrases
    context: Context
    clauses: list[Clause] = field(default_factory=list)
    voice: Form | None = None
    closed: bool = False
    insists: bool = False
    floor: int = -1
    first: int = -1
    governing: str = ""
    passive_subject: tuple[Holder, ...] = ()

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
        self._finite(match)
        if verb.modality in (STATEMENT, EMPHASIS):
            return True
        we = grammar.WE.search(self._before(match))
        start = self.nouns.start + we.start() if we else match.start
        if verb.form is Form.FIRST:
            self._add(match, (Holder("STATES", self._we_words(match)),), "we-commit", start)
        else:
            self._addressed(match, "we-direct", start)
        return True

    def _organ(self, match: VerbMatch) -> bool:
        verb = match.payload
        if verb.form is not Form.THIRD:
            return False
        speaker = self._speaker(match)
        opened = self.voice is Form.THIRD or (self.floor < 0 and self._opened_by_verb())
        coordinated = opened and self._coordinates(match)
        requires = (
            bool(grammar.THAT.match(self.nouns.text, match.end, self.nouns.end)) and not self.closed and self.floor < 0
        )
        before = self._before(match)
        opens = (
            grammar.SENTENCE_OPENING.match(before)
            or grammar.ORGAN_OPENING.match(before)
            or (self.context.organ_speaks and grammar.ORGAN_PRONOUN.match(before))
        )
        if not (opens or speaker or coordinated or requires):
            return False
        self.voice = Form.THIRD
        self.context.organ_speaks = True
        if grammar.DECISION_AGAIN.match(self.nouns.text, match.start, self.nouns.end):
            return True
        self._finite(match)
        if verb.modality in (STATEMENT, EMPHASIS):
            return True
        if verb.modality == "decision":
            self._add(match, speaker or self.context.organ, "organ-decides", match.start)
        else:
            self._addressed(match, "organ-directs", match.start)
        return True

    def _passive_request(self, match: VerbMatch) -> bool:
        verb = match.payload
        text = self.nouns.text
        be = grammar.BE.search(text, self.nouns.start, match.start) if verb.form is Form.PARTICIPLE else None
        if be is None or verb.modality in (STATEMENT, EMPHASIS, "decision") or self.closed:
            return False
        if not grammar.ADDRESSEE_ACTS.match(text, match.end, self.nouns.end):
            return False
        last = self.clauses[-1] if self.clauses else None
        if last and last.rule == "passive-unassigned" and grammar.BE_ONLY.match(text[last.cue_end : match.start]):
            # "The media should be encouraged to …": the modal was read as a passive that names no agent.
            start, holders = last.start, self.passive_subject
            self.clauses = self.clauses[:-1] if holders else self.clauses
            self.first = match.start if start == self.nouns.start else self.first
        else:
            found = self.nouns.subject_start(self.floor, be.start())
            start, holders = (found, self.nouns.named_in(found, be.start())) if found is not None else (0, ())
        if not holders:
            return False
        self._finite(match)
        self.context.holders = holders
        self._add(match, holders, "passive-request", start)
        return True

    def _impersonal(self, match: VerbMatch) -> bool:
        if match.payload.form is not Form.IMPERSONAL:
            return False
        self._finite(match)
        self.closed = True
        addressed = grammar.ADDRESSED.match(self.nouns.text, match.end, self.nouns.end)
        that = grammar.THAT.match(self.nouns.text, match.end, self.nouns.end)
        position = addressed or that
        holders = self.nouns.heads(position.end()) if position else ()
        self._add(match, holders, "impersonal", match.start)
        return True

    def _modal(self, match: VerbMatch) -> bool:
        before = self._before(match)
        if match.payload.form is not Form.MODAL or self.closed or grammar.BELIEF.match(before):
            return False
        if self.insists and match.payload.cue not in _INSISTING:
            return False
        if grammar.RELATIVE.search(before):
            return self._relative_passive(match)
        if self.clauses and self._coordinates(match) and self._is_joined(match):
            start, holders = match.start, self._subject_before()
        else:
            region = self.nouns.subject_start(self.floor, match.start)
            if region is None:
                return False
            start, holders = region, self.nouns.named_in(region, match.start)
            words = self.nouns.text[region : match.start]
            if not holders and (grammar.WITHIN_SUBORDINATE.search(words) or grammar.SUPPOSED.search(words)):
                return False
        verb, after = self._verb_after(match)
        if verb == "be" and grammar.PARTICIPLE.match(after) and not grammar.STATIVE.match(after):
            return self._passive(match, start, holders)
        if verb == "be" and grammar.IS_TO.match(after) and not holders:
            holders = self.nouns.possessor(start, match.start)
        holders = holders or self.nouns.unknown_subject(start, match.start)
        if grammar.DEFINES.match(verb):
            return False
        if not holders:
            described = grammar.AGAIN.match(self.nouns.text[start : match.start])
            return match.payload.modality in _ASKING and not described and self._passive(match, start, ())
        self._finite(match)
        self.context.holders = holders
        self._add(match, holders, "modal", start)
        return True

    def _subject_before(self) -> tuple[Holder, ...]:
        """Return who is the subject of the clause before, which a verb behind "and" goes on from."""
        last = self.clauses[-1].rule
        if last.startswith("passive-") and last != "passive-request":
            return self.passive_subject
        return self.clauses[-1].holders if last == "modal" else self.context.holders

    def _relative_passive(self, match: VerbMatch) -> bool:
        """Record "…, the priorities of which shall be established by the commission": the agent holds it."""
        verb, after = self._verb_after(match)
        by = grammar.BY_AGENT.match(after) if verb == "be" and grammar.PARTICIPLE.match(after) else None
        if by is None or not self.nouns.heads(self.nouns.end - len(after) + by.end()):
            return False
        return self._passive(match, match.start, ())

    def _passive(self, match: VerbMatch, start: int, subject: tuple[Holder, ...]) -> bool:
        """Record the agents of a passive, or nobody; a permission that nobody is given is no directive."""
        acting = self.nouns.agents(match.end)
        if not acting and match.payload.modality == "permission" and not self._restricts(match):
            return False
        self._finite(match)
        self.passive_subject = subject
        self.context.holders = subject or self.context.holders
        rule = "passive-agent" if acting else "passive-unassigned"
        self._add(match, acting, rule, start)
        return True

    def _addressed(self, match: VerbMatch, rule: str, start: int) -> None:
        """Add the clause of a verb that speaks to somebody: "urge States to …", "recommend that States …"."""
        that = grammar.THAT.match(self.nouns.text, match.end, self.nouns.end)
        holders = self.nouns.addressees(that.end() if that else match.end, addressed=bool(self.clauses))
        self.context.addressed = holders or self.context.addressed
        self.closed = True
        self._add(match, holders, rule, start)

    def _speaker(self, match: VerbMatch) -> tuple[Holder, ...]:
        """Return the organ that stands right before its verb: "… the World Ministerial Conference requests …"."""
        text = self.nouns.text
        for mention in self.nouns.mentions:
            near = 0 < match.start - mention.end <= _SPEAKER_REACH
            if near and grammar.NAMED_SPEAKER_GAP.match(text[mention.end : match.start]):
                lead = text[max(self.nouns.start, mention.start - _SPEAKER_REACH) : mention.start]
                if not lead.strip(" “\"'") or grammar.LIST_OR_CLAUSE_END.search(lead):
                    return (Holder(mention.key, text[mention.start : mention.end]),)
        return ()

    def _opened_by_verb(self) -> bool:
        """Tell whether an organ's paragraph begins with a verb that no authority file has: "Rejects …"."""
        opening = grammar.OPENED_BY_VERB.match(self.nouns.text[self.nouns.start : self.nouns.end])
        end = self.nouns.start + opening.end() if opening else 0
        return bool(self.context.organ and opening) and not any(m.start < end for m in self.nouns.mentions_from_start())

    def _we_speak(self, match: VerbMatch) -> bool:
        before = self._before(match)
        if grammar.WE.search(before) or (self.context.we_opened and grammar.SENTENCE_OPENING.match(before)):
            return True
        return self.voice is Form.FIRST and self._coordinates(match) and not self._goes_on_as_infinitive(match)

    def _goes_on_as_infinitive(self, match: VerbMatch) -> bool:
        """Tell whether a plain verb goes on with what others are to do: "call upon States to enact … and establish"."""
        directs_others = bool(self.clauses) and self.clauses[-1].rule == "we-direct"
        plain = match.payload.form is Form.FIRST and match.payload.cue not in _AUXILIARIES
        asked = directs_others and plain and grammar.INFINITIVE.search(self.nouns.text, self.floor, match.start)
        return bool(asked)

    def _we_words(self, match: VerbMatch) -> str:
        found = re.findall(r"\b[Ww]e\b", self._before(match))
        return found[-1] if found else ""

    def _coordinates(self, match: VerbMatch) -> bool:
        """Tell whether a verb goes on from the one before: after a comma, or after a verb that takes no infinitive."""
        if grammar.WITHIN_VERB_PHRASE.search(self.nouns.text, self._reach(match), match.start):
            return False
        joint = self._joint(match)
        if joint is None or not (joint["comma"] or joint["and"]):
            return False
        infinitive = grammar.TAKES_INFINITIVE.search(self.governing)
        return (
            bool(joint["comma"])
            or not infinitive
            or bool(grammar.GERUND.match(self.nouns.text, self.floor, self.nouns.end))
        )

    def _restricts(self, match: VerbMatch) -> bool:
        """Tell whether a permission is none: "may be imposed only for the most serious crimes"."""
        is_permission = match.payload.cue == "may"
        return is_permission and bool(grammar.RESTRICTS.match(self.nouns.text, match.end, self.nouns.end))

    def _is_joined(self, match: VerbMatch) -> bool:
        joint = self._joint(match)
        return joint is not None and bool(joint["and"])

    def _joint(self, match: VerbMatch) -> re.Match[str] | None:
        return grammar.COORDINATED.search(self.nouns.text, self._reach(match), match.start)

    def _reach(self, match: VerbMatch) -> int:
        """Return from where on the words right before a verb are looked at."""
        return max(self.nouns.start, match.start - _JOINT_REACH)

    def _before(self, match: VerbMatch) -> str:
        return self.nouns.text[self.nouns.start : match.start]

    def _verb_after(self, match: VerbMatch) -> tuple[str, str]:
        found = grammar.AFTER_MODAL.match(self.nouns.text, match.end, self.nouns.end)
        return (found["verb"], self.nouns.text[found.start("rest") : self.nouns.end]) if found else ("", "")

    def _finite(self, match: VerbMatch) -> None:
        self.insists = match.payload.modality == EMPHASIS or (self.insists and match.payload.form is Form.MODAL)
        if match.payload.modality == EMPHASIS:
            # "Emphasizes that adequate resources should …": what follows reads like a sentence of its own.
            lead = grammar.BEFORE_CLAUSE.match(self.nouns.text, match.end, self.nouns.end)
            self.nouns = replace(self.nouns, start=lead.end() if lead else match.end)
            self.floor, self.closed = -1, False
            return
        if self.floor < 0:
            self.first = match.start
        self.closed = match.payload.modality == STATEMENT
        self.floor = match.end
        self.governing = match.payload.cue

    def _add(self, match: VerbMatch, holders: tuple[Holder, ...], rule: str, start: int) -> None:
        """Add a clause; what leads up to the sentence's first verb ("Subject to …, States should") belongs to it."""
        leads = match.start == self.first
        opens = leads and start == self.nouns.start and rule in _SENTENCES_OF_THEIR_OWN
        begin = self.nouns.start if leads else start
        modality = "obligation" if self._restricts(match) else match.payload.modality
        if modality == "undertaking" and grammar.DECIDES_THAT.match(self._before(match)):
            modality = "obligation"  # The mandate guide, section 3: "decides that X shall / will".
        self.clauses.append(Clause(modality, holders, begin, self.nouns.end, match.start, match.end, rule, opens))
