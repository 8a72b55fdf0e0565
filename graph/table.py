"""The directives as a table, one a row, and tables as CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from mandategraph.graph.facts import DirectiveFact, Facts
from mandategraph.loaders.records import UNASSIGNED

COLUMNS = (
    "instrument",
    "title",
    "leaf",
    "holder_key",
    "holder",
    "class",
    "modality",
    "partners",
    "conditions",
    "themes",
    "action_types",
    "cites",
    "deadlines",
    "onward",
    "quote",
    "rule",
    "iri",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def directive_rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    """Yield a row of `COLUMNS` for each directive, in the order of the texts.

    Bodies, concepts and instruments stand by key; several values are joined by "; ". A directive that nobody holds has
    the holder key "UNASSIGNED" and no holder.
    """
    for fact in facts.directives:
        yield _row(facts, fact)


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV, as RFC 4180 has it (UTF-8, commas, lines that end in CR LF).

    A text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a carriage return) gets an
    apostrophe in front; a program that needs the exact words reads another format.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def spreadsheet_safe(cell: object) -> object:
    """Return a cell with an apostrophe in front if it is a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _row(facts: Facts, fact: DirectiveFact) -> tuple[str, ...]:
    things = facts.things

    def keys(iris: Iterable[str]) -> str:
        return "; ".join(sorted({things.key(iri) for iri in iris}))

    return (
        things.key(fact.provision.instrument),
        things.label(fact.provision.instrument),
        fact.provision.leaf,
        things.key(fact.holder) if fact.holder else UNASSIGNED,
        things.label(fact.holder) if fact.holder else "",
        fact.kind,
        things.key(fact.modality),
        keys(fact.partners),
        keys(fact.conditions),
        keys(fact.themes),
        keys(fact.actions),
        keys(fact.cites),
        "; ".join(fact.deadlines),
        keys(fact.onward),
        fact.quote,
        fact.rule,
        fact.iri,
    )
