"""Real footnotes in a Word document, which python-docx has no way to write.

A footnote is text in a part of its own (`word/footnotes.xml`) and a mark where it is called. Word numbers the marks in
their order; a mark may be called again from elsewhere, by a field that repeats its number and leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from mandategraph.presentation.forms.word.fields import Bookmarks, Element, add_field, element, text_run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MARK, TEXT = "footnote reference", "footnote text"
"""Names of the styles of a footnote's mark and of its text, as Word calls them."""

_SEPARATORS = f"""
<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="-1">
    <w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p>
  </w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0">
    <w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
      <w:r><w:continuationSeparator/></w:r></w:p>
  </w:footnote>
</w:footnotes>
"""
_SETTINGS = f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


class Footnotes:
    """The footnotes of a document, numbered from 1 in the order in which they are added."""

    def __init__(self, document: Document, bookmarks: Bookmarks) -> None:
        """Give a document, which has no footnotes yet, the part that holds them and the styles that they need."""
        part = document.part
        self._notes = parse_xml(_SEPARATORS)
        name = PackURI("/word/footnotes.xml")
        part.relate_to(
            XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._notes, part.package), RELATIONSHIP_TYPE.FOOTNOTES
        )
        _tell_settings(document)
        mark = document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(8.5)
        text.paragraph_format.space_after = Pt(0)
        self._mark, self._text = mark.style_id, text.style_id
        self._bookmarks = bookmarks
        self._number = 0

    def add(self, paragraph: Paragraph, text: str) -> int:
        """Put the mark of a new footnote at the end of a paragraph, and return its number."""
        self._number += 1
        self._notes.append(self._footnote(text))
        reference = self._run(element("w:footnoteReference", id=str(self._number)))
        self._bookmarks.add(paragraph, _bookmark(self._number), [reference])
        return self._number

    def call_again(self, paragraph: Paragraph, number: int) -> None:
        """Put the number of an earlier footnote at the end of a paragraph, leading to where it was first called."""
        add_field(paragraph, f"NOTEREF {_bookmark(number)} \\h", str(number), self._mark)

    def _footnote(self, text: str) -> Element:
        note, paragraph, properties = element("w:footnote", id=str(self._number)), element("w:p"), element("w:pPr")
        properties.append(element("w:pStyle", val=self._text))
        paragraph.extend([properties, self._run(element("w:footnoteRef")), text_run(f" {text}")])
        note.append(paragraph)
        return note

    def _run(self, mark: Element) -> Element:
        run = text_run("", self._mark)
        run.append(mark)
        return run


def _bookmark(number: int) -> str:
    return f"_Ref_note_{number}"


def _tell_settings(document: Document) -> None:
    """Name the separators in the settings, at the place that the schema has for them."""
    document.settings.element.find(qn("w:compat")).addprevious(parse_xml(_SETTINGS))
