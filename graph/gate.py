"""The fast gate: what breaks the shapes, found by queries, and explained by SHACL only where something does.

Two ways to look at all that a build makes:

- `BatchGate` holds the authority files and looks at the graphs of some instruments at a time, in memory, for all that
  one instrument's graph decides. Workers can do this side by side.
- `check_across` asks the whole store for what compares instruments with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from mandategraph.graph.compiled import CompiledShapes, Query, Target, shipped_shapes
from mandategraph.graph.sparqlconstraints import Row, SparqlConstraint, rows
from mandategraph.graph.violations import ValidationReport
from mandategraph.vocabulary import RDF, RDFS, SH

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple

_BROADER = RDFS["subClassOf"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the queries found: nodes that may break a shape of a target, and rows that are violations."""

    suspected: dict[Target, frozenset[Term]]
    rows: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.suspected or self.rows)


class BatchGate:
    """Checks the graphs of some instruments at a time against the authority files.

    `authorities` are the quads of the authority files; `shapes` are the shipped ones unless others are given.
    """

    def __init__(self, authorities: Iterable[Quad], shapes: CompiledShapes | None = None) -> None:
        self._shapes = shipped_shapes() if shapes is None else shapes
        self._authorities = [_merged(quad) for quad in authorities]
        self._described = {quad.subject for quad in self._authorities}
        self._subclasses = [quad for quad in self._authorities if quad.predicate == _BROADER]

    def check(self, batch: Iterable[Quad], context: Iterable[Quad] = ()) -> ValidationReport:
        """Check all that is a subject in `batch` for everything but what compares instruments with each other.

        `context` describes what the batch names and does not describe, such as instruments of other batches that it
        cites (their class suffices) and bodies that no authority file knows (all of their description); it is looked
        up, not checked.
        """
        quads = [_merged(quad) for quad in batch]
        store = Store()
        store.bulk_extend(quads)
        subclasses = store.quads_for_pattern(None, _BROADER, None, DefaultGraph())
        narrower = _narrower_classes([*self._subclasses, *subclasses])
        present = {target for target in self._shapes.targets if _has_focus(store, target, narrower)}
        store.bulk_extend(self._authorities)
        store.bulk_extend(_merged(quad) for quad in context)
        for node in {quad.subject for quad in quads if quad.subject in self._described}:
            present |= {one for one in self._shapes.targets - present if _is_focus(store, node, one, narrower)}
        findings = _find(store, self._shapes.local, self._shapes.local_constraints, narrower, present)
        if not findings:
            return ValidationReport()
        subjects = {quad.subject for quad in quads}
        return _explained(store, self._shapes, _only(findings, lambda node: node in subjects))


def check_across(store: Store, shapes: CompiledShapes | None = None) -> ValidationReport:
    """Check the default graph of a store for what compares instruments with each other."""
    known = shipped_shapes() if shapes is None else shapes
    narrower = _narrower_classes(store.quads_for_pattern(None, _BROADER, None, DefaultGraph()))
    return _explained(store, known, _find(store, known.across, known.across_constraints, narrower))


def check_all(store: Store, shapes: CompiledShapes | None = None) -> ValidationReport:
    """Check the default graph of a store against all shapes."""
    known = shipped_shapes() if shapes is None else shapes
    narrower = _narrower_classes(store.quads_for_pattern(None, _BROADER, None, DefaultGraph()))
    constraints = (*known.local_constraints, *known.across_constraints)
    return _explained(store, known, _find(store, (*known.local, *known.across), constraints, narrower))


def _explained(store: Store, shapes: CompiledShapes, findings: Findings) -> ValidationReport:
    if not findings:
        return ValidationReport()
    # pySHACL takes half a second to import, and most graphs pass.
    from mandategraph.graph.shacl import explained

    return explained(store, findings.suspected, findings.rows, shapes.turtle)


def _merged(quad: Quad) -> Quad:
    """Take a quad out of its named graph: a check sees the union, in which a statement stands once."""
    return Quad(quad.subject, quad.predicate, quad.object)


