"""What one provision says, with everything below it, and every record that rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.graph.addresses import address, provision_at
from mandategraph.graph.sparql import natural_order, rows, value
from mandategraph.graph.succession import heirs_by_label

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph

_PLACE = """
SELECT DISTINCT ?provision ?identifier ?title WHERE {
  ?provision mg:instrument ?instrument .
  ?instrument dcterms:identifier ?identifier ; dcterms:title ?title .
}
"""
_ABOVE = """
SELECT DISTINCT ?above ?order ?number ?heading ?text ?provision WHERE {
  ?provision eli:is_part_of+ ?above .
  ?above mg:order ?order .
  OPTIONAL { ?above mg:number ?number }
  OPTIONAL { ?above mg:heading ?heading }
  OPTIONAL { ?above mg:text ?text }
}
ORDER BY ?order
"""
_PASSAGES = """
SELECT DISTINCT ?passage ?parent ?order ?leaf ?number ?heading ?text ?provision WHERE {
  ?passage eli:is_part_of* ?provision ; eli:is_part_of ?parent ; mg:order ?order .
  OPTIONAL { ?passage mg:leaf ?leaf }
  OPTIONAL { ?passage mg:number ?number }
  OPTIONAL { ?passage mg:heading ?heading }
  OPTIONAL { ?passage mg:text ?text }
}
ORDER BY ?order
"""
_FOOTNOTES = """
SELECT DISTINCT ?number ?text ?order ?provision WHERE {
  ?passage eli:is_part_of* ?provision ; mg:footnote ?note .
  ?note mg:number ?number ; mg:text ?text ; mg:order ?order .
}
ORDER BY ?order
"""
_DIRECTIVES = """
SELECT DISTINCT ?directive ?passage ?leaf ?order ?start ?end ?quote ?rule ?holder ?holderLabel ?modality ?chapeau
                ?provision
