"""From the lines on pages to paragraphs in reading order.

The rules, all of them:

* lines that repeat at the head or foot of pages, and page numbers there, go where they stand apart from the text;
* a page has two columns where lines stand side by side with a gap between them that no other short line crosses; a
  line across both ends what stands above it;
* small digits that stand raised are the mark of a footnote; the small print at the foot of a column that opens with
  a mark is a footnote, which is set behind the paragraph in which its page ends;
* a paragraph begins with an indent, behind a wide gap, or behind a line that ends short with a stop;
* a word that was broken at the end of a line is one word again, unless it is a compound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfminer.layout import LTPage

from mandategraph.loaders.formats.blocks import SUPERSCRIPTS
from mandategraph.loaders.formats.flow import raised
from mandategraph.loaders.formats.lines import Line, joined_rows, lines_of, without_heads
from mandategraph.loaders.formats.recitals import is_recital

_NOTE_MARK = re.compile(rf"[{SUPERSCRIPTS}]+|\*+(?=[^*])|\d{{1,3}}(?=\s+\S)")
_SMALL_PRINT = 0.93
_BROKEN = re.compile(r"(?<![^\W\d_])((?:[^\W\d_]+-)*[^\W\d_]+)-\n([a-z]+)")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_SOFT_HYPHEN = "\u00ad"
_LINKS = frozenset("and or to by of the in".split())
_PREFIXES = frozenset("above below co cross ex mid non post pre self socio so sub well".split())
_FIRST_HALVES = frozenset(
    "decision fact far follow gender high human law long low medium peace policy results short small world".split()
)
_SECOND_HALVES = frozenset(
    "based being border building effective free funded keeping led level making mentioned oriented raising related "
    "scale sensitive setting sharing specific taking term up wide".split()
)
_ITEM = re.compile(r"\d{1,3}\.\s|\([a-z]{1,5}\)\s|[IVXLC]+\.\s|[A-Z]\.\s|[•–]\s")


@dataclass(slots=True)
class _Measures:
    """What is usual in a document: the size of its print, the distance of its lines, the edges of its columns."""

    size: float
    pitch: float
    edges: dict[tuple[int, int], tuple[float, float]]


def paragraphs(pages: Sequence[LTPage]) -> list[str]:
    """Return the paragraphs of a document, lines apart by line ends, footnotes behind the paragraph of their page."""
    by_page = without_heads([lines_of(page, number) for number, page in enumerate(pages)])
    sizes = Counter[float]()
    for line in (line for lines in by_page for line in lines):
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body: list[Line] = []
    notes: dict[int, list[str]] = {}
    for number, (lines, gap) in enumerate(zip(by_page, _gaps(by_page, pages), strict=True)):
        for column in _columns(lines, gap):
            text, small = _apart(joined_rows(column, reach=1_000), size)
            body += text
            _take_notes(small, notes, number)
    found = _grouped(body, size)
    return _unbroken(list(_with_notes(found, notes)))


def _gaps(by_page: Sequence[Sequence[Line]], pages: Sequence[LTPage]) -> list[float | None]:
    """Return the middle of the gap between two columns for each page, `None` for pages of one column.

    A page with few lines has the columns of the others, where its lines fit them.
    """
    gaps = [_gap(lines, page.width) for lines, page in zip(by_page, pages, strict=True)]
    known = sorted(gap for gap in gaps if gap is not None)
    if not known:
        return gaps
    usual = known[len(known) // 2]
    return [
        usual if gap is None and not any(line.left < usual < line.right for line in lines) else gap
        for gap, lines in zip(gaps, by_page, strict=True)
    ]


def _columns(lines: Sequence[Line], gap: float | None) -> list[list[Line]]:
    """Return the lines of a page column by column, each run of lines across the page by itself."""
    if gap is None:
        for line in lines:
            line.column = 0
        return [list(lines)]
    runs: list[list[Line]] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        line.column = 0 if line.right <= gap else 1 if line.left >= gap else -1
        if line.column >= 0:
            sides[line.column].append(line)
            continue
        if sides[0] or sides[1]:
            runs += [side for side in sides if side]
            sides = ([], [])
        if runs and runs[-1][-1].column == -1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs + [side for side in sides if side]


def _gap(lines: Sequence[Line], width: float) -> float | None:
    """Return the middle of the gap between two columns, or `None` where the page has one column."""
    across = [line for line in lines if line.right - line.left > 0.55 * width]
    short = [line for line in lines if line.right - line.left <= 0.55 * width]
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        place = step * width / 100
        left = [line for line in short if line.right < place]
        right = [line for line in short if line.left > place]
        beside = sum(any(abs(each.bottom - line.bottom) < 2 * line.size for each in left) for line in right)
        crossing = len(short) - len(left) - len(right)
        if beside >= 4 and crossing <= 0.1 * len(short) and len(left) + len(right) > len(across):
            score = beside - 3 * crossing
            if best is None or score > best[0]:
                best = score, (max(line.right for line in left) + min(line.left for line in right)) / 2
    return best[1] if best else None


def _apart(column: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """Return the text of a column and the small print at its foot, which is footnotes where it opens with a mark."""
    start = len(column)
    while start and column[start - 1].size < _SMALL_PRINT * size:
        start -= 1
    while start < len(column) and not _NOTE_MARK.match(column[start].text):
        # Small print that opens without a mark goes on with the last footnote of the page before.
        if start and column[start - 1].size < _SMALL_PRINT * size:
            break
        start += 1
    return list(column[:start]), list(column[start:])


def _take_notes(small: Iterable[Line], notes: dict[int, list[str]], page: int) -> None:
    """Add the footnotes at the foot of a column to those of its page."""
    for line in small:
        mark = _NOTE_MARK.match(line.text)
        if mark or not notes:
            number = raised(mark[0]) if mark else ""
            words = line.text[mark.end() :].strip() if mark else line.text
            space = "" if number.startswith("*") else " "
            notes.setdefault(page, []).append(f"{number}{space}{words}".strip())
        else:
            last = notes[max(notes)]
            last[-1] += f"\n{line.text}"


def _grouped(lines: Sequence[Line], size: float) -> list[tuple[int, str]]:
    """Return the paragraphs that lines make, each with the page on which it begins."""
    measures = _measured(lines, size)
    found: list[tuple[int, list[str]]] = []
    last: Line | None = None
    for line in lines:
        if last is None or not found or _begins(line, last, measures):
            found.append((line.page, [line.text]))
        else:
            found[-1][1].append(line.text)
        last = line
    return [(page, "\n".join(texts)) for page, texts in found]


def _measured(lines: Sequence[Line], size: float) -> _Measures:
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and above.column == below.column and 0 < above.bottom - below.bottom < 3 * size
    ]
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for key in {(line.page, line.column) for line in lines}:
        own = [line for line in lines if (line.page, line.column) == key]
        lefts = Counter(round(line.left) for line in own)
        # The margin is the leftmost place where a tenth of the lines begin.
        margin = min(left for left in lefts if 10 * lefts[left] >= len(own))
        edges[key] = (margin, max(line.right for line in own))
    pitch = sorted(steps)[len(steps) // 3] if steps else 1.2 * size
    return _Measures(size, pitch, edges)


def _begins(line: Line, last: Line, measures: _Measures) -> bool:
    """Tell whether a line begins a paragraph, by what stands before it."""
    left, _ = measures.edges[line.page, line.column]
    last_left, last_right = measures.edges[last.page, last.column]
    if _ITEM.match(line.text) or abs(line.size - last.size) > 0.12 * measures.size:
        return True
    opens = not line.text[0].islower()
    same_column = (line.page, line.column) == (last.page, last.column)
    if not same_column:
        # A page or column may end with a paragraph, or within one.
        indented = line.left - left > 0.7 * measures.size
        ended = last.text[-1] in '.;:,”"' + SUPERSCRIPTS and last.right < last_right - 2 * measures.size
        recital = last.text[-1] == "," and is_recital(line.text)
        return opens and (indented or ended or recital or last.is_upper_case != line.is_upper_case)
    # Big print, as in headings, has its lines further apart.
    pitch = measures.pitch * max(1.0, min(line.size, last.size) / measures.size)
    if last.bottom - line.bottom > 1.35 * pitch:
        return True
    if line.left - last.left > 0.7 * measures.size and abs(last.left - left) < 0.4 * measures.size:
        return opens
    short = last.right < last_right - 0.12 * (last_right - last_left)
    return opens and short and last.text[-1] in '.;:,”"' + SUPERSCRIPTS


def _with_notes(found: Sequence[tuple[int, str]], notes: dict[int, list[str]]) -> Iterator[str]:
    """Yield the paragraphs, the footnotes of a page before the first paragraph that begins on a later one."""
    waiting = sorted(notes)
    for page, text in found:
        while waiting and waiting[0] < page:
            yield from notes[waiting.pop(0)]
        yield text
    for page in waiting:
        yield from notes[page]


def _unbroken(texts: Sequence[str]) -> list[str]:
    """Return paragraphs in which words that the end of a line broke are whole ("infor-" and "mation").

    A compound keeps its hyphen ("cross-" and "border"): one that the text has within a line too, or one of two words of
    the text of which one often makes compounds.
    """
    whole = _BROKEN.sub(" ", "\n".join(texts)).lower()
    words = set(_WORD.findall(whole))
    compounds = set(_COMPOUND.findall(whole))

    def joined(match: re.Match[str]) -> str:
        before, second = match[1].lower(), match[2]
        first = before.rpartition("-")[2]
        if second in _LINKS:
            return f"{match[1]}- {second}"
        by_ending = second in _SECOND_HALVES or (second in words and second.endswith(("ing", "ed")))
        by_opening = first in _FIRST_HALVES and second in words
        is_compound = first in _PREFIXES or first != before or (first in words and (by_ending or by_opening))
        is_whole = first + second in words and first not in _LINKS
        keeps = (is_compound and not is_whole) or f"{before}-{second}" in compounds
        return f"{match[1]}{'-' if keeps else _SOFT_HYPHEN}\n{second}"

    return [_BROKEN.sub(joined, text) for text in texts]
