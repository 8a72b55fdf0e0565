"""Every shape has an example that it catches, and nothing else does; any SHACL engine would find the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, SH, BNode, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from mandategraph.graph.gate import check_all
from mandategraph.graph.rdflibterms import as_rdflib
from mandategraph.graph.validate import ValidationReport, validate

EXAMPLES = Path(__file__).parents[1] / "shapes"
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
NAMESPACE = "https://w3id.org/mandategraph/shapes#"
VALID = (EXAMPLES / "valid.ttl").read_text(encoding="utf-8")
PREFIXES = "\n".join(f"PREFIX {prefix}" for prefix in re.findall(r"^@prefix (.*?) \.$", VALID, re.M))

# The parameters of constraints that the shapes use, each with the component that reports it.
COMPONENTS = {
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


def broken_examples() -> Iterator[Broken]:
    for path in sorted(EXAMPLES.glob("*.ru")):
        for case in path.read_text(encoding="utf-8").split("\n### ")[1:]:
            head, update = case.split("\n", 1)
            name, words = head.split(" | ")
            rule, parameter = name.split()
            yield Broken(rule, parameter, words, update)


BROKEN = list(broken_examples())


def changed(*updates: str) -> Store:
    """Return the valid example after some changes."""
    store = Store()
    store.load(VALID.encode(), RdfFormat.TURTLE)
    for update in updates:
        store.update(f"{PREFIXES}\n{update}")
    return store


# --- The examples ---


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
    """Return each named shape or constraint with each parameter that it states."""
    graph = Graph().parse(SHAPES)
    nodes = {node for node in graph.subjects() if str(node).startswith(NAMESPACE)}
    stated = {
        (str(node).removeprefix(NAMESPACE), str(term).removeprefix(str(SH)))
        for node in nodes
        for term in graph.predicates(node)
        if str(term).startswith(str(SH)) and not str(term).startswith(str(SH.target))
    }
    return {(rule, parameter) for rule, parameter in stated if parameter not in OTHER_PROPERTIES}


def test_the_valid_example_passes() -> None:
    report = validate(changed())

    assert report.conforms
    assert report.violations == ()


@pytest.mark.parametrize("example", BROKEN, ids=lambda found: f"{found.rule} {found.parameter}: {found.words}")
def test_a_broken_example_is_caught_by_its_shape_alone(example: Broken) -> None:
    report = validate(changed(example.update))

    assert not report.conforms
    assert caught(report) == {(example.rule, f"{COMPONENTS[example.parameter]}ConstraintComponent")}
    assert all(example.words in violation.message for violation in report.violations)


def test_every_constraint_of_every_shape_has_a_broken_example() -> None:
    constraints = constraints_of_the_shapes()

    assert len(constraints) > 200
    assert {(example.rule, example.parameter) for example in BROKEN} == constraints


def test_no_broken_example_is_lost_on_the_way() -> None:
    headings = sum(path.read_text(encoding="utf-8").count("###") for path in EXAMPLES.glob("*.ru"))

    assert len(BROKEN) == headings > 250


# --- The shapes file ---


def test_every_shape_and_constraint_has_a_name_and_says_what_to_do() -> None:
    graph = Graph().parse(SHAPES)
    shapes = set(graph.subjects(RDF.type, SH.NodeShape)) | set(graph.subjects(RDF.type, SH.PropertyShape))
    constraints = set(graph.subjects(RDF.type, SH.SPARQLConstraint))
    silent = {node for node in shapes | constraints if not graph.value(node, SH.message)}
    names = [str(name) for node in shapes | constraints for name in graph.objects(node, SH.name)]

    assert len(shapes) > 100
    assert len(constraints) > 30
    assert len(names) == len(set(names)) == len(shapes | constraints)
    assert all(graph.value(node, SH.severity) in (SH.Violation, SH.Warning) for node in shapes)
    # Only a node shape that leaves everything to its property shapes and constraints has no message.
    assert all((node, SH.property, None) in graph or (node, SH.sparql, None) in graph for node in silent)


def test_every_term_that_the_shapes_name_is_in_the_vocabulary() -> None:
    vocabulary = Graph().parse(SHAPES.parent / "mandategraph.ttl")
    terms = set(re.findall(r"\bmg:(\w+)", SHAPES.read_text(encoding="utf-8")))
    defined = {str(term).rsplit("#", 1)[-1] for term in vocabulary.subjects(RDF.type)}

    assert len(terms) > 60
    assert terms <= defined


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=Graph().parse(SHAPES), meta_shacl=True)

    assert conforms, text


# --- The same in any engine: plain pySHACL runs each query once for each focus node, with `$this` bound ---

Result = frozenset[tuple[str, str]]


def results(report: Graph) -> set[Result]:
    """Return the results of a report, each as pairs of property and value, without blank nodes."""
    return {
        frozenset(
            (str(name), str(value)) for name, value in report.predicate_objects(one) if not isinstance(value, BNode)
        )
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }


def plain_results(store: Store) -> set[Result]:
    """Return what plain pySHACL finds."""
    data = as_rdflib(quad.triple for quad in store)
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert isinstance(report, Graph)
    return results(report)


def constraints_in(found: set[Result]) -> set[str]:
    pairs = (pair for result in found for pair in result)
    return {value.removeprefix(NAMESPACE) for name, value in pairs if name == str(SH.sourceConstraint)}


@cache
def compiled(query: str) -> Any:
    return prepareQuery(query)


@pytest.fixture
def _queries_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile each query text once: rdflib spends most of its time on parsing the same text for every focus node."""

    def query(self: Any, text: str, initBindings: Any = None, *_: Any, **__: Any) -> Any:  # noqa: N803
        return evalQuery(self.graph, compiled(text), initBindings or {})

    monkeypatch.setattr(SPARQLProcessor, "query", query)


@pytest.mark.usefixtures("_queries_compiled_once")
def test_plain_pyshacl_passes_the_valid_example() -> None:
    assert plain_results(changed()) == set()


@pytest.mark.usefixtures("_queries_compiled_once")
def test_plain_pyshacl_and_the_gate_find_the_same_in_all_broken_examples() -> None:
    # All changes are made at once. Where one of them hides what another breaks, that other is tried again without it.
    waiting = {example.rule for example in BROKEN if example.parameter == "select"}
    updates = [example.update for example in BROKEN]
    assert len(waiting) > 30
    while waiting:
        store = changed(*updates)
        found = plain_results(store)
        assert found == results(check_all(store).report_graph)
        assert waiting & constraints_in(found)
        waiting -= constraints_in(found)
        updates = [example.update for example in BROKEN if example.rule in waiting]
