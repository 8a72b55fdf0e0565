"""Which body holds which mandate: the report that the project exists for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mandategraph.graph.sparql import rows, value
from mandategraph.graph.succession import NOBODY, heirs, heirs_by_label
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups. What a person
# filters by is joined early.
_ENTRIES = """
SELECT DISTINCT ?directive ?holder ?holderKey ?holderLabel ?kind ?identifier ?title ?date ?order ?leaf ?modalityLabel
                ?strength ?words ?above ?subject ?themeLabel ?body ?theme ?instrument ?modality ?since
WHERE {{
  {{
    SELECT ?directive ?kind
    WHERE {{
      VALUES ?class {{ mg:Mandate mg:StateDirective mg:ExternalDirective mg:UnassignedDirective }}
      ?directive a ?class .
      BIND(STRAFTER(STR(?class), "#") AS ?kind)
    }}
  }}
  {filters}
  {{ SELECT ?directive ?instrument WHERE {{ ?directive mg:instrument ?instrument }} }}
  {{ SELECT ?directive ?modality WHERE {{ ?directive mg:modality ?modality }} }}
  {{ SELECT ?directive ?words WHERE {{ ?directive mg:quote ?words }} }}
  {{ SELECT ?directive ?provision WHERE {{ ?directive prov:wasDerivedFrom ?provision }} }}
  {{ SELECT ?provision ?leaf WHERE {{ ?provision mg:leaf ?leaf }} }}
  {{ SELECT ?provision ?order WHERE {{ ?provision mg:order ?order }} }}
  {{ SELECT ?provision ?above WHERE {{ ?provision eli:is_part_of ?above }} }}
  {{ SELECT ?modality ?modalityLabel WHERE {{ ?modality skos:prefLabel ?modalityLabel }} }}
  {{ SELECT ?modality ?strength WHERE {{ ?modality mg:strength ?strength }} }}
  {{ SELECT ?instrument ?identifier WHERE {{ ?instrument dcterms:identifier ?identifier }} }}
  {{ SELECT ?instrument ?title WHERE {{ ?instrument dcterms:title ?title }} }}
  OPTIONAL {{ SELECT ?instrument ?date WHERE {{ ?instrument eli:date_document ?date }} }}
  OPTIONAL {{
    SELECT ?directive ?holder ?holderKey ?holderLabel
    WHERE {{
      ?directive mg:holder ?holder .
      {{ SELECT ?holder ?holderKey WHERE {{ ?holder skos:notation ?holderKey }} }}
      {{ SELECT ?holder ?holderLabel WHERE {{ ?holder skos:prefLabel ?holderLabel }} }}
    }}
  }}
  OPTIONAL {{
    SELECT ?directive ?subject ?themeLabel
    WHERE {{
      ?directive dcterms:subject ?subject .
      {{ SELECT ?subject ?themeLabel WHERE {{ ?subject skos:prefLabel ?themeLabel }} }}
    }}
  }}
  FILTER COALESCE(STR(?since) <= COALESCE(STR(?date), ""), true)
}}
"""
_FILTERS = {
    "body": "{ SELECT ?directive ?body WHERE { ?directive mg:holder ?body } }",
    "theme": "{ SELECT ?directive ?theme WHERE { ?directive dcterms:subject ?theme } }",
}
_WHOLES = """
SELECT ?part ?above ?heading ?number WHERE {
  { SELECT ?part ?above WHERE { ?part eli:is_part_of ?above } }
  { SELECT DISTINCT ?part WHERE { ?inside eli:is_part_of ?part } }
  OPTIONAL { SELECT ?part ?heading WHERE { ?part mg:heading ?heading } }
  OPTIONAL { SELECT ?part ?number WHERE { ?part mg:number ?number } }
}
"""
_HOLDERS = """
SELECT ?holder ?label WHERE {
  { SELECT DISTINCT ?holder WHERE { ?directive mg:holder ?holder } }
  { SELECT ?holder ?label WHERE { ?holder skos:prefLabel ?label } }
}
"""

# Bodies of the United Nations system first: the report is about who in the system must do what.
_KIND_ORDER = ("Mandate", "StateDirective", "ExternalDirective", "UnassignedDirective")


@dataclass(frozen=True, slots=True)
class Entry:
    """One directive as a reader of the report sees it.

    `kind` is the class of the directive, `today` who holds a changed body's mandates now (empty where nothing
    changed), `inherited` the changed bodies whose mandates the holder has today, `section` the heading of the part of
    the instrument that it stands in, `words` its quote, `directive` its IRI. `listed_under` are its themes, or the one
    theme that a filter asks for; `strength` orders modalities and `order` the provisions of an instrument.
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
    directive: str
    inherited: tuple[str, ...] = ()
    listed_under: tuple[str, ...] = ()
    strength: int = 0
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
    "directive",
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


