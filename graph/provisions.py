"""What one provision says, and every record that rests on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from mandategraph.errors import UsageError
from mandategraph.graph.sparql import rows, value
from mandategraph.loaders.symbols import find_symbols
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    from mandategraph.graph.store import GraphStore, Term

# "A/RES/56/261 4(e)", "Vienna Declaration, para. 16", "56/261, annex, paragraph 4 (e)", "46/152 fn9"
_ADDRESS = re.compile(
    r"^(?P<instrument>.+?)[\s,]+(?:para(?:graph|\.)?s?\s*|§\s*)?"
    r"(?P<leaf>(?:fn|u)?\d+(?:\s*\([a-z]+\))*|[IVX]+/\S+|annex/\S+)\s*$"
)

_PROVISION = """
SELECT DISTINCT ?provision ?text ?number ?order ?identifier ?title ?instrument ?leaf WHERE {
  ?provision mg:instrument ?instrument ; mg:leaf ?leaf ; mg:order ?order .
  ?instrument dcterms:identifier ?identifier ; dcterms:title ?title .
  OPTIONAL { ?provision mg:text ?text }
  OPTIONAL { ?provision mg:number ?number }
}
ORDER BY ?order
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
_DIRECTIVES = """
SELECT DISTINCT ?directive ?start ?end ?quote ?rule ?holder ?modality ?chapeau ?provision WHERE {
  ?directive prov:wasDerivedFrom ?provision ; a mg:Directive ; mg:start ?start ; mg:end ?end ; mg:quote ?quote ;
    mg:rule ?rule ; mg:modality/skos:prefLabel ?modality .
  OPTIONAL { ?directive mg:holder/skos:prefLabel ?holder }
  OPTIONAL { ?directive mg:chapeau/mg:leaf ?chapeau }
}
ORDER BY ?start ?holder
"""
_DETAIL_ORDER = (
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
SELECT DISTINCT ?name ?label ?directive WHERE {
  VALUES (?property ?name) {
    (mg:partner "partners") (mg:condition "conditions") (dcterms:subject "themes") (mg:actionType "action types")
    (eli:cites "cites") (mg:deadline "deadlines") (mg:onwardAddressee "onward to") (mg:implements "implements")
    (mg:holderWords "holder's words") (mg:cueWords "verb") (mg:conditionWords "condition's words")
  }
  ?directive ?property ?value .
  OPTIONAL { ?value skos:prefLabel ?preferred }
  OPTIONAL { ?value dcterms:identifier ?symbol }
  OPTIONAL { ?value mg:leaf ?leaf ; mg:instrument/dcterms:identifier ?of }
  BIND(COALESCE(?preferred, ?symbol, CONCAT(?of, " ", ?leaf), STR(?value)) AS ?label)
}
ORDER BY ?label
"""
_FOOTNOTES = """
SELECT DISTINCT ?number ?text ?order ?provision WHERE {
  ?provision mg:footnote ?note . ?note mg:number ?number ; mg:text ?text ; mg:order ?order
} ORDER BY ?order
"""
_CHANGES = """
SELECT DISTINCT ?kind ?original ?resulting ?quote ?provision WHERE {
  ?change prov:wasDerivedFrom ?provision ; a mg:BodyChange ; mg:changeKind/skos:prefLabel ?kind ; mg:quote ?quote .
  OPTIONAL { ?change org:originalOrganization/skos:prefLabel ?original }
  OPTIONAL { ?change org:resultingOrganization/skos:prefLabel ?resulting }
}
"""
_IMPLEMENTED_BY = """
SELECT DISTINCT ?identifier ?number ?heading ?provision WHERE {
  ?section mg:implements ?provision ; a mg:Section ; mg:heading ?heading ;
    mg:instrument/dcterms:identifier ?identifier .
  OPTIONAL { ?section mg:number ?number }
}
ORDER BY ?identifier ?number
"""


@dataclass(frozen=True, slots=True)
class Rested:
    """A directive that rests on a provision: where its words stand, and its details as (name, values)."""

    holder: str
    modality: str
    rule: str
    chapeau: str
    start: int
    end: int
    details: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """A provision with what stands above it, its footnotes, and all records that rest on it."""

    identifier: str
    title: str
    leaf: str
    text: str
    above: tuple[str, ...]
    footnotes: tuple[str, ...]
    directives: tuple[Rested, ...]
    changes: tuple[str, ...]
    implemented_by: tuple[str, ...]


def provision_page(store: GraphStore, address: str) -> ProvisionPage:
    """Return what the provision at an address says; people write addresses in many ways ("56/261 4(e)").

    Raises `UsageError` for an address that names no instrument or no provision of it, with what would be near.
    """
    instrument, leaf = _resolve(store, address)
    place = next(iter(rows(store, _PROVISION, {"instrument": instrument, "leaf": leaf})), None)
    if place is None:
        raise UsageError(f"{address!r}: the instrument has no provision {leaf}")
    provision = {"provision": _term(place["provision"])}
    return ProvisionPage(
        identifier=value(place, "identifier"),
        title=value(place, "title"),
        leaf=value(place, "leaf"),
        text=value(place, "text"),
        above=tuple(filter(None, (_above(row) for row in rows(store, _ABOVE, provision)))),
        footnotes=tuple(f"{value(row, 'number')} {value(row, 'text')}" for row in rows(store, _FOOTNOTES, provision)),
        directives=tuple(_rested(store, row) for row in list(rows(store, _DIRECTIVES, provision))),
        changes=tuple(_change(row) for row in rows(store, _CHANGES, provision)),
        implemented_by=tuple(
            f"{value(row, 'identifier')}, {value(row, 'number')} {value(row, 'heading')}"
            for row in rows(store, _IMPLEMENTED_BY, provision)
        ),
    )


def _resolve(store: GraphStore, address: str) -> tuple[Term, Term]:
    symbol = next(iter(find_symbols(address)), None)
    match = _ADDRESS.match(address.strip())
    if match is None:
        raise UsageError(f"{address!r}: no paragraph in this address; write it like “A/RES/56/261 4(e)”")
    words = match["instrument"].strip(" ,")
    if symbol and symbol.end <= match.end("instrument"):
        words = words.replace(address[symbol.start : symbol.end], symbol.symbol)
    instrument = resolve_value(store, "instrument", words)
    return instrument, resolve_value(store, "leaf", match["leaf"], instrument)


def _term(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple | None) -> Term:
    assert term is not None
    return term


def _above(row: pyoxigraph.QuerySolution) -> str:
    return f"{value(row, 'number')} {value(row, 'heading') or value(row, 'text')}".strip()


def _rested(store: GraphStore, row: pyoxigraph.QuerySolution) -> Rested:
    details: dict[str, list[str]] = {}
    for detail in rows(store, _DETAILS, {"directive": _term(row["directive"])}):
        details.setdefault(value(detail, "name"), []).append(value(detail, "label"))
    return Rested(
        holder=value(row, "holder"),
        modality=value(row, "modality"),
        rule=value(row, "rule"),
        chapeau=value(row, "chapeau"),
        start=int(value(row, "start")),
        end=int(value(row, "end")),
        details=tuple((name, tuple(details[name])) for name in _DETAIL_ORDER if name in details),
    )


def _change(row: pyoxigraph.QuerySolution) -> str:
    bodies = " → ".join(filter(None, (value(row, "original"), value(row, "resulting"))))
    return f"{value(row, 'kind')}: {bodies}"
