"""What a check sees of a store: its default graph, or all of its graphs as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class View:
    """A store to ask, where `union` says to see all graphs as one and not only the default graph.

    In a union, a statement of two graphs is met twice. So queries have to be SELECT DISTINCT, and to count DISTINCT.
    """

    store: Store
    union: bool = False

    def select(self, query: str) -> QuerySolutions:
        """Ask a SELECT query. Raises `SyntaxError` where it is none."""
        solutions = self.store.query(query, use_default_graph_as_union=self.union)
        assert isinstance(solutions, QuerySolutions)
        return solutions

    def nodes(self, query: str) -> Iterator[Term]:
        """Yield what a query finds as `?this`."""
        return (solution["this"] for solution in self.select(query))

    def quads(self, subject: Node | Triple | None, predicate: NamedNode | None, value: Term | None) -> Iterator[Quad]:
        """Yield the quads of a pattern, where nothing stands for anything."""
        return self.store.quads_for_pattern(subject, predicate, value, None if self.union else DefaultGraph())

    def has(self, subject: Node | None, predicate: NamedNode, value: Term | None) -> bool:
        """Tell whether a pattern has a quad."""
        return next(self.quads(subject, predicate, value), None) is not None
