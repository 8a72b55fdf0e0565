"""Which body holds which mandate: the report that the project exists for.

What is to be told is counted and put in order first; then the entries are read, the first few by themselves, so that
their reader need not wait for the last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.graph.sparql import rows, value
from mandategraph.graph.succession import NOBODY, heirs, heirs_by_label
from mandategraph.loaders.records import UNASSIGNED
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

_FIRST = 32
"""How many entries are looked up one by one, which for so few is quicker than reading every property as a whole."""

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups. What a person
# filters by is joined early.
_ORDER = """
SELECT DISTINCT ?directive ?kind ?holder ?identifier ?date ?order ?body ?theme ?instrument ?modality ?since
WHERE {
  %s
  {
    SELECT ?directive ?kind
    WHERE {
      VALUES (?class ?kind) {
        (mg:Mandate "Mandate") (mg:StateDirective "StateDirective") (mg:ExternalDirective "ExternalDirective")
        (mg:UnassignedDirective "UnassignedDirective")
      }
      ?directive a ?class .
    }
  }
  { SELECT ?directive ?instrument WHERE { ?directive mg:instrument ?instrument } }
  { SELECT ?directive ?provision WHERE { ?directive prov:wasDerivedFrom ?provision } }
  { SELECT ?provision ?order WHERE { ?provision mg:order ?order } }
  { SELECT ?instrument ?identifier WHERE { ?instrument dcterms:identifier ?identifier } }
  OPTIONAL { SELECT ?instrument ?date WHERE { ?instrument eli:date_document ?date } }
  OPTIONAL {
    SELECT ?directive ?holder
    WHERE { ?directive mg:holder ?any . { SELECT ?any ?holder WHERE { ?any skos:prefLabel ?holder } } }
  }
  FILTER COALESCE(STR(?since) <= COALESCE(STR(?date), ""), true)
}
"""
_FILTERS = {
    "body": "{ SELECT ?directive ?body WHERE { ?directive mg:holder ?body } }",
    "theme": "{ SELECT ?directive ?theme WHERE { ?directive dcterms:subject ?theme } }",
    "modality": "{ SELECT ?directive ?modality WHERE { ?directive mg:modality ?modality } }",
}
_ENTRIES = """
SELECT DISTINCT ?directive ?holder ?holderKey ?title ?leaf ?modalityLabel ?strength ?words ?above ?subject
                ?themeLabel %s
