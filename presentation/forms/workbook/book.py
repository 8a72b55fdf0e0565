"""A dossier as an Excel workbook: a sheet for the answer in words, then a sheet for every table.

A row that rests on several passages takes a line for each of them, so that every passage can be filtered, sorted and
opened; the column "row" tells which lines belong together. A matrix is a grid whose cells lead to those lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mandategraph.answers.dossier import Dossier, Evidence, Matrix, Section, Table, Value, parts_of, table_of
from mandategraph.graph.libraries import library
from mandategraph.presentation.forms.wording import ASKED, NOT_COVERED, SUMMARY, asked_of, printable
from mandategraph.presentation.forms.workbook.sheet import LOOKS, Sheet, dress, first_units, make_printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

EVIDENCE_COLUMNS = ("where", "words", "instrument", "title", "date", "provision")
"""What follows the cells of a row: the place as one cites it, the exact words, and the parts of the place."""

# What Excel can hold (support.microsoft.com, "Excel specifications and limits").
_LONGEST_NAME = 31
_MOST_LINES = 1_048_576
_MOST_COLUMNS = 16_384
_ANSWER = "Answer"


def write_xlsx(dossier: Dossier) -> bytes:
    """Return a dossier as a workbook. Raises `LibraryError` where XlsxWriter is not installed."""
    xlsxwriter = library("xlsxwriter", "XLSX", "XlsxWriter", "brief")
    buffer = io.BytesIO()
    # A text is a text: nothing that is written here runs as a formula or becomes a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"title": printable(dossier.title), "subject": _asked_in_one_line(dossier)})
        _Book(workbook, {name: workbook.add_format(look) for name, look in LOOKS.items()}).fill(dossier)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet in the list of contents."""

    sheet: str
    caption: str
    lines: int


@dataclass(slots=True)
class _Book:
    """A workbook that is being filled."""

    workbook: Workbook
    formats: dict[str, Format]
    listed: list[_Listed] = field(default_factory=list)
    cut: int = 0

    def fill(self, dossier: Dossier) -> None:
        answer = self._sheet(_ANSWER)
        for headings, part in parts_of(dossier):
            above = " › ".join(headings)
            if isinstance(part, Matrix) and len(part.column_heads) < _MOST_COLUMNS:
                self._add_grid(part, above)
            else:
                self._add_table(table_of(part), above)
        _write_answer(answer, dossier, self.listed, self.cut)

    def _add_table(self, table: Table, above: str) -> list[tuple[str, int]]:
        """Add the sheet of a table (several where it has more lines than a sheet), and return where each row begins."""
        # Two columns of one name could not be told apart in a filter or a pivot table; the CSV says it in the same way.
        own = (f"{column} in the table" if column in EVIDENCE_COLUMNS else column for column in table.columns)
        columns = ("row", *own, *EVIDENCE_COLUMNS)
        caption = f"{above}: {table.caption}"
        starts: list[tuple[str, int]] = []
        lines = list(_lines(table))
        most = _MOST_LINES - 1
        for first in range(0, max(len(lines), 1), most):
            name = self._name(table.caption)
            sheet = self._sheet(name)
            chunk = lines[first : first + most]
            for number, (row, cells, evidence) in enumerate(chunk, start=1):
                if row > len(starts):
                    starts.append((name, number))
                _write_line(sheet, number, (row, *cells), evidence)
            told = [(row, *cells, *_told(evidence)) for row, cells, evidence in chunk]
            dress(sheet, columns, told, caption, unprinted=1)  # Nobody follows the last column's links on paper.
            self.cut += sheet.cut
            self.listed.append(_Listed(name, caption, len(chunk)))
        return starts

    def _add_grid(self, matrix: Matrix, above: str) -> None:
        """Add a matrix as a grid whose numbers lead to its rows, and the sheet of these rows."""
        name = self._name(matrix.caption)
        sheet = self._sheet(name)
        caption = f"{above}: {matrix.caption}"
        self.listed.append(_Listed(name, caption, len(matrix.row_heads)))
        twin = table_of(matrix)
        starts = self._add_table(replace(twin, caption=f"Rows of {twin.caption}"), above)
        for row, head in enumerate(matrix.row_heads, start=1):
            sheet.write(row, 0, head, "label")
        for place, (row, column) in enumerate(sorted(matrix.cells)):
            there, line = starts[place]
            number = len(matrix.cells[row, column])
            sheet.write_link(row + 1, column + 1, f"internal:'{there}'!A{line + 1}", number, "count")
        corner = f"{matrix.row_kind} / {matrix.column_kind}"
        blank = ("",) * len(matrix.column_heads)
        dress(sheet, (corner, *matrix.column_heads), [(head, *blank) for head in matrix.row_heads], caption)
        sheet.sheet.freeze_panes(1, 1)

    def _name(self, caption: str) -> str:
        """Return the name of the next sheet. Its number makes it unique, and no name that Excel keeps for itself."""
        words = re.sub(r"[\[\]:*?/\\']", " ", printable(caption))
        name = " ".join(f"{len(self.listed) + 1} {words}".split())
        short = first_units(name, _LONGEST_NAME)
        return short if short == name or " " not in short[4:] else short.rpartition(" ")[0]

    def _sheet(self, name: str) -> Sheet:
        return Sheet(self.workbook.add_worksheet(name), self.formats)


