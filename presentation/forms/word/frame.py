"""What every Word document has around its text: properties, pages with numbers, and contents."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm

from mandategraph.answers.dossier import Dossier, Section
from mandategraph.presentation.forms.word.fields import add_field, field_runs, link, text_run
from mandategraph.presentation.forms.word.styles import CONTENTS_LEVELS, LANGUAGE
from mandategraph.presentation.forms.wording import ASKED, CONTENTS, NOT_COVERED, SUMMARY, asked_of, one_line

if TYPE_CHECKING:
    from docx.document import Document

SHORT, LONG, MARGIN = 21.0, 29.7, 2.0
"""The sides of a page (A4) and its margins, in centimetres."""
PORTRAIT, LANDSCAPE = SHORT - 2 * MARGIN, LONG - 2 * MARGIN
"""How long a line is on a page that stands, and on one that lies, in centimetres."""

_MOST_LETTERS = 255
"""How long a property of a document may be."""


def describe(document: Document, dossier: Dossier) -> None:
    """Tell who reads the properties of the document what it is."""
    properties, now = document.core_properties, datetime.datetime.now(tz=datetime.UTC)
    asked = "; ".join(f"{name}: {value}" for name, value in asked_of(dossier))
    properties.title = one_line(dossier.title)[:_MOST_LETTERS]
    properties.subject = one_line(asked)[:_MOST_LETTERS]
    properties.author, properties.comments = "mandategraph", ""
    properties.language = LANGUAGE
    properties.created = properties.modified = now


def lay_out(document: Document) -> None:
    """Give a document upright pages with numbers at their feet."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(SHORT), Cm(LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("Page ")
    add_field(footer, "PAGE", "1")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES", "1")


def add_contents(document: Document, dossier: Dossier) -> None:
    """Write the contents as a field that Word fills with pages, and the headings as its result until then."""
    document.add_paragraph(CONTENTS, "TOC Heading")
    begin, instruction, separate, _, end = field_runs(f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u', "")
    begin[-1].set(qn("w:dirty"), "true")
    paragraph = None
    for number, (level, words) in enumerate(_headings(dossier), start=1):
        if level > CONTENTS_LEVELS:
            continue
        first = paragraph is None
        paragraph = document.add_paragraph(style=f"toc {level}")
        if first:
            paragraph._p.extend([begin, instruction, separate])
        paragraph._p.append(link(heading_mark(number), [text_run(words)]))
    if paragraph is not None:
        paragraph._p.append(end)


def heading_mark(number: int) -> str:
    """Return the name of the bookmark at a heading, by its number from 1."""
    return f"_Toc_{number}"


def _headings(dossier: Dossier) -> Iterator[tuple[int, str]]:
    """Yield level and words of every heading, in the order of the document."""

    def within(sections: Sequence[Section], level: int) -> Iterator[tuple[int, str]]:
        for section in sections:
            yield level, one_line(section.heading)
            yield from within(section.below, level + 1)

    if dossier.summary:
        yield 1, SUMMARY
    yield 1, ASKED
    yield from within(dossier.sections, 1)
    if dossier.not_covered:
        yield 1, NOT_COVERED
