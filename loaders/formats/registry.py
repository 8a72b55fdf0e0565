"""The registry's paragraph JSON: a list of paragraphs, each with its printed number apart from its words.

Only what is printed is read, the number (`prefix`) and the words (`text`). What the registry itself made of a
paragraph (its kind, verbs, links and mandates) is another reader's opinion and is left aside.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats.flow import joined
from mandategraph.loaders.formats.text import instruments

FORMAT = "registry"


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read the paragraphs of a registry file into instruments; spans refer to the paragraphs joined by blank lines.

    Raises `InputError` where the file is not a list of paragraphs, or where no instrument is in it.
    """
    return instruments(running_text(data, path), path.stem, Source(path.name, sha256(data).hexdigest(), FORMAT))


def running_text(data: bytes, path: Path) -> str:
    """Return the paragraphs as running text. Raises `InputError` where the file is not a list of paragraphs."""
    try:
        paragraphs = json.loads(data)
    except (ValueError, RecursionError) as error:
        place = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{path}: {place}not valid JSON; export the document from the registry again") from error
    if not isinstance(paragraphs, list):
        raise InputError(f"{path}: not a list of paragraphs; name a document as the registry exports it")
    return joined(_printed(paragraph, place, path) for place, paragraph in enumerate(paragraphs, 1))


def _printed(paragraph: object, place: int, path: Path) -> str:
    """Return the number and the words of a paragraph as they were printed."""
    words = paragraph.get("text") if isinstance(paragraph, dict) else None
    number = paragraph.get("prefix") or "" if isinstance(paragraph, dict) else None
    if not isinstance(words, str) or not isinstance(number, str):
        raise InputError(f"{path}: paragraph {place}: no “text”; name a document as the registry exports it")
    return f"{number.strip()} {words.strip()}".strip()
