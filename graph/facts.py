"""What the store holds, read back by SPARQL into plain values.

The analyses and the table of directives start from these values, so that each fact is asked for once. Everything comes
in a fixed order: instruments by date, provisions by their place in the text, names by alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from mandategraph.graph.sparql import local_name, rows, value
from mandategraph.graph.things import Things
from mandategraph.vocabulary import DCTERMS, ELI, MG

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_PROVISIONS = """SELECT DISTINCT ?provision ?instrument ?order ?leaf ?text WHERE {
  ?provision a mg:Provision .
  { SELECT ?provision ?instrument WHERE { ?provision mg:instrument ?instrument } }
  { SELECT ?provision ?order WHERE { ?provision mg:order ?order } }
  OPTIONAL { SELECT ?provision ?leaf WHERE { ?provision mg:leaf ?leaf } }
  OPTIONAL { SELECT ?provision ?text WHERE { ?provision mg:text ?text } }
}"""

_DIRECTIVES = """SELECT DISTINCT ?directive ?class ?holder ?modality ?provision ?quote ?rule ?chapeau WHERE {
  {
    SELECT ?directive ?class WHERE {
      VALUES ?class { mg:Mandate mg:StateDirective mg:ExternalDirective mg:UnassignedDirective }
      ?directive a ?class .
    }
  }
  { SELECT ?directive ?provision WHERE { ?directive prov:wasDerivedFrom ?provision } }
  { SELECT ?directive ?modality WHERE { ?directive mg:modality ?modality } }
  { SELECT ?directive ?quote WHERE { ?directive mg:quote ?quote } }
  { SELECT ?directive ?rule WHERE { ?directive mg:rule ?rule } }
  OPTIONAL { SELECT ?directive ?holder WHERE { ?directive mg:holder ?holder } }
  OPTIONAL { SELECT ?directive ?chapeau WHERE { ?directive mg:chapeau ?chapeau } }
}"""

_DIRECTIVE_VALUES = """SELECT DISTINCT ?directive ?property ?value WHERE {
  VALUES ?property { mg:partner mg:condition dcterms:subject mg:actionType eli:cites mg:deadline mg:onwardAddressee }
  ?directive ?property ?value .
  { SELECT ?directive WHERE { ?directive a mg:Directive } }
}"""

_CITATIONS = """SELECT DISTINCT ?provision ?cited WHERE {
  ?provision a mg:Provision .
  { SELECT ?provision ?cited WHERE { ?provision eli:cites ?cited } }
}"""

_CHANGES = """SELECT DISTINCT ?change ?kind ?original ?resulting ?date ?effected ?provision ?quote WHERE {
  ?change a mg:BodyChange ; mg:changeKind ?kind .
  OPTIONAL { ?change org:originalOrganization ?original }
  OPTIONAL { ?change org:resultingOrganization ?resulting }
  OPTIONAL { ?change dcterms:date ?date }
  OPTIONAL { ?change mg:effected ?effected }
  OPTIONAL { ?change mg:sourceProvision ?provision }
  OPTIONAL { ?change mg:quote ?quote }
}"""

_SOURCES = "SELECT DISTINCT ?change ?source WHERE { ?change a mg:BodyChange ; dcterms:source ?source }"


@dataclass(frozen=True, slots=True)
class ProvisionFact:
    """A provision: its instrument's IRI, its place in the text, its leaf (or empty) and its words."""

    iri: str
    instrument: str
    order: int
    leaf: str
    text: str

    @property
    def name(self) -> str:
        """How the provision is called inside its instrument: "12(b)", or "preamble, recital 3" without a leaf."""
        eid = self.iri.rpartition("#")[2]
        return self.leaf or eid.replace("__", ", ").replace("_", " ")


