"""Putting a build into another store, graph by graph, over the SPARQL 1.1 Graph Store Protocol.

Each named graph is replaced in one request, and graphs of the build before that went are deleted last. The protocol
has no transactions over several graphs: whoever asks meanwhile may meet new graphs beside old ones, and a publication
that is broken off is completed by publishing again. So only a build that has passed the gate is published.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from mandategraph.errors import StoreError, UsageError
from mandategraph.graph.endpoint import Endpoint
from mandategraph.graph.store import GraphStore
from mandategraph.graph.web import Address, Patience, Web, is_address
from mandategraph.vocabulary import ID

GRAPH_STORE_VARIABLE = "MANDATES_GRAPH_STORE"
"""The environment variable that names the address of graphs, where it does not follow from that of queries."""


_STEP = 100
"""How many graphs are put before that is told."""


def _quiet(step: str) -> None:
    """Tell nobody about progress."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published, and where: the numbers of graphs put and deleted, and of triples put."""

    address: Address
    graphs: int
    deleted: int
    triples: int


def graph_store_address(address: Address) -> Address:
    """Return the address of graphs that belongs to an address of queries.

    It is what `MANDATES_GRAPH_STORE` says, or what the usual layouts have: `/sparql-graph-crud-auth` beside
    Virtuoso's `/sparql` (`/sparql-graph-crud` where the address names no user), `/store` beside Oxigraph's `/query`,
    `/rdf-graphs/service` below a repository of RDF4J or GraphDB, `/data` beside Fuseki's `/query` below a data set,
    and else the address itself, which may be that of both.
    """
    if chosen := os.environ.get(GRAPH_STORE_VARIABLE):
        if not is_address(chosen):
            raise UsageError(f"{GRAPH_STORE_VARIABLE} is no address; write it as https://host/path")
        return Address.of(chosen)
    before, _, last = address.path.rpartition("/")
    if last == "sparql" and not before:
        return address.with_path("/sparql-graph-crud-auth" if address.has_user else "/sparql-graph-crud")
    if last in {"query", "sparql"}:
        return address.with_path(f"{before}/data" if before else "/store")
    if before.endswith("/repositories") or before == "/repositories":
        return address.with_path(f"{address.path}/rdf-graphs/service")
    return address


def workspace(address: Address) -> Path:
    """Return the folder of this user in which the builds for an address are made, before they are published.

    It keeps what did not change for the next build.
    """
    seal = hashlib.sha256(str(address).encode()).hexdigest()[:16]
    return platformdirs.user_cache_path("mandategraph") / "published" / seal


def grouped(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, list[Triple]]]:
    """Yield quads that come graph by graph as named graphs, each with its triples.

    Raises `ValueError` where a quad is in no named graph, or where a graph comes twice.
    """
    name: NamedNode | None = None
    triples: list[Triple] = []
    done: set[str] = set()
    for quad in quads:
        if quad.graph_name != name:
            if name is not None:
                yield name, triples
                done.add(name.value)
            if not isinstance(quad.graph_name, NamedNode) or quad.graph_name.value in done:
                raise ValueError(f"{quad.graph_name} is no named graph, or its lines do not stand together")
            name, triples = quad.graph_name, []
        triples.append(quad.triple)
    if name is not None:
        yield name, triples


def publish(
    graphs: Iterable[tuple[NamedNode, Iterable[Triple]]],
    address: Address,
    on_progress: Callable[[str], None] = _quiet,
    patience: Patience | None = None,
) -> Publication:
    """Make the build behind `address` (that of its queries) the one that is given, named graph by named graph.

    A graph of the build before that is not given is deleted; graphs outside the namespace of resources are left alone.
    Raises `StoreError` where the store cannot be asked or refuses a graph: the line says which, and to publish again.
    """
    store = graph_store_address(address)
    web = Web(store, patience)
    put: dict[str, int] = {}
    try:
        with Endpoint(address, patience) as endpoint:
            before = endpoint.graph_names()  # Asked first: where nothing answers, nothing is sent.
        for name, triples in graphs:
            put[name.value] = _put(web, name, triples, len(put))
            if len(put) % _STEP == 0:
                on_progress(f"Published {len(put):,} graphs")
        gone = [name for name in before if name.value not in put]
        for name in gone:
            web.send("DELETE", {"graph": name.value}, missing_is_fine=True)
    finally:
        web.close()
    return Publication(store, len(put), len(gone), sum(put.values()))


def publish_folder(folder: Path, address: Address, on_progress: Callable[[str], None] = _quiet) -> Publication:
    """Publish the current build of a folder, and see that it can be asked behind the address.

    Raises what `GraphStore.open`, `publish` and `Endpoint.open` raise.
    """
    on_progress(f"Publishing to {address}")
    with GraphStore.open(folder) as store:
        done = publish(grouped(store.quads()), address, on_progress)
    Endpoint.open(address).close()
    on_progress(f"Published {done.graphs:,} graphs with {done.triples:,} triples, deleted {done.deleted:,}")
    return done


def _put(web: Web, name: NamedNode, triples: Iterable[Triple], done: int) -> int:
    if not name.value.startswith(ID):
        raise ValueError(f"{name} is no graph of a build")
    distinct = list(dict.fromkeys(triples))
    text = bytes(pyoxigraph.serialize(distinct, format=RdfFormat.N_TRIPLES) or b"")
    try:
        web.send("PUT", {"graph": name.value}, content=text, headers={"Content-Type": "application/n-triples"})
    except StoreError as error:
        begun = f" (after {done:,} others; publish again to complete it)" if done else ""
        raise StoreError(f"{error}; the graph {name.value.removeprefix(ID)} was not published{begun}") from error
    return len(distinct)