def entries(store: Graph, filters: Filters | None = None) -> tuple[Entry, ...]:
    """Return the directives that the filters let through, body by body, in the order of the texts.

    Raises `UsageError`, with near names, for a filter that names nothing the store knows.
    """
    filters = filters or Filters()
    kinds = {"body": "body", "theme": "theme", "instrument": "instrument", "modality": "modality", "since": "year"}
    wanted = {name: getattr(filters, name) for name in kinds}
    bound = {name: resolve_value(store, kinds[name], words) for name, words in wanted.items() if words}
    succession = _Succession.read(store)
    sections = _sections(store)
    found: dict[str, Entry] = {}
    filtering = "\n  ".join(text for name, text in _FILTERS.items() if name in bound)
    for row in rows(store, _ENTRIES.format(filters=filtering), bound):
        directive = value(row, "directive")
        known = found.get(directive) or _entry(row, succession, sections)
        theme = value(row, "themeLabel")
        asked_for = theme if bound.get("theme") in (None, row["subject"]) else ""
        found[directive] = replace(
            known,
            themes=tuple(sorted({*known.themes, theme} - {""})),
            listed_under=tuple(sorted({*known.listed_under, asked_for} - {""})),
        )
    sizes = Counter(entry.holder for entry in found.values())
    return tuple(sorted(found.values(), key=lambda entry: _place(entry, sizes[entry.holder])))


def _place(entry: Entry, size: int) -> tuple[int, int, str, str, str, int]:
    """Order by kind of holder, the holder with most directives first, then as the texts stand."""
    return (_KIND_ORDER.index(entry.kind), -size, entry.holder, entry.date, entry.instrument, entry.order)


def _sections(store: Graph) -> dict[str, str]:
    """Return, for each provision that has others below it, number and heading of the part of its instrument."""
    wholes = {value(row, "part"): row for row in rows(store, _WHOLES)}

    def told(part: str) -> str:
        while (above := value(wholes[part], "above")) in wholes:
            part = above
        heading = value(wholes[part], "heading")
        return f"{value(wholes[part], 'number')} {heading}".strip() if heading else ""

    return {part: told(part) for part in wholes}


def _entry(row: pyoxigraph.QuerySolution, succession: _Succession, sections: Mapping[str, str]) -> Entry:
    holder = value(row, "holder")
    return Entry(
        holder_key=value(row, "holderKey") or "UNASSIGNED",
        holder=value(row, "holderLabel") or NOBODY,
        today=succession.today.get(holder, ""),
        kind=value(row, "kind"),
        instrument=value(row, "identifier"),
        title=value(row, "title"),
        date=value(row, "date"),
        section=sections.get(value(row, "above"), ""),
        leaf=value(row, "leaf"),
        modality=value(row, "modalityLabel"),
        themes=(),
        words=value(row, "words"),
        directive=value(row, "directive"),
        inherited=succession.inherited.get(holder, ()),
        strength=int(value(row, "strength")),
        order=int(value(row, "order")),
    )


@dataclass(frozen=True, slots=True)
class _Succession:
    """By a body's IRI, in labels: who holds its mandates today, and whose mandates it holds today."""

    today: Mapping[str, str]
    inherited: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, store: Graph) -> _Succession:
        holders = {value(row, "holder"): value(row, "label") for row in rows(store, _HOLDERS)}
        inherited: defaultdict[str, list[str]] = defaultdict(list)
        for body, ends in heirs(store).items():
            for end in ends if body in holders else ():
                inherited[end].append(holders[body])
        return cls(heirs_by_label(store), {body: tuple(sorted(names)) for body, names in inherited.items()})
