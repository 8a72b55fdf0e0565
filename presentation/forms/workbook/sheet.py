"""A sheet of an Excel workbook: values written as what they are, within what Excel can hold, and fit to be read."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.dossier import Value
from mandategraph.presentation.forms.wording import one_line, printable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What Excel can hold (support.microsoft.com, "Excel specifications and limits").
_LONGEST_TEXT = 32_767
_LONGEST_LINK = 2_079
_MOST_LINKS = 65_530
_EXACT_DIGITS = 10**15
_FIRST_DATE = datetime.datetime(1900, 3, 1)  # Excel takes 1900 for a leap year.

_CUT = " … [cut here: a cell of Excel holds no more]"
_NARROWEST, _WIDEST, _WIDEST_WORD = 8, 44, 60
_FILTER_BUTTON = 3
_LINE_HEIGHT, _TALLEST = 15, 409  # Points; Excel has no taller lines.
_LOOSENESS = 1.1  # Words that are not broken leave room at the ends of lines.
_WIDTHS = {"words": 80, "title": 40}
LOOKS = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F3864"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3864", "bottom": 1},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "text_wrap": True, "valign": "top"},
    "label": {"bold": True, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top", "align": "right", "indent": 1},
    "date": {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"},
    "link": {"valign": "top", "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "count": {"valign": "top", "align": "center", "font_color": "#0563C1", "underline": 1},
}
"""How what stands in cells looks, by name, as XlsxWriter wants it told."""


@dataclass(slots=True)
class Sheet:
    """A sheet that is being written, how many links it has, and how many of its texts were cut."""

    sheet: Worksheet
    formats: dict[str, Format]
    links: int = 0
    cut: int = 0

    def write(self, line: int, column: int, value: Value, look: str = "text") -> None:
        """Write a value as what it is: a number that Excel holds exactly as a number, everything else as text."""
        if not isinstance(value, str) and math.isfinite(value) and abs(value) < _EXACT_DIGITS:
            self.sheet.write_number(line, column, value, self.formats["number"])
            return
        text = printable(str(value))
        if _units(text) > _LONGEST_TEXT:
            text = first_units(text, _LONGEST_TEXT - len(_CUT)) + _CUT
            self.cut += 1
        self.sheet.write_string(line, column, text, self.formats[look])

    def write_date(self, line: int, column: int, written: str) -> None:
        """Write an ISO date as a date that Excel can sort and group; a year alone stays a text."""
        try:
            date = datetime.datetime.combine(datetime.date.fromisoformat(written), datetime.time())
        except ValueError:
            date = datetime.datetime.min
        if date < _FIRST_DATE:
            self.write(line, column, written)
        else:
            self.sheet.write_datetime(line, column, date, self.formats["date"])

    def write_link(self, line: int, column: int, address: str, text: Value, look: str = "link") -> None:
        """Write a value that leads to an address; the value alone where Excel takes no more links, or none so long."""
        if not self._takes(address):
            self.write(line, column, text)
            return
        self.sheet.write_url(line, column, address, self.formats[look], printable(str(text)))
        self.links += 1
        if not isinstance(text, str):
            self.sheet.write_number(line, column, text, self.formats[look])

    def _takes(self, address: str) -> bool:
        known = address.startswith(("https://", "http://", "internal:"))
        return known and printable(address) == address and len(address) <= _LONGEST_LINK and self.links < _MOST_LINKS


def dress(
    sheet: Sheet, columns: Sequence[str], lines: Sequence[Sequence[Value]], caption: str, unprinted: int = 0
) -> None:
    """Write the head of a sheet, fit its columns and lines, freeze and filter it, and make it fit to be printed.

    So many of the last columns are `unprinted`.
    """
    texts = [[printable(str(value)) for value in line] for line in lines]
    widths = [_width(name, [line[number] for line in texts]) for number, name in enumerate(columns)]
    for number, (name, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write(0, number, name, "head")
        sheet.sheet.set_column(number, number, width)
    # Excel itself fits the height of a line to its text, other programs do not.
    for number, line in enumerate((columns, *texts)):
        sheet.sheet.set_row(number, _height(line, widths))
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.autofilter(0, 0, len(lines), len(columns) - 1)
    sheet.sheet.repeat_rows(0)
    make_printable(sheet.sheet, caption)
    if unprinted:
        sheet.sheet.print_area(0, 0, len(lines), len(columns) - 1 - unprinted)


def make_printable(sheet: Worksheet, caption: str) -> None:
    """Let a sheet be printed across, with its caption above and the numbers of pages below."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    # An ampersand begins a code in a header, and a header holds 255 letters.
    if told := first_units(one_line(caption).replace("&", "&&"), 200):
        sheet.set_header(f"&L{told}")
    sheet.set_footer("&R&P / &N")


def _width(name: str, texts: Sequence[str]) -> float:
    """Return the width of a column in letters: its longest word is whole, and no line is too long to read."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    word = max((len(word) for text in texts for word in text.split()), default=0)
    head = max((len(word) for word in name.split()), default=0) + _FILTER_BUTTON
    return max(_NARROWEST, head, min(longest + 1, _WIDTHS.get(name, _WIDEST)), min(word + 1, _WIDEST_WORD))


def _height(line: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height in points that a line needs, for its longest text."""
    rows = max(
        sum(math.ceil(_LOOSENESS * len(part) / width) or 1 for part in text.split("\n"))
        for text, width in zip(line, widths, strict=True)
    )
    return min(rows * _LINE_HEIGHT, _TALLEST)


def _units(text: str) -> int:
    """Return the length of a text as Excel counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def first_units(text: str, units: int) -> str:
    """Return as much of a text as fits into units of UTF-16, without half a character."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
