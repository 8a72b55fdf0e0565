"""Who is named in a text, and in which part: subject, agent, partner, channel or example.

Full names and acronyms always mean their body. A short name ("the Centre", "the commission") means the body that the
document introduced last under it. A collective noun ("other relevant regional organizations") means its group.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.reading.phrases import PhraseFinder


class Role(Enum):
    """The part that an actor plays in its clause."""

    HEAD = "head"
    AGENT = "agent"
    PARTNER = "partner"
    OTHER = "other"


class Mention(NamedTuple):
    """An actor in a text: its key and the range of its name, `start` counting the words that lead up to it."""

    key: str
    start: int
    end: int
    name_start: int


class _Name(NamedTuple):
    """What a name stands for: one body, or, for a short name, the bodies that may be meant."""

    keys: tuple[str, ...]
    is_short: bool


_ADJECTIVE = "United Nations"
_LEADING_DETERMINER = re.compile(
    r"\b(?:the|its|their|our|such|this|that|these|those|each|every|said)\s+(?:\w+\s+)?$", re.I
)
# "the programme of work" and "the Commission on Human Rights" are other things than what the short name alone means.
_LONGER_NAME = re.compile(r"\s+(?:of work|(?:of|on|for) [A-Z]|against)\b")
_WORD_BEFORE = re.compile(r"([\w’']+)[ -]$")
_REGIONAL = ("States", "countries", "Governments")
_REGIONS = re.compile(r"(?:\b[A-Z][\w-]+(?:, and |, | and | ))+$")
_CONNECTOR = re.compile(
    r"\s*(?:,|,? and|,? or|,? as well as|/|,? and/or|,? but also|,? and of|,? and by|,? and with|,? as well as with)\s*$"
)
# A list goes on over a member that no authority file has: "business, institutions and other organizations".
_OVER_UNKNOWN = re.compile(
    r"\s*,?\s*(?:and\s+|as well as\s+)?(?!(?:which|who|that|to|and)\b)(?:[\w’-]+\s+){0,5}[\w’-]+\s*"
    r"(?:,|,?\s+and|,?\s+or|,?\s+as well as)\s*$"
)
_PREPOSITION = re.compile(r"\b(of|by|with|to|for|in|on|between|among|from|within|under|at|against|into|about|than)\s*$")
_ANY_PREPOSITION = re.compile(
    r"\b(?:of|by|with|to|for|in|on|between|among|from|within|under|at|against|into|through)\b"
)
_INFINITIVE = re.compile(r"\bto\s+[a-z]+")
# "United Nations offices", "United Nations standards": the name only qualifies a noun.
_QUALIFIES = re.compile(
    r"\s+(?!(?:shall|should|will|must|may|can|to|and|or|but|in|on|as|has|have|had|is|are|was|were|with|for|at|by|of|through|"
    r"within|under|from|also|not|that|which|who|where|when|agreed|convened|held)\b)[a-z]+"
)
_GERUND_AFTER = re.compile(r"\s+\w+ing\b")


@dataclass(frozen=True, slots=True)
class ActorNames:
    """The names of the bodies in the authority files, and the words that may lead up to them."""

    names: PhraseFinder[_Name]
    premodifiers: frozenset[str]
    short_names_of: Mapping[str, tuple[str, ...]]
    key_of: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, authorities: Authorities) -> ActorNames:
        """Return the names over the bodies of the authority files."""
        names: PhraseFinder[_Name] = PhraseFinder()
        by_short: dict[str, list[str]] = defaultdict(list)
        key_of: dict[str, str] = {}
        for body in authorities.bodies.values():
            for name in (*body.names, *body.collective_names):
                names.add_name(name, _Name((body.key,), is_short=False))
                key_of[name.lower()] = body.key
            for short in body.short_names:
                by_short[short.lower()].append(body.key)
        for short, keys in by_short.items():
            names.add_name(short, _Name(tuple(keys), is_short=True))
        return cls(
            names=names,
            premodifiers=frozenset(word.lower() for word in authorities.reading_cues["premodifier"].cues),
            short_names_of={key: body.short_names for key, body in authorities.bodies.items()},
            key_of=key_of,
            sources={key: body.sources for key, body in authorities.bodies.items()},
        )


@dataclass(slots=True)
class ActorFinder:
    """Finds actors in the provisions of one document, in order, and remembers what short names mean there.

    `own_path` is the path of the document, whose own foundation a short name means that it has not introduced: "the
    Committee" of Security Council resolution 1373 (2001) is the Counter-Terrorism Committee.
    """

    known: ActorNames
    own_path: str = ""
    introduced: dict[str, str] = field(default_factory=dict)

    def mentions(self, text: str) -> list[Mention]:
        """Return the actors that a text names, and remember what it introduces."""
        found: list[Mention] = []
        for match in self.known.names.find_longest(text):
            key = self._meaning(match.payload, text, match.start, match.end)
            if key:
                floor = found[-1].end if found else 0
                start = max(self._with_premodifiers(text, match.start), floor)
                start = self._without_leading_conjunction(text, start)
                start = max(self._with_regions(text, match.start, start), floor)
                pair = self._ellipsis(text, start, match.start, match.end)
                found += pair
                start = self._without_leading_conjunction(text, pair[0].end) if pair else start
                found.append(Mention(key, start, match.end, match.start))
        return found

    def _meaning(self, name: _Name, text: str, start: int, end: int) -> str | None:
        if text[start:end] == _ADJECTIVE and _QUALIFIES.match(text, end):
            return None
        if not name.is_short:
            for short in self.known.short_names_of[name.keys[0]]:
                self.introduced[short.lower()] = name.keys[0]
            return name.keys[0]
        if not _LEADING_DETERMINER.search(text[:start]) or _LONGER_NAME.match(text, end):
            return None
        meant = self.introduced.get(text[start:end].lower())
        if meant in name.keys:
            return meant
        founded = [key for key in name.keys if self.own_path in self.known.sources[key]]
        return founded[0] if len(founded) == 1 and not meant else None

    def _with_premodifiers(self, text: str, start: int) -> int:
        while True:
            before = _WORD_BEFORE.search(text[:start])
            if before is None or before[1].lower() not in self.known.premodifiers:
                return start
            start = before.start()

    @staticmethod
    def _with_regions(text: str, name_start: int, start: int) -> int:
        """Take in the regions that say which States are meant: "Sahel, West African and Maghreb States"."""
        regions = _REGIONS.search(text[:name_start]) if text.startswith(_REGIONAL, name_start) else None
        return min(start, regions.start()) if regions else start

    @staticmethod
    def _without_leading_conjunction(text: str, start: int) -> int:
        match = re.match(r"\s*(?:and|or)\s+", text[start:])
        return start + match.end() if match else start

    def _ellipsis(self, text: str, start: int, name_start: int, end: int) -> list[Mention]:
        """Read "intergovernmental and non-governmental organizations" as two groups."""
        pair = re.search(r"([\w-]+) (?:and|or) (?:other )?$", text[:name_start])
        head = re.search(r"\w+$", text[name_start:end])
        if pair is None or head is None:
            return []
        key = self.known.key_of.get(f"{pair[1]} {head[0]}".lower())
        same = self.known.key_of.get(text[name_start:end].lower())
        return [Mention(key, min(start, pair.start()), pair.end(1), pair.start())] if key and key != same else []


# What stands between the joints of a list: "Member States, [relevant organizations] and [other entities concerned]".
_JOINT = re.compile(r"\s*(?:,\s*(?:and|or|as well as)?|;|\b(?:and|or|as well as))\s+|\s*$")
_LIMITING = (
    "the", "all", "any", "each", "every", "other", "others", "such", "these", "those", "its", "their", "relevant", "related",
    "interested", "concerned", "appropriate", "competent", "various", "several", "many", "also", "similar",
)  # fmt: skip
_FOLLOWING = ("concerned", "involved", "themselves", "alike")

# "Governments, within their respective mandates, and other organizations": the list goes on behind the aside.
_ASIDE = re.compile(
    r",\s*(?:within|in accordance with|in line with|in conformity with|consistent with|as appropriate|as relevant|"
    r"where appropriate|upon request|subject to)\b[^,;]*(?=,)"
)

_ROLE_CUES = (("partner", "partner"), ("joint-action", "partner"), ("channel", "channel"), ("example", "example"))


class Part(NamedTuple):
    """An actor with the role that it plays in a region of text. `gerund` tells "by States increasing …"."""

    mention: Mention
    role: Role
    gerund: bool = False


@dataclass(frozen=True, slots=True)
class RoleReader:
    """Tells the roles of actors from the words between them."""

    partners: PhraseFinder[str]
    actor_nouns: frozenset[str]
    premodifiers: frozenset[str]

    @classmethod
    def of(cls, authorities: Authorities) -> RoleReader:
        """Return a reader of roles over the cues of the authority files."""
        cues = authorities.reading_cues
        finder: PhraseFinder[str] = PhraseFinder()
        for cue_kind, role in _ROLE_CUES:
            for cue in cues[cue_kind].cues:
                finder.add_cue(cue, role)
        return cls(finder, frozenset(cues["actor-noun"].cues), frozenset(cues["premodifier"].cues))

    def parts(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Part]:
        """Return the roles of the mentions within `text[start:end]`, a region that begins with a noun phrase."""
        inside = [mention for mention in mentions if start <= mention.name_start and mention.end <= end]
        cues = self.partners.find(text[start:end])
        found: list[Part] = []
        position, role = start, Role.HEAD
        for mention in inside:
            between = text[position : mention.start]
            if found and between.strip() == "of":
                # "the Department of Peacekeeping Operations of the Secretariat": the whole is still one actor.
                found.append(Part(mention, Role.OTHER))
            else:
                led_by = [
                    cue.payload for cue in cues if position <= cue.start + start and cue.end + start <= mention.start
                ]
                role = self._role(between, role, bool(found), led_by)
                found.append(Part(mention, role, bool(_GERUND_AFTER.match(text, mention.end))))
            position = mention.end
        return found

    def unlisted(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Mention]:
        """Return the members of the list `text[start:end]` that no authority file has: "… and interested institutions".

        The list goes on as long as each member is an actor of the authority files or a group that an actor noun names.
        """
        found: list[Mention] = []
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        for joint in _JOINT.finditer(text, begin, end):
            if joint.start() < begin:
                continue
            member = text[begin : joint.start()]
            if not any(mention.start <= begin < mention.end for mention in mentions):
                name = self._group(member[:1].lower() + member[1:])
                place = begin + member.lower().rindex(name)
                if not name or any(place < mention.end and mention.start < joint.start() for mention in mentions):
                    break
                found.append(Mention(unknown_key(name), begin, place + len(name), place))
            begin = joint.end()
        return found

    def _group(self, member: str) -> str:
        """Return the name of the group that a member of a list is, without what limits it ("other", "concerned")."""
        words = member.split()
        while words and words[0] in _LIMITING:
            words = words[1:]
        while words and words[-1] in _FOLLOWING:
            words = words[:-1]
        plain = len(words) in range(1, 4) and all(w.islower() and w not in _LIMITING for w in words)
        return " ".join(words) if plain and words[-1] in self.actor_nouns else ""

    def heads(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[str]:
        """Return the keys of the actors that the noun phrase at `start` consists of; none where it begins otherwise."""
        parts = self.parts(text, start, end, mentions)
        if not parts or text[start : parts[0].mention.start].strip():
            return []
        return [part.mention.key for part in parts if part.role is Role.HEAD]

    @staticmethod
    def _role(between: str, previous: Role, has_previous: bool, cues: Sequence[str]) -> Role:
        between = _ASIDE.sub("", between) if has_previous else between
        if previous is Role.HEAD and _INFINITIVE.search(between):
            # The addressees end where the action begins: "urges States to …, including …".
            previous = Role.OTHER
        if cues:
            kind = cues[-1]
            if "partner" in cues:
                return Role.PARTNER
            return previous if kind == "example" or previous is Role.HEAD else Role.OTHER
        if not between.strip() and not has_previous:
            return Role.HEAD
        if _CONNECTOR.fullmatch(between):
            return previous
        if previous is not Role.OTHER and _OVER_UNKNOWN.fullmatch(between) and not _ANY_PREPOSITION.search(between):
            return previous
        preposition = _PREPOSITION.search(between)
        if preposition and preposition[1] == "by":
            return Role.AGENT
        return Role.OTHER


def unknown_key(name: str) -> str:
    """Return the key of a body that no authority file has: its name in capitals with hyphens."""
    return "-".join(re.findall(r"\w+", name)).upper()
