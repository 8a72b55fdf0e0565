"""Every shape has an example that it catches, and that nothing else does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse
from rdflib import RDF, SH, Graph, Literal, URIRef

from mandategraph.graph.validate import ValidationReport, validate

EXAMPLES = Path(__file__).parents[1] / "shapes"
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
NAMESPACE = "https://w3id.org/mandategraph/shapes#"
VALID = (EXAMPLES / "valid.ttl").read_text(encoding="utf-8")
PREFIXES = re.sub(r"@prefix (.*?) \.$", r"PREFIX \1", "\n".join(re.findall(r"^@prefix .*$", VALID, re.M)), flags=re.M)

# The parameters of constraints that the shapes use, each with the component that reports it.
PARAMETERS = {
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "qualifiedMinCount": "QualifiedMinCount",
    "uniqueLang": "UniqueLang",
    "class": "Class",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "minLength": "MinLength",
    "pattern": "Pattern",
    "minInclusive": "MinInclusive",
    "lessThan": "LessThan",
    "disjoint": "Disjoint",
    "in": "In",
    "or": "Or",
    "select": "SPARQL",
}
# What a shape says besides constraints.
OTHER_PROPERTIES = {"name", "message", "severity", "path", "property", "sparql", "prefixes", "qualifiedValueShape"}


@dataclass(frozen=True)
class Broken:
    """A broken example: the rule and the parameter that catch it, words of the message, and the change."""

    rule: str
    parameter: str
    words: str
    update: str

    def quads(self) -> list[Quad]:
        store = Store()
        store.load(VALID.encode(), RdfFormat.TURTLE)
        store.update(f"{PREFIXES}\n{self.update}")
        return list(store)


def broken_examples() -> list[Broken]:
    examples = []
    for path in sorted(EXAMPLES.glob("*.ru")):
        for case in path.read_text(encoding="utf-8").split("\n### ")[1:]:
            head, update = case.split("\n", 1)
            name, words = head.split(" | ")
            rule, parameter = name.split()
            examples.append(Broken(rule, parameter, words, update))
    return examples


def named(example: Broken) -> str:
    return f"{example.rule} {example.parameter}: {example.words}"


EXAMPLES_THAT_BREAK = broken_examples()


def caught(report: ValidationReport) -> set[tuple[str, str]]:
    """Return rule and component of each result, as the standard report has them."""
    graph = report.report_graph
    found = set()
    for result in graph.subjects(RDF.type, SH.ValidationResult):
        rule = graph.value(result, SH.sourceConstraint) or graph.value(result, SH.sourceShape)
        component = graph.value(result, SH.sourceConstraintComponent)
        found.add((str(rule).removeprefix(NAMESPACE), str(component).removeprefix(str(SH))))
    return found


def constraints_of_the_shapes() -> set[tuple[str, str]]:
    graph = Graph().parse(SHAPES)
    named_nodes = [node for node in set(graph.subjects()) if isinstance(node, URIRef) and node.startswith(NAMESPACE)]
    stated = {
        (str(node).removeprefix(NAMESPACE), str(term).removeprefix(str(SH)))
        for node in named_nodes
        for term in graph.predicates(node)
        if term.startswith(str(SH)) and not term.startswith(str(SH.target))
    }
    return {(rule, parameter) for rule, parameter in stated if parameter not in OTHER_PROPERTIES}


def test_the_valid_example_passes() -> None:
    report = validate(parse(VALID.encode(), RdfFormat.TURTLE))

    assert report.conforms
    assert report.violations == ()


@pytest.mark.parametrize("example", EXAMPLES_THAT_BREAK, ids=named)
def test_a_broken_example_is_caught_by_its_shape_alone(example: Broken) -> None:
    report = validate(example.quads())

    assert not report.conforms
    assert caught(report) == {(example.rule, f"{PARAMETERS[example.parameter]}ConstraintComponent")}
    assert all(example.words in violation.message for violation in report.violations)


def test_every_constraint_of_every_shape_has_a_broken_example() -> None:
    constraints = constraints_of_the_shapes()

    assert len(constraints) > 200
    assert {(example.rule, example.parameter) for example in EXAMPLES_THAT_BREAK} == constraints


def test_no_broken_example_is_lost_on_the_way() -> None:
    headings = sum(path.read_text(encoding="utf-8").count("###") for path in EXAMPLES.glob("*.ru"))

    assert len(EXAMPLES_THAT_BREAK) == headings > 250


def test_every_shape_and_constraint_has_a_name_and_says_what_to_do() -> None:
    graph = Graph().parse(SHAPES)
    shapes = set(graph.subjects(RDF.type, SH.NodeShape)) | set(graph.subjects(RDF.type, SH.PropertyShape))
    constraints = set(graph.subjects(RDF.type, SH.SPARQLConstraint))
    silent = {node for node in shapes | constraints if not graph.value(node, SH.message)}

    assert len(shapes) > 100
    assert len(constraints) > 30
    assert all(graph.value(node, SH.name) for node in shapes | constraints)
    assert all(graph.value(node, SH.severity) == SH.Violation for node in shapes)
    # Only a node shape that leaves everything to its property shapes and constraints has no message.
    assert all((node, SH.property, None) in graph or (node, SH.sparql, None) in graph for node in silent)
    names = [str(name) for node in shapes | constraints for name in graph.objects(node, SH.name)]
    assert len(names) == len(set(names))


def test_every_term_that_the_shapes_name_is_in_the_vocabulary() -> None:
    vocabulary = Graph().parse(SHAPES.parent / "mandategraph.ttl")
    text = SHAPES.read_text(encoding="utf-8")
    terms = set(re.findall(r"\bmg:(\w+)", text))

    assert len(terms) > 60
    defined = {str(term).rsplit("#", 1)[-1] for term in vocabulary.subjects(RDF.type)}
    assert terms <= defined


def test_the_shapes_are_shacl() -> None:
    from pyshacl import validate as plain_shacl

    conforms, _, text = plain_shacl(Graph(), shacl_graph=Graph().parse(SHAPES), meta_shacl=True)

    assert conforms, text
    assert Literal(True) not in Graph().parse(SHAPES).objects(None, SH.deactivated)
