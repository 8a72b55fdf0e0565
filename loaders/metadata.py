"""What a document says of itself beside its text: by which organ, in which session, when, under which agenda item.

The symbol tells the organ, and the session or the year; the front matter and the line on the meeting that closes a
resolution tell the day. A day that cannot be right, as it lies outside the session or the year that the symbol tells,
is left out: old volumes print the lines of other resolutions on the same page, and copies of them misread figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.ordinals import ordinal, roman


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; empty, or `None`, where nothing tells it.

    `organ` is the key of the organ under whose symbol or in whose session the document stands, `adopted` says whether
    the organ adopted it: reports and letters bear the symbol of the organ that they are for. `session` is the session's
    number, "S-24" for a special one, "ES-10" for an emergency special one, "OS-12" for an organizational one, or the
    year where the organ counts its sessions by years. `date` is the day in ISO 8601, of adoption or else of the
    document, and `date_words` the words that tell it; `year` is known more often than the day. `agenda_items` are as
    printed: "125 (r)".
    """

    organ: str = ""
    adopted: bool = False
    session: str = ""
    year: int | None = None
    date: str = ""
    date_words: str = ""
    agenda_items: tuple[str, ...] = ()


# The organs whose documents have symbols of their own; the longer of two symbols counts. Documents of committees,
# which have no name here, have sessions of their own.
_ORGANS = {
    "A/": "General Assembly",
    "A/HRC/": "Human Rights Council",
    "A/AC.": "",
    "A/C.": "",
    "A/CONF.": "",
    "E/": "Economic and Social Council",
    "E/CN.": "",
    "E/C.": "",
    "E/ECE/": "Economic Commission for Europe",
    "E/CN.9/": "Commission on Population and Development",
    "E/CN.15/": "Commission on Crime Prevention and Criminal Justice",
    "ECE/": "Economic Commission for Europe",
    "HSP/GC/": "Governing Council of the United Nations Human Settlements Programme",
    "HSP/HA.": "United Nations Habitat Assembly",
    "S/": "Security Council",
    "TD/": "United Nations Conference on Trade and Development",
    "UNEP/EA.": "United Nations Environment Assembly",
    "UNEP/GC/": "Governing Council of the United Nations Environment Programme",
}
_WITHOUT_SESSIONS = ("S/",)
# The sessions that these print are those of committees.
_OF_COMMITTEES = ("ECE/", "E/ECE/", *_WITHOUT_SESSIONS)
_ADOPTED = re.compile(r"[/.](?:RES|DEC|PRST)\b", re.IGNORECASE)
# Behind the symbol of the organ: "56/261", "S-24/2", "OS/12/1", "1514(XV)", "2200(ES-V)", "1373 (2001)", "2023/11".
_SERIES = re.compile(
    r"(?:(?:RES|DEC|PRST|HLS|FFDF|CN\.\d+)[/.])?"
    r"(?:(?P<year>(?:19|20)\d\d)/|(?P<kind>E?S|OS)[-/](?P<special>\d+)/|(?P<session>\d{1,2})/"
    r"|\d+\s?[A-Z]?\s?/?\((?:(?P<adopted>\d{4})|(?:(?P<roman_kind>E?S)-)?(?P<roman>[IVXLC]+))\)"
    r"|/?SS\.(?P<roman_special>[IVXLC]+)/)"
)

_MONTHS = "January February March April May June July August September October November December".lower().split()
_DATE = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(_MONTHS)}),?\s+(?P<year>\d{{4}})\b"
_FLAGS = re.IGNORECASE | re.MULTILINE
_IN_FRONT = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        rf"^\W*(?:\d+\s*\(\d{{4}}\)\.?\s+)?Resolution(?:\s+\d+\s*\(\d{{4}}\))?\s+of\s+{_DATE}$",
        rf"\badopted\s+by\s+(?:the\s+)?[\w’'\s-]{{3,120}}?\son\s+{_DATE}",
        rf"\b(?:meeting|session)(?:\s+of\s+the\s+[\w\s]{{5,60}}?)?,?\s+(?:held\s+)?on\s+{_DATE}",
        rf"^\W*On\s+{_DATE},\s+in\s+connection\s+with",
    )
)
# Of a document that no organ adopted: its own date.
_OWN = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (rf"^\W*(?:Identical\s+)?letters?\s+dated\s+{_DATE}", rf"^\W*{_DATE}\W*$")
)
_AT_THE_END = re.compile(rf"\bmeeting(?:\s*\([^()]{{0,40}}\))?[,.]?\s+{_DATE}", _FLAGS)
# "Nairobi, 4–6 December 2017": the days of a session tell the year only.
_YEAR = re.compile(rf"\d{{1,2}}(?:\s+\w+)?\s*[-–—]\s*\d{{1,2}}\s+(?:{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})\b", re.I)
_SESSION = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)|(?P<ordinal>[A-Z][a-z]+(?:[- ][a-z]+)?)\s+(?P<special>(?:emergency\s+)?special\s+)?)"
    r"\s*session\b(?!\s+of\s+the\s+(?!Governing|United))"
)
_AGENDA = re.compile(
    r"(?:agenda\s+items?|items?(?=[\s\d(),a-z]+of\s+the\s+provisional\s+agenda))\s+"
    r"(?P<items>\d+(?:[\s,]|and|to|\d|\([a-z]+\))*)",
    re.IGNORECASE,
)
_FRONT_LINE = 1_000
_FIRST_YEAR = 1945

