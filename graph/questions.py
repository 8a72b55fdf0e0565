"""What the gate asks: queries for focus nodes that may break a shape, and constraints in SPARQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.graph.sparqlconstraints import SparqlConstraint
from mandategraph.graph.views import Term
from mandategraph.vocabulary import SH


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape looks at: `kind` is sh:targetClass, sh:targetSubjectsOf or sh:targetObjectsOf, `name` its value."""

    kind: NamedNode
    name: NamedNode

    def pattern(self, variable: str) -> str:
        """Write the triple pattern of which `variable` is a focus node; subclasses are not in it."""
        if self.kind == SH["targetClass"]:
            return f"{variable} a {self.name} ."
        if self.kind == SH["targetSubjectsOf"]:
            return f"{variable} {self.name} ?_any ."
        return f"?_any {self.name} {variable} ."


@dataclass(frozen=True, slots=True)
class Query:
    """A question for the focus nodes of `targets` that are suspected to break one of their shapes.

    `condition` is a SPARQL expression on `?this`; `path` is the property whose values `?value` it also looks at, if
    it does. `from_values` says to begin at all values of that property, and to ask of what is found whether it is a
    focus node; so there may be several targets. Without it there is one.
    """

    targets: tuple[Target, ...]
    condition: str
    path: NamedNode | None = None
    from_values: bool = False

    def text(self, focus: Iterable[Term] | None = None, variable: str = "?this") -> str:
        """Write the query; `focus` is what to look at as `variable` in place of all that the target's pattern gives.

        What this finds need not be a focus node, unless the target's pattern gives it.
        """
        step = f"?this {self.path} ?value ." if self.path else ""
        if focus is not None:
            start = f"VALUES {variable} {{ {' '.join(map(str, focus))} }}"
        else:
            start = "" if self.from_values else self.targets[0].pattern("?this")
        return f"SELECT DISTINCT ?this WHERE {{ {start} {step} FILTER ({self.condition}) }}"


@dataclass(frozen=True, slots=True)
class Questions:
    """Queries and constraints in SPARQL that are asked together."""

    queries: tuple[Query, ...]
    constraints: tuple[SparqlConstraint, ...]

    def __add__(self, other: Questions) -> Questions:
        return Questions(self.queries + other.queries, self.constraints + other.constraints)

    def on(self, targets: Collection[Target]) -> Questions:
        """Return the questions on some targets."""
        return Questions(
            tuple(query for query in self.queries if any(target in targets for target in query.targets)),
            tuple(one for one in self.constraints if any(Target(*target) in targets for target in one.targets)),
        )


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """A shapes file (`turtle`) as questions, parted by how much of the data they need to see."""

    turtle: bytes
    of_kinds: Questions
    of_instruments: Questions
    of_all: Questions

    @property
    def every(self) -> Questions:
        """All questions."""
        return self.of_kinds + self.of_instruments + self.of_all

    @property
    def targets(self) -> frozenset[Target]:
        """All targets of all shapes."""
        every = self.every
        of_constraints = frozenset(Target(*target) for one in every.constraints for target in one.targets)
        return of_constraints.union(*(query.targets for query in every.queries))
