"""The store as a file in an open format. The same store gives the same file, byte for byte.

Turtle holds the statements of all named graphs together; TriG, N-Quads and JSON-LD keep the named graphs apart. CSV has
one directive a row, GraphML the whole graph as a network (see `mandategraph.graph.propertygraph`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

import pyoxigraph

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.graph import jsonld, table
from mandategraph.graph.facts import Facts
from mandategraph.graph.networkfiles import to_graphml, writable
from mandategraph.graph.output import Destination, write_result
from mandategraph.graph.propertygraph import property_graph
from mandategraph.graph.sparql import natural_order
from mandategraph.vocabulary import ID, PREFIXES, RDF

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_KIND_PREFIXES = (
    "action",
    "body",
    "body-kind",
    "change",
    "change-kind",
    "condition",
    "graph",
    "modality",
    "reception",
    "scheme",
    "source",
    "theme",
)


def export(store: Graph, format: str, destination: Destination, frame: str | None = None) -> None:
    """Write the store to `destination` (a path, "-" for standard output, or a binary stream).

    `format` is a key of `FORMATS`; `frame` ("instrument" or "body") makes JSON-LD a tree for each of them. Raises
    `UsageError` for an unknown format or frame and for a frame that the format cannot have, `InputError` where the
    file cannot be written.
    """
    if format not in FORMATS:
        near = did_you_mean(format, FORMATS)
        raise UsageError(f"there is no export format {format!r}{near}; known: {', '.join(FORMATS)}")
    if frame is not None and format != "json-ld":
        raise UsageError(f"a frame goes with json-ld only, not with {format}")
    data = jsonld.framed(store.quads(), frame) if frame is not None else FORMATS[format](store)
    write_result(data, destination)


def to_turtle(store: Graph) -> bytes:
    """Return the statements of all named graphs together as Turtle."""
    triples = sorted({quad.triple for quad in store.quads()}, key=triple_order)
    return serialized(triples, pyoxigraph.RdfFormat.TURTLE, _prefixes(store))


def to_trig(store: Graph) -> bytes:
    """Return the named graphs as TriG."""
    return serialized(_sorted_quads(store), pyoxigraph.RdfFormat.TRIG, _prefixes(store))


def to_nquads(store: Graph) -> bytes:
    """Return the named graphs as N-Quads, sorted."""
    return serialized(_sorted_quads(store), pyoxigraph.RdfFormat.N_QUADS, {})


def to_jsonld(store: Graph) -> bytes:
    """Return the named graphs as compact JSON-LD with its context inside."""
    return jsonld.compact(store.quads())


def to_csv(store: Graph) -> bytes:
    """Return the directives as CSV, one a row."""
    return table.to_csv(table.COLUMNS, table.directive_rows(Facts.read(store)))


def to_graphml_file(store: Graph) -> bytes:
    """Return the resources and the statements between them as GraphML."""
    return to_graphml(writable(property_graph(store)))


FORMATS: Mapping[str, Callable[[Graph], bytes]] = {
    "turtle": to_turtle,
    "trig": to_trig,
    "nquads": to_nquads,
    "json-ld": to_jsonld,
    "csv": to_csv,
    "graphml": to_graphml_file,
}
"""How the store is written, by the name of the format."""


def _sorted_quads(store: Graph) -> list[pyoxigraph.Quad]:
    return sorted(store.quads(), key=lambda quad: (natural_order(str(quad.graph_name)), *triple_order(quad)))


def triple_order(statement: pyoxigraph.Triple | pyoxigraph.Quad) -> tuple[list[str | int], bool, str, str]:
    """Return the key that puts subjects in natural order, the type of a subject before its other properties."""
    is_other = statement.predicate != RDF["type"]
    return (natural_order(str(statement.subject)), is_other, str(statement.predicate), str(statement.object))


def serialized(
    statements: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple],
    rdf_format: pyoxigraph.RdfFormat,
    prefixes: dict[str, str],
) -> bytes:
    """Return statements in their order, with what declares prefixes in a fixed order before them."""
    data = pyoxigraph.serialize(statements, format=rdf_format, prefixes=prefixes)
    assert data is not None  # Without an output, serialize returns the bytes.
    lines = data.split(b"\n")
    # The serializer writes the prefixes in no fixed order.
    head = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"\n".join(sorted(lines[:head]) + lines[head:])


def _prefixes(store: Graph) -> dict[str, str]:
    """The vocabulary's prefixes, one for each kind of resource, and one for the provisions of each instrument."""
    prefixes = common_prefixes()
    for name in sorted(graph.value for graph in store.graph_names()):
        for prefix, namespace in own_prefix(name).items():
            prefixes.setdefault(prefix, namespace)
    return prefixes


def common_prefixes() -> dict[str, str]:
    """Return the vocabulary's prefixes and one for each kind of resource."""
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    return prefixes | {"id": str(ID)} | {kind: f"{ID}{kind}/" for kind in _KIND_PREFIXES}


def own_prefix(name: str) -> dict[str, str]:
    """Return the prefix of the provisions of an instrument, by the name of its graph; none where it cannot have one."""
    path = name.removeprefix(ID)
    prefix = path.replace("/", "-")
    # A prefix is letters, digits, "-", "_" and inner dots; other instruments do without.
    can = path != name and not path.startswith("graph/") and re.fullmatch(r"[A-Za-z](?:[\w.-]*[\w-])?", prefix, re.A)
    return {prefix: f"{name}#"} if can else {}
