"""Kinds of nodes: nodes are alike that have the same classes and the same properties, each as often.

What depends on nothing else need be asked of one node of each kind only, and most nodes are of a few kinds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from mandategraph.graph.views import Term
from mandategraph.vocabulary import RDF

A: Final = RDF["type"]

Subject = NamedNode | BlankNode | Triple


@dataclass(frozen=True, slots=True)
class Kinds:
    """The nodes that some quads describe: all `nodes`, one `example` of each kind, all `classes` and `properties`."""

    nodes: Collection[Subject]
    examples: frozenset[Subject]
    classes: frozenset[Term]
    properties: frozenset[NamedNode]


def kinds(quads: Iterable[Quad]) -> Kinds:
    """Part the nodes that quads describe by kind.

    A statement that stands in two graphs counts twice, which makes one more kind.
    """
    # Numbers compare faster than terms; those of classes are negative, for a class may be a property, too.
    numbers: dict[Term, int] = {A: 0}
    traits: dict[Subject, list[int]] = defaultdict(list)
    classes: set[Term] = set()
    for quad in quads:
        number = numbers.setdefault(quad.predicate, len(numbers))
        if number == 0:
            name = quad.object
            classes.add(name)
            number = -numbers.setdefault(name, len(numbers))
        traits[quad.subject].append(number)
    examples = {(isinstance(node, NamedNode), *sorted(found)): node for node, found in traits.items()}
    used = {number for found in examples for number in found[1:]}
    properties = {name for name, number in numbers.items() if number in used and isinstance(name, NamedNode)}
    return Kinds(traits.keys(), frozenset(examples.values()), frozenset(classes), frozenset(properties | {A}))
