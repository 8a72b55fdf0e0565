"""UN document symbols, in the forms in which texts write them.

`A/RES/56/261`, "General Assembly resolution 56/261", "resolution 1395 (XIV)", "Council resolution 1992/22" and
"Security Council resolution 1373 (2001)" all name a document by its symbol. Numbers that a list adds ("resolutions
55/25 of 15 November 2000 and 55/61") are found as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class SymbolMatch(NamedTuple):
    """A symbol in one spelling, and the range of the text that names it."""

    symbol: str
    start: int
    end: int


# "A/RES/56/261", "E/CN.15/1998/CRP.4/Add.1", "S/RES/1373 (2001)", "ST/SGB/1998/17"; never without a digit, as "A/B" is.
_PRINTED = re.compile(
    r"\b(?:A|E|S|ST|T|TD|UNEP|HSP|CEDAW|CCPR|CAT|CRC)/"
    r"[A-Z0-9][\w.-]*(?:/[A-Z0-9][\w.-]*)*(?:[ \u00a0]?\((?:\d{4}|[IVXL]+|[A-Z]?-?[IVXL]+)\))?"
)

_ORGANS = {
    "general assembly": "A/RES/",
    "assembly": "A/RES/",
    "economic and social council": "E/RES/",
    "security council": "S/RES/",
    "human rights council": "A/HRC/RES/",
}
_ORGAN = (
    r"(?P<organ>General Assembly|Assembly|Economic and Social Council|Security Council|Human Rights Council|Council)"
)
_NUMBER = (
    r"(?:S-\d+/\d+|ES-\d+/\d+|\d{1,4}/\d{1,4}|\d{1,4}(?:[ \u00a0][A-Z])?[ \u00a0]?\((?:\d{4}|(?:S-|ES-)?[IVXL]+)\))"
    r"(?:[ \u00a0][A-Z](?![\w’'/]))?"
)
_DATE = r"(?:,? of \d{1,2}[ \u00a0]\w+[ \u00a0]\d{4})?"
_NAMED = re.compile(
    rf"(?:{_ORGAN}[ \u00a0])?(?<![\w/])[Rr]esolutions?[ \u00a0]"
    rf"(?P<numbers>{_NUMBER}{_DATE}(?:(?:,| and|, and)[ \u00a0]{_NUMBER}{_DATE})*)"
)
_EACH_NUMBER = re.compile(_NUMBER)


def find_symbols(text: str) -> list[SymbolMatch]:
    """Return the documents that a text names by number or symbol, in the order of the text, without overlaps."""
    found = [
        SymbolMatch(_tidy(match[0].rstrip(".")), match.start(), match.start() + len(match[0].rstrip(".")))
        for match in _PRINTED.finditer(text)
        if re.search(r"\d", match[0])
    ]
    for match in _NAMED.finditer(text):
        offset = match.start("numbers")
        for place, number in enumerate(_EACH_NUMBER.finditer(match["numbers"])):
            start = match.start() if place == 0 else offset + number.start()
            found.append(SymbolMatch(_symbol(match["organ"], number[0]), start, offset + number.end()))
    return sorted(found, key=lambda symbol: symbol.start)


def symbol_of_number(organ: str, number: str) -> str:
    """Return the symbol of the resolution of an organ ("General Assembly") with this number ("75/153")."""
    return _symbol(organ or None, number)


def symbol_of_stem(stem: str) -> str:
    """Return the symbol that a file is named after ("A_RES_45_112", "S_RES_1373(2001)"), or an empty string."""
    match = _PRINTED.fullmatch(stem.replace("_", "/"))
    return _tidy(match[0]) if match else ""


def _symbol(organ: str | None, number: str) -> str:
    """Return the symbol of a numbered resolution; the number's own form tells the organ where the text does not."""
    number = _tidy(number)
    prefix = _ORGANS.get((organ or "").lower())
    if prefix is None:
        head, _, session = number.partition("/")
        if re.search(r"\(\d{4}\)", number):
            prefix = "S/RES/"
        elif session and len(head) == 4 and head.isdigit():
            prefix = "E/RES/"
        else:
            prefix = "A/RES/" if organ is None else "E/RES/"
    return f"{prefix}{number}"


def _tidy(symbol: str) -> str:
    """Write a symbol as its own organ does: "A/RES/2200(XXI)" without a space, "S/RES/1373 (2001)" with one."""
    plain = symbol.replace("\u00a0", " ")
    if re.search(r"\(\d{4}\)$", plain):
        return re.sub(r"\s*\(", " (", plain)
    return plain.replace(" (", "(").replace(" ", "")
