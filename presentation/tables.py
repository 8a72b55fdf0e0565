"""Tables in every format that `--format` names."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.presentation.pages import html_page, width

Rows = Iterable[Sequence[object]]


def render_table(columns: Sequence[str], rows: Rows, table_format: str) -> str:
    """Return a table in one of `TABLE_FORMATS`. Raises `UsageError` for another format."""
    if table_format not in TABLE_FORMATS:
        near = did_you_mean(table_format, TABLE_FORMATS)
        raise UsageError(f"a table cannot be printed as {table_format!r}{near}; known: {', '.join(TABLE_FORMATS)}")
    return TABLE_FORMATS[table_format](columns, rows)


def _as_table(columns: Sequence[str], rows: Rows) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        # Text, not markup: a quote may hold square brackets.
        table.add_row(*(Text(_cell(value)) for value in row))
    return _printed(table)


def _printed(*renderables: object) -> str:
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(file=buffer, width=width(), no_color=True, highlight=False, emoji=False)
    for renderable in renderables:
        console.print(renderable)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _as_markdown(columns: Sequence[str], rows: Rows) -> str:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |\n"

    head = line(columns) + line("---" for _ in columns)
    return head + "".join(line(_cell(value) for value in row) for row in rows)


def _as_csv(columns: Sequence[str], rows: Rows) -> str:
    from mandategraph.graph.table import to_csv

    return to_csv(columns, [[_cell(value) for value in row] for row in rows]).decode()


def _as_json(columns: Sequence[str], rows: Rows) -> str:
    return json.dumps([_record(columns, row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def _as_json_lines(columns: Sequence[str], rows: Rows) -> str:
    return "".join(json.dumps(_record(columns, row), ensure_ascii=False) + "\n" for row in rows)


def _record(columns: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return dict(zip(columns, row, strict=True))


def _as_html(columns: Sequence[str], rows: Rows) -> str:
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(_cell(value))}</td>' for value in row)}</tr>\n" for row in rows)
    return html_page("mandategraph", f"<table>\n<tr>{head}</tr>\n{body}</table>")


def _cell(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


TABLE_FORMATS: Mapping[str, Callable[[Sequence[str], Rows], str]] = {
    "table": _as_table,
    "markdown": _as_markdown,
    "csv": _as_csv,
    "json": _as_json,
    "jsonl": _as_json_lines,
    "html": _as_html,
}
"""How a table is printed, by the name of the format."""
