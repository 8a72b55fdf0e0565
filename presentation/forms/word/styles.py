"""The styles of a Word document: its letters, colours and spaces, and those that python-docx's template lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from mandategraph.presentation.forms.word.tables import CELL_STYLE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LANGUAGE = "en-GB"
"""The language that a document is written in."""
CONTENTS_LEVELS = 3
"""How many levels of headings the contents list."""

_FONT = "Calibri"
_BLUE = RGBColor(0x1F, 0x38, 0x64)
_HEADING_SIZES = {1: 16, 2: 13, 3: 11.5}
_LINE_LENGTH = 17.0


def add_styles(document: Document) -> None:
    """Give a document, fresh from python-docx's template, its styles and its language."""
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    styles["Title"].font.color.rgb = _BLUE
    styles["Title"].font.size = Pt(22)
    for level, size in _HEADING_SIZES.items():
        style = styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb = Pt(size), _BLUE
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(16), Pt(6)
    caption = styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(9.5), _BLUE
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)
    _add_paragraph_style(document, "Tree Caption", "Caption").paragraph_format.keep_with_next = True
    cell = _add_paragraph_style(document, CELL_STYLE, "Normal")
    cell.font.size = Pt(9)
    cell.paragraph_format.space_after = Pt(2)
    for level in range(1, CONTENTS_LEVELS + 1):
        entry = _add_paragraph_style(document, f"toc {level}", "Normal")
        entry.paragraph_format.space_after = Pt(2)
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.tab_stops.add_tab_stop(Cm(_LINE_LENGTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    links = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    links.font.color.rgb, links.font.underline = RGBColor(0x05, 0x63, 0xC1), True


def _add_paragraph_style(document: Document, name: str, base: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc "))
    style.base_style = document.styles[base]
    return style
