"""From what a person writes to the term that a query's variable is bound to.

"CICP", "cicp" and "Centre for International Crime Prevention" are one body; "56/261", "A/RES/56/261, annex" and
"Plans of action for the implementation of the Vienna Declaration …" are one instrument. The names come from the store
that is asked, so that bodies and instruments which only a text names are found as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.loaders.symbols import find_symbols
from mandategraph.queries.headers import NamedQuery, Parameter
from mandategraph.queries.table import Term, shorten
from mandategraph.vocabulary import DCTERMS, MG, SKOS, XSD

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_CLASSES = {
    "body": MG["Body"],
    "theme": MG["Theme"],
    "modality": MG["Modality"],
    "action": MG["ActionType"],
    "condition": MG["Condition"],
    "instrument": MG["Instrument"],
}

# Names in the order in which they count: a later group is looked at only if no earlier one has the name.
_LABELS = (
    (SKOS["notation"], SKOS["prefLabel"], SKOS["altLabel"]),
    (MG["shortName"], SKOS["hiddenLabel"]),
)
_TITLES = (
    (DCTERMS["identifier"], MG["symbol"], MG["key"]),
    (DCTERMS["title"], SKOS["altLabel"]),
    (MG["shortName"],),
)

_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST = 1_000
"""Letters of the longest value; the longest titles of instruments have half of them."""

_PROPERTIES = """VALUES ?property { skos:notation skos:prefLabel skos:altLabel skos:hiddenLabel
                     mg:shortName mg:symbol mg:key dcterms:identifier dcterms:title }"""

# The sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_NAMES = f"""
SELECT DISTINCT ?class ?thing ?property ?name {{
  {_PROPERTIES}
  ?thing ?property ?name .
  {{ SELECT ?class ?thing {{ ?thing a ?class }} }}
}}"""

_NAMED = f"SELECT DISTINCT ?class ?thing ?property ?name {{ {_PROPERTIES} ?thing ?property ?name . ?thing a ?class }}"

_HAS_TEXT = "SELECT ?instrument { ?provision mg:instrument ?instrument } LIMIT 1"

_LEAVES = "SELECT DISTINCT ?instrument ?leaf { ?provision mg:instrument ?instrument ; mg:leaf ?leaf }"

Names = dict[str, dict[NamedNode, set[str]]]
"""The names of things: IRI → property → names."""


def resolve(store: Graph, query: NamedQuery, values: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms that the given values of a query's parameters stand for.

    Raises `UsageError` for a parameter that the query does not have, for a required one that is missing, and for a
    value that the store does not know, each with what would be right.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            raise UsageError(
                f"{query.name} has no parameter {name!r}{did_you_mean(name, known)} {_described(query.parameters)}"
            )
    missing = [name for name, parameter in known.items() if parameter.required and name not in values]
    if missing:
        raise UsageError(f"{query.name} needs {' and '.join(missing)} {_described(query.parameters)}")
    terms: dict[str, Term] = {}
    # A leaf is looked up in its instrument, so it comes last.
    for name in sorted(values, key=lambda name: known[name].kind == "leaf"):
        instruments = [terms[other] for other in terms if known[other].kind == "instrument"]
        terms[name] = resolve_value(store, known[name].kind, values[name], next(iter(instruments), None))
    return terms


def resolve_value(store: Graph, kind: str, value: str, instrument: Term | None = None) -> Term:
    """Return the term that one value of a kind stands for; a leaf is looked up in `instrument` if one is given."""
    if not value.strip():
        raise UsageError(f"the value of a {kind} is empty")
    if _UNREADABLE.search(value) or len(value) > _LONGEST:
        raise UsageError(f"the value of a {kind} cannot be one: it has control characters, or more than {_LONGEST:,}")
    if kind == "text":
        return Literal(value)
    if kind == "year":
        if not re.fullmatch(r"\s*\d{4}\s*", value):
            raise UsageError(f"{value!r} is no year; write four digits, for example 2005")
        return Literal(value.strip(), datatype=XSD["gYear"])
    if kind == "leaf":
        return _leaf(store, value, instrument)
    if kind == "instrument":
        return _instrument(store, value)
    return _thing(store, kind, value)


def _described(parameters: Iterable[Parameter]) -> str:
    listed = ", ".join(
        f"{parameter.name} ({parameter.kind}{'' if parameter.required else ', optional'})" for parameter in parameters
    )
    return f"(its parameters: {listed})" if listed else "(it has no parameters)"


def _thing(store: Graph, kind: str, value: str) -> NamedNode:
    """Return the body or the concept that has this key or name."""
    written = value.strip()
    names: Names = {}
    for spellings in ({written, written.upper(), written.lower()}, None):
        names = _names_written(store, kind, spellings) if spellings else _names(store, kind)
        for properties in _LABELS:
            found = _having(names, properties, value, _folded)
            if len(found) == 1:
                return NamedNode(found[0])
            if found:
                raise _ambiguous(kind, value, (_first(names[iri], SKOS["notation"]) or iri for iri in found))
    raise _unknown(kind, value, names)


def _instrument(store: Graph, value: str) -> NamedNode:
    """Return the instrument that has this symbol or title.

    A resolution and its annexes share a symbol; the one whose provisions the store holds is meant, and where it holds
    none of them the one whose full identifier was given.
    """
    bare = re.match(r"\s*\d+/\d+", value)
    # "56/261" is a resolution, as a rule; "49/748" is a document.
    ways = (value, f"A/{value.strip()}") if bare else (value,)
    for written in ways:
        names = _names_written(store, "instrument", {written.strip(), _canonical(written)})
        if found := _instrument_called(store, names, written):
            return found
    names = _names(store, "instrument")
    for written in ways:
        if found := _instrument_called(store, names, written):
            return found
    raise _unknown("instrument", value, names)


def _instrument_called(store: Graph, names: Names, value: str) -> NamedNode | None:
    for properties in _TITLES:
        found = _having(names, properties, value, _slug)
        full = _having(names, (DCTERMS["identifier"],), value, _slug)
        read = [iri for iri in found if _rows(store, _HAS_TEXT, {"instrument": NamedNode(iri)})]
        for choice in (read, full, found):
            if len(choice) == 1:
                return NamedNode(choice[0])
        if found:
            raise _ambiguous("instrument", value, (_first(names[iri], DCTERMS["identifier"]) or iri for iri in found))
    return None


def _leaf(store: Graph, value: str, instrument: Term | None) -> Literal:
    """Return the leaf as the text prints it: "para. 26 (c)" is 26(c)."""
    rows = _rows(store, _LEAVES, {"instrument": instrument} if instrument else None)
    known = {_folded_leaf(row["leaf"].value): row["leaf"].value for row in rows}
    if leaf := known.get(_folded_leaf(value)):
        return Literal(leaf)
    named = _names(store, "instrument").get(instrument.value, {}) if isinstance(instrument, NamedNode) else {}
    where = f" in {_first(named, DCTERMS['identifier'])}" if named else ""
    raise UsageError(f"there is no paragraph {value!r}{where}{did_you_mean(_folded_leaf(value), known.values())}")


def _names(store: Graph, kind: str) -> Names:
    """Return all names of the things of a kind."""
    return _collected(_rows(store, _NAMES, {"class": _CLASSES[kind]}))


def _names_written(store: Graph, kind: str, spellings: Iterable[str]) -> Names:
    """Return the things of a kind that the graph calls exactly so, with all their names.

    Few names are misspelled, and these look-ups take a thousandth of the time of reading every name.
    """
    literals = [literal for words in sorted(spellings) for literal in (Literal(words), Literal(words, language="en"))]
    class_ = _CLASSES[kind]
    things = {row["thing"] for name in literals for row in _rows(store, _NAMED, {"class": class_, "name": name})}
    return _collected(row for thing in things for row in _rows(store, _NAMED, {"class": class_, "thing": thing}))


def _collected(rows: Iterable[pyoxigraph.QuerySolution]) -> Names:
    names: Names = defaultdict(lambda: defaultdict(set))
    for row in rows:
        names[row["thing"].value][row["property"]].add(row["name"].value)
    return names


def _having(names: Names, properties: Iterable[NamedNode], value: str, folded: Callable[[str], str]) -> list[str]:
    """Return the things that one of these properties calls `value`; their IRI and its short form always name them."""
    wanted = folded(value)
    return sorted(
        iri
        for iri, given in names.items()
        if wanted in {folded(name) for name in (iri, shorten(iri), *_under(given, properties))}
    )


def _under(given: Mapping[NamedNode, set[str]], properties: Iterable[NamedNode]) -> Iterator[str]:
    return (name for property_ in properties for name in given.get(property_, ()))


def _first(given: Mapping[NamedNode, set[str]], property_: NamedNode) -> str:
    return min(given.get(property_, ()), default="")


def _folded(name: str) -> str:
    """Return a name without case, spare blanks, its article, and the choice between typographic and plain signs."""
    plain = name.replace("’", "'").replace("–", "-").replace("\u00a0", " ").casefold()
    return re.sub(r"^the ", "", " ".join(plain.split()))


def _slug(name: str) -> str:
    """Return the letters and digits of a symbol or title, so that "56/261 annex" meets "A/RES/56/261, annex"."""
    return re.sub(r"\W+", "-", _folded(_canonical(name))).strip("-")


def _canonical(name: str) -> str:
    """Return a name with its symbol as the documents print it: "56/261 annex" is "A/RES/56/261 annex"."""
    named = f"resolution {name.strip()}" if re.match(r"\s*\d+/\d+", name) else name.strip()
    symbols = find_symbols(named)
    return symbols[0].symbol + named[symbols[0].end :] if symbols else named


def _folded_leaf(leaf: str) -> str:
    plain = re.sub(r"^\s*(?:¶|paras?\b\.?|paragraphs?\b)", "", leaf.casefold())
    return re.sub(r"\s+", "", plain).rstrip(".")


def _ambiguous(kind: str, value: str, names: Iterable[str]) -> UsageError:
    return UsageError(f"{value!r} names more than one {kind}; write one of {', '.join(sorted(names))}")


def _unknown(kind: str, value: str, names: Names) -> UsageError:
    known = {name for given in names.values() for called in given.values() for name in called}
    return UsageError(f"the graph has no {kind} called {value!r}{did_you_mean(value, sorted(known))}")


def _rows(store: Graph, text: str, substitutions: Mapping[str, Term] | None = None) -> list[pyoxigraph.QuerySolution]:
    with store.reading():
        return list(cast(pyoxigraph.QuerySolutions, store.query(text, substitutions)))
