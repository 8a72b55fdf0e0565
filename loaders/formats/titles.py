"""The title that a document prints above its text, or the one it is known by where it prints none.

A resolution's title stands behind its number. Where nothing does, as in resolutions of the Security Council, the number
is its name. A statement of a President is called after the item that it is about. Any other document is called by the
last line above its text that is no line of front matter; a line that tells only who wrote it ("Report of the
Secretary-General") follows the title, as library catalogues have it: "Budget for …: report of the Secretary-General".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandategraph.loaders.formats import openings
from mandategraph.loaders.formats.blocks import clean
from mandategraph.loaders.symbols import find_symbols

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH},?\s+\d{{4}}"
_DATED = re.compile(rf"(?:resolution\s+)?(?:of|on|adopted)\s.*{_DAY}$|adopted\s|\[", re.IGNORECASE | re.DOTALL)
# Lines that documents of all kinds print around their titles; what distribution lines say is no block any more.
_FRONT_MATTER = re.compile(
    rf"""(?:
        united|nations|united\s+nations(?:\s+A|\s*[•·].*)?|original:.*|distr\.?|general|limited
      | addendum|corrigendum|decisions?|notes?|revision\s\d+
      | (?:the\s+)?(?:general\s+assembly|(?:security|human\s+rights|economic\s+and\s+social)\s+council
          |economic\s+commission\s+for\s+europe|inland\s+transport\s+committee)
      | (?:resolutions?|decisions?)\s+(?:adopted\b|of\s+(?:the\b|{_DAY})).*
      | .{{0,40}}\b(?:session|cycle|meeting)(?:\s+\(.*\))?                              # Fifty-second session
      | (?:adopted|reissued|agreed|held)\s.*
      | (?:on|of)\s+{_DAY}
      | (?:\w[\w\s.,()]{{2,40}}?,?\s+)?\d{{1,2}}(?:\s+{_MONTH})?\s*(?:[-–—]|and)\s*\d{{1,2}}\s*{_MONTH}(?:\s+\d{{4}})?
      | (?:\w[\w\s.]{{2,40}},\s+)?{_DAY}|[A-Z][\w\s]{{2,30}},\s+\d{{4}}
      | agenda\s+items?\b.{{0,40}}|items?\s+\d.{{0,60}}|item\s+[IVX\d]+\s.*agenda.*
      | \[.*\]|\(.*\)
      | (?:at\s+the\s+|at\s+its\s+|on\s+\d).*
      | by\s.*                                                                          # by Ministers of the region
      | (?:president’s\s+)?statement(?:\s+by\s+the\s+president)?|PRST\s\S+
      | (?:sales|ISBN|e-?ISBN)\b.*|united\s+nations\s+publication.*
    )[*.,:¹²³]*$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Behind these, the text or a table of its parts begins.
_END = re.compile(
    r"(?:(?:table\s+of\s+)?contents|annexes|summary|introduction|foreword|preface|purpose|abbreviations|background"
    r"|overview)\b[^a-z]{0,3}(?:(?:paragraphs?|page|rules?)\b.*)?$|(?:paragraphs?|rule)\s+page$|[A-Z]\.\s|[IVX]+\.\s|[(]a[)]\s",
    re.IGNORECASE | re.DOTALL,
)
_WRITER = re.compile(
    r"(?:(?:[A-Z]\w+\s+)?[Rr]eport|Note|Memorandum|Theme paper)\s+(?:of|by)\s+the\s+(?:United Nations\s+)?"
    r"(?:Secretary-General|[Ss]ecretariat|President|Chair|Administrator|High Commissioner|Executive [DS]|Director)"
    r"[\w\s’-]{0,80}$"
)
_LETTER = re.compile(r"(?:identical\s+)?letters?\s+dated\b", re.IGNORECASE)
_ITEM = re.compile(
    r"\bitem\s+entitled\s*[“\"‘'](?P<item>[^”\"]{3,300}?)[”\"’'](?=[\s,.:;]|$)"
    r"|\bitem\s+entitled\s+(?P<plain>[^“,:]{3,300}),"
)
_PRESIDENT = re.compile(r"PRST\s(?:OS/)?\d+/\d+\.\s+(?P<title>.+)$", re.DOTALL)
_BREAKS_OFF = re.compile(r"\b(?:of|the|and|or|for|to|in|on|by|with|from|a|its)$", re.IGNORECASE)
_GOES_ON = re.compile(r"[,;:–—-]$")
_NOTE = re.compile(r"^\*\s?[^*]+$")
_OPENS_PARAGRAPH = re.compile(r"\d{1,3}\.\s|\(")
# "S/19-2. Programme …", "77280. Progress …": numbers that were misprinted.
_NUMBER = re.compile(r"(?:[A-Z]{1,2}/)?\d+(?:[-/]\d+|\d{3})\.\s+(?=\S)")
_LONGEST = 600


