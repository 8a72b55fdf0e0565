"""What only a real Virtuoso shows, asked of the one that the tests start; `conftest.py` says how.

The other tests of the queries run against it too. Here whole answers are compared with those of the embedded store.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.errors import StoreError
from mandategraph.graph.asking import Graph
from mandategraph.graph.endpoint import Endpoint
from mandategraph.graph.publishing import publish
from mandategraph.graph.store import GraphStore
from mandategraph.graph.web import Address
from mandategraph.queries.catalogue import NamedQuery, catalogue, run
from mandategraph.vocabulary import ID, MG


class Server(Protocol):
    """A Virtuoso that runs."""

    address: str
    address_of_keeper: str

    def load(self, quads: Sequence[Quad]) -> None:
        """Load quads with the bulk loader."""

    def clear(self) -> None:
        """Remove all graphs of builds."""


@pytest.fixture
def endpoint(keep_in_virtuoso: Callable[[Sequence[Quad]], Graph], five_quads: tuple[Quad, ...]) -> Graph:
    """The five instruments behind Virtuoso's address."""
    return keep_in_virtuoso(five_quads)


@pytest.fixture
def in_memory(keep_embedded: Callable[[Sequence[Quad]], Graph], five_quads: tuple[Quad, ...]) -> Graph:
    """The five instruments in memory, which answers soonest."""
    return keep_embedded(five_quads)


def selections(query: NamedQuery) -> Iterator[dict[str, str]]:
    """The examples of a query's parameters: the required ones, alone and with one optional one or all of them."""
    needed = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    others = [(parameter.name, parameter.example) for parameter in query.parameters if not parameter.required]
    for number in sorted({0, min(1, len(others)), len(others)}):
        for chosen in itertools.combinations(others, number):
            yield needed | dict(chosen)


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_virtuoso_gives_the_rows_that_the_folder_gives(in_memory: Graph, endpoint: Graph, query: NamedQuery) -> None:
    for values in selections(query):
        found = run(endpoint, query, values)
        expected = run(in_memory, query, values)
        assert found.columns == expected.columns
        # Rows that the query's order does not tell apart may stand in any order.
        assert Counter(found.rows) == Counter(expected.rows), values


def test_virtuoso_gives_every_quad_back(built_store: GraphStore, endpoint: Graph) -> None:
    assert endpoint.graph_names() == built_store.graph_names()
    assert set(endpoint.quads()) == set(built_store.quads())


def test_virtuoso_tells_truth_and_triples(endpoint: Graph) -> None:
    assert bool(endpoint.query("ASK { ?body a mg:Body }")) and not bool(endpoint.query("ASK { ?body a mg:Nothing }"))
    described = endpoint.query("CONSTRUCT { ?body skos:prefLabel ?name } { ?body a mg:Body ; skos:prefLabel ?name }")
    assert len(list(described)) > 50


def test_a_text_beyond_ascii_can_be_bound(in_memory: Graph, endpoint: Graph) -> None:
    values = {"words": "’"}
    assert run(in_memory, "words", values).rows
    assert run(endpoint, "words", values).rows == run(in_memory, "words", values).rows


def test_an_answer_that_virtuoso_cut_off_is_no_answer(
    tmp_path: Path, start_virtuoso: Callable[..., AbstractContextManager[Server]], five_quads: tuple[Quad, ...]
) -> None:
    with start_virtuoso(tmp_path, most_rows=100) as server:
        server.load(five_quads)
        with Endpoint.open(Address.of(server.address)) as opened, pytest.raises(StoreError, match="after 100 rows"):
            opened.query("SELECT ?s ?o { ?s mg:order ?o }")


def test_a_build_is_published_into_virtuoso_by_its_graph_store(virtuoso: Server, built_store: GraphStore) -> None:
    virtuoso.clear()
    gone = Quad(ID["A-RES-1-1"], MG["text"], Literal("gone"), ID["A-RES-1-1"])
    virtuoso.load([gone])
    with pytest.raises(StoreError, match="access is refused"):
        publish(built_store, Address.of(virtuoso.address))
    first = publish(built_store, Address.of(virtuoso.address_of_keeper))
    assert (first.graphs, first.unchanged, first.deleted) == (len(built_store.graph_names()), 0, 1)
    again = publish(built_store, Address.of(virtuoso.address_of_keeper))
    assert (again.graphs, again.unchanged, again.deleted) == (3, 5, 0)
    with Endpoint.open(Address.of(virtuoso.address)) as opened:
        assert set(opened.quads()) == set(built_store.quads())


def test_virtuosos_own_graphs_are_left_alone(endpoint: Graph) -> None:
    theirs = NamedNode("http://www.openlinksw.com/schemas/virtrdf#")
    assert bool(endpoint.query(f"ASK {{ GRAPH <{theirs.value}> {{ ?s ?p ?o }} }}"))
    assert theirs not in endpoint.graph_names()
