"""What a build made, in a line for each instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mandategraph.graph.build import BuildSummary


def render_summary(summary: BuildSummary) -> str:
    """Return what a build holds of each instrument, and where it is."""
    lines = [
        f"{made.identifier}: {made.provisions:,} provisions, {made.directives:,} directives"
        for made in summary.instruments
    ]
    return "\n".join([*lines, f"{summary.triples:,} triples in {summary.directory}", ""])