def title_of(symbol: str, front: Sequence[str]) -> str:
    """Return the title of a document, from the blocks above its text; its name where they have none.

    >>> title_of("S/RES/1373 (2001)", ["Resolution 1373 (2001)", "Adopted on 28 September 2001"])
    'Resolution 1373 (2001)'
    """
    if (words := _numbered(front)) is not None:
        return words or _name(symbol)
    if "/RES/" in symbol:
        return (not symbol.startswith("S/") and _above(front)) or _name(symbol)
    return ("PRST" in symbol and _item(front)) or _printed(front) or _name(symbol)


def _numbered(front: Sequence[str]) -> str | None:
    """Return the words behind a resolution's number, empty where only a date is; `None` where no number stands."""
    found = ((place, match) for place, raw in enumerate(front) if (match := openings.title(raw)))
    for place, match in found:
        words = match["title"].strip(" *_")
        behind = front[place + 1 :]
        title = next(iter(_joined([words, *behind] if words else behind)), "")
        return "" if _DATED.match(title) or not _is_title(title, words) else _plain(title)
    return None


def _above(front: Sequence[str]) -> str:
    """Return the title right above the text; what stands further up may be of a neighbour on the page."""
    for line in reversed(_joined(front)):
        if _is_title(line):
            return _plain(line)
        if openings.is_sentence(line) or openings.closes(line) or _OPENS_PARAGRAPH.match(line):
            break
    return ""


def _is_title(line: str, printed: str = "") -> bool:
    """Tell whether a line is a title; one that is `printed` behind a number may be the name of an organ."""
    is_plain = len(line) <= _LONGEST and not _OPENS_PARAGRAPH.match(line)
    return bool(printed) or (is_plain and bool(line) and not _is_front_matter(line))


def _item(front: Sequence[str]) -> str:
    """Return the title of a President's statement, or that of the item that the statement is about."""
    for raw in front:
        if match := _PRESIDENT.match(raw):
            return _plain(match["title"])
        if match := _ITEM.search(" ".join(raw.split())):
            return _plain(match["item"] or match["plain"])
    return ""


def _printed(front: Sequence[str]) -> str:
    """Return the last line that is no front matter, with the line that tells who wrote the document."""
    lines: list[str] = []
    for raw in front:
        if _END.match(raw.strip("*_ ")) or (openings.is_sentence(raw) and not _is_front_matter(raw)):
            break
        lines.append(raw)
    titles: list[str] = []
    for line in map(_plain, _joined(lines)):
        if _LETTER.match(line):
            return line
        if _WRITER.match(line):
            return f"{titles[-1]}: {line[0].lower()}{line[1:]}" if titles else line
        if not _is_front_matter(line):
            titles.append(line)
    return titles[-1] if titles else ""


def _is_front_matter(line: str) -> bool:
    symbols = find_symbols(line[:80])
    only_symbol = bool(symbols) and len(line.strip("* ")) <= symbols[0].end - symbols[0].start + 2
    return only_symbol or bool(_FRONT_MATTER.match(line.strip("*_ "))) or not re.search(r"[A-Za-z]{3}", line)


def _joined(front: Sequence[str]) -> list[str]:
    """Return the lines of front matter, those that print broke joined: "Convention against Torture," and the rest."""
    joined: list[str] = []
    for raw in front:
        if _NOTE.match(raw):
            continue
        before = joined[-1] if joined else ""
        if before and not _is_front_matter(before) and _goes_on(before.rstrip("*_"), raw):
            joined[-1] = f"{before}\n{raw}"
        else:
            joined.append(raw)
    return joined


def _goes_on(before: str, raw: str) -> bool:
    """Tell whether a line is the rest of the one before it."""
    if _OPENS_PARAGRAPH.match(raw):
        return False
    is_alike = raw[:1].islower() or (raw.isupper() and before.isupper()) or _GOES_ON.search(before)
    return bool(_BREAKS_OFF.search(before) or (is_alike and not _is_front_matter(raw)))


def _plain(raw: str) -> str:
    return _NUMBER.sub("", clean([raw])[0].strip(" *_"), count=1).rstrip(".;")


def _name(symbol: str) -> str:
    """Return what a document without a title is called: "Resolution 1373 (2001)", or its symbol."""
    match = re.search(r"/RES/(?P<number>.+)$", symbol, re.IGNORECASE)
    return "Resolution " + re.sub(r"\s?\(", " (", match["number"]) if match else symbol