def _lines(table: Table) -> Iterator[tuple[int, tuple[Value, ...], Evidence | None]]:
    """Yield the lines of a table, one for each passage that a row rests on, each with the row's number from 1."""
    for number, row in enumerate(table.rows, start=1):
        for evidence in row.evidence or (None,):
            yield number, row.cells, evidence


def _told(evidence: Evidence | None) -> tuple[str, ...]:
    """Return what stands under `EVIDENCE_COLUMNS`."""
    if evidence is None:
        return ("",) * len(EVIDENCE_COLUMNS)
    return (
        evidence.place,
        evidence.words,
        evidence.instrument,
        evidence.title,
        evidence.date,
        evidence.provision,
    )


def _write_line(sheet: Sheet, line: int, cells: Sequence[Value], evidence: Evidence | None) -> None:
    for column, value in enumerate(cells):
        sheet.write(line, column, value)
    for column, (name, value) in enumerate(zip(EVIDENCE_COLUMNS, _told(evidence), strict=True), start=len(cells)):
        if not value:
            continue
        if name == "date":
            sheet.write_date(line, column, value)
        elif name == "provision":
            sheet.write_link(line, column, value, value)
        else:
            sheet.write(line, column, value)


def _write_answer(sheet: Sheet, dossier: Dossier, listed: Sequence[_Listed], cut: int) -> None:
    """Write what was asked, the answer in words, where its tables are, and what it does not cover."""
    line = 0

    def put(label: str = "", text: Value = "", number: Value = "", look: str = "label") -> None:
        nonlocal line
        for column, (value, form) in enumerate(((label, look), (text, "text"), (number, "number"))):
            if value != "":
                sheet.write(line, column, value, form)
        line += 1

    def head(words: str) -> None:
        nonlocal line
        line += 1
        put(words, look="heading")

    put(dossier.title, look="title")
    head(ASKED)
    for name, words in asked_of(dossier):
        put(name, words)
    if dossier.summary:
        head(SUMMARY)
        for sentence in dossier.summary:
            put("", sentence)
    head("Sheets of this workbook")
    put("sheet", "what it holds", "lines")
    for each in listed:
        sheet.write_link(line, 0, f"internal:'{each.sheet}'!A1", each.sheet)
        sheet.write(line, 1, each.caption)
        sheet.write(line, 2, each.lines)
        line += 1
    put("", "A row that rests on several passages takes a line for each; “row” tells which lines belong together.")
    for heading, paragraphs in _texts(dossier.sections, ()):
        head(heading)
        for paragraph in paragraphs:
            put("", paragraph)
    if cut or dossier.not_covered:
        head(NOT_COVERED)
        for sentence in dossier.not_covered:
            put("", sentence)
    if cut:
        put("", f"{cut:,} texts are longer than a cell of Excel can be, and are cut; other forms have them whole.")
    sheet.sheet.set_column(0, 0, 34)
    sheet.sheet.set_column(1, 1, 110)
    make_printable(sheet.sheet, dossier.title)


def _asked_in_one_line(dossier: Dossier) -> str:
    return first_units(printable("; ".join(f"{name}: {words}" for name, words in asked_of(dossier))), 255)


def _texts(sections: Iterable[Section], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paragraphs of each section that has some, under its whole heading."""
    for section in sections:
        headings = (*above, section.heading)
        if section.paragraphs:
            yield " › ".join(headings), section.paragraphs
        yield from _texts(section.below, headings)
