"""How the paragraphs of a marked-up format become running text: the last step before the common path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mandategraph.loaders.formats.blocks import SUPERSCRIPTS

_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
_MARK = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\s*")
_ITEM_MARK = re.compile(r"\d{1,3}\.|\d{1,2}\.\d{1,2}\.?|\([a-z]{1,5}\)|[a-z]{1,4}\)|[-–•]")
_SHORT_CELL = 100


def joined(paragraphs: Iterable[str]) -> str:
    """Return paragraphs as running text, a blank line between two; those without words go.

    A number or mark that stands alone, as in a cell or a column of its own, opens the paragraph behind it.
    """
    return "\n\n".join(_with_their_marks(words for paragraph in paragraphs if (words := paragraph.strip())))


def _with_their_marks(paragraphs: Iterable[str]) -> Iterator[str]:
    mark = ""
    for words in paragraphs:
        if _ITEM_MARK.fullmatch(words):
            if mark:
                yield mark
            mark = words
        else:
            yield f"{mark} {words}".lstrip()
            mark = ""
    if mark:
        yield mark


def row(cells: Sequence[str]) -> list[str]:
    """Return the paragraphs that a table's row makes: one for short cells, else one for each cell.

    >>> row(["1.", "Requests the Secretary-General to report."])
    ['1.', 'Requests the Secretary-General to report.']
    >>> row(["Total", "12"])
    ['Total | 12']
    """
    words = [cell.strip() for cell in cells if cell.strip()]
    if any(len(cell) > _SHORT_CELL or "\n\n" in cell for cell in words) or (words and _ITEM_MARK.fullmatch(words[0])):
        return words
    return [" | ".join(" ".join(cell.split()) for cell in words)]


def superscript(number: int | str) -> str:
    """Return a number in superscript digits.

    >>> superscript(12)
    '¹²'
    """
    return str(number).translate(_TO_SUPERSCRIPT)


def raised(words: str) -> str:
    """Return what stood in superscript: the number of a footnote in superscript digits, anything else as it is.

    >>> raised("12"), raised("[3]"), raised("th")
    ('¹²', '³', 'th')
    """
    match = _MARK.fullmatch(words)
    return superscript(match[1]) if match else words
