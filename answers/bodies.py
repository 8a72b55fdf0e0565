"""A body, what it was and is called, what became of it, and who holds its mandates today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers.changes import Change, body_changes
from mandategraph.answers.dates import written
from mandategraph.answers.directives import Name, names
from mandategraph.answers.dossier import Row
from mandategraph.answers.tables import called, sentence
from mandategraph.graph.sparql import rows, value
from mandategraph.graph.succession import heirs
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_DESCRIPTION = """
SELECT DISTINCT ?body ?kind ?other ?whole ?note WHERE {
  ?body a mg:Body .
  OPTIONAL { ?body mg:bodyKind/skos:prefLabel ?kind }
  OPTIONAL { ?body skos:altLabel ?other }
  OPTIONAL { ?body org:subOrganizationOf|org:unitOf ?whole }
  OPTIONAL { ?body skos:scopeNote ?note }
}
"""
_PARTS = "SELECT DISTINCT ?part ?whole WHERE { ?part org:subOrganizationOf|org:unitOf ?whole }"
_HELD = "SELECT ?holder (COUNT(DISTINCT ?directive) AS ?number) { ?directive mg:holder ?holder } GROUP BY ?holder"
CHANGE_COLUMNS = ("date", "before", "change", "after", "remark")
"""What a row on a change tells."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its name, what kind of body it is, its other names, what it is a part of, and what is noted of it.

    `before` are the bodies that became it, and `after` those that it became; `today` hold its own mandates today
    (itself where nothing changed, nobody where no one took over), and of `inherited` it holds the mandates today.
    """

    name: Name
    kind: str
    others: tuple[str, ...]
    wholes: tuple[Name, ...]
    note: str
    before: tuple[Name, ...]
    after: tuple[Name, ...]
    today: tuple[Name, ...]
    inherited: tuple[Name, ...]

    @property
    def line(self) -> frozenset[str]:
        """The body, those before and those after it, by IRI."""
        return frozenset(name.iri for name in (self.name, *self.before, *self.after))


def body(store: Graph, words: str) -> Body:
    """Return the body that a person calls `words`; raises `UsageError`, with near names, where there is none."""
    term = resolve_value(store, "body", words)
    assert isinstance(term, NamedNode)
    iri = term.value
    described = list(rows(store, _DESCRIPTION, {"body": term}))
    forward, back = _steps(store)
    before, after = _reached(iri, back), _reached(iri, forward)
    ends = heirs(store)
    today = ends.get(iri, (iri,))
    inherited = [one for one in before if iri in ends.get(one, ())]
    wholes = {value(row, "whole") for row in described} - {""}
    known = names(store, {iri, *before, *after, *today, *wholes})

    def named(things: Iterable[str]) -> tuple[Name, ...]:
        return tuple(sorted((known[thing] for thing in things), key=lambda name: (name.label.casefold(), name.iri)))

    return Body(
        name=known[iri],
        kind=next((value(row, "kind") for row in described), ""),
        others=tuple(sorted({value(row, "other") for row in described} - {"", known[iri].key})),
        wholes=named(wholes),
        note=next((value(row, "note") for row in described), ""),
        before=named(before),
        after=named(after),
        today=named(today),
        inherited=named(inherited),
    )


def near(store: Graph, one: Body) -> dict[Name, int]:
    """Return the bodies next to a body that hold directives, and how many: its whole and parts, before and after it."""
    parts = {value(row, "part") for row in rows(store, _PARTS, {"whole": NamedNode(one.name.iri)})}
    beside = ({name.iri for name in one.wholes} | parts | one.line) - {one.name.iri}
    counted = {
        iri: int(value(row, "number"))
        for iri in beside
        for row in rows(store, _HELD, {"holder": NamedNode(iri)})
        if value(row, "number") != "0"
    }
    known = names(store, counted)
    return {known[iri]: number for iri, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))}


def changes(store: Graph, one: Body) -> tuple[Row, ...]:
    """Return the changes that led to a body, and those that followed, in the order of time; see `CHANGE_COLUMNS`.

    A change that a text tells rests on its words; one that the authority files tell on their sources.
    """
    # What only touches a body of the line, such as another body that joined it, is no step of the line.
    return tuple(_row(change) for change in body_changes(store) if change.ends and change.ends <= one.line)


def _row(change: Change) -> Row:
    before, after = (called(name) if name else "" for name in (change.before, change.after))
    what = sentence(change.what if change.effected else f"{change.what} (called for)")
    return Row((written(change.date), before, what, after, change.note), change.evidence)


def _steps(store: Graph) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return, for each body that changed in fact, what it became, and for each that resulted, what it was."""
    forward: defaultdict[str, set[str]] = defaultdict(set)
    back: defaultdict[str, set[str]] = defaultdict(set)
    for change in body_changes(store):
        if change.effected and change.before and change.after:
            forward[change.before.iri].add(change.after.iri)
            back[change.after.iri].add(change.before.iri)
    return forward, back


def _reached(start: str, steps: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        new = steps.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached - {start}
