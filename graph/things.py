"""The bodies, themes, instruments and concepts of the store, and what people call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.graph.sparql import local_name, rows
from mandategraph.vocabulary import DCTERMS, ELI, MG, SKOS

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_THINGS = """SELECT DISTINCT ?thing ?kind ?property ?value WHERE {
  VALUES (?class ?kind) {
    (mg:Body "body") (mg:Theme "theme") (mg:Instrument "instrument") (mg:Modality "modality")
    (mg:ActionType "action type") (mg:Condition "condition") (mg:ChangeKind "change kind")
  }
  VALUES ?property { skos:notation skos:prefLabel skos:altLabel dcterms:identifier dcterms:title mg:key mg:symbol
    mg:shortName mg:ofUnitedNations skos:hiddenLabel eli:date_document dcterms:date }
  ?thing a ?class ; ?property ?value .
}"""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that records name: a body, a theme, an instrument or a concept.

    `key` is the guide's key ("CICP", "A/RES/55/25"), `identifier` tells instruments apart that share a key, `label`
    is the name for people, `names` all names that find it. `collective` marks bodies that stand for many
    actors ("States", "universities"): the authority files give them collective nouns as hidden labels.
    """

    iri: str
    kind: str
    key: str
    identifier: str
    label: str
    names: tuple[str, ...]
    of_united_nations: bool = False
    collective: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True)
class Things:
    """All things of a store, by IRI; `Things.read(store)` makes it."""

    by_iri: Mapping[str, Thing]

    @classmethod
    def read(cls, store: Graph) -> Things:
        """Ask the store for its things and all their names."""
        return cls(_read_things(store))

    def date(self, iri: str) -> str:
        """Return the date of an instrument, empty where none is known."""
        thing = self.by_iri.get(iri)
        return thing.date if thing else ""

    def label(self, iri: str) -> str:
        """Return the name for people of a thing, or the last part of an IRI that nothing describes."""
        thing = self.by_iri.get(iri)
        return thing.label if thing else local_name(iri)

    def key(self, iri: str) -> str:
        """Return the guide's key of a thing, or the last part of an IRI that nothing describes."""
        thing = self.by_iri.get(iri)
        return thing.key if thing else local_name(iri)

    def of_kind(self, kind: str) -> list[Thing]:
        """Return the things of one kind ("body", "theme", "instrument" …), by key."""
        return sorted((thing for thing in self.by_iri.values() if thing.kind == kind), key=_by_key)

    def find(self, wanted: str, kinds: tuple[str, ...] = ("body", "theme", "instrument")) -> list[Thing]:
        """Return the things that a person means by `wanted`: an IRI, an identifier, a key or any name.

        A key that several instruments share gives all of them. Raises `UsageError`, with near names, if there is none.
        """
        known = [thing for kind in kinds for thing in self.of_kind(kind)]
        folded = " ".join(wanted.split()).casefold()
        for ways in (
            [(thing, (thing.iri, thing.identifier, thing.key)) for thing in known],
            [(thing, thing.names) for thing in known],
        ):
            if found := [thing for thing, names in ways if folded in {name.casefold() for name in names}]:
                return found
        near = did_you_mean(wanted, (name for thing in known for name in (thing.key, *thing.names)))
        raise UsageError(f"the graph has no {', '.join(kinds[:-1])} or {kinds[-1]} called {wanted!r}{near}")


def _by_key(thing: Thing) -> tuple[str, str]:
    return (thing.identifier.casefold(), thing.iri)


def _read_things(store: Graph) -> dict[str, Thing]:
    kinds: dict[str, str] = {}
    values: defaultdict[str, defaultdict[pyoxigraph.NamedNode, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(store, _THINGS):
        kinds[row["thing"].value] = row["kind"].value
        values[row["thing"].value][row["property"]].add(row["value"].value)
    return {iri: _thing(iri, kinds[iri], values[iri]) for iri in sorted(kinds)}


def _thing(iri: str, kind: str, given: Mapping[pyoxigraph.NamedNode, set[str]]) -> Thing:
    def first(*properties: pyoxigraph.NamedNode) -> str:
        return next((min(given[name]) for name in properties if name in given), "")

    naming = (SKOS["prefLabel"], SKOS["altLabel"], SKOS["hiddenLabel"], DCTERMS["title"], MG["symbol"], MG["shortName"])
    key = first(SKOS["notation"], MG["key"], DCTERMS["identifier"], DCTERMS["title"]) or local_name(iri)
    return Thing(
        iri=iri,
        kind=kind,
        key=key,
        identifier=first(DCTERMS["identifier"], SKOS["notation"]) or key,
        label=first(SKOS["prefLabel"], DCTERMS["title"], DCTERMS["identifier"]) or key,
        names=tuple(sorted({name for property_ in naming for name in given.get(property_, ())})),
        of_united_nations=first(MG["ofUnitedNations"]) == "true",
        collective=SKOS["hiddenLabel"] in given,
        date=first(ELI["date_document"], DCTERMS["date"]),
    )
