"""Shapes as queries: a SHACL shapes graph compiled to SPARQL that looks at all focus nodes at once.

A SHACL engine goes from focus node to focus node and from constraint to constraint. A store answers sooner when it is
asked once for everything that breaks a rule. So each target becomes one query for all that its shapes demand, and each
property that many things have becomes one query that starts at the values, of which nearly none is bad.

What these queries find is *suspected*: they may name a node that a SHACL engine passes (a date that is right but
unusual), and never pass one that it would name. A constraint in SPARQL (`sh:sparql`) is asked as it stands, once and
unbound; its rows are violations. `graph.shacl` gives the final word, on the suspected nodes alone.

Much of what shapes demand is decided by which classes and properties a node has, and how often. Most nodes are alike in
that, so these questions are parted from the others: to ask them of one node of each kind is enough.

Inside EXISTS, Oxigraph plans a join without knowing what is bound outside. Hence one pattern at a level, and the next
in an EXISTS of its own: so each is a lookup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from mandategraph.errors import InputError
from mandategraph.graph.conditions import (
    NotCompiledError,
    any_of,
    each_of,
    has_datatype,
    has_node_kind,
    is_a,
    is_text,
    is_true,
    lookup,
    states,
)
from mandategraph.graph.questions import CompiledShapes, Query, Questions, Target
from mandategraph.graph.sparqlconstraints import SparqlConstraint, prefixed, selected_once
from mandategraph.graph.views import Term
from mandategraph.vocabulary import OWL, RDF, RDFS, SH, XSD

SHAPES_BASE: Final = "https://w3id.org/mandategraph/shapes"
"""What relative IRIs of a shapes file are resolved against."""

SCOPE: Final = NamedNode(f"{SHAPES_BASE}#scope")
"""Says of a property shape or a SPARQL constraint how much of the data it has to see."""
FIRST: Final = NamedNode(f"{SHAPES_BASE}#first")
"""Says of a SPARQL constraint what to ask first: where this finds nothing, neither does the constraint."""


class Scope(Enum):
    """How much of the data decides whether something is broken."""

    KIND = auto()
    """Which classes and properties a node has, and how often, and what the vocabulary says of these."""
    INSTRUMENT = auto()
    """What the graph of one instrument says, the authority files, and the descriptions of what it names."""
    ALL = auto()
    """Everything: this compares instruments with each other."""


_SCOPES: Final = {
    NamedNode(f"{SHAPES_BASE}#Kind"): Scope.KIND,
    NamedNode(f"{SHAPES_BASE}#AllInstruments"): Scope.ALL,
}

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
_COUNTS: Final = {SH["minCount"], SH["maxCount"]}
_OF_NODE_SHAPES: Final = _REMARKS | _OF_VALUES | {SH["property"], SH["sparql"], *_TARGETS}
_OF_PROPERTY_SHAPES: Final = _REMARKS | _OF_VALUES | _OF_PROPERTIES | {SH["path"], *_TARGETS}


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


def _queries(demands: Mapping[Target, _Demands]) -> Iterator[Query]:
    """Yield the queries for what targets demand.

    Where they demand the same of the values of a property, or only one demands anything, all of the values are asked
    about at once: as nearly none is bad, it matters little that it may be a value of something else.
    """
    minding: dict[NamedNode, dict[str, list[Target]]] = defaultdict(dict)
    for target, found in demands.items():
        if found.of_node:
            yield Query((target,), any_of(found.of_node))
        for path, conditions in found.of_values.items():
            if conditions:
                minding[path].setdefault(any_of(conditions), []).append(target)
    for path, targets in minding.items():
        for condition, alike in targets.items():
            if len(targets) == 1:
                yield Query(tuple(alike), condition, path, from_values=True)
            else:
                yield from (Query((target,), condition, path) for target in alike)


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
        demands: dict[Scope, dict[Target, _Demands]] = {scope: {} for scope in Scope}
        constraints: dict[Scope, list[SparqlConstraint]] = {scope: [] for scope in Scope}
        for shape in list(self._said):
            targets = self._targets(shape)
            if not targets or self._is_off(shape):
                continue
            self._refuse_unknown(shape)
            for node in self._all(shape, SH["sparql"]):
                if not self._is_off(node):
                    constraints[self._scope(node)].append(self._constraint(shape, node, targets))
            for target in targets:
                self._collect(shape, target, demands)
        parted = {scope: Questions(tuple(_queries(demands[scope])), tuple(constraints[scope])) for scope in Scope}
        return CompiledShapes(turtle, parted[Scope.KIND], parted[Scope.INSTRUMENT], parted[Scope.ALL])

    def _scope(self, node: Term) -> Scope:
        """Return the scope that is said of a node. Raises `NotCompiledError` for one that is not known."""
        said = self._all(node, SCOPE)
        scopes = [_SCOPES[one] for one in said if isinstance(one, NamedNode) and one in _SCOPES]
        if len(scopes) != len(said) or len(scopes) > 1:
            raise NotCompiledError(f"the scope of {node} is not known here")
        return scopes[0] if scopes else Scope.INSTRUMENT

    def _collect(self, shape: Term, target: Target, demands: dict[Scope, dict[Target, _Demands]]) -> None:
        """Add what a node shape with this target demands."""

        def of(scope: Scope) -> _Demands:
            return demands[scope].setdefault(target, _Demands([], defaultdict(list)))

        properties = [node for node in self._all(shape, SH["property"]) if not self._is_off(node)]
        if SH["path"] in self._about(shape):
            properties = [shape]
        else:
            scope = self._scope(shape)
            by_kind = scope is Scope.INSTRUMENT and self._is_by_kind(shape, with_properties=False)
            of(Scope.KIND if by_kind else scope).of_node += self._of_value(shape, "?this", "?this")
        for node in properties:
            scope = self._scope(node)
            self._refuse_unknown(node)
            of(scope).of_node += self._of_all_values(node, "?this")
            path = self._one(node, SH["path"])
            if isinstance(path, NamedNode):
                by_kind = scope is Scope.INSTRUMENT
                of(Scope.KIND if by_kind else scope).of_node += self._of_counts(node, "?this")
                of(scope).of_values[path] += self._of_each_value(node, "?value", "?this")
            else:
                of(scope).of_node += [*self._of_counts(node, "?this"), *self._of_path(node, "?this")]

    def _is_by_kind(self, shape: Term, *, with_properties: bool = True) -> bool:
        """Tell whether the classes and properties of a node, each as often as it has it, decide if it fits a shape."""
        about, demanded = self._about(shape), self._demanded(shape)
        if SH["path"] in about:
            return isinstance(about[SH["path"]][0], NamedNode) and demanded <= {SH["path"], *_COUNTS}
        if not with_properties:
            demanded -= {SH["property"], SH["sparql"]}
        inner = [one for shapes in about[SH["or"]] for one in self._list(shapes)]
        if with_properties:
            inner += about[SH["property"]]
        known = {SH["class"], SH["nodeKind"], SH["or"], SH["property"]}
        return demanded <= known and all(self._is_by_kind(one) for one in inner)

    def _constraint(self, shape: Term, node: Term, targets: list[Target]) -> SparqlConstraint:
        """Return a constraint in SPARQL. Raises `NotCompiledError` where it may need `$this` bound first."""
        about = self._about(node)
        prefixes = {
            (self._value(declaration, SH["prefix"]), self._value(declaration, SH["namespace"]))
            for ontology in about[SH["prefixes"]]
            for declaration in self._all(ontology, SH["declare"])
        }
        query = selected_once(self._value(node, SH["select"]), prefixes)
        first = self._value(node, FIRST)
        if not query:
            raise NotCompiledError(f"the query of {node} may need $this bound first")
        messages = about[SH["message"]] or self._all(shape, SH["message"])
        severity = next(iter(self._all(shape, SH["severity"])), SH["Violation"])
        texts = tuple(sorted(message.value for message in messages if isinstance(message, Literal)))
        pairs = tuple((one.kind, one.name) for one in targets)
        return SparqlConstraint(node, shape, severity, texts, query, pairs, first and prefixed(first, prefixes))

    # --- What a shape demands of a node, of the number of its values, and of each value ---

    def _broken(self, shape: Term, node: str) -> str:
        """Write the expression that is true where a node may break a shape, named or anonymous, at any place of it."""
        self._refuse_unknown(shape)
        if self._all(shape, SH["sparql"]):
            raise NotCompiledError(f"a constraint in SPARQL inside another shape ({shape}) is not known here")
        if self._is_off(shape):
            return "false"
        if SH["path"] in self._about(shape):
            counts = self._of_counts(shape, node)
            return any_of([*counts, *self._of_all_values(shape, node), *self._of_path(shape, node)])
        inner = [self._broken(child, node) for child in self._all(shape, SH["property"])]
        return any_of([*self._of_value(shape, node, node), *inner])

    def _of_path(self, shape: Term, node: str) -> list[str]:
        value = self._variable()
        conditions = self._of_each_value(shape, value, node)
        return [self._exists(shape, node, value, any_of(conditions))] if conditions else []

    def _of_counts(self, shape: Term, node: str) -> list[str]:
        """Return what a property shape demands of the number of values."""
        about, value, other = self._about(shape), self._variable(), self._variable()
        found = []
        for least in about[SH["minCount"]]:
            if self._number(least, {0, 1}, shape):
                found.append(f"!{self._exists(shape, node, value, 'true')}")
        for most in about[SH["maxCount"]]:
            two = self._exists(shape, node, other, f"!sameTerm({value}, {other})")
            found.append(self._exists(shape, node, value, two if self._number(most, {0, 1}, shape) else "true"))
        return found

    def _of_all_values(self, shape: Term, node: str) -> list[str]:
        """Return what a property shape demands of all values together, beside their number."""
        about, value = self._about(shape), self._variable()
        found = []
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
        # What has the wrong datatype is suspected anyhow, and need not be told from text.
        has_text = "true" if about[SH["datatype"]] else is_text(value)
        for least in about[SH["minLength"]]:
            number = self._plain(least)
            is_long = f'STR({value}) != ""' if number == "1" else f"STRLEN(STR({value})) >= {number}"
            found.append(f"!COALESCE({has_text} && {is_long}, false)")
        for pattern in about[SH["pattern"]]:
            found.append(f"!COALESCE({has_text} && REGEX(STR({value}), {pattern}), false)")
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
            inner = self._list(shapes)
            # The shortest is most likely answered soonest, and the class that is named is most likely the one stated.
            broken = sorted((self._broken(one, value) for one in inner), key=len)
            pure = [one for one in inner if self._demanded(one) == {SH["class"]}]
            unstated = [f"!{states(value, self._one(one, SH['class']))}" for one in pure]
            found.append(each_of([*unstated, *broken]))
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

    def _demanded(self, shape: Term) -> set[NamedNode]:
        return {name for name in self._about(shape) if name not in _REMARKS and name not in _TARGETS}

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