WHERE {
  ?passage eli:is_part_of* ?provision ; mg:order ?order .
  OPTIONAL { ?passage mg:leaf ?leaf }
  ?directive prov:wasDerivedFrom ?passage ; a mg:Directive ; mg:start ?start ; mg:end ?end ; mg:quote ?quote ;
    mg:rule ?rule ; mg:modality/skos:prefLabel ?modality .
  OPTIONAL { ?directive mg:holder ?holder . ?holder skos:prefLabel ?holderLabel }
  OPTIONAL { ?directive mg:chapeau/mg:leaf ?chapeau }
}
ORDER BY ?order ?start ?holderLabel
"""
_DETAIL_ORDER = (
    "held today by",
    "partners",
    "conditions",
    "themes",
    "action types",
    "deadlines",
    "onward to",
    "cites",
    "implements",
    "holder's words",
    "verb",
    "condition's words",
)
_DETAILS = """
SELECT DISTINCT ?directive ?name ?label ?of ?leaf ?provision WHERE {
  VALUES (?property ?name) {
    (mg:partner "partners") (mg:condition "conditions") (dcterms:subject "themes") (mg:actionType "action types")
    (eli:cites "cites") (mg:deadline "deadlines") (mg:onwardAddressee "onward to") (mg:implements "implements")
    (mg:holderWords "holder's words") (mg:cueWords "verb") (mg:conditionWords "condition's words")
  }
  ?directive prov:wasDerivedFrom/eli:is_part_of* ?provision ; a mg:Directive ; ?property ?value .
  OPTIONAL { ?value skos:prefLabel ?preferred }
  OPTIONAL { ?value dcterms:identifier ?symbol }
  OPTIONAL { ?value dcterms:title ?title }
  OPTIONAL { ?value mg:leaf ?leaf ; mg:instrument/dcterms:identifier ?of }
  BIND(COALESCE(?preferred, ?symbol, ?title, STR(?value)) AS ?label)
}
"""
_CHANGES = """
SELECT DISTINCT ?change ?kind ?original ?resulting ?effected ?start ?provision WHERE {
  ?change mg:sourceProvision/eli:is_part_of* ?provision ; a mg:BodyChange ; mg:start ?start ; mg:effected ?effected ;
    mg:changeKind/skos:prefLabel ?kind .
  OPTIONAL { ?change org:originalOrganization/skos:prefLabel ?original }
  OPTIONAL { ?change org:resultingOrganization/skos:prefLabel ?resulting }
}
ORDER BY ?start ?change
"""
_IMPLEMENTED_BY = """
SELECT DISTINCT ?identifier ?number ?heading ?order ?provision WHERE {
  ?passage eli:is_part_of* ?provision .
  ?section mg:implements ?passage ; a mg:Section ; mg:heading ?heading ; mg:order ?order ;
    mg:instrument/dcterms:identifier ?identifier .
  OPTIONAL { ?section mg:number ?number }
}
ORDER BY ?identifier ?order
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text in the order of the instrument: `depth` levels below the provision that was asked for.

    `label` is its leaf as printed ("4(e)"), or its number where it has no leaf; `heading` tells a heading from a text.
    """

    iri: str
    label: str
    depth: int
    heading: bool
    text: str


@dataclass(frozen=True, slots=True)
class Rested:
    """A directive: the passage that it rests on (IRI and leaf), where its words stand in it, and its details by name.

    `chapeau` is the leaf of the provision above that the holder and the modality come from, empty if there is none.
    """

    iri: str
    passage: str
    leaf: str
    holder: str
    modality: str
    quote: str
    start: int
    end: int
    rule: str
    chapeau: str
    details: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """A provision with what stands above and below it, its footnotes, and all records that rest on it."""

    iri: str
    identifier: str
    title: str
    above: tuple[str, ...]
    passages: tuple[Passage, ...]
    footnotes: tuple[str, ...]
    directives: tuple[Rested, ...]
    changes: tuple[str, ...]
    implemented_by: tuple[str, ...]


def provision_page(store: Graph, words: str) -> ProvisionPage:
    """Return what the provision at an address says; people write addresses in many ways ("56/261 4(e)").

    Raises `UsageError` for an address that names no instrument or no provision of it, with what would be near.
    """
    place = provision_at(store, words)
    provision = {"provision": place}
    named = next(rows(store, _PLACE, provision))
    details = _details(store, provision)
    today = heirs_by_label(store)
    return ProvisionPage(
        iri=place.value,
        identifier=value(named, "identifier"),
        title=value(named, "title"),
        above=tuple(filter(None, (_numbered(row, "heading", "text") for row in rows(store, _ABOVE, provision)))),
        passages=tuple(_passages(rows(store, _PASSAGES, provision), place.value)),
        footnotes=tuple(_numbered(row, "text") for row in rows(store, _FOOTNOTES, provision)),
        directives=tuple(_rested(row, details, today) for row in rows(store, _DIRECTIVES, provision)),
        changes=tuple(_change(row) for row in rows(store, _CHANGES, provision)),
        implemented_by=tuple(
            f"{value(row, 'identifier')}, {_numbered(row, 'heading')}"
            for row in rows(store, _IMPLEMENTED_BY, provision)
        ),
    )


def _numbered(row: pyoxigraph.QuerySolution, *variables: str) -> str:
    words = next(filter(None, (value(row, variable) for variable in variables)), "")
    return f"{value(row, 'number')} {words}".strip()


def _passages(found: Iterable[pyoxigraph.QuerySolution], top: str) -> Iterator[Passage]:
    depths: dict[str, int] = {}
    for row in found:
        iri = value(row, "passage")
        depths[iri] = 0 if iri == top else depths[value(row, "parent")] + 1
        yield Passage(
            iri=iri,
            label=value(row, "leaf") or value(row, "number"),
            depth=depths[iri],
            heading=bool(value(row, "heading")),
            text=value(row, "heading") or value(row, "text"),
        )


def _details(store: Graph, provision: Mapping[str, pyoxigraph.NamedNode]) -> dict[str, dict[str, set[str]]]:
    """Return, for each directive, the details that it has by name."""
    details: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    places: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows(store, _DETAILS, provision):
        directive, name = value(row, "directive"), value(row, "name")
        if leaf := value(row, "leaf"):
            places[directive, name, value(row, "of")].add(leaf)
        else:
            details[directive][name].add(value(row, "label"))
    for (directive, name, instrument), leaves in places.items():
        details[directive][name].add(address(instrument, *sorted(leaves, key=natural_order)))
    return {directive: dict(named) for directive, named in details.items()}


def _rested(
    row: pyoxigraph.QuerySolution, details: Mapping[str, Mapping[str, set[str]]], today: Mapping[str, str]
) -> Rested:
    directive, holder = value(row, "directive"), value(row, "holder")
    found = {**details.get(directive, {}), "held today by": {today[holder]} if holder in today else set()}
    return Rested(
        iri=directive,
        passage=value(row, "passage"),
        leaf=value(row, "leaf"),
        holder=value(row, "holderLabel"),
        modality=value(row, "modality"),
        quote=value(row, "quote"),
        start=int(value(row, "start")),
        end=int(value(row, "end")),
        rule=value(row, "rule"),
        chapeau=value(row, "chapeau"),
        details={name: tuple(sorted(found[name], key=natural_order)) for name in _DETAIL_ORDER if found.get(name)},
    )


def _change(row: pyoxigraph.QuerySolution) -> str:
    bodies = " → ".join(filter(None, (value(row, "original"), value(row, "resulting"))))
    called_for = "" if value(row, "effected") == "true" else " (called for)"
    return f"{value(row, 'kind')}{called_for}: {bodies}"
