"""A graph as it stood on a day: the instruments that were there, and the changes of bodies that had happened.

Everything that can be asked of a graph can be asked of what it was: the view is a graph in memory, made of the named
graphs of that time. Only what surely was there is in it: where a year is all that is known, it counts from its end.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.errors import UsageError
from mandategraph.graph.sparql import rows, text_of, value
from mandategraph.graph.store import GraphStore
from mandategraph.vocabulary import ORG

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from mandategraph.graph.asking import Graph

_TEXTS = """
SELECT ?instrument ?symbol WHERE {
  { SELECT DISTINCT ?instrument WHERE { ?provision mg:instrument ?instrument } }
  OPTIONAL { ?instrument mg:symbol ?symbol }
}
"""
_DATES = """
SELECT DISTINCT ?thing ?identifier ?date WHERE {
  { SELECT ?thing ?day WHERE { ?thing eli:date_document ?day } }
  UNION { SELECT ?thing ?year WHERE { ?thing dcterms:date ?year } }
  BIND(COALESCE(?day, ?year) AS ?date)
  FILTER EXISTS { ?thing a ?class FILTER(?class IN (mg:Instrument, mg:Reception)) }
  OPTIONAL { ?thing dcterms:identifier ?identifier }
}
"""
_CHANGES = """
SELECT DISTINCT ?change ?label ?date ?first ?last WHERE {
  ?change a mg:BodyChange ; mg:effected true ; dcterms:date ?date .
  OPTIONAL { ?change skos:prefLabel ?label }
  OPTIONAL { ?change mg:notBefore ?first }
  OPTIONAL { ?change mg:notAfter ?last }
}
"""
_PARTS = """
SELECT DISTINCT ?change ?body ?whole WHERE {
  ?change a mg:BodyChange ; org:originalOrganization ?body ; org:resultingOrganization ?whole .
  ?body org:subOrganizationOf|org:unitOf ?whole .
}
"""
_DESCRIBED = "SELECT ?instrument ?part WHERE { ?instrument void:classPartition ?part }"
_NAMED_BY_TEXTS = """
SELECT DISTINCT ?thing WHERE { ?thing a ?class FILTER(?class IN (mg:UnresolvedInstrument, mg:UnrecognizedBody)) }
"""


@dataclass(frozen=True, slots=True)
class AsAt:
    """A graph as it stood on `date` (ISO 8601), and what of the whole is not in it.

    `later` counts the instruments of a later date, `undated` those of which nobody can say whether they were there: no
    date is known, or only the year that the day is in. `unsure` names the changes of bodies for which that is so.
    """

    graph: GraphStore
    date: str
    later: int
    undated: int
    unsure: tuple[str, ...] = ()


def read_day(words: str) -> datetime.date:
    """Return the day that a person writes as "1998-01-01", or as "1998" for its last day.

    Raises `UsageError` for anything else, and for a day that is yet to come.
    """
    try:
        written = words.strip()
        day = datetime.date.fromisoformat(f"{written}-12-31" if re.fullmatch(r"\d{4}", written) else written)
    except ValueError as error:
        raise UsageError(f"{words!r} is no day; write a date such as 1998-01-01, or a year") from error
    if day > datetime.datetime.now(tz=datetime.UTC).date():
        raise UsageError(f"{day.isoformat()} is yet to come; name a day of the past")
    return day


def as_at(store: Graph, day: datetime.date) -> AsAt:
    """Return the graph as it stood at the end of a day.

    - An instrument is in it from its date on, which for an annex without one is that of the instrument it belongs to.
      Instruments without a date are left out, for nobody can say whether they were there.
    - How a body received an instrument is told from the day on which it did, and so is a change of a body. Of a change
      whose day is unknown, that is the latest on which it can have happened. Only from then on is a body a part of the
      one that it was made part of.
    - Bodies and concepts of the authority files are always known, and so are the instruments that they describe without
      a date; but what only texts name is known from the first of them on.
    - The description of the build tells how the whole graph was made, without the instruments that are left out.

    What is there is copied into memory: some seconds for the whole registry. Raises `UsageError` where nothing is.
    """
    date = day.isoformat()
    dates = _Dates.read(store)
    texts = dates.of_texts(store)
    absent = {iri for iri, known in texts.items() if not known or _last_day(known) > date}
    if len(absent) == len(texts):
        first = min(filter(None, texts.values()), default="no known date")
        raise UsageError(f"nothing in this graph is as old as {date}; its first instrument is of {first}")
    later = sum(1 for iri in absent if texts[iri] > date)
    to_come, unsure = _changes_to_come(store, date)
    parts = {value(row, "part") for row in rows(store, _DESCRIBED) if value(row, "instrument") in absent}
    others = {thing for thing, known in dates.by_thing.items() if thing not in texts and _last_day(known) > date}
    joined = {
        (value(row, "body"), value(row, "whole")) for row in rows(store, _PARTS) if value(row, "change") in to_come
    }
    standing = _standing(store, absent | parts | others | to_come, texts)
    graph = GraphStore.of(quad for quad in standing if not _joins(quad, joined))
    return AsAt(graph, date, later, len(absent) - later, unsure)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of instruments and of their receptions, by IRI, and of instruments by identifier."""

    by_thing: Mapping[str, str]
    by_identifier: Mapping[str, str]

    @classmethod
    def read(cls, store: Graph) -> _Dates:
        by_thing: dict[str, str] = {}
        by_identifier: dict[str, str] = {}
        for row in rows(store, _DATES):
            date = value(row, "date")
            by_thing[value(row, "thing")] = date
            if identifier := value(row, "identifier"):
                by_identifier[identifier] = date
        return cls(by_thing, by_identifier)

    def of_texts(self, store: Graph) -> dict[str, str]:
        """Return the date of each instrument that the graph has the text of; empty where none is known."""
        instruments = {value(row, "instrument"): value(row, "symbol") for row in rows(store, _TEXTS)}
        return {
            iri: self.by_thing.get(iri) or self.by_identifier.get(symbol, "") for iri, symbol in instruments.items()
        }


