"""What the store holds, read back by SPARQL into plain values.

The analyses and the table of directives start from these values, so that each fact is asked for once, and only what is
needed: a network of bodies and themes needs no text. Everything comes in a fixed order: instruments by date,
provisions by their place in the text, names by alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING

from mandategraph.graph.sparql import rows, value
from mandategraph.graph.things import Things

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph


class Part(Flag):
    """A part of the facts; the fields of what is not asked for stay empty.

    `MANDATES` are the directives that bodies of the United Nations system hold, `OTHERS` all others. `DETAILS` are a
    directive's conditions, citations, deadlines and onward addressees, `WORDS` modalities, quotes, rules, chapeaux and
    the texts of provisions.
    """

    MANDATES = auto()
    OTHERS = auto()
    THEMES = auto()
    ACTIONS = auto()
    PARTNERS = auto()
    DETAILS = auto()
    WORDS = auto()
    CITATIONS = auto()
    CHANGES = auto()


EVERYTHING = ~Part(0)

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_PLACE = """
  { SELECT ?provision ?instrument WHERE { ?provision mg:instrument ?instrument } }
  { SELECT ?provision ?order WHERE { ?provision mg:order ?order } }
  OPTIONAL { SELECT ?provision ?leaf WHERE { ?provision mg:leaf ?leaf } }
