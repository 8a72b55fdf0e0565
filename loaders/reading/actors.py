"""Who is named in a text.

Full names and acronyms always mean their body. A short name ("the Centre", "the commission") means the body that the
document introduced last under it. A collective noun ("other relevant regional organizations") means its group.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.reading.phrases import PhraseFinder


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


# How far back the words before a name are looked at, in characters: reading stays linear in long paragraphs.
_REACH = 80
# "Ministerial Conference of African Atlantic States": a body that no authority file has, not the States.
_HEAD_OF_NAME = re.compile(r"\b(?:Conference|Community|League|Association|Organization|Forum|Summit|Union) of $")
_PAIR = re.compile(r"([\w-]+) (?:and|or) (?:other )?$")
_JOINTS = (" and ", " or ", " other ")
_CONJUNCTION = re.compile(r"\s*(?:and|or)\s+")
_LAST_WORD = re.compile(r"\w+$")
_ADJECTIVES = ("United Nations", "UN")
_LEADING_DETERMINER = re.compile(
    r"\b(?:the|its|their|our|such|this|that|these|those|each|every|said)\s+(?:\w+\s+)?$", re.I
)
# "the programme of work" and "the Commission on Human Rights" are other things than what the short name alone means.
_LONGER_NAME = re.compile(r"\s+(?:of work|(?:of|on|for) [A-Z]|against)\b")
# The word before a name, past the comma of "international, regional and subregional organizations" only.
_WORD_BEFORE = re.compile(
    r"([\w’']+)[ -]$|\b((?:inter|multi)?(?:national|regional)|subregional|global|bilateral|multilateral), $"
)
_REGIONAL = ("States", "Member States", "countries", "Governments")
_REGIONS = re.compile(r"(?<=[a-z,] )(?:\b[A-Z][\w-]+(?:, and |, | and | ))+$")
# "United Nations offices", "United Nations Police Division": the name only qualifies a noun.
_QUALIFIES = re.compile(
    r"\s+[A-Z][A-Za-z]|\s+(?!(?:shall|should|will|must|may|can|to|and|or|but|in|on|as|has|have|had|is|are|was|were|with|for|at|by|of|through|"
    r"within|under|from|also|not|that|which|who|where|when|agreed|convened|held)\b)[a-z]+"
)


@dataclass(frozen=True, slots=True)
class ActorNames:
    """The names of the bodies in the authority files, and the words that may lead up to them."""

    names: PhraseFinder[_Name]
    premodifiers: frozenset[str]
    short_names_of: Mapping[str, tuple[str, ...]]
    key_of: Mapping[str, str]
    heads_of: Mapping[str, Mapping[str, str]]
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
        heads_of: dict[str, dict[str, str]] = defaultdict(dict)
        for body in authorities.bodies.values():
            titles = (name.split(" of the ", 1) for name in body.names if " of the " in name and body.kind == "officer")
            for office, parent in titles:
                if office in body.short_names and parent.lower() in key_of:
                    heads_of[key_of[parent.lower()]][office.lower()] = body.key
        return cls(
            names=names,
            premodifiers=frozenset(word.lower() for word in authorities.reading_cues["premodifier"].cues),
            short_names_of={key: body.short_names for key, body in authorities.bodies.items()},
            key_of=key_of,
            heads_of=heads_of,
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
    headed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def mentions(self, text: str) -> list[Mention]:
        """Return the actors that a text names, and remember what it introduces."""
        found: list[Mention] = []
        for match in self.known.names.find_longest(text):
            key = self._meaning(match.payload, text, match.start, match.end)
            if key:
                floor = found[-1].end if found else 0
                start = max(self._with_premodifiers(text, match.start), floor)
                start = self._without_leading_conjunction(text, start)
                start = self._with_regions(text, match.start, start, floor)
                if text.endswith(" of ", 0, start) and _HEAD_OF_NAME.search(text, max(0, start - _REACH), start):
                    continue
                pair = self._ellipsis(text, start, match.start, match.end)
                found += pair
                start = self._without_leading_conjunction(text, pair[0].end) if pair else start
                found.append(Mention(key, start, match.end, match.start))
        return found

    def _meaning(self, name: _Name, text: str, start: int, end: int) -> str | None:
        if text[start:end] in _ADJECTIVES and _QUALIFIES.match(text, end):
            return None
        if not name.is_short:
            for short in self.known.short_names_of[name.keys[0]]:
                self.introduced[short.lower()] = name.keys[0]
            for office, key in self.known.heads_of.get(name.keys[0], {}).items():
                self.headed[office].add(key)
            return name.keys[0]
        if not _LEADING_DETERMINER.search(text, max(0, start - _REACH), start) or _LONGER_NAME.match(text, end):
            return None
        meant = self.introduced.get(text[start:end].lower())
        if meant in name.keys:
            return meant
        founded = [key for key in name.keys if self.own_path in self.known.sources[key]]
        # "the Executive Director" of a text that names but one programme is that programme's.
        headed = self.headed.get(text[start:end].lower(), set())
        likely = founded or sorted(headed)
        return likely[0] if len(likely) == 1 and not meant else None

    def _with_premodifiers(self, text: str, start: int) -> int:
        while True:
            # The word holds no space, so it is looked for behind the last one before it.
            before = _WORD_BEFORE.search(text, max(0, start - _REACH, text.rfind(" ", 0, max(0, start - 1))), start)
            if before is None or (before[1] or before[2]).lower() not in self.known.premodifiers:
                return start
            start = before.start()

    @staticmethod
    def _with_regions(text: str, name_start: int, start: int, floor: int) -> int:
        """Take in the regions that say which States are meant: "Sahel, West African and Maghreb States"."""
        regions = _REGIONS.search(text, floor, name_start) if text.startswith(_REGIONAL, name_start) else None
        return min(start, regions.start()) if regions else start

    @staticmethod
    def _without_leading_conjunction(text: str, start: int) -> int:
        match = _CONJUNCTION.match(text, start)
        return match.end() if match else start

    def _ellipsis(self, text: str, start: int, name_start: int, end: int) -> list[Mention]:
        """Read "intergovernmental and non-governmental organizations" as two groups."""
        if not text.endswith(_JOINTS, 0, name_start):
            return []
        pair = _PAIR.search(text, max(0, name_start - _REACH), name_start)
        head = _LAST_WORD.search(text, name_start, end)
        if pair is None or head is None:
            return []
        key = self.known.key_of.get(f"{pair[1]} {head[0]}".lower())
        same = self.known.key_of.get(text[name_start:end].lower())
        return [Mention(key, min(start, pair.start()), pair.end(1), pair.start())] if key and key != same else []
