"""The SHACL engine's part: pySHACL explains what the queries suspect, and evaluates shapes that were not compiled.

To explain, pySHACL gets the suspected nodes as its focus nodes, with as much of the graph around them as the shapes can
reach. So its results are those that it would have for the whole graph, and it need not see the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, Triple, parse
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection
from rdflib.term import Node

from mandategraph.errors import InputError
from mandategraph.graph.compiled import SHAPES_BASE
from mandategraph.graph.questions import Target
from mandategraph.graph.rdflibterms import as_rdflib, as_rdflib_term, as_triples, without_remarks_on_literals
from mandategraph.graph.sparqlconstraints import Row
from mandategraph.graph.views import Term, View
from mandategraph.graph.violations import READ_FROM, ValidationReport, Violation
from mandategraph.vocabulary import MG, PREFIXES
from mandategraph.vocabulary import RDF as RDF_TERMS
from mandategraph.vocabulary import RDFS as RDFS_TERMS

"""What leads from something that was read to the provision it was read from."""

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_NESTED = (SH.property, SH["or"], SH.qualifiedValueShape)
_COMPARED = (SH.disjoint, SH.lessThan)
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@lru_cache(maxsize=2)
def shapes_graph(shapes: bytes) -> Graph:
    """Read shapes in Turtle. Raises `SyntaxError` where it is broken."""
    statements = parse(shapes, RdfFormat.TURTLE, base_iri=SHAPES_BASE)
    graph = as_rdflib(quad.triple for quad in statements)
    for prefix, namespace in statements.prefixes.items():
        graph.bind(prefix, namespace)
    return graph


def reference_report(store: Store, shapes: bytes) -> ValidationReport:
    """Validate the default graph of a store against shapes in Turtle by pySHACL alone.

    Raises `InputError` where the data has a term that SHACL does not know, or the shapes are no valid SHACL.
    """
    view = View(store)
    data = as_rdflib(quad.triple for quad in view.quads(None, None, None))
    graph = shapes_graph(shapes)
    return _told(view, graph, _evaluated(data, graph))


def explained(
    view: View,
    suspected: Mapping[Target, Iterable[Term]],
    rows: Sequence[Row],
    shapes: bytes,
) -> ValidationReport:
    """Say what of the suspected nodes breaks a shape of their target, and what the rows mean: as pySHACL says it.

    `shapes` is the Turtle that the queries were compiled from.
    """
    graph = shapes_graph(shapes)
    report = Graph()
    if suspected:
        core = _narrowed(graph, suspected)
        focus = {node for nodes in suspected.values() for node in nodes}
        report = _evaluated(as_rdflib(_surroundings(view, focus, graph)), core)
    for row in rows:
        _add_result(report, row)
    return _told(view, graph, report)


# --- pySHACL ---


def _evaluated(data: Graph, shapes: Graph) -> Graph:
    """Return the report of pySHACL, without its root."""
    # It takes half a second to import, and the results of constraints in SPARQL do not need it.
    import pyshacl
    from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ValidationFailure

    try:
        with without_remarks_on_literals():
            _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except (ReportableRuntimeError, ValidationFailure, ShapeLoadError, ConstraintLoadError) as error:
        raise InputError(f"the shapes cannot be used: {' '.join(str(error).split())}") from error
    if not isinstance(report, Graph):
        raise InputError(f"the shapes cannot be used: {' '.join(text.split())}")
    for root in list(report.subjects(RDF.type, SH.ValidationReport)):
        report.remove((root, None, None))
    return report


def _narrowed(shapes: Graph, suspected: Mapping[Target, Iterable[Term]]) -> Graph:
    """Return the core constraints of the shapes, with the suspected nodes in place of their targets."""
    nodes: dict[tuple[Node, Node], tuple[Term, ...]] = {
        (URIRef(one.kind.value), URIRef(one.name.value)): tuple(found) for one, found in suspected.items()
    }
    core = Graph() + shapes
    core.remove((None, SH.sparql, None))
    for kind in _TARGETS:
        for shape, name in shapes.subject_objects(kind):
            core.remove((shape, kind, name))
            for node in nodes.get((kind, name), ()):
                core.add((shape, SH.targetNode, as_rdflib_term(node)))
    return core


def _surroundings(view: View, focus: Iterable[Term], shapes: Graph) -> Iterator[Triple]:
    """Yield what shapes can reach from the focus nodes over their paths, and the classes of it all."""
    inverse = {NamedNode(str(name)) for name in shapes.objects(None, SH.inversePath)}
    forward = {NamedNode(str(name)) for kind in _COMPARED for name in shapes.objects(None, kind)}
    for path in shapes.objects(None, SH.path):
        heads = [path, *shapes.objects(path, SH.alternativePath)]
        named = [*heads, *(step for head in heads for step in Collection(shapes, head))]
        forward |= {NamedNode(str(step)) for step in named if isinstance(step, URIRef) and step != RDF.nil}
    reached, edge = set(focus), set(focus)
    for _ in range(_reach(shapes)):
        around = [triple for node in edge for triple in _around(view, node, forward, inverse)]
        yield from around
        edge = {term for triple in around for term in (triple.subject, triple.object)} - reached
        reached |= edge
    for node in reached:
        if isinstance(node, (NamedNode, BlankNode)):
            found = view.quads(node, RDF_TERMS["type"], None)
            yield from (quad.triple for quad in found)
    subclasses = view.quads(None, RDFS_TERMS["subClassOf"], None)
    yield from (quad.triple for quad in subclasses)


def _around(view: View, node: Term, forward: set[NamedNode], inverse: set[NamedNode]) -> Iterator[Triple]:
    if isinstance(node, (NamedNode, BlankNode)):
        for quad in view.quads(node, None, None):
            if quad.predicate in forward:
                yield quad.triple
    for name in inverse:
        yield from (quad.triple for quad in view.quads(None, name, node))


def _reach(shapes: Graph) -> int:
    """Return over how many statements a shape can look away from its focus node."""

    def of(shape: Node) -> int:
        inner = [node for name in _NESTED for node in shapes.objects(shape, name)]
        inner += [node for head in list(shapes.objects(shape, SH["or"])) for node in Collection(shapes, head)]
        path = shapes.value(shape, SH.path)
        steps = 0 if path is None else max(1, len(Collection(shapes, path)) if isinstance(path, BNode) else 1)
        return steps + max((of(node) for node in inner), default=0)

    return max((of(shape) for kind in _TARGETS for shape in shapes.subjects(kind)), default=0)


def _add_result(report: Graph, row: Row) -> None:
    """Add an `sh:ValidationResult` to a report, with `{?variable}` in its message filled in."""
    result, constraint = BNode(), row.constraint
    written = {name: getattr(term, "value", str(term)) for name, term in {**row.bindings, "this": row.this}.items()}
    statements: list[tuple[URIRef, Node]] = [
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, as_rdflib_term(row.this)),
        (SH.value, as_rdflib_term(row.bindings.get("value", row.this))),
        (SH.resultSeverity, as_rdflib_term(constraint.severity)),
        (SH.sourceShape, as_rdflib_term(constraint.shape)),
        (SH.sourceConstraint, as_rdflib_term(constraint.node)),
        (SH.sourceConstraintComponent, SH.SPARQLConstraintComponent),
    ]
    if "path" in row.bindings:
        statements.append((SH.resultPath, as_rdflib_term(row.bindings["path"])))
    for message in constraint.messages:
        filled = _PLACEHOLDER.sub(lambda match: written.get(match[1], match[0]), message)
        statements.append((SH.resultMessage, RdflibLiteral(filled)))
    for name, value in statements:
        report.add((result, name, value))


# --- What the results mean, in plain words ---


def _told(view: View, shapes: Graph, report: Graph) -> ValidationReport:
    results = set(report.subjects(RDF.type, SH.ValidationResult)) - set(report.objects(None, SH.detail))
    found = sorted((_violation(report, result, view, shapes) for result in results), key=lambda one: one.rank)
    return ValidationReport(tuple(found), tuple(as_triples(report)))


def _violation(report: Graph, result: Node, view: View, shapes: Graph) -> Violation:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    rule = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    severity = report.value(result, SH.resultSeverity)
    assert focus is not None and rule is not None
    return Violation(
        severity=str(severity).removeprefix(str(SH)),
        shape=str(shapes.value(rule, SH.name) or rule),
        focus=str(focus),
        path="" if path is None else _path(report, path),
        value="" if value is None or value == focus else str(value),
        message=" ".join(sorted(str(message) for message in report.objects(result, SH.resultMessage))),
        rule=str(rule),
        text=_text(view, focus),
    )


def _path(report: Graph, path: Node) -> str:
    """Write a SHACL path as SPARQL would: `mg:quote`, `^mg:footnote`, `mg:cue|mg:modal`, `mg:holder/mg:bodyKind`."""
    if isinstance(path, URIRef):
        near = (name for name, namespace in PREFIXES.items() if path.startswith(namespace))
        return next((f"{name}:{path.removeprefix(PREFIXES[name])}" for name in near), f"<{path}>")
    if inverse := report.value(path, SH.inversePath):
        return f"^{_path(report, inverse)}"
    alternatives = report.value(path, SH.alternativePath)
    steps = Collection(report, alternatives or path)
    return ("|" if alternatives else "/").join(_path(report, step) for step in steps)


def _text(view: View, focus: Node) -> str:
    """Return the text or heading of a provision, or of the provision that a directive or a change was read from."""
    if not isinstance(focus, URIRef):
        return ""
    node = NamedNode(str(focus))
    sources = (quad.object for relation in READ_FROM for quad in view.quads(node, relation, None))
    for provision in (node, *(source for source in sources if isinstance(source, NamedNode))):
        for words in (MG["text"], MG["heading"]):
            for quad in view.quads(provision, words, None):
                return str(getattr(quad.object, "value", quad.object))
    return ""
