"""Tables in every format that `--format` names."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.presentation.pages import html_page, width

if TYPE_CHECKING:
    from mandategraph.queries.table import Table

Rows = Iterable[Sequence[object]]

_GAP = 3
_NARROWEST, _WIDEST_WORD = 8, 28
_TALL = 2
_TELLING = 200
"""How many rows tell which columns need room: those of a longer table look alike."""
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


def render_table(columns: Sequence[str], rows: Rows, table_format: str) -> str:
    """Return a table in one of `TABLE_FORMATS`. Raises `UsageError` for another format."""
    return "".join(table_pieces(columns, rows, table_format))


def table_pieces(columns: Sequence[str], rows: Rows, table_format: str) -> Iterator[str]:
    """Return a table piece by piece while its rows come; only "table", which is set by its widest cells, is one piece.

    Raises `UsageError` for a format that is none of `TABLE_FORMATS`.
    """
    if table_format not in TABLE_FORMATS:
        near = did_you_mean(table_format, TABLE_FORMATS)
        raise UsageError(f"a table cannot be printed as {table_format!r}{near}; known: {', '.join(TABLE_FORMATS)}")
    return TABLE_FORMATS[table_format](columns, rows)


def render_answer(answer: Table, answer_format: str) -> str:
    """Return the answer to a query in one of `TABLE_FORMATS`, or as "turtle" if the query builds a graph.

    Raises `UsageError` for Turtle where the query gives rows.
    """
    if answer_format != "turtle":
        return render_table(answer.columns, answer.rows, answer_format)
    import pyoxigraph

    from mandategraph.vocabulary import PREFIXES

    if answer.rows and not answer.triples:
        raise UsageError("turtle holds a graph, and this query gives rows; ask with CONSTRUCT or DESCRIBE")
    triples = sorted(answer.triples, key=str)
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    assert data is not None  # Without an output, serialize returns the bytes.
    return data.decode()


def _as_table(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    heads = [_heading(column) for column in columns]
    cells = [[_shown(value) for value in row] for row in rows]
    widths = column_widths(heads, cells, width() - _GAP * (len(heads) - 1))
    # Where cells run over many lines, a blank line tells the rows apart.
    tall = any(len(cell) > _TALL * room for row in cells for cell, room in zip(row, widths, strict=True))
    numeric = [bool(cells) and all(_NUMBER.fullmatch(row[place]) for row in cells) for place in range(len(heads))]
    rule = "─" * (sum(widths) + _GAP * (len(heads) - 1)) + "\n"
    yield _set(heads, widths, numeric) + rule + ("" if cells else "None.\n")
    for number, row in enumerate(cells):
        yield ("\n" if tall and number else "") + _set(row, widths, numeric)


def _set(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    """Return the lines of a row: each cell in its column, numbers to the right (rich takes a second for a thousand)."""
    columns = [
        [line.rjust(room) if right else line.ljust(room) for line in _folded(cell, room)]
        for cell, room, right in zip(row, widths, numeric, strict=True)
    ]
    blank = [" " * room for room in widths]
    gap = " " * _GAP
    return "".join(
        gap.join(line or empty for line, empty in zip(lines, blank, strict=True)).rstrip() + "\n"
        for lines in zip_longest(*columns)
    )


def _folded(cell: str, room: int) -> list[str]:
    if len(cell) <= room and "\n" not in cell:
        return [cell]
    lines = (textwrap.wrap(line, room, break_on_hyphens=False) or [""] for line in cell.splitlines())
    return list(chain.from_iterable(lines))


def column_widths(heads: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return how wide each column is set, so that all fit into `room` and words stay whole where they can.

    What is left when every column can hold its longest word goes, blank by blank, to the column whose cells make the
    most rows tall.
    """
    columns = [[head, *(row[place] for row in cells)] for place, head in enumerate(heads)]
    natural = [max(map(len, column)) for column in columns]
    if sum(natural) <= room:
        return natural
    widths = [
        max(1, len(head), *(_longest_word(cell) for cell in column))
        for head, column in zip(heads, columns, strict=True)
    ]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    lengths = [[len(cell) for cell in row] for row in cells[:_TELLING]]
    for _ in range(room - sum(widths)):
        lines = [0.0] * len(widths)
        for row in lengths:
            heights = [length / width for length, width in zip(row, widths, strict=True)]
            tallest = max(heights)
            lines[heights.index(tallest)] += max(0.0, tallest - 1)
        widths[lines.index(max(lines))] += 1
    return widths


def _longest_word(cell: str) -> int:
    return min(_WIDEST_WORD, max(map(len, cell.split()), default=0))


def _as_markdown(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |\n"

    yield line(map(_heading, columns)) + line("---" for _ in columns)
    for row in rows:
        yield line(map(_shown, row))


def _as_csv(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    from mandategraph.graph.table import spreadsheet_safe

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for cells in chain((columns,), ([spreadsheet_safe(_cell(value)) for value in row] for row in rows)):
        writer.writerow(cells)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _as_json(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    mark = "["
    for row in rows:
        yield f"{mark}\n" + textwrap.indent(json.dumps(_record(columns, row), ensure_ascii=False, indent=2), "  ")
        mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def _as_json_lines(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    return (json.dumps(_record(columns, row), ensure_ascii=False) + "\n" for row in rows)


def _record(columns: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return dict(zip(columns, row, strict=True))


def _as_html(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    start, end = html_page("mandategraph", "\0").split("\0")
    head = "".join(f'<th scope="col">{html.escape(_heading(column))}</th>' for column in columns)
    yield f"{start}<table>\n<tr>{head}</tr>\n"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{html.escape(_shown(value))}</td>' for value in row)}</tr>\n"
    yield f"</table>{end}"


def _heading(column: str) -> str:
    """Return a column's name as people write it; programs get the name itself."""
    return column.replace("_", " ")


def _cell(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _shown(value: object) -> str:
    """Return a value for people: numbers with the same digits, so that they can be compared at a glance."""
    return f"{value:.4f}" if isinstance(value, float) else _cell(value)


TABLE_FORMATS: Mapping[str, Callable[[Sequence[str], Rows], Iterator[str]]] = {
    "table": _as_table,
    "markdown": _as_markdown,
    "csv": _as_csv,
    "json": _as_json,
    "jsonl": _as_json_lines,
    "html": _as_html,
}
"""How a table is printed, by the name of the format."""
