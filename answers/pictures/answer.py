"""The pictures that can be asked for by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Dossier
from mandategraph.answers.pictures.diagrams import bodies_and_themes, citations, successions
from mandategraph.answers.trace.answer import trace
from mandategraph.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph


def pictured(
    store: Graph, day: Day, what: str, *, address: str = "", body: str = "", theme: str = "", instrument: str = ""
) -> Dossier:
    """Return one of the pictures by name, narrowed by what is given; "trace" starts from the provision at `address`.

    Raises `UsageError` for a name that is none of `PICTURES`, and for what does not narrow this picture.
    """
    if what not in PICTURES:
        raise UsageError(f"there is no picture {what!r}{did_you_mean(what, PICTURES)}; known: {', '.join(PICTURES)}")
    make, known = PICTURES[what]
    given = {"address": address, "body": body, "theme": theme, "instrument": instrument}
    wanted = {name: words for name, words in given.items() if words}
    if unknown := [name for name in wanted if name not in known]:
        raise UsageError(f"the picture of {what} is not narrowed by {unknown[0]}, but by {' or '.join(known)}")
    return make(store, day, **wanted)


def _traced(store: Graph, day: Day, address: str = "") -> Dossier:
    if not address:
        raise UsageError("say which provision to trace: mandates picture trace Vienna Declaration 16")
    return trace(store, address, day)


PICTURES: Mapping[str, tuple[Callable[..., Dossier], tuple[str, ...]]] = {
    "bodies-themes": (bodies_and_themes, ("body", "theme")),
    "succession": (successions, ("body",)),
    "citations": (citations, ("instrument",)),
    "trace": (_traced, ("address",)),
}
"""How each picture is made, and what may narrow it."""
