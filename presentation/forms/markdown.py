"""An answer as GitHub-flavoured Markdown: tables and lists, with a footnote for each quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mandategraph.answers.dossier import (
    Branch,
    Diagram,
    Dossier,
    Evidence,
    Matrix,
    Part,
    Section,
    Table,
    Tree,
    table_of,
)
from mandategraph.presentation.forms.wording import (
    ASKED,
    NOT_COVERED,
    SUMMARY,
    WHERE,
    Notes,
    asked_of,
    one_line,
    shown,
    source,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$#]|&(?=#?\w+;)")
_LIKE_A_BLOCK = re.compile(r"(\d*)([-+](?=[\s-]|$)|=|(?<=\d)[.)](?=\s|$))")
"""What begins a list, a heading or a rule where it begins a line."""
_DEEPEST_HEADING = 6
_WIDEST_GRID = 12
"""How many columns of a matrix are still read as a grid; a wider one is told by its table alone."""


def write_markdown(dossier: Dossier) -> bytes:
    """Return an answer as GitHub-flavoured Markdown in UTF-8."""
    return ("\n\n".join(_Writer().blocks(dossier)) + "\n").encode()


class _Writer:
    """Writes one answer, and numbers its notes on the way."""

    def __init__(self) -> None:
        self._notes = Notes()

    def blocks(self, dossier: Dossier) -> Iterator[str]:
        """Yield the blocks of the document, which blank lines part."""
        yield _heading(dossier.title, 1)
        if dossier.summary:
            yield _heading(SUMMARY, 2)
            yield from map(escaped, dossier.summary)
        yield _heading(ASKED, 2)
        yield _list(f"{name}: {value}" for name, value in asked_of(dossier))
        for section in dossier.sections:
            yield from self._section(section, 2)
        if dossier.not_covered:
            yield _heading(NOT_COVERED, 2)
            yield _list(dossier.not_covered)
        for evidence, number in self._notes.numbers.items():
            yield f"[^{number}]: {_note(evidence)}"

    def _section(self, section: Section, level: int) -> Iterator[str]:
        yield _heading(section.heading, level)
        yield from map(escaped, section.paragraphs)
        for part in section.parts:
            if part.caption != section.heading:
                yield f"**{escaped(part.caption)}**"
            yield from self._part(part)
        for below in section.below:
            yield from self._section(below, level + 1)

    def _part(self, part: Part) -> Iterator[str]:
        if isinstance(part, Tree):
            yield "\n".join(self._branches(part.branches, ""))
            return
        if isinstance(part, Matrix) and len(part.column_heads) <= _WIDEST_GRID:
            yield _grid(part)
        if isinstance(part, Diagram):
            yield from _chart(part)
        yield self._table(table_of(part))

    def _table(self, table: Table) -> str:
        quoted = any(row.evidence for row in table.rows)
        lines = [[*map(escaped, table.columns), *[WHERE] * quoted]]
        for row in table.rows:
            where = "<br>".join(self._cited(evidence) for evidence in row.evidence)
            lines.append([*(escaped(shown(cell)) for cell in row.cells), *[where] * quoted])
        return _rows(lines)

    def _branches(self, branches: Sequence[Branch], indent: str) -> Iterator[str]:
        for branch in branches:
            cited = "; ".join(self._cited(evidence) for evidence in branch.evidence)
            yield f"{indent}- {escaped(branch.text)}{f' ({cited})' if cited else ''}"
            yield from self._branches(branch.below, indent + "  ")

    def _cited(self, evidence: Evidence) -> str:
        return f"{escaped(evidence.place)}[^{self._notes.number(evidence)}]"


def escaped(text: str) -> str:
    """Return a text on one line, in which nothing is taken for Markdown or HTML."""
    plain = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    start = _LIKE_A_BLOCK.match(plain)
    return f"{start[1]}\\{plain[start.start(2) :]}" if start else plain


def _heading(heading: str, level: int) -> str:
    return f"{'#' * min(level, _DEEPEST_HEADING)} {escaped(heading)}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(item)}" for item in items)


def _rows(lines: Sequence[Sequence[str]]) -> str:
    """Return a table whose cells are Markdown already; the first line is its head."""
    head, *rows = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join((head, f"|{' --- |' * len(lines[0])}", *rows))


def _grid(matrix: Matrix) -> str:
    columns = range(len(matrix.column_heads))
    numbers = [
        [f"**{escaped(head)}**", *(str(len(matrix.cells.get((row, column), ())) or "") for column in columns)]
        for row, head in enumerate(matrix.row_heads)
    ]
    return _rows([[escaped(matrix.row_kind), *map(escaped, matrix.column_heads)], *numbers])


def _chart(diagram: Diagram) -> Iterator[str]:
    from mandategraph.presentation.pictures import mermaid

    yield f"```mermaid\n{mermaid(diagram)}```"
    if diagram.left_out:
        yield escaped(diagram.left_out)


def _note(evidence: Evidence) -> str:
    told = source(evidence)
    place = f"{escaped(evidence.place)}{f' ({escaped(told)})' if told else ''}"
    return f"“{escaped(evidence.words)}” {place}" if evidence.words else place
