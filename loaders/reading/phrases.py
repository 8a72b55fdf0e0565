"""The little language of cues, and one finder for many phrases.

A cue is words in lower case. `*` ends a word openly, `(a|b)` is one of several, ` ... ` a gap of at most six words
within the sentence; a space also matches a hyphen. Matching ignores case and keeps to word borders.

A finder keeps its phrases in a tree of words: a phrase hangs from the last of the plain words that it begins with.
Only the phrases along a text's own words are tried, so its time grows with the text and hardly with their number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from sys import intern
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")

# Older texts write "co-operation", "co-ordinate": one word, whichever way. The mark of a footnote is no part of a word.
_WORD = re.compile(r"[Cc]o-(?=op|ord)\w+|[^\W\d]+|\d\w*")
# Plain text puts the mark of a footnote right behind the word: "the Guidelines for the Prevention of Crime4". Behind an
# acronym or a number, digits are more of the same.
_LETTERS_END, _WORD_END = r"(?![^\W\d])", r"(?!\w)"
_CO_WORD = re.compile(r"\bco(?=operat|ordinat)", re.IGNORECASE)
_GAP = r",?(?:[ -][^\s.;:]+){0,6}?[ -]"
_GROUP = re.compile(r"\(([^()]*)\)")
# A cue is plain up to its first gap, or to the last whole word before a group or an open word.
_PLAIN = re.compile(r".*?(?= \.\.\. |$|(?<![\w-])[\w-]*[(*])")
_PREFIX_LENGTH = 3


class Match(NamedTuple, Generic[Payload]):
    """A phrase found in a text, and what it stands for."""

    start: int
    end: int
    payload: Payload
    has_gap: bool = False


class _Words(NamedTuple):
    """The words of a text, in lower case and without the hyphen of "co-operation", and where they begin."""

    folded: list[str]
    starts: list[int]


@lru_cache(maxsize=256)
def _words(text: str) -> _Words:
    """Return the words of a text, kept while one finder after the other looks through it."""
    tokens = list(_WORD.finditer(text))
    # What is interned is looked up by its place in memory, without comparing letters.
    folded = [intern(token[0].lower().replace("-", "")) for token in tokens]
    return _Words(folded, [token.start() for token in tokens])


@dataclass(slots=True)
class _Phrase(Generic[Payload]):
    """A phrase, and its place among those of its finder."""

    place: int
    expression: str
    flags: int
    payload: Payload
    has_gap: bool = False
    pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Match the phrase at one place; its expression is compiled when a text first has its first words."""
        if self.pattern is None:
            self.pattern = re.compile(self.expression, self.flags)
        return self.pattern.match(text, start, end)


@dataclass(slots=True)
class _Node(Generic[Payload]):
    """The phrases whose plain words end with this word, and the words with which longer ones go on."""

    phrases: list[_Phrase[Payload]] = field(default_factory=list)
    following: dict[str, _Node[Payload]] = field(default_factory=dict)


class _Openings(dict[str, _Node[Payload] | None]):
    """What can begin with each word of a text, or `None`; texts use few different words, so each is looked up once."""

    def __init__(self) -> None:
        super().__init__()
        self._closed: dict[str, _Node[Payload]] = {}
        self._open: dict[str, list[tuple[str, _Phrase[Payload]]]] = defaultdict(list)

    def add(self, words: Sequence[str], phrase: _Phrase[Payload]) -> None:
        """Hang a phrase from the words that it begins with."""
        self.clear()
        following = self._closed
        for word in words:
            node = following.setdefault(word, _Node())
            following = node.following
        node.phrases.append(phrase)

    def add_open(self, word: str, phrase: _Phrase[Payload]) -> None:
        """Hang a phrase from the first letters of words."""
        self.clear()
        self._open[word[:_PREFIX_LENGTH]].append((word, phrase))

    def __missing__(self, word: str) -> _Node[Payload] | None:
        closed = self._closed.get(word, _Node())
        opened = [phrase for letters, phrase in self._open.get(word[:_PREFIX_LENGTH], ()) if word.startswith(letters)]
        node = _Node([*closed.phrases, *opened], closed.following)
        self[word] = node if node.phrases or node.following else None
        return self[word]


