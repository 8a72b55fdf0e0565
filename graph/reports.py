"""Which body holds which mandate: the report that the project exists for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mandategraph.graph.sparql import rows, value
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.store import GraphStore

NOBODY = "Nobody"
"""What stands in place of a holder where a text directs without saying whom."""

# A variable of the SELECT list that a filter does not bind filters nothing.
_ENTRIES = """
SELECT DISTINCT ?directive ?holder ?holderKey ?holderLabel ?kind ?identifier ?title ?date ?order ?leaf ?modalityLabel
                ?words ?heading ?number ?themeLabel ?body ?theme ?instrument ?modality ?since
WHERE {
  VALUES ?class { mg:Mandate mg:StateDirective mg:ExternalDirective mg:UnassignedDirective }
  ?directive a ?class ; mg:instrument ?instrument ; mg:modality ?modality ; mg:quote ?words ;
    prov:wasDerivedFrom ?provision .
  ?provision mg:leaf ?leaf ; mg:order ?order .
  ?modality skos:prefLabel ?modalityLabel .
  ?instrument dcterms:identifier ?identifier ; dcterms:title ?title .
  OPTIONAL { ?instrument eli:date_document ?date }
  OPTIONAL { ?directive mg:holder ?holder . ?holder skos:notation ?holderKey ; skos:prefLabel ?holderLabel }
  OPTIONAL { ?directive dcterms:subject/skos:prefLabel ?themeLabel }
  OPTIONAL {
    ?provision eli:is_part_of+ ?section .
    ?section eli:is_part_of ?instrument ; mg:heading ?heading ; mg:number ?number .
  }
  BIND(STRAFTER(STR(?class), "#") AS ?kind)
  FILTER (COALESCE(!ISIRI(?body), true) || COALESCE(?holder = ?body, false))
  FILTER COALESCE(!ISIRI(?theme) || EXISTS { ?directive dcterms:subject ?theme }, true)
  FILTER COALESCE(STR(?since) <= COALESCE(STR(?date), ""), true)
}
"""
_SUCCESSORS = """
SELECT DISTINCT ?from ?to ?toLabel WHERE {
  ?change org:originalOrganization ?from ; org:resultingOrganization ?to ; mg:effected true .
  ?to skos:prefLabel ?toLabel .
}
"""
# Bodies of the United Nations system first: the report is about who in the system must do what.
_KIND_ORDER = ("Mandate", "StateDirective", "ExternalDirective", "UnassignedDirective")


@dataclass(frozen=True, slots=True)
class Entry:
    """One directive as a reader of the report sees it.

    `kind` is the class of the directive, `today` who holds a changed body's mandates now (empty where nothing
    changed), `section` the heading of the part of the instrument that it stands in, `words` its quote.
    """

    holder_key: str
    holder: str
    today: str
    kind: str
    instrument: str
    title: str
    date: str
    section: str
    leaf: str
    modality: str
    themes: tuple[str, ...]
    words: str
    order: int = 0


COLUMNS = (
    "holder_key",
    "holder",
    "today",
    "kind",
    "instrument",
    "title",
    "date",
    "section",
    "leaf",
    "modality",
    "themes",
    "words",
)
"""The fields of an `Entry` that the report shows as a table."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to report on, as a person writes it; an empty field filters nothing."""

    body: str = ""
    theme: str = ""
    instrument: str = ""
    modality: str = ""
    since: str = ""


def entries(store: GraphStore, filters: Filters | None = None) -> tuple[Entry, ...]:
    """Return the directives that the filters let through, body by body, in the order of the texts.

    Raises `UsageError`, with near names, for a filter that names nothing the store knows.
    """
    filters = filters or Filters()
    kinds = {"body": "body", "theme": "theme", "instrument": "instrument", "modality": "modality", "since": "year"}
    wanted = {name: getattr(filters, name) for name in kinds}
    bound = {name: resolve_value(store, kinds[name], words) for name, words in wanted.items() if words}
    heirs = _heirs(store)
    found: dict[str, Entry] = {}
    for row in rows(store, _ENTRIES, bound):
        directive = value(row, "directive")
        known = found.get(directive) or _entry(row, heirs)
        theme = value(row, "themeLabel")
        found[directive] = replace(known, themes=tuple(sorted({*known.themes, theme} - {""})))
    sizes = Counter(entry.holder for entry in found.values())
    return tuple(sorted(found.values(), key=lambda entry: _place(entry, sizes[entry.holder])))


def _place(entry: Entry, size: int) -> tuple[int, int, str, str, str, int]:
    """Order by kind of holder, the holder with most directives first, then as the texts stand."""
    return (_KIND_ORDER.index(entry.kind), -size, entry.holder, entry.date, entry.instrument, entry.order)


def _entry(row: pyoxigraph.QuerySolution, heirs: Mapping[str, str]) -> Entry:
    return Entry(
        holder_key=value(row, "holderKey") or "UNASSIGNED",
        holder=value(row, "holderLabel") or NOBODY,
        today=heirs.get(value(row, "holder"), ""),
        kind=value(row, "kind"),
        instrument=value(row, "identifier"),
        title=value(row, "title"),
        date=value(row, "date"),
        section=f"{value(row, 'number')} {value(row, 'heading')}".strip(),
        leaf=value(row, "leaf"),
        modality=value(row, "modalityLabel"),
        themes=(),
        words=value(row, "words"),
        order=int(value(row, "order")),
    )


def _heirs(store: GraphStore) -> dict[str, str]:
    """Return, for each body that changed, the label of the body at the end of its chain of changes."""
    successors: dict[str, str] = {}
    labels: dict[str, str] = {}
    for row in rows(store, _SUCCESSORS):
        successors[value(row, "from")] = value(row, "to")
        labels[value(row, "to")] = value(row, "toLabel")
    heirs = {}
    for body, heir in successors.items():
        passed = {body}
        while heir in successors and heir not in passed:
            passed.add(heir)
            heir = successors[heir]
        heirs[body] = labels[heir]
    return heirs
