"""Akoma Ntoso XML (AKN4UN): preface, preamble, body and attachments, with numbers, headings and authorial notes.

The structure that the markup gives is written out as print shows it, number before words, and then read like any
other text, so that the same instrument gives the same records in every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from lxml import etree

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats.archives import refuse_declarations
from mandategraph.loaders.formats.flow import joined, raised, row
from mandategraph.loaders.formats.openings import annex
from mandategraph.loaders.formats.text import instruments
from mandategraph.loaders.symbols import find_symbols

FORMAT = "akomantoso"

_DROPPED = frozenset("meta toc del coverPage".split())
# Elements whose words are one paragraph of print; everything else holds such elements.
_BLOCKS = frozenset("p heading subheading crossHeading num longTitle docketNumber listIntroduction listWrapUp".split())
_INLINE = frozenset(
    "a abbr affectedDocument argument b br concept date decoration def docAuthority docCommittee docDate docIntroducer "
    "docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType documentRef embeddedText "
    "entity eol event fillIn i img inline ins judge lawyer legislature location mmod mod mref neutralCitation noteRef "
    "object omissis opinion organization outcome party person placeholder process quantity quotedText ref "
    "relatedDocument remark rmod role rref session shortTitle signature span strong sub sup term time u vote".split()
)
_NUMBER = re.compile(r"\d{1,3}")
_LETTER = re.compile(r"[a-z]{1,5}")
_ITEMS = frozenset("point item indent alinea sublist subparagraph".split())


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read an Akoma Ntoso document into instruments; spans refer to its text as print shows it, notes last.

    Raises `InputError` where the XML is not well-formed, declares a document type, or has no instrument in it.
    """
    return instruments(running_text(data, path), path.stem, Source(path.name, sha256(data).hexdigest(), FORMAT))


def running_text(data: bytes, path: Path) -> str:
    """Return the text of a document. Raises `InputError` where the XML cannot be read, or has no text."""
    refuse_declarations(data, path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"{path}: line {error.lineno}: XML that is not well-formed ({error.msg}); correct it"
        ) from error
    writer = _Writer()
    text = joined([*_symbol(root), *writer.paragraphs(root)])
    if not text:
        raise InputError(f"{path}: the document has no text; name one with the words of an instrument")
    return text


def _symbol(root: etree._Element) -> Iterator[str]:
    """Yield the symbol that the metadata give, where the text itself has no `docNumber`."""
    if next(root.iter("{*}docNumber"), None) is None:
        for element in (*root.iter("{*}FRBRalias"), *root.iter("{*}FRBRnumber")):
            if symbols := find_symbols(element.get("value", "")):
                yield symbols[0].symbol
                return


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class _Writer:
    """Walks through a document and writes its paragraphs, with the notes that are met on the way."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def paragraphs(self, root: etree._Element) -> Iterator[str]:
        """Yield the paragraphs below an element, then its notes."""
        yield from self._below(root)
        yield from self.notes

    def _below(self, element: etree._Element) -> Iterator[str]:
        """Yield the paragraphs of an element; its number opens its heading or its first words."""
        number = ""
        words: list[str] = []
        for child in element:
            name = _name(child)
            if name in _INLINE or name == "authorialNote":
                words.append(self._words_of(child) + _squeezed(child.tail))
                continue
            if "".join(words).strip():
                yield f"{number} {''.join(words)}".strip()
                number = ""
            words = [_squeezed(child.tail)]
            if name == "num":
                number = _printed(self._words(child), _name(element))
                continue
            for paragraph in self._block(child, name):
                yield f"{number} {paragraph}".strip()
                number = ""
        if number or "".join(words).strip():
            yield f"{number} {''.join(words)}".strip()

    def _block(self, element: etree._Element, name: str) -> Iterator[str]:
        if name in _DROPPED:
            return
        if name in ("attachment", "component", "annex"):
            yield from self._attachment(element)
        elif name in _BLOCKS or (len(element) == 0 and (element.text or "").strip()):
            yield self._words(element)
        elif name == "tr":
            yield from row(["\n\n".join(self._below(cell)) or self._words(cell) for cell in element])
        else:
            if (element.text or "").strip():
                yield self._words(element)
            else:
                yield from self._below(element)

    def _attachment(self, element: etree._Element) -> Iterator[str]:
        """Yield the paragraphs of an attachment, behind a heading that says that it is an annex."""
        found = list(self._below(element))
        if found and not any(annex(paragraph) for paragraph in found[:3]):
            yield "Annex"
        yield from found

    def _words(self, element: etree._Element) -> str:
        """Return the words of an element and of all inside it, with the marks of its notes."""
        return (
            _squeezed(element.text) + "".join(self._words_of(child) + _squeezed(child.tail) for child in element)
        ).strip()

    def _words_of(self, element: etree._Element) -> str:
        name = _name(element)
        if name in _DROPPED or not name:
            return ""
        if name == "authorialNote":
            return self._note(element)
        if name in ("eol", "br"):
            return "\n"
        inside = _squeezed(element.text) + "".join(self._words_of(child) + _squeezed(child.tail) for child in element)
        if name == "noteRef":
            return raised(inside.strip() or element.get("marker", ""))
        return raised(inside) if name == "sup" else inside

    def _note(self, element: etree._Element) -> str:
        """Remember an authorial note, and return the mark that stands for it."""
        place = len(self.notes)
        self.notes.append("")
        mark = raised(element.get("marker", "").strip() or str(place + 1))
        words = " ".join(self._below(element)) or self._words(element)
        self.notes[place] = f"{mark} {words.removeprefix(mark).strip()}" if mark.strip("*") else f"{mark}{words}"
        return mark


def _squeezed(text: str | None) -> str:
    return " ".join(f"|{text}|".split())[1:-1] if text else ""


def _printed(number: str, parent: str) -> str:
    """Return a number as print shows it, where the markup has the bare figure or letter: "26." or "(a)"."""
    if _NUMBER.fullmatch(number):
        return f"({number})" if parent in _ITEMS else f"{number}."
    return f"({number})" if _LETTER.fullmatch(number) and parent in _ITEMS else number
