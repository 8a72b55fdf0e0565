"""Zip archives that are safe to open: whole, not encrypted, and not bigger unpacked than anybody's text is."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from mandategraph.errors import InputError

_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 200
_SMALL = 5_000_000
_MAX_ENTRIES = 10_000
# A declaration in any of the encodings that XML parsers guess.
_DECLARATION = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C\0T\0Y\0P\0E|E\0N\0T\0I\0T\0Y)|\0<\0!\0(?:D\0O\0C\0T\0Y\0P\0E|E\0N\0T\0I\0T\0Y)"
)


def opened(data: bytes, path: Path) -> zipfile.ZipFile:
    """Return an archive that was looked through: its directory, its sizes, and every part's checksum.

    Raises `InputError` where the archive is damaged or encrypted, or a bomb.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise InputError(f"{path}: the document has a password; save it without")
        if unpacked > _MAX_UNPACKED or len(entries) > _MAX_ENTRIES or unpacked > max(_SMALL, _MAX_RATIO * len(data)):
            raise InputError(
                f"{path}: unpacks from {len(data):,} to {unpacked:,} bytes in {len(entries):,} parts, "
                f"which no text does; save the document again"
            )
        damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise InputError(f"{path}: a damaged .docx ({error}); save the document again") from error
    if damaged:
        raise InputError(f"{path}: a damaged .docx ({damaged} does not match its checksum); save the document again")
    return archive


def refuse_declarations(data: bytes, path: Path) -> None:
    """Raise `InputError` where XML declares a document type or entities: they can blow up, or fetch from elsewhere."""
    if _DECLARATION.search(data):
        raise InputError(
            f"{path}: the XML has a DOCTYPE or declares entities, which is not read; remove the declaration"
        )
