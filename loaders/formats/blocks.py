"""Cut a plain text into blocks, and undo what print did to their words.

The rules, all of them:

* a block is a run of lines without a blank line; a line that opens an item, a numbered paragraph, a footnote or a
  note opens a block of its own;
* the lines of a block, and the pieces of a provision that a page break tore apart, are joined by one space;
* a soft hyphen at the end of a line or a piece goes with the break; a plain hyphen there stays and joins the two words;
* runs of white space become one space; pairs of asterisks (Markdown emphasis) and the number signs of Markdown
  headings go, their words stay;
* characters without width (U+200B and its like) go;
* superscript digits go: they are footnote marks, and the place where they stood is kept; those of a unit ("km²") or
  a power of ten ("3 × 10⁶") stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mandategraph.loaders.document import Span

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = re.compile(rf"[{SUPERSCRIPTS}]")
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")

_OPENS_BLOCK = re.compile(
    rf"""\s*(?:
        (?:[-•–]\s*)?\([a-z]{{1,5}}\)\s     # (a), - (a), (ii)
      | \d{{1,3}}\.\s                       # 26.
      | [IVXLC]+\.\s | [A-Z]\.\s            # II. or B.
      | \u200b?[{SUPERSCRIPTS}]+\S          # a footnote
      | \*[^*\s][^*]*$                      # a note to the title, and no *emphasis*
    )""",
    re.VERBOSE,
)
_MARKDOWN_HEADING = re.compile(r"\s*(?:#{1,6}\s+)?")
_WITHOUT_WIDTH = "\u200b-\u200f\u2060\ufeff"
_UNIT = re.compile(r"(?<![^\W\d_])[ckm]?m$")
_POWER = re.compile(r"[×·]\s?10$")
_UNITS = re.compile(rf"\b\d*[ckm]?m[²³](?![{SUPERSCRIPTS}\w])|[×·]\s?10[{SUPERSCRIPTS}]+")
_LETTERS = rf"[^\s\u00ad*{SUPERSCRIPTS}{_WITHOUT_WIDTH}]+"
# Words with one space between them stay as they are, so they are taken in one piece.
_TOKEN = re.compile(
    rf"""(?P<space>[\s\u00ad]+)
    | (?P<nothing>[*{_WITHOUT_WIDTH}]+)
    | (?P<mark>[{SUPERSCRIPTS}]+)
    | (?P<words>{_LETTERS}(?:[ ]{_LETTERS})*)""",
    re.VERBOSE,
)


# A text that stops without one of these was cut by a page break; the mark of a footnote may be in plain digits.
_COMPLETE = re.compile(rf"[.;:,?!”\"](?:\d{{1,3}}(?:,\d{{1,3}})*)?[)*_{SUPERSCRIPTS}]*$")


class Block(NamedTuple):
    """A run of source text: its range and its words as printed."""

    span: Span
    raw: str


def divided(block: Block, place: int) -> tuple[Block, Block]:
    """Return the two blocks that a block makes when cut at a place of its words."""
    raw = block.raw[:place].rstrip()
    middle = block.span.start + place
    return Block(Span(block.span.start, block.span.start + len(raw)), raw), Block(
        Span(middle, block.span.end), block.raw[place:]
    )


class Mark(NamedTuple):
    """A footnote mark: the number it shows and its place in the clean text."""

    offset: int
    number: str


def blocks(source: str) -> Iterator[Block]:
    """Yield the blocks of a text in order; together they hold every character that is not white space."""
    start: int | None = None
    end = position = 0
    for line in source.splitlines(keepends=True):
        opens = bool(_OPENS_BLOCK.match(line))
        blank = not line.strip()
        if start is not None and (blank or opens):
            yield _block(source, start, end)
            start = None
        if not blank:
            start = position if start is None else start
            end = position + len(line)
        position += len(line)
    if start is not None:
        yield _block(source, start, end)


def _block(source: str, start: int, end: int) -> Block:
    raw = source[start:end]
    words = _MARKDOWN_HEADING.sub("", raw, count=1) if "#" in raw[:8] else raw.lstrip()
    start += len(raw) - len(words)
    raw = words.rstrip()
    return Block(Span(start, start + len(raw)), raw)


def clean(pieces: Sequence[str]) -> tuple[str, tuple[Mark, ...]]:
    """Join the pieces of one provision and undo print: return the clean text and the footnote marks in it."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for token in _TOKEN.finditer("\n".join(piece.strip() for piece in pieces)):
        if token["mark"] and not _is_exponent(token["mark"], parts):
            marks.append(Mark(length, token["mark"].translate(_FROM_SUPERSCRIPT)))
        elif shown := token["words"] or token["mark"] or _space(token["space"] or "", parts):
            parts.append(shown)
            length += len(shown)
    text = "".join(parts).rstrip()
    return text, tuple(Mark(min(mark.offset, len(text)), mark.number) for mark in marks)


def _is_exponent(mark: str, before: Sequence[str]) -> bool:
    """Tell whether superscript digits are of a unit or of a power of ten, by the words before them."""
    if not before:
        return False
    return bool((mark in "²³" and _UNIT.search(before[-1])) or _POWER.search("".join(before[-3:])))


def _space(white: str, before: Sequence[str]) -> str:
    """Return what stands for a run of white space: nothing behind a hyphen at the end of a line, else one space."""
    if not white or not before or before[-1] == " ":
        return ""
    # A hyphen of its own is a dash, and breaks no word.
    broken = "\n" in white and before[-1].endswith("-") and before[-1][-2:-1].isalnum()
    return "" if broken or "\u00ad" in white else " "


def has_marks(raw: str) -> bool:
    """Tell whether superscript digits stand in a text, of footnote marks or of units."""
    return bool(_SUPERSCRIPT.search(raw))


def without_units(text: str) -> str:
    """Return a text without its units and powers of ten, whose superscripts are no footnote marks ("km²")."""
    return _UNITS.sub("", text)


def is_complete(text: str) -> bool:
    """Tell whether words end where a sentence, an item or a line of front matter may end."""
    return bool(_COMPLETE.search(text.rstrip()))
