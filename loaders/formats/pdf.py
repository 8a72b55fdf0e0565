"""PDF files with a text layer: pages to running text, footnotes and their marks by size and place.

`loaders.formats.pages` puts the lines of the pages in order. A scanned page has no text and is refused, as is a file
that is encrypted, cut off, or whose fonts do not say which characters they draw.
"""

from __future__ import annotations

import base64
import logging
import re
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats.flow import joined
from mandategraph.loaders.formats.pages import paragraphs
from mandategraph.loaders.formats.text import instruments

FORMAT = "pdf"

_MAX_UNPACKED = 300_000_000
_STREAM = re.compile(rb"(?P<dictionary><<(?:[^s]|s(?!tream))*?)stream\r?\n", re.DOTALL)
_COMPRESSED = re.compile(rb"/Filter\s*(?:\[\s*)?(?P<text>/ASCII85Decode\s*)?/FlateDecode\b")
_WHITE = b" \t\n\r\f\v\0"
_UNMAPPED = re.compile(r"\(cid:\d+\)")
# Fewer characters than this on a page are a stamp or a page number over a scanned image.
_LEAST_PER_PAGE = 40
_CHUNK = 1 << 20


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read a PDF into instruments; spans refer to its text in reading order, footnotes behind their page.

    Raises `InputError` where it is encrypted, damaged, a scan without text, or has no instrument in it.
    """
    return instruments(running_text(data, path), path.stem, Source(path.name, sha256(data).hexdigest(), FORMAT))


def running_text(data: bytes, path: Path) -> str:
    """Return the text of a PDF. Raises `InputError` where it cannot be read as a whole."""
    if b"%%EOF" not in data[-4096:]:
        raise InputError(f"{path}: the PDF is cut off, its end is missing; get the whole file")
    _require_whole_streams(data, path)
    pages = _pages(data, path)
    text = joined(paragraphs(pages))
    if len(text) < _LEAST_PER_PAGE * max(1, len(pages)) and len(text) < 2_000:
        raise InputError(f"{path}: no text in the PDF, only images of pages; run text recognition (OCR) on it first")
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > 20 and 50 * unmapped > len(text):
        raise InputError(f"{path}: the fonts of the PDF do not tell their characters; run text recognition (OCR) on it")
    return text


def _pages(data: bytes, path: Path) -> list[LTPage]:
    """Return the layout of every page."""
    # The library warns about oddities of files; what matters is checked here.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=LAParams(line_overlap=0.4, boxes_flow=None, all_texts=True))
        interpreter = PDFPageInterpreter(resources, device)
        found = []
        for page in PDFPage.create_pages(document):
            interpreter.process_page(page)
            found.append(device.get_result())
        declared = resolve1(resolve1(document.catalog["Pages"]).get("Count"))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise InputError(f"{path}: the PDF is encrypted; save it without a password") from error
    except Exception as error:
        # The parser runs into whatever a damaged file holds, from KeyError to struct.error.
        raise InputError(f"{path}: a damaged PDF ({type(error).__name__}: {error}); get the file again") from error
    if not found or (isinstance(declared, int) and declared > len(found)):
        raise InputError(f"{path}: a damaged PDF, {len(found)} of {declared} pages can be read; get the file again")
    return found


def _require_whole_streams(data: bytes, path: Path) -> None:
    """Refuse a file whose compressed parts are damaged, or unpack to more than any text and its fonts do.

    The parser itself would go on with what it could unpack, without a word.
    """
    if b"/Encrypt" in data:
        return
    left = _MAX_UNPACKED
    for match in _STREAM.finditer(data):
        if not (filters := _COMPRESSED.search(match["dictionary"])):
            continue
        try:
            packed = memoryview(data)[match.end() :]
            if filters["text"]:
                end = data.find(b"~>", match.end())
                packed = memoryview(base64.a85decode(data[match.end() : end], ignorechars=_WHITE))
            left -= _unpacked_size(packed, left)
        except (zlib.error, ValueError) as error:
            raise InputError(
                f"{path}: a damaged PDF, a part cannot be unpacked ({error}); get the file again"
            ) from error
        if left < 0:
            raise InputError(f"{path}: the PDF unpacks to more than any text does; print it to a new PDF")


def _unpacked_size(packed: memoryview, most: int) -> int:
    """Return how many bytes a compressed stream unpacks to, a little over `most` where it is more."""
    stream = zlib.decompressobj()
    size = 0
    while not stream.eof and packed and size <= most:
        chunk = packed[:_CHUNK]
        size += len(stream.decompress(chunk, _CHUNK))
        packed = packed[len(chunk) - len(stream.unconsumed_tail) :]
    return size
