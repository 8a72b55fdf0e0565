"""Pieces of SPARQL expressions on one node or value, for the queries that shapes are compiled to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mandategraph.errors import InputError
from mandategraph.vocabulary import RDF, RDFS, SH, XSD

Term = NamedNode | BlankNode | Literal | Triple

# What is certainly well written, of `@`. A value of one of these datatypes that is written otherwise is suspected.
_WELL_WRITTEN: Final = {
    XSD["string"]: "true",
    RDF["langString"]: "true",
    XSD["integer"]: "isNumeric(@)",
    XSD["boolean"]: 'STR(@) IN ("true", "false")',
    XSD["date"]: 'REGEX(STR(@), "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$") && DATATYPE(XSD_DATE(STR(@))) = XSD_DATE'.replace(
        "XSD_DATE", str(XSD["date"])
    ),
    XSD["gYearMonth"]: 'REGEX(STR(@), "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$")',
    XSD["gYear"]: 'REGEX(STR(@), "^[1-9][0-9]{3}$")',
}
_NODE_KINDS: Final = {
    SH["IRI"]: "isIRI(@)",
    SH["Literal"]: "isLiteral(@)",
    SH["BlankNode"]: "isBlank(@)",
    SH["IRIOrLiteral"]: "(isIRI(@) || isLiteral(@))",
    SH["BlankNodeOrIRI"]: "(isBlank(@) || isIRI(@))",
    SH["BlankNodeOrLiteral"]: "(isBlank(@) || isLiteral(@))",
}


class NotCompiledError(InputError):
    """The shapes use a part of SHACL that has no translation here; an engine has to evaluate them."""


def has_datatype(value: str, name: Term) -> str:
    """Write that a value has a datatype and is certainly well written.

    Raises `NotCompiledError` for a datatype of which that is not known.
    """
    if not isinstance(name, NamedNode) or name not in _WELL_WRITTEN:
        raise NotCompiledError(f"the datatype {name} is not known here")
    return f"COALESCE(DATATYPE({value}) = {name} && ({_WELL_WRITTEN[name].replace('@', value)}), false)"


def is_text(value: str) -> str:
    """Write that a value has a string to look at: an IRI, or a literal that is certainly well written."""
    return first_of([f"isIRI({value})", *(has_datatype(value, name) for name in _WELL_WRITTEN)])


def has_node_kind(value: str, kind: Term) -> str:
    """Write that a value is of an sh:nodeKind. Raises `NotCompiledError` where there is no such kind."""
    if not isinstance(kind, NamedNode) or kind not in _NODE_KINDS:
        raise NotCompiledError(f"{kind} is no kind of node")
    return _NODE_KINDS[kind].replace("@", value)


def is_a(variable: str, name: Term) -> str:
    """Write that a variable is an instance of a class, or of a narrower one."""
    narrower = f"EXISTS {{ {variable} a ?_kind . FILTER EXISTS {{ ?_kind {RDFS['subClassOf']}+ {name} }} }}"
    return first_of([states(variable, name), narrower])


def states(variable: str, name: Term) -> str:
    """Write that a variable is said to be an instance of this very class."""
    return f"EXISTS {{ {variable} a {name} }}"


def lookup(pattern: str, condition: str) -> str:
    """Write that a triple pattern has a solution of which a condition is true ("true": any solution)."""
    return f"EXISTS {{ {pattern} }}" if condition == "true" else f"EXISTS {{ {pattern} . FILTER ({condition}) }}"


def any_of(conditions: Iterable[str]) -> str:
    """Write that one of some conditions is true; put it in parentheses before joining it with others."""
    return " || ".join(f"({condition})" for condition in conditions) or "false"


def first_of(conditions: Sequence[str]) -> str:
    """Write that one of some conditions is true, asked in their order until one is; none of them may be an error.

    Oxigraph orders the parts of `||` and `&&` as it likes, so that it may well begin with the dearest.
    """
    *others, last = conditions
    return reduce(lambda rest, condition: f"IF({condition}, true, {rest})", reversed(others), last)


def each_of(conditions: Sequence[str]) -> str:
    """Write that all of some conditions are true, asked in their order until one is not; none may be an error."""
    *others, last = conditions
    return reduce(lambda rest, condition: f"IF({condition}, {rest}, false)", reversed(others), last)


def is_true(term: Term) -> bool:
    """Return whether a term is the boolean true."""
    return isinstance(term, Literal) and term.value in ("true", "1")
