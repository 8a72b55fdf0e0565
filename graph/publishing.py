"""Putting a build into another store, graph by graph, over the SPARQL 1.1 Graph Store Protocol.

Each named graph is replaced in one request, but for those that the store has already: it says so itself, in the
description of the build that it keeps and in the number of triples that it counts. Graphs that went are deleted. The
protocol has no transactions over several graphs: whoever asks meanwhile may meet new graphs beside old ones. So only a
build that has passed the gate is published, and one that is broken off is completed by publishing again: the
description goes first, without the versions of graphs that are still to come, and last with them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import platformdirs
import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from mandategraph.errors import StoreError, UsageError
from mandategraph.graph.asking import Graph
from mandategraph.graph.endpoint import Endpoint
from mandategraph.graph.store import GraphStore
from mandategraph.graph.web import Address, Patience, Web, is_address
from mandategraph.vocabulary import BUILD_GRAPH, DCAT, ID

GRAPH_STORE_VARIABLE = "MANDATES_GRAPH_STORE"
"""The environment variable that names the address of graphs, where it does not follow from that of queries."""


_VERSION = DCAT["version"]

_STEP = 100
"""How many graphs are put before that is told."""


def _quiet(step: str) -> None:
    """Tell nobody about progress."""


_VERSIONS = f"""SELECT DISTINCT ?graph ?version ?triples {{
  GRAPH <{BUILD_GRAPH.value}> {{ ?graph a void:Dataset ; dcat:version ?version ; void:triples ?triples }}
}}"""


@dataclass(frozen=True, slots=True)
class Version:
    """What a build says of the content of a graph: its checksum, and the number of its triples."""

    checksum: str
    triples: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published, and where: the numbers of graphs put, left as they were and deleted, and of triples put."""

    address: Address
    graphs: int
    unchanged: int
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


def publish(
    build: Graph,
    address: Address,
    on_progress: Callable[[str], None] = _quiet,
    patience: Patience | None = None,
) -> Publication:
    """Make the build behind `address` (that of its queries) the one that is given, named graph by named graph.

    A graph whose version the store has already is left as it is, and one that is not given is deleted; graphs outside
    the namespace of resources are left alone. Raises `StoreError` where the store cannot be asked or refuses a graph:
    the line says which, and to publish again.
    """
    names = [name for name in build.graph_names() if name != BUILD_GRAPH]
    with Endpoint(address, patience) as endpoint:
        sizes = endpoint.graph_sizes()  # Asked first: where nothing answers, nothing is sent.
        there = _versions(endpoint) if BUILD_GRAPH in sizes else {}
    here = _versions(build)
    unchanged = {name for name in names if name in here and _is_there(name, here[name], there, sizes)}
    coming = [name for name in names if name not in unchanged]
    gone = [name for name in sizes if name not in names and name != BUILD_GRAPH]
    described = [quad.triple for quad in build.quads(BUILD_GRAPH)]
    web, triples = Web(graph_store_address(address), patience), 0
    try:
        _put(web, BUILD_GRAPH, [one for one in described if one.predicate != _VERSION or one.subject in unchanged], 0)
        for number, name in enumerate(coming, start=1):
            triples += _put(web, name, (quad.triple for quad in build.quads(name)), number)
            if number % _STEP == 0:
                on_progress(f"Published {number:,} of {len(coming):,} graphs")
        for name in gone:
            web.send("DELETE", {"graph": name.value}, missing_is_fine=True)
        triples += _put(web, BUILD_GRAPH, described, len(coming) + 1)
    finally:
        web.close()
    return Publication(web.address, len(coming) + 1, len(unchanged), len(gone), triples)


def _versions(build: Graph) -> dict[NamedNode, Version]:
    """Return what a build says of the versions of its graphs."""
    with build.reading():
        found = cast(pyoxigraph.QuerySolutions, build.query(_VERSIONS))
        return {row["graph"]: Version(row["version"].value, int(row["triples"].value)) for row in found}


def _is_there(
    name: NamedNode, version: Version, there: Mapping[NamedNode, Version], sizes: Mapping[NamedNode, int]
) -> bool:
    """Tell whether a store has a version of a graph: it says so, and has as many triples as that takes."""
    return there.get(name) == version and sizes.get(name) == version.triples


def publish_folder(folder: Path, address: Address, on_progress: Callable[[str], None] = _quiet) -> Publication:
    """Publish the current build of a folder, and see that it can be asked behind the address.

    Raises what `GraphStore.open`, `publish` and `Endpoint.open` raise.
    """
    on_progress(f"Publishing to {address}")
    with GraphStore.open(folder) as store:
        done = publish(store, address, on_progress)
    Endpoint.open(address).close()
    on_progress(
        f"Published {done.graphs:,} graphs with {done.triples:,} triples, "
        f"left {done.unchanged:,} that had not changed, deleted {done.deleted:,}"
    )
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
