"""What else the words of a directive say: themes, conditions, action types, deadlines, onward addressees."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mandategraph.loaders.authorities import Authorities, Concept
from mandategraph.loaders.document import Span
from mandategraph.loaders.reading.phrases import PhraseFinder, without_inner

GENERAL_THEME = "general"
"""The theme of what fits no other."""

_YEAR = re.compile(r"(?:19|20)\d{2}")
_DEADLINE = re.compile(
    r"(?:\bby|\bnot later than|\bno later than|\bbefore|\buntil)\s+(?:the\s+)?(?:end\s+of\s+|year\s+|the\s+year\s+)*"
    r"(?:(?P<day>\d{1,2})\s+(?P<month>[A-Z][a-z]+)\s+)?(?P<year>(?:19|20)\d{2})\b(?!\s+[A-Z])"
    r"|\b(?:to be held|hold|convene|held)\b[^.;]{0,200}?\b(?:in|from|on)\s+(?:\d{1,2}\s+(?:to\s+\d{1,2}\s+)?)?"
    r"(?:[A-Z][a-z]+\s+)?(?P<held>20\d{2})\b"
    r"|\b(?P<target>(?:19|20)\d{2})\s+as\s+(?:the|a)\s+target\s+(?:year|date)"
)
_SILENT = ("qualification", "partner", "field")
_SET_PHRASE = ""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class ConceptFinder:
    """Finds the concepts of one scheme by their cues."""

    cues: PhraseFinder[str]

    @classmethod
    def of(cls, concepts: Mapping[str, Concept], set_phrases: Iterable[str] = ()) -> ConceptFinder:
        """Return a finder for the concepts of a scheme; a cue inside a set phrase gives no concept away."""
        finder: PhraseFinder[str] = PhraseFinder()
        for phrase in set_phrases:
            finder.add_cue(phrase, _SET_PHRASE)
        for concept in concepts.values():
            for cue in concept.cues:
                finder.add_cue(cue, concept.key)
        return cls(finder)

    def keys(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of the concepts whose cues stand in any of the texts, sorted."""
        return tuple(sorted({key for text in texts for key in self.outside(text, ())}))

    def outside(self, text: str, names: Sequence[Span], within: Span | None = None) -> set[str]:
        """Return the keys found in a text (or a range of it), but not inside a name: names say nothing of an action.

        "The Commission on Crime Prevention and Criminal Justice shall …" is not about crime prevention for its name.
        """
        start, end = within or (0, len(text))
        return {
            match.payload
            for match in without_inner(self.cues.find(text, start, end))
            if match.payload != _SET_PHRASE and not any(_inside(match.start, match.end, name) for name in names)
        }

    def spans(self, text: str, within: Span) -> list[Span]:
        """Return the ranges of all cues in a range of a text."""
        return [Span(match.start, match.end) for match in self.cues.find(text, within.start, within.end)]

    def words(self, text: str, within: Span) -> dict[str, str]:
        """Return, for each concept found in a range of a text, the first words that gave it away."""
        found: dict[str, str] = {}
        for match in self.cues.find(text, within.start, within.end):
            found.setdefault(match.payload, text[match.start : match.end])
        return found


@dataclass(frozen=True, slots=True)
class SilentSpans:
    """Finds the words of an action phrase that do not say what is to be done: purposes, partners, names of fields."""

    cues: PhraseFinder[str]

    @classmethod
    def of(cls, authorities: Authorities) -> SilentSpans:
        """Return a finder over the reading cues of the authority files."""
        finder: PhraseFinder[str] = PhraseFinder()
        for role in _SILENT:
            for cue in authorities.reading_cues[role].cues:
                finder.add_cue(cue, role)
        return cls(finder)

    def spans(self, text: str, within: Span, kinds: Container[str] = _SILENT) -> list[Span]:
        """Return the silent ranges in a range of the text: a purpose or a partner lasts to the next comma."""
        start, end = within
        found = []
        for match in self.cues.find(text, start, end):
            if match.payload not in kinds:
                continue
            stop = match.end
            if match.payload != "field":
                stops = (place for place in (text.find(",", stop, end), text.find(". ", stop, end)) if place >= 0)
                stop = min(stops, default=end)
            found.append(Span(match.start, stop))
        return found


def _inside(start: int, end: int, name: Span) -> bool:
    return name.start <= start and end <= name.end and end - start < name.end - name.start


def deadlines(text: str) -> tuple[str, ...]:
    """Return the years ("2003") or dates ("2005-06-30") by which a text wants something done, sorted.

    A day that the calendar does not have, such as the 31 June of S/RES/2083 (2012), tells its year at least.
    """
    if not _YEAR.search(text):
        return ()
    found = set()
    for match in _DEADLINE.finditer(text):
        year = match["year"] or match["held"] or match["target"]
        month, day = match["month"], int(match["day"] or 0)
        number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
        exists = number and 0 < day <= monthrange(int(year), number)[1]
        found.add(f"{year}-{number:02}-{day:02}" if exists else year)
    return tuple(sorted(found))
