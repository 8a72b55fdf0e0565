"""The graph in open formats, written graph by graph, so that a graph of millions of triples needs little memory."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat

from mandategraph.graph import jsonld
from mandategraph.graph.export import common_prefixes, own_prefix, serialized, to_csv, to_graphml_file, triple_order
from mandategraph.graph.sparql import natural_order

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph


def write_trig(store: Graph, file: IO[bytes]) -> None:
    """Write the named graphs as TriG, in their order, each with the prefix of its own provisions before it."""
    common = common_prefixes()
    declared = {f"@prefix {prefix}: <{namespace}> .".encode() for prefix, namespace in common.items()}
    file.write(b"\n".join(sorted(declared)) + b"\n")
    for name in _names(store):
        quads = sorted(store.quads(name), key=triple_order)
        written = serialized(quads, RdfFormat.TRIG, common | own_prefix(name.value))
        file.write(b"\n".join(line for line in written.split(b"\n") if line not in declared))


def write_jsonld(store: Graph, file: IO[bytes]) -> None:
    """Write the named graphs as one compact JSON-LD document, with its context inside."""
    context = json.loads(jsonld.compact([]))["@context"]
    file.write(f'{{\n"@context": {json.dumps(context, ensure_ascii=False, indent=2)},\n"@graph": ['.encode())
    between = b"\n"
    for name in _names(store):
        for graph in json.loads(jsonld.compact(store.quads(name)))["@graph"]:
            file.write(between + json.dumps(graph, ensure_ascii=False, separators=(",", ":")).encode())
            between = b",\n"
    file.write(b"\n]\n}\n")


def write_csv(store: Graph, file: IO[bytes]) -> None:
    """Write the directives as CSV, one a row."""
    file.write(to_csv(store))


def write_graphml(store: Graph, file: IO[bytes]) -> None:
    """Write the resources and the statements between them as GraphML."""
    file.write(to_graphml_file(store))


def _names(store: Graph) -> list[NamedNode]:
    return sorted(store.graph_names(), key=lambda name: natural_order(name.value))
