"""Constraints in SPARQL (`sh:sparql`) that may be asked once for all focus nodes.

A SHACL engine runs the query of such a constraint once for each focus node, with `$this` bound to it. That is most of
the time of a validation. Where the query binds `$this` itself, the same rows come out of running it once, unbound, and
keeping the rows whose `$this` is a focus node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.errors import InputError
from mandategraph.graph.views import Term, View

# The rows do not depend on when `$this` is bound if the first pattern binds it for all the rest. In a UNION, a MINUS or
# a nested SELECT, a filter on it might stand where the pattern does not reach.
_BINDS_THIS = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?[$?]this\b[^{]*\bWHERE\s*\{\s*[$?]this\s", re.IGNORECASE)
_SCOPES_APART = re.compile(
    r"\b(?i:UNION|MINUS|SELECT\b.*\bSELECT)\b|[$?](?:PATH|shapesGraph|currentShape)\b", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A constraint in SPARQL: its `node` in the shapes graph, the shape it belongs to, and what its results say.

    `query` has its prefixes; `targets` are pairs of target kind and value, such as sh:targetClass and a class. Where
    `first`, a query that costs less, finds nothing, `query` finds nothing either; it is empty if there is none.
    """

    node: Term
    shape: Term
    severity: Term
    messages: tuple[str, ...]
    query: str
    targets: tuple[tuple[NamedNode, NamedNode], ...]
    first: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A violation of a constraint in SPARQL: its focus node, and the variables that the query selects and binds."""

    constraint: SparqlConstraint
    this: Term
    bindings: dict[str, Term]


def selected_once(select: str, prefixes: Iterable[tuple[str, str]]) -> str:
    """Return the query of a constraint with its prefixes, or nothing where it depends on when `$this` is bound."""
    if not _BINDS_THIS.match(select) or _SCOPES_APART.search(select):
        return ""
    return prefixed(select, prefixes)


def prefixed(query: str, prefixes: Iterable[tuple[str, str]]) -> str:
    """Return a query with its prefixes."""
    return "\n".join([*sorted(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in prefixes), query])


def rows(view: View, constraint: SparqlConstraint) -> Iterator[Row]:
    """Yield what the query of a constraint finds, of whatever shape its `$this` is.

    Raises `InputError` where the query is no SPARQL.
    """
    try:
        if constraint.first and next(view.select(constraint.first), None) is None:
            return
        solutions = view.select(constraint.query)
    except SyntaxError as error:
        raise InputError(f"the shapes cannot be used: the query of {constraint.node}: {error.msg}") from error
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        bindings = {name: solution[name] for name in names if solution[name] is not None}
        yield Row(constraint, bindings.pop("this"), bindings)