def _changes_to_come(store: Graph, date: str) -> tuple[set[str], tuple[str, ...]]:
    """Return the changes that had not surely happened, and the names of those that may have."""
    to_come: set[str] = set()
    unsure: set[str] = set()
    for row in rows(store, _CHANGES):
        known, change = value(row, "date"), value(row, "change")
        if _last_day(value(row, "last") or known) > date:
            to_come.add(change)
            if (value(row, "first") or known) <= date:
                unsure.add(value(row, "label") or change)
    return to_come, tuple(sorted(unsure))


def _joins(quad: Quad, joined: set[tuple[str, str]]) -> bool:
    """Tell whether a quad makes a body a part of one that it has not been made a part of yet."""
    if quad.predicate not in (ORG["subOrganizationOf"], ORG["unitOf"]):
        return False
    ends = (quad.subject, quad.object)
    return all(isinstance(end, NamedNode) for end in ends) and tuple(text_of(end) for end in ends) in joined


def _last_day(date: str) -> str:
    """Return what no day of a year, a month or a day comes after in alphabetical order."""
    return {4: f"{date}-12-31", 7: f"{date}-31"}.get(len(date), date)


def _standing(store: Graph, absent: set[str], texts: Mapping[str, str]) -> Iterator[Quad]:
    """Yield what stands when some things are absent: the texts first, which tell what else there is to name."""
    loose = {value(row, "thing") for row in rows(store, _NAMED_BY_TEXTS)}
    named: set[str] = set()
    graphs = store.graph_names()
    for name in graphs:
        if name.value in texts and name.value not in absent:
            for quad in store.quads(name):
                if not _names(quad.object, absent):
                    if isinstance(quad.object, NamedNode) and quad.object.value in loose:
                        named.add(quad.object.value)
                    yield quad
    missing = absent | (loose - named)
    for name in graphs:
        if name.value not in texts:
            for quad in store.quads(name):
                if not any(_names(end, missing) for end in (quad.subject, quad.object)):
                    yield quad


def _names(term: object, absent: set[str]) -> bool:
    """Tell whether a term is absent, or a part of an instrument that is."""
    return isinstance(term, NamedNode) and (term.value in absent or term.value.partition("#")[0] in absent)
