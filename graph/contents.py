"""What a build holds, document by document: what the next build needs to do only what changed.

It lies in a file beside the database, for it is big where the pointer has to be small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from mandategraph.loaders.document import Source
from mandategraph.loaders.triples import Connections, InstrumentRecord

FILE = "contents.json"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What became of one source document.

    `name` is its file's name and `sha256` its content's; `instruments` are what was read from it, and `connections`
    what those say of things outside of them. `refusal` says why nothing was, and is empty where something was;
    `for_another` tells that it was refused only for what another document has. `collected` tells whether it lay in a
    folder or archive, so that refusing it is no reason to stop.
    """

    name: str
    sha256: str
    collected: bool
    instruments: tuple[InstrumentRecord, ...] = ()
    connections: tuple[Connections, ...] = ()
    refusal: str = ""
    for_another: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents of a build, in the order of their names.

    `fingerprint` tells how they were read: by which version and code, with which authority files and shapes.
    """

    fingerprint: str
    documents: tuple[DocumentRecord, ...] = ()

    def instruments(self) -> Iterator[InstrumentRecord]:
        """Yield the instruments, document by document."""
        return (instrument for document in self.documents for instrument in document.instruments)

    def connections(self) -> Iterator[Connections]:
        """Yield the connections of the instruments, document by document."""
        return (each for document in self.documents for each in document.connections)

    def sources(self) -> tuple[Source, ...]:
        """Return the source files that instruments were read from."""
        return tuple(dict.fromkeys(instrument.source for instrument in self.instruments()))


def write(contents: Contents, folder: Path) -> str:
    """Write contents into the folder of a build and return the SHA-256 of the file. Raises `OSError`."""
    data = msgspec.json.encode(contents)
    (folder / FILE).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def read(folder: Path, sha256: str) -> Contents | None:
    """Return the contents of a build, or nothing where they are not those that were written with it."""
    try:
        data = (folder / FILE).read_bytes()
    except OSError:
        return None
    return msgspec.json.decode(data, type=Contents) if hashlib.sha256(data).hexdigest() == sha256 else None


def fingerprint(files: Iterable[Traversable], version: str) -> str:
    """Return what tells one way of reading from another: the SHA-256 over a version and the contents of files."""
    seal = hashlib.sha256(version.encode())
    for file in files:
        seal.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return seal.hexdigest()
