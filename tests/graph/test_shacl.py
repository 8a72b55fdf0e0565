"""Parting shapes between pySHACL and queries that are asked once changes nothing in what they mean."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, SH, BNode, Graph

from mandategraph.graph.shacl import Shapes, as_rdflib, validation_report

VALID = Path(__file__).parents[1] / "shapes" / "valid.ttl"
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix plan: <https://w3id.org/mandategraph/id/A-RES-56-261/annex#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
MANDATE = """
<urn:shape> a sh:NodeShape ; sh:targetClass mg:Mandate ; sh:message "Odd." ;
    sh:property [ sh:path mg:rule ; sh:maxCount 0 ; sh:message "A rule." ] ;
    sh:sparql [ sh:select "SELECT $this WHERE { $this <https://w3id.org/mandategraph/ontology#modality> ?modality }" ] .
"""


def store() -> Store:
    store = Store()
    store.load(VALID.read_bytes(), RdfFormat.TURTLE)
    return store


def results(report: Graph) -> set[frozenset[tuple[str, str]]]:
    """Return the results of a report, each as pairs of property and value, without blank nodes."""
    return {
        frozenset(
            (str(name), str(value)) for name, value in report.predicate_objects(one) if not isinstance(value, BNode)
        )
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }


def plain_results(shapes: Path) -> set[frozenset[tuple[str, str]]]:
    data = as_rdflib(quad.triple for quad in store())
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(shapes), inference="none")
    assert isinstance(report, Graph)
    return results(report)


def test_every_sparql_constraint_of_the_shipped_shapes_is_asked_only_once() -> None:
    shapes = Shapes.load(SHAPES)
    all_of_them = set(Graph().parse(SHAPES).objects(None, SH.sparql))

    assert len(all_of_them) > 30
    assert {constraint.node for constraint in shapes.constraints} == all_of_them
    assert (None, SH.sparql, None) not in shapes.core


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this ?value WHERE { FILTER NOT EXISTS { $this a <urn:nothing> } BIND (1 AS ?value) }",
        "SELECT $this ?value WHERE { $this a ?value . { FILTER (BOUND($this)) } union { FILTER (false) } }",
        "SELECT $this ?value WHERE { { SELECT $this ?value WHERE { $this a ?value } } }",
        "SELECT ?value WHERE { $this a ?value }",
    ],
)
def test_a_constraint_that_may_need_this_bound_first_stays_with_pyshacl(select: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    constraint = f'[ sh:message "Odd." ; sh:select "{select}" ]'
    shape = f"<urn:shape> a sh:NodeShape ; sh:targetClass mg:Body ; sh:sparql {constraint} ."
    path.write_text(PREFIXES + shape, encoding="utf-8")

    shapes = Shapes.load(path)

    assert shapes.constraints == ()
    assert (None, SH.sparql, None) in shapes.core
    assert results(validation_report(store(), shapes)) == plain_results(path) != set()


@pytest.mark.parametrize(
    ("addition", "messages"),
    [
        ("", {"Odd.", "A rule."}),
        ('<urn:shape> sh:deactivated "1"^^xsd:boolean .', set()),
        ("<urn:shape> sh:targetNode plan:para_2__states .", {"Odd.", "A rule."}),
        ("<urn:shape> sh:targetSubjectsOf mg:deadline ; sh:targetObjectsOf mg:chapeau .", {"Odd.", "A rule."}),
        (
            "<urn:on> a sh:NodeShape ; sh:targetClass mg:StateDirective ; sh:message 'Other.' ; sh:node <urn:shape> .",
            {"Odd.", "A rule.", "Other."},
        ),
        (
            "<urn:other> a sh:NodeShape ; sh:targetClass mg:Provision ; sh:not <urn:shape> ; sh:message 'Other.' .",
            {"Odd.", "A rule.", "Other."},
        ),
        (
            "<urn:other> a sh:NodeShape ; sh:targetClass mg:Footnote ; sh:or ( <urn:shape> ) ; sh:message 'Other.' .",
            {"Odd.", "A rule."},
        ),
    ],
)
def test_shapes_mean_the_same_however_they_are_linked(addition: str, messages: set[str], tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXES + MANDATE + addition, encoding="utf-8")

    found = results(validation_report(store(), Shapes.load(path)))

    assert {value for result in found for name, value in result if name == str(SH.resultMessage)} == messages
    assert found == plain_results(path)
