"""The graph, embedded and persistent: an Oxigraph database that is written beside the old one and swapped in.

Only this module touches a database. Whatever stops a build, the graph that was there before goes on answering.
"""

from __future__ import annotations

import hashlib
import os
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import platformdirs
import pyoxigraph
from filelock import FileLock, Timeout
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, Variable

import mandategraph
from mandategraph.errors import StoreError
from mandategraph.graph import leases
from mandategraph.graph.layout import GraphSummary, Layout, StoreDescription, reason
from mandategraph.loaders.document import Source
from mandategraph.vocabulary import ID, PREFIXES

Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
Term = NamedNode | BlankNode | Literal | Triple
_DEFAULT = DefaultGraph()


def default_directory() -> Path:
    """Return where the store is unless someone says otherwise: `MANDATES_STORE`, or the user's data folder."""
    chosen = os.environ.get("MANDATES_STORE")
    return Path(chosen) if chosen else platformdirs.user_data_path("mandategraph") / "store"


def exists(directory: Path) -> bool:
    """Tell whether a build was ever finished here. Raises `StoreError` where the store cannot be trusted."""
    return Layout(directory).read() is not None


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, each line once and in order: the same for the same quads, byte for byte."""
    lines = set(bytes(pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")) - {b""}
    return b"".join(line + b"\n" for line in sorted(lines))


class GraphStore:
    """A graph to ask. What is open here stays as it is, whatever builds follow.

    Queries see every triple of the named graphs once, as if they were one graph; `GRAPH` and `FROM` choose among
    them. (Oxigraph's own union counts a triple once for each graph that has it, so the merged triples are stored as
    the default graph.)

    Threads may share a `GraphStore`, but the results of `query` and `quads` belong to the thread that asked: read,
    serialise and drop them there, or Oxigraph stops the process.
    """

    def __init__(self, database: pyoxigraph.Store, description: StoreDescription | None = None) -> None:
        """Take a database whose default graph is the merge of its named graphs; `open` and `of` make one."""
        self._open_database: pyoxigraph.Store | None = database
        self._release: Callable[[], object] | None = None
        self._description = description

    @classmethod
    def open(cls, directory: Path) -> GraphStore:
        """Open the current build of a store, read only.

        Raises `StoreError` where there is no store, and where it is damaged, unreadable or of another format.
        """
        layout = Layout(directory)
        description = layout.read()
        if description is None:
            raise StoreError(f"{directory}: no store here; run `mandates build` to make one, or name another folder")
        while True:
            try:
                return cls._open_build(layout, description)
            except (OSError, RuntimeError) as error:
                newest = layout.read()
                if newest is None or newest.build == description.build:
                    raise _cannot_open(layout, error) from error
                description = newest  # The build was replaced and removed before it could be opened.

    @classmethod
    def _open_build(cls, layout: Layout, description: StoreDescription) -> GraphStore:
        handle = leases.take(layout.build(description.build))
        try:
            _compare(description.files, layout.database_files(description.build))
            store = cls(pyoxigraph.Store.read_only(str(layout.build(description.build))), description)
        except BaseException:
            os.close(handle)
            raise
        store._release = weakref.finalize(store, os.close, handle)
        return store

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> GraphStore:
        """Return a graph that lives in memory, with the quads of named graphs that are given."""
        database = pyoxigraph.Store()
        database.bulk_extend(_with_merge(list(quads)))
        return cls(database)

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the build, so that it can be removed once it is no longer the current one; ask nothing after."""
        self._open_database = None
        if self._release is not None:
            self._release()

    @property
    def _database(self) -> pyoxigraph.Store:
        if self._open_database is None:
            raise StoreError("this store was closed; open it again to ask it")
        return self._open_database

    @property
    def description(self) -> StoreDescription:
        """What the store says about itself. Raises `StoreError` for a graph in memory, which says nothing."""
        if self._description is None:
            raise StoreError("this graph lives in memory and has no description")
        return self._description

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Results:
        """Ask a SPARQL query, with the prefixes of the vocabulary known and relative IRIs below the resources.

        `substitutions` binds variables of the SELECT list by name. Raises `SyntaxError` for a query that is none,
        `StoreError` where the database cannot be read.
        """
        bound: dict[Variable, Term] = {Variable(name): term for name, term in (substitutions or {}).items()}
        with self.reading():
            return self._database.query(text, base_iri=ID, prefixes=dict(PREFIXES), substitutions=bound)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all, graph by graph."""
        for name in [graph] if graph is not None else self.graph_names():
            with self.reading():
                yield from self._database.quads_for_pattern(None, None, None, name)

    def graph_names(self) -> tuple[NamedNode, ...]:
        """Return the names of the named graphs, in order."""
        with self.reading():
            names = [name for name in self._database.named_graphs() if isinstance(name, NamedNode)]
        return tuple(sorted(names, key=lambda name: name.value))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what Oxigraph raises for a damaged database into a `StoreError`, also while results are read."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store cannot be read: {reason(error)}; run `mandates build`") from error


class StoreWriter:
    """The right to write a store, which one process has at a time. `writing` gives it."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def commit(self, quads: Iterable[Quad], sources: Iterable[Source] = ()) -> StoreDescription:
        """Write the quads of named graphs as the next build and make it the current one.

        Raises `StoreError` where the build cannot be written; the current build then stays what it is.
        """
        layout = self._layout
        found = list(quads)
        try:
            name = layout.new_build()
            try:
                description = _write(layout, name, found, tuple(sources))
                layout.point_to(description)
            except BaseException:
                _clean(layout)  # Not simply the new build: the pointer may have reached it before the interruption.
                raise
        except (OSError, RuntimeError) as error:
            raise _cannot_write(layout.directory, error) from error
        layout.remove_leftovers(keep=name)
        return description


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


