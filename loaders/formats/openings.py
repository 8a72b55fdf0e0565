"""The words with which instruments open: titles with a number, enacting formulas, "We, …", annexes, closing lines."""

from __future__ import annotations

import re

# Longer blocks are no title and no formula; looking only at short ones keeps the search linear.
_SHORT = 400

# "75/153. Follow-up to …", "1373 (2001)", "Resolution 1373 (2001)", "1988/13. Strengthening …", "S-33/1. Situation …"
_TITLE = re.compile(
    r"[*_]*(?:Resolution\s+)?"
    r"(?P<number>(?:S-|ES-)?\d{1,4}/\d{1,4}(?:\s?[A-Z])?\b|\d{1,4}\.?\s?(?:[A-Z]\s)?\((?:\d{4}|[IVXLC]+|E?S-[IVX]+)\))"
    r"\.?[*_]*\s*(?P<title>.*)$",
    re.DOTALL,
)
_ENACTING = re.compile(r"[*_“\"]*The\s+(?P<organ>[A-Z][\w’ -]{2,150}?)[*_]*(?P<stop>[,.]?)[*_]*$")
# Print loses the comma of "The General Assembly," now and then; then the organ must be one.
_ORGAN = re.compile(r"\b(?:Assembly|Council|Commission|Committee|Conference|Congress|Meeting|Parties|Board)\b")
_WE = re.compile(r"[*_“\"]*We\b.*,$", re.DOTALL)
_SPEAKS = re.compile(r"[“\"]\s*The (?:Security )?Council\s+\w+")
_FIRST_PARAGRAPH = re.compile(
    r"(?:1\.|I\.|(?:Article|Rule|Principle|Section) 1\b|(?:Part|PART|Chapter|CHAPTER) (?:I|1|one|ONE)\b)\s*\S?"
)
_ANNEX = re.compile(r"[*_]*(?:ANNEX|Annex|APPENDIX|Appendix)(?:\s+(?P<number>[IVX]+|[A-Z]|\d{1,2}))?[*_.:]*$")
_CLOSING = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)\s+(?:\(\w+\)\s+)?(?:plenary\s+)?meeting|\[?Adopted (?:by a recorded vote|without a vote)"
)
_FIRST_OF_ANNEX = re.compile(r"(?:\d{1,3}\.|[IVX]+\.|[A-Z]\.|\([a-z]\)|Article\b|Rule\b|Part\b|PART\b|Chapter\b)")


def title(raw: str) -> re.Match[str] | None:
    """Return the `number` and the `title` of a block that begins with the number of a resolution."""
    return _TITLE.match(raw) if len(raw) <= 4 * _SHORT else None


def organ(raw: str) -> str:
    """Return the organ that an enacting formula names ("The General Assembly,"), or an empty string.

    >>> organ("The Economic and Social Council,"), organ("The parties,"), organ("The General Assembly")
    ('Economic and Social Council', '', 'General Assembly')
    """
    match = _ENACTING.match(" ".join(raw.split())) if len(raw) <= _SHORT else None
    if not match or (match["stop"] != "," and not _ORGAN.search(match["organ"])):
        return ""
    return match["organ"]


def opens_we_text(raw: str) -> bool:
    """Tell whether a block is the opening of a declaration in the first person: "We, the Heads of State …,"."""
    return bool(_WE.match(raw))


def opens_statement(raw: str) -> bool:
    """Tell whether a block opens a statement by the President of the Security Council."""
    return bool(_SPEAKS.match(raw))


def opens_first_paragraph(raw: str) -> bool:
    """Tell whether a block is numbered as the first of an instrument."""
    return bool(_FIRST_PARAGRAPH.match(raw))


def is_sentence(raw: str) -> bool:
    """Tell whether a block is a sentence or more, and no line of front matter."""
    return len(raw) >= 60 and raw[:1].isupper() and raw.rstrip("*_ ")[-1:] in tuple(".;:,") and not raw.isupper()


def opens_annex_text(raw: str) -> bool:
    """Tell whether a block is the first of an annex's text, and no longer its title."""
    return (
        bool(organ(raw)) or opens_we_text(raw) or bool(_FIRST_OF_ANNEX.match(raw)) or raw.rstrip()[-1:] in tuple(".;:,")
    )


def annex(raw: str) -> re.Match[str] | None:
    """Return the `number` (or `None`) of a block that is the heading of an annex."""
    return _ANNEX.match(raw) if len(raw) <= _SHORT else None


def closes(raw: str) -> bool:
    """Tell whether a block is the line on the meeting that closes a resolution."""
    return bool(_CLOSING.match(raw))
