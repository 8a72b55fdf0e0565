"""From pyoxigraph's terms to rdflib's, which pySHACL works on, and back."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from mandategraph.errors import InputError
from mandategraph.vocabulary import XSD


def as_rdflib(triples: Iterable[Triple]) -> Graph:
    """Copy triples into an rdflib graph, with their literals as they are written."""
    graph = Graph(bind_namespaces="none")
    known: dict[object, Node] = {}

    def converted(term: object) -> Node:
        found = known.get(term)
        if found is None:
            found = known[term] = as_rdflib_term(term)
        return found

    with without_remarks_on_literals():
        for triple in triples:
            graph.add((converted(triple.subject), converted(triple.predicate), converted(triple.object)))
    return graph


@contextmanager
def without_remarks_on_literals() -> Iterator[None]:
    """Keep rdflib from logging each date that is none, with a traceback: a report says it better."""
    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before


def as_rdflib_term(term: object) -> Node:
    """Convert one term. Raises `InputError` for a statement about a statement."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        # rdflib tells "a" from "a"^^xsd:string, and its parsers give the first.
        plain = term.language or term.datatype == XSD["string"]
        datatype = None if plain else URIRef(term.datatype.value)
        return RdflibLiteral(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise InputError(f"{term}: a statement about a statement, which SHACL does not know; write it without quoting")


def as_triples(graph: Graph) -> Iterator[Triple]:
    """Yield the statements of an rdflib graph; blank nodes keep their labels."""
    for quad in parse(graph.serialize(format="nt11", encoding="utf-8"), RdfFormat.N_TRIPLES):
        yield quad.triple
