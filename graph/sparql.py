"""Asking a store a SELECT query of the program's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import pyoxigraph

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def rows(
    store: Graph, text: str, substitutions: Mapping[str, Term] | None = None
) -> Iterator[pyoxigraph.QuerySolution]:
    """Run a SELECT query and yield its solutions; the prefixes of the vocabulary are known.

    `substitutions` binds variables of the SELECT list by name.
    """
    with store.reading():
        yield from cast(pyoxigraph.QuerySolutions, store.query(text, substitutions))


def value(row: pyoxigraph.QuerySolution, variable: str) -> str:
    """Return the text of a variable's IRI or literal, empty where the variable is unbound."""
    term = row[variable]
    return "" if term is None else text_of(term)


def text_of(term: Term) -> str:
    """Return the text of an IRI or a literal without the marks of its syntax."""
    return str(term) if isinstance(term, pyoxigraph.Triple) else term.value


def listed(iris: Iterable[str]) -> str:
    """Return IRIs as `VALUES` lists them."""
    return " ".join(f"<{iri}>" for iri in iris)


def local_name(iri: str) -> str:
    """Return what follows the last "#" or "/" of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def natural_order(text: str) -> list[str | int]:
    """Return a sort key that puts "para_2" before "para_10"."""
    parts: list[str | int] = re.split(r"(\d+)", text)
    parts[1::2] = [int(number) for number in parts[1::2]]
    return parts
