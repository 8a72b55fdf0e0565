"""The catalogue of named queries, and the one way to put a query to a store.

    >>> table = run(store, "mandates-of-body", {"body": "CICP"})

A parameter of a query is a variable of its SELECT list: a given value is bound to the variable and never becomes part
of the query's text, and the column, which would say the same in every row, is left out of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.queries.guard import refuse_unsafe
from mandategraph.queries.headers import Column, NamedQuery, Parameter, read_header
from mandategraph.queries.syntax import check_syntax
from mandategraph.queries.table import Table, Term, lengthen, spell
from mandategraph.queries.values import resolve

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

__all__ = ["Column", "NamedQuery", "Parameter", "Table", "catalogue", "get", "run", "run_text"]


@cache
def catalogue() -> tuple[NamedQuery, ...]:
    """Return every named query, by name."""
    folder = resources.files("mandategraph").joinpath("queries")
    files = {file.name.removesuffix(".rq"): file for file in folder.iterdir() if file.name.endswith(".rq")}
    return tuple(read_header(name, files[name].read_text(encoding="utf-8")) for name in sorted(files))


def get(name: str) -> NamedQuery:
    """Return the query called `name`; raises `UsageError`, with near names, if there is none."""
    named = {query.name: query for query in catalogue()}
    if name not in named:
        raise UsageError(f"there is no query called {name!r}{did_you_mean(name, named)}")
    return named[name]


def run(store: Graph, query: NamedQuery | str, values: Mapping[str, str] | None = None) -> Table:
    """Answer a named query, with values as a person writes them ("CICP", "56/261", "26(c)").

    Raises `UsageError` for an unknown query, parameter or value and for a missing parameter.
    """
    named = get(query) if isinstance(query, str) else query
    return _table(store, named, resolve(store, named, values or {}))


def run_text(store: Graph, text: str, values: Mapping[str, str] | None = None, name: str = "the query") -> Table:
    """Answer a query that someone brings: SELECT, ASK, CONSTRUCT or DESCRIBE.

    A text that declares parameters in a header, as the named queries do, takes values of their kinds. In any other
    text a value is bound to the variable of its name: as an IRI if it is written `<…>` or with a prefix of the
    vocabulary, else as text. `name` is what messages call the query, for example its file.

    Raises `UsageError` for updates, for SERVICE, for any access to files or the web and for a value that the query
    cannot take, and `InputError` with line, column and the line's words where the text is not SPARQL.
    """
    refuse_unsafe(text, {graph.value for graph in store.graph_names()})
    named = read_header(name, text)
    check_syntax(text, name, [])
    if named.parameters:
        terms = resolve(store, named, values or {})
    else:
        terms = {variable: lengthen(value) or Literal(value) for variable, value in (values or {}).items()}
    check_syntax(text, name, terms)
    return _table(store, named, terms)


def _table(store: Graph, query: NamedQuery, terms: Mapping[str, Term]) -> Table:
    # Oxigraph's answers belong to the thread and the call that asked; everything is read before this returns.
    with store.reading():
        result = store.query(query.text, terms)
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Table(("answer",), (("true" if result else "false",),))
        if isinstance(result, pyoxigraph.QueryTriples):
            return _triples(result)
        return _rows(result, query)


def _triples(result: pyoxigraph.QueryTriples) -> Table:
    triples = tuple(result)
    rows = tuple((spell(triple.subject), spell(triple.predicate), spell(triple.object)) for triple in triples)
    return Table(("subject", "predicate", "object"), rows, triples)


def _rows(result: pyoxigraph.QuerySolutions, query: NamedQuery) -> Table:
    parameters = {parameter.name for parameter in query.parameters}
    shown = [variable.value for variable in result.variables if variable.value not in parameters]
    rows = tuple(tuple(spell(row[name]) for name in shown) for row in result)
    # In a query with a header, ?bodyLabel, which names what the parameter ?body stands for, is shown as "body".
    columns = tuple(name.removesuffix("Label") if query.columns else name for name in shown)
    # Rows that differed only in the columns of parameters are one.
    return Table(columns, tuple(dict.fromkeys(rows)) if parameters else rows)
