"""Records as read from a file, before any store: the keys of the mandate guide, one record an object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from mandategraph.loaders.records import Directive, Reading
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

_SHOWN = ("leaf", "holder", "modality", "quote")


def records(readings: Sequence[Reading]) -> Iterator[dict[str, object]]:
    """Yield the directives of the readings as objects with `KEYS`."""
    for reading in readings:
        for directive in reading.directives:
            yield _record(reading.document.symbol, directive)


def render_records(readings: Sequence[Reading], record_format: str) -> str:
    """Return the records in one of `tables.TABLE_FORMATS`; the table for people shows the most telling columns."""
    found = list(records(readings))
    if record_format == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
    columns = ("instrument", *_SHOWN) if record_format in ("table", "markdown") else KEYS
    return render_table(columns, ([record[column] for column in columns] for record in found), record_format)


def _record(symbol: str, directive: Directive) -> dict[str, object]:
    record: dict[str, object] = {"instrument": symbol}
    for key in KEYS[1:]:
        value = getattr(directive, key)
        record[key] = list(value) if key not in ("leaf", "holder", "modality", "quote", "rule") else value
    record["quote"] = directive.quote.text
    return record
