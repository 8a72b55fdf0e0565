"""Precision, recall and F1 of what was read, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DIRECTIVES = "directives"
"""The score of the directives themselves, told apart by leaf and holder."""

LISTS = ("partners", "conditions", "themes", "cites", "deadlines", "actions", "onward")
"""The fields of a record that hold any number of keys."""

FIELDS = ("modality", *LISTS)
"""The fields that are compared on the directives that gold and reading both have."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many readings are right, how many too many (`extra`) and how many too few (`missed`)."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @classmethod
    def sum(cls, scores: Iterable[Score]) -> Score:
        """Return the score over everything that the scores count."""
        counted = list(scores)
        return cls(
            sum(score.right for score in counted),
            sum(score.extra for score in counted),
            sum(score.missed for score in counted),
        )

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; nothing where nothing was read."""
        return self._share(self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of what is to be read that was read; nothing where nothing is to be read."""
        return self._share(self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; nothing where there is nothing to read and nothing was read."""
        counted = 2 * self.right + self.extra + self.missed
        return 2 * self.right / counted if counted else None

    def _share(self, whole: int) -> float | None:
        return self.right / whole if whole else None
