"""The directives that an answer is about, with everything that is told of them and the words that they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.dossier import Evidence
from mandategraph.answers.names import Name, alphabet, names
from mandategraph.graph.sparql import listed, rows, value

if TYPE_CHECKING:
    import pyoxigraph

    from mandategraph.graph.asking import Graph

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
KINDS = """{
    SELECT ?directive ?kind
    WHERE {
      VALUES (?class ?kind) {
        (mg:Mandate "Mandate") (mg:StateDirective "StateDirective") (mg:ExternalDirective "ExternalDirective")
        (mg:UnassignedDirective "UnassignedDirective")
      }
      ?directive a ?class .
    }
  }"""
"""The SPARQL that binds `?kind` to the local name of the class of `?directive`."""

_DIRECTIVES = f"""
SELECT DISTINCT ?directive ?kind ?holder ?modality ?provision ?quote ?leaf ?order ?instrument ?identifier ?title ?date
WHERE {{
  %s
  {KINDS}
  {{ SELECT ?directive ?modality WHERE {{ ?directive mg:modality ?modality }} }}
  {{ SELECT ?directive ?quote WHERE {{ ?directive mg:quote ?quote }} }}
  {{ SELECT ?directive ?instrument WHERE {{ ?directive mg:instrument ?instrument }} }}
  {{ SELECT ?directive ?provision WHERE {{ ?directive prov:wasDerivedFrom ?provision }} }}
  {{ SELECT ?provision ?leaf WHERE {{ ?provision mg:leaf ?leaf }} }}
  {{ SELECT ?provision ?order WHERE {{ ?provision mg:order ?order }} }}
  {{ SELECT ?instrument ?identifier WHERE {{ ?instrument dcterms:identifier ?identifier }} }}
  {{ SELECT ?instrument ?title WHERE {{ ?instrument dcterms:title ?title }} }}
  OPTIONAL {{ SELECT ?directive ?holder WHERE {{ ?directive mg:holder ?holder }} }}
  OPTIONAL {{ SELECT ?instrument ?date WHERE {{ ?instrument eli:date_document ?date }} }}
}}
"""
_VALUES = """
SELECT DISTINCT ?directive ?value
WHERE {
  %s
  { SELECT ?directive ?value WHERE { ?directive %s ?value } }
}
"""
_PROPERTIES = {
    "themes": "dcterms:subject",
    "actions": "mg:actionType",
    "partners": "mg:partner",
    "conditions": "mg:condition",
    "cites": "eli:cites",
    "onward": "mg:onwardAddressee",
    "deadlines": "mg:deadline",
}
_WAYS = {
    "bodies": "?directive mg:holder ?thing",
    "themes": "?directive dcterms:subject ?thing",
    "instruments": "?directive mg:instrument ?thing",
    "provisions": "?directive prov:wasDerivedFrom ?thing",
    "addressees": "?directive mg:onwardAddressee ?thing",
}


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: who is to do what in which words, and all that is told of it; `holder` is missing where nobody is.

    `kind` is the local name of its class, `order` the place of its provision in the instrument; `deadlines` are years
    or days as the graph writes them.
    """

    iri: str
    kind: str
    holder: Name | None
    modality: Name
    evidence: Evidence
    instrument: Name
    order: int
    themes: tuple[Name, ...]
    actions: tuple[Name, ...]
    partners: tuple[Name, ...]
    conditions: tuple[Name, ...]
    cites: tuple[Name, ...]
    onward: tuple[Name, ...]
    deadlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which directives are wanted, by IRIs; each field that is not empty narrows the choice to any of its things.

    `bodies` hold them, `themes` are what they are about, `instruments` and `provisions` where they stand, `addressees`
    whom their holders are to ask.
    """

    bodies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()

    def pattern(self) -> str:
        """Return the SPARQL that binds `?directive` to what is wanted; empty where everything is."""
        return " ".join(
            f"{{ SELECT DISTINCT ?directive WHERE {{ VALUES ?thing {{ {listed(things)} }} {way} }} }}"
            for name, way in _WAYS.items()
            if (things := getattr(self, name))
        )


EVERYTHING = Wanted()
"""No choice: all directives."""


def directives(store: Graph, wanted: Wanted = EVERYTHING) -> tuple[Directive, ...]:
    """Return the directives that are wanted, in the order of the texts: by date, instrument, place and holder."""
    pattern = wanted.pattern()
    values = {name: _values(store, pattern, property_) for name, property_ in _PROPERTIES.items()}
    found = list(rows(store, _DIRECTIVES % pattern))
    things = {value(row, variable) for row in found for variable in ("holder", "modality")} - {""}
    for name, by_directive in values.items():
        if name != "deadlines":
            things.update(*by_directive.values())
    known = names(store, things)
    made = (_directive(row, known, values) for row in found)
    return tuple(sorted(made, key=in_order))


def in_order(directive: Directive) -> tuple[str, str, int, str, str]:
    """Return the key that puts directives in the order of the texts."""
    holder = directive.holder.label if directive.holder else ""
    return (directive.evidence.date, directive.instrument.key, directive.order, holder, directive.iri)


def _values(store: Graph, pattern: str, property_: str) -> Mapping[str, tuple[str, ...]]:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _VALUES % (pattern, property_)):
        values[value(row, "directive")].add(value(row, "value"))
    return {directive: tuple(sorted(found)) for directive, found in values.items()}


def _directive(
    row: pyoxigraph.QuerySolution, known: Mapping[str, Name], values: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Directive:
    iri, holder = value(row, "directive"), value(row, "holder")
    identifier, title = value(row, "identifier"), value(row, "title")
    fields = {
        name: tuple(sorted((known[thing] for thing in by_directive.get(iri, ())), key=alphabet))
        for name, by_directive in values.items()
        if name != "deadlines"
    }
    return Directive(
        iri=iri,
        kind=value(row, "kind"),
        holder=known[holder] if holder else None,
        modality=known[value(row, "modality")],
        evidence=Evidence(
            words=value(row, "quote"),
            instrument=identifier,
            leaf=value(row, "leaf"),
            title=title,
            date=value(row, "date"),
            provision=value(row, "provision"),
        ),
        instrument=Name(value(row, "instrument"), identifier, title),
        order=int(value(row, "order")),
        deadlines=values["deadlines"].get(iri, ()),
        **fields,
    )
