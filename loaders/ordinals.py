"""Numbers as documents write them in words and letters."""

from __future__ import annotations

_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
_BEFORE_UNITS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{
        f"{tens}-{unit}": 10 * ten + number
        for ten, tens in enumerate(_BEFORE_UNITS, 2)
        for number, unit in enumerate(_UNITS[:9], 1)
    },
}
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def ordinal(words: str) -> int | None:
    """Return the number that an ordinal below a hundred tells, or `None` where the words are none.

    >>> ordinal("Fifty-second"), ordinal("thirtieth"), ordinal("Regular")
    (52, 30, None)
    """
    return _ORDINALS.get("-".join(words.lower().replace("-", " ").split()))


def roman(letters: str) -> int:
    """Return the number that Roman numerals tell. Raises `KeyError` for other letters than I, V, X, L and C.

    >>> roman("XXXIV"), roman("IX")
    (34, 9)
    """
    values = [_LETTERS[letter] for letter in letters]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
