"""One module a source format; each turns a file into documents.

A format is found by content, not by the file's name. Formats with a markup of their own (HTML, Word, PDF, Akoma Ntoso,
the registry's JSON) are first written out as running text, a blank line between paragraphs, numbers before words,
footnotes in superscript digits; the spans of their documents refer to that text, which the reader's `running_text`
returns. `Source.format` names the reader.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from mandategraph.loaders.document import Document
from mandategraph.loaders.formats.detection import format_of
from mandategraph.loaders.formats.limits import whole_file


def read_documents(path: Path) -> tuple[Document, ...]:
    """Read a file into the instruments that it holds.

    Raises `InputError`, with the file's name and what to do, where the file is missing, empty, too big, damaged, of a
    format or in a language that is not read, or has no instrument in it.
    """
    return documents_in(whole_file(path), path)


def documents_in(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read the content of a file, which need not lie at `path` itself, as `read_documents` does."""
    # Loaded on demand: the readers' libraries are big, and most runs need one of them.
    reader = import_module(f"{__name__}.{format_of(data, path)}")
    documents: tuple[Document, ...] = reader.read(data, path)
    return documents
