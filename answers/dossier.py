"""What an answer holds, whatever form it is given: sections of text, tables, matrices, trees and diagrams.

All forms are made from the same values, so that a page and a workbook tell the same. Every part that is not text can be
read as a table (`table_of`), which is what spreadsheets and programs get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from mandategraph.graph.addresses import address

Value = str | int | float
"""What stands in a cell: words for people (names, never keys or IRIs) or a number."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an instrument, and where they stand.

    `instrument` is the identifier as printed ("A/RES/56/261, annex") with its `title` and `date` (ISO 8601, or empty),
    `leaf` the place in it ("4(e)"), `provision` the IRI of that provision.
    """

    words: str
    instrument: str
    leaf: str
    title: str = ""
    date: str = ""
    provision: str = ""

    @property
    def place(self) -> str:
        """Where the words stand, as a reader cites it: "A/RES/56/261, annex, para. 4(e)"."""
        return address(self.instrument, self.leaf) if self.leaf else self.instrument


class Severity(IntEnum):
    """How much a finding asks for: something to know, to look at, or to act upon."""

    NOTE = 1
    NOTICE = 2
    WARNING = 3


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, in the order of the table's columns, and the words that it rests on."""

    cells: tuple[Value, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. Where and with which words each row is written follows its cells in every form.

    `columns` are names for people, in lower case but for proper names: "held today by".
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What rows and columns have in common: each cell is the evidence for it, counted.

    `row_kind` and `column_kind` say what the heads are ("body", "theme"); `cells` are found by the numbers of row and
    column; what is missing is empty.
    """

    caption: str
    row_kind: str
    column_kind: str
    row_heads: tuple[str, ...]
    column_heads: tuple[str, ...]
    cells: Mapping[tuple[int, int], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of a tree: what it says, the words that it rests on, and the steps below it."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Steps that lead from one thing to others."""

    caption: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a diagram: `key` is unique in it, `kind` ("body", "theme", "instrument" …) is told by the legend.

    `link` is the IRI of what the box stands for, or empty.
    """

    key: str
    label: str
    kind: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, with what it says, how much it weighs, and the words that it rests on."""

    source: str
    target: str
    label: str = ""
    weight: int = 1
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines to be drawn.

    `directed` tells whether lines have heads; `left_out` says what was filtered so that it can be read, or is empty.
    """

    caption: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    directed: bool = True
    left_out: str = ""


Part = Table | Matrix | Tree | Diagram


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an answer: paragraphs, then tables and pictures, then sections below it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    below: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which graph: names and values for people, such as ("body", "Centre for … (CICP)").

    `graph` says which graph it was ("5 instruments with 371 directives …"). `made` is the day on which it was asked,
    and `as_at` the day that it is told for, where that is another one; both ISO 8601.
    """

    values: tuple[tuple[str, str], ...] = ()
    graph: str = ""
    as_at: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """An answer: its title, what was asked, its sections, and what it does not cover.

    `severity` is the highest of its findings, where they have one.
    """

    title: str
    asked: Asked
    sections: tuple[Section, ...]
    not_covered: tuple[str, ...] = ()
    severity: Severity | None = None
    summary: tuple[str, ...] = field(default=())
    """The answer in a few sentences, for who reads no further."""


def parts_of(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], Part]]:
    """Yield every table, matrix, tree and diagram in order, each with the headings that it stands under."""

    def within(sections: tuple[Section, ...], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Part]]:
        for section in sections:
            headings = (*above, section.heading)
            yield from ((headings, part) for part in section.parts)
            yield from within(section.below, headings)

    return within(dossier.sections, ())


def table_of(part: Part) -> Table:
    """Return any part as a table: the twin of a picture for who cannot see it, or wants to sort it."""
    if isinstance(part, Table):
        return part
    if isinstance(part, Matrix):
        rows = (
            Row((part.row_heads[row], part.column_heads[column], len(evidence)), evidence)
            for (row, column), evidence in sorted(part.cells.items())
        )
        return Table(part.caption, (part.row_kind, part.column_kind, "number"), tuple(rows))
    if isinstance(part, Tree):
        return Table(part.caption, ("level", "step"), tuple(_steps(part.branches, 1)))
    labels = {node.key: node.label for node in part.nodes}
    edges = (
        Row((labels[edge.source], edge.label, labels[edge.target], edge.weight), edge.evidence) for edge in part.edges
    )
    return Table(part.caption, ("from", "relation", "to", "number"), tuple(edges))


def _steps(branches: tuple[Branch, ...], level: int) -> Iterator[Row]:
    for branch in branches:
        yield Row((level, branch.text), branch.evidence)
        yield from _steps(branch.below, level + 1)
