"""What a validation found, as a table for a person or as a SHACL report graph."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mandategraph.presentation.pages import width

if TYPE_CHECKING:
    from mandategraph.graph.validate import ValidationReport, Violation


def render_violations(report: ValidationReport, report_format: str) -> str:
    """Return the report as "table" (text), or as a report graph in "turtle" or "json-ld"."""
    if report_format != "table":
        return str(report.report_graph.serialize(format=report_format))
    count = len(report.violations)
    if not count:
        return "No violations: the graph conforms to its shapes.\n"
    lines = [f"{count} violation{'' if count == 1 else 's'} of the shapes"]
    for number, violation in enumerate(report.violations, start=1):
        lines += ["", *_lines(number, violation)]
    return "\n".join(lines) + "\n"


def _lines(number: int, violation: Violation) -> Iterator[str]:
    yield f"{number}. {violation.severity}: {violation.shape}"
    details = (
        ("focus node", violation.focus),
        ("path", violation.path),
        ("value", violation.value),
        ("text", violation.text),
        ("message", violation.message),
    )
    for name, words in details:
        if words:
            yield from textwrap.wrap(
                f"   {name:<11} {words}", width(), subsequent_indent=" " * 15, break_long_words=False
            )
