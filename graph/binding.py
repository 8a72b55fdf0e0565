"""Binding variables of a query in its text, for stores that can be told values in no other way.

Oxigraph binds a variable wherever it is in scope: in every pattern and filter, and in each inner SELECT that names it.
In SPARQL's own words this is a `VALUES` at the start of each group that mentions the variable in that scope. (One
`VALUES` at the end of the query would come too late for filters, and for what is counted.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal as Choice

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mandategraph.vocabulary import XSD

Term = NamedNode | BlankNode | Literal | Triple
_Kind = Choice["group", "select", "exists", "data", "template"]

_TOKEN = re.compile(
    r"""
      (?P<skipped> \#[^\n\r]* | \s+
      | <[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | [?$](?P<variable>\w+)
    | (?P<word> (?:[\w.-]*:)(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)* | \w+ )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def bind(text: str, values: Mapping[str, Term]) -> str:
    """Return a query in which variables have the given values, wherever the query would see them bound.

    The text has to be SPARQL (`queries.syntax` checks it). Raises `ValueError` for a blank node or a triple, which no
    query can name, and for the short form CONSTRUCT WHERE, which takes no VALUES.
    """
    if not values:
        return text
    for name, term in values.items():
        if not isinstance(term, NamedNode | Literal):
            raise ValueError(f"?{name} cannot be bound to {term}")
    insertions = sorted(_insertions(text, values))
    pieces, done = [], 0
    for place, words in insertions:
        pieces += [text[done:place], words]
        done = place
    return "".join([*pieces, text[done:]])


@dataclass(slots=True)
class _Group:
    """A pair of braces: which of the values are in scope there, and which of them stand in it directly."""

    kind: _Kind
    start: int
    visible: frozenset[str]
    outermost: bool = False
    mentioned: set[str] = field(default_factory=set)


def _insertions(text: str, values: Mapping[str, Term]) -> Iterator[tuple[int, str]]:
    """Yield what is to be put where in a text."""
    known = frozenset(values)
    groups: list[_Group] = []
    heads: list[_Head] = []
    before = ""
    for token in _TOKEN.finditer(text):
        if token["skipped"] is not None:
            continue
        sign, word = token["sign"], (token["word"] or "").upper()
        if word in {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}:
            if groups:
                groups[-1].kind = "select"
            heads.append(_Head(every=word != "SELECT", depth=len(groups), short=word == "CONSTRUCT"))
        elif sign == "{":
            group = _opened(before, token.end(), groups, heads, known)
            groups.append(group)
        elif sign == "}":
            group = groups.pop()
            yield from _bound(group, token.start(), values)
            if group.kind == "exists" and groups:
                groups[-1].mentioned |= group.mentioned
        elif variable := token["variable"]:
            if groups and groups[-1].kind != "select":
                groups[-1].mentioned |= {variable} & known
            if heads and heads[-1].depth == len(groups) and not heads[-1].parentheses:
                heads[-1].named.add(variable)
        elif sign and heads and heads[-1].depth == len(groups):
            heads[-1].every |= sign == "*" and before == "SELECT"
            heads[-1].parentheses += (sign == "(") - (sign == ")")
        before = _remembered(before, sign, word)


@dataclass(slots=True)
class _Head:
    """The head of a query, until its WHERE: the variables that it names; `depth` braces stand around it.

    What stands in parentheses is computed, and not passed on. `short` is a CONSTRUCT whose template has not come.
    """

    every: bool
    depth: int
    short: bool
    parentheses: int = 0
    named: set[str] = field(default_factory=set)


def _remembered(before: str, sign: str | None, word: str) -> str:
    """Return what the next brace has to know of what stands before it."""
    if word:
        return "SELECT" if before == "SELECT" and word in {"DISTINCT", "REDUCED"} else word
    if sign in {"{", "}", "."}:
        return sign
    return before if before == "VALUES" else sign or ""


def _opened(before: str, start: int, groups: list[_Group], heads: list[_Head], known: frozenset[str]) -> _Group:
    """Return the group that a brace opens, and close the head that it is the WHERE of."""
    inside = groups[-1] if groups else None
    visible = inside.visible if inside else known
    if before == "WHERE" and inside is None and heads and heads[-1].short:
        raise ValueError("the short form CONSTRUCT WHERE takes no values; write the pattern twice")
    if before == "CONSTRUCT":
        heads[-1].short = False
        return _Group("template", start, visible)
    if before == "VALUES" or (inside and inside.kind == "data"):
        return _Group("data", start, visible)
    if before == "EXISTS" or (inside and inside.kind == "exists"):
        return _Group("exists", start, visible)
    if heads and heads[-1].depth == len(groups):
        head = heads.pop()
        visible = visible if head.every else visible & head.named
        return _Group("group", start, visible if inside else known, outermost=inside is None)
    return _Group("group", start, visible)


def _bound(group: _Group, end: int, values: Mapping[str, Term]) -> Iterator[tuple[int, str]]:
    """Yield the VALUES that a group needs."""
    wanted = group.visible if group.outermost else group.visible & group.mentioned
    if not wanted or group.kind not in {"group", "select"} or (group.kind == "select" and not group.outermost):
        return
    words = "".join(f" VALUES ?{name} {{ {_spelled(values[name])} }}" for name in sorted(wanted))
    if group.kind == "select":
        yield group.start, f"{words} {{"
        yield end, "} "
    else:
        yield group.start, f"{words} "


def _spelled(term: Term) -> str:
    """Return a term in SPARQL. Virtuoso 7 garbles letters beyond ASCII in a text, unless its datatype is told.

    (Told of others it would not find them: to Virtuoso a text with its datatype is another than one without.)
    """
    if isinstance(term, Literal) and term.datatype == XSD["string"] and not term.value.isascii():
        return f"{term}^^<{XSD}string>"
    return str(term)


_SEPARATOR = re.compile(r"""(\bSEPARATOR\s*=\s*)("[^"\\\n\r]*"|'[^'\\\n\r]*')(?=\s*\))""", re.IGNORECASE)
_MARK = re.compile(rb"\{U\+([0-9A-F]{4,6})\}")


def mark_separators(text: str) -> str:
    """Write letters beyond ASCII in the separators of GROUP_CONCAT as marks, which `unmark` undoes in the answer.

    Virtuoso 7 garbles them, and a separator can have no datatype.
    """
    return _SEPARATOR.sub(lambda found: found[1] + "".join(map(_marked, found[2])), text)


def _marked(sign: str) -> str:
    return sign if sign.isascii() else f"{{U+{ord(sign):04X}}}"


def unmark(answer: bytes) -> bytes:
    """Return an answer with the letters that `mark_separators` wrote as marks."""
    return _MARK.sub(lambda found: chr(int(found[1], 16)).encode(), answer)