# The Economic and Social Council counts one session a year since 1992; since that of 2014 it begins in the July before.
_BY_YEARS, _FROM_JULY = 1992, 2014


def metadata_of(document: Document, authorities: Authorities) -> Metadata:
    """Return what the symbol and the lines printed around a document's text say of it.

    An annex says nothing of itself: what is known of it is known of the instrument that it belongs to.
    """
    if document.part:
        return Metadata()
    return metadata(document.symbol, document.front, document.closing, authorities)


def metadata(symbol: str, front: Sequence[str], closing: Sequence[str], authorities: Authorities) -> Metadata:
    """Return what a symbol, the blocks of the front matter and the closing lines say of a document."""
    lines = [line for line in front if len(line) <= _FRONT_LINE]
    prefix = max((known for known in _ORGANS if symbol.startswith(known)), key=len, default="")
    organ = _ORGANS.get(prefix, "")
    series = _SERIES.match(symbol, len(prefix)) if organ else None
    session = _session_of_series(series) if series and prefix not in _WITHOUT_SESSIONS else ""
    if not session and organ and prefix not in _OF_COMMITTEES:
        session = next(filter(None, map(_printed_session, lines)), "")
    year = int(series["year"] or series["adopted"] or 0) if series else 0
    if prefix == "E/" and year >= _BY_YEARS:
        session, year = str(year), 0 if year >= _FROM_JULY else year
    adopted = bool(_ADOPTED.search(symbol))
    found = next(
        (each for each in _dates(lines, closing, adopted) if _fits(each[0], organ, session, year)),
        None,
    )
    printed_years = (int(match["year"]) for line in lines if (match := _YEAR.search(line)))
    return Metadata(
        organ=_keys(authorities).get(organ.lower(), ""),
        adopted=adopted,
        session=session,
        year=found[0].year if found else year or next(printed_years, None),
        date=found[0].isoformat() if found else "",
        date_words=found[1] if found else "",
        agenda_items=tuple(dict.fromkeys(item for line in lines for item in _items(line))),
    )


def _session_of_series(series: re.Match[str]) -> str:
    if series["session"]:
        return series["session"]
    if series["special"]:
        return f"{series['kind']}-{series['special']}"
    if series["roman_special"]:
        return f"S-{roman(series['roman_special'])}"
    if series["roman"]:
        kind = f"{series['roman_kind']}-" if series["roman_kind"] else ""
        return f"{kind}{roman(series['roman'])}"
    return ""


def _printed_session(line: str) -> str:
    """Return the session that a line of front matter is about: "S-33" for "Thirty-third special session"."""
    match = _SESSION.match(line)
    if not match:
        return ""
    if match["year"]:
        return str(match["year"])
    number = ordinal(match["ordinal"])
    special = "" if not match["special"] else "ES-" if "mergency" in match["special"] else "S-"
    return f"{special}{number}" if number else ""


def _dates(front: Iterable[str], closing: Sequence[str], adopted: bool) -> Iterator[tuple[date, str]]:
    """Yield the days that the lines tell, with their words, the most telling first."""
    printed = "\n".join(front)
    for pattern in _IN_FRONT:
        yield from _found(pattern, printed)
    yield from _found(_AT_THE_END, "\n".join(closing))
    if not adopted:
        for pattern in _OWN:
            yield from _found(pattern, printed)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[date, str]]:
    for match in pattern.finditer(text):
        month = _MONTHS.index(match["month"].lower()) + 1
        try:
            day = date(int(match["year"]), month, int(match["day"]))
        except ValueError:  # A misread figure: there is no 31 June.
            continue
        yield day, " ".join(match[0].split())


def _fits(day: date, organ: str, session: str, year: int) -> bool:
    """Tell whether a day lies in the year or in the session that the symbol tells.

    A regular session of the General Assembly begins in September of the year 1945 + its number and lasts a year; the
    first began in January.
    """
    if year:
        return day.year == year
    if organ == "General Assembly" and session.isdigit():
        opens = 1945 + int(session)
        return date(opens, 1 if session == "1" else 9, 1) <= day <= date(opens + 1, 9, 30)
    if organ == "Economic and Social Council" and len(session) == len("2023"):
        return date(int(session) - 1, 7, 1) <= day <= date(int(session), 12, 31)
    return day.year >= _FIRST_YEAR


def _items(line: str) -> Iterator[str]:
    """Yield the agenda items that a line names: "14 (a)", "14 (b)" for "Agenda items 14 (a) and (b)"."""
    match = _AGENDA.match(line.strip())
    if not match:
        return
    for item in re.finditer(r"(\d+)((?:(?:[\s,]|and)*\([a-z]+\))*)", match["items"]):
        letters = re.findall(r"\([a-z]+\)", item[2])
        yield from (f"{item[1]} {letter}" for letter in letters) if letters else (item[1],)


@lru_cache(maxsize=4)
def _keys(authorities: Authorities) -> Mapping[str, str]:
    """Return the keys of all bodies by their names in lower case."""
    return {name.lower(): body.key for body in authorities.bodies.values() for name in body.names}
