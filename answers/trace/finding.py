"""Finding the way of a provision: the sections that carry it out, the commitments that it carries out, who cites it.

Sections of plans say which paragraphs of another instrument they implement; the directives below a section implement
the same. Citations name instruments, not paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers.asked import Day
from mandategraph.answers.changes import Change, body_changes
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.dossier import Evidence
from mandategraph.answers.names import Name, names
from mandategraph.answers.words import listing
from mandategraph.graph.addresses import address
from mandategraph.graph.sparql import listed, rows, value
from mandategraph.graph.succession import heirs

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph

_PROVISIONS = """
SELECT DISTINCT ?provision ?leaf ?order ?number ?heading ?text ?instrument ?identifier ?title ?date WHERE {
  VALUES ?provision { %s }
  ?provision mg:instrument ?instrument ; mg:order ?order .
  ?instrument dcterms:identifier ?identifier ; dcterms:title ?title .
  OPTIONAL { ?instrument eli:date_document ?date }
  OPTIONAL { ?provision mg:leaf ?leaf }
  OPTIONAL { ?provision mg:number ?number }
  OPTIONAL { ?provision mg:heading ?heading }
  OPTIONAL { ?provision mg:text ?text }
}
"""
_ABOVE = "SELECT DISTINCT ?above ?provision WHERE { ?provision eli:is_part_of* ?above }"
_BELOW = "SELECT DISTINCT ?part ?provision WHERE { ?part eli:is_part_of* ?provision }"
_CARRIED_OUT = """
SELECT DISTINCT ?section ?commitment WHERE {
  VALUES ?%s { %s }
  ?section mg:implements ?commitment .
  FILTER EXISTS { ?section a mg:Section }
}
"""
_SAYING_SO = """
SELECT DISTINCT ?part ?order WHERE {
  VALUES ?part { %s }
  VALUES ?cited { %s }
  ?part eli:cites ?cited ; mg:order ?order .
}
ORDER BY ?order LIMIT 1
"""
_CARRIED_OUT_NEAR = """
SELECT DISTINCT ?leaf ?order ?instrument WHERE {
  ?section mg:implements ?paragraph .
  ?paragraph mg:instrument ?instrument ; mg:leaf ?leaf ; mg:order ?order .
}
ORDER BY ?order
"""
# The resolution that an annex belongs to has the annex's symbol for its identifier.
_WHOLES = """
SELECT DISTINCT ?whole ?instrument WHERE {
  { ?instrument eli:is_annex_of ?whole } UNION { ?instrument mg:symbol ?symbol . ?whole dcterms:identifier ?symbol }
  FILTER(?whole != ?instrument)
}
"""
_CITING = """
SELECT DISTINCT ?provision ?cited ?instrument WHERE {
  VALUES ?cited { %s }
  ?provision eli:cites ?cited ; mg:instrument ?instrument .
  FILTER EXISTS { ?provision a mg:Provision }
}
"""

_MANNERS = {
    "reaffirm": "reaffirms it",
    "recall": "recalls it",
    "endors": "endorses it",
    "adopt": "adopts it",
    "welcom": "welcomes it",
    "tak(?:es?|ing) note": "takes note of it",
    "not(?:e|es|ing)": "notes it",
    "bearing in mind|bears in mind": "bears it in mind",
    "in order to implement": "is to implement it",
}
"""The verb that a provision opens with, and what it then does with what it cites; none of them: it cites it."""
_OPENING = re.compile(
    r"\W*(?:(?:we|the|general|assembly|council|also|further|once|again|deeply|strongly)\s+)*(?P<verb>.*)", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Place:
    """A provision: what it is called in its instrument, and its words; a section has a heading instead of words."""

    iri: str
    name: str
    heading: str
    instrument: Name
    order: int
    evidence: Evidence

    @property
    def called(self) -> str:
        """How a sentence names it: "A/RES/55/59, annex, para. 16", or "section II (ACTION AGAINST CORRUPTION) of …"."""
        if not self.heading:
            return self.evidence.place
        return f"{self.name} ({self.heading}) of {self.instrument.key}"


@dataclass(frozen=True, slots=True)
class Way:
    """A section, the commitments that it carries out, where it says so, and the directives that are told of it."""

    section: Place
    commitments: tuple[Place, ...]
    saying_so: tuple[Evidence, ...]
    directives: tuple[Directive, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """An instrument that cites another: its provisions that do, and what each does with it ("recalls it")."""

    instrument: Name
    date: str
    places: tuple[Place, ...]
    manners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of the provision that was asked for, to be told for a day.

    `own` are the directives that it gives itself, `down` the sections that carry it out, `up` those it stands in that
    carry out something, `later` the later instruments that cite its instrument.
    """

    place: Place
    own: tuple[Directive, ...]
    down: tuple[Way, ...]
    up: tuple[Way, ...]
    later: tuple[Citing, ...]
    changes: tuple[Change, ...]
    today: Mapping[str, tuple[Name, ...]]
    day: Day

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The directives on the way, each once: those of the provision, then those of what carries it out."""
        every = (*self.own, *(directive for way in self.down for directive in way.directives))
        return tuple(dict.fromkeys(every))

    def heirs(self, holder: Name | None) -> tuple[Name, ...]:
        """Return who holds the mandates of a body that changed; none for one that did not change."""
        return self.today.get(holder.iri, ()) if holder else ()


def find(store: Graph, provision: NamedNode, day: Day) -> Found:
    """Return everything that is found of a provision, in both directions."""
    (place,) = places(store, [provision.value])
    own = _directives_in(store, provision.value)
    family = _above(store, provision) | _parts(store, provision)
    down = _ways(store, "commitment", family, None)
    directives = (*own, *(directive for way in down for directive in way.directives))
    holders = {directive.holder.iri for directive in directives if directive.holder}
    ends = {body: found for body, found in heirs(store).items() if body in holders}
    known = names(store, {heir for found in ends.values() for heir in found})
    return Found(
        place,
        own,
        down,
        _ways(store, "section", family, own),
        _citing_later(store, NamedNode(place.instrument.iri), place.evidence.date),
        body_changes(store) if ends else (),
        {body: tuple(known[heir] for heir in found) for body, found in ends.items()},
        day,
    )


def called(places: Iterable[Place]) -> str:
    """Return provisions as a sentence lists them: "A/RES/55/59, annex, paras. 5, 6 and 7"."""
    leaves: defaultdict[str, list[str]] = defaultdict(list)
    told: list[str] = []
    for place in places:
        if place.heading:
            told.append(place.called)
        else:
            leaves[place.evidence.instrument].append(place.evidence.leaf)
    return listing([*told, *(address(instrument, *within) for instrument, within in leaves.items())])


def places(store: Graph, iris: Iterable[str]) -> tuple[Place, ...]:
    """Return provisions by IRI, in the order of their instruments' dates and of their texts."""
    wanted = sorted(set(iris))
    found = [_place(row) for row in rows(store, _PROVISIONS % listed(wanted))] if wanted else []
    return tuple(sorted(found, key=lambda place: (place.evidence.date, place.instrument.key, place.order, place.iri)))


