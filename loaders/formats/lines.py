"""The lines of print on pages: their words and places, without what repeats at the head and foot of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pdfminer.layout import LTAnno, LTChar, LTContainer, LTPage, LTTextLineHorizontal

from mandategraph.loaders.formats.flow import raised

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s+)?[-–—]?\s*(?:\d{1,4}|[ivxl]+)\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—]?")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3


@dataclass(slots=True)
class Line:
    """A line of print: its place on its page (from the bottom), its size and words, its column (-1 across both)."""

    page: int
    left: float
    right: float
    bottom: float
    size: float
    text: str
    column: int = -1

    @property
    def is_upper_case(self) -> bool:
        """Whether the words are in capitals, as headings are."""
        return self.text.isupper()


def lines_of(page: LTPage, number: int) -> list[Line]:
    """Return the lines of a page from the top, pieces of one line joined, marks of footnotes in superscript digits."""
    return joined_rows(sorted(_pieces(page, number), key=lambda line: (-line.bottom, line.left)), reach=1)


def _pieces(page: LTPage, number: int) -> Iterator[Line]:
    """Yield the lines of a page as the layout analysis finds them, marks of footnotes in superscript."""
    for line in _text_lines(page):
        characters = [each for each in line if isinstance(each, LTChar) and each.upright]
        if not characters:
            continue
        size = Counter(round(each.size, 1) for each in characters if each.get_text().strip()).most_common(1)
        main = size[0][0] if size else characters[0].size
        bottom = median(each.y0 for each in characters if each.size >= 0.9 * main)
        text = _words(line, main, bottom)
        if text:
            yield Line(number, line.x0, line.x1, bottom, main, text)


def _text_lines(container: LTContainer) -> Iterator[LTTextLineHorizontal]:  # type: ignore[type-arg]
    for each in container:
        if isinstance(each, LTTextLineHorizontal):
            yield each
        elif isinstance(each, LTContainer):
            yield from _text_lines(each)


def _words(line: LTTextLineHorizontal, size: float, bottom: float) -> str:
    """Return the words of a line; what is smaller and stands higher is in superscript."""
    parts: list[str] = []
    above = ""
    for each in line:
        is_raised = isinstance(each, LTChar) and each.size < 0.85 * size and each.y0 > bottom + 0.1 * size
        if is_raised and isinstance(each, LTChar):
            above += each.get_text()
        elif not (above and isinstance(each, LTAnno)):
            parts += (raised(above), each.get_text()) if above else (each.get_text(),)
            above = ""
        else:
            parts += (raised(above), " ")
            above = ""
    return " ".join("".join([*parts, raised(above)]).translate(_LIGATURES).replace("\xa0", " ").split())


def joined_rows(lines: Sequence[Line], reach: float) -> list[Line]:
    """Join the pieces of one row that stand no further apart than `reach` times their size.

    A small piece that stands raised before its neighbour is the mark of a footnote.
    """
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is None or not _on_one_row(last, line) or line.left - last.right > reach * line.size:
            joined.append(replace(line))
            continue
        if last.size < 0.85 * line.size and last.bottom > line.bottom + 0.1 * line.size:
            last.text, last.bottom, last.size = raised(last.text), line.bottom, line.size
        last.text, last.right = f"{last.text} {line.text}", line.right
    return joined


def _on_one_row(left: Line, right: Line) -> bool:
    return right.left >= left.right - 0.1 * right.size and abs(left.bottom - right.bottom) < 0.4 * max(
        left.size, right.size
    )


def without_heads(by_page: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the lines of pages, from the top, without running heads, running feet and page numbers.

    Such a line stands outermost, apart from the text, and is a number or repeats on two pages in five (heads of left
    and right pages may differ).
    """
    kept = [list(lines) for lines in by_page]
    often = max(2, -(-2 * len(by_page) // 5))
    for outermost in (0, -1):
        for _ in range(_EDGE_LINES):
            repeated = Counter(_head_key(lines[outermost]) for lines in kept if lines)
            for lines in kept:
                if not lines:
                    continue
                line = lines[outermost]
                is_head = repeated[_head_key(line)] >= often or bool(_PAGE_NUMBER.fullmatch(line.text))
                if is_head and _stands_apart(lines, outermost):
                    lines.remove(line)
    return kept


def _stands_apart(lines: Sequence[Line], outermost: int) -> bool:
    """Tell whether the first or last row has more space to the next one than lines of a paragraph have."""
    line = lines[outermost]
    inwards = lines if outermost == 0 else reversed(lines)
    neighbour = next((other for other in inwards if abs(other.bottom - line.bottom) > 0.3 * line.size), None)
    return neighbour is None or abs(line.bottom - neighbour.bottom) > 1.6 * max(line.size, neighbour.size)


def _head_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom / 10)
