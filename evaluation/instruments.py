"""Which instruments a source holds, by the names that gold files give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mandategraph.evaluation.gold import leaf_key
from mandategraph.loaders.document import Document, Provision
from mandategraph.loaders.records import Directive, Reading
from mandategraph.loaders.terms import identifier_of

_SEED = re.compile(r"^seed-")


@dataclass(frozen=True, slots=True)
class Place:
    """A provision with those above it, the outermost first, and how its leaf is printed."""

    document: Document
    provision: Provision
    above: tuple[Provision, ...]
    leaf: str
    order: int


@dataclass(frozen=True, slots=True)
class Found:
    """A directive of a reading, and where it stands."""

    directive: Directive
    place: Place

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: leaf and holder."""
        return leaf_key(self.place.leaf), self.directive.holder


@dataclass(frozen=True, slots=True)
class Instrument:
    """What a source holds under one symbol: a resolution with its annexes, or one of them alone."""

    symbol: str
    readings: tuple[Reading, ...]
    places: tuple[Place, ...]
    by_eid: dict[tuple[str, str], Place] = field(default_factory=dict)
    by_leaf: dict[str, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, symbol: str, readings: Sequence[Reading]) -> Instrument:
        """Return the instrument that the readings of one symbol make."""
        places = tuple(_places(readings))
        made = cls(symbol, tuple(readings), places)
        for place in places:
            made.by_eid[place.document.path, place.provision.eid] = place
            if place.leaf:
                made.by_leaf.setdefault(leaf_key(place.leaf), place)
        return made

    @property
    def title(self) -> str:
        """The title of the first document."""
        return self.readings[0].document.title

    def directives(self) -> Iterator[Found]:
        """Yield the directives that were read, each with its place, in the order of the text."""
        for reading in self.readings:
            for directive in reading.directives:
                yield Found(directive, self.by_eid[reading.document.path, directive.quote.eid])

    def names(self) -> set[str]:
        """Return the plain forms of all its names: symbol, identifiers and paths of its documents."""
        documents = [reading.document for reading in self.readings]
        written = (self.symbol, *map(identifier_of, documents), *(document.path for document in documents))
        return {plain(name) for name in written}


def instruments(readings: Iterable[Reading]) -> tuple[Instrument, ...]:
    """Return what a source holds, a resolution and its annexes together, in the order of the source."""
    by_symbol: dict[str, list[Reading]] = {}
    for reading in readings:
        by_symbol.setdefault(reading.document.symbol, []).append(reading)
    return tuple(Instrument.of(symbol, of_symbol) for symbol, of_symbol in by_symbol.items())


def named(doc: str, known: Sequence[Instrument]) -> list[Instrument]:
    """Return the instruments that a gold file may mean: by a name of theirs, or by its end ("seed-55-59")."""
    wanted = plain(_SEED.sub("", doc.strip()))
    return [instrument for instrument in known if wanted in instrument.names()] or [
        instrument for instrument in known if any(name.endswith(f"-{wanted}") for name in instrument.names())
    ]


def plain(name: str) -> str:
    """Return the letters and digits of a name: "S/RES/1373 (2001)" and "S_RES_1373(2001)" are the same."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def paragraph(leaf: str) -> str:
    """Return the paragraph that a leaf belongs to: "annex/4(b)" to "annex/4"."""
    return leaf_key(leaf.partition("(")[0])


def _places(readings: Sequence[Reading]) -> Iterator[Place]:
    order = 0

    def below(document: Document, provision: Provision, above: tuple[Provision, ...]) -> Iterator[Place]:
        nonlocal order
        order += 1
        leaf = f"{document.leaf_prefix}{provision.leaf}" if provision.leaf else ""
        yield Place(document, provision, above, leaf, order)
        for child in provision.children:
            yield from below(document, child, (*above, provision))

    for reading in readings:
        for provision in reading.document.provisions:
            yield from below(reading.document, provision, ())


def headings(place: Place) -> tuple[str, ...]:
    """Return the headings above a place, the outermost first."""
    found = (*place.above, place.provision)
    return tuple(f"{each.number} {each.heading}".strip() for each in found if each.heading)
