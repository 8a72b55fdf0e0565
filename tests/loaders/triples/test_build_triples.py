"""What the graph says of itself: the authority files that it was built with, its sources and its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from mandategraph.errors import InputError
from mandategraph.loaders.document import Source
from mandategraph.loaders.triples import InstrumentRecord, authority_quads, authority_sources, build_quads, record_quads
from mandategraph.vocabulary import AUTHORITIES_GRAPH, BUILD_GRAPH, DCTERMS, ID, PROV, SKOS, XSD

Objects = Callable[[Iterable[Quad], str, NamedNode], set[str]]

PLAN = "A-RES-56-261/annex"


@pytest.fixture
def record(source: Source) -> InstrumentRecord:
    """What a build counts of the plan."""
    return InstrumentRecord(PLAN, "A/RES/56/261, annex", "Plans of action", source, 5, 1, 77, "cd" * 32)


def test_the_authority_files_are_one_graph_without_the_shapes(objects: Objects, folder: Path) -> None:
    (folder / "shapes.ttl").write_text("<http://example.org/shape> <http://example.org/p> 1 .", encoding="utf-8")
    quads = list(authority_quads(folder))
    assert {quad.graph_name for quad in quads} == {AUTHORITIES_GRAPH}
    assert objects(quads, "body/cicp", SKOS["notation"]) == {"CICP"}
    assert not [quad for quad in quads if quad.subject == NamedNode("http://example.org/shape")]


def test_broken_turtle_is_refused_with_file_line_and_column(folder: Path) -> None:
    (folder / "bodies.ttl").write_text("@prefix a: <http://a/> .\na:b a:c\n   a:d a:e a:f .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bodies\.ttl: line 3: broken Turtle: .*columns 8 and 11"):
        list(authority_quads(folder))


def test_blank_nodes_of_the_vocabulary_have_the_same_names_each_time(folder: Path) -> None:
    lists = "@prefix a: <http://a/> .\na:b a:c [ a:d (a:e a:f) ] , [ a:d (a:f) ] .\n"
    (folder / "vocabulary.ttl").write_text(lists, encoding="utf-8")
    first, second = (sorted(map(str, authority_quads(folder))) for _ in range(2))
    assert first == second
    assert any("_:" in quad for quad in first)


def test_the_description_of_a_build_counts_what_each_graph_holds(
    objects: Objects, record: InstrumentRecord, folder: Path
) -> None:
    sources = authority_sources(folder)
    quads = [*build_quads(sources, 12), *record_quads(record)]
    void = "http://rdfs.org/ns/void#"
    assert {quad.graph_name for quad in quads} == {BUILD_GRAPH}
    assert objects(quads, PLAN, NamedNode(f"{void}triples")) == {"77"}
    assert objects(quads, "dataset", NamedNode(f"{void}subset")) == {ID[PLAN].value, AUTHORITIES_GRAPH.value}
    entities = {
        name: objects(quads, f"graph/build/{PLAN}/{name}", NamedNode(f"{void}entities"))
        for name in ("Provision", "Directive")
    }
    assert entities == {"Provision": {"5"}, "Directive": {"1"}}


def test_the_description_of_a_build_names_its_sources_by_what_is_in_them(
    source: Source, objects: Objects, record: InstrumentRecord, folder: Path
) -> None:
    quads = [*build_quads(authority_sources(folder), 12), *record_quads(record)]
    iri = f"source/{source.sha256}"
    assert objects(quads, PLAN, PROV["wasDerivedFrom"]) == {ID[iri].value}
    assert objects(quads, iri, DCTERMS["title"]) == {"plans.txt"}
    assert objects(quads, iri, DCTERMS["identifier"]) == {f"sha256:{source.sha256}"}
    assert objects(quads, iri, DCTERMS["format"]) == {ID["format/compendium-text"].value}
    (authority_file,) = authority_sources(folder)
    assert objects(quads, "graph/authorities", PROV["wasDerivedFrom"]) == {ID[f"source/{authority_file.sha256}"].value}


def test_the_description_of_a_build_has_neither_blank_nodes_nor_a_time(record: InstrumentRecord, folder: Path) -> None:
    quads = [*build_quads(authority_sources(folder), 12), *record_quads(record)]
    assert not [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]
    times = {XSD["dateTime"], XSD["date"], XSD["time"]}
    assert not [q for q in quads if isinstance(q.object, Literal) and q.object.datatype in times]
