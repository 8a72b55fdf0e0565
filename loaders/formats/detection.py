"""Finding out the format of a file from its content; the name counts only where the content leaves it open."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from mandategraph.errors import InputError

_HEAD = 65_536
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

# What may stand before the root of XML: a declaration, comments, a document type with or without a subset of its own.
_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)")
_TAG = re.compile(
    r"<(?:html|head|body|main|article|section|div|p|h[1-6]|table|ul|ol|span|font|center|meta)\b[^<>]*>", re.I
)
_LIST = re.compile(r"\s*\[\s*[{\]]")
_OBJECT = re.compile(r"\s*\{\s*[\"}]")


def format_of(data: bytes, path: Path) -> str:
    """Return the name of the module that reads a file: text, html, word, pdf, akomantoso or registry.

    Raises `InputError` where the content is of a format that is not read.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _in_archive(data, path)
    if data.startswith(_OLD_WORD):
        raise InputError(f"{path}: an old Word file, or one with a password; save it as .docx without a password")
    if data.startswith(b"{\\rtf"):
        raise InputError(f"{path}: rich text (RTF); save it as .docx or as plain text")
    head = (
        data[:_HEAD].decode("utf-16", "replace") if data[:2] in _UTF_16 else data[:_HEAD].decode("utf-8-sig", "replace")
    )
    if head.lstrip().startswith("<"):
        marked_up = _in_markup(head, path)
        if marked_up:
            return marked_up
    if b"\0" in data[:_HEAD]:
        raise InputError(f"{path}: a binary file, not a text; save the instrument as plain text")
    if _LIST.match(head) or _OBJECT.match(head):
        return "registry"
    if path.suffix.lower() in _HTML_SUFFIXES and _TAG.search(head):
        return "html"
    return "text"


def _in_archive(data: bytes, path: Path) -> str:
    """Return the format in a zip archive, or that of its damaged remains, which say what they were by their name."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return "word"
    if "word/document.xml" in names:
        return "word"
    kind = "an OpenDocument text; save it as .docx" if "content.xml" in names else "a zip archive; unpack it first"
    raise InputError(f"{path}: {kind}")


def _in_markup(head: str, path: Path) -> str:
    """Return the format of a text that begins with a tag, or an empty string where it is plain text or Markdown."""
    prolog = _PROLOG.match(head)
    root = _ROOT.match(head, prolog.end() if prolog else 0)
    name = root["name"] if root else ""
    if name == "akomaNtoso":
        return "akomantoso"
    if name.lower() == "html" or "<!doctype html" in head[:2048].lower():
        return "html"
    if head.lstrip().startswith("<?xml") or (name and "xmlns" in head[:2048]):
        raise InputError(f"{path}: XML with the root <{name}>; of XML, only Akoma Ntoso (<akomaNtoso>) is read")
    return "html" if _TAG.match(head, root.start() if root else 0) else ""
