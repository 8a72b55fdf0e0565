"""Footnotes and their marks where print lost the superscript.

Texts show them in several ways: "12 See …" for "of 10 February 1987,12", "2/ A/47/277" for "Peace”, 2/", "[3] See …"
for "[3]", "^80 See …" for "^80". They are made superscripts again where a footnote of that number stands in the text.
What goes with the digits (slash, brackets, caret) becomes a character without width, so that no place moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mandategraph.loaders.formats.blocks import SUPERSCRIPTS, without_units

_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")
_MARK = re.compile(rf"(?<=[^\s{SUPERSCRIPTS}])[ \u00a0]?(?P<mark>[{SUPERSCRIPTS}]+)")
_FOOTNOTE = re.compile(rf"^\s*\u200b?(?P<number>[{SUPERSCRIPTS}]+)", re.MULTILINE)
_WITHOUT_WIDTH = "\u200b"
_CITING = re.compile(
    r"\b(?:See|Resolutions?|Ibid|Official Records|Treaty Series|publication|annex|chap\.|sect\.|vol\.|para|Sales No)"
    r"|\b[AES]/|ST/"
)
_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"


class _Style(NamedTuple):
    """How one printer sets footnotes and marks; the digits are the group `number`.

    `citing` tells that the words of a footnote must look like one, where its number alone could open anything.
    """

    footnote: re.Pattern[str]
    mark: re.Pattern[str]
    citing: bool


_STYLES = (
    _Style(
        re.compile(rf"^(?P<number>\d{{1,3}})\s+(?!(?:{_MONTH})\b)(?=[A-Z“*_])(?P<text>.*)$", re.MULTILINE),
        re.compile(r"(?:(?<=[a-z”)\]])|(?<=[\w”)][,;.]))(?P<number>\d{1,3})(?=[\s,;.:]|$)"),
        citing=True,
    ),
    _Style(
        re.compile(r"^[ \t]*(?P<number>\d{1,3})/[ \t]+(?=\S)(?P<text>.*)$", re.MULTILINE),
        re.compile(r"(?<=[\w”\"’),;.:])[ \u00a0]?(?P<number>\d{1,3})/(?=[\s,;.:)”\"]|$)"),
        citing=False,
    ),
    _Style(
        re.compile(r"^[ \t]*\[(?P<number>\d{1,3})\][ \t]+(?=\S)(?P<text>.*)$", re.MULTILINE),
        re.compile(r"(?<=\S)[ \u00a0]?\[(?P<number>\d{1,3})\]"),
        citing=False,
    ),
    _Style(
        re.compile(r"^[ \t]*\^(?P<number>\d{1,3})[ \t]+(?=\S)(?P<text>.*)$", re.MULTILINE),
        re.compile(r"(?<=\S)\^(?P<number>\d{1,3})"),
        citing=False,
    ),
)


def with_footnote_marks(text: str) -> str:
    """Return the text, of the same length, with footnotes and their marks in superscript digits.

    In a text that has superscripts of its own, only footnotes that its marks lack are looked for.
    """
    lacking = None
    if any(digit in text for digit in SUPERSCRIPTS):
        plain = without_units(text)
        marks = {match["mark"].translate(_FROM_SUPERSCRIPT) for match in _MARK.finditer(plain)}
        lacking = marks - {match["number"].translate(_FROM_SUPERSCRIPT) for match in _FOOTNOTE.finditer(plain)}
        if marks and not lacking:
            return text
    characters = list(text)
    for style in _STYLES:
        for match in _with_footnotes(style, text, lacking or None):
            _raise(characters, match)
    return "".join(characters)


def _with_footnotes(style: _Style, text: str, lacking: set[str] | None) -> Iterator[re.Match[str]]:
    """Yield the footnotes of a style and the marks that name them, or only the footnotes that known marks lack."""
    footnotes = [match for match in style.footnote.finditer(text) if not style.citing or _CITING.search(match["text"])]
    if lacking is not None:
        yield from (match for match in footnotes if match["number"] in lacking)
        return
    numbers = {match["number"] for match in footnotes}
    if numbers:
        yield from footnotes
        yield from (match for match in style.mark.finditer(text) if match["number"] in numbers)


def _raise(characters: list[str], match: re.Match[str]) -> None:
    """Turn the digits of a match into superscripts, and the signs around them into characters without width."""
    start, end = match.span("number")
    for place in range(start, end):
        characters[place] = characters[place].translate(_TO_SUPERSCRIPT)
    for place in (start - 1, end):
        if 0 <= place < len(characters) and match.start() <= place and characters[place] in "/[]^":
            characters[place] = _WITHOUT_WIDTH
