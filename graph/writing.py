"""Writing a store: the next build is written beside the current one and swapped in when it is whole.

Whatever stops a build, the graph that was there before goes on answering. A build starts from nothing, or from the
current one: tables of an Oxigraph database never change once they are written, so that a copy shares them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple

import mandategraph
from mandategraph.errors import StoreError
from mandategraph.graph import contents as written_contents
from mandategraph.graph.contents import Contents
from mandategraph.graph.layout import Layout, StoreDescription, reason
from mandategraph.graph.views import Node

_DEFAULT = DefaultGraph()
_OF_A_DATABASE = re.compile(r"\d+\.(?:sst|log)|CURRENT|IDENTITY|MANIFEST-\d+|OPTIONS-\d+")
_LOAD_AT_ONCE = 150_000_000
"""Bytes of N-Quads that are sorted into tables together: what memory this takes is some six times that.

Every second load makes RocksDB merge its tables with all that were there before, so fewer and larger loads are cheaper.
"""
_BUFFER = 1_000_000
_TABLES = 120
"""How many tables a database may have before they are merged; a build of some three thousand instruments has 40.

A rebuild adds ten or twenty, which queries have to look through, and is over before RocksDB gets to merge them.
"""


class Draft:
    """A build that is being written. Every triple of a named graph is also written to the default graph, once."""

    def __init__(self, layout: Layout, name: str) -> None:
        self.layout = layout
        self.name = name
        self._open_database: Store | None = None
        self._amends = False
        self._triples = 0
        self._waiting: list[tuple[bytes, NamedNode]] = []
        self._added: set[Quad] = set()
        self._removed: set[Quad] = set()

    @property
    def workspace(self) -> Path:
        """A folder for what a build needs on the way; it goes with the draft, and when the draft is committed."""
        return self.layout.build(self.name) / "workspace"

    def begin(self, amend: StoreDescription | None = None) -> None:
        """Begin to write, from nothing or from the current build, of which this is the description."""
        folder = self.layout.build(self.name)
        with _explained(self.layout.directory):
            if amend is not None:
                _share(self.layout.build(amend.build), folder)
                self._amends, self._triples = True, amend.triples
            self._open_database = Store(folder)

    @property
    def database(self) -> Store:
        """The database that is being written, to be read by checks. Raises `StoreError` once the draft is closed."""
        if self._open_database is None:
            raise StoreError(f"{self.layout.directory}: this build is not open for writing; begin it, or another one")
        return self._open_database

    @property
    def changed(self) -> frozenset[Node] | None:
        """What statements were added to or taken from, or nothing where no build was begun from."""
        if not self._amends:
            return None
        subjects = (quad.subject for quad in self._added | self._removed)
        return frozenset(subject for subject in subjects if not isinstance(subject, Triple))

    def load(self, nquads: bytes, graph: NamedNode) -> None:
        """Write a whole named graph that is not there yet, as lines of N-Quads that all differ."""
        self._waiting.append((nquads, graph))
        self._triples += nquads.count(b"\n")
        if sum(len(each) for each, _ in self._waiting) > _LOAD_AT_ONCE:
            self.load_waiting()

    def load_waiting(self) -> None:
        """Write what `load` still holds back."""
        if not self._waiting:
            return
        with _explained(self.layout.directory):
            # The default graph has tables of its own: loaded apart, each kind of table is merged half as often.
            self._bulk_load(nquads for nquads, _ in self._waiting)
            self._bulk_load(nquads.replace(_end_of_line(graph), b" .\n") for nquads, graph in self._waiting)
            self._waiting.clear()

    def _bulk_load(self, nquads: Iterator[bytes]) -> None:
        file = BufferedReader(_Pieces(nquads), _BUFFER)
        # The terms were checked when they were made.
        self.database.bulk_load(file, RdfFormat.N_QUADS, lenient=True)

    def add(self, quads: Iterable[Quad]) -> None:
        """Write quads of named graphs; those that are there already make no difference."""
        with _explained(self.layout.directory):
            new = [quad for quad in dict.fromkeys(quads) if quad not in self.database]
            for quad in new:
                if not isinstance(quad.graph_name, NamedNode):
                    raise ValueError(f"a quad without a named graph: {quad}")
            self.database.bulk_extend([*new, *map(_merged, new)])
        self._triples += len(new)
        self._added.update(new)
        self._removed.difference_update(new)

    def remove(self, quads: Iterable[Quad]) -> None:
        """Remove quads of named graphs. The default graph keeps a triple that another graph has too."""
        with _explained(self.layout.directory):
            gone = [quad for quad in dict.fromkeys(quads) if quad in self.database]
            for quad in gone:
                self.database.remove(quad)
            for quad in gone:
                merged = _merged(quad)
                if all(
                    other == merged
                    for other in self.database.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
                ):
                    self.database.remove(merged)
        self._triples -= len(gone)
        self._removed.update(gone)
        self._added.difference_update(gone)

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a named graph."""
        self.remove(self.database.quads_for_pattern(None, None, None, graph))

    def close(self) -> None:
        """Let go of the database's files: Oxigraph closes them when the last reference goes. Write nothing after."""
        self._open_database = None

    def commit(self, contents: Contents) -> StoreDescription:
        """Make the build the current one. Raises `StoreError` where what was written does not come back."""
        self.load_waiting()
        with _explained(self.layout.directory):
            if sum(1 for _ in self.layout.build(self.name).glob("*.sst")) > _TABLES:
                self.database.optimize()
            self.database.flush()
            self.close()
            folder = self.layout.build(self.name)
            shutil.rmtree(self.workspace)
            self._compare(Store.read_only(str(folder)))
            description = StoreDescription(
                build=self.name,
                built_at=datetime.now(UTC).isoformat(timespec="seconds"),
                version=mandategraph.__version__,
                triples=self._triples,
                contents=written_contents.write(contents, folder),
                files=self.layout.database_files(self.name),
            )
            self.layout.point_to(description)
        return description

    def _compare(self, written: Store) -> None:
        """Raise `OSError` where a database is not what was written: all of it, or what was changed of a copy."""
        if self._amends:
            lost = sum(quad not in written for quad in self._added) + sum(quad in written for quad in self._removed)
            if lost:
                raise OSError(f"{lost} changes did not come back")
            return
        answer = written.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(answer, QuerySolutions)
        found = int(next(answer)["n"].value)
        if found != self._triples:
            raise OSError(f"{found} triples came back, which is not what was written")


