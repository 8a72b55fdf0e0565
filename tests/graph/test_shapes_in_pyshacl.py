"""The gate finds what plain pySHACL finds, which runs every query once for each focus node, with `$this` bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, SH, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from mandategraph.graph.shacl import Shapes, as_rdflib, validation_report

EXAMPLES = Path(__file__).parents[1] / "shapes"
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
NAMESPACE = "https://w3id.org/mandategraph/shapes#"
VALID = (EXAMPLES / "valid.ttl").read_text(encoding="utf-8")
PREFIXES = re.sub(r"@prefix (.*?) \.$", r"PREFIX \1", "\n".join(re.findall(r"^@prefix .*$", VALID, re.M)), flags=re.M)


def broken_examples() -> Iterator[tuple[str, str, str]]:
    """Yield rule, parameter and update of each broken example."""
    for path in sorted(EXAMPLES.glob("*.ru")):
        for case in path.read_text(encoding="utf-8").split("\n### ")[1:]:
            head, update = case.split("\n", 1)
            rule, parameter = head.split(" | ")[0].split()
            yield rule, parameter, update


BROKEN = list(broken_examples())


def graph_after(*updates: str) -> Store:
    store = Store()
    store.load(VALID.encode(), RdfFormat.TURTLE)
    for update in updates:
        store.update(f"{PREFIXES}\n{update}")
    return store


Result = frozenset[tuple[str, str]]


def results(report: Graph) -> set[Result]:
    """Return the results of a report as sets of property and value, with their sources by name."""
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        pairs = report.predicate_objects(result)
        # A path of more than one step is a blank node of the report, and different each time.
        found.add(
            frozenset(
                (str(name), str(value)) for name, value in pairs if name != SH.resultPath or isinstance(value, URIRef)
            )
        )
    return found


@cache
def compiled(query: str) -> Any:
    return prepareQuery(query)


@pytest.fixture(autouse=True)
def queries_compiled_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Compile each query text once: rdflib spends most of its time on parsing the same text for every focus node."""

    def query(self: Any, text: str, initBindings: Any = None, *_: Any, **__: Any) -> Any:  # noqa: N803
        return evalQuery(self.graph, compiled(text), initBindings or {})

    monkeypatch.setattr(SPARQLProcessor, "query", query)
    yield


def plain_results(store: Store) -> set[Result]:
    """Return what plain pySHACL finds."""
    data = as_rdflib(quad.triple for quad in store)
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert isinstance(report, Graph)
    return results(report)


def constraints_in(found: set[Result]) -> set[str]:
    pairs = (pair for result in found for pair in result)
    return {value.removeprefix(NAMESPACE) for name, value in pairs if name == str(SH.sourceConstraint)}


def test_plain_pyshacl_passes_the_valid_example() -> None:
    assert plain_results(graph_after()) == set()


def test_plain_pyshacl_and_the_gate_find_the_same_in_all_broken_examples() -> None:
    # All changes are made at once. Where one of them hides what another breaks, that other is tried again without it.
    waiting = {rule for rule, parameter, _ in BROKEN if parameter == "select"}
    changes = [update for _, _, update in BROKEN]
    assert len(waiting) > 30
    while waiting:
        store = graph_after(*changes)
        found = plain_results(store)
        assert found == results(validation_report(store, Shapes.load(SHAPES)))
        assert waiting & constraints_in(found)
        waiting -= constraints_in(found)
        changes = [update for rule, _, update in BROKEN if rule in waiting]


def test_every_sparql_constraint_of_the_shapes_is_asked_only_once() -> None:
    shapes = Shapes.load(SHAPES)
    all_of_them = set(Graph().parse(SHAPES).objects(None, SH.sparql))

    assert len(all_of_them) > 30
    assert {constraint.node for constraint in shapes.constraints} == all_of_them
    assert (None, SH.sparql, None) not in shapes.core


BOUND_LATE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
<urn:shape> a sh:NodeShape ; sh:targetClass mg:Body ; sh:severity sh:Warning ;
    sh:sparql [ sh:message "{?value}: odd" ; sh:select """


@pytest.mark.parametrize(
    "where",
    [
        "FILTER NOT EXISTS { $this a <urn:nothing> } BIND (1 AS ?value)",
        "$this a ?value . { FILTER (BOUND($this)) } UNION { FILTER (false) }",
        "{ SELECT $this ?value WHERE { $this a ?value } }",
    ],
)
def test_a_constraint_that_needs_this_bound_first_stays_with_pyshacl(where: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f'{BOUND_LATE} "SELECT $this ?value WHERE {{ {where} }}" ] .', encoding="utf-8")

    shapes = Shapes.load(path)
    found = results(validation_report(graph_after(), shapes))

    assert shapes.constraints == ()
    assert (None, SH.sparql, None) in shapes.core
    assert found