@dataclass(frozen=True, slots=True)
class DirectiveFact:
    """A directive; concepts, bodies and instruments by IRI, `kind` the local name of its class."""

    iri: str
    kind: str
    holder: str
    modality: str
    provision: ProvisionFact
    quote: str
    rule: str
    chapeau: ProvisionFact | None
    partners: tuple[str, ...]
    conditions: tuple[str, ...]
    themes: tuple[str, ...]
    actions: tuple[str, ...]
    cites: tuple[str, ...]
    deadlines: tuple[str, ...]
    onward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """A change of a body. Fields may be empty.

    `provision` and `quote` are there when it was read from a text, `sources` (IRIs or words) when the authority files
    tell it.
    """

    iri: str
    kind: str
    original: str
    resulting: str
    date: str
    effected: bool
    provision: ProvisionFact | None
    quote: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the analyses need of a store; `Facts.read(store)` makes it."""

    things: Things
    directives: tuple[DirectiveFact, ...]
    citations: tuple[tuple[ProvisionFact, str], ...]
    changes: tuple[ChangeFact, ...]

    @classmethod
    def read(cls, store: Graph) -> Facts:
        """Ask the store for its facts, once each."""
        things = Things.read(store)
        provisions = _read_provisions(store)

        def place(provision: ProvisionFact) -> tuple[str, str, int]:
            return (things.date(provision.instrument), provision.instrument, provision.order)

        directives = sorted(
            _read_directives(store, provisions), key=lambda fact: (place(fact.provision), fact.holder, fact.iri)
        )
        citations = sorted(
            (
                (provisions[row["provision"].value], row["cited"].value)
                for row in rows(store, _CITATIONS)
                if row["provision"].value in provisions
            ),
            key=lambda pair: (place(pair[0]), pair[1]),
        )
        return cls(things, tuple(directives), tuple(citations), tuple(_read_changes(store, provisions)))

    def where(self, provision: ProvisionFact) -> str:
        """Return a provision's full name: "A/RES/56/261 12(b)"."""
        return f"{self.things.key(provision.instrument)} {provision.name}"


def _read_provisions(store: Graph) -> dict[str, ProvisionFact]:
    return {
        row["provision"].value: ProvisionFact(
            row["provision"].value,
            row["instrument"].value,
            int(row["order"].value),
            value(row, "leaf"),
            value(row, "text"),
        )
        for row in rows(store, _PROVISIONS)
    }


def _read_directives(store: Graph, provisions: Mapping[str, ProvisionFact]) -> Iterator[DirectiveFact]:
    values: defaultdict[tuple[str, pyoxigraph.NamedNode], set[str]] = defaultdict(set)
    for row in rows(store, _DIRECTIVE_VALUES):
        values[row["directive"].value, row["property"]].add(row["value"].value)
    for row in rows(store, _DIRECTIVES):
        iri = row["directive"].value

        def several(name: pyoxigraph.NamedNode, iri: str = iri) -> tuple[str, ...]:
            return tuple(sorted(values[iri, name]))

        yield DirectiveFact(
            iri=iri,
            kind=local_name(row["class"].value),
            holder=value(row, "holder"),
            modality=row["modality"].value,
            provision=provisions[row["provision"].value],
            quote=row["quote"].value,
            rule=row["rule"].value,
            chapeau=provisions.get(value(row, "chapeau")),
            partners=several(MG["partner"]),
            conditions=several(MG["condition"]),
            themes=several(DCTERMS["subject"]),
            actions=several(MG["actionType"]),
            cites=several(ELI["cites"]),
            deadlines=several(MG["deadline"]),
            onward=several(MG["onwardAddressee"]),
        )


def _read_changes(store: Graph, provisions: Mapping[str, ProvisionFact]) -> list[ChangeFact]:
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _SOURCES):
        sources[row["change"].value].add(row["source"].value)
    changes = [
        ChangeFact(
            iri=row["change"].value,
            kind=row["kind"].value,
            original=value(row, "original"),
            resulting=value(row, "resulting"),
            date=value(row, "date"),
            effected=value(row, "effected") == "true",
            provision=provisions.get(value(row, "provision")),
            quote=value(row, "quote"),
            sources=tuple(sorted(sources[row["change"].value])),
        )
        for row in rows(store, _CHANGES)
    ]
    return sorted(changes, key=lambda change: (change.date, change.iri, change.original, change.resulting))
