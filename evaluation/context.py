"""The differences in their context: the words around them, marked, with the rule that read them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from mandategraph.evaluation.gold import GoldRecord, leaf_key
from mandategraph.evaluation.instruments import Found, Instrument, Place, headings
from mandategraph.evaluation.results import Case, FieldDifference, Kind, Passage
from mandategraph.loaders.document import Kind as ProvisionKind
from mandategraph.loaders.document import Provision, Span


class CaseWriter:
    """Writes the cases of one instrument; what the other side has at a leaf comes from all gold and all readings."""

    def __init__(self, instrument: Instrument, gold: Iterable[GoldRecord], found: Iterable[Found]) -> None:
        self._instrument = instrument
        self._gold: dict[str, list[str]] = defaultdict(list)
        self._read: dict[str, list[str]] = defaultdict(list)
        for record in gold:
            self._gold[leaf_key(record.leaf)].append(f"{record.holder} ({record.modality})")
        for each in found:
            self._read[each.key[0]].append(f"{each.directive.holder} ({each.directive.modality})")

    def missed(self, record: GoldRecord) -> Case:
        """Return the case of a gold record that was not read."""
        place = self._instrument.by_leaf.get(leaf_key(record.leaf))
        return Case(
            kind=Kind.MISSED,
            leaf=record.leaf,
            holder=record.holder,
            modality=record.modality,
            line=record.line,
            cue=record.cue,
            beside=tuple(self._read[leaf_key(record.leaf)]),
            headings=headings(place) if place else (),
            passages=tuple(_around(place, _cue_marks(place, record.cue))) if place else (),
        )

    def extra(self, found: Found) -> Case:
        """Return the case of a directive that the gold does not have."""
        return self._read_case(Kind.EXTRA, found, beside=tuple(self._gold[found.key[0]]))

    def differing(self, record: GoldRecord, found: Found, fields: tuple[FieldDifference, ...]) -> Case:
        """Return the case of a directive that both have, with other keys in some fields."""
        return self._read_case(Kind.DIFFERS, found, fields=fields, line=record.line, cue=record.cue)

    def _read_case(
        self,
        kind: Kind,
        found: Found,
        fields: tuple[FieldDifference, ...] = (),
        beside: tuple[str, ...] = (),
        line: int = 0,
        cue: str = "",
    ) -> Case:
        directive, place = found.directive, found.place
        notes = any(difference.field == "cites" for difference in fields)
        return Case(
            kind=kind,
            leaf=place.leaf,
            holder=directive.holder,
            modality=directive.modality,
            fields=fields,
            line=line,
            cue=cue,
            rule=directive.rule,
            holder_words=directive.holder_words,
            cue_words=directive.cue_words,
            condition_words=directive.condition_words,
            beside=beside,
            headings=headings(place),
            passages=(
                *_around(place, _evidence(found)),
                *(self._footnotes(place, directive.chapeau) if notes else ()),
            ),
        )

    def _footnotes(self, place: Place, chapeau: str) -> Iterator[Passage]:
        """Yield the footnotes whose marks stand in the provision or in its chapeau."""
        shown = (*(above for above in place.above if above.eid == chapeau), place.provision)
        for eid in dict.fromkeys(mark.footnote for provision in shown for mark in provision.marks):
            note = self._instrument.by_eid[place.document.path, eid]
            yield Passage(note.leaf, note.provision.text)


def _around(place: Place, marks: dict[str, list[Span]]) -> Iterator[Passage]:
    """Yield the texts above a place and its own, marked; `marks` are by eId."""
    prefix = place.document.leaf_prefix
    for provision in (*place.above, place.provision):
        if provision.text and provision.kind is not ProvisionKind.SECTION:
            label = f"{prefix}{provision.leaf}" if provision.leaf else provision.number
            yield Passage(label, provision.text, tuple(apart(marks.get(provision.eid, ()))))


def _evidence(found: Found) -> dict[str, list[Span]]:
    """Return what a record rests on: its quote, and in its chapeau the words of holder and verb."""
    directive = found.directive
    marks = {directive.quote.eid: [Span(directive.quote.start, directive.quote.end)]}
    chapeau = next((above for above in found.place.above if above.eid == directive.chapeau), None)
    if chapeau:
        words = filter(None, (directive.holder_words, directive.cue_words))
        marks[chapeau.eid] = [span for each in words for span in _where(each, chapeau)]
    return marks


def _cue_marks(place: Place, cue: str) -> dict[str, list[Span]]:
    """Return where the gold's cue stands: in the provision, or else in the nearest above that has it."""
    for provision in (place.provision, *reversed(place.above)):
        if found := _where(cue, provision):
            return {provision.eid: found}
    return {}


def _where(words: str, provision: Provision) -> list[Span]:
    """Return the first place of some words in a provision, however their blanks and hyphens were typed."""
    tokens = re.findall(r"\w+|[^\w\s]", words)
    if not tokens:
        return []
    match = re.search(r"[\s-]*".join(map(re.escape, tokens)), provision.text, re.IGNORECASE)
    return [Span(*match.span())] if match else []


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in their order, without those that overlap one before."""
    end = 0
    for span in sorted(spans):
        if span.start >= end:
            yield span
            end = span.end
