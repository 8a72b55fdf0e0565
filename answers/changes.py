"""The changes of bodies in the order of time, and the way from a body to who holds its mandates now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.dates import written
from mandategraph.answers.dossier import Branch, Evidence
from mandategraph.answers.names import Name, called, names
from mandategraph.graph.sparql import rows, text_of, value

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph

_CHANGES = """
SELECT DISTINCT ?change ?what ?effected ?from ?to ?day ?first ?last ?note ?source ?symbol ?title ?adopted ?words
                ?provision ?leaf
WHERE {
  ?change a mg:BodyChange ; mg:changeKind/skos:prefLabel ?what ; mg:effected ?effected .
  OPTIONAL { ?change org:originalOrganization ?from }
  OPTIONAL { ?change org:resultingOrganization ?to }
  OPTIONAL { ?change dcterms:date ?day }
  OPTIONAL { ?change mg:notBefore ?first }
  OPTIONAL { ?change mg:notAfter ?last }
  OPTIONAL { ?change skos:editorialNote ?note }
  OPTIONAL {
    ?change mg:sourceProvision ?provision ; mg:quote ?words .
    ?provision mg:instrument ?text .
    OPTIONAL { ?provision mg:leaf ?leaf }
  }
  OPTIONAL { ?change dcterms:source ?given }
  BIND(COALESCE(?text, ?given) AS ?source)
  OPTIONAL { ?source dcterms:identifier ?symbol }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source eli:date_document ?adopted }
}
"""

_INTO = {"upgraded": " to", "merged": " into", "dissolved": ", and succeeded by"}
"""What stands between a kind of change and the body that results, where "renamed" and "made part of" need nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a body, or is called for: `what` is the kind of change, as a word ("renamed", "made part of").

    `before` is the body as it was and `after` the one that results; one of them may be missing. `date` is as exact as
    the graph knows it; of a change that was read from a text, it is that of the text. `bounds` are the days between
    which it must lie, where these are known instead of the day; `note` is what the authority files remark on it.
    """

    iri: str
    what: str
    before: Name | None
    after: Name | None
    effected: bool
    date: str
    bounds: tuple[str, str]
    note: str
    evidence: tuple[Evidence, ...]

    @property
    def ends(self) -> frozenset[str]:
        """The bodies before and after it, by IRI."""
        return frozenset(name.iri for name in (self.before, self.after) if name)

    @property
    def step(self) -> str:
        """What became of a body, in words: "made part of, 30 October 1998: Office for … (ODCCP)"."""
        dated = f"{self.what}, {written(self.date)}" if self.date else self.what
        return f"{dated}: {called(self.after)}" if self.after else dated

    @property
    def told(self) -> str:
        """The change in words: "Centre for … (CICP) made part of Office for … (ODCCP)"."""
        before, after = (called(name) if name else "" for name in (self.before, self.after))
        if not before or not after:
            return f"{before or after} {self.what}"
        return f"{before} {self.what}{_INTO.get(self.what, '')} {after}"

    @property
    def remark(self) -> str:
        """What is to be known of it: that it is only called for, or between which days it lies."""
        if not self.effected:
            return "called for"
        first, last = (written(bound) if bound else "" for bound in self.bounds)
        if first and last:
            return f"happened between {first} and {last}"
        return f"happened by {last}" if last else f"happened not before {first}" if first else "happened"


def body_changes(store: Graph) -> tuple[Change, ...]:
    """Return all changes of bodies, in the order of time."""
    found: defaultdict[str, list[pyoxigraph.QuerySolution]] = defaultdict(list)
    for row in rows(store, _CHANGES):
        found[value(row, "change")].append(row)
    ends = {value(row, end) for told in found.values() for row in told for end in ("from", "to")} - {""}
    known = names(store, ends)
    made = (
        _change(iri, told, known.get(before), known.get(after))
        for iri, rows_of_change in found.items()
        for (before, after), told in _by_ends(rows_of_change)
    )
    return tuple(sorted(made, key=lambda change: (change.date, change.iri, change.told)))


def _by_ends(
    found: Iterable[pyoxigraph.QuerySolution],
) -> Iterable[tuple[tuple[str, str], list[pyoxigraph.QuerySolution]]]:
    """Return the rows of one change by the bodies before and after it: a body may be divided, or several merged."""
    told: defaultdict[tuple[str, str], list[pyoxigraph.QuerySolution]] = defaultdict(list)
    for row in found:
        told[value(row, "from"), value(row, "to")].append(row)
    return told.items()


def _change(iri: str, found: Sequence[pyoxigraph.QuerySolution], before: Name | None, after: Name | None) -> Change:
    first = found[0]
    read_from_text = value(first, "provision")
    return Change(
        iri=iri,
        what=value(first, "what").lower(),
        before=before,
        after=after,
        effected=value(first, "effected") == "true",
        date=value(first, "day") or (value(first, "adopted") if read_from_text else ""),
        bounds=(value(first, "first"), value(first, "last")),
        note=value(first, "note"),
        evidence=tuple(sorted({_source(row) for row in found if value(row, "source")}, key=lambda one: one.instrument)),
    )


def _source(row: pyoxigraph.QuerySolution) -> Evidence:
    return Evidence(
        words=value(row, "words"),
        instrument=value(row, "symbol") or value(row, "title") or text_of(row["source"]),
        leaf=value(row, "leaf"),
        title=value(row, "title"),
        date=value(row, "adopted"),
        provision=value(row, "provision"),
    )


def steps_from(changes: Iterable[Change], body: str) -> tuple[Change, ...]:
    """Return the changes that have become of a body (IRI), and those of what it became, as far as they happened."""
    effected = [change for change in changes if change.effected and change.before]
    reached, taken = {body}, {}
    ahead = [body]
    while ahead:
        here = ahead.pop(0)
        for change in effected:
            if change.before and change.before.iri == here:
                taken[change.iri, change.told] = change
                if change.after and change.after.iri not in reached:
                    reached.add(change.after.iri)
                    ahead.append(change.after.iri)
    return tuple(taken.values())


def branches_from(changes: Iterable[Change], body: str) -> tuple[Branch, ...]:
    """Return what became of a body (IRI) as the steps of a tree: each change leads to the next."""
    steps = steps_from(changes, body)

    def below(here: str, passed: frozenset[str]) -> Iterator[Branch]:
        for change in steps:
            if change.before and change.before.iri == here:
                after = change.after.iri if change.after else ""
                further = () if not after or after in passed else tuple(below(after, passed | {after}))
                yield Branch(change.step, change.evidence, further)

    return tuple(below(body, frozenset({body})))


def before_and_after(changes: Iterable[Change], body: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return all bodies that became a body in fact, at first or at last, and all that it became; by IRI."""
    forward: defaultdict[str, set[str]] = defaultdict(set)
    back: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.effected and change.before and change.after:
            forward[change.before.iri].add(change.after.iri)
            back[change.after.iri].add(change.before.iri)
    return _reached(body, back), _reached(body, forward)


def _reached(start: str, steps: Mapping[str, set[str]]) -> frozenset[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        new = steps.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return frozenset(reached - {start})
