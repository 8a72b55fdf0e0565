"""Directives that later instruments repeat or vary, told by their words.

A later directive renews an earlier one where

1. the same body holds both, or the holder of one has become the holder of the other;
2. they have a theme in common;
3. most of their words are the same, in the same order (`ALIKE`);
4. and they belong together beyond the formulas of drafting: the later instrument cites the earlier one or has its
   title, or the words in common include some that few directives have (`_TELLING` of them).

A directive may renew several; only the nearest earlier instrument is told, so that renewals make a chain.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from mandategraph.answers.directives import Directive

ALIKE = 0.65
"""From which likeness on words are taken for a variation; below it, formulas of drafting look alike."""
SAME = 0.95
"""From which likeness on words are taken for a repetition: a number, a name or an article may differ."""
_TELLING = 3
_RARE, _FEWEST, _MOST = 0.01, 4, 50
"""The share of directives that may have a word that tells something, and the least and the most that this may be."""
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A change of words: `before` became `after`; one of them is empty where words were left out or added."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """A directive that repeats or varies one of an earlier instrument.

    `likeness` is twice the number of words in common, in order, out of the words of both: 1 for the same words.
    """

    earlier: Directive
    later: Directive
    likeness: float

    @property
    def repeated(self) -> bool:
        """Tell whether the words are the same but for a detail."""
        return self.likeness >= SAME

    def differences(self) -> tuple[Difference, ...]:
        """Return what the later words change in the earlier ones, in order, with the words as printed."""
        before, after = self.earlier.evidence.words, self.later.evidence.words
        old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
        return tuple(
            Difference(_printed(before, old[start:end]), _printed(after, new[new_start:new_end]))
            for start, end, new_start, new_end in _changed(_folded(before), _folded(after))
        )


@dataclass(frozen=True, slots=True)
class Series:
    """Which instruments follow each other: what each cites, and its title without case (both by IRI)."""

    cited: Mapping[str, Collection[str]]
    titles: Mapping[str, str]

    def follows(self, later: str, earlier: str) -> bool:
        """Tell whether an instrument cites another, or has its title."""
        title = self.titles.get(later, "")
        return earlier in self.cited.get(later, ()) or (bool(title) and title == self.titles.get(earlier))


def find_renewals(directives: Sequence[Directive], families: Mapping[str, str], series: Series) -> tuple[Renewal, ...]:
    """Return which of some directives renew which others, in the order of the later ones.

    `families` gives for a body that changed the body that stands for all that it became and was; by IRI. Directives
    without a holder or without a date renew nothing and are not renewed.
    """
    dated = [directive for directive in directives if directive.holder and directive.evidence.date]
    words = {directive.iri: _folded(directive.evidence.words) for directive in dated}
    counts = Counter(word for iri in words for word in set(words[iri]))
    most = min(_MOST, max(_FEWEST, int(_RARE * len(dated))))
    telling = {iri: frozenset(word for word in words[iri] if 1 < counts[word] <= most) for iri in words}
    by_family: defaultdict[str, list[Directive]] = defaultdict(list)
    for directive in dated:
        assert directive.holder
        by_family[families.get(directive.holder.iri, directive.holder.iri)].append(directive)
    found = [renewal for group in by_family.values() for renewal in _within(group, words, telling, series)]
    order = {directive.iri: number for number, directive in enumerate(dated)}
    return tuple(sorted(found, key=lambda renewal: (order[renewal.later.iri], renewal.later.iri)))


def _within(
    directives: Sequence[Directive], words: Mapping[str, Words], telling: Mapping[str, frozenset[str]], series: Series
) -> Iterator[Renewal]:
    """Yield the renewals among directives of one body and what it became; they come in the order of the texts."""
    with_word: defaultdict[str, list[Directive]] = defaultdict(list)
    of_instrument: defaultdict[str, list[Directive]] = defaultdict(list)
    with_title: defaultdict[str, list[str]] = defaultdict(list)
    for later in directives:
        instrument = later.instrument.iri
        common = Counter(earlier.iri for word in telling[later.iri] for earlier in with_word[word])
        near = {
            earlier.iri: earlier
            for word in telling[later.iri]
            for earlier in with_word[word]
            if common[earlier.iri] >= _TELLING
        }
        followed = {*series.cited.get(instrument, ()), *with_title[series.titles.get(instrument, "")]}
        for before in followed:
            near.update((earlier.iri, earlier) for earlier in of_instrument[before])
        if best := _nearest(later, near.values(), words):
            yield best
        for word in telling[later.iri]:
            with_word[word].append(later)
        if not of_instrument[instrument] and series.titles.get(instrument):
            with_title[series.titles[instrument]].append(instrument)
        of_instrument[instrument].append(later)


def _nearest(later: Directive, candidates: Collection[Directive], words: Mapping[str, Words]) -> Renewal | None:
    """Return the renewal of the latest instrument before, and in that of the likest words."""
    themes = {theme.iri for theme in later.themes}
    alike = [
        Renewal(earlier, later, likeness)
        for earlier in candidates
        if earlier.evidence.date < later.evidence.date and not themes.isdisjoint(theme.iri for theme in earlier.themes)
        # Words below the cut-off are not compared to the end, and give 0.
        if (likeness := Indel.normalized_similarity(words[earlier.iri], words[later.iri], score_cutoff=ALIKE))
    ]
    return max(alike, key=lambda found: (found.earlier.evidence.date, found.likeness, found.earlier.iri), default=None)


def _changed(before: Words, after: Words) -> Iterator[tuple[int, int, int, int]]:
    """Yield the places of words that differ, in both texts; what stands one word apart is one change."""
    place: tuple[int, int, int, int] | None = None
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            continue
        if place and step.src_start - place[1] <= 1 and step.dest_start - place[3] <= 1:
            place = (place[0], step.src_end, place[2], step.dest_end)
            continue
        if place:
            yield place
        place = (step.src_start, step.src_end, step.dest_start, step.dest_end)
    if place:
        yield place


def _folded(text: str) -> Words:
    return tuple(match[0].casefold() for match in _WORD.finditer(text))


def _printed(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""
