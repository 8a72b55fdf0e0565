"""Provisions while they are being found, and how they become the tree: names, leaves and footnotes tied to marks."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mandategraph.loaders.document import FootnoteMark, Kind, Provision, Span
from mandategraph.loaders.formats.blocks import Block, Mark, clean, is_complete
from mandategraph.loaders.formats.numbering import ARTICLE

_WORDS = re.compile(r"[^\s*_\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(slots=True)
class Draft:
    """A provision while its pieces are still being found.

    `level` tells how deep it stands. `local` is its part of the eId ("para_4", "point_a"), `leaf` its part of the leaf
    ("4", "(a)").
    """

    kind: Kind
    level: int
    local: str
    number: str = ""
    leaf: str = ""
    is_heading: bool = False
    pieces: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)

    def add(self, block: Block, skip: int = 0) -> None:
        """Take a block, without its first `skip` characters, as the next piece."""
        self.pieces.append(block.raw[skip:])
        self.spans.append(block.span)

    def says_something(self) -> bool:
        """Tell whether it has words or parts that have, and leave out the parts that have none.

        Cut pages and tables of contents leave numbers without words.
        """
        if self.children:
            self.children = [child for child in self.children if child.says_something()]
        return bool(self.children) or any(map(_WORDS.search, self.pieces))

    @property
    def text(self) -> str:
        """The last piece found so far."""
        return self.pieces[-1].rstrip() if self.pieces else ""

    @property
    def incomplete(self) -> bool:
        """Whether the words stop where no sentence ends, as at a page break."""
        return not self.is_heading and not is_complete(self.text)


class _Part(NamedTuple):
    """A section above a provision: the level and number of its heading, and its eId."""

    level: int
    number: str
    eid: str


@dataclass(slots=True)
class Tree:
    """Turns the drafts of one instrument into provisions, footnotes last.

    Where paragraphs are numbered anew in each part, `restart_level` is the level of the parts' headings; leaves then
    begin with the part ("I/3(a)", "II.A/3(a)").
    """

    footnotes: Sequence[Draft]
    restart_level: int | None = None
    taken: Counter[str] = field(default_factory=Counter)
    unnumbered: Counter[str] = field(default_factory=Counter)
    notes: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def grow(self, roots: Sequence[Draft]) -> tuple[Provision, ...]:
        """Return the provisions."""
        named = [(note, self._unique(note.local)) for note in self.footnotes]
        for note, eid in named:
            self.notes.setdefault(note.number, []).append((note.spans[0].start, eid))
        grown = tuple(self._provision(root, "", "", ()) for root in roots if root.says_something())
        return grown + tuple(self._frozen(note, eid, note.leaf, ()) for note, eid in named)

    def _provision(self, draft: Draft, above: str, leaf: str, parts: tuple[_Part, ...]) -> Provision:
        """Return a draft as a provision below the eId and the leaf above it; `parts` are the sections above it."""
        if draft.kind is Kind.SECTION:
            eid, leaf = self._unique(_join(above, draft.local)), ""
            parts = (*parts, _Part(draft.level, draft.number.rstrip("."), eid))
        elif draft.kind is Kind.PARAGRAPH:
            eid, leaf = self._paragraph(draft, parts)
        else:
            eid = self._unique(_join(above, draft.local))
            leaf = f"{leaf}{draft.leaf}" if leaf and draft.leaf else ""
        children = tuple(self._provision(child, eid, leaf, parts) for child in draft.children)
        return self._frozen(draft, eid, leaf, children)

    def _paragraph(self, draft: Draft, parts: Sequence[_Part]) -> tuple[str, str]:
        """Return the eId and the leaf of a paragraph.

        Paragraphs are numbered through, so their names do not nest, unless every part begins anew. Articles never do.
        """
        limit = -1 if self.restart_level is None or any(part.level == ARTICLE for part in parts) else self.restart_level
        anew = [part for part in parts if part.number and part.level <= limit]
        if not anew:
            return self._unique(draft.local), draft.leaf
        prefix, local, leaf = ".".join(part.number for part in anew), draft.local, draft.leaf
        if not draft.number:
            self.unnumbered[prefix] += 1
            local, leaf = f"para_u{self.unnumbered[prefix]}", f"u{self.unnumbered[prefix]}"
        return self._unique(_join(anew[-1].eid, local)), f"{prefix}/{leaf}"

    def _frozen(self, draft: Draft, eid: str, leaf: str, children: tuple[Provision, ...]) -> Provision:
        text, marks = clean(draft.pieces)
        return Provision(
            kind=draft.kind,
            eid=eid,
            number=draft.number,
            leaf=leaf,
            heading=text if draft.is_heading else "",
            text="" if draft.is_heading else text,
            spans=tuple(draft.spans),
            marks=tuple(self._tied(draft, marks)),
            children=children,
        )

    def _tied(self, draft: Draft, marks: Sequence[Mark]) -> Iterator[FootnoteMark]:
        """Tie marks to footnotes: the next footnote of that number behind the provision, else the last before it.

        Pages cut out of volumes lack footnotes now and then; their marks are tied to nothing.
        """
        start = draft.spans[0].start if draft.spans else 0
        for mark in marks:
            if same := self.notes.get(mark.number):
                behind = bisect_right(same, (start, chr(sys.maxunicode)))
                yield FootnoteMark(mark.offset, same[min(behind, len(same) - 1)][1])

    def _unique(self, name: str) -> str:
        """Return the name, or the name with a running number where it is taken."""
        self.taken[name] += 1
        return name if self.taken[name] == 1 else f"{name}-{self.taken[name]}"


def _join(above: str, local: str) -> str:
    return f"{above}__{local}" if above else local
