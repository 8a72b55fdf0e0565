"""Shapes as queries: a SHACL shapes graph compiled to SPARQL that looks at all focus nodes at once.

A SHACL engine goes from focus node to focus node and from constraint to constraint. A store answers sooner when it is
asked once for everything that breaks a rule. So each target becomes one query for all that its shapes demand, and each
property that many things have becomes one query that starts at the values, of which nearly none is bad.

What these queries find is *suspected*: they may name a node that a SHACL engine passes (a date that is right but
unusual), and never pass one that it would name. A constraint in SPARQL (`sh:sparql`) is asked as it stands, once and
unbound; its rows are violations. `graph.shacl` gives the final word, on the suspected nodes alone.

Inside EXISTS, Oxigraph plans a join without knowing what is bound outside. Hence one pattern at a level, and the next
in an EXISTS of its own: so each is a lookup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from mandategraph.errors import InputError
from mandategraph.graph.conditions import (
    NotCompiledError,
    any_of,
    has_datatype,
    has_node_kind,
    is_a,
    is_text,
    is_true,
    lookup,
)
from mandategraph.graph.sparqlconstraints import SparqlConstraint, selected_once
from mandategraph.vocabulary import OWL, RDF, RDFS, SH, XSD

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple

SHAPES_BASE: Final = "https://w3id.org/mandategraph/shapes"
"""What relative IRIs of a shapes file are resolved against."""

SCOPE: Final = NamedNode(f"{SHAPES_BASE}#scope")
"""Says of a property shape or a SPARQL constraint how much of the data it has to see."""
ALL_INSTRUMENTS: Final = NamedNode(f"{SHAPES_BASE}#AllInstruments")
"""The scope of what compares instruments with each other. All else is decided by what one instrument's graph says,
the authority files, and the descriptions of what it names."""

# Said of shapes, for people or for the engine; no constraint.
_REMARKS: Final = {
    RDF["type"],
    SCOPE,
    *(SH[name] for name in ("name", "description", "message", "severity", "deactivated")),
}
_TARGETS: Final = (SH["targetClass"], SH["targetSubjectsOf"], SH["targetObjectsOf"])
_OF_VALUES: Final = {
    SH[name]
    for name in ("class", "datatype", "nodeKind", "minLength", "pattern", "minInclusive", "in", "languageIn", "or")
}
_OF_PROPERTIES: Final = {
    SH[name]
    for name in (
        "minCount", "maxCount", "hasValue", "qualifiedValueShape", "qualifiedMinCount", "uniqueLang", "lessThan",
        "disjoint",
    )
}  # fmt: skip
_OF_NODE_SHAPES: Final = _REMARKS | _OF_VALUES | {SH["property"], SH["sparql"], *_TARGETS}
_OF_PROPERTY_SHAPES: Final = _REMARKS | _OF_VALUES | _OF_PROPERTIES | {SH["path"], *_TARGETS}


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
    """A question for the focus nodes of `target` that are suspected to break one of its shapes.

    `condition` is a SPARQL expression on `?this`; `path` is the property whose values `?value` it also looks at, if
    it does. `from_values` says to begin at all values of that property: what is bad for one target is bad for all.
    """

    target: Target
    condition: str
    path: NamedNode | None = None
    from_values: bool = False

    def text(self, focus: Iterable[Node] | None = None) -> str:
        """Write the query; `focus` are the nodes to look at in place of those that the target's pattern gives."""
        if focus is not None:
            values = f"VALUES ?this {{ {' '.join(map(str, focus))} }}"
            step = f"?this {self.path} ?value ." if self.path else ""
            return f"SELECT DISTINCT ?this WHERE {{ {values} {step} FILTER ({self.condition}) }}"
        target = self.target.pattern("?this")
        step = f"?this {self.path} ?value ." if self.path else ""
        if not self.from_values:
            return f"SELECT DISTINCT ?this WHERE {{ {target} {step} FILTER ({self.condition}) }}"
        is_class = self.target.kind == SH["targetClass"]
        is_focus = is_a("?this", self.target.name) if is_class else f"EXISTS {{ {target} }}"
        return f"SELECT DISTINCT ?this WHERE {{ {{ {step} FILTER ({self.condition}) }} FILTER ({is_focus}) }}"


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """The queries of a shapes file (`turtle`) and its constraints in SPARQL, each parted by the scope that it needs."""

    turtle: bytes
    local: tuple[Query, ...]
    across: tuple[Query, ...]
    local_constraints: tuple[SparqlConstraint, ...]
    across_constraints: tuple[SparqlConstraint, ...]

    @property
    def targets(self) -> frozenset[Target]:
        """All targets of all shapes."""
        constraints = (*self.local_constraints, *self.across_constraints)
        of_constraints = {Target(*target) for one in constraints for target in one.targets}
        return frozenset({query.target for query in (*self.local, *self.across)} | of_constraints)