WHERE {
  %s
  OPTIONAL { %s }
  OPTIONAL { %s }
}
"""
_OF_ENTRIES = (
    "?directive mg:quote ?words",
    "?directive mg:instrument ?instrument",
    "?directive mg:modality ?modality",
    "?directive prov:wasDerivedFrom ?provision",
    "?provision mg:leaf ?leaf",
    "?provision eli:is_part_of ?above",
    "?modality skos:prefLabel ?modalityLabel",
    "?modality mg:strength ?strength",
    "?instrument dcterms:title ?title",
)
_OF_HOLDERS = ("?directive mg:holder ?holder", "?holder skos:notation ?holderKey")
_OF_THEMES = ("?directive dcterms:subject ?subject", "?subject skos:prefLabel ?themeLabel")
_WHOLES = """
SELECT ?part ?above ?heading ?number WHERE {
  { SELECT ?part ?above WHERE { ?part eli:is_part_of ?above } }
  { SELECT DISTINCT ?part WHERE { ?inside eli:is_part_of ?part } }
  OPTIONAL { SELECT ?part ?heading WHERE { ?part mg:heading ?heading } }
  OPTIONAL { SELECT ?part ?number WHERE { ?part mg:number ?number } }
}
"""
_WHOLES_ABOVE = """
SELECT DISTINCT ?part ?above ?heading ?number WHERE {
  VALUES ?inside { %s }
  ?inside eli:is_part_of* ?part .
  ?part eli:is_part_of ?above .
  OPTIONAL { ?part mg:heading ?heading }
  OPTIONAL { ?part mg:number ?number }
}
"""
_CHANGED_HOLDERS = """
SELECT DISTINCT ?holder ?label WHERE {
  ?change org:originalOrganization ?holder .
  FILTER EXISTS { ?directive mg:holder ?holder }
  ?holder skos:prefLabel ?label .
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


@dataclass(frozen=True, slots=True)
class Tally:
    """What a report counts: the directives of each holder (by kind and name), and the instruments that have them."""

    held: Mapping[tuple[str, str], int]
    instruments: int

    @classmethod
    def of(cls, directives: Iterable[Entry | Place]) -> Tally:
        """Return the counts of some directives."""
        counted = list(directives)
        held = Counter((each.kind, each.holder) for each in counted)
        return cls(held, len({each.instrument for each in counted}))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a directive stands in the report; the fields are those of an `Entry`."""

    directive: str
    kind: str
    holder: str
    instrument: str
    date: str
    order: int


def report(store: Graph, filters: Filters | None = None) -> tuple[Tally, Iterator[Entry]]:
    """Return how many directives the filters let through, and these: body by body, in the order of the texts.

    The entries are read from the store while they are taken. Raises `UsageError`, with near names, for a filter that
    names nothing the store knows.
    """
    filters = filters or Filters()
    kinds = {"body": "body", "theme": "theme", "instrument": "instrument", "modality": "modality", "since": "year"}
    wanted = {name: getattr(filters, name) for name in kinds}
    bound = {name: resolve_value(store, kinds[name], words) for name, words in wanted.items() if words}
    filtering = " ".join(text for name, text in _FILTERS.items() if name in bound)
    places = {row["directive"].value: _read_place(row) for row in rows(store, _ORDER % filtering, bound)}
    tally = Tally.of(places.values())
    ordered = sorted(places.values(), key=lambda place: _position(place, tally.held[place.kind, place.holder]))
    return tally, _entries(store, ordered, bound)


def entries(store: Graph, filters: Filters | None = None) -> tuple[Entry, ...]:
    """Return the entries of a report, all at once; raises as `report` does."""
    return tuple(report(store, filters)[1])


def _read_place(row: pyoxigraph.QuerySolution) -> Place:
    return Place(
        directive=value(row, "directive"),
        kind=value(row, "kind"),
        holder=value(row, "holder") or NOBODY,
        instrument=value(row, "identifier"),
        date=value(row, "date"),
        order=int(value(row, "order")),
    )


def _position(place: Place, size: int) -> tuple[int, int, str, str, str, int]:
    """Order by kind of holder, the holder with most directives first, then as the texts stand."""
    return (_KIND_ORDER.index(place.kind), -size, place.holder, place.date, place.instrument, place.order)


def _entries(store: Graph, places: Sequence[Place], bound: Mapping[str, Term]) -> Iterator[Entry]:
    if not places:
        return
    succession = _Succession.read(store)
    asked_for = bound.get("theme")
    first = places[:_FIRST]
    iris = " ".join(f"<{place.directive}>" for place in first)
    text = _entries_query("", f"VALUES ?directive {{ {iris} }}", _looked_up)
    yield from _told(first, list(rows(store, text)), asked_for, succession, lambda above: _sections_above(store, above))
    if rest := places[_FIRST:]:
        filters = {name: term for name, term in bound.items() if name in _FILTERS}
        text = _entries_query(
            " ".join(f"?{name}" for name in filters), " ".join(_FILTERS[name] for name in filters), _read_whole
        )
        found = rows(store, text, filters)
        yield from _told(rest, found, asked_for, succession, lambda above: _sections(rows(store, _WHOLES)))


def _entries_query(selected: str, start: str, joined: Callable[[Sequence[str]], str]) -> str:
    return _ENTRIES % (selected, f"{start}\n  {joined(_OF_ENTRIES)}", joined(_OF_HOLDERS), joined(_OF_THEMES))


def _looked_up(triples: Sequence[str]) -> str:
    return " . ".join(triples)


def _read_whole(triples: Sequence[str]) -> str:
    return "\n  ".join(
        f"{{ SELECT {subject} {object_} WHERE {{ {subject} {property_} {object_} }} }}"
        for subject, property_, object_ in map(str.split, triples)
    )


def _told(
    places: Sequence[Place],
    found: Iterable[pyoxigraph.QuerySolution],
    asked_for: Term | None,
    succession: _Succession,
    sections_above: Callable[[set[str]], Mapping[str, str]],
) -> Iterator[Entry]:
    """Yield the entries of some places, in their order, from rows that tell of these and perhaps of others."""
    wanted = {place.directive for place in places}
    by_directive: defaultdict[str, list[pyoxigraph.QuerySolution]] = defaultdict(list)
    for row in found:
        if (directive := value(row, "directive")) in wanted:
            by_directive[directive].append(row)
    sections = sections_above({value(row, "above") for told in by_directive.values() for row in told})
    for place in places:
        told = by_directive.pop(place.directive)
        listed = {value(row, "themeLabel") for row in told if asked_for in (None, row["subject"])}
        yield _entry(place, told[0], succession, sections, {value(row, "themeLabel") for row in told}, listed)


def _sections_above(store: Graph, parts: set[str]) -> dict[str, str]:
    return _sections(rows(store, _WHOLES_ABOVE % " ".join(f"<{part}>" for part in sorted(parts))))


def _sections(found: Iterable[pyoxigraph.QuerySolution]) -> dict[str, str]:
    """Return, for each provision that has others below it, number and heading of the part of its instrument."""
    wholes = {value(row, "part"): (value(row, "above"), value(row, "heading"), value(row, "number")) for row in found}

    def told(part: str) -> str:
        while (above := wholes[part][0]) in wholes:
            part = above
        _, heading, number = wholes[part]
        return f"{number} {heading}".strip() if heading else ""

    return {part: told(part) for part in wholes}


def _entry(
    place: Place,
    row: pyoxigraph.QuerySolution,
    succession: _Succession,
    sections: Mapping[str, str],
    themes: set[str],
    listed: set[str],
) -> Entry:
    holder = value(row, "holder")
    return Entry(
        holder_key=value(row, "holderKey") or UNASSIGNED,
        holder=place.holder,
        today=succession.today.get(holder, ""),
        kind=place.kind,
        instrument=place.instrument,
        title=value(row, "title"),
        date=place.date,
        section=sections.get(value(row, "above"), ""),
        leaf=value(row, "leaf"),
        modality=value(row, "modalityLabel"),
        themes=tuple(sorted(themes - {""})),
        words=value(row, "words"),
        directive=place.directive,
        inherited=succession.inherited.get(holder, ()),
        listed_under=tuple(sorted(listed - {""})),
        strength=int(value(row, "strength")),
        order=place.order,
    )


@dataclass(frozen=True, slots=True)
class _Succession:
    """By a body's IRI, in labels: who holds its mandates today, and whose mandates it holds today."""

    today: Mapping[str, str]
    inherited: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, store: Graph) -> _Succession:
        holders = {value(row, "holder"): value(row, "label") for row in rows(store, _CHANGED_HOLDERS)}
        inherited: defaultdict[str, list[str]] = defaultdict(list)
        for body, ends in heirs(store).items():
            for end in ends if body in holders else ():
                inherited[end].append(holders[body])
        return cls(heirs_by_label(store), {body: tuple(sorted(names)) for body, names in inherited.items()})
