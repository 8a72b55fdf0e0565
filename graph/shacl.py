"""SHACL on a pyoxigraph store: pySHACL for the core, one query for each SPARQL constraint.

A SHACL engine runs the query of a `sh:sparql` constraint once for each focus node, with `$this` bound to it. That is
most of the time of a validation. Where the query binds `$this` itself, the same rows come out of running it once,
unbound, and keeping the rows whose `$this` is a focus node. Such constraints are taken out of the shapes and asked
here; everything else stays with pySHACL. The two results are one standard `sh:ValidationReport`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ValidationFailure
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from mandategraph.errors import InputError
from mandategraph.vocabulary import RDF as RDF_TERMS
from mandategraph.vocabulary import RDFS as RDFS_TERMS
from mandategraph.vocabulary import XSD

Term = NamedNode | BlankNode | Literal | Triple

# The rows do not depend on when `$this` is bound if the first pattern binds it for all the rest. In a UNION, a MINUS or
# a nested SELECT, a filter on it might stand where the pattern does not reach.
_BINDS_THIS = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?[$?]this\b[^{]*\bWHERE\s*\{\s*[$?]this\s", re.IGNORECASE)
_SCOPES_APART = re.compile(
    r"\b(?i:UNION|MINUS|SELECT\b.*\bSELECT)\b|[$?](?:PATH|shapesGraph|currentShape)\b", re.DOTALL
)
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_REFERENCES = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape, RDF.first)
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A SPARQL constraint that is asked once for all focus nodes of its shape."""

    node: Node
    shape: Node
    severity: Node
    messages: tuple[str, ...]
    query: str
    targets: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph, parted into what pySHACL evaluates (`core`) and what is asked here (`constraints`)."""

    graph: Graph
    core: Graph
    constraints: tuple[_Constraint, ...]

    @classmethod
    def load(cls, path: Path) -> Shapes:
        """Read a shapes file in Turtle. Raises `InputError` where it is missing or broken."""
        try:
            statements = parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=path.resolve().as_uri())
            graph = as_rdflib(quad.triple for quad in statements)
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}; name a shapes file") from error
        except SyntaxError as error:
            raise InputError(f"{path}: line {error.lineno}: broken Turtle: {error.msg}") from error
        for prefix, namespace in statements.prefixes.items():
            graph.bind(prefix, namespace)
        constraints = tuple(_constraints(graph))
        core = Graph() + graph
        for constraint in constraints:
            core.remove((constraint.shape, SH.sparql, constraint.node))
        _target_properties(core)
        return cls(graph, core, constraints)

    def name(self, node: Node) -> str:
        """Return what a shape or a constraint is called: its `sh:name`, or its IRI."""
        return str(self.graph.value(node, SH.name) or node)


def validation_report(store: Store, shapes: Shapes) -> Graph:
    """Validate the default graph of a store and return the report, an `sh:ValidationReport`.

    Raises `InputError` where the data has a term that SHACL does not know, or the shapes are no valid SHACL.
    """
    with _without_remarks_on_literals():
        report = _core_report(store, shapes)
        root = report.value(predicate=RDF.type, object=SH.ValidationReport)
        assert root is not None
        for constraint in shapes.constraints:
            for this, row in _rows(store, constraint):
                report.add((root, SH.result, _add_result(report, constraint, this, row)))
    report.set((root, SH.conforms, RdflibLiteral((root, SH.result, None) not in report)))
    return report


def _core_report(store: Store, shapes: Shapes) -> Graph:
    data = as_rdflib(quad.triple for quad in store)
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes.core, inference="none", inplace=True)
    except (ReportableRuntimeError, ValidationFailure, ShapeLoadError, ConstraintLoadError) as error:
        raise InputError(f"the shapes cannot be used: {' '.join(str(error).split())}") from error
    if not isinstance(report, Graph):
        raise InputError(f"the shapes cannot be used: {' '.join(text.split())}")
    return report


@contextmanager
def _without_remarks_on_literals() -> Iterator[None]:
    """Keep rdflib from logging each date that is none, with a traceback: the report says it better."""
    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before


def as_rdflib(triples: Iterable[Triple]) -> Graph:
    """Copy triples into an rdflib graph, with their literals as they are written."""
    graph = Graph(bind_namespaces="none")
    known: dict[object, Node] = {}

    def converted(term: object) -> Node:
        found = known.get(term)
        if found is None:
            found = known[term] = _as_rdflib_term(term)
        return found

    for triple in triples:
        graph.add((converted(triple.subject), converted(triple.predicate), converted(triple.object)))
    return graph


def _as_rdflib_term(term: object) -> Node:
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


def _constraints(graph: Graph) -> Iterator[_Constraint]:
    """Yield the SPARQL constraints that may be asked once: those of node shapes that stand alone."""
    for shape, node in sorted(graph.subject_objects(SH.sparql)):
        query = _query(graph, node)
        targets = _targets(graph, shape)
        if not query or not targets or _is_deactivated(graph, node):
            continue
        messages = list(graph.objects(node, SH.message)) or list(graph.objects(shape, SH.message))
        severity = graph.value(shape, SH.severity) or SH.Violation
        yield _Constraint(node, shape, severity, tuple(sorted(map(str, messages))), query, targets)


def _target_properties(core: Graph) -> None:
    """Give property shapes the targets of their node shape in place of the link from it.

    This says the same, but pySHACL goes through a property shape once for each focus node where a node shape leads to
    it, and once for all of them where it has targets.
    """
    for shape, node in list(core.subject_objects(SH.property)):
        targets = _targets(core, shape)
        for kind, value in targets:
            core.add((node, kind, value))
        if targets:
            core.remove((shape, SH.property, node))


def _query(graph: Graph, constraint: Node) -> str:
    """Return a constraint's query with its prefixes, or nothing where it depends on when `$this` is bound."""
    select = str(graph.value(constraint, SH.select) or "")
    if not _BINDS_THIS.match(select) or _SCOPES_APART.search(select):
        return ""
    prefixes = [
        f"PREFIX {graph.value(declaration, SH.prefix)}: <{graph.value(declaration, SH.namespace)}>"
        for ontology in graph.objects(constraint, SH.prefixes)
        for declaration in graph.objects(ontology, SH.declare)
    ]
    return "\n".join([*sorted(prefixes), select])


