"""Who holds a changed body's mandates today: the end of its chain of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mandategraph.graph.sparql import rows, value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

# A change that a text only calls for changes nothing yet.
_CHANGES = """
SELECT DISTINCT ?from ?to WHERE {
  ?change org:originalOrganization ?from ; mg:effected true .
  OPTIONAL { ?change org:resultingOrganization ?to }
}
"""
_LABELS = "SELECT DISTINCT ?body ?label WHERE { ?body a mg:Body ; skos:prefLabel ?label }"

NOBODY = "Nobody"
"""What stands in place of a holder where there is none."""


def heirs(store: Graph) -> dict[str, tuple[str, ...]]:
    """Return, for each body that changed, the bodies (IRIs) that hold its mandates today; none if nobody took over."""
    successors: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _CHANGES):
        successors[value(row, "from")] |= {value(row, "to")} - {""}
    return {body: tuple(sorted(_ends(body, successors, set()))) for body in sorted(successors)}


def heirs_by_label(store: Graph) -> dict[str, str]:
    """Return, for each body (IRI) that changed, the names of those who hold its mandates today, or `NOBODY`."""
    labels = {value(row, "body"): value(row, "label") for row in rows(store, _LABELS)}
    return {body: " and ".join(labels[end] for end in ends) or NOBODY for body, ends in heirs(store).items()}


def _ends(body: str, successors: Mapping[str, set[str]], passed: set[str]) -> set[str]:
    if body not in successors:
        return {body}
    passed.add(body)
    ends: set[str] = set()
    for successor in successors[body] - passed:
        ends |= _ends(successor, successors, passed)
    return ends
