"""A body, what it was and is called, what became of it, and who holds its mandates today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers.dates import written
from mandategraph.answers.directives import Name, names
from mandategraph.answers.dossier import Evidence, Row
from mandategraph.answers.tables import called
from mandategraph.graph.sparql import rows, text_of, value
from mandategraph.graph.succession import heirs
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    import pyoxigraph

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
_CHANGES = """
SELECT DISTINCT ?change ?from ?to ?what ?effected ?date ?note ?source ?symbol ?title ?adopted ?words ?provision ?leaf
WHERE {
  ?change a mg:BodyChange ; mg:changeKind/skos:prefLabel ?what ; mg:effected ?effected .
  OPTIONAL { ?change org:originalOrganization ?from }
  OPTIONAL { ?change org:resultingOrganization ?to }
  OPTIONAL { ?change dcterms:date ?day }
  OPTIONAL { ?change skos:editorialNote ?note }
  OPTIONAL { ?change mg:quote ?words }
  OPTIONAL {
    ?change mg:sourceProvision ?provision .
    ?provision mg:instrument ?text .
    OPTIONAL { ?provision mg:leaf ?leaf }
  }
  OPTIONAL { ?change dcterms:source ?given }
  BIND(COALESCE(?text, ?given) AS ?source)
  OPTIONAL { ?source dcterms:identifier ?symbol }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source eli:date_document ?adopted }
  BIND(COALESCE(?day, ?adopted) AS ?date)
}
"""
CHANGE_COLUMNS = ("date", "before", "change", "after", "state", "remark")
"""What a row on a change tells: "state" is "happened", or "called for" where a text only asks for it."""


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
    by_change: defaultdict[str, list[pyoxigraph.QuerySolution]] = defaultdict(list)
    for row in rows(store, _CHANGES):
        ends = {value(row, "from"), value(row, "to")} - {""}
        # What only touches a body of the line, such as another body that joined it, is no step of the line.
        if ends and ends <= one.line:
            by_change[value(row, "change")].append(row)
    told = [_change(store, found) for found in by_change.values()]
    return tuple(row for _, row in sorted(told, key=lambda dated: (dated[0], dated[1].cells)))


def _change(store: Graph, found: list[pyoxigraph.QuerySolution]) -> tuple[str, Row]:
    first = found[0]
    known = names(store, {value(first, "from"), value(first, "to")} - {""})
    before, after = (known.get(value(first, end)) for end in ("from", "to"))
    dates = sorted({value(row, "date") for row in found} - {""})
    cells = (
        written(dates[0]) if dates else "",
        called(before) if before else "",
        value(first, "what"),
        called(after) if after else "",
        "happened" if value(first, "effected") == "true" else "called for",
        value(first, "note"),
    )
    evidence = {_source(row) for row in found if value(row, "source")}
    return (dates[0] if dates else "", Row(cells, tuple(sorted(evidence, key=lambda source: source.instrument))))


def _source(row: pyoxigraph.QuerySolution) -> Evidence:
    return Evidence(
        words=value(row, "words"),
        instrument=value(row, "symbol") or value(row, "title") or text_of(row["source"]),
        leaf=value(row, "leaf"),
        title=value(row, "title"),
        date=value(row, "adopted"),
        provision=value(row, "provision"),
    )


def _steps(store: Graph) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return, for each body that changed in fact, what it became, and for each that resulted, what it was."""
    forward: defaultdict[str, set[str]] = defaultdict(set)
    back: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _CHANGES):
        before, after = value(row, "from"), value(row, "to")
        if before and after and value(row, "effected") == "true":
            forward[before].add(after)
            back[after].add(before)
    return forward, back


def _reached(start: str, steps: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        new = steps.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached - {start}
