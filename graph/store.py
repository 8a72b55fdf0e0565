"""The graph, embedded and persistent: an Oxigraph database to ask. `graph.writing` makes it.

Only these two modules open one; checks are handed what a build is writing.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import platformdirs
import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Variable

from mandategraph.errors import StoreError
from mandategraph.graph import leases
from mandategraph.graph.asking import Results, Term
from mandategraph.graph.layout import Layout, StoreDescription, reason
from mandategraph.vocabulary import ID, PREFIXES


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
        database.bulk_extend(each for quad in quads for each in (quad, Quad(quad.subject, quad.predicate, quad.object)))
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
