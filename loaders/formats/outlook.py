"""What stands behind each block of a text, found once for all blocks, so that reading stays linear."""

from __future__ import annotations

from collections.abc import Sequence

from mandategraph.loaders.formats.blocks import Block, is_complete
from mandategraph.loaders.formats.numbering import ALONE, BARE_HEADING, NUMBERED, opens_footnote, roman

_HEADING_LENGTH = 250


class Outlook:
    """For each block: the words that follow, the number of the next numbered paragraph, and the headings to come."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.following = [""] * len(blocks)
        self.next_number: list[int | None] = [None] * len(blocks)
        # Headings such as "II Title" or "B", by their numeral or letter, to the last place where they stand.
        self.bare: dict[str, int] = {}
        words, number = "", None
        for position in range(len(blocks) - 1, -1, -1):
            raw = blocks[position].raw
            self.following[position], self.next_number[position] = words, number
            if not is_note(raw):
                words = raw[:40]
            if match := NUMBERED.match(raw):
                number = int(match[1])
            if bare := ALONE.match(raw[:40]) or BARE_HEADING.match(raw[:40]):
                self.bare.setdefault(bare[1], position)

    def looks_like_heading(self, position: int, stops: bool = False) -> bool:
        """Tell whether a block is a heading: short, without a stop, and with something complete behind it.

        `stops` tells that its number says so already; then it may end in a quotation mark or run on for long.
        """
        raw = self.blocks[position].raw
        length = 2 * _HEADING_LENGTH if stops else _HEADING_LENGTH
        if len(raw) > 3 * _HEADING_LENGTH:
            return False
        text = raw.replace("*", "").rstrip()
        complete = text[-1:] in tuple(".;:,") if stops else is_complete(text)
        following = self.following[position]
        return len(text) <= length and not complete and bool(following) and not following[0].islower()

    def has_sibling(self, mark: str, position: int, open_marks: Sequence[str]) -> bool:
        """Tell whether "I" or "A" without a full stop numbers a heading: one before or behind it is of the series."""
        if any(_next(before) == mark for before in open_marks):
            return True
        return mark in ("A", "I") and self.bare.get(_next(mark), -1) > position


def is_note(raw: str) -> bool:
    """Tell whether a block is a footnote or the note of a title's asterisk."""
    return opens_footnote(raw) or (raw.startswith("*") and raw.count("*") % 2 == 1)


def _next(mark: str) -> str:
    numerals = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split()
    if roman(mark) and mark in numerals[:-1]:
        return numerals[numerals.index(mark) + 1]
    return chr(ord(mark) + 1) if len(mark) == 1 else ""
