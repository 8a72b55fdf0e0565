"""From the blocks of one instrument to its tree of provisions.

Every format that ends in running text goes through here. The reader looks at one block at a time and asks, in this
order: is it a footnote, the rest of a provision that a page break cut, a point, a numbered paragraph, a heading, a
recital, or an operative paragraph without a number?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mandategraph.errors import InputError
from mandategraph.loaders.document import FootnoteMark, Kind, Provision, Span
from mandategraph.loaders.formats.blocks import SUPERSCRIPTS, Block, Mark, clean

_FOOTNOTE = re.compile(rf"([{SUPERSCRIPTS}]+)\s*(?=\S)")
_POINT = re.compile(r"(?:[-•–]\s*)?\(([a-z]{1,5})\)\s+")
_NUMBERED = re.compile(r"(\d{1,3})\.\s+")
_LETTERED_HEADING = re.compile(r"([IVXL]+|[A-Z])\.\s+")
_SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

# A text that stops without one of these was cut by a page break.
_COMPLETE = re.compile(rf"[.;:,?!”\"][)*{SUPERSCRIPTS}]*$")
_RECITAL_ADVERB = re.compile(r"(?:\w+ly|also|further|once|again|still|having)\s+", re.IGNORECASE)
_RECITAL_OPENER = re.compile(
    r"(?:\w+(?:ing|ed)|aware|mindful|conscious|cognizant|desirous|confident|hopeful|anxious|appreciative)\b",
    re.IGNORECASE,
)
_ENACTING = re.compile(r"(?:We\b|The\s+\w+).*,$", re.DOTALL)
_HEADING_LENGTH = 250

# How deep each kind of heading stands; paragraphs and points stand below every heading.
_ROMAN, _LETTER, _ARABIC, _UNNUMBERED, _PARAGRAPH, _POINT_LEVEL, _SUBPOINT_LEVEL = range(1, 8)
_ROMAN_NUMERALS = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
    "xxi",
    "xxii",
    "xxiii",
    "xxiv",
    "xxv",
]


@dataclass(slots=True)
class _Draft:
    """A provision while its pieces are still being found."""

    kind: Kind
    level: int
    eid: str
    number: str = ""
    leaf: str = ""
    is_heading: bool = False
    pieces: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    children: list[_Draft] = field(default_factory=list)

    def add(self, block: Block, skip: int = 0) -> None:
        self.pieces.append(block.raw[skip:])
        self.spans.append(block.span)

    @property
    def incomplete(self) -> bool:
        text = self.pieces[-1].rstrip() if self.pieces else ""
        return not self.is_heading and not _COMPLETE.search(text)


class _Structure:
    """The state of one pass over the blocks: the open headings and provisions, from the outermost in."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.roots: list[_Draft] = []
        self.open: list[_Draft] = []
        self.footnotes: list[_Draft] = []
        self.last: _Draft | None = None
        self.paragraph = 0
        self.unnumbered = 0
        self.eids: Counter[str] = Counter()

    def read(self) -> None:
        for position, block in enumerate(self.blocks):
            if not (
                self._footnote(block)
                or self._continuation(block, position)
                or self._point(block)
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
        draft = _Draft(Kind.FOOTNOTE, _PARAGRAPH, self._eid(f"fn_{number}"), number, f"fn{number}")
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
        if _LETTERED_HEADING.match(block.raw):
            return self._looks_like_heading(block, position)
        return bool(_POINT.match(block.raw) and self.open)

    def _point(self, block: Block) -> bool:
        match = _POINT.match(block.raw)
        if not match or not self.open:
            return False
        mark = match[1]
        siblings = [draft for draft in self.open if draft.level in (_POINT_LEVEL, _SUBPOINT_LEVEL)]
        level = _point_level(mark, siblings)
        parent = next(draft for draft in reversed(self.open) if draft.level < level)
        name = "point"
        kind = Kind.POINT if level == _POINT_LEVEL else Kind.SUBPOINT
        leaf = f"{parent.leaf}({mark})" if parent.leaf else ""
        draft = _Draft(kind, level, self._eid(f"{parent.eid}__{name}_{mark}"), f"({mark})", leaf)
        draft.add(block, match.end())
        self._place(draft)
        return True

    def _numbered(self, block: Block, position: int) -> bool:
        match = _NUMBERED.match(block.raw)
        if not match:
            return False
        number = int(match[1])
        if self._looks_like_heading(block, position) and not self._in_sequence(number, position):
            self._open_section(block, match, _ARABIC)
            return True
        if number <= self.paragraph:
            return False
        self.paragraph = number
        draft = _Draft(Kind.PARAGRAPH, _PARAGRAPH, self._eid(f"para_{number}"), f"{number}.", str(number))
        draft.add(block, match.end())
        self._place(draft)
        return True

    def _in_sequence(self, number: int, position: int) -> bool:
        """Tell whether a number goes on from the last paragraph, and the next one goes on from it."""
        later = (_NUMBERED.match(block.raw) for block in self.blocks[position + 1 :])
        following = next((int(match[1]) for match in later if match), None)
        return number == self.paragraph + 1 and following != number

    def _heading(self, block: Block, position: int) -> bool:
        match = _LETTERED_HEADING.match(block.raw)
        if match and self._looks_like_heading(block, position):
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
        if len(text) > _HEADING_LENGTH or _COMPLETE.search(text):
            return False
        following = next((b.raw for b in self.blocks[position + 1 :] if not _is_note(b.raw)), "")
        return bool(following) and not following[0].islower()

    def _open_section(self, block: Block, match: re.Match[str] | None, level: int) -> None:
        parent = next((draft for draft in reversed(self.open) if draft.level < level), None)
        prefix = f"{parent.eid}__" if parent else ""
        number = match[1] if match else ""
        siblings = parent.children if parent else self.roots
        count = sum(child.number == "" for child in siblings if child.kind is Kind.SECTION)
        name = f"sec_{number}" if number else f"head_{count + 1}"
        draft = _Draft(Kind.SECTION, level, self._eid(prefix + name), f"{number}." if number else "", is_heading=True)
        draft.add(block, match.end() if match else 0)
        self._place(draft)

    def _preamble(self, block: Block) -> bool:
        if self.paragraph or self.unnumbered or any(draft.kind is Kind.SECTION for draft in self.open):
            return False
        if not self.roots and _ENACTING.match(block.raw):
            draft = _Draft(Kind.PREAMBLE, _ROMAN, "preamble")
            draft.add(block)
            self._place(draft)
            return True
        if not is_recital(block.raw):
            return False
        if not self.roots:
            self._place(_Draft(Kind.PREAMBLE, _ROMAN, "preamble"))
        preamble = self.roots[0]
        recitals = sum(child.kind is Kind.RECITAL for child in preamble.children)
        draft = _Draft(Kind.RECITAL, _PARAGRAPH, f"preamble__recital_{recitals + 1}")
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
        self.unnumbered += 1
        leaf = f"u{self.unnumbered}"
        draft = _Draft(Kind.PARAGRAPH, _PARAGRAPH, self._eid(f"para_{leaf}"), "", leaf)
        draft.add(block)
        if self.roots and self.roots[0].kind is Kind.PREAMBLE and self.open[0] is self.roots[0]:
            self.open.clear()
        self._place(draft)

    def _place(self, draft: _Draft) -> None:
        while self.open and self.open[-1].level >= draft.level:
            self.open.pop()
        # Numbered paragraphs that follow the recitals are not part of the preamble.
        if draft.kind is Kind.PARAGRAPH and self.open and self.open[0].kind is Kind.PREAMBLE:
            self.open.clear()
        (self.open[-1].children if self.open else self.roots).append(draft)
        self.open.append(draft)
        self.last = draft

    def _eid(self, name: str) -> str:
        """Return the name, or the name with a running number where it is taken."""
        self.eids[name] += 1
        return name if self.eids[name] == 1 else f"{name}-{self.eids[name]}"


def provisions(blocks: Sequence[Block], source_name: str) -> tuple[Provision, ...]:
    """Return the tree of provisions that the blocks of one instrument make, footnotes last.

    Raises `InputError` where a footnote mark has no footnote.
    """
    structure = _Structure(blocks)
    structure.read()
    links = _FootnoteLinks(structure.footnotes, source_name)
    roots = tuple(_freeze(draft, links) for draft in structure.roots)
    return roots + tuple(_freeze(draft, links) for draft in structure.footnotes)


def opens_footnote(raw: str) -> bool:
    """Tell whether a block is a footnote: it begins with its mark."""
    return bool(_FOOTNOTE.match(raw))


def footnote_number(raw: str) -> str:
    """Return the number of a footnote in plain digits, or an empty string where the block is none."""
    match = _FOOTNOTE.match(raw)
    return match[1].translate(_SUPERSCRIPT_DIGITS) if match else ""


def is_recital(text: str) -> bool:
    """Tell whether a paragraph opens like a preambular one ("Deeply concerned about …", "Recalling …")."""
    words = text.lstrip("*_ ")
    while adverb := _RECITAL_ADVERB.match(words):
        words = words[adverb.end() :]
    return bool(_RECITAL_OPENER.match(words))


def _is_note(raw: str) -> bool:
    return bool(_FOOTNOTE.match(raw)) or (raw.startswith("*") and raw.count("*") % 2 == 1)


def _point_level(mark: str, siblings: Sequence[_Draft]) -> int:
    """Tell whether "(i)" is the ninth point or the first sub-point, from the points that are open."""
    previous = [draft.number.strip("()") for draft in siblings]
    if not previous:
        return _POINT_LEVEL
    if len(previous) == 2 and mark in _ROMAN_NUMERALS and _follows(previous[1], mark, _ROMAN_NUMERALS):
        return _SUBPOINT_LEVEL
    if mark == "i" and len(previous) == 1 and (previous[0] != "h" or siblings[0].pieces[-1].rstrip().endswith(":")):
        return _SUBPOINT_LEVEL
    return _POINT_LEVEL


def _follows(before: str, mark: str, order: Sequence[str]) -> bool:
    return before in order and order.index(before) + 1 < len(order) and order[order.index(before) + 1] == mark


class _FootnoteLinks:
    """Ties marks to footnotes: the next footnote with that number from where the last mark was, or the one before."""

    def __init__(self, footnotes: Sequence[_Draft], source_name: str) -> None:
        self.footnotes = footnotes
        self.source_name = source_name

    def resolve(self, draft: _Draft, marks: Sequence[Mark]) -> Iterator[FootnoteMark]:
        start = draft.spans[0].start if draft.spans else 0
        for mark in marks:
            same = [note for note in self.footnotes if note.number == mark.number]
            if not same:
                place = draft.leaf or draft.eid
                raise InputError(
                    f"{self.source_name}: paragraph {place}: footnote mark {mark.number} has no footnote; "
                    f"add a paragraph that begins with the mark, or remove it"
                )
            after = [note for note in same if note.spans[0].start > start]
            yield FootnoteMark(mark.offset, (after or same[::-1])[0].eid)


def _freeze(draft: _Draft, links: _FootnoteLinks) -> Provision:
    text, marks = clean(draft.pieces)
    heading = text if draft.is_heading else ""
    return Provision(
        kind=draft.kind,
        eid=draft.eid,
        number=draft.number,
        leaf=draft.leaf,
        heading=heading,
        text="" if draft.is_heading else text,
        spans=tuple(draft.spans),
        marks=tuple(links.resolve(draft, marks)),
        children=tuple(_freeze(child, links) for child in draft.children),
    )
