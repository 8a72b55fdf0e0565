"""Reading the header of a query file.

A query starts with comments that say what it answers, what it may be asked about and what its columns mean:

    # title: Mandates of a body
    # question: What is this body to do, and in which words?
    # parameter: body (body, required) — the body that holds the mandates; for example CICP
    # column: leaf — the paragraph or point that gives the mandate

An entry that needs more than one line goes on in lines that start with "#" and three blanks. Other comments may
stand between the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mandategraph.errors import InputError

KINDS = ("body", "theme", "instrument", "modality", "action", "condition", "leaf", "text", "year")
"""What a parameter can be: a thing of the graph, a paragraph, words, or a year."""


class Parameter(NamedTuple):
    """A variable of a query that a caller may bind: its kind (one of `KINDS`), whether the query needs it, what it
    means, and a value that answers something."""

    name: str
    kind: str
    required: bool
    meaning: str
    example: str


class Column(NamedTuple):
    """A column of the answer, and what stands in it."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its header; `text` is the whole file."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str


_ENTRY = re.compile(r"#\s?(title|question|parameter|column):\s*(.*)")
_CONTINUATION = re.compile(r"#\s{3,}(\S.*)")
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<kind>\w+), (?P<need>required|optional)\) — (?P<meaning>.+); for example (?P<example>.+)"
)
_COLUMN = re.compile(r"(?P<name>\w+) — (?P<meaning>.+)")


def read_header(name: str, text: str) -> NamedQuery:
    """Return the query called `name` with everything that its header says; a header may be missing or in part.

    Raises `InputError` for an entry that is not in the form above.
    """
    single = {"title": "", "question": ""}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for line, kind, words in _entries(text):
        if kind == "parameter":
            parameters.append(_parameter(words, f"{name}, line {line}"))
        elif kind == "column":
            if not (match := _COLUMN.fullmatch(words)):
                raise InputError(f"{name}, line {line}: write a column as `# column: name — what stands in it`")
            columns.append(Column(match["name"], match["meaning"]))
        else:
            single[kind] = words
    return NamedQuery(name, single["title"], single["question"], tuple(parameters), tuple(columns), text)


def _parameter(words: str, place: str) -> Parameter:
    match = _PARAMETER.fullmatch(words)
    if not match:
        raise InputError(
            f"{place}: write a parameter as `# parameter: name (kind, required|optional) — meaning; for example value`"
        )
    if match["kind"] not in KINDS:
        raise InputError(f"{place}: {match['kind']!r} is no kind of parameter; use {', '.join(KINDS)}")
    return Parameter(match["name"], match["kind"], match["need"] == "required", match["meaning"], match["example"])


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, kind and words of each entry at the head of a file, continuation lines joined."""
    entry: tuple[int, str, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            break
        if match := _ENTRY.fullmatch(line):
            if entry:
                yield entry
            entry = (number, match[1], match[2].strip())
        elif entry and (match := _CONTINUATION.fullmatch(line)):
            entry = (entry[0], entry[1], f"{entry[2]} {match[1].strip()}")
        elif entry:
            yield entry
            entry = None
    if entry:
        yield entry
