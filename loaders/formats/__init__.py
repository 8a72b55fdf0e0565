"""One module a source format; each turns a file into documents."""

from __future__ import annotations

from pathlib import Path

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import text


def read_documents(path: Path) -> tuple[Document, ...]:
    """Read a file into the instruments that it holds.

    Raises `InputError`, with the file's name and what to do, where the file is missing, empty, binary, not UTF-8, or
    has no instrument in it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; name a file that can be read") from error
    if not data.strip():
        raise InputError(f"{path}: the file is empty; name a text of a UN instrument")
    if b"\0" in data[:65536]:
        raise InputError(f"{path}: a binary file, not a text; save the instrument as plain text")
    return text.read(data, path)
