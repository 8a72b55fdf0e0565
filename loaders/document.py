"""The tree of provisions that every format is read into.

A document keeps two views of the same words: `text`, in which line breaks, page breaks and typographic marks are
undone, and `spans`, the ranges of the source that the text came from. Offsets are counted in Unicode code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `[start, end)` of a text."""

    start: int
    end: int


class Kind(StrEnum):
    """What a provision is; the value is the local name of its class in the vocabulary."""

    PREAMBLE = "Preamble"
    RECITAL = "Recital"
    SECTION = "Section"
    PARAGRAPH = "Paragraph"
    POINT = "Point"
    SUBPOINT = "SubPoint"
    FOOTNOTE = "Footnote"


class FootnoteMark(NamedTuple):
    """The place in a provision's text after which a footnote's mark stood, and the footnote's eId."""

    offset: int
    footnote: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One unit of an instrument.

    `number` is as printed ("26.", "(a)", "II."), `leaf` the guide's way to name it ("26(a)", "fn9", "u1"; empty for
    sections and preambles), `eid` its Akoma Ntoso eId ("para_26__point_a"), `heading` the words of a section's
    heading, `text` its own words without number, marks and children.
    """

    kind: Kind
    eid: str
    number: str = ""
    leaf: str = ""
    heading: str = ""
    text: str = ""
    spans: tuple[Span, ...] = ()
    marks: tuple[FootnoteMark, ...] = ()
    children: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: the file's name, its SHA-256 and the name of the format that read it."""

    name: str
    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class Document:
    """An instrument as a tree of provisions.

    `symbol` is the symbol that records carry ("A/RES/56/261"); `part` says which part of it this document is
    ("annex", "annex, sect. I.A", or empty); `note` is the title's own note as printed. `front` and `closing` are the
    blocks printed above and below its text, such as the session and the line on the meeting. `leaf_prefix` stands
    before the leaves of an annex that was read together with its resolution ("annex/").
    """

    symbol: str
    part: str
    title: str
    source: Source
    provisions: tuple[Provision, ...]
    note: str = ""
    title_spans: tuple[Span, ...] = ()
    artefacts: tuple[Span, ...] = ()
    front: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    leaf_prefix: str = ""

    @property
    def path(self) -> str:
        """The path of the instrument's IRI below the namespace of resources: "A-RES-56-261/annex"."""
        head = self.symbol.replace("/", "-").replace(" ", "-")
        return f"{head}/{part_slug(self.part)}" if self.part else head

    def walk(self) -> Iterator[Provision]:
        """Yield every provision, in the order of the text."""
        for provision in self.provisions:
            yield from provision.walk()


def part_slug(part: str) -> str:
    """Return how a part stands in an IRI: "annex, sect. I.A" becomes "annex-sect-I.A"."""
    return "-".join(part.replace(",", " ").replace(". ", " ").split())
