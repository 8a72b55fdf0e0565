"""Word documents: automatic numbers as Word counts them, footnotes, tables, tracked changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mandategraph.loaders.formats.word import running_text

LEVELS = """
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%5."/></w:lvl>
<w:lvl w:ilvl="5"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%6"/></w:lvl>
"""


def with_lists(*lists: str) -> WordDocument:
    """Return a document whose lists are given by w:num elements over one set of levels."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>{"".join(lists)}'
        f"</w:numbering>"
    ):
        numbering.append(child)
    return document


def add(document: WordDocument, *inside: str) -> None:
    """Add a paragraph by its XML."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{''.join(inside)}</w:p>"))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def text(document: WordDocument) -> list[str]:
    buffer = BytesIO()
    document.save(buffer)
    return running_text(buffer.getvalue(), Path("a.docx")).split("\n\n")


NUM = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def numbered(document: WordDocument, depth: int, list_id: int = 1) -> None:
    numbers = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    add(document, numbers, run("x"))


def marks(document: WordDocument) -> list[str]:
    return [paragraph.split()[0] for paragraph in text(document)]


def test_levels_are_counted_and_deeper_ones_begin_anew() -> None:
    document = with_lists(NUM)
    for depth in (0, 1, 1, 2, 2, 1, 0, 1, 2):
        numbered(document, depth)
    assert marks(document) == ["1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)", "(i)"]


def test_the_twenty_seventh_letter_is_double() -> None:
    document = with_lists(NUM)
    for _ in range(28):
        numbered(document, 1)
    assert marks(document)[-3:] == ["(z)", "(aa)", "(bb)"]


def test_other_number_formats_starts_and_compound_marks_are_printed_as_word_does() -> None:
    document = with_lists(NUM)
    for depth in (0, 3, 4, 4, 5):
        numbered(document, depth)
    assert marks(document) == ["1.", "•", "III.", "IV.", "1.1"]


def test_two_lists_over_one_definition_go_on_unless_one_starts_by_itself() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="3"><w:abstractNumId w:val="7"/>{restart}</w:num>'
    document = with_lists(NUM, '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>', again)
    for list_id in (1, 1, 2, 3, 3):
        numbered(document, 0, list_id)
    assert marks(document) == ["1.", "2.", "3.", "1.", "2."]


def test_a_style_can_number_its_paragraphs_and_a_paragraph_can_say_no() -> None:
    document = with_lists(NUM)
    style = document.styles["Body Text"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    add(document, '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>', run("States shall act."))
    no = '<w:pPr><w:pStyle w:val="BodyText"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    add(document, no, run("Unnumbered."))
    assert text(document) == ["1. States shall act.", "Unnumbered."]


def test_numbers_that_were_typed_are_kept() -> None:
    document = docx.Document()
    document.add_paragraph("1.\tRequests the Secretary-General to report;")
    assert text(document) == ["1. Requests the Secretary-General to report;"]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((run("Code"), run("1", '<w:vertAlign w:val="superscript"/>')), "Code¹"),
        ((run("Code"), run("1", '<w:vertAlign w:val="superscript"/>') * 2), "Code¹¹"),
        ((run("The 1"), run("st", '<w:vertAlign w:val="superscript"/>'), run(" meeting")), "The 1st meeting"),
        ((run("kept"), f"<w:del>{run('lost')}</w:del>"), "kept"),
        ((run("kept "), f"<w:ins>{run('added')}</w:ins>"), "kept added"),
        ((run("kept"), run("hidden", "<w:vanish/>")), "kept"),
        ((f"<w:hyperlink>{run('linked')}</w:hyperlink>", run(" words")), "linked words"),
        ((run("infor"), "<w:r><w:softHyphen/></w:r>", run("mation")), "infor\u00admation"),
        ((run("follow"), "<w:r><w:noBreakHyphen/></w:r>", run("up")), "follow-up"),
        ((run("one"), "<w:r><w:br/></w:r>", run("two")), "one\ntwo"),
        ((run("one"), '<w:r><w:br w:type="page"/></w:r>', run("two")), "onetwo"),
        (("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("word")), "word"),
    ],
)
def test_runs_make_the_words_of_a_paragraph(runs: tuple[str, ...], expected: str) -> None:
    document = docx.Document()
    add(document, *runs)
    assert text(document) == [expected]


def test_rows_of_a_table_and_the_boxes_of_a_paragraph_are_text() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for place, words in enumerate(["Post", "Number", "D-1", "2"]):
        table.cell(place // 2, place % 2).text = words
    box = f"<w:pict><w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent></w:pict>"
    add(document, run("Around it."), f"<w:r>{box}</w:r>")
    assert text(document) == ["Post | Number", "D-1 | 2", "Around it.", "In a box."]


def test_a_layout_table_with_numbers_in_a_column_gives_numbered_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1.", "Requests the Secretary-General to report."
    assert text(document) == ["1. Requests the Secretary-General to report."]


def test_headers_and_footers_are_no_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A/RES/55/59"
    document.sections[0].footer.paragraphs[0].text = "2"
    document.add_paragraph("1. States shall act.")
    assert text(document) == ["1. States shall act."]
