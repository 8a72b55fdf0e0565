"""From the blocks of one instrument to its tree of provisions.

Every format that ends in running text goes through here. The reader looks at one block at a time and asks, in this
order: is it a footnote, the rest of a provision that a page break cut, a point, an article, a numbered paragraph, a
heading, a recital, or an operative paragraph without a number?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.formats import numbering
from mandategraph.loaders.formats.blocks import Block, divided
from mandategraph.loaders.formats.drafts import Draft, Tree
from mandategraph.loaders.formats.numbering import (
    ARABIC,
    ARTICLE,
    LETTER,
    PARAGRAPH,
    PART,
    POINT,
    PREAMBLE,
    ROMAN,
    UNNUMBERED,
)
from mandategraph.loaders.formats.openings import organ
from mandategraph.loaders.formats.outlook import Outlook
from mandategraph.loaders.formats.recitals import is_recital
from mandategraph.loaders.formats.sequences import Sequences

_OPENING = re.compile(r"[*_“\"]*(?:We\b|The\s+\w+).*,$", re.DOTALL)
_NOT_IN_NAME = re.compile(r"\W+")


def provisions(blocks: Sequence[Block]) -> tuple[Provision, ...]:
    """Return the tree of provisions that the blocks of one instrument make, footnotes last."""
    structure = _Structure(blocks)
    structure.read()
    return Tree(structure.footnotes, structure.numbers.restart_level).grow(structure.roots)


class _Structure:
    """The state of one pass over the blocks: the open headings and provisions, from the outermost in."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = list(_with_first_points_apart(blocks))
        self.outlook = Outlook(self.blocks)
        self.roots: list[Draft] = []
        self.open: list[Draft] = []
        self.footnotes: list[Draft] = []
        self.last: Draft | None = None
        self.unnumbered = 0
        self.counts = Counter[tuple[int, str]]()
        # Whether an operative paragraph was seen, in the instrument or in its last part.
        self.operative = False
        self.numbers = Sequences()

    def read(self) -> None:
        for position, block in enumerate(self.blocks):
            if not (
                self._footnote(block)
                or self._continuation(block, position)
                or self._point(block)
                or self._bullet(block)
                or self._article(block)
                or self._numbered(block, position)
                or self._heading(block, position)
                or self._preamble(block)
            ):
                self._unnumbered(block)

    def _footnote(self, block: Block) -> bool:
        number, words = numbering.footnote(block.raw)
        if not number:
            return False
        draft = Draft(Kind.FOOTNOTE, PARAGRAPH, f"fn_{number}", number, f"fn{number}")
        draft.add(block, words)
        self.footnotes.append(draft)
        return True

    def _continuation(self, block: Block, position: int) -> bool:
        if self.last is None or not self.last.incomplete or self._opens_next(block, position):
            return False
        if self.last.kind is Kind.PREAMBLE and organ(self.last.text):
            return False
        self.last.add(block)
        return True

    def _opens_next(self, block: Block, position: int) -> bool:
        """Tell whether a block opens an item of its own although the text above has no stop: "(a) …; and", "(b) …"."""
        if numbered := numbering.NUMBERED.match(block.raw):
            return self.numbers.is_next(int(numbered[1]))
        if numbering.ARTICLE_HEADING.match(block.raw) or numbering.PART_HEADING.match(block.raw):
            return True
        if numbering.LETTERED_HEADING.match(block.raw):
            return self.outlook.looks_like_heading(position)
        if self._bare_heading(block, position):
            return True
        return bool((self._mark(block)[0] or numbering.bullet(block.raw)[0]) and self.open)

    def _mark(self, block: Block) -> tuple[str, int]:
        return numbering.point(block.raw, self._open_marks())

    def _open_marks(self) -> list[str]:
        return [draft.number.strip("()") for draft in self.open if draft.level >= POINT]

    def _point(self, block: Block) -> bool:
        mark, words = self._mark(block)
        if not mark or not self.open:
            return False
        announces = self.open[-1].level >= POINT and self.open[-1].text.endswith(":")
        level = numbering.point_level(mark, self._open_marks(), announces)
        draft = self._item(level, f"({mark})")
        draft.local, draft.leaf = f"point_{mark}", f"({mark})"
        draft.add(block, words)
        return True

    def _bullet(self, block: Block) -> bool:
        """Take an item with a bullet or a dash, which has its name by its place in its list: "33(u1)"."""
        sign, words = numbering.bullet(block.raw)
        if not sign or not self.open:
            return False
        draft = self._item(numbering.bullet_level(sign, self._open_marks()), sign)
        place = self._count(self.open[-2], "bullet")
        draft.local, draft.leaf = f"point_u{place}", f"(u{place})"
        draft.add(block, words)
        return True

    def _item(self, level: int, number: str) -> Draft:
        """Place a point or sub-point; right below a heading or a formula, it stands in a paragraph without words."""
        if self.open[-1].kind in (Kind.SECTION, Kind.PREAMBLE):
            self._place(self._paragraph("", self._unnumbered_leaf()))
        draft = Draft(Kind.POINT if level == POINT else Kind.SUBPOINT, level, "", number)
        self._place(draft)
        return draft

    def _article(self, block: Block) -> bool:
        match = numbering.ARTICLE_HEADING.match(block.raw)
        if not match:
            return False
        number = " ".join(match["number"].split())
        self.numbers.open_article(number)
        draft = Draft(Kind.SECTION, ARTICLE, f"art_{number.split()[1]}", number, is_heading=True)
        draft.add(block, match.start("title"))
        self._place(draft)
        return True

    def _numbered(self, block: Block, position: int) -> bool:
        if match := numbering.DECIMAL.match(block.raw) or numbering.COMPOUND.match(block.raw):
            printed = "".join(part for part in match.groups() if part)
            self._open_paragraph(block, match.end(), printed, printed)
            return True
        match = numbering.NUMBERED.match(block.raw) or self._loose_number(block, position)
        if not match:
            return False
        number = int(match[1]) if match[1].isdigit() else 1
        if self.outlook.looks_like_heading(position) and not self._in_sequence(number, position):
            self._open_section(block, match, ARABIC)
            return True
        if not self.numbers.takes(number, block.raw[match.end() :]):
            return False
        self._open_paragraph(block, match.end(), f"{number}.", self.numbers.leaf())
        return True

    def _loose_number(self, block: Block, position: int) -> re.Match[str] | None:
        """Return the number of a paragraph that print or copy spoilt, where the next one shows it."""
        begins = self.outlook.next_number[position] == 2
        if match := numbering.BARE_NUMBERED.match(block.raw):
            number = int(match[1])
            return match if self.numbers.is_next(number) and (self.numbers.paragraph or begins) else None
        match = numbering.MISREAD_ONE.match(block.raw)
        return match if match and begins and not self.outlook.looks_like_heading(position, stops=True) else None

    def _in_sequence(self, number: int, position: int) -> bool:
        """Tell whether a number goes on from the last paragraph, and the next one goes on from it."""
        following = self.outlook.next_number[position]
        goes_on = following != number and following in (None, 1, number + 1)
        return (
            self.numbers.is_next(number) and goes_on and not numbering.DECIMAL.match(self.outlook.following[position])
        )

    def _heading(self, block: Block, position: int) -> bool:
        raw = block.raw
        if match := numbering.PART_HEADING.match(raw):
            self._open_section(block, match, PART)
            return True
        looks_like_heading, marks = self.outlook.looks_like_heading(position), self._open_marks()
        is_short = self.outlook.looks_like_heading(position, stops=True)
        if is_short and self.last and self.last.is_heading and not self.last.text.strip():
            self.last.add(block)
            return True
        alone = numbering.ALONE.match(raw) or self._bare_heading(block, position)
        match = alone or numbering.LETTERED_HEADING.match(raw)
        if match and (alone or looks_like_heading):
            self._open_section(block, match, self._level_of(match[1], position))
            return True
        if not (self.open and self.numbers.paragraph and looks_like_heading):
            return False
        if marks and self.last and numbering.point(self.outlook.following[position], marks)[0]:
            # Between the items of a list, a heading opens no section.
            self.last.add(block)
        else:
            self._open_section(block, None, UNNUMBERED)
        return True

    def _bare_heading(self, block: Block, position: int) -> re.Match[str] | None:
        """Return the numeral or letter of a heading without a full stop behind it: "II Title" in a series of such."""
        match = numbering.BARE_HEADING.match(block.raw)
        if not match or not self.outlook.looks_like_heading(position, stops=True):
            return None
        marks = [draft.number.rstrip(".") for draft in self.open if draft.level in (PART, ROMAN, LETTER)]
        return match if self.outlook.has_sibling(match[1], position, marks) else None

    def _level_of(self, mark: str, position: int) -> int:
        """Return the level of a heading by its letter or numeral; a letter that holds an enacting formula is a part."""
        if any(organ(block.raw) for block in self.blocks[position + 1 : position + 4]):
            return PART
        return ROMAN if self._is_roman(mark) else LETTER

    def _is_roman(self, mark: str) -> bool:
        """Tell "C." or "I." as a letter from the same mark as a Roman numeral, by the heading that it follows."""
        if len(mark) > 1:
            return True
        letters = [draft.number for draft in self.open if draft.level == LETTER]
        if letters and ord(letters[-1][0]) + 1 == ord(mark):
            return False
        return mark in "IVX"

    def _open_section(self, block: Block, match: re.Match[str] | None, level: int) -> None:
        parent = next((draft for draft in reversed(self.open) if draft.level < level), None)
        number = match[1] if match else ""
        local = "sec_" + _NOT_IN_NAME.sub("_", number) if number else f"head_{self._count(parent, 'head')}"
        printed = number if level == PART and len(number) > 5 else f"{number}."
        draft = Draft(Kind.SECTION, level, local, printed if number else "", is_heading=True)
        draft.add(block, match.end() if match else 0)
        if level < ARTICLE:
            self.numbers.article = ""
        self._place(draft)

    def _preamble(self, block: Block) -> bool:
        """Take an enacting formula or a recital, of the instrument or, behind the heading of a part, of that part."""
        if self.operative:
            return False
        sections = any(draft.kind is Kind.SECTION for draft in self.open)
        inside = any(draft.kind is Kind.PREAMBLE for draft in self.open)
        level = PREAMBLE if sections else PART
        opens = organ(block.raw) or (not self.roots and _OPENING.match(block.raw))
        if opens and not inside and (sections or not self.roots):
            draft = Draft(Kind.PREAMBLE, level, "preamble")
            draft.add(block)
            self._place(draft)
            return True
        if not is_recital(block.raw) or (sections and not block.raw.rstrip("*_").endswith(",")):
            return False
        if not inside:
            self._place(Draft(Kind.PREAMBLE, level, "preamble"))
        preamble = next(draft for draft in reversed(self.open) if draft.kind is Kind.PREAMBLE)
        draft = Draft(Kind.RECITAL, PARAGRAPH, f"recital_{self._count(preamble, 'recital')}")
        draft.add(block)
        self._place(draft)
        return True

    def _count(self, parent: Draft | None, kind: str) -> int:
        """Count one more unnumbered heading or recital below a parent, and return how many it has."""
        self.counts[id(parent), kind] += 1
        return self.counts[id(parent), kind]

    def _unnumbered(self, block: Block) -> None:
        """Take a block without a number: more of the paragraph above, or an operative paragraph of its own."""
        if self.last is not None and self.last.kind not in (Kind.PREAMBLE, Kind.RECITAL) and not self.last.is_heading:
            above = next(draft for draft in reversed(self.open) if draft.level <= PARAGRAPH)
            if above is self.last and above.number:
                above.add(block)
                return
        self._open_paragraph(block, 0, "", self._unnumbered_leaf())

    def _unnumbered_leaf(self) -> str:
        if self.numbers.article and self.open and self.open[-1].level == ARTICLE:
            return self.numbers.article
        self.unnumbered += 1
        return f"u{self.unnumbered}"

    def _open_paragraph(self, block: Block, words: int, number: str, leaf: str) -> None:
        draft = self._paragraph(number, leaf)
        draft.add(block, words)
        self._place(draft)

    def _paragraph(self, number: str, leaf: str) -> Draft:
        return Draft(Kind.PARAGRAPH, PARAGRAPH, "para_" + _NOT_IN_NAME.sub("_", leaf), number, leaf)

    def _place(self, draft: Draft) -> None:
        while self.open and self.open[-1].level >= draft.level:
            self.open.pop()
        # Operative paragraphs and headings that follow the recitals are not part of the preamble.
        if draft.kind in (Kind.PARAGRAPH, Kind.SECTION) and self.open and self.open[-1].kind is Kind.PREAMBLE:
            self.open.pop()
        if draft.kind is Kind.SECTION:
            self.numbers.open_section(draft.level)
        self.operative = draft.kind is not Kind.SECTION and (self.operative or draft.kind is Kind.PARAGRAPH)
        (self.open[-1].children if self.open else self.roots).append(draft)
        self.open.append(draft)
        self.last = draft


def _with_first_points_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, "11. (a) …" as "11." and "(a) …"."""
    for block in blocks:
        if place := numbering.first_point(block.raw):
            yield from divided(block, place)
        else:
            yield block
