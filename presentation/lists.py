"""What the graph knows by key, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandategraph.errors import UsageError
from mandategraph.graph.addresses import address
from mandategraph.queries.catalogue import Table, catalogue, get, run

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_UNRECOGNIZED = ("name", "holds", "otherwise", "instruments", "place", "words")

# What can be listed, and the scheme of the concepts that it is.
_SCHEMES = {"themes": "themes", "modalities": "modalities", "actions": "action types", "conditions": "conditions"}


def listed(store: Graph, what: str, unrecognized: bool) -> Table:
    """Return the list called `what`, or the bodies that no authority file has.

    Raises `UsageError` where something else than bodies shall be unrecognized.
    """
    if unrecognized:
        if what != "bodies":
            raise UsageError(f"--unrecognized goes with bodies only, not with {what}")
        return unrecognized_bodies(store)
    if what == "queries":
        return named_queries()
    if what in ("bodies", "instruments"):
        return run(store, what)
    concepts = run(store, "concepts")
    scheme = concepts.columns.index("scheme")
    rows = tuple(_without(row, scheme) for row in concepts.rows if row[scheme] == _SCHEMES[what])
    return Table(_without(concepts.columns, scheme), rows)


def unrecognized_bodies(store: Graph) -> Table:
    """Return the bodies that no authority file has, the most charged first, so that a librarian can add them.

    `holds` counts the directives that a body holds, `otherwise` where it is a partner, an addressee or one side of a
    change; `place` and `words` are the first of them in the texts. All of them: `unrecognized-bodies`.
    """
    places = run(store, "unrecognized-bodies")
    by_name: dict[str, list[dict[str, str]]] = {}
    for row in places.rows:
        place = dict(zip(places.columns, row, strict=True))
        by_name.setdefault(place["name"], []).append(place)
    rows = []
    for name, named in by_name.items():
        holds = sum(place["role"] == "holder" for place in named)
        instruments = len({place["instrument"] for place in named})
        first = named[0]
        rows.append(
            (name, holds, len(named) - holds, instruments, address(first["instrument"], first["leaf"]), first["words"])
        )
    rows.sort(key=lambda row: (-row[1], -row[2], row[0].casefold()))
    return Table(_UNRECOGNIZED, tuple(tuple(map(str, row)) for row in rows))


def named_queries() -> Table:
    """Return the names of all named queries and the questions that they answer."""
    return Table(("name", "question"), tuple((query.name, query.question) for query in catalogue()))


def parts_of_query(name: str) -> Table:
    """Return what one named query takes and what it answers. Raises `UsageError` if there is no such query."""
    query = get(name)
    taken = (
        (f"--set {p.name}=…", "required" if p.required else "optional", f"{p.meaning}; for example {p.example}")
        for p in query.parameters
    )
    told = ((column.name, "column", column.meaning) for column in query.columns)
    return Table(("name", "what", "meaning"), (*taken, *told))


def _without(row: tuple[str, ...], place: int) -> tuple[str, ...]:
    return row[:place] + row[place + 1 :]
