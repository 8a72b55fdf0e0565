"""What the graph knows by key, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandategraph.presentation.tables import render_table
from mandategraph.queries.catalogue import Table, catalogue, run

if TYPE_CHECKING:
    from mandategraph.graph.store import GraphStore

_QUERIES = {"bodies": "bodies", "instruments": "instruments"}
_SCHEMES = {"themes": "themes", "modalities": "modalities", "actions": "action types", "conditions": "conditions"}


def listed(store: GraphStore, what: str, unrecognized: bool, list_format: str) -> str:
    """Return the list called `what`, or the bodies that no authority file has, in a format of `TABLE_FORMATS`."""
    table = _table(store, "unrecognized" if unrecognized else what)
    return render_table(table.columns, table.rows, list_format)


def _table(store: GraphStore, what: str) -> Table:
    if what == "queries":
        return Table(("name", "question"), tuple((query.name, query.question) for query in catalogue()))
    if what == "unrecognized":
        return run(store, "unrecognized-bodies")
    if what in _QUERIES:
        return run(store, _QUERIES[what])
    concepts = run(store, "concepts")
    scheme = concepts.columns.index("scheme")
    rows = tuple(row for row in concepts.rows if row[scheme] == _SCHEMES[what])
    return Table(concepts.columns, rows)
