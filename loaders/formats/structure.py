"""From the blocks of one instrument to its tree of provisions.

Every format that ends in running text goes through here. The reader looks at one block at a time and asks, in this
order: is it a footnote, the rest of a provision that a page break cut, a point, an article, a numbered paragraph, a
heading, a recital, or an operative paragraph without a number?
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.formats.blocks import SUPERSCRIPTS, Block, is_complete
from mandategraph.loaders.formats.drafts import Draft, Tree
from mandategraph.loaders.formats.recitals import is_recital

_FOOTNOTE = re.compile(rf"([{SUPERSCRIPTS}]+)\s*(?=\S)")
_POINT = re.compile(r"(?:[-•–]\s*)?\(([a-z]{1,5})\)\s+")
_NUMBERED = re.compile(r"(\d{1,3})\.\s+")
_DECIMAL = re.compile(r"(\d{1,2}\.\d{1,2})\.?\s+(?=\S)")
_ARTICLE = re.compile(r"[*_]*((?:Article|Rule|Principle)\s+(?:\d{1,3}|[IVX]+))\b[.:]?[*_]*\s*(?P<title>[^.;]{0,120})$")
_LETTERED_HEADING = re.compile(r"([IVXL]+|[A-Z])\.\s+")
_NUMERAL_ALONE = re.compile(r"([IVXL]+)$")
_SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_ENACTING = re.compile(r"(?:We\b|The\s+\w+).*,$", re.DOTALL)
_HEADING_LENGTH = 250

# How deep each kind of heading stands; paragraphs and points stand below every heading.
_ROMAN, _LETTER, _ARABIC, _ARTICLE_LEVEL, _UNNUMBERED, _PARAGRAPH, _POINT_LEVEL, _SUBPOINT_LEVEL = range(1, 9)
_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii".split()


def provisions(blocks: Sequence[Block], source_name: str) -> tuple[Provision, ...]:
    """Return the tree of provisions that the blocks of one instrument make, footnotes last.

    Raises `InputError` where a footnote mark has no footnote.
    """
    structure = _Structure(blocks)
    structure.read()
    return Tree(structure.footnotes, source_name, structure.restarted).grow(structure.roots)


def opens_footnote(raw: str) -> bool:
    """Tell whether a block is a footnote: it begins with its mark."""
    return bool(_FOOTNOTE.match(raw))


def footnote_number(raw: str) -> str:
    """Return the number of a footnote in plain digits, or an empty string where the block is none."""
    match = _FOOTNOTE.match(raw)
    return match[1].translate(_SUPERSCRIPT_DIGITS) if match else ""


class _Structure:
    """The state of one pass over the blocks: the open headings and provisions, from the outermost in."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.roots: list[Draft] = []
        self.open: list[Draft] = []
        self.footnotes: list[Draft] = []
        self.last: Draft | None = None
        self.paragraph = 0
        self.unnumbered = 0
        self.article = ""
        self.new_section = False
        self.restarted = False

    def read(self) -> None:
        for position, block in enumerate(self.blocks):
            if not (
                self._footnote(block)
                or self._continuation(block, position)
                or self._point(block)
                or self._article(block)
                or self._numbered(block, position)
                or self._heading(block, position)
                or self._preamble(block)
            ):
                self._unnumbered(block)

    def _footnote(self, block: Block) -> bool:
        match = _FOOTNOTE.match(block.raw)
        if not match:
            return False
        number = match[1].translate(_SUPERSCRIPT_DIGITS)
        draft = Draft(Kind.FOOTNOTE, _PARAGRAPH, f"fn_{number}", number, f"fn{number}")
        draft.add(block, match.end())
        self.footnotes.append(draft)
        return True

    def _continuation(self, block: Block, position: int) -> bool:
        if self.last is None or not self.last.incomplete or self._opens_next(block, position):
            return False
        self.last.add(block)
        return True

    def _opens_next(self, block: Block, position: int) -> bool:
        """Tell whether a block opens an item of its own although the text above has no stop: "(a) …; and", "(b) …"."""
        numbered = _NUMBERED.match(block.raw)
        if numbered:
            return int(numbered[1]) == self.paragraph + 1
        if _ARTICLE.match(block.raw):
            return True
        if _LETTERED_HEADING.match(block.raw):
            return self._looks_like_heading(block, position)
        return bool(_POINT.match(block.raw) and self.open)

    def _point(self, block: Block) -> bool:
        match = _POINT.match(block.raw)
        if not match or not self.open:
            return False
        mark = match[1]
        level = _point_level(mark, [draft for draft in self.open if draft.level >= _POINT_LEVEL])
        kind = Kind.POINT if level == _POINT_LEVEL else Kind.SUBPOINT
        if self.open[-1].kind is Kind.SECTION:
            self._place(self._paragraph("", self.article or self._next_unnumbered()))
        draft = Draft(kind, level, f"point_{mark}", f"({mark})", f"({mark})")
        draft.add(block, match.end())
        self._place(draft)
        return True

    def _article(self, block: Block) -> bool:
        match = _ARTICLE.match(block.raw)
        if not match:
            return False
        self.article, self.paragraph = match[1], 0
        draft = Draft(Kind.SECTION, _ARTICLE_LEVEL, f"art_{match[1].split()[1]}", match[1], is_heading=True)
        draft.add(block, match.start("title"))
        self._place(draft)
        return True

    def _numbered(self, block: Block, position: int) -> bool:
        decimal = _DECIMAL.match(block.raw)
        if decimal:
            draft = self._paragraph(decimal[1], decimal[1])
            draft.add(block, decimal.end())
            self._place(draft)
            return True
        match = _NUMBERED.match(block.raw)
        if not match:
            return False
        number = int(match[1])
        if self._looks_like_heading(block, position) and not self._in_sequence(number, position):
            self._open_section(block, match, _ARABIC)
            return True
        if number <= self.paragraph and not self._repeats(number, block.raw[match.end() :]):
            return False
        self.paragraph, self.new_section = number, False
        leaf = f"{self.article}/{number}" if self.article else str(number)
        draft = self._paragraph(f"{number}.", leaf)
        draft.add(block, match.end())
        self._place(draft)
        return True

    def _repeats(self, number: int, words: str) -> bool:
        """Tell whether a number that was passed opens a paragraph: in a new part, or as a double for a check to see."""
        if number == 1 and self.new_section:
            self.restarted = True
            return True
        return number == self.paragraph and words[:1].isupper()

    def _in_sequence(self, number: int, position: int) -> bool:
        """Tell whether a number goes on from the last paragraph, and the next one goes on from it."""
        later = (_NUMBERED.match(block.raw) for block in self.blocks[position + 1 :])
        following = next((int(match[1]) for match in later if match), None)
        return number == self.paragraph + 1 and following != number

    def _heading(self, block: Block, position: int) -> bool:
        alone = _NUMERAL_ALONE.fullmatch(block.raw.strip(" *_"))
        match = alone or _LETTERED_HEADING.match(block.raw)
        if match and (alone or self._looks_like_heading(block, position)):
            self._open_section(block, match, _ROMAN if self._is_roman(match[1]) else _LETTER)
            return True
        if self.open and self.paragraph and self._looks_like_heading(block, position):
            self._open_section(block, None, _UNNUMBERED)
            return True
        return False

    def _is_roman(self, mark: str) -> bool:
        """Tell "C." or "I." as a letter from the same mark as a Roman numeral, by the heading that it follows."""
        if len(mark) > 1:
            return True
        letters = [draft.number for draft in self.open if draft.level == _LETTER]
        if letters and ord(letters[-1][0]) + 1 == ord(mark):
            return False
        return mark in "IVX"

    def _looks_like_heading(self, block: Block, position: int) -> bool:
        """Tell whether a block is a heading: short, without a stop, and with something complete behind it."""
        text = block.raw.replace("*", "").rstrip()
        if len(text) > _HEADING_LENGTH or is_complete(text):
            return False
        following = next((b.raw for b in self.blocks[position + 1 :] if not _is_note(b.raw)), "")
        return bool(following) and not following[0].islower()

    def _open_section(self, block: Block, match: re.Match[str] | None, level: int) -> None:
        parent = next((draft for draft in reversed(self.open) if draft.level < level), None)
        siblings = parent.children if parent else self.roots
        number = match[1] if match else ""
        count = sum(child.number == "" for child in siblings if child.kind is Kind.SECTION)
        local = f"sec_{number}" if number else f"head_{count + 1}"
        draft = Draft(Kind.SECTION, level, local, f"{number}." if number else "", is_heading=True)
        draft.add(block, match.end() if match else 0)
        self.new_section = self.new_section or level == _ROMAN
        self._place(draft)

    def _preamble(self, block: Block) -> bool:
        if self.paragraph or self.unnumbered or any(draft.kind is Kind.SECTION for draft in self.open):
            return False
        if not self.roots and _ENACTING.match(block.raw):
            draft = Draft(Kind.PREAMBLE, _ROMAN, "preamble")
            draft.add(block)
            self._place(draft)
            return True
        if not is_recital(block.raw):
            return False
        if not self.roots:
            self._place(Draft(Kind.PREAMBLE, _ROMAN, "preamble"))
        recitals = sum(child.kind is Kind.RECITAL for child in self.roots[0].children)
        draft = Draft(Kind.RECITAL, _PARAGRAPH, f"recital_{recitals + 1}")
        draft.add(block)
        self._place(draft)
        return True

    def _unnumbered(self, block: Block) -> None:
        """Take a block without a number: more of the paragraph above, or an operative paragraph of its own."""
        if self.last is not None and self.last.kind not in (Kind.PREAMBLE, Kind.RECITAL) and not self.last.is_heading:
            above = next(draft for draft in reversed(self.open) if draft.level <= _PARAGRAPH)
            if above is self.last and above.number:
                above.add(block)
                return
        in_article = self.open and self.open[-1].level == _ARTICLE_LEVEL
        draft = self._paragraph("", self.article if in_article else self._next_unnumbered())
        draft.add(block)
        self._place(draft)

    def _next_unnumbered(self) -> str:
        self.unnumbered += 1
        return f"u{self.unnumbered}"

    def _paragraph(self, number: str, leaf: str) -> Draft:
        local = "para_" + re.sub(r"\W+", "_", leaf)
        return Draft(Kind.PARAGRAPH, _PARAGRAPH, local, number, leaf)

    def _place(self, draft: Draft) -> None:
        while self.open and self.open[-1].level >= draft.level:
            self.open.pop()
        # Operative paragraphs that follow the recitals are not part of the preamble.
        if draft.kind is Kind.PARAGRAPH and self.open and self.open[0].kind is Kind.PREAMBLE:
            self.open.clear()
        (self.open[-1].children if self.open else self.roots).append(draft)
        self.open.append(draft)
        self.last = draft


def _is_note(raw: str) -> bool:
    return opens_footnote(raw) or (raw.startswith("*") and raw.count("*") % 2 == 1)


def _point_level(mark: str, siblings: Sequence[Draft]) -> int:
    """Tell whether "(i)" is the ninth point or the first sub-point, from the points that are open."""
    previous = [draft.number.strip("()") for draft in siblings]
    if not previous:
        return _POINT_LEVEL
    if len(previous) == 2 and mark in _ROMAN_NUMERALS and _follows(previous[1], mark):
        return _SUBPOINT_LEVEL
    if mark == "i" and len(previous) == 1 and (previous[0] != "h" or siblings[0].text.endswith(":")):
        return _SUBPOINT_LEVEL
    return _POINT_LEVEL


def _follows(before: str, mark: str) -> bool:
    numerals = _ROMAN_NUMERALS
    return before in numerals[:-1] and numerals[numerals.index(before) + 1] == mark
