"""Word documents (.docx): paragraphs with their automatic numbers, tables, text boxes and footnotes.

Tracked insertions are read and tracked deletions are not; headers and footers are not part of the text. The numbers
of footnotes follow the order of their marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats import archives
from mandategraph.loaders.formats.flow import joined, raised, row, superscript
from mandategraph.loaders.formats.numberings import Numbering, W, value
from mandategraph.loaders.formats.text import instruments

FORMAT = "word"

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PLAIN = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad", f"{W}sym": "•"}
_NOTES = (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES))


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read a document into instruments; spans refer to its text, a blank line between two paragraphs, footnotes last.

    Raises `InputError` where it is damaged, has a password, unpacks to more than a text, or has no instrument in it.
    """
    return instruments(running_text(data, path), path.stem, Source(path.name, sha256(data).hexdigest(), FORMAT))


def running_text(data: bytes, path: Path) -> str:
    """Return the text of a document. Raises `InputError` where it is damaged or has none."""
    with archives.opened(data, path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                archives.refuse_declarations(archive.read(name), path)
    try:
        text = joined(_Writer(docx.Document(BytesIO(data))).paragraphs())
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise InputError(f"{path}: a damaged .docx ({error}); save the document again") from error
    if not text:
        raise InputError(f"{path}: the document has no text; name one with the words of an instrument")
    return text


class _Writer:
    """Walks through a document and writes its paragraphs."""

    def __init__(self, document: WordDocument) -> None:
        self.body = document.element.body
        self.numbering = Numbering.of(_part(document, RELATIONSHIP_TYPE.NUMBERING))
        self.styles = {style.style_id: style.element for style in document.styles}
        self.notes = {kind: _notes(_part(document, relationship), kind) for kind, relationship in _NOTES}
        self.numbers: dict[tuple[str, str], int] = {}
        self.boxes: list[Any] = []

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs of the body, then the footnotes in the order of their marks."""
        yield from self._below(self.body)
        for (kind, key), number in self.numbers.items():
            words = " ".join(self._below(self.notes[kind][key])).strip()
            yield f"{superscript(number)} {words}" if words else ""

    def _below(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self._paragraph(child)
                boxes, self.boxes = self.boxes, []
                for box in boxes:
                    yield from self._below(box)
            elif child.tag == f"{W}tbl":
                for each in child.iter(f"{W}tr"):
                    if next(each.iterancestors(f"{W}tbl")) is child:
                        yield from row(
                            ["\n\n".join(text for text in self._below(cell) if text) for cell in _cells(each)]
                        )
            elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}sectPr"):
                yield from self._below(child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else child)

    def _paragraph(self, paragraph: Any) -> str:
        mark = self._mark(paragraph.find(f"{W}pPr"))
        words = "".join(_with_raised(self._runs(paragraph))).strip()
        return f"{mark} {words}".strip() if words else ""

    def _mark(self, properties: Any) -> str:
        """Return the automatic number of a paragraph, which its own properties or those of its style ask for."""
        found = properties.find(f"{W}numPr") if properties is not None else None
        style = self.styles.get(value(properties, "pStyle"))
        list_id, depth = value(found, "numId"), value(found, "ilvl")
        for _ in range(20):
            if (list_id and depth) or style is None:
                break
            inherited = style.find(f"{W}pPr/{W}numPr")
            list_id, depth = list_id or value(inherited, "numId"), depth or value(inherited, "ilvl")
            style = self.styles.get(value(style, "basedOn"))
        return self.numbering.mark(list_id, int(depth or 0)) if list_id not in ("", "0") else ""

    def _runs(self, parent: Any) -> Iterator[tuple[bool, str]]:
        """Yield the words of a paragraph's runs, each with whether it stands in superscript."""
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag == f"{_COMPATIBILITY}AlternateContent":
                yield from self._runs(child[0])
            elif child.tag not in (f"{W}pPr", f"{W}del", f"{W}moveFrom"):
                yield from self._runs(child)

    def _run(self, run: Any) -> Iterator[tuple[bool, str]]:
        properties = run.find(f"{W}rPr")
        if properties is not None and properties.find(f"{W}vanish") is not None:
            return
        is_raised = value(properties, "vertAlign") == "superscript"
        for child in run:
            if child.tag == f"{W}t":
                yield is_raised, child.text or ""
            elif child.tag == f"{W}br":
                yield is_raised, "" if child.get(f"{W}type") in ("page", "column") else "\n"
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield False, self._reference(child)
            elif child.tag in _PLAIN:
                yield is_raised, _PLAIN[child.tag]
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_COMPATIBILITY}AlternateContent"):
                first = child[0] if child.tag.startswith(_COMPATIBILITY) else child
                self.boxes += first.iter(f"{W}txbxContent")

    def _reference(self, reference: Any) -> str:
        """Return the mark of a footnote; one with a mark of its own (an asterisk) has it in the words that follow."""
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        key = reference.get(f"{W}id", "")
        if key not in self.notes[kind] or reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return ""
        return superscript(self.numbers.setdefault((kind, key), len(self.numbers) + 1))


def _with_raised(runs: Iterator[tuple[bool, str]]) -> Iterator[str]:
    """Yield the words of runs; neighbours in superscript are one mark ("1" and "2" are footnote 12)."""
    together = ""
    for is_raised, words in runs:
        if is_raised:
            together += words
            continue
        if together:
            yield raised(together)
            together = ""
        yield words
    yield raised(together)


def _cells(table_row: Any) -> list[Any]:
    """Return the cells of a row, without those that only continue a cell above."""
    merged = f"{W}tcPr/{W}vMerge"
    return [
        cell
        for cell in table_row.iter(f"{W}tc")
        if next(cell.iterancestors(f"{W}tr")) is table_row
        and (cell.find(merged) is None or cell.find(merged).get(f"{W}val") == "restart")
    ]


def _part(document: WordDocument, relationship: str) -> Any:
    """Return the XML of a part that belongs to the document, or `None` where there is none."""
    for related in document.part.rels.values():
        if related.reltype == relationship and not related.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(related.target_part.blob, parser)
    return None


def _notes(root: Any, kind: str) -> dict[str, Any]:
    """Return the footnotes of a part by their ids, without the lines that separate them from the text."""
    if root is None:
        return {}
    return {
        each.get(f"{W}id", ""): each
        for each in root.findall(f"{W}{kind}")
        if each.get(f"{W}type", "normal") == "normal"
    }
