"""What a graph that one may ask is, wherever it is kept: in a folder, in memory, or at an address of the web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
Term = NamedNode | BlankNode | Literal | Triple


class Graph(Protocol):
    """A graph to ask: every triple of its named graphs, as if they were one graph."""

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Results:
        """Ask a SPARQL query, with the prefixes of the vocabulary known and relative IRIs below the resources.

        `substitutions` binds variables of the SELECT list by name.
        """
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all, graph by graph."""
        ...

    def graph_names(self) -> tuple[NamedNode, ...]:
        """Return the names of the named graphs, in order."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Turn what is raised while results are read into a `StoreError`."""
        ...

    def close(self) -> None:
        """Let go of what is open; ask nothing after."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
