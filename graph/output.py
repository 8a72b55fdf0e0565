"""Writing a finished result to a file at one stroke, to a stream, or to standard output."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import IO

from mandategraph.errors import InputError

Destination = Path | str | IO[bytes]
"""A file's path, "-" for standard output, or an open binary stream."""


def write_result(data: bytes, destination: Destination) -> None:
    """Write `data` to `destination`.

    A file is written beside its place and moved there whole, so that a reader never sees half of it and a failure
    leaves the old file. Raises `InputError` where the file cannot be written; a stream's own errors pass through.
    """
    if destination == "-":
        _write_all(data, sys.stdout.buffer)
    elif isinstance(destination, str | Path):
        _write_file(data, Path(destination))
    else:
        _write_all(data, destination)


def _write_all(data: bytes, stream: IO[bytes]) -> None:
    """Write everything: a stream without a buffer, as with PYTHONUNBUFFERED, may take a part at a time."""
    rest = memoryview(data)
    while rest:
        written = stream.write(rest)
        rest = rest[len(rest) if written is None else written :]
    stream.flush()


def _write_file(data: bytes, path: Path) -> None:
    try:
        # A link stays a link: the file that it leads to is replaced.
        target = path.resolve()
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise InputError(f"{path}: is a folder; name a file to write to")
            target.write_bytes(data)  # A device or a pipe cannot be replaced.
        else:
            _replace(data, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{path}: cannot be written: {reason}; choose another place") from error


def _replace(data: bytes, target: Path) -> None:
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            fresh.chmod(target.stat().st_mode & 0o777)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
