"""What a validation found, as a table for a person or as a SHACL report graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mandategraph.presentation.pages import wrapped
from mandategraph.queries.table import shorten

if TYPE_CHECKING:
    from mandategraph.graph.validate import ValidationReport, Violation


def render_violations(report: ValidationReport, report_format: str) -> str:
    """Return the report as "table" (text), or as a report graph in "turtle" or "json-ld"."""
    if report_format != "table":
        return str(report.report_graph.serialize(format=report_format))
    return violation_table(report.violations)


def violation_table(violations: Sequence[Violation]) -> str:
    """Return what was found as text, one thing after another."""
    if not violations:
        return "No violations: the graph conforms to its shapes.\n"
    grave = sum(violation.severity == "Violation" for violation in violations)
    counted = [(grave, "violation"), (len(violations) - grave, "warning")]
    told = " and ".join(f"{count:,} {thing}{'' if count == 1 else 's'}" for count, thing in counted if count)
    lines = [f"{told} of the shapes"]
    for number, violation in enumerate(violations, start=1):
        lines += ["", *_lines(number, violation)]
    return "\n".join(lines) + "\n"


def _lines(number: int, violation: Violation) -> Iterator[str]:
    yield f"{number}. {violation.severity}: {violation.shape}"
    details = (
        # As a query may write it, and as `mandates show` takes it.
        ("focus node", _short(violation.focus)),
        ("path", violation.path),
        ("value", _short(violation.value)),
        ("text", violation.text),
        ("message", violation.message),
    )
    for name, words in details:
        if words:
            yield from wrapped(words, f"   {name:<11} ")


def _short(term: str) -> str:
    return shorten(term) if term.startswith(("http:", "https:")) else term
