"""The little language of cues, and one finder for many phrases.

A cue is words in lower case. `*` ends a word openly, `(a|b)` is one of several, ` ... ` a gap of at most six words
within the sentence; a space also matches a hyphen. Matching ignores case and keeps to word borders.

A finder looks each word of a text up in a table of first words and tries only the phrases that begin there, so its
time grows with the text and hardly with the number of phrases.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")

# Older texts write "co-operation", "co-ordinate": one word, whichever way.
_WORD = re.compile(r"[Cc]o-(?=op|ord)\w+|\w+")
_CO_WORD = re.compile(r"\bco(?=operat|ordinat)", re.IGNORECASE)
_GAP = r",?(?:[ -][^\s.;:]+){0,6}?[ -]"
_GROUP = re.compile(r"\(([^()]*)\)")
_PREFIX_LENGTH = 3


class Match(NamedTuple, Generic[Payload]):
    """A phrase found in a text, and what it stands for."""

    start: int
    end: int
    payload: Payload
    has_gap: bool = False


class _Phrase(NamedTuple, Generic[Payload]):
    pattern: re.Pattern[str]
    payload: Payload
    has_gap: bool = False


class PhraseFinder(Generic[Payload]):
    """Finds all of many phrases in a text, in one pass over its words."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Phrase[Payload]]] = defaultdict(list)
        self._by_prefix: dict[str, list[_Phrase[Payload]]] = defaultdict(list)
        # Texts use few different words: what can begin at a word is looked up once.
        self._candidates: dict[str, tuple[_Phrase[Payload], ...]] = {}

    def add_cue(self, cue: str, payload: Payload) -> None:
        """Add a phrase in the language of cues."""
        for expanded in _expand_first_group(cue):
            pattern = re.compile(cue_expression(expanded), re.IGNORECASE)
            self._index(expanded, _Phrase(pattern, payload, " ... " in cue))

    def add_name(self, name: str, payload: Payload) -> None:
        """Add a proper name: its words as they are, an acronym in capitals only."""
        words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name.strip()))
        words = _CO_WORD.sub("Co-?", words)
        flags = 0 if name.isupper() else re.IGNORECASE
        self._index(name, _Phrase(re.compile(rf"{words}(?!\w)", flags), payload))

    def _index(self, phrase: str, entry: _Phrase[Payload]) -> None:
        self._candidates.clear()
        first = _WORD.search(phrase)
        if first is None:
            raise ValueError(f"a cue must hold a word: {phrase!r}")
        word = first[0].lower()
        if phrase[first.end() : first.end() + 1] == "*":
            if len(word) < _PREFIX_LENGTH:
                raise ValueError(f"an open word needs at least {_PREFIX_LENGTH} letters: {phrase!r}")
            self._by_prefix[word[:_PREFIX_LENGTH]].append(entry)
        else:
            self._by_word[word].append(entry)

    def find(self, text: str) -> list[Match[Payload]]:
        """Return every match of every phrase, in the order of the text, longer ones first where two start together."""
        found: list[Match[Payload]] = []
        known = self._candidates
        for token in _WORD.finditer(text):
            candidates = known.get(token[0])
            if candidates is None:
                candidates = self._remember(token[0])
            for phrase in candidates:
                match = phrase.pattern.match(text, token.start())
                if match:
                    found.append(Match(token.start(), match.end(), phrase.payload, phrase.has_gap))
        found.sort(key=lambda match: (match.start, -match.end))
        return found

    def _remember(self, token: str) -> tuple[_Phrase[Payload], ...]:
        word = token.lower().replace("-", "")
        found = (*self._by_word.get(word, ()), *self._by_prefix.get(word[:_PREFIX_LENGTH], ()))
        self._candidates[token] = found
        return found

    def find_longest(self, text: str) -> list[Match[Payload]]:
        """Return the matches that remain when longer ones to the left win over those that they overlap."""
        kept: list[Match[Payload]] = []
        for match in self.find(text):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept


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
    return opened + ("" if words.endswith(" ") else r"(?!\w)")


def _expand_first_group(cue: str) -> Iterable[str]:
    """Yield the cue once for each choice of a group that opens it, so that its first word can be looked up."""
    group = _GROUP.match(cue)
    if group is None:
        yield cue
        return
    for choice in group[1].split("|"):
        yield f"{choice}{cue[group.end() :]}"
