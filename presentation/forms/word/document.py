"""A dossier as a Word document, with headings, contents, tables and footnotes that Word knows as such.

Words are quoted in a table's last column, each with a footnote that says where they stand; words that were quoted
before are named by their place and the number of that footnote, which leads to them. A matrix is a grid whose
numbers lead to their rows; a diagram is a picture with its table below.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

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
    table_of,
)
from mandategraph.errors import MandatesError
from mandategraph.presentation.forms.word.fields import Bookmarks, add_field, link, text_run
from mandategraph.presentation.forms.word.footnotes import Footnotes
from mandategraph.presentation.forms.word.frame import (
    LANDSCAPE,
    LONG,
    MARGIN,
    PORTRAIT,
    SHORT,
    add_contents,
    describe,
    heading_mark,
    lay_out,
)
from mandategraph.presentation.forms.word.pictures import Pictures
from mandategraph.presentation.forms.word.styles import add_styles
from mandategraph.presentation.forms.word.tables import (
    CELL_STYLE,
    Columns,
    comfortable_width,
    fitted,
    new_row,
    new_table,
    turn,
    write_cell,
)
from mandategraph.presentation.forms.wording import (
    ASKED,
    NOT_COVERED,
    QUOTED,
    SUMMARY,
    TWIN,
    Notes,
    asked_of,
    one_line,
    printable,
    shown,
    source,
)

if TYPE_CHECKING:
    from docx.table import _Cell as WordCell
    from docx.text.paragraph import Paragraph

_HEADROOM = 4.0
"""What a picture leaves of a page's height to its heading and caption."""
_LONGEST_TABLE = 25.0
"""Centimetres after which a table is continued by another: in a longer one, LibreOffice leaves pages with footnotes
half empty, and Word is slow."""
_WIDEST_CELL, _WIDEST_WORDS = 2.8, 6.5
_GRID_HEAD, _GRID_CELL, _TALLEST_HEAD = 5.0, 0.95, 6.5
_MOST_UPRIGHT_HEADS = 6
_DEEPEST = 9


def write_docx(dossier: Dossier) -> bytes:
    """Return a dossier as a Word document; where a diagram cannot be drawn, it says why in its place."""
    return _Writer(dossier).written()


