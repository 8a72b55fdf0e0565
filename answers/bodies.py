"""A body, what it was and is called, what became of it, and who holds its mandates today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers.changes import Change, before_and_after, body_changes
from mandategraph.answers.dates import written
from mandategraph.answers.dossier import Row, Table
from mandategraph.answers.names import Name, alphabet, called, named, names
from mandategraph.answers.words import sentence
from mandategraph.graph.sparql import rows, value
from mandategraph.graph.succession import heirs

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
    iri = named(store, "body", words).iri
    described = list(rows(store, _DESCRIPTION, {"body": NamedNode(iri)}))
    before, after = before_and_after(body_changes(store), iri)
    ends = heirs(store)
    today = ends.get(iri, (iri,))
    inherited = [one for one in before if iri in ends.get(one, ())]
    wholes = {value(row, "whole") for row in described} - {""}
    known = names(store, {iri, *before, *after, *today, *wholes})

    def in_order(things: Iterable[str]) -> tuple[Name, ...]:
        return tuple(sorted((known[thing] for thing in things), key=alphabet))

    return Body(
        name=known[iri],
        kind=next((value(row, "kind") for row in described), ""),
        others=tuple(sorted({value(row, "other") for row in described} - {"", known[iri].key})),
        wholes=in_order(wholes),
        note=next((value(row, "note") for row in described), ""),
        before=in_order(before),
        after=in_order(after),
        today=in_order(today),
        inherited=in_order(inherited),
    )


def parts(store: Graph) -> frozenset[tuple[str, str]]:
    """Return each body that is a part of another, with that other (both by IRI)."""
    return frozenset((value(row, "part"), value(row, "whole")) for row in rows(store, _PARTS))


def near(store: Graph, one: Body) -> dict[Name, int]:
    """Return the bodies next to a body that hold directives, and how many: its whole and parts, before and after it."""
    own = {part for part, whole in parts(store) if whole == one.name.iri}
    beside = ({name.iri for name in one.wholes} | own | one.line) - {one.name.iri}
    counted = {
        iri: int(value(row, "number"))
        for iri in beside
        for row in rows(store, _HELD, {"holder": NamedNode(iri)})
        if value(row, "number") != "0"
    }
    known = names(store, counted)
    return {known[iri]: number for iri, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))}


def change_table(store: Graph, one: Body) -> Table | None:
    """Return the changes that led to a body, and those that followed, in the order of time; nothing where none did.

    A change that a text tells rests on its words; one that the authority files tell on their sources.
    """
    # What only touches a body of the line, such as another body that joined it, is no step of the line.
    found = tuple(_row(change) for change in body_changes(store) if change.ends and change.ends <= one.line)
    columns = ("date", "before", "change", "after", "remark")
    return Table("The chain of changes, with the sources of each", columns, found) if found else None


def _row(change: Change) -> Row:
    before, after = (called(name) if name else "" for name in (change.before, change.after))
    what = sentence(change.what if change.effected else f"{change.what} (called for)")
    return Row((written(change.date), before, what, after, change.note), change.evidence)
