"""Violations as a person reads them."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from mandategraph.graph.validate import ValidationReport, Violation
from mandategraph.presentation.violations import render_violations
from mandategraph.vocabulary import ID, MG

VIOLATION = Violation(
    severity="Violation",
    shape="Quotes stand in their provision",
    focus=f"{ID}A-RES-56-261/annex#para_4__cicp",
    path="mg:quote",
    value="Maintain",
    message="The quote is not there.",
    rule=f"{MG}rule",
    text="Keep a database",
)


def test_a_graph_that_conforms_is_said_to() -> None:
    assert render_violations(ValidationReport(), "table") == "No violations: the graph conforms to its shapes.\n"


def test_a_violation_is_told_with_everything_that_helps_to_mend_it() -> None:
    assert render_violations(ValidationReport((VIOLATION,)), "table") == (
        "1 violation of the shapes\n"
        "\n"
        "1. Violation: Quotes stand in their provision\n"
        "   focus node  <A-RES-56-261/annex#para_4__cicp>\n"
        "   path        mg:quote\n"
        "   value       Maintain\n"
        "   text        Keep a database\n"
        "   message     The quote is not there.\n"
    )


def test_what_a_violation_does_not_have_is_left_out() -> None:
    bare = Violation("Warning", "A rule", "http://example.org/a", "", "", "Mend it.", "", "")
    text = render_violations(ValidationReport((VIOLATION, bare)), "table")
    assert text.startswith("1 violation and 1 warning of the shapes\n")
    assert text.endswith("2. Warning: A rule\n   focus node  <http://example.org/a>\n   message     Mend it.\n")


@pytest.mark.parametrize("report_format", ["turtle", "json-ld"])
def test_the_report_graph_is_written_as_rdf(report_format: str) -> None:
    report = ValidationReport()
    written = render_violations(report, report_format)
    assert isomorphic(Graph().parse(data=written, format=report_format), report.report_graph)
