"""What the store holds, read back by SPARQL into plain values.

The analyses and the table of directives start from these values, so that each fact is asked for once, and only what is
needed: a network of bodies and themes needs no text. Everything comes in a fixed order: instruments by date,
provisions by their place in the text, names by alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Flag, auto
from typing import TYPE_CHECKING

from mandategraph.graph.sparql import rows, value
from mandategraph.graph.things import Things

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph


class Part(Flag):
    """A part of the facts; the fields of what is not asked for stay empty.

    `MANDATES` are the directives that bodies of the United Nations system hold, `OTHERS` all others. `LIMITS` are a
    directive's conditions and deadlines, `REFERENCES` the instruments that it cites and its onward addressees, `WORDS`
    modalities, quotes, rules, chapeaux and the texts of provisions.
    """

    MANDATES = auto()
    OTHERS = auto()
    THEMES = auto()
    ACTIONS = auto()
    PARTNERS = auto()
    LIMITS = auto()
    REFERENCES = auto()
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
    Part.LIMITS: {"conditions": "mg:condition", "deadlines": "mg:deadline"},
    Part.REFERENCES: {"cites": "eli:cites", "onward": "mg:onwardAddressee"},
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

# The words of a few provisions are looked up one by one; {} holds their IRIs.
_WORDS_OF = """SELECT DISTINCT ?directive ?modality ?quote ?rule WHERE {{
  VALUES ?provision {{ {} }}
  ?directive prov:wasDerivedFrom ?provision ; mg:modality ?modality ; mg:quote ?quote ; mg:rule ?rule .
}}"""
_CHAPEAUX_OF = """SELECT DISTINCT ?directive ?provision ?instrument ?order ?leaf WHERE {{
  VALUES ?below {{ {} }}
  ?directive prov:wasDerivedFrom ?below ; mg:chapeau ?provision .
  ?provision mg:instrument ?instrument ; mg:order ?order .
  OPTIONAL {{ ?provision mg:leaf ?leaf }}
}}"""
_TEXTS_OF = "SELECT DISTINCT ?provision ?text WHERE {{ VALUES ?provision {{ {} }} ?provision mg:text ?text }}"

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
    partners: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()


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
        provisions = _Provisions(store, _TEXTS if Part.WORDS in parts else "")

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

    def with_words(self, store: Graph, provisions: Collection[str]) -> Facts:
        """Return the directives and citations of some provisions (by IRI) with their words, and all changes.

        For facts that were read without `Part.WORDS`, where the words of a few are wanted after all.
        """
        words = _read_words(store, _WORDS_OF.format(_listed(provisions)))
        above = list(rows(store, _CHAPEAUX_OF.format(_listed(provisions))))
        known = _Provisions(store, _TEXTS_OF.format(_listed({*provisions, *(row["provision"].value for row in above)})))
        chapeaux = {row["directive"].value: known.of(row) for row in above}
        return replace(
            self,
            directives=tuple(
                _worded(fact, words[fact.iri], known, chapeaux.get(fact.iri))
                for fact in self.directives
                if fact.provision.iri in provisions
            ),
            citations=tuple(
                (known.worded(provision), cited) for provision, cited in self.citations if provision.iri in provisions
            ),
        )

    def where(self, provision: ProvisionFact) -> str:
        """Return a provision's full name: "A/RES/56/261 12(b)"."""
        return f"{self.things.key(provision.instrument)} {provision.name}"


class _Provisions:
    """The provisions that rows name, each made once, with the texts that a query finds."""

    def __init__(self, store: Graph, texts: str) -> None:
        found = rows(store, texts) if texts else ()
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

    def worded(self, provision: ProvisionFact) -> ProvisionFact:
        """Return a provision with its text."""
        return replace(provision, text=self._texts.get(provision.iri, ""))


def _read_directives(store: Graph, parts: Part, provisions: _Provisions) -> Iterator[DirectiveFact]:
    kinds = [kind for part, kinds in _KINDS.items() if part in parts for kind in kinds]
    if not kinds:
        return
    values = {name: _read_values(store, property_) for name, property_ in _properties(parts)}
    with_words = Part.WORDS in parts
    words = _read_words(store, _WORDS) if with_words else {}
    chapeaux = {
        row["directive"].value: provisions.of(row) for row in (rows(store, _CHAPEAUX % _PLACE) if with_words else ())
    }
    for row in rows(store, _DIRECTIVES % (" ".join(f'(mg:{kind} "{kind}")' for kind in kinds), _PLACE)):
        iri = row["directive"].value
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
            **{name: found.get(iri, ()) for name, found in values.items()},
        )


def _read_words(store: Graph, query: str) -> dict[str, tuple[str, str, str]]:
    """Return modality, quote and rule of each directive that a query finds."""
    return {
        row["directive"].value: (row["modality"].value, row["quote"].value, row["rule"].value)
        for row in rows(store, query)
    }


def _worded(
    fact: DirectiveFact, words: tuple[str, str, str], provisions: _Provisions, chapeau: ProvisionFact | None
) -> DirectiveFact:
    modality, quote, rule = words
    provision = provisions.worded(fact.provision)
    return replace(fact, modality=modality, provision=provision, quote=quote, rule=rule, chapeau=chapeau)


def _listed(iris: Collection[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))


def _properties(parts: Part) -> Iterator[tuple[str, str]]:
    """Yield the fields of a directive that hold several values, with their properties."""
    return (field for part, fields in _PROPERTIES.items() if part in parts for field in fields.items())


def _read_values(store: Graph, property_: str) -> Mapping[str, tuple[str, ...]]:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _VALUES % property_):
        values[row["directive"].value].add(row["value"].value)
    return {directive: tuple(sorted(found)) for directive, found in values.items()}


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
