"""What a comparison with a second opinion finds, as plain values. `evaluation.agreement` says what is compared."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mandategraph.evaluation.results import Passage
from mandategraph.evaluation.scores import Score

HOLDERS, VERBS, CITATIONS, PARAGRAPHS, KINDS, NUMBERS = FIELDS = (
    "holders",
    "verbs",
    "citations",
    "paragraphs",
    "kinds",
    "numbers",
)


class Side(StrEnum):
    """Who has what the other has not: this project's reading, or the registry's."""

    OURS = "ours"
    REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that one of the two has and the other has not, with what is needed to judge it.

    `document` is the file's name without suffix, `value` what only `side` has (a holder's key, a verb, a symbol, a
    number or kind of paragraph), `others` what the other side has there instead, `passage` the paragraph with the words
    of interest marked. `verb` is the verb that a holder rests on.
    """

    field: str
    side: Side
    document: str
    value: str
    others: tuple[str, ...]
    passage: Passage
    verb: str = ""


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """How far the two agree on one document: scores by field, those of holders also by verb, and where they differ."""

    document: str
    scores: Mapping[str, Score]
    by_verb: Mapping[str, Score]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the two agree on some documents. `notes` name the documents that could not be read, and why."""

    documents: tuple[DocumentAgreement, ...]
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> dict[str, Score]:
        """The scores over all documents, for the fields that any of them has."""
        return _summed((document.scores for document in self.documents), FIELDS)

    @property
    def by_verb(self) -> dict[str, Score]:
        """The scores of holders by verb, the most frequent verb first."""
        verbs = _summed(document.by_verb for document in self.documents)
        return dict(sorted(verbs.items(), key=lambda item: (-_counted(item[1]), item[0])))

    def disagreements(self, field: str, sample: int | None = None, seed: int = 0) -> list[Disagreement]:
        """Return the disagreements about a field, in the order of the documents, or a random sample of them.

        The same seed draws the same sample, whatever the order in which the documents were read.
        """
        every = sorted(
            (each for document in self.documents for each in document.disagreements if each.field == field),
            key=lambda each: (each.side, each.document, each.passage.leaf, each.value, each.others, each.passage.text),
        )
        if sample is not None:
            return random.Random(seed).sample(every, min(sample, len(every)))
        return sorted(every, key=lambda each: each.document)


def _summed(scores: Iterable[Mapping[str, Score]], order: Sequence[str] = ()) -> dict[str, Score]:
    found: dict[str, list[Score]] = defaultdict(list)
    for each in scores:
        for name, score in each.items():
            found[name].append(score)
    return {name: Score.sum(found[name]) for name in order or found if name in found}


def _counted(score: Score) -> int:
    return score.right + score.extra + score.missed