"""

_DIRECTIVES = """SELECT DISTINCT ?directive ?kind ?holder ?provision ?instrument ?order ?leaf WHERE {
  { SELECT ?directive ?kind WHERE { VALUES (?class ?kind) { %s } ?directive a ?class } }
  { SELECT ?directive ?provision WHERE { ?directive prov:wasDerivedFrom ?provision } }
  OPTIONAL { SELECT ?directive ?holder WHERE { ?directive mg:holder ?holder } }
  %s
}"""
_KINDS = {Part.MANDATES: ("Mandate",), Part.OTHERS: ("StateDirective", "ExternalDirective", "UnassignedDirective")}

_VALUES = """SELECT DISTINCT ?directive ?value WHERE {
  { SELECT ?directive WHERE { ?directive a mg:Directive } }
  { SELECT ?directive ?value WHERE { ?directive %s ?value } }
}"""
_PROPERTIES = {
    Part.THEMES: {"themes": "dcterms:subject"},
    Part.ACTIONS: {"actions": "mg:actionType"},
    Part.PARTNERS: {"partners": "mg:partner"},
    Part.DETAILS: {
        "conditions": "mg:condition",
        "cites": "eli:cites",
        "deadlines": "mg:deadline",
        "onward": "mg:onwardAddressee",
    },
}

_WORDS = """SELECT DISTINCT ?directive ?modality ?quote ?rule WHERE {
  { SELECT ?directive ?modality WHERE { ?directive mg:modality ?modality } }
  { SELECT ?directive ?quote WHERE { ?directive mg:quote ?quote } }
  { SELECT ?directive ?rule WHERE { ?directive mg:rule ?rule } }
}"""
_CHAPEAUX = (
    "SELECT DISTINCT ?directive ?provision ?instrument ?order ?leaf WHERE { ?directive mg:chapeau ?provision . %s }"
)
_TEXTS = "SELECT DISTINCT ?provision ?text WHERE { ?provision mg:text ?text }"

_CITATIONS = """SELECT DISTINCT ?provision ?cited ?instrument ?order ?leaf WHERE {
  { SELECT ?provision WHERE { ?provision a mg:Provision } }
  { SELECT ?provision ?cited WHERE { ?provision eli:cites ?cited } }
  %s
}"""

_CHANGES = """
SELECT DISTINCT ?change ?kind ?original ?resulting ?date ?effected ?provision ?instrument ?order ?leaf ?quote WHERE {
  ?change a mg:BodyChange ; mg:changeKind ?kind .
  OPTIONAL { ?change org:originalOrganization ?original }
  OPTIONAL { ?change org:resultingOrganization ?resulting }
  OPTIONAL { ?change dcterms:date ?date }
  OPTIONAL { ?change mg:effected ?effected }
  OPTIONAL { ?change mg:quote ?quote }
  OPTIONAL {
    ?change mg:sourceProvision ?provision .
    ?provision mg:instrument ?instrument ; mg:order ?order .
    OPTIONAL { ?provision mg:leaf ?leaf }
  }
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
    def read(cls, store: Graph, parts: Part = EVERYTHING) -> Facts:
        """Ask the store for the parts that are wanted, once each."""
        things = Things.read(store)
        provisions = _Provisions(store, Part.WORDS in parts)

        def place(provision: ProvisionFact) -> tuple[str, str, int]:
            return (things.date(provision.instrument), provision.instrument, provision.order)

        directives = sorted(
            _read_directives(store, parts, provisions), key=lambda fact: (place(fact.provision), fact.holder, fact.iri)
        )
        found = rows(store, _CITATIONS % _PLACE) if Part.CITATIONS in parts else ()
        citations = sorted(
            ((provisions.of(row), row["cited"].value) for row in found), key=lambda pair: (place(pair[0]), pair[1])
        )
        changes = _read_changes(store, provisions) if Part.CHANGES in parts else ()
        return cls(things, tuple(directives), tuple(citations), tuple(changes))

    def where(self, provision: ProvisionFact) -> str:
        """Return a provision's full name: "A/RES/56/261 12(b)"."""
        return f"{self.things.key(provision.instrument)} {provision.name}"


class _Provisions:
    """The provisions that rows name, each made once."""

    def __init__(self, store: Graph, with_texts: bool) -> None:
        found = rows(store, _TEXTS) if with_texts else ()
        self._texts = {row["provision"].value: row["text"].value for row in found}
        self._known: dict[str, ProvisionFact] = {}

    def of(self, row: pyoxigraph.QuerySolution) -> ProvisionFact:
        """Return the provision of a row that tells its place."""
        iri = row["provision"].value
        if iri not in self._known:
            self._known[iri] = ProvisionFact(
                iri, row["instrument"].value, int(row["order"].value), value(row, "leaf"), self._texts.get(iri, "")
            )
        return self._known[iri]


def _read_directives(store: Graph, parts: Part, provisions: _Provisions) -> Iterator[DirectiveFact]:
    kinds = [kind for part, kinds in _KINDS.items() if part in parts for kind in kinds]
    if not kinds:
        return
    values = {name: _read_values(store, property_) for name, property_ in _properties(parts)}
    with_words = Part.WORDS in parts
    words = {
        row["directive"].value: (row["modality"].value, row["quote"].value, row["rule"].value)
        for row in (rows(store, _WORDS) if with_words else ())
    }
    chapeaux = {
        row["directive"].value: provisions.of(row) for row in (rows(store, _CHAPEAUX % _PLACE) if with_words else ())
    }
    for row in rows(store, _DIRECTIVES % (" ".join(f'(mg:{kind} "{kind}")' for kind in kinds), _PLACE)):
        iri = row["directive"].value

        def several(name: str, iri: str = iri) -> tuple[str, ...]:
            return tuple(sorted(values.get(name, {}).get(iri, ())))

        modality, quote, rule = words[iri] if with_words else ("", "", "")
        yield DirectiveFact(
            iri=iri,
            kind=row["kind"].value,
            holder=value(row, "holder"),
            modality=modality,
            provision=provisions.of(row),
            quote=quote,
            rule=rule,
            chapeau=chapeaux.get(iri),
            partners=several("partners"),
            conditions=several("conditions"),
            themes=several("themes"),
            actions=several("actions"),
            cites=several("cites"),
            deadlines=several("deadlines"),
            onward=several("onward"),
        )


def _properties(parts: Part) -> Iterator[tuple[str, str]]:
    """Yield the fields of a directive that hold several values, with their properties."""
    return (field for part, fields in _PROPERTIES.items() if part in parts for field in fields.items())


def _read_values(store: Graph, property_: str) -> Mapping[str, set[str]]:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _VALUES % property_):
        values[row["directive"].value].add(row["value"].value)
    return values


def _read_changes(store: Graph, provisions: _Provisions) -> list[ChangeFact]:
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
            provision=provisions.of(row) if value(row, "provision") else None,
            quote=value(row, "quote"),
            sources=tuple(sorted(sources[row["change"].value])),
        )
        for row in rows(store, _CHANGES)
    ]
    return sorted(changes, key=lambda change: (change.date, change.iri, change.original, change.resulting))
