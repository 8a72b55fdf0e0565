"""How items, paragraphs, articles and headings open in print: their numbers, marks and letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandategraph.loaders.formats.blocks import SUPERSCRIPTS

# Deepest last. A part holds an enacting formula or parts of its own; paragraphs and points stand below every heading.
PART, ROMAN, LETTER, ARABIC, ARTICLE, UNNUMBERED, PREAMBLE, PARAGRAPH, POINT = range(9)
# Points, sub-points and one level below them.
_DEEPEST = 2

_SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_FOOTNOTE = re.compile(rf"\u200b?([{SUPERSCRIPTS}]+)\s*(?=\S)")
_POINT = re.compile(r"(?:[-•–]\s*)?[“\"]?\(([a-z]{1,5}|\d{1,2})\)\s+(?=\S)")
_LOOSE_POINT = re.compile(r"([a-z]{1,5})[.)]\s+(?=\S)")
_BULLETS = "-–—•▪∙♦·\uf0b7"
_BULLET = re.compile(rf"(?P<sign>[{_BULLETS}])\.?\s+(?=\S)")
NUMBERED = re.compile(r"(\d{1,3})\.(?:[\s\u200b-\u200f]+|$)")
# "11. (a) Expresses …": a paragraph without words of its own.
_NUMBERED_POINT = re.compile(r"\d{1,3}\.\s+(?=\(a\)\s)")
# "10 Calls upon …" where print lost the full stop; it counts only in sequence.
BARE_NUMBERED = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
# "I. Takes note …;", "l. States …": a figure that was misread; it counts only where "2." follows.
MISREAD_ONE = re.compile(r"([lI])\.\s+(?=[A-Z])")
DECIMAL = re.compile(r"(\d{1,2}\.\d{1,2})\.?\s+(?=\S)")
# "61 (b)." opens a paragraph of a text that goes on with the numbers of an older one.
COMPOUND = re.compile(r"(\d{1,3})\s?(\([a-z]{1,5}\))\.\s+(?=\S)")
ARTICLE_HEADING = re.compile(
    r"[*_]*(?P<number>(?:Article|Rule|Principle|Section)\s+(?:\d{1,3}|[IVX]+))\b[.:]?[*_]*\s*(?P<title>[^.;]{0,120})$"
)
PART_HEADING = re.compile(
    r"[*_]*(?P<number>(?:part|chapter)\s+(?:[IVXL]+|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten))\b"
    r"[.:]?[*_]*\s*(?P<title>[^.;]{0,200})$",
    re.IGNORECASE,
)
LETTERED_HEADING = re.compile(r"([IVXL]+|[A-Z])\.\s+")
BARE_HEADING = re.compile(r"([IVXL]+|[A-Z])\s+(?=[“\"*]*[A-Z])")
ALONE = re.compile(r"[*_]*([IVXL]+|[A-Z])\.?[*_]*$")

NUMERALS = (
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi xxvii xxviii"
).split()


def bullet(raw: str) -> tuple[str, int]:
    """Return the sign of an item with a bullet or a dash for its mark, and where its words begin; or no sign."""
    match = _BULLET.match(raw) if raw[:1] in _BULLETS else None
    return (match["sign"], match.end()) if match else ("", 0)


def bullet_level(sign: str, siblings: Sequence[str]) -> int:
    """Return how deep an item with a bullet stands: in the open list with its sign, or one below all open ones."""
    return POINT + (siblings.index(sign) if sign in siblings else min(len(siblings), _DEEPEST))


def first_point(raw: str) -> int:
    """Return where the first point begins in a paragraph that opens with it ("11. (a) …"), or 0."""
    match = _NUMBERED_POINT.match(raw)
    return match.end() if match else 0


def opens_footnote(raw: str) -> bool:
    """Tell whether a block is a footnote: it begins with its mark."""
    return bool(_FOOTNOTE.match(raw))


def footnote(raw: str) -> tuple[str, int]:
    """Return the number of a footnote in plain digits and where its words begin; no number where it is none."""
    match = _FOOTNOTE.match(raw)
    return (match[1].translate(_SUPERSCRIPT_DIGITS), match.end()) if match else ("", 0)


def point(raw: str, siblings: Sequence[str]) -> tuple[str, int]:
    """Return the mark of a point ("a" for "(a)", "a)" and "a.") and where its words begin; no mark where it is none.

    `siblings` are the marks of the points that are open. A letter without its opening bracket counts only where it
    is the first, or follows an open one.
    """
    if match := _POINT.match(raw):
        return match[1], match.end()
    loose = _LOOSE_POINT.match(raw)
    if loose and (loose[1] in ("a", "i") or any(follows(mark, loose[1]) for mark in siblings)):
        return loose[1], loose.end()
    return "", 0


def point_level(mark: str, siblings: Sequence[str], announces: bool) -> int:
    """Return how deep a point stands, from the marks that are open ("a", "iv") from the outermost in.

    A mark goes on with the innermost list whose next mark it is: "(i)" behind "(h)" is the ninth point. The first mark
    of a list opens one below, where the last item `announces` items or is marked in another way; all others are at
    the level of the innermost list of their kind.
    """
    innermost = len(siblings) - 1
    for place in range(innermost, -1, -1):
        opens_below = place == innermost and announces and mark == "i"
        if follows(siblings[place], mark) and not opens_below:
            return POINT + place
    alike = [place for place, sibling in enumerate(siblings) if _series(sibling) == _series(mark)]
    if mark in ("a", "i", "1") and (announces or not alike):
        return POINT + min(innermost + 1, _DEEPEST)
    return POINT + (alike[-1] if alike else 0)


def _series(mark: str) -> str:
    """Return the kind of a list that a mark is of: figures, numerals or letters."""
    return "figures" if mark.isdigit() else "numerals" if mark in NUMERALS else "letters"


def follows(before: str, mark: str) -> bool:
    """Tell whether a mark is the next one of its series: "b" of "a", "iv" of "iii", "bb" of "aa", "3" of "2"."""
    if before.isdigit() and mark.isdigit():
        return int(before) + 1 == int(mark)
    if before in NUMERALS[:-1] and NUMERALS[NUMERALS.index(before) + 1] == mark:
        return True
    return len(before) == len(mark) and len(set(before)) == len(set(mark)) == 1 and ord(before[0]) + 1 == ord(mark[0])


def roman(numeral: str) -> int:
    """Return the number that a Roman numeral up to XXVIII stands for, and 0 for anything else."""
    return NUMERALS.index(numeral.lower()) + 1 if numeral.lower() in NUMERALS else 0