class _Writer:
    """Writes one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._document = docx.Document()
        add_styles(self._document)
        self._bookmarks = Bookmarks()
        self._footnotes = Footnotes(self._document, self._bookmarks)
        self._notes = Notes()
        self._instruments: set[str] = set()
        self._pictures = Pictures()
        self._headings = self._tables = self._figures = 0
        self._lies = False

    def written(self) -> bytes:
        """Write the document and return it."""
        dossier = self._dossier
        describe(self._document, dossier)
        lay_out(self._document)
        self._paragraph(one_line(dossier.title), "Title")
        if dossier.summary:
            self._heading(SUMMARY, 1)
            for sentence in dossier.summary:
                self._paragraph(sentence)
        self._heading(ASKED, 1)
        for name, value in asked_of(dossier):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"{one_line(name)}: ").bold = True
            paragraph.add_run(one_line(value))
        add_contents(self._document, dossier)
        for section in dossier.sections:
            self._section(section, 1)
        if dossier.not_covered:
            self._turn(False)
            self._heading(NOT_COVERED, 1)
            for sentence in dossier.not_covered:
                self._paragraph(sentence, "List Bullet")
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _turn(self, lies: bool) -> None:
        """Begin a page that lies, or one that stands, unless the present one does."""
        if lies == self._lies:
            return
        self._lies = lies
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(LONG if lies else SHORT), Cm(SHORT if lies else LONG)

    # --- text --------------------------------------------------------------------------------------------------------

    def _paragraph(self, words: str, style: str = "Normal") -> Paragraph:
        return self._document.add_paragraph(printable(words), style)

    def _heading(self, words: str, level: int) -> None:
        paragraph = self._document.add_paragraph(style=f"Heading {min(level, _DEEPEST)}")
        self._headings += 1
        self._bookmarks.add(paragraph, heading_mark(self._headings), [text_run(one_line(words))])

    def _section(self, section: Section, level: int) -> None:
        self._turn(self._wants_width(section))
        self._heading(section.heading, level)
        for words in section.paragraphs:
            self._paragraph(words)
        for part in section.parts:
            self._part(part)
        for below in section.below:
            self._section(below, level + 1)

    def _wants_width(self, section: Section) -> bool:
        """Tell whether a section begins on a page that lies; one without text of its own goes with what is below."""
        if not section.paragraphs and not section.parts and section.below:
            return self._wants_width(section.below[0])
        return any(self._is_wide(part) for part in section.parts)

    def _is_wide(self, part: Part) -> bool:
        if isinstance(part, Tree):
            return False
        if isinstance(part, Diagram) and self._pictures.is_wide(part):
            return True
        if isinstance(part, Matrix) and PORTRAIT < _grid_width(part) <= LANDSCAPE:
            return True
        table = table_of(part)
        wishes = [_WIDEST_CELL] * len(table.columns) + [_WIDEST_WORDS] * _is_quoted(table)
        return comfortable_width(self._texts(table), wishes) > PORTRAIT

    @property
    def _room(self) -> float:
        return LANDSCAPE if self._lies else PORTRAIT

    # --- parts -------------------------------------------------------------------------------------------------------

    def _part(self, part: Part) -> None:
        if isinstance(part, Tree):
            self._paragraph(part.caption, "Tree Caption")
            self._branches(part.branches, 1)
        elif isinstance(part, Table):
            self._table(part, part.caption)
        elif isinstance(part, Matrix):
            rows = f"{part.caption}. {TWIN}"
            if _grid_width(part) <= self._room:
                self._grid(part)
            else:
                rows = part.caption
            self._table(table_of(part), rows, mark=f"_Rows_{self._tables + 1}")
        else:
            self._picture(part)
            self._table(table_of(part), f"{part.caption}. {TWIN}")

    def _caption(self, kind: str, number: int, words: str) -> None:
        paragraph = self._document.add_paragraph(f"{kind} ", "Caption")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
        paragraph.add_run(f". {one_line(words)}")
        paragraph.paragraph_format.keep_with_next = kind == "Table"

    def _table(self, table: Table, caption: str, mark: str = "") -> None:
        """Write a table, as several where it is long; `mark` begins the names of bookmarks that lead to its rows."""
        self._tables += 1
        self._caption("Table", self._tables, caption)
        texts, is_quoted = self._texts(table), _is_quoted(table)
        columns = fitted(texts, self._room)
        written = new_table(self._document, one_line(caption), texts[0], columns)
        height = 0.0
        for number, row in enumerate(table.rows):
            if height > _LONGEST_TABLE:
                self._paragraph(f"Table {self._tables}, continued", CELL_STYLE)
                written, height = new_table(self._document, one_line(caption), texts[0], columns), 0.0
            told = self._line(row, is_quoted)  # Meanwhile, more words have been quoted.
            height += columns.height(told)
            cells = new_row(written, columns, told).cells
            self._row(cells, row, columns)
            if mark:
                self._bookmarks.add(cells[0].paragraphs[0], f"{mark}_{number}", [])

    def _row(self, cells: Sequence[WordCell], row: Row, columns: Columns) -> None:
        for value, cell, width in zip(row.cells, cells, columns.widths, strict=False):
            write_cell(cell, shown(value), width, columns.font_size, not isinstance(value, str))
        if len(cells) > len(row.cells):
            cells[-1].width = Cm(columns.widths[-1])
            for place, evidence in enumerate(row.evidence):
                paragraph = cells[-1].add_paragraph() if place else cells[-1].paragraphs[0]
                paragraph.style = CELL_STYLE
                self._cite(paragraph, evidence, columns.font_size)

    def _cite(self, paragraph: Paragraph, evidence: Evidence, font_size: float | None = None) -> None:
        """Quote words, with a footnote that says where they stand; call the same footnote where they were quoted."""
        run = paragraph.add_run(self._cited(evidence))
        run.font.size = None if font_size is None else Pt(font_size)
        if evidence in self._notes.numbers:
            self._footnotes.call_again(paragraph, self._notes.number(evidence))
        else:
            self._notes.number(evidence)
            self._footnotes.add(paragraph, self._footnote(evidence))

    def _footnote(self, evidence: Evidence) -> str:
        """Return where words stand; the first time that an instrument is named, with its title and date."""
        told = "" if evidence.instrument in self._instruments else source(evidence)
        self._instruments.add(evidence.instrument)
        return one_line(f"{evidence.place}{f': {told}' if told else ''}.")

    def _cited(self, evidence: Evidence) -> str:
        """Return words as they are quoted for the first time; later, where they stand is enough to find them."""
        words = one_line(evidence.words)
        return f"“{words}”" if words and evidence not in self._notes.numbers else one_line(evidence.place)

    def _texts(self, table: Table) -> list[list[str]]:
        """Return what stands in a table, its head first, and last the words that rows rest on, where they do."""
        is_quoted = _is_quoted(table)
        head = [*map(one_line, table.columns), *[QUOTED] * is_quoted]
        return [head, *(self._line(row, is_quoted) for row in table.rows)]

    def _line(self, row: Row, is_quoted: bool) -> list[str]:
        return [*map(shown, row.cells), *["\n".join(map(self._cited, row.evidence))] * is_quoted]

    def _grid(self, matrix: Matrix) -> None:
        """Write a matrix as a grid, each number of which leads to its row in the table that comes next."""
        self._tables += 1
        self._caption("Table", self._tables, matrix.caption)
        heads = [f"{one_line(matrix.row_kind)} / {one_line(matrix.column_kind)}", *map(one_line, matrix.column_heads)]
        count = len(matrix.column_heads)
        columns = Columns((_GRID_HEAD, *[min((self._room - _GRID_HEAD) / count, 2.5)] * count))
        table = new_table(self._document, one_line(matrix.caption), heads, columns)
        if count > _MOST_UPRIGHT_HEADS:
            table.rows[0].height = Cm(min(max(len(head) for head in heads[1:]) * 0.17 + 0.5, _TALLEST_HEAD))
            for cell in table.rows[0].cells[1:]:
                turn(cell)
        places = {place: number for number, place in enumerate(sorted(matrix.cells))}
        for row, head in enumerate(matrix.row_heads):
            cells = new_row(table, columns, [one_line(head), *[""] * count]).cells
            write_cell(cells[0], one_line(head), _GRID_HEAD, columns.font_size)
            for column, cell in enumerate(cells[1:]):
                write_cell(cell, "", columns.widths[1], columns.font_size)
                if (row, column) in places:
                    paragraph = cell.paragraphs[0]
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    number = text_run(str(len(matrix.cells[row, column])), "Hyperlink")
                    paragraph._p.append(link(f"_Rows_{self._tables + 1}_{places[row, column]}", [number]))

    def _branches(self, branches: Sequence[Branch], level: int) -> None:
        for branch in branches:
            paragraph = self._paragraph(branch.text, "List Bullet")
            paragraph.paragraph_format.left_indent = Cm(0.63 * level)
            for evidence in branch.evidence:
                paragraph.add_run().add_break()
                self._cite(paragraph, evidence)
            self._branches(branch.below, level + 1)

    # --- pictures ----------------------------------------------------------------------------------------------------

    def _picture(self, diagram: Diagram) -> None:
        """Show a diagram, or say why it cannot be drawn; what was left out of it is told in both cases."""
        try:
            self._show(diagram)
        except MandatesError as error:
            self._paragraph(f"{diagram.caption}: {error}")
        if diagram.left_out:
            self._paragraph(diagram.left_out)

    def _show(self, diagram: Diagram) -> None:
        width, height = self._pictures.size(diagram)
        highest = (SHORT if self._lies else LONG) - 2 * MARGIN - _HEADROOM
        share = min(1, self._room / width, highest / height)
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(io.BytesIO(self._pictures.drawn(diagram)), Cm(width * share))
        self._figures += 1
        told = one_line(f"Diagram: {diagram.caption}. The table below it tells the same. {diagram.left_out}")
        picture._inline.docPr.set("descr", told)
        picture._inline.docPr.set("name", f"Figure {self._figures}")
        self._caption("Figure", self._figures, diagram.caption)


def _is_quoted(table: Table) -> bool:
    return any(row.evidence for row in table.rows)


def _grid_width(matrix: Matrix) -> float:
    return _GRID_HEAD + _GRID_CELL * len(matrix.column_heads)
