"""The folder of a store: its pointer, its builds, its lock, and who is still reading which build.

    store.json      which build is current, and what is in it; replaced in one step
    builds/000007/  one build: an Oxigraph database, `contents.json` (which documents it holds), and the file `in-use`
                    that its readers lock; `workspace/` while it is being made
    lock            held by the one process that may write

A build that the pointer does not name is a leftover: of a build that was killed, or an older one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mandategraph.errors import StoreError
from mandategraph.graph import leases

FORMAT = 2
"""The format of the store that this version reads and writes."""

_BUILD = re.compile(r"\d{6,}(?:\.removed)?")
_OF_A_STORE = frozenset({"store.json", "store.json.new", "builds", "lock"})
_DATABASE_FILES = re.compile(r"CURRENT|MANIFEST-\d+|\d+\.sst")


@dataclass(frozen=True, slots=True)
class StoreDescription:
    """What `store.json` says of the current build.

    When (a UTC time in ISO 8601) and by which version it was made, how many triples its named graphs have, the SHA-256
    of its contents (`graph.contents`), and the seals of the database's files by name.
    """

    build: str
    built_at: str
    version: str
    triples: int
    contents: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of a store, which need not exist yet."""

    directory: Path

    @property
    def lock(self) -> Path:
        """The file that the one writer locks."""
        return self.directory / "lock"

    @property
    def pointer(self) -> Path:
        """The file that says which build is current."""
        return self.directory / "store.json"

    def build(self, name: str) -> Path:
        """Return the folder of a build."""
        return self.directory / "builds" / name

    def read(self) -> StoreDescription | None:
        """Return what the pointer says, or nothing where no build was ever finished here.

        Raises `StoreError` where the pointer is damaged or written in another format.
        """
        written = self._written()
        if written is None:
            return None
        if written["format"] != FORMAT:
            raise self._of_another_format(written)
        try:
            return _description(written)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise self.damaged("store.json is not what a build writes") from error

    def _written(self) -> dict[str, Any] | None:
        """Return the words of the pointer, which have a format and may otherwise be anything."""
        try:
            written = json.loads(self.pointer.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"{self.pointer}: the store cannot be opened: {reason(error)}") from error
        except ValueError as error:
            raise self.damaged("store.json is not what a build writes") from error
        if not isinstance(written, dict) or not isinstance(written.get("format"), int):
            raise self.damaged("store.json is not what a build writes")
        return written

    def damaged(self, why: str) -> StoreError:
        """Return the error for a store that cannot be trusted."""
        return StoreError(f"{self.directory}: the store is damaged: {why}; run `mandates build` to write it anew")

    def _of_another_format(self, written: dict[str, Any]) -> StoreError:
        newer = written["format"] > FORMAT
        remedy = "upgrade mandategraph, or name another folder" if newer else "run `mandates build` to write it anew"
        return StoreError(
            f"{self.directory}: the store has format {written['format']}, of mandategraph "
            f"{written.get('version', 'unknown')}, and this version works with format {FORMAT}; {remedy}"
        )

    def refuse_foreign(self) -> None:
        """Raise `StoreError` where a build would write over what is not its own: other files, or a newer store.

        Raises `OSError` where the folder cannot be listed.
        """
        try:
            written = self._written()
        except StoreError:
            return  # A damaged pointer is what a new build repairs.
        if written is not None and written["format"] > FORMAT:
            raise self._of_another_format(written)
        strangers = {entry.name for entry in self.directory.iterdir()} if self.directory.exists() else set()
        if written is None and strangers - _OF_A_STORE:
            example = min(strangers - _OF_A_STORE)
            raise StoreError(f"{self.directory}: holds {example!r} and no store; name a folder that is empty or new")

    def new_build(self) -> str:
        """Create the folder of the next build, with the file that its readers will lock, and return its name."""
        taken = [int(entry.stem) for entry in self._builds()]
        name = f"{max(taken, default=0) + 1:06d}"
        self.build(name).mkdir(parents=True)
        (self.build(name) / leases.LEASE).touch()
        return name

    def point_to(self, description: StoreDescription) -> None:
        """Make a build the current one, in one step that survives a loss of power."""
        fresh = self.pointer.with_name("store.json.new")
        text = json.dumps({"format": FORMAT, **asdict(description)}, ensure_ascii=False, indent=2)
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.pointer)
        with suppress(OSError):  # Not every system lets a folder be synchronised.
            handle = os.open(self.directory, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def remove_leftovers(self, keep: str) -> None:
        """Remove all builds but one. A build that someone still reads stays for the next time."""
        for entry in self._builds():
            if entry.name != keep:
                with suppress(OSError), leases.unused(entry) as free:
                    if free:
                        shutil.rmtree(_set_aside(entry))

    def _builds(self) -> list[Path]:
        folder = self.directory / "builds"
        return sorted(entry for entry in folder.iterdir() if _BUILD.fullmatch(entry.name)) if folder.is_dir() else []

    def database_files(self, build: str) -> dict[str, str]:
        """Return the files of a build's database that hold data, each with a seal that breaks when it is damaged."""
        found = (entry for entry in self.build(build).iterdir() if _DATABASE_FILES.fullmatch(entry.name))
        return {entry.name: _seal(entry) for entry in sorted(found)}


def _seal(file: Path) -> str:
    """Return the size of a table, whose blocks have checksums of their own, and the SHA-256 of any other file.

    Those are small, and damage to them can pass for an empty database.
    """
    if file.suffix == ".sst":
        return f"{file.stat().st_size} bytes"
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"


def _set_aside(build: Path) -> Path:
    """Rename a build that is about to go: where its files are open and locked by the system, this fails at once."""
    if build.suffix == ".removed":
        return build
    return build.rename(build.with_name(f"{build.name}.removed"))


def _description(written: dict[str, Any]) -> StoreDescription:
    return StoreDescription(
        build=str(written["build"]),
        built_at=str(written["built_at"]),
        version=str(written["version"]),
        triples=int(written["triples"]),
        contents=str(written["contents"]),
        files={name: str(seal) for name, seal in written["files"].items()},
    )


def reason(error: BaseException) -> str:
    """Return what went wrong in the words of the system, in one line."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(words.split()) or type(error).__name__
