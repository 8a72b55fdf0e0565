"""What happened when: instruments that were adopted and received, changes of bodies, mandates, and deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day
from mandategraph.answers.changes import Change
from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Evidence
from mandategraph.answers.names import Name, called, called_all
from mandategraph.answers.tables import QUOTED, strongest
from mandategraph.answers.words import noun, number, sentence
from mandategraph.graph.sparql import rows, value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_INSTRUMENTS = """
SELECT ?instrument ?identifier ?title ?date ?by WHERE {
  { SELECT DISTINCT ?instrument WHERE { ?provision mg:instrument ?instrument } }
  ?instrument dcterms:identifier ?identifier ; dcterms:title ?title .
  OPTIONAL { ?instrument eli:date_document ?date }
  OPTIONAL { ?instrument eli:passed_by/skos:prefLabel ?by }
}
"""
_RECEPTIONS = """
SELECT DISTINCT ?instrument ?how ?by ?date ?symbol ?title ?adopted WHERE {
  ?instrument mg:reception ?reception .
  ?reception mg:receptionKind/skos:prefLabel ?how ; eli:date_document ?date .
  OPTIONAL { ?reception mg:receivedBy/skos:prefLabel ?by }
  OPTIONAL {
    ?reception mg:receivedIn ?text .
    ?text dcterms:identifier ?symbol ; dcterms:title ?title .
    OPTIONAL { ?text eli:date_document ?adopted }
  }
}
"""

_ORDER = ("adopted", "received", "change", "called for", "mandates", "due, passed", "due, open")
"""The kinds of what happens, in the order in which those of one day are told."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened on a date (as exact as it is known, or empty): in words, of which kind, and what it rests on."""

    date: str
    kind: str
    what: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """An instrument that the graph has the text of: its name, its date (or empty), and who adopted it (or empty)."""

    name: Name
    date: str
    by: str


def texts(store: Graph) -> tuple[Text, ...]:
    """Return the instruments that the graph has the text of, by date."""
    made = {
        value(row, "instrument"): Text(
            Name(value(row, "instrument"), value(row, "identifier"), value(row, "title")),
            value(row, "date"),
            value(row, "by"),
        )
        for row in rows(store, _INSTRUMENTS)
    }
    return tuple(sorted(made.values(), key=lambda text: (text.date, text.name.key)))


def adopted(found: Iterable[Text]) -> Iterator[Happening]:
    """Yield the adoption of instruments."""
    for text in found:
        by = f", adopted by the {text.by}" if text.by else ""
        evidence = Evidence("", text.name.key, "", text.name.label, text.date)
        yield Happening(text.date, "adopted", f"{called(text.name)}{by}", (evidence,))


def received(store: Graph, found: Iterable[Text]) -> Iterator[Happening]:
    """Yield how instruments were received: approved, endorsed, or only taken note of."""
    known = {text.name.iri: text.name for text in found}
    for row in rows(store, _RECEPTIONS):
        if name := known.get(value(row, "instrument")):
            source = Evidence("", value(row, "symbol"), "", value(row, "title"), value(row, "adopted"))
            by = f"the {value(row, 'by')} {value(row, 'how').lower()}" if value(row, "by") else value(row, "how")
            what = f"{sentence(by)}: {called(name)}"
            yield Happening(value(row, "date"), "received", what, (source,) if source.instrument else ())


def changed(changes: Iterable[Change]) -> Iterator[Happening]:
    """Yield changes of bodies, those that happened and those that a text calls for."""
    for change in changes:
        kind = "change" if change.effected else "called for"
        remark = f" ({change.remark})" if any(change.bounds) else ""
        yield Happening(change.date, kind, f"{change.told}{remark}", change.evidence)


def given(directives: Iterable[Directive]) -> Iterator[Happening]:
    """Yield what each instrument gives: how many directives to whom, with the strongest of them."""
    by_instrument: defaultdict[Name, list[Directive]] = defaultdict(list)
    for directive in directives:
        by_instrument[directive.instrument].append(directive)
    for instrument, found in by_instrument.items():
        what = f"{instrument.key} gives {number(len(found), noun(found))}{_to(found)}"
        evidence = tuple(dict.fromkeys(directive.evidence for directive in strongest(found)))[:QUOTED]
        yield Happening(found[0].evidence.date, "mandates", what, evidence)


def _to(found: Sequence[Directive]) -> str:
    holders = {directive.holder: None for directive in found if directive.holder}
    if not holders:
        return ", which nobody holds"
    return f" to {called_all(holders)}" if len(holders) <= QUOTED else f" to {len(holders)} holders"


def due(directives: Iterable[Directive], day: Day) -> Iterator[Happening]:
    """Yield the deadlines of directives: passed or open on a day."""
    for directive in directives:
        holder = called(directive.holder) if directive.holder else "nobody"
        for deadline in directive.deadlines:
            kind = "due, passed" if day.has_passed(deadline) else "due, open"
            yield Happening(deadline, kind, f"due from {holder}", (directive.evidence,))


def in_time(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what happened in the order of time; what is known by its year comes before the days of that year."""
    return sorted(happenings, key=lambda one: (one.date, _ORDER.index(one.kind), one.what))