class PhraseFinder(Generic[Payload]):
    """Finds all of many phrases in a text, in one pass over its words."""

    def __init__(self) -> None:
        self._size = 0
        self._openings: _Openings[Payload] = _Openings()

    def add_cue(self, cue: str, payload: Payload) -> None:
        """Add a phrase in the language of cues."""
        for expanded in _expand_first_group(cue):
            plain = _PLAIN.match(expanded)
            assert plain is not None
            self._add(expanded, plain[0], cue_expression(expanded), re.IGNORECASE, payload, " ... " in cue)

    def add_name(self, name: str, payload: Payload) -> None:
        """Add a proper name: its words as they are, an acronym in capitals only."""
        words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name.strip()))
        words = _CO_WORD.sub("Co-?", words)
        flags = 0 if name.isupper() else re.IGNORECASE
        border = _WORD_END if name.isupper() or name[-1].isdigit() else _LETTERS_END
        self._add(name, name, words + border, flags, payload)

    def _add(
        self, phrase: str, plain: str, expression: str, flags: int, payload: Payload, has_gap: bool = False
    ) -> None:
        first = _WORD.search(phrase)
        if first is None:
            raise ValueError(f"a cue must hold a word: {phrase!r}")
        self._size += 1
        added = _Phrase(self._size, expression, flags, payload, has_gap)
        # "Customs Co-operation Council": a text may write such a word as two ("CO-OPERATION"), so it is not looked up.
        others = takewhile(lambda word: "-" not in word and not _CO_WORD.match(word), _WORD.findall(plain)[1:])
        words = [word.lower().replace("-", "") for word in (first[0], *others)]
        if phrase[first.end() : first.end() + 1] != "*":
            self._openings.add(words, added)
        elif len(words[0]) >= _PREFIX_LENGTH:
            self._openings.add_open(words[0], added)
        else:
            raise ValueError(f"an open word needs at least {_PREFIX_LENGTH} letters: {phrase!r}")

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Match[Payload]]:
        """Return every match of every phrase within `text[start:end]`, in the order of the text.

        Where two start together, longer ones come first, then those that were added first.
        """
        end = len(text) if end is None else end
        words, starts = _words(text)
        openings = self._openings
        found: list[tuple[int, int, int, _Phrase[Payload]]] = []
        first = bisect_left(starts, start)
        for place, word in enumerate(words[first : bisect_left(starts, end)], first):
            node = openings[word]
            if node is None:
                continue
            for phrase in _along(node, words, place) if node.following else node.phrases:
                match = phrase.match(text, starts[place], end)
                if match:
                    found.append((match.start(), -match.end(), phrase.place, phrase))
        found.sort()
        return [Match(begin, -stop, phrase.payload, phrase.has_gap) for begin, stop, _, phrase in found]

    def find_longest(self, text: str) -> list[Match[Payload]]:
        """Return the matches that remain when longer ones to the left win over those that they overlap."""
        kept: list[Match[Payload]] = []
        for match in self.find(text):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept


def _along(node: _Node[Payload], words: Sequence[str], place: int) -> list[_Phrase[Payload]]:
    """Return the phrases whose plain words are those of a text from `place` on; `node` is that of the first word."""
    phrases = node.phrases
    for following in range(place + 1, len(words)):
        further = node.following.get(words[following])
        if further is None:
            break
        node = further
        if node.phrases:
            phrases = phrases + node.phrases
        if not node.following:
            break
    return phrases


def without_inner(matches: Sequence[Match[Payload]]) -> list[Match[Payload]]:
    """Drop the matches inside a longer unbroken one: in "technical cooperation", "cooperation" says nothing more."""
    unbroken = [match for match in matches if not match.has_gap]
    return [
        match
        for match in matches
        if not any(
            outer.start <= match.start and match.end <= outer.end and outer.end - outer.start > match.end - match.start
            for outer in unbroken
        )
    ]


def cue_expression(cue: str) -> str:
    """Return the regular expression of a cue."""
    pieces: list[str] = []
    for part in re.split(r"( \.\.\. )", cue):
        pieces.append(_GAP if part == " ... " else _words_expression(part))
    return "".join(pieces)


def _words_expression(words: str) -> str:
    escaped = re.escape(words).replace(r"\ ", "[ -]").replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|")
    # An optional group, "(close |full |)", carries its own space.
    opened = _CO_WORD.sub("co-?", re.sub(r"\\\*", r"\\w*", escaped).replace(r"\-", "[ -]"))
    if words.endswith(" "):
        return opened
    return opened + (_WORD_END if words[-1:].isdigit() else _LETTERS_END)


def _expand_first_group(cue: str) -> Iterable[str]:
    """Yield the cue once for each choice of a group that opens it, so that its first word can be looked up."""
    group = _GROUP.match(cue)
    if group is None:
        yield cue
        return
    for choice in group[1].split("|"):
        yield f"{choice}{cue[group.end() :]}"
