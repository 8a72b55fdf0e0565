"""Answers as Word, PDF and Excel files, read back by other programs: the same rows, words and places in all of them."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from mandategraph.answers.dossier import (
    Asked,
    Branch,
    Diagram,
    Dossier,
    Edge,
    Evidence,
    Matrix,
    Node,
    Row,
    Section,
    Severity,
    Table,
    Tree,
    parts_of,
    table_of,
)
from mandategraph.errors import MandatesError
from mandategraph.graph.libraries import LibraryError
from mandategraph.presentation.forms import pdf
from mandategraph.presentation.forms.pdf import write_pdf
from mandategraph.presentation.forms.word import pictures, write_docx
from mandategraph.presentation.forms.wording import one_line, printable, shown
from mandategraph.presentation.forms.workbook import EVIDENCE_COLUMNS, write_xlsx
from mandategraph.presentation.forms.workbook import book as books
from mandategraph.presentation.forms.workbook import sheet as sheets

PLAN = "A/RES/56/261, annex"
TITLE = "Plans of action for the implementation of the Vienna Declaration on Crime and Justice"
IRI = "https://w3id.org/mandategraph/id/A-RES-56-261/annex#para_4__point_"


def plan(point: str, words: str) -> Evidence:
    return Evidence(words, PLAN, f"4({point})", TITLE, "2002-01-31", f"{IRI}{point}")


A = plan("a", "Organize high-level seminars to increase awareness of the Convention and the protocols thereto")
B = plan("b", "Assist States in the development of legislation and regulations")
OLD = Evidence("=Decides to establish a programme", "A/RES/46/152", "1", "Creation of an effective programme", "1991")


def dossier_of(*parts: Table | Matrix | Tree | Diagram, title: str = "Profile", **others: object) -> Dossier:
    return Dossier(
        title, Asked((("body", "The Centre (CICP)"),), "5 instruments"), (Section("Found", (), parts),), **others
    )  # type: ignore[arg-type]


MANDATES = Table(
    "Mandates by theme",
    ("theme", "=modality", "number"),
    (
        Row(("Organized crime", "Undertaking", 2), (A, B)),
        Row(("Corruption", "+1 @ -2", 0.5), (B,)),
        Row(("The programme", "Decision", 1), (OLD,)),
        Row(("No passage", "–", 7)),
    ),
)
CELLS = {(0, 1): (A, B), (1, 0): (OLD,)}
GRID = Matrix("Bodies and themes", "body", "theme", ("Centre", "States"), ("Crime", "Justice"), CELLS)
STEPS = Tree("From the plan", (Branch("The plan", (A,), (Branch("a seminar", (B,)), Branch("a step without words"))),))
NODES = (Node("c", "Centre", "body"), Node("t", "Crime", "theme"))
PICTURE = Diagram("Who acts", NODES, (Edge("c", "t", "acts on", 2, (A,)),), left_out="3 themes were left out.")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier(
        "Profile of the Centre",
        Asked((("body", "Centre for International Crime Prevention (CICP)"),), "5 instruments", "1998-01-01"),
        (
            Section("Mandates", ("It holds two mandates.",), (MANDATES,), (Section("Overlap", (), (GRID,)),)),
            Section("Trace", (), (STEPS, PICTURE)),
        ),
        ("Later resolutions.",),
        Severity.NOTICE,
        ("The Centre holds two mandates.",),
    )


def expected(dossier: Dossier) -> list[tuple[str, tuple[object, ...], tuple[Evidence, ...]]]:
    """Every row of an answer, under the caption of its table."""
    return [(part.caption, row.cells, row.evidence) for _, part in parts_of(dossier) for row in table_of(part).rows]


# --- Word --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(dossier: Dossier) -> bytes:
    return write_docx(dossier)


def xml(document: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(f"word/{part}.xml").decode()


def footnotes(document: bytes) -> dict[int, str]:
    """The text of every footnote, by its number."""
    from lxml import etree

    root = etree.fromstring(xml(document, "footnotes").encode())
    notes = {int(note.get(qn("w:id"), "")): "".join(note.itertext(qn("w:t"))).strip() for note in root}
    return {number: text for number, text in notes.items() if number > 0}


def cited(document: bytes, paragraph: object) -> str:
    """The footnote that a paragraph calls, whether for the first time or again."""
    element = paragraph._p  # type: ignore[attr-defined]
    references = [int(reference.get(qn("w:id"))) for reference in element.iter(qn("w:footnoteReference"))]
    fields = "".join(text.text for text in element.iter(qn("w:instrText")))
    references += [int(number) for number in re.findall(r"NOTEREF _Ref_note_(\d+)", fields)]
    (number,) = references
    return footnotes(document)[number]


def word_tables(document: bytes) -> Iterator[tuple[str, WordTable]]:
    for table in docx.Document(io.BytesIO(document)).tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert caption is not None
        yield caption.get(qn("w:val"), ""), table


def test_a_word_document_has_every_row_with_its_words_and_their_places(dossier: Dossier, written: bytes) -> None:
    quoted: set[str] = set()
    tables = {caption.split(". ")[0]: table for caption, table in word_tables(written)}  # A grid before its rows.
    found = 0
    for _, part in parts_of(dossier):
        if isinstance(part, Tree):
            continue
        twin = table_of(part)
        for row, line in zip(twin.rows, tables[part.caption].rows[1:], strict=True):
            cells = line.cells
            assert [cell.text for cell in cells[: len(row.cells)]] == [shown(cell) for cell in row.cells]
            paragraphs = [paragraph for paragraph in cells[-1].paragraphs if paragraph.text]
            for evidence, paragraph in zip(row.evidence, paragraphs, strict=True):
                known = evidence.words in quoted
                assert paragraph.text.startswith(evidence.place if known else f"“{evidence.words}”")
                assert cited(written, paragraph).startswith(evidence.place)
                quoted.add(evidence.words)
                found += 1
    assert found == 8


def test_a_tree_is_a_list_whose_indents_tell_the_level(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    listed = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "List Bullet"][:3]
    assert [paragraph.text.split("\n")[0] for paragraph in listed] == ["The plan", "a seminar", "a step without words"]
    indents = [paragraph.paragraph_format.left_indent for paragraph in listed]
    assert indents[0] < indents[1] == indents[2]
    assert cited(written, listed[1]).startswith(B.place)


def test_a_footnote_names_title_and_date_once_and_is_called_again_for_the_same_words(written: bytes) -> None:
    assert list(footnotes(written).values()) == [
        f"{PLAN}, para. 4(a): {TITLE}, 31 January 2002.",
        f"{PLAN}, para. 4(b).",
        "A/RES/46/152, para. 1: Creation of an effective programme, 1991.",
    ]


def test_every_link_and_field_of_a_word_document_leads_to_a_bookmark_that_is_there(written: bytes) -> None:
    body = xml(written, "document")
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body)
    numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)"', body)
    wanted = re.findall(r'w:anchor="([^"]+)"', body) + re.findall(r"NOTEREF (\S+)", body)
    assert len(set(names)) == len(names) == len(set(numbers))
    assert set(wanted) <= set(names)
    assert len(wanted) > 10


def test_the_contents_are_a_field_that_lists_the_headings_already(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading ")]
    assert headings == [
        "In short", "What was asked", "Mandates", "Overlap", "Trace", "What this does not cover",
    ]  # fmt: skip
    entries = [
        p for p in document.paragraphs if p.style.name.casefold().startswith("toc ") and p.style.name != "TOC Heading"
    ]
    assert [entry.text for entry in entries] == headings
    body = xml(written, "document")
    assert 'TOC \\o "1-3" \\h \\z \\u' in body and 'w:dirty="true"' in body
    assert len(re.findall('fldCharType="begin"', body)) == len(re.findall('fldCharType="end"', body))


def test_a_word_document_tells_its_title_its_subject_and_its_language(dossier: Dossier, written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    properties = document.core_properties
    assert (properties.title, properties.language) == (dossier.title, "en-GB")
    assert "Centre for International Crime Prevention (CICP)" in properties.subject
    assert document.paragraphs[0].style.name == "Title"
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', xml(written, "styles"))) == {"en-GB"}
    assert "PAGE" in document.sections[0].footer._element.xml


def test_the_head_of_every_word_table_is_repeated_on_each_page(written: bytes) -> None:
    tables = list(word_tables(written))
    assert len(tables) == 4
    for _, table in tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None and properties.find(qn("w:tblHeader")) is not None


def test_the_numbers_of_a_grid_lead_to_their_rows(written: bytes) -> None:
    (grid,) = [table for _, table in word_tables(written) if table.cell(0, 0).text == "body / theme"]
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["body / theme", "Crime", "Justice"],
        ["Centre", "", "2"],
        ["States", "1", ""],
    ]
    (link,) = grid.cell(1, 2)._tc.iter(qn("w:hyperlink"))
    (target,) = [
        table.rows[1] for _, table in word_tables(written) if f'w:name="{link.get(qn("w:anchor"))}"' in table._tbl.xml
    ]
    assert [cell.text for cell in target.cells[:3]] == ["Centre", "Justice", "2"]


def test_a_picture_has_words_for_who_cannot_see_it(written: bytes) -> None:
    (told,) = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', xml(written, "document"))
    assert told == "Diagram: Who acts. The table below it tells the same. 3 themes were left out."


def test_a_picture_that_cannot_be_drawn_says_why_and_its_table_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_dot(diagram: Diagram) -> bytes:
        raise MandatesError("a picture needs dot")

    monkeypatch.setattr(pictures, "png", no_dot)
    document = docx.Document(io.BytesIO(write_docx(dossier_of(PICTURE))))
    assert "Who acts: a picture needs dot" in [paragraph.text for paragraph in document.paragraphs]
    assert [cell.text for cell in document.tables[0].rows[1].cells][:4] == ["Centre", "acts on", "Crime", "2"]


def test_a_wide_table_lies_and_what_follows_stands_again() -> None:
    wide = Table("Wide", tuple(f"column {number}" for number in range(9)), (Row(("several words here",) * 9, (A,)),))
    written = write_docx(dossier_of(wide, not_covered=("Nothing.",)))
    sections = docx.Document(io.BytesIO(written)).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_a_grid_that_is_wider_than_a_page_is_told_by_its_rows() -> None:
    heads = tuple(f"Theme {number}" for number in range(40))
    written = write_docx(dossier_of(Matrix("Many", "body", "theme", ("Centre",), heads, {(0, 39): (A,)})))
    (table,) = [table for _, table in word_tables(written)]
    assert [cell.text for cell in table.rows[1].cells][:3] == ["Centre", "Theme 39", "1"]


def test_a_long_table_is_continued_by_another_with_the_same_head() -> None:
    rows = tuple(
        Row((f"row {number}",), (Evidence(f"words {number} " * 40, PLAN, str(number)),)) for number in range(60)
    )
    tables = list(word_tables(write_docx(dossier_of(Table("Long", ("name",), rows)))))
    assert len(tables) > 1
    assert {caption for caption, _ in tables} == {"Long"}
    assert {table.cell(0, 0).text for _, table in tables} == {"name"}
    names = [row.cells[0].text for _, table in tables for row in table.rows[1:]]
    assert names == [f"row {number}" for number in range(60)]


# --- Excel -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(dossier: Dossier) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(dossier)))


def test_a_workbook_has_every_row_with_its_words_and_their_places(dossier: Dossier, book: openpyxl.Workbook) -> None:
    lines = [
        list(line)
        for sheet in book.worksheets[1:]
        if sheet["A1"].value == "row"
        for line in sheet.iter_rows(min_row=2, values_only=True)
    ]
    wanted: list[list[object]] = []
    for _, part in parts_of(dossier):
        for number, row in enumerate(table_of(part).rows, start=1):
            for evidence in row.evidence or (None,):
                told: list[object] = [None] * len(EVIDENCE_COLUMNS)
                if evidence is not None:
                    is_day = len(evidence.date) == len("2002-01-31")
                    date = datetime.datetime.fromisoformat(evidence.date) if is_day else evidence.date
                    place = [evidence.instrument, evidence.title, date, evidence.provision]
                    told = [evidence.place, evidence.words, *place]
                wanted.append([number, *row.cells, *told])
    assert [[value or None for value in line] for line in lines] == [
        [value or None for value in line] for line in wanted
    ]
    assert len(lines) == 12


def test_no_two_columns_of_a_sheet_have_the_same_head() -> None:
    table = Table("Conventions", ("instrument", "mandates"), (Row(("The Convention", 2)),))
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(dossier_of(table)))).worksheets[1]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["row", "instrument in the table", "mandates"]
    assert len(set(heads)) == len(heads)


def test_nothing_in_a_workbook_runs_and_numbers_stay_numbers(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    sheet = book.worksheets[1]
    assert [(cell.value, cell.data_type) for cell in sheet[4][1:4]] == [
        ("Corruption", "s"),
        ("+1 @ -2", "s"),
        (0.5, "n"),
    ]
    assert "=Decides to establish a programme" in [cell.value for cell in cells]
    assert sheet["C1"].value == "=modality"


def test_every_sheet_of_a_workbook_is_frozen_filtered_and_has_readable_columns(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= dimension.width <= 82 for dimension in sheet.column_dimensions.values())


def test_the_first_sheet_tells_what_was_asked_where_the_tables_are_and_what_is_missing(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    told = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert told[0] == ["Profile of the Centre"]
    assert ["body", "Centre for International Crime Prevention (CICP)"] in told
    assert ["as at", "1 January 1998"] in told
    assert ["1 Mandates by theme", "Mandates: Mandates by theme", 5] in told
    assert told[-1] == ["Later resolutions."]
    targets = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert targets == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_the_numbers_of_a_sheet_of_a_matrix_are_numbers_that_lead_to_their_rows(book: openpyxl.Workbook) -> None:
    grid = book["2 Bodies and themes"]
    assert [list(row) for row in grid.iter_rows(values_only=True)] == [
        ["body / theme", "Crime", "Justice"],
        ["Centre", None, 2],
        ["States", 1, None],
    ]
    name, _, cell = grid["B3"].hyperlink.location.rpartition("!")
    rows = book[name.strip("'")]
    assert [value.value for value in rows[rows[cell].row]][1:4] == ["States", "Crime", 1]


def test_a_provision_is_a_link_and_a_text_where_excel_takes_no_more_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST_LINKS", 2)
    long = Evidence("words", PLAN, "5", "", "", "https://example.org/" + "x" * 3000)
    table = Table(
        "Links", ("name",), tuple(Row((str(number),), (each,)) for number, each in enumerate((long, A, B, A)))
    )
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(dossier_of(table)))).worksheets[1]
    column = sheet["H"][1:]
    assert [cell.value for cell in column] == [long.provision, A.provision, B.provision, A.provision]
    assert [cell.hyperlink is not None for cell in column] == [False, True, True, False]


def test_a_table_with_more_rows_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "_MOST_LINES", 3)
    table = Table("Rows", ("name",), tuple(Row((str(number),)) for number in range(5)))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(dossier_of(table))))
    assert [[cell.value for cell in sheet["B"][1:]] for sheet in book.worksheets[1:]] == [["0", "1"], ["2", "3"], ["4"]]


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_that_is_told() -> None:
    table = Table("Long", ("name",), (Row(("word " * 9_000,)),))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(dossier_of(table))))
    text = str(book.worksheets[1]["B2"].value)
    assert len(text) <= 32_767 and text.endswith("[cut here: a cell of Excel holds no more]")
    assert any("are cut" in str(cell.value) for cell in book.worksheets[0]["B"])


@pytest.mark.parametrize(
    "caption", ["a/b:c*[d]?\\'e'", "history", "x" * 90, "🙂" * 40, "", "Who holds which mandate, from which words"]
)
def test_sheets_have_names_that_excel_takes(caption: str) -> None:
    tables = [Table(caption, ("name",), (Row(("x",)),))] * 3
    names = openpyxl.load_workbook(io.BytesIO(write_xlsx(dossier_of(*tables)))).sheetnames
    assert len({name.casefold() for name in names}) == 4
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\") and not name.startswith("'") and not name.endswith("'")


# --- PDF ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(dossier: Dossier) -> bytes:
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError), reason="WeasyPrint or Pango is not installed")  # type: ignore[arg-type]
    return write_pdf(dossier)


def test_a_pdf_has_every_row_and_every_place(dossier: Dossier, printed: bytes) -> None:
    from pdfminer.high_level import extract_text

    text = "".join(extract_text(io.BytesIO(printed)).split())
    for _, cells, evidence in expected(dossier):
        for told in [*(shown(cell) for cell in cells), *(each.place for each in evidence)]:  # type: ignore[arg-type]
            assert "".join(told.split()).casefold() in text.casefold()
        for each in evidence:
            assert "".join(each.words.split()) in text


def test_a_pdf_is_tagged_and_has_title_language_and_bookmarks(dossier: Dossier, printed: bytes) -> None:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    document = PDFDocument(PDFParser(io.BytesIO(printed)))
    catalog = document.catalog
    assert resolve1(catalog["MarkInfo"])["Marked"] is True
    assert "StructTreeRoot" in catalog
    assert resolve1(catalog["Lang"]).startswith(b"en")
    assert resolve1(document.info[0]["Title"]) == dossier.title.encode()
    assert {"Mandates", "Overlap", "Trace"} <= {title for _, title, *_ in document.get_outlines()}
    assert b"http://www.aiim.org/pdfua/ns/id/" in resolve1(catalog["Metadata"]).get_data()


def test_printing_reads_no_file_and_asks_no_network(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError), reason="WeasyPrint or Pango is not installed")  # type: ignore[arg-type]
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    fetcher = pdf._fetcher()
    for address in (secret.as_uri(), "https://example.org/picture.png"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetcher.fetch(address)
    assert fetcher.fetch("data:text/plain,here").read() == b"here"


# --- what all of them share --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("write", "module", "told"),
    [
        (write_pdf, "weasyprint", "PDF needs WeasyPrint: pip install 'mandategraph[brief]'"),
        (write_xlsx, "xlsxwriter", "XLSX needs XlsxWriter: pip install 'mandategraph[brief]'"),
    ],
)
def test_a_missing_library_is_named_with_what_to_install(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, write: object, module: str, told: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(LibraryError) as caught:
        write(dossier)  # type: ignore[operator]
    assert str(caught.value) == told
    assert caught.value.exit_code == 3


def test_a_missing_library_of_the_system_is_named(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_pango(*_: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "library", no_pango)
    with pytest.raises(LibraryError, match="PDF needs Pango"):
        write_pdf(dossier)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_can_be_written_and_is_read_back(text: str) -> None:
    table = Table(text, ("name", text), (Row(("x", text), (Evidence(f"w{text}", PLAN, "1"),)),))
    answer = dossier_of(table, title=text)
    document = docx.Document(io.BytesIO(write_docx(answer)))
    assert document.tables[0].cell(1, 1).text == one_line(text)
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(answer))).worksheets[1]
    assert unescape(str(sheet["C2"].value or "")) == printable(text)
