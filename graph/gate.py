"""The fast gate: what breaks the shapes, found by queries, and explained by SHACL only where something does.

Two ways to look at all that a build makes:

- `BatchGate` holds the authority files and looks at the graphs of some instruments at a time, in memory, for all that
  one instrument's graph decides. Workers can do this side by side.
- `check_across` asks the whole store for what compares instruments with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from mandategraph.graph.compiled import shipped_shapes
from mandategraph.graph.focus import SUBCLASS, Narrower, is_focus, narrower_classes, unstated
from mandategraph.graph.kinds import A, Kinds, Subject, kinds
from mandategraph.graph.questions import CompiledShapes, Questions, Target
from mandategraph.graph.restricted import concerned
from mandategraph.graph.sparqlconstraints import Row, rows
from mandategraph.graph.views import Node, Term, View
from mandategraph.graph.violations import ValidationReport
from mandategraph.vocabulary import OWL, RDF, RDFS, SH


@dataclass(frozen=True, slots=True)
class Findings:
    """What the queries found: nodes that may break a shape of a target, and rows that are violations."""

    suspected: Mapping[Target, frozenset[Term]]
    rows: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.suspected or self.rows)

    def __add__(self, other: Findings) -> Findings:
        targets = self.suspected.keys() | other.suspected.keys()
        none: frozenset[Term] = frozenset()
        suspected = {one: self.suspected.get(one, none) | other.suspected.get(one, none) for one in targets}
        return Findings(suspected, self.rows + other.rows)

    def of(self, nodes: Collection[Term]) -> Findings:
        """Return what was found about some nodes."""
        suspected = {
            target: frozenset(node for node in found if node in nodes) for target, found in self.suspected.items()
        }
        left = {target: found for target, found in suspected.items() if found}
        return Findings(left, tuple(row for row in self.rows if row.this in nodes))

    def of_interest(self, questions: Questions) -> Questions:
        """Return those questions that found something."""
        constraints = {row.constraint for row in self.rows}
        return Questions(
            tuple(one for one in questions.queries if any(target in self.suspected for target in one.targets)),
            tuple(one for one in questions.constraints if one in constraints),
        )


class BatchGate:
    """Checks the graphs of some instruments at a time against the authority files.

    `authorities` are the quads of the authority files; `shapes` are the shipped ones unless others are given.
    """

    def __init__(self, authorities: Iterable[Quad], shapes: CompiledShapes | None = None) -> None:
        self._shapes = shipped_shapes() if shapes is None else shapes
        self._authorities = list(authorities)
        self._described = {quad.subject for quad in self._authorities}
        self._properties = {quad.predicate for quad in self._authorities}
        self._vocabulary = [quad for quad in self._authorities if _declares(quad)]

    def check(self, batch: Iterable[Quad], context: Iterable[Quad] = ()) -> ValidationReport:
        """Check all that is a subject in `batch` for everything but what compares instruments with each other.

        `context` describes what the batch names and does not describe, such as instruments of other batches that it
        cites (their class suffices) and bodies that no authority file knows (all of their description); it is looked
        up, not checked.
        """
        quads, others = list(batch), list(context)
        view = View(Store(), union=True)
        for part in (quads, self._authorities, others):
            view.store.bulk_extend(part)
        found = kinds(quads)
        elsewhere = self._described | {quad.subject for quad in others}
        twice = frozenset(node for node in found.nodes if node in elsewhere)
        said = kinds(quad for node in twice for quad in view.quads(node, None, None))
        narrower = narrower_classes(view.quads(None, SUBCLASS, None))
        naming = found.properties | self._properties | {quad.predicate for quad in others}
        present = {one for one in self._shapes.targets if _has_focus(one, (found, said), naming, narrower)}
        findings = _find(view, self._shapes.of_instruments.on(present), narrower)
        of_kinds = self._shapes.of_kinds.on(present)
        seen = _find(self._examples(view, found.examples | twice), of_kinds, narrower).of(found.nodes)
        findings += _find(view, seen.of_interest(of_kinds), narrower)
        return _explained(view, findings.of(found.nodes), self._shapes)

    def _examples(self, view: View, nodes: Iterable[Subject]) -> View:
        """Return a view of nothing but some nodes and the vocabulary."""
        examples = View(Store(), union=True)
        examples.store.bulk_extend(quad for node in nodes for quad in view.quads(node, None, None))
        examples.store.bulk_extend(view.quads(None, SUBCLASS, None))
        examples.store.bulk_extend(self._vocabulary)
        return examples


def check_across(
    store: Store, changed: Iterable[Node] | None = None, shapes: CompiledShapes | None = None
) -> ValidationReport:
    """Check the default graph of a store for what compares instruments with each other.

    `changed` says that the store passed before these nodes changed, so that only rules that concern them need be
    looked at. They are all nodes that statements were added to or taken from; where an instrument's graph was replaced,
    all of its nodes, before and after.
    """
    known = shipped_shapes() if shapes is None else shapes
    view = View(store)
    questions = known.of_all
    if changed is not None:
        questions = concerned(view, questions, [node for node in changed if isinstance(node, NamedNode)])
    return _checked(view, questions, known)


def check_all(store: Store, shapes: CompiledShapes | None = None) -> ValidationReport:
    """Check the default graph of a store against all shapes."""
    known = shipped_shapes() if shapes is None else shapes
    return _checked(View(store), known.every, known)


def _checked(view: View, questions: Questions, shapes: CompiledShapes) -> ValidationReport:
    narrower = narrower_classes(view.quads(None, SUBCLASS, None))
    return _explained(view, _find(view, questions, narrower), shapes)


def _explained(view: View, findings: Findings, shapes: CompiledShapes) -> ValidationReport:
    if not findings:
        return ValidationReport()
    # pySHACL takes half a second to import, and most graphs pass.
    from mandategraph.graph.shacl import explained

    return explained(view, findings.suspected, findings.rows, shapes.turtle)


def _has_focus(target: Target, of: Iterable[Kinds], naming: Set[NamedNode], narrower: Narrower) -> bool:
    """Tell whether some nodes may be focus nodes of a target, where `naming` are the properties that may name them."""
    if target.kind == SH["targetObjectsOf"]:
        return target.name in naming
    if target.kind == SH["targetSubjectsOf"]:
        return any(target.name in one.properties for one in of)
    names = {target.name, *narrower.get(target.name, ())}
    return any(not names.isdisjoint(one.classes) for one in of)


def _declares(quad: Quad) -> bool:
    """Tell whether a quad says that something is a class or a property."""
    return quad.predicate == A and isinstance(quad.object, NamedNode) and quad.object.value.startswith((OWL, RDF, RDFS))


def _find(view: View, questions: Questions, narrower: Narrower) -> Findings:
    """Ask questions of all that a view shows."""
    suspected: dict[Target, set[Term]] = defaultdict(set)
    for query in questions.queries:
        nodes = list(view.nodes(query.text()))
        for target in query.targets:
            checked = (node for node in nodes if not query.from_values or is_focus(view, node, target, narrower))
            suspected[target].update(checked)
    by_pattern = [query for query in questions.queries if not query.from_values]
    for target in {query.targets[0] for query in by_pattern}:
        if hidden := list(unstated(view, target, narrower)):
            for query in by_pattern:
                if query.targets[0] == target:
                    suspected[target].update(view.nodes(query.text(hidden)))
    found = tuple(
        row
        for constraint in questions.constraints
        for row in rows(view, constraint)
        if any(is_focus(view, row.this, Target(*target), narrower) for target in constraint.targets)
    )
    return Findings({target: frozenset(nodes) for target, nodes in suspected.items() if nodes}, found)
