"""Tables of a Word document: their look, and columns that are wide enough for their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from mandategraph.presentation.forms.word.fields import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row

CELL_STYLE = "Table Text"
"""The paragraph style of what stands in cells."""

_HEAD_FILL, _LINES = "1F3864", "A6A6A6"
_FONT_SIZE, _SMALLEST_FONT_SIZE = 9.0, 7.0
_PADDING = 0.4
_NARROWEST = 0.4
_LINE_SPACING = 1.25
_CENTIMETRES_PER_POINT = 2.54 / 72
_TALLEST_WHOLE_ROW = 6.0
"""A row that is higher, in centimetres, may break over two pages."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: how wide each is, in centimetres, and the size of its letters in points."""

    widths: tuple[float, ...]
    font_size: float = _FONT_SIZE

    def height(self, texts: Sequence[str]) -> float:
        """Return about how high a row of these texts is, in centimetres."""
        lines = max(
            sum(int(_length(part, self.font_size) / max(width - _PADDING, _NARROWEST)) + 1 for part in text.split("\n"))
            for text, width in zip(texts, self.widths, strict=True)
        )
        return lines * _LINE_SPACING * self.font_size * _CENTIMETRES_PER_POINT


def comfortable_width(lines: Sequence[Sequence[str]], wishes: Sequence[float]) -> float:
    """Return how wide a table reads with ease, in centimetres, with a wish for the widest of each column."""
    wholes, leasts = _whole(lines, _FONT_SIZE), _least(lines, _FONT_SIZE)
    return sum(max(least, min(wish, whole)) for least, wish, whole in zip(leasts, wishes, wholes, strict=True))


def fitted(lines: Sequence[Sequence[str]], room: float) -> Columns:
    """Return columns for lines of texts (the head among them) in a room of some centimetres, without cut words.

    Every column has its longest word whole, in smaller letters where that is needed; what room is left is shared out
    by how much text each column holds.
    """
    size = _FONT_SIZE
    while sum(least := _least(lines, size)) > room and size > _SMALLEST_FONT_SIZE:
        size -= 0.5
    if sum(least) >= room:
        return Columns(tuple(width * room / sum(least) for width in least), size)
    whole = _whole(lines, size)
    left, wanted = room - sum(least), sum(whole) - sum(least)
    if wanted <= left:
        return Columns(tuple(whole), size)
    # A column that holds ten times the text of another is not ten times as wide.
    shares = [sqrt(width - need) for width, need in zip(whole, least, strict=True)]
    return Columns(tuple(need + left * share / sum(shares) for need, share in zip(least, shares, strict=True)), size)


def new_table(document: Document, caption: str, heads: Sequence[str], columns: Columns) -> WordTable:
    """Add a table with its head, which is repeated on every page; its caption is told to readers of screens."""
    table: WordTable = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=_LINES))
    layout = properties.find(qn("w:tblLayout"))
    assert layout is not None  # It says that columns keep their widths.
    layout.addprevious(borders)
    properties.append(element("w:tblCaption", val=caption))
    for grid_column, width in zip(table._tbl.tblGrid.gridCol_lst, columns.widths, strict=True):
        grid_column.w = Cm(width)
    head = table.rows[0]
    head._tr.get_or_add_trPr().extend([element("w:cantSplit"), element("w:tblHeader")])
    for cell, name, width in zip(head.cells, heads, columns.widths, strict=True):
        write_cell(cell, name, width, columns.font_size)
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=_HEAD_FILL))
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    return table


def new_row(table: WordTable, columns: Columns, texts: Sequence[str]) -> _Row:
    """Add a row for some texts, which keeps together on a page unless it is high; its cells are still empty."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    if columns.height(texts) < _TALLEST_WHOLE_ROW:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    return row


def write_cell(cell: _Cell, text: str, width: float, font_size: float, is_number: bool = False) -> None:
    """Write a text into the first paragraph of a cell; a number stands at the right."""
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL_STYLE
    if text:
        run = paragraph.add_run(text)
        if font_size != _FONT_SIZE:
            run.font.size = Pt(font_size)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def turn(cell: _Cell) -> None:
    """Let the text of a cell run upwards."""
    cell._tc.get_or_add_tcPr().append(element("w:textDirection", val="btLr"))


def _least(lines: Sequence[Sequence[str]], size: float) -> list[float]:
    """Return the width that the longest word of each column needs."""
    return [
        max((_length(word, size) for text in column for word in text.split()), default=_NARROWEST) + _PADDING
        for column in zip(*lines, strict=True)
    ]


def _whole(lines: Sequence[Sequence[str]], size: float) -> list[float]:
    """Return the width with which no line of a column's texts is broken."""
    return [
        max(_length(part, size) for text in column for part in text.split("\n")) + _PADDING
        for column in zip(*lines, strict=True)
    ]


def _length(text: str, size: float) -> float:
    """Return about how long a text is, in centimetres, at a font size in points; rather too long than too short."""
    return size * _CENTIMETRES_PER_POINT * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter.isupper():
        return 0.7
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56
