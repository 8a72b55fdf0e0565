"""Fields, bookmarks and links inside a Word document, which python-docx has no way to write.

A field is an instruction that Word carries out ("PAGE"), with the result that is shown until it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

Element = Any
"""An element of OOXML; python-docx gives its classes no common type."""


def element(tag: str, /, **attributes: str) -> Element:
    """Return an element such as `element("w:shd", fill="FFFFFF")`; its attributes are those of WordprocessingML."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def text_run(text: str, style: str = "") -> Element:
    """Return a run of text, in a character style by its identifier."""
    run = element("w:r")
    if style:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style))
        run.append(properties)
    if text:
        words = element("w:t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def field_runs(instruction: str, result: str, style: str = "") -> list[Element]:
    """Return the runs of a field, with its result so far."""
    words = element("w:instrText")
    words.text = f" {instruction} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    marks = [element("w:fldChar", fldCharType="begin"), words, element("w:fldChar", fldCharType="separate")]
    runs = []
    for mark in marks:
        run = text_run("", style)
        run.append(mark)
        runs.append(run)
    end = text_run("", style)
    end.append(element("w:fldChar", fldCharType="end"))
    return [*runs, text_run(result, style), end]


def add_field(paragraph: Paragraph, instruction: str, result: str, style: str = "") -> None:
    """Put a field at the end of a paragraph."""
    paragraph._p.extend(field_runs(instruction, result, style))


class Bookmarks:
    """The bookmarks of a document: names that links and fields lead to."""

    def __init__(self) -> None:
        """Begin with none."""
        self._number = 0

    def add(self, paragraph: Paragraph, name: str, runs: Iterable[Element]) -> None:
        """Put runs at the end of a paragraph, between the ends of a new bookmark."""
        self._number += 1
        number = str(self._number)
        paragraph._p.append(element("w:bookmarkStart", id=number, name=name))
        paragraph._p.extend(runs)
        paragraph._p.append(element("w:bookmarkEnd", id=number))


def link(bookmark: str, runs: Iterable[Element]) -> Element:
    """Return a link to a bookmark of the same document."""
    made = element("w:hyperlink", anchor=bookmark, history="1")
    made.extend(runs)
    return made
