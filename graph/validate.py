"""The gate: what it finds in a graph, told so that a person can mend it.

Nothing that is broken is committed or queried. The rules are SHACL, in `ontology/shapes.ttl`; how they are evaluated is
the business of `graph.gate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from mandategraph.errors import InputError
from mandategraph.graph.compiled import compile_shapes
from mandategraph.graph.conditions import NotCompiledError
from mandategraph.graph.gate import check_all
from mandategraph.graph.kinds import Subject
from mandategraph.graph.rdf_files import read_quads
from mandategraph.graph.views import Term
from mandategraph.graph.violations import READ_FROM, ValidationReport, Violation
from mandategraph.loaders.triples import authority_quads
from mandategraph.vocabulary import MG, OWL
from mandategraph.vocabulary import RDF as RDF_TERMS

__all__ = ["VOCABULARY", "ValidationReport", "Violation", "validate", "validate_files"]

VOCABULARY = NamedNode(MG.removesuffix("#"))
"""The ontology that defines the vocabulary."""

# What is only met in a text, or read from it, says nothing against the authority files.
_MET_IN_A_TEXT = {MG["UnresolvedInstrument"], MG["UnrecognizedBody"]}


def validate(quads: Iterable[Quad], shapes: Path | None = None) -> ValidationReport:
    """Validate the union of the named graphs of `quads` against a shapes file (by default the shipped one).

    The quads must include the authority files, for nothing else is looked up. Shapes that cannot be compiled are
    evaluated by pySHACL, which takes much longer; a remark of the report says why. Raises `InputError` where the
    shapes cannot be used.
    """
    store = Store()
    # The same statement in two graphs is one statement of the union.
    store.bulk_extend(Quad(quad.subject, quad.predicate, _plain(quad.object)) for quad in quads)
    if shapes is None:
        return check_all(store)
    try:
        return check_all(store, compile_shapes(shapes))
    except NotCompiledError as reason:
        # pySHACL takes half a second to import, and is rarely needed.
        from mandategraph.graph.shacl import reference_report

        remark = f"{shapes}: {reason}; so pySHACL evaluated all shapes, which is slow"
        return replace(reference_report(store, shapes.read_bytes()), remarks=(remark,))


def _plain(term: Term) -> Term:
    """Return a term that SHACL knows. Raises `InputError` for a statement about a statement."""
    if isinstance(term, Triple):
        raise InputError(f"{term}: a statement about a statement, which SHACL does not know; write it without quoting")
    return term


def validate_files(
    paths: Sequence[Path], shapes: Path | None = None, authorities: Iterable[Quad] | None = None
) -> ValidationReport:
    """Validate RDF files that someone brings, all of them together and with the authority files.

    Where the files describe a body, a concept or another thing of the authority files, their description takes the
    place of that one; where they have the vocabulary itself, they bring authority files of their own, and no others are
    added. `authorities` are the shipped ones by default. Raises `InputError` where a file cannot be used.
    """
    brought = [quad for path in paths for quad in read_quads(path)]
    if any(quad.object == OWL["Ontology"] and quad.subject == VOCABULARY for quad in brought):
        return validate(brought, shapes)
    described = _described(brought)
    known = authority_quads() if authorities is None else authorities
    return validate([*brought, *(quad for quad in known if quad.subject not in described)], shapes)


def _described(quads: Iterable[Quad]) -> set[Subject]:
    """Return what has a full description in the quads, as an authority file would give it."""
    described: set[Subject] = set()
    met: set[Subject] = set()
    for quad in quads:
        if quad.predicate in READ_FROM or quad.object in _MET_IN_A_TEXT:
            met.add(quad.subject)
        elif quad.predicate == RDF_TERMS["type"]:
            described.add(quad.subject)
    return described - met