def _parts(store: Graph, provision: NamedNode) -> set[str]:
    """Return a provision and everything below it."""
    return {value(row, "part") for row in rows(store, _BELOW, {"provision": provision})}


def _above(store: Graph, provision: NamedNode) -> set[str]:
    """Return a provision and everything above it in its instrument."""
    return {value(row, "above") for row in rows(store, _ABOVE, {"provision": provision})}


def carried_out(store: Graph, instrument: NamedNode) -> tuple[str, ...]:
    """Return the leaves of an instrument that any section carries out, in the order of the text."""
    found = rows(store, _CARRIED_OUT_NEAR, {"instrument": instrument})
    return tuple(dict.fromkeys(value(row, "leaf") for row in found))


def _citing_later(store: Graph, instrument: NamedNode, date: str) -> tuple[Citing, ...]:
    """Return the instruments of a later date that cite an instrument, or the whole that it is an annex of, by date."""
    cited = {value(row, "whole") for row in rows(store, _WHOLES, {"instrument": instrument})} | {instrument.value}
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places(store, (value(row, "provision") for row in rows(store, _CITING % listed(sorted(cited))))):
        if place.instrument.iri not in cited and date and place.evidence.date > date:
            found[place.instrument.iri].append(place)
    return tuple(
        Citing(
            told[0].instrument,
            told[0].evidence.date,
            tuple(told),
            _manners(told),
        )
        for told in found.values()
    )


def _ways(store: Graph, given_as: str, iris: Iterable[str], given: Sequence[Directive] | None) -> tuple[Way, ...]:
    by_section: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _CARRIED_OUT % (given_as, listed(sorted(iris)))):
        by_section[value(row, "section")].add(value(row, "commitment"))
    return tuple(
        _way(store, section, places(store, by_section[section.iri]), given) for section in places(store, by_section)
    )


def _way(store: Graph, section: Place, commitments: tuple[Place, ...], given: Sequence[Directive] | None) -> Way:
    """Return a section with the first words in it that cite what it carries out, and its directives unless given."""
    parts = _parts(store, NamedNode(section.iri))
    cited = {place.instrument.iri for place in commitments}
    found = [value(row, "part") for row in rows(store, _SAYING_SO % (listed(sorted(parts)), listed(sorted(cited))))]
    return Way(
        section,
        commitments,
        tuple(place.evidence for place in places(store, found)),
        directives(store, Wanted(provisions=tuple(sorted(parts)))) if given is None else tuple(given),
    )


def _directives_in(store: Graph, provision: str) -> tuple[Directive, ...]:
    """Return the directives that a provision (IRI) and everything below it give."""
    return directives(store, Wanted(provisions=tuple(sorted(_parts(store, NamedNode(provision))))))


def _place(row: pyoxigraph.QuerySolution) -> Place:
    iri, number, heading = value(row, "provision"), value(row, "number"), value(row, "heading")
    eid = iri.partition("#")[2].replace("__", ", ").replace("_", " ")
    section = heading and not value(row, "leaf")
    name = f"section {number.rstrip('.')}".rstrip() if section else value(row, "leaf") or eid
    identifier, title = value(row, "identifier"), value(row, "title")
    evidence = Evidence(
        words=value(row, "text") or heading,
        instrument=identifier,
        leaf=name,
        title=title,
        date=value(row, "date"),
        provision=iri,
    )
    return Place(
        iri,
        name,
        heading if section else "",
        Name(value(row, "instrument"), identifier, title),
        int(value(row, "order")),
        evidence,
    )


def _manners(citing: Iterable[Place]) -> tuple[str, ...]:
    """Return what provisions do with what they cite, as their opening words tell it."""
    verbs = {opening["verb"] for place in citing if (opening := _OPENING.match(place.evidence.words))}
    told = (manner for stem, manner in _MANNERS.items() if any(re.match(stem, verb, re.IGNORECASE) for verb in verbs))
    return tuple(told) or ("cites it",)
