"""Where a query is not SPARQL, told so that a person finds the place.

The text is put to an empty store first, so that a mistake in it is told apart from a store that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Literal, Variable

from mandategraph.errors import InputError, UsageError
from mandategraph.queries.guard import first_word
from mandategraph.queries.table import Term
from mandategraph.vocabulary import ID, PREFIXES

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def check_syntax(text: str, name: str, variables: Iterable[str]) -> None:
    """Raise `InputError` that says where a text is not SPARQL, `UsageError` if it cannot bind one of `variables`.

    The text has to be one that calls no service (see `guard`). `name` is what messages call it.
    """
    word = first_word(text)
    if word.upper() not in _FORMS:
        found = f"it starts with {word!r}" if word else "it is empty"
        raise InputError(f"{name} is no query ({found}); a query starts with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}")
    substitutions: dict[Variable, Term] = {Variable(variable): Literal("") for variable in variables}
    try:
        pyoxigraph.Store().query(text, base_iri=ID, prefixes=dict(PREFIXES), substitutions=substitutions)
    except SyntaxError as error:
        raise InputError(_where(str(error), text, name)) from error
    except RuntimeError as error:
        if unknown := re.search(r"variable \?(\w+)", str(error)):
            raise UsageError(
                f"{name}: no value can be bound to ?{unknown[1]}, because it is not in the SELECT list"
            ) from error
        raise


def _where(message: str, text: str, name: str) -> str:
    """Turn "error at 3:10: expected …" into a line that a person can act on."""
    place = re.match(r"error at (\d+):(\d+): ", message)
    if not place:
        return f"{name} is not SPARQL: {' '.join(message.split())}"
    line, column = int(place[1]), int(place[2])
    lines = text.split("\n")
    words, rest = lines[line - 1], [lines[line - 1][column - 1 :], *lines[line:]]
    # Among the tokens that it expected, Oxigraph hides what it has to say in words.
    said = re.search(r"(?:expected one of |expected (?!one of )|, )((?:\w+|\*)(?: (?:\w+|\*)){2,})(?=,|$)", message)
    prefixes = re.findall(r"([\w.-]*):", words[:column])
    if said and said[1] == "Prefix not found" and prefixes:
        reason = f"the prefix {prefixes[-1]}: is not declared"
    elif said:
        reason = f"this is not SPARQL ({said[1]})"
    elif not "".join(rest).strip():
        reason = "the query ends too early"
    else:
        reason = "this is not SPARQL"
    said_where = f"{name}, line {line}, column {column}: {reason}"
    return f"{said_where}: {words.strip()}" if words.strip() else said_where
