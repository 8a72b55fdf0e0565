"""The registry's paragraph JSON: a list of paragraphs, each with its printed number apart from its words.

Only what is printed is read, the number (`prefix`) and the words (`text`). What the registry itself made of a
paragraph (its kind, verbs, links and mandates) is another reader's opinion: `loaders.formats.opinions` reads that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats.flow import joined
from mandategraph.loaders.formats.text import instruments

FORMAT = "registry"

_EXPORT = "name a document as the registry exports it"


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read the paragraphs of a registry file into instruments; spans refer to the paragraphs joined by blank lines.

    Raises `InputError` where the file is not a list of paragraphs, or where no instrument is in it.
    """
    return instruments(running_text(data, path), path.stem, source_of(data, path))


def source_of(data: bytes, path: Path) -> Source:
    """Return where a document came from."""
    return Source(path.name, sha256(data).hexdigest(), FORMAT)


def running_text(data: bytes, path: Path) -> str:
    """Return the paragraphs as running text. Raises `InputError` where the file is not a list of paragraphs."""
    return joined(printed(paragraph, place, path) for place, paragraph in enumerate(paragraphs(data, path), 1))


def paragraphs(data: bytes, path: Path) -> list[object]:
    """Return the paragraphs as they stand in the file. Raises `InputError` where it is not a list in JSON."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        place = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{path}: {place}not valid JSON; export the document from the registry again") from error
    if not isinstance(found, list):
        raise InputError(f"{path}: not a list of paragraphs; {_EXPORT}")
    return found


def printed(paragraph: object, place: int, path: Path) -> str:
    """Return the number and the words of a paragraph as they were printed.

    Raises `InputError` where the paragraph, the one at `place` in the file, has no words or no readable number.
    """
    fields = paragraph if isinstance(paragraph, Mapping) else {}
    words, number = fields.get("text"), fields.get("prefix")
    if not isinstance(words, str):
        raise InputError(f"{path}: paragraph {place}: no “text”; {_EXPORT}")
    if not isinstance(number, str | None):
        raise InputError(f"{path}: paragraph {place}: “prefix” is no text; {_EXPORT}")
    return f"{(number or '').strip()} {words.strip()}".strip()