def _targets(graph: Graph, shape: Node) -> tuple[tuple[Node, Node], ...]:
    """Return the targets of a node shape that stands alone; nothing where other shapes or other targets lead to it."""
    others = (
        (shape, SH.target, None),
        (shape, SH.targetNode, None),
        (shape, RDF.type, RDFS.Class),
        (shape, SH.path, None),
    )
    references = ((None, reference, shape) for reference in _REFERENCES)
    if _is_deactivated(graph, shape) or any(triple in graph for triple in (*others, *references)):
        return ()
    return tuple((kind, value) for kind in _TARGETS for value in graph.objects(shape, kind))


def _is_deactivated(graph: Graph, node: Node) -> bool:
    return any(isinstance(flag, RdflibLiteral) and flag.value is True for flag in graph.objects(node, SH.deactivated))


def _rows(store: Store, constraint: _Constraint) -> Iterator[tuple[Term, dict[str, Term]]]:
    """Yield the violations of a constraint: `$this`, and every variable that the query selects and binds."""
    focus = {node for kind, value in constraint.targets for node in _focus_nodes(store, kind, value)}
    if not focus:
        return
    try:
        solutions = store.query(constraint.query)
    except SyntaxError as error:
        raise InputError(f"the shapes cannot be used: the query of {constraint.node}: {error.msg}") from error
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        row = {name: solution[name] for name in names if solution[name] is not None}
        this = row.pop("this")
        if this in focus:
            yield this, row


def _focus_nodes(store: Store, kind: Node, value: Node) -> Iterator[Term]:
    node = NamedNode(str(value))
    if kind == SH.targetClass:
        for name in _with_narrower(store, node):
            yield from (quad.subject for quad in store.quads_for_pattern(None, RDF_TERMS["type"], name))
    elif kind == SH.targetSubjectsOf:
        yield from (quad.subject for quad in store.quads_for_pattern(None, node, None))
    else:
        yield from (quad.object for quad in store.quads_for_pattern(None, node, None))


def _with_narrower(store: Store, name: NamedNode) -> set[Term]:
    """Return a class and all its subclasses."""
    found: set[Term] = {name}
    waiting: list[Term] = [name]
    while waiting:
        quads = store.quads_for_pattern(None, RDFS_TERMS["subClassOf"], waiting.pop())
        narrower = {quad.subject for quad in quads} - found
        found |= narrower
        waiting.extend(narrower)
    return found


def _add_result(report: Graph, constraint: _Constraint, this: Term, row: dict[str, Term]) -> BNode:
    """Add an `sh:ValidationResult` to a report, with `{?variable}` in its message filled in, and return it."""
    result = BNode()
    written = {name: getattr(term, "value", str(term)) for name, term in {**row, "this": this}.items()}
    report.add((result, RDF.type, SH.ValidationResult))
    report.add((result, SH.focusNode, _as_rdflib_term(this)))
    report.add((result, SH.value, _as_rdflib_term(row.get("value", this))))
    report.add((result, SH.resultSeverity, constraint.severity))
    report.add((result, SH.sourceShape, constraint.shape))
    report.add((result, SH.sourceConstraint, constraint.node))
    report.add((result, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent))
    if "path" in row:
        report.add((result, SH.resultPath, _as_rdflib_term(row["path"])))
    for message in constraint.messages:
        filled = _PLACEHOLDER.sub(lambda match: written.get(match[1], match[0]), message)
        report.add((result, SH.resultMessage, RdflibLiteral(filled)))
    return result