def compile_shapes(path: Path) -> CompiledShapes:
    """Compile a shapes file in Turtle.

    Raises `InputError` where it is missing or broken, `NotCompiledError` where it needs a SHACL engine as a whole.
    """
    try:
        turtle = path.read_bytes()
        statements = parse(turtle, RdfFormat.TURTLE, base_iri=SHAPES_BASE)
        return _Compiler(quad.triple for quad in statements).shapes(turtle)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; name a shapes file") from error
    except SyntaxError as error:
        raise InputError(f"{path}: line {error.lineno}: broken Turtle: {error.msg}") from error


@cache
def shipped_shapes() -> CompiledShapes:
    """Return the shapes that the package ships, compiled."""
    with as_file(files("mandategraph") / "ontology" / "shapes.ttl") as path:
        return compile_shapes(path)


@dataclass(slots=True)
class _Demands:
    """What the shapes of one target demand: expressions that are true of what breaks them."""

    of_node: list[str]
    of_values: dict[NamedNode, list[str]]

    def queries(self, target: Target, minding: Mapping[NamedNode, set[str]]) -> Iterator[Query]:
        """Yield the queries of a target; `minding` says what different things targets demand of a path's values."""
        if self.of_node:
            yield Query(target, any_of(self.of_node))
        for path, conditions in self.of_values.items():
            if conditions:
                yield Query(target, any_of(conditions), path, from_values=len(minding[path]) == 1)


class _Statements(dict[NamedNode, list[Term]]):
    """What is said of one node: the values of each property, none where it is not mentioned."""

    def __missing__(self, name: NamedNode) -> list[Term]:
        return []


