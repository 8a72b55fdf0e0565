"""An answer as plain text for the terminal: underlined headings, and words quoted below what rests on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mandategraph.answers.dossier import (
    Branch,
    Diagram,
    Dossier,
    Evidence,
    Matrix,
    Part,
    Row,
    Section,
    Table,
    Tree,
)
from mandategraph.presentation.forms.wording import (
    ASKED,
    INSTRUMENTS,
    NOT_COVERED,
    asked_of,
    evidence_of,
    one_line,
    places,
    relation,
    shown,
    source,
)
from mandategraph.presentation.pages import width, wrapped
from mandategraph.presentation.tables import table_pieces

_UNDERLINES = "=-"
"""What headings are underlined with, the highest first; those further below are not underlined."""
_GAP = 3
_GAPS = re.compile(r"\n{4,}")
_INDENT = "    "
_WIDEST_WORD = 28
"""A longer word, such as a symbol, is broken in a cell rather than keeping a table from its columns."""


def write_text(dossier: Dossier) -> bytes:
    """Return an answer as text in UTF-8, as wide as the terminal."""
    lines = "\n".join(_Writer().lines(dossier)).strip()
    return (_GAPS.sub("\n\n\n", lines) + "\n").encode()


class _Writer:
    """Writes one answer: words are quoted where they first matter, and told by their place afterwards."""

    def __init__(self) -> None:
        self._quoted: dict[Evidence, None] = {}

    def lines(self, dossier: Dossier) -> Iterator[str]:
        """Yield the lines of an answer."""
        yield from wrapped(one_line(dossier.title).upper())
        yield ""
        for words in dossier.summary:
            yield from _paragraph(words)
        yield from _asked(dossier)
        for section in dossier.sections:
            yield from self._section(section, 1)
        if dossier.not_covered:
            yield from _headed(NOT_COVERED, 1)
            for words in dossier.not_covered:
                yield from wrapped(one_line(words), "- ")
        yield from _instruments(evidence_of(dossier))

    def _section(self, section: Section, level: int) -> Iterator[str]:
        yield from _headed(section.heading, level)
        for words in section.paragraphs:
            yield from _paragraph(words)
        for part in section.parts:
            if one_line(part.caption) != one_line(section.heading):
                yield from _paragraph(f"{part.caption}:")
            yield from self._part(part)
            yield ""
        for below in section.below:
            yield from self._section(below, level + 1)

    def _part(self, part: Part) -> Iterator[str]:
        if isinstance(part, Table):
            return self._table(part)
        if isinstance(part, Matrix):
            return _matrix(part)
        if isinstance(part, Tree):
            return self._branches(part.branches, "")
        return self._diagram(part)

    def _words(self, evidence: Iterable[Evidence], indent: str) -> Iterator[str]:
        """Yield the lines that quote words, with where they stand; for what was told above, only where that is."""
        again: defaultdict[str, list[Evidence]] = defaultdict(list)
        for found in evidence:
            if found in self._quoted:
                again["quoted above" if one_line(found.words) else "named above"].append(found)
                continue
            self._quoted[found] = None
            if words := one_line(found.words):
                yield from wrapped(f"“{words}”", indent, indent)
            yield from wrapped(one_line(found.place), f"{indent}— ", f"{indent}  ")
        for told, sources in again.items():
            yield from wrapped(f"{told}: {one_line(places(sources))}", indent, indent)

    def _table(self, table: Table) -> Iterator[str]:
        rows = [[shown(cell) for cell in row.cells] for row in table.rows]
        columns = [one_line(column) for column in table.columns]
        if not _fits(columns, rows):
            yield from self._records(columns, table.rows)
            return
        # The pieces of a table are its head, then one for each row, so that the words of a row can stand below it.
        head, *pieces = table_pieces(columns, rows, "table")
        yield from head.splitlines()
        for row, piece in zip(table.rows, pieces, strict=True):
            yield from piece.lstrip("\n").splitlines() if row.evidence else piece.splitlines()
            if row.evidence:
                yield from self._words(row.evidence, _INDENT)
                yield ""

    def _records(self, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
        """Yield each row as lines that say a column and what stands in it: for tables wider than the page."""
        room = min(max(map(len, columns)), width() // 3) + 2
        for row in rows:
            for column, cell in zip(columns, row.cells, strict=True):
                if told := shown(cell):
                    yield from wrapped(told, f"{column}: ".ljust(room), " " * room)
            yield from self._words(row.evidence, _INDENT)
            yield ""

    def _branches(self, branches: Sequence[Branch], above: str) -> Iterator[str]:
        for place, branch in enumerate(branches, start=1):
            last = place == len(branches)
            within = above + ("   " if last else "│  ")
            yield from wrapped(one_line(branch.text), above + ("└─ " if last else "├─ "), within)
            yield from self._words(branch.evidence, within + ("│  " if branch.below else "   "))
            yield from self._branches(branch.below, within)

    def _diagram(self, diagram: Diagram) -> Iterator[str]:
        for edge in diagram.edges:
            yield from wrapped(one_line(relation(diagram, edge)), "", _INDENT)
            if edge.evidence:
                yield from self._words(edge.evidence, _INDENT)
                yield ""
        if diagram.left_out:
            yield ""
            yield from _paragraph(diagram.left_out)


def _asked(dossier: Dossier) -> Iterator[str]:
    yield from _headed(ASKED, 1)
    asked = [(one_line(name), one_line(value)) for name, value in asked_of(dossier)]
    room = max((len(name) for name, _ in asked), default=0) + 2
    for name, value in asked:
        yield from wrapped(value, name.ljust(room))
    yield ""


def _headed(heading: str, level: int) -> Iterator[str]:
    lines = wrapped(one_line(heading))
    yield from ("", "", *lines)
    if level <= len(_UNDERLINES):
        yield _UNDERLINES[level - 1] * max(map(len, lines), default=0)


def _paragraph(words: str) -> Iterator[str]:
    yield from wrapped(one_line(words))
    yield ""


def _fits(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the page is wide enough for every column to hold its longest word."""
    needed = (
        max(min(_WIDEST_WORD, max(map(len, text.split()), default=0)) for text in column)
        for column in zip(columns, *rows, strict=True)
    )
    return sum(needed) + _GAP * (len(columns) - 1) <= width()


def _matrix(matrix: Matrix) -> Iterator[str]:
    heads = [one_line(head) for head in matrix.row_heads]
    columns = [one_line(matrix.row_kind), *map(one_line, matrix.column_heads)]
    rows = [
        [head, *(str(len(matrix.cells.get((row, column), ()))) for column in range(len(matrix.column_heads)))]
        for row, head in enumerate(heads)
    ]
    if _fits(columns, rows):
        for piece in table_pieces(columns, rows, "table"):
            yield from piece.splitlines()
        yield ""
    for row, found in groupby(sorted(matrix.cells.items()), key=lambda cell: cell[0][0]):
        yield from wrapped(heads[row])
        for (_, column), evidence in found:
            counted = f"{one_line(matrix.column_heads[column])} ({len(evidence)})"
            yield from wrapped(f"{counted}: {one_line(places(evidence))}", "  ", "      ")
        yield ""


def _instruments(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Yield the titles of what is quoted, which would be long to repeat at each place."""
    quoted = {found.instrument: source(found) for found in evidence}
    if quoted:
        yield from _headed(INSTRUMENTS, 1)
    for instrument, told in sorted(quoted.items()):
        yield from wrapped(one_line(f"{instrument}: {told}" if told else instrument), "", _INDENT)
