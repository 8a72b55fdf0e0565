"""What a query must not do, found in its text before anything runs.

A query only reads the graph. Oxigraph's query call cannot update anything, but it does call out for `SERVICE`, and it
has no switch to forbid that; so the text is searched for it. The search must not be fooled by comments, strings and
IRIs, in either direction: `# SERVICE` is harmless, and in `FILTER(?a<?b)SERVICE#>` the words after "<" look like an
IRI but are read as a comparison. Where a text can be cut into tokens in two ways, both are followed; so
`GRAPH service:x { … }` is refused too, because it could be cut as `SERVICE :x { … }`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urljoin

from mandategraph.errors import UsageError
from mandategraph.vocabulary import ID

_IRI = re.compile(r"<[^<>\"{}|^`\x00-\x20]*>")
# Strings in three quotation marks first: an opening `"""` is never an empty string and a further mark.
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""',
        r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''",
        r'"(?:[^"\\\n\r]|\\.)*"',
        r"'(?:[^'\\\n\r]|\\.)*'",
    )
)
_COMMENT = re.compile(r"#[^\n\r]*")
_VARIABLE = re.compile(r"[?$]\w+")
_PREFIXED = re.compile(r"(?:_|[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*")

_GAP = r"(?:\s|#[^\n\r]*[\n\r])*"
# No name may end where the keyword starts ("my_service", "ex:service"), except that a number or a truth value may.
_SERVICE = re.compile(
    rf"(?:(?<![\w:\\.-])|(?<=[\d.])|(?<=true)|(?<=false))SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"(?:{_IRI.pattern}|{_VARIABLE.pattern}|{_PREFIXED.pattern}){_GAP}\{{",
    re.IGNORECASE,
)

_PROLOGUE = re.compile(rf"(?:{_GAP}(?:BASE{_GAP}<[^>]*>|PREFIX{_GAP}[^\s:]*:{_GAP}<[^>]*>))*{_GAP}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}

_BASE = re.compile(rf"\bBASE{_GAP}<([^>]*)>", re.IGNORECASE)
_FROM = re.compile(rf"FROM{_GAP}(?:NAMED{_GAP})?<([^>]*)>", re.IGNORECASE)


def refuse_unsafe(text: str, graphs: Collection[str]) -> None:
    """Raise `UsageError` if a query would change the graph, call another service, or read a file or the web.

    `graphs` are the IRIs of the store's named graphs, the only ones that FROM may name.
    """
    word = first_word(text)
    if word.upper() in _UPDATES:
        raise UsageError(
            f"{word.upper()} is an update, and updates are refused: a query only reads; `mandates build` writes"
        )
    if calls_service(text) or calls_service(_without_escapes(text)):
        raise UsageError("SERVICE is refused: a query reads only the graph of the store and calls no other service")
    base = ([ID, *_BASE.findall(text)])[-1]
    for name in _dataset(text):
        if urljoin(base, name) not in graphs:
            raise UsageError(
                f"FROM <{name}> is refused: a query reads no file and no web page, and the store has no such graph"
            )


def first_word(text: str) -> str:
    """Return the keyword after the prologue ("SELECT", "INSERT" …), empty if none stands there."""
    start = _PROLOGUE.match(text)
    word = _WORD.match(text, start.end() if start else 0)
    return word[0] if word else ""


def calls_service(text: str) -> bool:
    """Tell whether a SERVICE clause stands in a query, in whichever way the text is cut into tokens."""
    if "service" not in text.casefold():
        return False
    reached = bytearray(len(text) + 1)
    reached[0] = 1
    for place in range(len(text)):
        if reached[place]:
            if _SERVICE.match(text, place):
                return True
            for end in _token_ends(text, place):
                reached[end] = 1
    return False


def _token_ends(text: str, place: int) -> Iterator[int]:
    """Yield every place where a token that starts at `place` may end."""
    character = text[place]
    if character == "#":
        comment = _COMMENT.match(text, place)
        yield comment.end() if comment else place + 1
        return
    if character in "\"'":
        strings = (pattern.match(text, place) for pattern in _STRINGS)
        yield next((string.end() for string in strings if string), place + 1)
        return
    if character in "?$" and (variable := _VARIABLE.match(text, place)):
        yield variable.end()
        return
    # "<" opens an IRI or compares; a name with a colon may also be a keyword that a prefixed name follows.
    for pattern in (_IRI, _PREFIXED):
        if token := pattern.match(text, place):
            yield token.end()
    yield place + 1


def _dataset(text: str) -> Iterator[str]:
    """Yield the IRIs of the query's FROM and FROM NAMED clauses."""
    place = 0
    while place < len(text):
        if clause := _FROM.match(text, place):
            yield clause[1]
            place = clause.end()
            continue
        place = max(_token_ends(text, place))


def _without_escapes(text: str) -> str:
    r"""Undo `\u0053` and `\U00000053`, which SPARQL allows anywhere in a query."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda match: _character(match[1] or match[2]), text)


def _character(digits: str) -> str:
    point = int(digits, 16)
    return chr(point) if point < 0x110000 else "\N{REPLACEMENT CHARACTER}"
