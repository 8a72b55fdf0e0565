"""What pySHACL explains of suspected nodes is what it says of the whole graph."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, SH, BNode, Graph

from mandategraph.graph.compiled import compile_shapes, shipped_shapes
from mandategraph.graph.conditions import NotCompiledError
from mandategraph.graph.gate import check_all
from mandategraph.graph.rdflibterms import as_rdflib
from mandategraph.graph.validate import validate

VALID = Path(__file__).parents[1] / "shapes" / "valid.ttl"
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix plan: <https://w3id.org/mandategraph/id/A-RES-56-261/annex#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
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


def written(folder: Path, shapes: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(PREFIXES + shapes, encoding="utf-8")
    return path


def test_every_sparql_constraint_of_the_shipped_shapes_is_asked_only_once() -> None:
    shapes = shipped_shapes()
    compiled = {str(one.node.value) for one in shapes.every.constraints}

    assert len(compiled) > 30
    assert compiled == {str(node) for node in Graph().parse(SHAPES).objects(None, SH.sparql)}


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this ?value WHERE { FILTER NOT EXISTS { $this a <urn:nothing> } BIND (1 AS ?value) }",
        "SELECT $this ?value WHERE { $this a ?value . { FILTER (BOUND($this)) } union { FILTER (false) } }",
        "SELECT $this ?value WHERE { { SELECT $this ?value WHERE { $this a ?value } } }",
        "SELECT ?value WHERE { $this a ?value }",
    ],
)
def test_a_constraint_that_may_need_this_bound_first_leaves_all_to_pyshacl_and_says_so(
    select: str, tmp_path: Path
) -> None:
    constraint = f'[ sh:message "Odd." ; sh:select "{select}" ]'
    path = written(tmp_path, f"<urn:shape> a sh:NodeShape ; sh:targetClass mg:Body ; sh:sparql {constraint} .")

    report = validate(store(), path)

    [remark] = report.remarks
    assert str(path) in remark and "may need $this bound first" in remark and "pySHACL" in remark
    assert results(report.report_graph) == plain_results(path) != set()


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:closed true",
        "sh:node [ sh:nodeKind sh:Literal ]",
        "sh:not [ sh:class mg:Body ]",
        "sh:xone ( [ sh:class mg:Body ] [ sh:nodeKind sh:IRI ] )",
        "sh:property [ sh:path skos:prefLabel ; sh:maxLength 3 ]",
        "sh:property [ sh:path skos:prefLabel ; sh:minCount 7 ]",
        "sh:property [ sh:path skos:prefLabel ; sh:datatype xsd:anyURI ]",
        "sh:property [ sh:path skos:prefLabel ; sh:pattern 'X' ; sh:flags 'i' ]",
        "sh:property [ sh:path [ sh:zeroOrMorePath mg:bodyKind ] ; sh:class mg:Theme ]",
        "sh:targetNode plan:para_1 ; sh:class mg:Body",
        "sh:property [ sh:path mg:holder ; sh:minCount 1 ; <https://w3id.org/mandategraph/shapes#scope> mg:Body ]",
    ],
)
def test_what_the_compiler_does_not_know_is_refused_by_name_and_left_to_pyshacl(
    constraint: str, tmp_path: Path
) -> None:
    path = written(tmp_path, f"<urn:shape> a sh:NodeShape ; sh:targetClass mg:Body ; {constraint} .")

    with pytest.raises(NotCompiledError):
        compile_shapes(path)
    report = validate(store(), path)

    assert len(report.remarks) == 1
    assert results(report.report_graph) == plain_results(path) != set()


@pytest.mark.parametrize(
    "shape",
    [
        "sh:targetClass mg:Directive ; sh:property [ sh:path mg:holder ; sh:maxCount 0 ]",
        "sh:targetClass prov:Entity ; sh:property [ sh:path mg:start ; sh:minInclusive 10 ]",
        "sh:targetClass mg:Body ; sh:property [ sh:path skos:prefLabel ; sh:languageIn ( 'fr' 'de' ) ]",
        "sh:targetClass mg:Body ; sh:property [ sh:path skos:prefLabel ; sh:minLength 30 ; sh:pattern '^U' ]",
        "sh:targetClass mg:Body ; sh:property [ sh:path mg:bodyKind ; sh:hasValue mg:Body ]",
        "sh:targetClass mg:Body ; sh:property [ sh:path mg:ofUnitedNations ; sh:in ( true ) ]",
        "sh:targetClass mg:Instrument ; sh:property [ sh:path eli:date_document ; sh:datatype xsd:gYear ]",
        "sh:targetClass mg:Directive ; sh:property [ sh:path mg:end ; sh:lessThan mg:start ]",
        "sh:targetClass mg:Provision ; sh:property [ sh:path [ sh:inversePath eli:is_part_of ] ; sh:class mg:Point ]",
        "sh:targetClass mg:Directive ; "
        "sh:property [ sh:path ( prov:wasDerivedFrom eli:is_part_of ) ; sh:class mg:Section ]",
        "sh:targetClass mg:Directive ; "
        "sh:property [ sh:path [ sh:alternativePath ( mg:cueWords mg:rule ) ] ; sh:maxCount 1 ]",
        "sh:targetSubjectsOf mg:deadline ; sh:or ( [ sh:class mg:Body ] [ sh:path mg:holder ; sh:maxCount 0 ] )",
        "sh:targetObjectsOf mg:holder ; sh:nodeKind sh:Literal",
        "sh:targetClass mg:Body ; sh:property [ sh:path skos:prefLabel ; sh:minLength 30 ; sh:deactivated true ] ; "
        "sh:property [ sh:path skos:notation ; sh:minLength 5 ; sh:severity sh:Info ]",
    ],
)
def test_each_component_target_and_path_is_compiled_and_explained_as_pyshacl_has_it(shape: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"<urn:shape> a sh:NodeShape ; {shape} .")

    found = check_all(store(), compile_shapes(path))

    assert results(found.report_graph) == plain_results(path) != set()


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
    path = written(tmp_path, MANDATE + addition)

    found = results(validate(store(), path).report_graph)

    assert {value for result in found for name, value in result if name == str(SH.resultMessage)} == messages
    assert found == plain_results(path)