def _end_of_line(graph: NamedNode) -> bytes:
    return f" <{graph.value}> .\n".encode()


class _Pieces(RawIOBase):
    """Pieces of bytes as one file, so that they need not be in memory twice to be joined."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


class StoreWriter:
    """The right to write a store, which one process has at a time. `writing` gives it."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def current(self) -> tuple[StoreDescription, Contents] | None:
        """Return what the current build is and holds, or nothing where there is none that can be trusted."""
        try:
            description = self._layout.read()
        except StoreError:
            return None
        if description is None or not self._is_whole(description):
            return None
        contents = written_contents.read(self._layout.build(description.build), description.contents)
        return None if contents is None else (description, contents)

    def _is_whole(self, description: StoreDescription) -> bool:
        try:
            return self._layout.database_files(description.build) == description.files
        except OSError:
            return False

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """Prepare the next build; it is gone again unless it is committed.

        Raises `StoreError` where the build cannot be written; the current build then stays what it is.
        """
        layout = self._layout
        try:
            with _explained(layout.directory):
                draft = Draft(layout, layout.new_build())
                draft.workspace.mkdir()
            try:
                yield draft
            finally:
                draft.close()
        finally:
            _clean(layout)

    def commit(self, quads: Iterable[Quad], contents: Contents | None = None) -> StoreDescription:
        """Write the quads of named graphs as the next build and make it the current one.

        Raises `StoreError` where the build cannot be written; the current build then stays what it is.
        """
        with self.draft() as draft:
            draft.begin()
            draft.add(quads)
            return draft.commit(contents or Contents(""))


@contextmanager
def writing(directory: Path) -> Iterator[StoreWriter]:
    """Hold the right to write a store; what killed builds left behind is removed first.

    Raises `StoreError` at once where another process holds it, where the folder cannot be written, and where the
    folder holds something else or the store of a newer version.
    """
    layout = Layout(directory)
    lock = FileLock(layout.lock, timeout=0)
    try:
        layout.refuse_foreign()
        directory.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            f"{directory}: another build is writing this store; wait for it to end and try again"
        ) from error
    except OSError as error:
        raise _cannot_write(directory, error) from error
    try:
        _clean(layout)
        yield StoreWriter(layout)
    finally:
        lock.release()


def commit(directory: Path, quads: Iterable[Quad], contents: Contents | None = None) -> StoreDescription:
    """Write a store in one go: `writing`, then `StoreWriter.commit`."""
    with writing(directory) as writer:
        return writer.commit(quads, contents)


def _merged(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _share(current: Path, build: Path) -> None:
    """Copy a database; tables, which never change, are shared where the file system can."""
    for entry in current.iterdir():
        target = build / entry.name
        if target.exists() or not _OF_A_DATABASE.fullmatch(entry.name):
            continue
        try:
            if entry.suffix != ".sst":
                raise OSError
            os.link(entry, target)
        except OSError:
            shutil.copy2(entry, target)


def _clean(layout: Layout) -> None:
    try:
        current = layout.read()
    except StoreError:
        return  # Which build is current cannot be told; the build that repairs the store cleans up after itself.
    layout.remove_leftovers(keep=current.build if current else "")


@contextmanager
def _explained(directory: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _cannot_write(directory, error) from error


def _cannot_write(directory: Path, error: BaseException) -> StoreError:
    return StoreError(
        f"{directory}: the store cannot be written: {reason(error)}; "
        "what was there before is untouched: make room, name another folder, or build with --fresh"
    )
