"""How much is read, so that nothing hangs: limits far above any instrument, and errors that name them."""

from __future__ import annotations

from pathlib import Path

from mandategraph.errors import InputError

MAX_FILE = 100_000_000
"""Bytes of a file, in any format."""
MAX_ARCHIVE = 20_000_000_000
"""Bytes of an archive, unpacked; the registry of UN mandates has a hundred million."""
MAX_TEXT = 20_000_000
"""Characters of a text; the longest compendia have two million."""
MAX_PARAGRAPH = 50_000
"""Characters of a paragraph or line; the longest that we know has 38,000."""


def whole_file(path: Path) -> bytes:
    """Return the content of a file. Raises `InputError` where it cannot be read, is empty, or is beyond the limit."""
    try:
        if not path.is_dir() and not path.is_file() and path.exists():
            raise InputError(f"{path}: no regular file; name a file that can be read")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise InputError(
                f"{path}: {size / 1e6:,.0f} MB, and at most {MAX_FILE / 1e6:,.0f} MB are read; "
                f"split the file into its instruments"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; name a file that can be read") from error
    if not data.strip():
        raise InputError(f"{path}: the file is empty; name a text of a UN instrument")
    return data


def require_readable_size(text: str, name: str) -> None:
    """Raise `InputError` where a text, or a line of it, is beyond the limits."""
    if len(text) > MAX_TEXT:
        raise InputError(f"{name}: {len(text):,} characters of text, and at most {MAX_TEXT:,} are read; split the text")
    number = start = 0
    while start < len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > MAX_PARAGRAPH:
            raise InputError(
                f"{name}: line {number}: {end - start:,} characters in one line, and at most {MAX_PARAGRAPH:,} are "
                f"read; break the text into its paragraphs"
            )
        start = end + 1
