"""Records as read from a file, before any store: the keys of the mandate guide, one record an object."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from mandategraph.graph.succession import NOBODY
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.records import UNASSIGNED, Directive, Reading
from mandategraph.presentation.tables import render_table

KEYS = (
    "instrument",
    "leaf",
    "holder",
    "modality",
    "partners",
    "conditions",
    "themes",
    "cites",
    "deadlines",
    "actions",
    "onward",
    "quote",
    "rule",
)
"""The keys of a record, in the order in which they are written."""

_FOR_PEOPLE = ("table", "markdown", "html")
_SHOWN = ("instrument", "leaf", "holder", "modality", "words")


def records(readings: Sequence[Reading]) -> Iterator[dict[str, object]]:
    """Yield the directives of the readings as objects with `KEYS`."""
    for reading in readings:
        for directive in reading.directives:
            yield _record(reading.document, directive)


def unrecognized(readings: Sequence[Reading]) -> list[tuple[str, int]]:
    """Return the words for bodies that no authority file has, each with how many directives it holds, most first."""
    held = Counter(
        reading.unrecognized[directive.holder]
        for reading in readings
        for directive in reading.directives
        if directive.holder in reading.unrecognized
    )
    return sorted(held.items(), key=lambda found: (-found[1], found[0].casefold()))


def render_records(readings: Sequence[Reading], authorities: Authorities, record_format: str) -> str:
    """Return the records in one of `tables.TABLE_FORMATS`.

    The formats for people tell by name who is to do what, in which words; the others have all `KEYS`.
    """
    if record_format in _FOR_PEOPLE:
        return render_table(_SHOWN, _rows(readings, authorities), record_format)
    found = list(records(readings))
    if record_format == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
    return render_table(KEYS, ([record[key] for key in KEYS] for record in found), record_format)


def _rows(readings: Sequence[Reading], authorities: Authorities) -> Iterator[tuple[str, ...]]:
    for reading in readings:
        names = {key: body.label for key, body in authorities.bodies.items()}
        names |= {**reading.unrecognized, UNASSIGNED: NOBODY}
        for directive in reading.directives:
            modality = authorities.modalities[directive.modality].label
            holder = names.get(directive.holder, directive.holder)
            leaf = f"{reading.document.leaf_prefix}{directive.leaf}"
            yield reading.document.symbol, leaf, holder, modality, directive.quote.text


def _record(document: Document, directive: Directive) -> dict[str, object]:
    record: dict[str, object] = {"instrument": document.symbol}
    for key in KEYS[1:]:
        value = getattr(directive, key)
        record[key] = list(value) if isinstance(value, tuple) else value
    record["leaf"] = f"{document.leaf_prefix}{directive.leaf}"
    record["quote"] = directive.quote.text
    return record
