"""What was asked of which graph, told so that a reader knows what an answer rests on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers.dates import written
from mandategraph.answers.dossier import Asked
from mandategraph.answers.names import Name, called
from mandategraph.answers.words import counted
from mandategraph.graph.sparql import rows, value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_INSTRUMENTS = "SELECT (COUNT(DISTINCT ?instrument) AS ?number) WHERE { ?provision mg:instrument ?instrument }"
_TEXT = "SELECT ?instrument WHERE { ?provision mg:instrument ?instrument } LIMIT 1"
_DATES = """
SELECT (MIN(?date) AS ?first) (MAX(?date) AS ?last) WHERE {
  { SELECT DISTINCT ?instrument WHERE { ?provision mg:instrument ?instrument } }
  ?instrument eli:date_document ?date .
}
"""
_DIRECTIVES = "SELECT (COUNT(DISTINCT ?directive) AS ?number) WHERE { ?directive a mg:Directive }"


@dataclass(frozen=True, slots=True)
class Day:
    """The day that an answer is told for.

    `past` tells that the graph is shown as it stood then, and not as it is; then `later` and `undated` instruments were
    left out, and so were the changes of bodies of which is `unsure` whether they had happened.
    """

    date: datetime.date
    past: bool = False
    later: int = 0
    undated: int = 0
    unsure: tuple[str, ...] = ()

    @property
    def now(self) -> str:
        """How the day is called in a sentence: "today", or "on 1 January 1998"."""
        return f"on {written(self.date.isoformat())}" if self.past else "today"

    def has_passed(self, deadline: str) -> bool:
        """Tell whether a deadline (ISO 8601) is over; a year is open until it ends."""
        return deadline < self.date.isoformat()[: len(deadline)]

    def not_covered(self) -> tuple[str, ...]:
        """Return what an answer for this day leaves out, in sentences."""
        told = []
        if self.later:
            told.append(f"Instruments of a later date ({self.later:,}) were left out.")
        if self.undated:
            told.append(
                f"Instruments without a known date, or with none exact enough ({self.undated:,}), were left out."
            )
        told += [f"Whether this had happened is not known, and is told as not: {change}." for change in self.unsure]
        return tuple(told)


def today() -> Day:
    """Return the day of today, on which a graph is as it is."""
    return Day(datetime.datetime.now(tz=datetime.UTC).date())


def without_text(store: Graph, instrument: Name | None) -> tuple[str, ...]:
    """Return the sentence that tells of an instrument whose text the graph does not have, else nothing."""
    if instrument is None or any(rows(store, _TEXT, {"instrument": NamedNode(instrument.iri)})):
        return ()
    return (f"This graph knows {called(instrument)} only by name: build its text first.",)


def asked(store: Graph, day: Day, *values: tuple[str, str]) -> Asked:
    """Return what was asked of a graph: names and values for people, and how large the graph is."""
    texts = next(rows(store, _INSTRUMENTS))
    directives = next(rows(store, _DIRECTIVES))
    instruments, given = int(value(texts, "number")), int(value(directives, "number"))
    graph = f"{counted(instruments, 'instrument')} with {counted(given, 'directive')}"
    dates = next(rows(store, _DATES))
    if first := value(dates, "first"):
        graph += f", of {written(first)} to {written(value(dates, 'last'))}"
    return Asked(values, graph, day.date.isoformat() if day.past else "", today().date.isoformat())
