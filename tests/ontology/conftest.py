"""What the tests of the ontology share: the shipped authority files as one graph, and ways to ask it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from mandategraph import vocabulary
from mandategraph.loaders.authorities import Authorities, authority_files

MG = Namespace(f"{vocabulary.MG}")


@pytest.fixture(scope="session")
def read_authority_files() -> Callable[..., Graph]:
    """Read the authority files of some names, or all of them, into one graph."""

    def read(*names: str) -> Graph:
        graph = Graph()
        for entry in authority_files():
            if not names or entry.name in names:
                graph.parse(data=entry.read_text(encoding="utf-8"), format="turtle")
        return graph

    return read


@pytest.fixture(scope="session")
def graph(read_authority_files: Callable[..., Graph]) -> Graph:
    """All authority files."""
    return read_authority_files()


@pytest.fixture(scope="session")
def authorities() -> Authorities:
    return Authorities.load()


@pytest.fixture(scope="session")
def corpus() -> str:
    """The five texts on one line, without asterisks, so that a name is found across a line break."""
    source = (files("mandategraph") / "corpus" / "compendium-part-2.txt").read_text(encoding="utf-8")
    return " ".join(source.replace("*", "").split()).casefold()


@pytest.fixture(scope="session")
def instances(graph: Graph) -> Callable[[str], list[Node]]:
    """Return the instances of a class of the vocabulary, of which there must be some."""

    def of(name: str) -> list[Node]:
        found = sorted(graph.subjects(RDF.type, MG[name]), key=str)
        assert found, f"no instance of mg:{name}"
        return found

    return of


@pytest.fixture(scope="session")
def words(graph: Graph) -> Callable[..., list[str]]:
    """Return the words that some properties give a thing."""

    def of(thing: Node, *properties: URIRef) -> list[str]:
        return [str(value) for term in properties for value in graph.objects(thing, term)]

    return of


@pytest.fixture(scope="session")
def shared_names(
    instances: Callable[[str], list[Node]], words: Callable[..., list[str]]
) -> Callable[..., dict[str, set[Node]]]:
    """Return the names that some properties give to more than one instance of a class, each with its owners."""

    def of(class_name: str, *properties: URIRef) -> dict[str, set[Node]]:
        owners = defaultdict(set)
        for thing in instances(class_name):
            for name in words(thing, *properties):
                owners[name.casefold()].add(thing)
        return {name: things for name, things in owners.items() if len(things) > 1}

    return of
