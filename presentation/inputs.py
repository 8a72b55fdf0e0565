"""What a person gives a query: values for its parameters, and SPARQL of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from mandategraph.errors import InputError, UsageError

STANDARD_INPUT = "-"
_QUERY_SUFFIXES = (".rq", ".sparql")


def is_text(name: str) -> bool:
    """Tell whether a name stands for SPARQL in a file or from standard input, and not for a named query."""
    return name == STANDARD_INPUT or name.lower().endswith(_QUERY_SUFFIXES)


def query_text(name: str) -> tuple[str, str]:
    """Return what messages call a query of one's own, and its text.

    Raises `InputError` where it cannot be read or is not UTF-8.
    """
    called = "standard input" if name == STANDARD_INPUT else name
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{called}: cannot be read: {error.strerror}; name a file with a SPARQL query") from error
    try:
        return called, data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{called}: line {line}: not UTF-8; save the query as UTF-8 and try again") from error


def key_values(pairs: Iterable[str]) -> dict[str, str]:
    """Return "key=value" pairs as a mapping. Raises `UsageError` for a pair without "=" and for a key given twice."""
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not key:
            raise UsageError(f"--set {pair}: write it as key=value, for example --set body=CICP")
        if key in values:
            raise UsageError(f"--set {pair}: {key} is set already, to {values[key]!r}; give each key one value")
        values[key] = value
    return values
