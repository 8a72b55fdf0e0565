"""UN document symbols, in the forms in which texts write them.

`A/RES/56/261`, "General Assembly resolution 56/261", "resolution 1395 (XIV)", "Council resolution 1992/22" and
"Security Council resolution 1373 (2001)" all name a document by its symbol. Numbers that a list adds ("resolutions
55/25 of 15 November 2000 on organized crime and 55/61 of 4 December 2000") are found as well, as far as the sentence
goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class SymbolMatch(NamedTuple):
    """A symbol in one spelling, and the range of the text that names it."""

    symbol: str
    start: int
    end: int


# "A/RES/56/261", "E/CN.15/1998/CRP.4/Add.1", "S/RES/1373 (2001)", "ST/SGB/1998/17"; never without a digit, as "A/B" is.
# A document of two organs has two symbols: "A/78/842-S/2024/384".
_PRINTED = re.compile(
    r"\b(?:A|E|S|ST|T|TD|UNEP|HSP|ECE|ISBA|FCCC|CEDAW|CCPR|CAT|CRC)/"
    r"[A-Z0-9](?:[\w.]|-(?![AES]/))*(?:/[A-Z0-9](?:[\w.]|-(?![AES]/))*)*"
    r"(?:[ \u00a0]?\((?:\d{4}|[IVXL]+|[A-Z]?-?[IVXL]+)\))?"
)

_PREFIXES = {
    "general assembly": "A/RES/",
    "assembly": "A/RES/",
    "economic and social council": "E/RES/",
    "security council": "S/RES/",
    "human rights council": "A/HRC/RES/",
}
_BLANK = r"[ \u00a0\n]"
_ORGAN = (
    r"\b(?:General Assembly|(?:Environment|Health|Habitat) Assembly|Assembly|Economic and Social Council"
    r"|Security Council|Human Rights Council|(?:Governing|Trusteeship) Council|Council)\b"
)
_OPENING = r"(?<![\w/])(?:[Rr]esolution|[Dd]ecision)s?\b"
_NUMBER = (
    r"(?<![\w/(])(?:E?S-\d+/\d+|\d{1,4}/\d{1,4}|\d{1,4}(?:[ \u00a0][A-Z])?[ \u00a0]?\((?:\d{4}|(?:E?S-)?[IVXL]+)\))"
    rf"(?![\w/])(?:{_BLANK}(?P<letters>[A-Z](?:(?:,|{_BLANK}and){_BLANK}[A-Z])*)(?![\w’'/.]))?"
)
_DATE = rf"(?:,?{_BLANK}o[fn]{_BLANK}\d{{1,2}}{_BLANK}\w+{_BLANK}(?P<year>\d{{4}}))?"
_TOKEN = re.compile(
    rf"(?P<organ>{_ORGAN})|(?P<opening>{_OPENING})|(?P<number>{_NUMBER}){_DATE}"
    r"|(?P<yearless>(?<=Security Council resolution )\d{3,4}\b)|(?P<stop>;|\.(?=\s+[A-Z]))"
)
# What may stand between two numbers of a list that give no date.
_NEXT = re.compile(
    rf"(?:,{_BLANK}(?:annex|section|sect\.|part|para)[^,;]*)*(?:,|,?{_BLANK}(?:and|or|to)){_BLANK}", re.IGNORECASE
)
# What may stand before a later number of a list that has a date or a year of its own.
_ADDED = re.compile(
    rf"(?:[,”\"]|\b(?:and|or|including|particular|namely|notably|also|by|with)),?{_BLANK}(?:also{_BLANK})?$"
)
_OTHER_ORGAN = (
    r"(?:Commission|Committee|Sub-?[Cc]ommission|Conference|Congress|Board|Parties|Meeting|Union|Authority"
    r"|Governing Council)"
)
_BY_ANOTHER = re.compile(
    rf"\b{_OTHER_ORGAN}(?:{_BLANK}(?:on|of|for|the|and|[A-Z][\w’-]*))*(?:,?{_BLANK}in{_BLANK}its)?{_BLANK}$"
)
_OF_ANOTHER = re.compile(rf"{_BLANK}(?:of|adopted by){_BLANK}the{_BLANK}(?:[A-Z][\w’-]*{_BLANK})*{_OTHER_ORGAN}\b")
_IN_ITS = re.compile(rf"\bin{_BLANK}its{_BLANK}$")
_LOOK_BACK = 160


def find_symbols(text: str) -> list[SymbolMatch]:
    """Return the documents that a text names by number or symbol, in the order of the text, without overlaps."""
    printed = [
        SymbolMatch(_tidy(match[0].rstrip(".")), match.start(), match.start() + len(match[0].rstrip(".")))
        for match in (_PRINTED.finditer(text) if "/" in text else ())
        if re.search(r"\d", match[0])
    ]
    return sorted([*printed, *_numbered(text)], key=lambda symbol: symbol.start)


@dataclass(slots=True)
class _List:
    """A list of numbers that a word such as "resolutions" has opened."""

    start: int
    opening_end: int
    organ: str | None
    is_open: bool
    last_end: int = 0

    def takes(self, text: str, number: re.Match[str]) -> bool:
        """Tell whether a number stands in the list."""
        start = number.start()
        if not text[self.opening_end : start].strip():
            return True
        if self.last_end and _NEXT.fullmatch(text, self.last_end, start):
            return True
        own_year = number["year"] or re.search(r"\(\d{4}\)", number["number"])
        return bool(own_year and _ADDED.search(text, max(0, start - 20), start))


def _numbered(text: str) -> Iterator[SymbolMatch]:
    """Read the resolutions that a text names by organ and number."""
    if "esolution" not in text:
        return
    last: re.Match[str] | None = None
    numbers: _List | None = None
    rights_council = "Human Rights Council" in text
    for token in _TOKEN.finditer(text):
        if token["organ"]:
            last = token
        elif token["stop"]:
            numbers = None
        elif token["opening"]:
            numbers = _opened(text, token, last)
        elif token["yearless"]:
            yield SymbolMatch(f"S/RES/{token['yearless']}", token.start(), token.end())
        elif numbers and numbers.is_open and numbers.takes(text, token):
            first = not numbers.last_end and not text[numbers.opening_end : token.start()].strip()
            numbers.last_end = token.end()
            if not _OF_ANOTHER.match(text, token.end()):
                organ = _organ_by_date(token, numbers.organ) if rights_council else numbers.organ
                yield from _symbols(organ, token, numbers.start if first else token.start())


def _opened(text: str, opening: re.Match[str], last: re.Match[str] | None) -> _List:
    """Return the list that "resolutions" opens, with the organ that the text names for it."""
    start = opening.start()
    before = text[max(0, start - _LOOK_BACK) : start]
    organ = None
    if last and not text[last.end() : start].strip():
        organ, start = last["organ"].lower(), last.start()
    elif last and _IN_ITS.search(before) and last["organ"] == "Human Rights Council":
        organ = last["organ"].lower()
    another = _BY_ANOTHER.search(before) if organ is None else organ not in {*_PREFIXES, "council"}
    return _List(start, opening.end(), organ, opening["opening"].lower().startswith("resolution") and not another)


def _organ_by_date(number: re.Match[str], organ: str | None) -> str | None:
    """Return the organ of a resolution, in a text that names the Human Rights Council.

    A session of the General Assembly lasts from September of the year 1945 + its number for one year; a resolution
    "42/23 of 27 September 2019" is therefore none of the Assembly's.
    """
    session = re.match(r"(\d{1,2})/", number["number"])
    if organ is not None or not session or not number["year"]:
        return organ
    years_after = int(number["year"]) - 1945 - int(session[1])
    return organ if years_after in {0, 1} else "human rights council"


def _symbols(organ: str | None, number: re.Match[str], start: int) -> Iterator[SymbolMatch]:
    """Yield the symbol of a numbered resolution, once for each of the letters of "49/222 A and B"."""
    end = number.end("number")
    letters = re.findall("[A-Z]", number["letters"] or "")
    if len(letters) < 2:
        yield SymbolMatch(_symbol(organ, number["number"]), start, end)
        return
    plain = number["number"][: -len(number["letters"])]
    for place, letter in enumerate(letters):
        letter_end = number.start("letters") + number["letters"].index(letter)
        yield SymbolMatch(_symbol(organ, f"{plain}{letter}"), start if place == 0 else letter_end, letter_end + 1)


def symbol_of_number(organ: str, number: str) -> str:
    """Return the symbol of the resolution of an organ ("General Assembly") with this number ("75/153")."""
    return _symbol(organ.lower() or None, number)


def symbol_of_stem(stem: str) -> str:
    """Return the symbol that a file is named after ("A_RES_45_112", "S_RES_1373(2001)"), or an empty string."""
    match = _PRINTED.fullmatch(stem.replace("_", "/"))
    return _tidy(match[0]) if match else ""


def _symbol(organ: str | None, number: str) -> str:
    """Return the symbol of a numbered resolution.

    The form of the number comes first: only the Security Council writes "1373 (2001)", only the Economic and Social
    Council "1992/22"; "the Council" of "47/22" is the Human Rights Council.
    """
    number = _tidy(number)
    if re.search(r"\(\d{4}\)", number):
        return f"S/RES/{number}"
    if re.match(r"(?:19|20)\d\d/", number):
        return f"E/RES/{number}"
    if organ == "council":
        organ = "human rights council" if "/" in number else "economic and social council"
    elif organ == "security council" and "/" in number:
        organ = "general assembly"
    return f"{_PREFIXES.get(organ or '', 'A/RES/')}{number}"


def _tidy(symbol: str) -> str:
    """Write a symbol as its own organ does: "A/RES/2200(XXI)" without a space, "S/RES/1373 (2001)" with one."""
    plain = re.sub(r"\s", " ", symbol)
    if re.search(r"\(\d{4}\)$", plain):
        return re.sub(r"\s*\(", " (", plain)
    return plain.replace(" (", "(").replace(" ", "")
