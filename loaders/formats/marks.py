"""The marks of items in print: making those that a format numbers by itself, and knowing those that are printed."""

from __future__ import annotations

import re

_PRINTED = re.compile(r"(?:\d{1,3}[.)]|\([a-z\d]{1,5}\)|[a-z]{1,4}[.)]|[IVXLC]+\.|[A-Z]\.|[-–—•▪])\s|Article\b|Rule\b")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def bullet_or_number(text: str) -> bool:
    """Tell whether a paragraph prints a mark of its own.

    >>> bullet_or_number("(a) To assist"), bullet_or_number("26. States"), bullet_or_number("To assist")
    (True, True, False)
    """
    return bool(_PRINTED.match(text))


def letter(value: int) -> str:
    """Return the letter of an item: a, b, … z, aa, bb, ….

    >>> letter(1), letter(26), letter(28)
    ('a', 'z', 'bb')
    """
    times, place = divmod(max(value, 1) - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def numeral(value: int) -> str:
    """Return a number as a Roman numeral.

    >>> numeral(4), numeral(19)
    ('IV', 'XIX')
    """
    parts = []
    for worth, sign in _ROMAN:
        times, value = divmod(max(value, 0), worth)
        parts.append(sign * times)
    return "".join(parts)
