"""A dossier as an Excel workbook: a sheet for the answer in words, then a sheet for every table.

A row that rests on several passages takes a line for each of them, so that every passage can be filtered, sorted and
opened; the column "row" tells which lines belong together. A matrix is a grid whose cells lead to those lines.
"""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mandategraph.answers.dossier import Dossier, Evidence, Matrix, Section, Table, Value, parts_of, table_of
from mandategraph.graph.libraries import library
from mandategraph.presentation.forms.wording import ASKED, NOT_COVERED, SUMMARY, asked_of, one_line, printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EVIDENCE_COLUMNS = ("where", "words", "instrument", "title", "date", "provision")
"""What follows the cells of a row: the place as one cites it, the exact words, and the parts of the place."""

# What Excel can hold (support.microsoft.com, "Excel specifications and limits").
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_LONGEST_LINK = 2_079
_MOST_LINKS = 65_530
_MOST_LINES = 1_048_576
_MOST_COLUMNS = 16_384
_EXACT_DIGITS = 10**15
_FIRST_DATE = datetime.datetime(1900, 3, 1)  # Excel takes 1900 for a leap year.

_CUT = " … [cut here: a cell of Excel holds no more]"
_ANSWER = "Answer"
_NARROWEST, _WIDEST, _WIDEST_WORD = 8, 44, 60
_FILTER_BUTTON = 3
_LINE_HEIGHT, _TALLEST = 15, 409  # Points; Excel has no taller lines.
_LOOSENESS = 1.1  # Words that are not broken leave room at the ends of lines.
_WIDTHS = {"words": 80, "title": 40}
_LOOKS = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F3864"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3864", "bottom": 1},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "text_wrap": True, "valign": "top"},
    "label": {"bold": True, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top", "align": "right", "indent": 1},
    "date": {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"},
    "link": {"valign": "top", "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "count": {"valign": "top", "align": "center", "font_color": "#0563C1", "underline": 1},
}


def write_xlsx(dossier: Dossier) -> bytes:
    """Return a dossier as a workbook. Raises `LibraryError` where XlsxWriter is not installed."""
    xlsxwriter = library("xlsxwriter", "XLSX", "XlsxWriter", "brief")
    buffer = io.BytesIO()
    # A text is a text: nothing that is written here runs as a formula or becomes a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"title": printable(dossier.title), "subject": _asked_in_one_line(dossier)})
        _Book(workbook, {name: workbook.add_format(look) for name, look in _LOOKS.items()}).fill(dossier)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet in the list of contents."""

    sheet: str
    caption: str
    lines: int


@dataclass(slots=True)
class _Sheet:
    """A sheet that is being written, and how many links it has."""

    sheet: Worksheet
    formats: dict[str, Format]
    links: int = 0
    cut: int = 0

    def write(self, line: int, column: int, value: Value, look: str = "text") -> None:
        """Write a value as what it is: a number that Excel holds exactly as a number, everything else as text."""
        if not isinstance(value, str) and math.isfinite(value) and abs(value) < _EXACT_DIGITS:
            self.sheet.write_number(line, column, value, self.formats["number"])
            return
        text = printable(str(value))
        if _units(text) > _LONGEST_TEXT:
            text = _first(text, _LONGEST_TEXT - len(_CUT)) + _CUT
            self.cut += 1
        self.sheet.write_string(line, column, text, self.formats[look])

    def write_date(self, line: int, column: int, written: str) -> None:
        """Write an ISO date as a date that Excel can sort and group; a year alone stays a text."""
        try:
            date = datetime.datetime.combine(datetime.date.fromisoformat(written), datetime.time())
        except ValueError:
            date = datetime.datetime.min
        if date < _FIRST_DATE:
            self.write(line, column, written)
        else:
            self.sheet.write_datetime(line, column, date, self.formats["date"])

    def write_link(self, line: int, column: int, address: str, text: Value, look: str = "link") -> None:
        """Write a value that leads to an address; the value alone where Excel takes no more links, or none so long."""
        if not self._takes(address):
            self.write(line, column, text)
            return
        self.sheet.write_url(line, column, address, self.formats[look], printable(str(text)))
        self.links += 1
        if not isinstance(text, str):
            self.sheet.write_number(line, column, text, self.formats[look])

    def _takes(self, address: str) -> bool:
        known = address.startswith(("https://", "http://", "internal:"))
        return known and printable(address) == address and len(address) <= _LONGEST_LINK and self.links < _MOST_LINKS


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
        columns = ("row", *table.columns, *EVIDENCE_COLUMNS)
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
            _dress(sheet, columns, [(row, *cells, *_told(evidence)) for row, cells, evidence in chunk], caption)
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
        _dress(sheet, (corner, *matrix.column_heads), [(head, *blank) for head in matrix.row_heads], caption)
        sheet.sheet.freeze_panes(1, 1)

    def _name(self, caption: str) -> str:
        """Return the name of the next sheet. Its number makes it unique, and no name that Excel keeps for itself."""
        words = re.sub(r"[\[\]:*?/\\']", " ", printable(caption))
        name = " ".join(f"{len(self.listed) + 1} {words}".split())
        short = _first(name, _LONGEST_NAME)
        return short if short == name or " " not in short[4:] else short.rpartition(" ")[0]

    def _sheet(self, name: str) -> _Sheet:
        return _Sheet(self.workbook.add_worksheet(name), self.formats)


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


def _write_line(sheet: _Sheet, line: int, cells: Sequence[Value], evidence: Evidence | None) -> None:
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


def _dress(sheet: _Sheet, columns: Sequence[str], lines: Sequence[Sequence[Value]], caption: str) -> None:
    """Write the head of a sheet, fit its columns and lines, freeze and filter it, and make it fit to be printed."""
    texts = [[printable(str(value)) for value in line] for line in lines]
    widths = [_width(name, [line[number] for line in texts]) for number, name in enumerate(columns)]
    for number, (name, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write(0, number, name, "head")
        sheet.sheet.set_column(number, number, width)
    # Excel itself fits the height of a line to its text, other programs do not.
    for number, line in enumerate((columns, *texts)):
        sheet.sheet.set_row(number, _height(line, widths))
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.autofilter(0, 0, len(lines), len(columns) - 1)
    sheet.sheet.repeat_rows(0)
    _make_printable(sheet.sheet, caption)
    if columns[-1] == EVIDENCE_COLUMNS[-1]:
        sheet.sheet.print_area(0, 0, len(lines), len(columns) - 2)  # Nobody follows a link on paper.


def _make_printable(sheet: Worksheet, caption: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    # An ampersand begins a code in a header, and a header holds 255 letters.
    if told := _first(one_line(caption).replace("&", "&&"), 200):
        sheet.set_header(f"&L{told}")
    sheet.set_footer("&R&P / &N")


def _width(name: str, texts: Sequence[str]) -> float:
    """Return the width of a column in letters: its longest word is whole, and no line is too long to read."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    word = max((len(word) for text in texts for word in text.split()), default=0)
    head = max((len(word) for word in name.split()), default=0) + _FILTER_BUTTON
    return max(_NARROWEST, head, min(longest + 1, _WIDTHS.get(name, _WIDEST)), min(word + 1, _WIDEST_WORD))


def _height(line: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height in points that a line needs, for its longest text."""
    rows = max(
        sum(math.ceil(_LOOSENESS * len(part) / width) or 1 for part in text.split("\n"))
        for text, width in zip(line, widths, strict=True)
    )
    return min(rows * _LINE_HEIGHT, _TALLEST)


def _write_answer(sheet: _Sheet, dossier: Dossier, listed: Sequence[_Listed], cut: int) -> None:
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
    _make_printable(sheet.sheet, dossier.title)


def _asked_in_one_line(dossier: Dossier) -> str:
    return _first(printable("; ".join(f"{name}: {words}" for name, words in asked_of(dossier))), 255)


def _texts(sections: Iterable[Section], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paragraphs of each section that has some, under its whole heading."""
    for section in sections:
        headings = (*above, section.heading)
        if section.paragraphs:
            yield " › ".join(headings), section.paragraphs
        yield from _texts(section.below, headings)


def _units(text: str) -> int:
    """Return the length of a text as Excel counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _first(text: str, units: int) -> str:
    """Return as much of a text as fits into units of UTF-16, without half a character."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
