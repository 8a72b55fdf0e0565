"""`mandates validate`: that a graph conforms to its shapes, and where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rdflib import RDF, SH, Graph

from mandategraph.graph.store import GraphStore

Mandates = Callable[..., Result]
Answer = Callable[..., str]


@pytest.fixture
def broken(built_store: GraphStore, tmp_path: Path) -> Path:
    """A graph in which one quote does not stand in its provision."""
    path = tmp_path / "broken.nq"
    lines = []
    for quad in built_store.quads():
        line = f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} ."
        if "#para_4__point_f__cicp" in line and "ontology#quote" in line:
            line = line.replace("Maintain a database", "Maintain two databases")
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_graph_of_the_five_instruments_conforms(answer: Answer) -> None:
    assert answer("validate") == "No violations: the graph conforms to its shapes.\n"


def test_a_violation_is_told_with_focus_node_text_and_message(mandates: Mandates, broken: Path) -> None:
    result = mandates("validate", broken)
    assert result.exit_code == 1
    text = " ".join(result.stdout.split())
    assert "1. Violation: " in text
    assert "focus node <A-RES-56-261/annex#para_4__point_f__cicp>" in text
    assert "text Maintain a database of relevant national legislation" in text
    assert re.search(r"message \S.*\.$", text)


def test_the_focus_node_of_a_violation_can_be_shown(answer: Answer, mandates: Mandates, broken: Path) -> None:
    focus = re.findall(r"focus node  (<\S+>)", mandates("validate", broken).stdout)[0]
    assert "4(f)  [Maintain a database of relevant national legislation](1)" in answer("show", focus)


def test_a_report_graph_is_standard_shacl(mandates: Mandates, broken: Path, tmp_path: Path) -> None:
    assert mandates("validate", broken, "-o", tmp_path / "report.ttl").exit_code == 1
    graph = Graph().parse(tmp_path / "report.ttl")
    assert len(list(graph.subjects(RDF.type, SH.ValidationReport))) == 1
    assert len(list(graph.subjects(RDF.type, SH.ValidationResult))) >= 1
