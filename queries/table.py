"""The answer to a query as plain text, ready for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import pyoxigraph

from mandategraph.errors import UsageError
from mandategraph.vocabulary import ID, PREFIXES

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
"""What a variable can be bound to."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain strings under named columns; an unbound value is an empty string.

    `triples` holds the triples themselves where the query builds a graph (CONSTRUCT and DESCRIBE), for a caller who
    wants to write them as RDF.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    triples: tuple[pyoxigraph.Triple, ...] = ()


def spell(term: Term | None) -> str:
    """Return a term as a person reads it: a literal's own words, an IRI in short, nothing for nothing."""
    if term is None:
        return ""
    if isinstance(term, pyoxigraph.Literal):
        return term.value
    if isinstance(term, pyoxigraph.NamedNode):
        return shorten(term.value)
    return str(term)


def shorten(iri: str) -> str:
    """Return an IRI as a query may write it: "mg:Mandate", "<body/cicp>" below the resources, else in full.

    Queries resolve relative IRIs below the namespace of resources, so what a table shows can be asked for again.
    """
    if iri.startswith(ID) and iri != ID:
        return f"<{iri.removeprefix(ID)}>"
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def lengthen(name: str) -> pyoxigraph.NamedNode | None:
    """Return the IRI that `shorten` writes as `name`, or nothing where `name` is other words.

    Raises `UsageError` for an IRI that is none.
    """
    if name.startswith("<") and name.endswith(">"):
        try:
            return pyoxigraph.NamedNode(urljoin(ID, name[1:-1]))
        except ValueError as error:
            raise UsageError(f"{name} is no IRI") from error
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and re.fullmatch(r"[\w-]+", local):
        return PREFIXES[prefix][local]
    return None
