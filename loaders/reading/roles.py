"""In which part an actor is named: as subject, agent, partner, channel or example."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.reading.actors import Mention
from mandategraph.loaders.reading.phrases import PhraseFinder


class Role(Enum):
    """The part that an actor plays in its clause."""

    HEAD = "head"
    AGENT = "agent"
    PARTNER = "partner"
    OTHER = "other"


_CONNECTOR = re.compile(
    r"(?:\s*\([^()]{1,20}\))?"
    r"\s*(?:,|/|,? (?:and|or|as well as|and/or|but also|and of|and by|and with|as well as with))\s*$"
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
# What stands between the joints of a list: "Member States, [relevant organizations] and [other entities concerned]".
_JOINT = re.compile(r"\s*(?:,\s*(?:and|or|as well as)?|;|\b(?:and|or|as well as))\s+|\s*$")
_LIMITING = (
    "the", "all", "any", "each", "every", "other", "others", "such", "these", "those", "its", "their", "relevant",
    "related", "interested", "concerned", "appropriate", "competent", "various", "several", "many", "also", "similar",
)  # fmt: skip
_WITHIN = ("of", "by", "in", "for", "to", "among", "between", "with", "on")
_FOLLOWING = ("concerned", "involved", "themselves", "alike")

# "Governments, within their respective mandates, and other organizations": the list goes on behind the aside.
_ASIDE = re.compile(
    r",\s*(?:within|in accordance with|in line with|in conformity with|consistent with|as appropriate|as relevant|"
    r"where appropriate|upon request|subject to|at)\b[^,;]*(?=,)"
)

_ROLE_CUES = (("partner", "partner"), ("joint-action", "partner"), ("channel", "channel"), ("example", "example"))


class Part(NamedTuple):
    """An actor with the role that it plays in a region of text."""

    mention: Mention
    role: Role


@dataclass(frozen=True, slots=True)
class RoleReader:
    """Tells the roles of actors from the words between them."""

    partners: PhraseFinder[str]
    actor_nouns: frozenset[str]

    @classmethod
    def of(cls, authorities: Authorities) -> RoleReader:
        """Return a reader of roles over the cues of the authority files."""
        cues = authorities.reading_cues
        finder: PhraseFinder[str] = PhraseFinder()
        for cue_kind, role in _ROLE_CUES:
            for cue in cues[cue_kind].cues:
                finder.add_cue(cue, role)
        return cls(finder, frozenset(cues["actor-noun"].cues))

    def parts(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Part]:
        """Return the roles of the mentions within `text[start:end]`, a region that begins with a noun phrase."""
        inside = [mention for mention in mentions if start <= mention.name_start and mention.end <= end]
        cues = self.partners.find(text, start, end)
        starts = [cue.start for cue in cues]
        found: list[Part] = []
        position, role = start, Role.HEAD
        for mention in inside:
            between = text[position : mention.start]
            if found and between.strip() == "(" and mention.key == found[-1].mention.key:
                # "the United Nations Office on Drugs and Crime (UNODC)": named twice, once for all.
                position = mention.end + text.startswith(")", mention.end)
                continue
            if found and between.strip() == "of":
                # "the Department of Peacekeeping Operations of the Secretariat": the whole is still one actor.
                found.append(Part(mention, Role.OTHER))
            else:
                near = cues[bisect_left(starts, position) : bisect_left(starts, mention.start)]
                led_by = [cue.payload for cue in near if cue.end <= mention.start]
                role = self._role(between, role, bool(found), led_by)
                found.append(Part(mention, role))
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
        plain = len(words) < 4 and all(word.islower() and word not in _LIMITING for word in words)
        return " ".join(words) if plain and self.is_group(" ".join(words)) else ""

    def is_group(self, name: str) -> bool:
        """Tell whether words name a group who can act: "funding institutions", but not "appointment of experts"."""
        words = name.split()
        if not words or words[-1] not in self.actor_nouns:
            return False
        # "strengthening national institutions" is a deed.
        deed = words[0].endswith("ing") and len(words) > 2
        return not deed and not any(word in _WITHIN for word in words)

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