def commit(directory: Path, quads: Iterable[Quad], sources: Iterable[Source] = ()) -> StoreDescription:
    """Write a store in one go: `writing`, then `StoreWriter.commit`."""
    with writing(directory) as writer:
        return writer.commit(quads, sources)


def _clean(layout: Layout) -> None:
    try:
        current = layout.read()
    except StoreError:
        return  # Which build is current cannot be told; the build that repairs the store cleans up after itself.
    layout.remove_leftovers(keep=current.build if current else "")


def _with_merge(quads: list[Quad]) -> Iterator[Quad]:
    """Yield quads, and then each triple once more for the default graph."""
    yield from quads
    for triple in {quad.triple for quad in quads}:
        yield Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)


def _write(layout: Layout, name: str, quads: list[Quad], sources: tuple[Source, ...]) -> StoreDescription:
    """Write a build's database and read it back: return its description, or raise what went wrong."""
    database = pyoxigraph.Store(layout.build(name))
    database.bulk_extend(_with_merge(quads))
    database.flush()
    del database  # Oxigraph closes its files when the last reference goes.
    graphs = _summaries(quads)
    merged = len({quad.triple for quad in quads})
    written = len(pyoxigraph.Store.read_only(str(layout.build(name))))
    if written != merged + sum(graph.triples for graph in graphs.values()):
        raise OSError(f"{written} triples came back, which is not what was written")
    return StoreDescription(
        build=name,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        version=mandategraph.__version__,
        sources=sources,
        graphs=graphs,
        files=layout.database_files(name),
    )


def _summaries(quads: Iterable[Quad]) -> dict[str, GraphSummary]:
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise ValueError(f"a quad without a named graph: {quad}")
        by_graph[quad.graph_name.value].append(quad)
    lines = {name: sorted_nquads(by_graph[name]) for name in sorted(by_graph)}
    return {name: GraphSummary(text.count(b"\n"), hashlib.sha256(text).hexdigest()) for name, text in lines.items()}


def _compare(expected: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raise `RuntimeError` where a database's files are not those that were written.

    Oxigraph opens a database whose manifest is damaged as if it were empty, so this cannot be left to it.
    """
    for name, seal in expected.items():
        if found.get(name) != seal:
            raise RuntimeError(f"{name} is not what the build wrote" if name in found else f"{name} is missing")


def _cannot_open(layout: Layout, error: BaseException) -> StoreError:
    if isinstance(error, RuntimeError | FileNotFoundError):
        return layout.damaged(reason(error))
    return StoreError(f"{layout.directory}: the store cannot be opened: {reason(error)}")


def _cannot_write(directory: Path, error: BaseException) -> StoreError:
    return StoreError(
        f"{directory}: the store cannot be written: {reason(error)}; "
        "what was there before is untouched: make room, or name another folder"
    )
