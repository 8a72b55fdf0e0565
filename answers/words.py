"""How answers put things in sentences: numbers with their nouns, lists, and commands that tell more."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mandategraph.answers.asked import Day
    from mandategraph.answers.directives import Directive

_NUMBERS = "no one two three four five six seven eight nine ten".split()


def number(count: int, noun: str) -> str:
    """Return a number with its noun, small numbers as words: "no mandate", "one mandate", "two mandates", "61 …"."""
    return f"{in_words(count)} {noun}{'s' * (count > 1)}"


def in_words(count: int) -> str:
    """Return a number as a sentence tells it: a small one as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def sentence(words: str) -> str:
    """Return words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def listing(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: "a, b and c"."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number in digits with its noun: "1 duty", "1,518 duties"; `many` is for what takes no "s"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def lowered(words: str) -> str:
    """Return words with a small letter at the beginning."""
    return words[:1].lower() + words[1:]


def noun(directives: Iterable[Directive]) -> str:
    """Return "mandate" where bodies of the United Nations system hold all of these, else "directive"."""
    return "mandate" if {directive.kind for directive in directives} <= {"Mandate"} else "directive"


def command(words: Sequence[str], day: Day) -> str:
    """Return the command that shows more, as it is typed; for a day that is past, as of that day."""
    past = ("--as-at", day.date.isoformat()) if day.past else ()
    return shlex.join(("mandates", *words, *past))


def options(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the options of a command that have a value, as it is typed: `--body CICP`."""
    return tuple(part for name, words in given.items() if words for part in (f"--{name}", words))