class _Compiler:
    """Goes through a shapes graph. Every expression that it writes is true where a node may break a constraint."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[Term, _Statements] = {}
        for triple in triples:
            about = self._said.setdefault(triple.subject, _Statements())
            about.setdefault(triple.predicate, []).append(triple.object)
        self._fresh = count()

    def shapes(self, turtle: bytes) -> CompiledShapes:
        demands: dict[bool, dict[Target, _Demands]] = {False: {}, True: {}}
        constraints: dict[bool, list[SparqlConstraint]] = {False: [], True: []}
        for shape in list(self._said):
            targets = self._targets(shape)
            if not targets or self._is_off(shape):
                continue
            self._refuse_unknown(shape)
            for node in self._all(shape, SH["sparql"]):
                if not self._is_off(node):
                    across = ALL_INSTRUMENTS in self._all(node, SCOPE)
                    constraints[across].append(self._constraint(shape, node, targets))
            for target in targets:
                self._collect(shape, target, demands)
        every = [found for scope in demands.values() for found in scope.values()]
        minding: dict[NamedNode, set[str]] = defaultdict(set)
        for found in every:
            for path, conditions in found.of_values.items():
                minding[path].add(any_of(conditions))
        queries = {
            scope: tuple(query for target, found in of_scope.items() for query in found.queries(target, minding))
            for scope, of_scope in demands.items()
        }
        return CompiledShapes(
            turtle, queries[False], queries[True], tuple(constraints[False]), tuple(constraints[True])
        )

    def _collect(self, shape: Term, target: Target, demands: dict[bool, dict[Target, _Demands]]) -> None:
        """Add what a node shape with this target demands."""
        own = self._of_value(shape, "?this", "?this")
        properties = [node for node in self._all(shape, SH["property"]) if not self._is_off(node)]
        if SH["path"] in self._about(shape):
            own, properties = [], [shape]
        for node, conditions in [(shape, own), *((node, None) for node in properties)]:
            across = ALL_INSTRUMENTS in self._all(node, SCOPE)
            found = demands[across].setdefault(target, _Demands([], defaultdict(list)))
            if conditions is not None:
                found.of_node += conditions
                continue
            self._refuse_unknown(node)
            found.of_node += self._of_all_values(node, "?this")
            path = self._one(node, SH["path"])
            if isinstance(path, NamedNode):
                found.of_values[path] += self._of_each_value(node, "?value", "?this")
            else:
                found.of_node += self._of_path(node, "?this")

    def _constraint(self, shape: Term, node: Term, targets: list[Target]) -> SparqlConstraint:
        """Return a constraint in SPARQL. Raises `NotCompiledError` where it may need `$this` bound first."""
        about = self._about(node)
        prefixes = {
            (self._value(declaration, SH["prefix"]), self._value(declaration, SH["namespace"]))
            for ontology in about[SH["prefixes"]]
            for declaration in self._all(ontology, SH["declare"])
        }
        query = selected_once(self._value(node, SH["select"]), prefixes)
        if not query:
            raise NotCompiledError(f"the query of {node} may need $this bound first")
        messages = about[SH["message"]] or self._all(shape, SH["message"])
        severity = next(iter(self._all(shape, SH["severity"])), SH["Violation"])
        texts = tuple(sorted(message.value for message in messages if isinstance(message, Literal)))
        return SparqlConstraint(node, shape, severity, texts, query, tuple((one.kind, one.name) for one in targets))

    # --- What a shape demands of a node, of the number of its values, and of each value ---

    def _broken(self, shape: Term, node: str) -> str:
        """Write the expression that is true where a node may break a shape, named or anonymous, at any place of it."""
        self._refuse_unknown(shape)
        if self._all(shape, SH["sparql"]):
            raise NotCompiledError(f"a constraint in SPARQL inside another shape ({shape}) is not known here")
        if self._is_off(shape):
            return "false"
        if SH["path"] in self._about(shape):
            return any_of([*self._of_all_values(shape, node), *self._of_path(shape, node)])
        inner = [self._broken(child, node) for child in self._all(shape, SH["property"])]
        return any_of([*self._of_value(shape, node, node), *inner])

    def _of_path(self, shape: Term, node: str) -> list[str]:
        value = self._variable()
        conditions = self._of_each_value(shape, value, node)
        return [self._exists(shape, node, value, any_of(conditions))] if conditions else []

    def _of_all_values(self, shape: Term, node: str) -> list[str]:
        """Return what a property shape demands of all values together, even if there are none."""
        about, value = self._about(shape), self._variable()
        found = []
        for least in about[SH["minCount"]]:
            if self._number(least, {0, 1}, shape):
                found.append(f"!{self._exists(shape, node, value, 'true')}")
        for wanted in about[SH["hasValue"]]:
            found.append(f"!{self._exists(shape, node, value, f'sameTerm({value}, {wanted})')}")
        if about[SH["qualifiedMinCount"]]:
            for inner in about[SH["qualifiedValueShape"]]:
                self._number(about[SH["qualifiedMinCount"]][0], {1}, shape)
                found.append(f"!{self._exists(shape, node, value, f'!({self._broken(inner, value)})')}")
        return found

    def _of_each_value(self, shape: Term, value: str, node: str) -> list[str]:
        """Return what a property shape demands of a value, in itself and beside the other values."""
        about, other = self._about(shape), self._variable()
        two = f"!sameTerm({value}, {other})"
        found = self._of_value(shape, value, node)
        for most in about[SH["maxCount"]]:
            found.append(self._exists(shape, node, other, two) if self._number(most, {0, 1}, shape) else "true")
        if any(is_true(flag) for flag in about[SH["uniqueLang"]]):
            same = f'COALESCE(LANG({value}) != "" && LCASE(LANG({value})) = LCASE(LANG({other})), false) && {two}'
            found.append(self._exists(shape, node, other, same))
        return found

    def _of_value(self, shape: Term, value: str, node: str) -> list[str]:
        """Return what a shape demands of one value, which is the node itself where the shape has no path."""
        about = self._about(shape)
        found = [f"!{is_a(value, name)}" for name in about[SH["class"]]]
        found += [f"!{has_datatype(value, name)}" for name in about[SH["datatype"]]]
        found += [f"!{has_node_kind(value, name)}" for name in about[SH["nodeKind"]]]
        for least in about[SH["minLength"]]:
            found.append(f"!COALESCE({is_text(value)} && STRLEN(STR({value})) >= {self._plain(least)}, false)")
        for pattern in about[SH["pattern"]]:
            found.append(f"!COALESCE({is_text(value)} && REGEX(STR({value}), {pattern}), false)")
        for least in about[SH["minInclusive"]]:
            found.append(f"!COALESCE(isNumeric({value}) && {value} >= {self._plain(least)}, false)")
        for other in about[SH["lessThan"]]:
            more = self._variable()
            unordered = f"!COALESCE(isNumeric({value}) && isNumeric({more}) && {value} < {more}, false)"
            found.append(f"EXISTS {{ {node} {other} {more} . FILTER ({unordered}) }}")
        found += [f"EXISTS {{ {node} {other} {value} }}" for other in about[SH["disjoint"]]]
        for terms in about[SH["in"]]:
            same = [f"sameTerm({value}, {term})" for term in self._list(terms)]
            found.append(f"!({any_of(same)})")
        for tags in about[SH["languageIn"]]:
            matching = [f"langMatches(LANG({value}), {tag})" for tag in self._list(tags)]
            found.append(f"!COALESCE({any_of(matching)}, false)")
        for shapes in about[SH["or"]]:
            # The shortest is most likely answered soonest.
            broken = sorted((self._broken(one, value) for one in self._list(shapes)), key=len)
            found.append(" && ".join(f"({one})" for one in broken))
        return found

    # --- Paths ---

    def _exists(self, shape: Term, start: str, end: str, condition: str) -> str:
        """Write that the path of a shape leads from one variable to a value of which the condition is true."""
        return self._walk(self._one(shape, SH["path"]), start, end, condition)

    def _walk(self, path: Term, start: str, end: str, condition: str) -> str:
        if isinstance(path, NamedNode):
            return lookup(f"{start} {path} {end}", condition)
        about = self._about(path)
        if set(about) == {SH["inversePath"]} and isinstance(inverse := about[SH["inversePath"]][0], NamedNode):
            return lookup(f"{end} {inverse} {start}", condition)
        if set(about) == {SH["alternativePath"]}:
            names = self._list(about[SH["alternativePath"]][0])
            if all(isinstance(name, NamedNode) for name in names):
                return lookup(f"{start} {'|'.join(map(str, names))} {end}", condition)
        if set(about) == {RDF["first"], RDF["rest"]}:
            *steps, last = self._list(path)
            between = [start, *(self._variable() for _ in steps)]
            walked = self._walk(last, between[-1], end, condition)
            for index in reversed(range(len(steps))):
                walked = self._walk(steps[index], between[index], between[index + 1], walked)
            return walked
        raise NotCompiledError(f"a path with {', '.join(sorted(map(str, about)))} is not known here")

    # --- The shapes graph ---

    def _targets(self, shape: Term) -> list[Target]:
        about = self._about(shape)
        if about[SH["target"]] or about[SH["targetNode"]]:
            raise NotCompiledError(f"the target of {shape} is not known here")
        is_class = OWL["Class"] in about[RDF["type"]] or RDFS["Class"] in about[RDF["type"]]
        if is_class and (SH["NodeShape"] in about[RDF["type"]] or SH["PropertyShape"] in about[RDF["type"]]):
            raise NotCompiledError(f"{shape} is a class and a shape in one, which is not known here")
        return [Target(kind, name) for kind in _TARGETS for name in about[kind] if isinstance(name, NamedNode)]

    def _refuse_unknown(self, shape: Term) -> None:
        about = self._about(shape)
        known = _OF_PROPERTY_SHAPES if SH["path"] in about else _OF_NODE_SHAPES
        unknown = sorted(str(name) for name in about if name not in known)
        if unknown:
            raise NotCompiledError(f"{', '.join(unknown)} in {shape} is not known here")

    def _is_off(self, node: Term) -> bool:
        return any(is_true(flag) for flag in self._all(node, SH["deactivated"]))

    def _about(self, node: Term) -> _Statements:
        return self._said.get(node, _Statements())

    def _all(self, node: Term, name: NamedNode) -> list[Term]:
        return self._about(node)[name]

    def _one(self, node: Term, name: NamedNode) -> Term:
        values = self._about(node)[name]
        if len(values) != 1:
            raise NotCompiledError(f"{node} has {len(values)} {name} in place of one")
        return values[0]

    def _value(self, node: Term, name: NamedNode) -> str:
        return next((str(getattr(term, "value", term)) for term in self._all(node, name)), "")

    def _list(self, head: Term) -> list[Term]:
        items = []
        while head != RDF["nil"]:
            items.append(self._one(head, RDF["first"]))
            head = self._one(head, RDF["rest"])
        return items

    def _number(self, term: Term, allowed: set[int], shape: Term) -> int:
        number = int(self._plain(term))
        if number not in allowed:
            raise NotCompiledError(f"a count of {number} in {shape} is not known here")
        return number

    def _plain(self, term: Term) -> str:
        if not isinstance(term, Literal) or term.datatype != XSD["integer"]:
            raise NotCompiledError(f"{term} is no whole number, which is not known here")
        return str(int(term.value))

    def _variable(self) -> str:
        return f"?v{next(self._fresh)}"