# --- Asking ---


def _find(
    store: Store,
    queries: Sequence[Query],
    constraints: Sequence[SparqlConstraint],
    narrower: dict[NamedNode, frozenset[NamedNode]],
    present: set[Target] | None = None,
) -> Findings:
    """Ask the queries and the constraints of the targets that are `present` (none given: of all targets)."""
    suspected: dict[Target, set[Term]] = defaultdict(set)
    asked = [query for query in queries if present is None or query.target in present]
    for query in asked:
        suspected[query.target].update(_nodes(store, query.text()))
    for target in {query.target for query in asked if not query.from_values}:
        if unstated := list(_unstated(store, target, narrower)):
            for query in asked:
                if query.target == target and not query.from_values:
                    suspected[target].update(_nodes(store, query.text(unstated)))
    found = tuple(
        row
        for constraint in constraints
        if present is None or any(Target(*target) in present for target in constraint.targets)
        for row in rows(store, constraint)
        if any(_is_focus(store, row.this, Target(*target), narrower) for target in constraint.targets)
    )
    return Findings({target: frozenset(nodes) for target, nodes in suspected.items() if nodes}, found)


def _only(findings: Findings, wanted: Callable[[Term], bool]) -> Findings:
    suspected = {target: frozenset(filter(wanted, nodes)) for target, nodes in findings.suspected.items()}
    left = {target: nodes for target, nodes in suspected.items() if nodes}
    return Findings(left, tuple(row for row in findings.rows if wanted(row.this)))


def _nodes(store: Store, query: str) -> Iterator[Term]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        yield solution["this"]


# --- Focus nodes ---


def _narrower_classes(quads: Iterable[Quad]) -> dict[NamedNode, frozenset[NamedNode]]:
    """Return each class that has subclasses, with all of them, near and far; `quads` are of rdfs:subClassOf."""
    direct: dict[Term, set[Term]] = defaultdict(set)
    for quad in quads:
        direct[quad.object].add(quad.subject)
    found: dict[NamedNode, frozenset[NamedNode]] = {}
    for name in direct:
        reached: set[Term] = set()
        waiting = [name]
        while waiting:
            fresh = direct.get(waiting.pop(), set()) - reached
            reached |= fresh
            waiting.extend(fresh)
        if isinstance(name, NamedNode):
            found[name] = frozenset(one for one in reached if isinstance(one, NamedNode)) - {name}
    return found


def _has_focus(store: Store, target: Target, narrower: dict[NamedNode, frozenset[NamedNode]]) -> bool:
    if target.kind == SH["targetClass"]:
        names = (target.name, *narrower.get(target.name, ()))
        return any(_any(store, None, RDF["type"], name) for name in names)
    return _any(store, None, target.name, None)


def _is_focus(store: Store, node: Term, target: Target, narrower: dict[NamedNode, frozenset[NamedNode]]) -> bool:
    if target.kind == SH["targetObjectsOf"]:
        return _any(store, None, target.name, node)
    if not isinstance(node, (NamedNode, BlankNode)):
        return False
    if target.kind == SH["targetSubjectsOf"]:
        return _any(store, node, target.name, None)
    names = (target.name, *narrower.get(target.name, ()))
    return any(_any(store, node, RDF["type"], name) for name in names)


def _any(store: Store, subject: Node | None, predicate: NamedNode, value: Term | None) -> bool:
    return next(store.quads_for_pattern(subject, predicate, value, DefaultGraph()), None) is not None


def _unstated(store: Store, target: Target, narrower: dict[NamedNode, frozenset[NamedNode]]) -> Iterator[Node]:
    """Yield the focus nodes of a class that are typed with a narrower class only, so that no pattern finds them."""
    if target.kind == SH["targetClass"]:
        for name in narrower.get(target.name, ()):
            missing = f"FILTER NOT EXISTS {{ ?this a {target.name} }}"
            for node in _nodes(store, f"SELECT ?this WHERE {{ ?this a {name} . {missing} }}"):
                if isinstance(node, (NamedNode, BlankNode)):
                    yield node
