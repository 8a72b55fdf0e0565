"""The files that a build reads: named one by one, in a folder, or in an archive that is read as it comes.

Nothing is unpacked to disk. What a person names is meant and has to be right; what lies in a folder or an archive may
be odd, and is then refused alone: `collected` tells the two apart.
"""

from __future__ import annotations

import lzma
import os
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from mandategraph.errors import InputError
from mandategraph.loaders.formats.limits import MAX_ARCHIVE, MAX_FILE, whole_file

_DAMAGED = (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError)
_MAGIC = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_USTAR = slice(257, 262)
_CHUNK = 65_536
_BEGINNING = "its beginning"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The content of one file.

    `path` is where it lies, an archive's members below the archive; `share` is how much of all sources was taken when
    it was, from 0 to 1. `refusal` says why there is no content to read, and is empty where there is.
    """

    path: Path
    data: bytes
    collected: bool
    share: float
    refusal: str = ""


def source_files(paths: Sequence[Path]) -> Iterator[SourceFile]:
    """Yield the content of all files of some sources, one at a time.

    A folder gives all files below it, by name, without hidden ones. Raises `InputError` where a named file cannot be
    read, and where a folder or an archive cannot be read to its end.
    """
    for place, path in enumerate(paths):
        for file in _files_of(path):
            yield SourceFile(file.path, file.data, file.collected, (place + file.share) / len(paths), file.refusal)


def _files_of(path: Path) -> Iterator[SourceFile]:
    if path.is_dir():
        yield from _in_folder(path)
    elif _is_archive(path):
        yield from _in_archive(path)
    else:
        yield SourceFile(path, whole_file(path), collected=False, share=1.0)


def _in_folder(folder: Path) -> Iterator[SourceFile]:
    try:
        found = sorted(_files_below(folder))
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}; name a folder that can be read as a whole") from error
    if not found:
        raise InputError(f"{folder}: no file in this folder; name a folder with texts of the United Nations")
    for place, path in enumerate(found, 1):
        share = place / len(found)
        if refusal := _unwritable(str(path)):
            yield SourceFile(Path(_shown(str(path))), b"", collected=True, share=share, refusal=refusal)
            continue
        try:
            yield SourceFile(path, whole_file(path), collected=True, share=share)
        except InputError as error:
            yield SourceFile(path, b"", collected=True, share=share, refusal=str(error))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, without hidden ones. Raises `OSError` for a folder that cannot be read."""

    def refuse(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(here, name) for name in names if not name.startswith("."))
        yield from (path for path in paths if path.is_file())


def _shown(name: str) -> str:
    """Return a name as it can be written; what is no UTF-8 in it becomes a mark."""
    return os.fsencode(name).decode("utf-8", "replace")


def _unwritable(name: str) -> str:
    """Return why a file with this name cannot be used, or nothing where its name can be written."""
    return "" if _shown(name) == name else f"{_shown(name)}: its name is not UTF-8; rename it"


def _is_archive(path: Path) -> bool:
    """Tell a tar archive, compressed or not, by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError:
        return False  # Reading the file as a whole says what is wrong.
    return head.startswith(_MAGIC) or head[_USTAR] == b"ustar"


def _in_archive(path: Path) -> Iterator[SourceFile]:
    last = _BEGINNING
    total = 0
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:*") as archive:
            size = max(1, path.stat().st_size)
            for member in archive:
                if member.isdir():
                    continue
                total += member.size
                if total > MAX_ARCHIVE:
                    raise InputError(f"{path}: more than {MAX_ARCHIVE / 1e9:,.0f} GB unpacked; split the archive")
                yield _member(path, archive, member, share=min(1.0, file.tell() / size))
                last = member.name
            _require_end(path, file)
        if last == _BEGINNING:
            raise InputError(f"{path}: no file in this archive; name one with texts of the United Nations")
    except _DAMAGED as error:
        raise InputError(f"{path}: the archive is damaged or cut off after {last}; fetch it again") from error


def _require_end(path: Path, file: BinaryIO) -> None:
    """Raise `InputError` where an archive ended before its file did, as damage in the middle makes it seem."""
    while rest := file.read(_CHUNK):
        if rest.strip(b"\0"):  # Archives are filled up with zeros.
            raise InputError(f"{path}: the archive ends before its file does; fetch it again")


def _member(path: Path, archive: tarfile.TarFile, member: tarfile.TarInfo, share: float) -> SourceFile:
    name = PurePosixPath(_shown(member.name))
    inside = path / Path(*(part for part in name.parts if part not in ("/", "..")))
    refusal = ""
    if name.is_absolute() or ".." in name.parts:
        refusal = f"{path}: {name}: its name leads out of the archive; pack it anew"
    elif _unwritable(member.name):
        refusal = f"{path}: {_unwritable(member.name)}"
    elif not member.isfile():
        refusal = f"{inside}: a link or device, not a file; pack the file itself"
    elif member.size > MAX_FILE:
        refusal = f"{inside}: {member.size / 1e6:,.0f} MB, and at most {MAX_FILE / 1e6:,.0f} MB are read"
    content = None if refusal else archive.extractfile(member)
    data = b"" if content is None else content.read()
    if not refusal and not data.strip():
        refusal = f"{inside}: the file is empty"
    return SourceFile(inside, b"" if refusal else data, True, share, refusal)
