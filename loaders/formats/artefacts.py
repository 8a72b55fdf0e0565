"""What print and transcription leave on a page that is not part of an instrument.

Page marks, running heads, document numbers and distribution lines are recognized by their form; a footnote mark that
a transcription left as plain digits ("of 10 February 1987,27") is made a superscript again where a footnote of that
number stands in the text.
"""

from __future__ import annotations

import re

from mandategraph.loaders.formats.blocks import SUPERSCRIPTS, Block

_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)

_ARTEFACT = re.compile(
    r"""(?:
        <!--.*-->                                                  # a transcriber's page mark
      | [-–—_*]{3,}                                                # a rule
      | \d{1,4}(?:\s*/\s*\d{1,4})?                                 # a page number, or 3/5
      | \d{0,4}\s*General\ Assembly\s*[—–-]+\s*[\w-]+\s+[Ss]ession\s*\d{0,4}     # running heads of bound volumes
      | \d{0,4}\s*[IVXLC]+\.\s+Resolutions\ adopted\ .*
      | \d{0,4}\s*Economic\ and\ Social\ Council\s*\d{0,4}
      | (?:Distr|Original)\.?\s*:.*
      | \d{2}-\d{5}.*                                              # a job number
      | Please\ recycle.*
      | \*\d{5,8}\*                                                # a bar code in figures
    )$""",
    re.VERBOSE | re.DOTALL,
)
_CITING = re.compile(
    r"\b(?:See|Resolutions?|Ibid|Official Records|Treaty Series|publication|annex|chap\.|sect\.|vol\.|para|Sales No)"
    r"|\b[AES]/|ST/"
)
_PLAIN_FOOTNOTE = re.compile(
    r"^(?P<number>\d{1,3})\s+(?!January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?=[A-Z“*_])(?P<text>.*)$",
    re.MULTILINE,
)
_GLUED_DIGITS = re.compile(
    r"(?<=[a-z”)\]])(?P<first>\d{1,3})(?=[\s,;.:]|$)|(?<=[\w”)][,;.])(?P<second>\d{1,3})(?=\s|$)"
)


def is_artefact(block: Block) -> bool:
    """Tell whether a block is a page mark, a running head or a distribution line."""
    return bool(_ARTEFACT.fullmatch(block.raw.strip()))


def with_footnote_marks(text: str) -> str:
    """Return the text, of the same length, with footnotes and their marks in superscript digits.

    A text that has superscripts of its own, and one without footnotes in plain digits, is returned as it is.
    """
    if any(digit in text for digit in SUPERSCRIPTS[:4]):
        return text
    footnotes = [match for match in _PLAIN_FOOTNOTE.finditer(text) if _CITING.search(match["text"])]
    numbers = {match["number"] for match in footnotes}
    if not numbers:
        return text
    characters = list(text)
    for match in footnotes:
        _raise(characters, match.start("number"), match.end("number"))
    for match in _GLUED_DIGITS.finditer(text):
        group = "first" if match["first"] else "second"
        if match[group] in numbers:
            _raise(characters, match.start(group), match.end(group))
    return "".join(characters)


def _raise(characters: list[str], start: int, end: int) -> None:
    for place in range(start, end):
        characters[place] = characters[place].translate(_TO_SUPERSCRIPT)
