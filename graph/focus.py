"""Focus nodes: what the target of a shape gives it to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, NamedNode, Quad

from mandategraph.graph.questions import Target
from mandategraph.graph.views import Node, Term, View
from mandategraph.vocabulary import RDF, RDFS, SH

SUBCLASS = RDFS["subClassOf"]

Narrower = Mapping[NamedNode, frozenset[NamedNode]]
"""Classes that have subclasses, with all of them, near and far."""


def narrower_classes(quads: Iterable[Quad]) -> Narrower:
    """Return what statements with rdfs:subClassOf say together."""
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


def is_focus(view: View, node: Term, target: Target, narrower: Narrower) -> bool:
    """Tell whether a node is a focus node of a target."""
    if target.kind == SH["targetObjectsOf"]:
        return view.has(None, target.name, node)
    if not isinstance(node, (NamedNode, BlankNode)):
        return False
    if target.kind == SH["targetSubjectsOf"]:
        return view.has(node, target.name, None)
    names = (target.name, *narrower.get(target.name, ()))
    return any(view.has(node, RDF["type"], name) for name in names)


def unstated(view: View, target: Target, narrower: Narrower) -> Iterator[Node]:
    """Yield the focus nodes of a class that are typed with a narrower class only, so that no pattern finds them."""
    if target.kind == SH["targetClass"]:
        for name in narrower.get(target.name, ()):
            missing = f"FILTER NOT EXISTS {{ ?this a {target.name} }}"
            for node in view.nodes(f"SELECT DISTINCT ?this WHERE {{ ?this a {name} . {missing} }}"):
                if isinstance(node, (NamedNode, BlankNode)):
                    yield node
