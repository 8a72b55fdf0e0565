"""A graph as it stood on a day: the instruments that were there, and the changes of bodies that had happened.

Everything that can be asked of a graph can be asked of what it was: the view is a graph in memory, made of the named
graphs of that time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.errors import UsageError
from mandategraph.graph.sparql import rows, value
from mandategraph.graph.store import GraphStore

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from mandategraph.graph.asking import Graph

_INSTRUMENTS = """
SELECT DISTINCT ?instrument ?date WHERE {
  { SELECT DISTINCT ?instrument WHERE { ?provision mg:instrument ?instrument } }
  OPTIONAL { ?instrument eli:date_document ?date }
}
"""
_CHANGES = "SELECT DISTINCT ?change ?date WHERE { ?change a mg:BodyChange ; mg:effected true ; dcterms:date ?date }"


@dataclass(frozen=True, slots=True)
class AsAt:
    """A graph as it stood on `date` (ISO 8601), and how many instruments of the whole are not in it.

    `later` are those of a later date, `undated` those of which no date is known.
    """

    graph: GraphStore
    date: str
    later: int
    undated: int


def read_day(words: str) -> datetime.date:
    """Return the day that a person writes as "1998-01-01", or as "1998" for its last day.

    Raises `UsageError` for anything else.
    """
    try:
        return datetime.date(int(words), 12, 31) if len(words) == 4 else datetime.date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is no day; write a date such as 1998-01-01, or a year") from error


def as_at(store: Graph, day: datetime.date) -> AsAt:
    """Return the graph as it stood at the end of a day.

    An instrument is in it from its date on. A change of a body that the authority files tell has happened from its date
    on; where only the year is known, from the year's first day. Instruments without a date are left out, for nobody can
    say whether they were there. What is there is copied into memory: some seconds for the whole registry.
    """
    date = day.isoformat()
    dates = {value(row, "instrument"): value(row, "date") for row in rows(store, _INSTRUMENTS)}
    absent = {iri for iri, known in dates.items() if not known or known > date}
    to_come = {
        value(row, "change") for row in rows(store, _CHANGES) if (known := value(row, "date")) > date[: len(known)]
    }
    undated = sum(1 for iri in absent if not dates[iri])
    return AsAt(GraphStore.of(_standing(store, absent, to_come)), date, len(absent) - undated, undated)


def _standing(store: Graph, absent: set[str], to_come: set[str]) -> Iterator[Quad]:
    for name in store.graph_names():
        if name.value in absent:
            continue
        for quad in store.quads(name):
            if not any(_names(end, absent, to_come) for end in (quad.subject, quad.object)):
                yield quad


def _names(term: object, absent: set[str], to_come: set[str]) -> bool:
    """Tell whether a term is a change to come, or an instrument that is absent or a part of one."""
    return isinstance(term, NamedNode) and (term.value in to_come or term.value.partition("#")[0] in absent)
