"""An answer for programs and spreadsheets: all its tables as one CSV file, or the whole of it as JSON.

CSV has a line for each piece of evidence of each row, or one line for a row without evidence:

| column | what stands in it |
| --- | --- |
| `section`, `table` | the headings that the row stands under, and the caption of its table |
| the columns of all tables | the cells of the row; empty for a column that its table does not have |
| `where`, `words` | "A/RES/56/261, annex, para. 4(e)", and the exact words that stand there |
| `instrument`, `date` | the identifier and the date (ISO 8601) of the instrument that the words stand in |
| `provision` | the IRI of the provision |

A table whose own column has one of these names gets it with " in the table" behind it.

JSON has these keys, always all of them:

| object | keys |
| --- | --- |
| the answer | `title`, `asked`, `severity`, `summary`, `sections`, `not_covered` |
| `asked` | `values` (objects with `name` and `value`), `graph`, `as_at` (empty for today), `made` (both ISO 8601) |
| a section | `heading`, `paragraphs`, `parts`, `sections` (those below it) |
| a part | `kind` (`"table"`, `"matrix"`, `"tree"` or `"diagram"`), `caption`, `columns`, `rows` |
| a matrix, also | `row_heads`, `column_heads` (all of them: rows tell only the cells that are not empty) |
| a diagram, also | `nodes`, `edges` (one for each row), `directed`, `left_out` |
| a node | `key`, `label`, `kind`, `link` (an IRI, or empty) |
| an edge | `source`, `target` (keys of nodes) |
| a row | `cells` (in the order of the columns), `evidence` |
| evidence | `where`, `words`, `instrument`, `leaf`, `title`, `date`, `provision` |

`severity` is `"note"`, `"notice"`, `"warning"` or null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from mandategraph.answers.dossier import (
    Diagram,
    Dossier,
    Evidence,
    Matrix,
    Part,
    Row,
    Section,
    Table,
    parts_of,
    table_of,
)
from mandategraph.graph import table

_FIRST = ("section", "table")
_LAST = ("where", "words", "instrument", "date", "provision")
_NO_EVIDENCE = ("",) * len(_LAST)
_BETWEEN_HEADINGS = " / "


def write_csv(dossier: Dossier) -> bytes:
    """Return the rows of all tables as CSV, as `graph.table.to_csv` writes it: safe to open in a spreadsheet."""
    tables = [(_BETWEEN_HEADINGS.join(headings), table_of(part)) for headings, part in parts_of(dossier)]
    columns = list(dict.fromkeys(column for _, found in tables for column in csv_columns(found.columns)))
    heads = [table.spreadsheet_safe(column) for column in columns]
    rows = (line for headings, found in tables for line in _csv_rows(headings, found, columns))
    return table.to_csv([*_FIRST, *map(str, heads), *_LAST], rows)


def csv_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """Return what the columns of a table are called in CSV, where no two columns may have the same name."""
    used: list[str] = [*_FIRST, *_LAST]
    for column in columns:
        name, number = f"{column} in the table" if column in used[: len(_FIRST + _LAST)] else column, 2
        while name in used:
            name, number = f"{column} ({number})", number + 1
        used.append(name)
    return tuple(used[len(_FIRST + _LAST) :])


def _csv_rows(headings: str, found: Table, columns: Sequence[str]) -> Iterator[Sequence[object]]:
    names = csv_columns(found.columns)
    for row in found.rows:
        cells = dict(zip(names, row.cells, strict=True))
        line = (headings, found.caption, *(cells.get(column, "") for column in columns))
        for evidence in map(_csv_evidence, row.evidence):
            yield (*line, *evidence)
        if not row.evidence:
            yield (*line, *_NO_EVIDENCE)


def _csv_evidence(evidence: Evidence) -> tuple[str, ...]:
    return evidence.place, evidence.words, evidence.instrument, evidence.date, evidence.provision


def write_json(dossier: Dossier) -> bytes:
    """Return the whole answer as JSON in UTF-8, with the keys that this module tells."""
    asked, severity = dossier.asked, dossier.severity
    return _json(
        {
            "title": dossier.title,
            "asked": {
                "values": [{"name": name, "value": value} for name, value in asked.values],
                "graph": asked.graph,
                "as_at": asked.as_at,
                "made": asked.made,
            },
            "severity": None if severity is None else severity.name.lower(),
            "summary": dossier.summary,
            "sections": [_section(section) for section in dossier.sections],
            "not_covered": dossier.not_covered,
        }
    )


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "paragraphs": section.paragraphs,
        "parts": [_part(part) for part in section.parts],
        "sections": [_section(below) for below in section.below],
    }


def _part(part: Part) -> dict[str, Any]:
    twin = table_of(part)
    told = {
        "kind": type(part).__name__.lower(),
        "caption": part.caption,
        "columns": twin.columns,
        "rows": [_row(row) for row in twin.rows],
    }
    if isinstance(part, Matrix):
        return told | {"row_heads": part.row_heads, "column_heads": part.column_heads}
    if isinstance(part, Diagram):
        return told | {
            "nodes": [
                {"key": node.key, "label": node.label, "kind": node.kind, "link": node.link} for node in part.nodes
            ],
            "edges": [{"source": edge.source, "target": edge.target} for edge in part.edges],
            "directed": part.directed,
            "left_out": part.left_out,
        }
    return told


def _row(row: Row) -> dict[str, Any]:
    return {"cells": row.cells, "evidence": [_evidence(evidence) for evidence in row.evidence]}


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {
        "where": evidence.place,
        "words": evidence.words,
        "instrument": evidence.instrument,
        "leaf": evidence.leaf,
        "title": evidence.title,
        "date": evidence.date,
        "provision": evidence.provision,
    }
