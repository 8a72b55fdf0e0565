"""What an evaluation finds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mandategraph.errors import ViolationsError
from mandategraph.evaluation.scores import DIRECTIVES, FIELDS, Score
from mandategraph.loaders.document import Span


class Kind(StrEnum):
    """How gold and reading differ: a directive that was missed, one that is extra, or one with other fields."""

    MISSED = "missed"
    EXTRA = "extra"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """Keys of one field that only the gold has (`missed`) or only the reading (`extra`)."""

    field: str
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a provision, and the ranges of it that a difference is about."""

    leaf: str
    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One difference, with all that is needed to judge it.

    `modality` is the gold's for a missed directive, else the reading's. `line` and `cue` come from the gold (0 and
    empty for an extra directive), `rule` and the words of holder, verb and conditions from the reading (empty for a
    missed one). `beside` tells what the other side has at the same leaf: of a missed directive the reading, of an extra
    one the gold. `passages` lead from the provisions above the leaf down to it, its footnotes last; `headings` are
    those above.
    """

    kind: Kind
    leaf: str
    holder: str
    modality: str
    fields: tuple[FieldDifference, ...] = ()
    line: int = 0
    cue: str = ""
    rule: str = ""
    holder_words: str = ""
    cue_words: str = ""
    condition_words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentResult:
    """How the reading of one instrument compares with its gold.

    `gold` and `read` count the records that were compared. `scores` has `DIRECTIVES` and those of `FIELDS` that the
    gold annotates. `paragraphs` are those that the comparison is restricted to, if it is. `cases` are in the order of
    the text.
    """

    symbol: str
    title: str
    gold: int
    read: int
    scores: Mapping[str, Score]
    cases: tuple[Case, ...]
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The results of all instruments that the gold is about.

    `not_in_gold` are instruments of the source without gold; `notes` name gold that no reading can meet.
    """

    instruments: tuple[InstrumentResult, ...]
    not_in_gold: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> dict[str, Score]:
        """The scores over all instruments."""
        return {
            name: Score.sum(result.scores[name] for result in self.instruments if name in result.scores)
            for name in (DIRECTIVES, *FIELDS)
            if any(name in result.scores for result in self.instruments)
        }

    def require(self, floor: float) -> None:
        """Raise `ViolationsError` where the F1 of the directives, over all instruments, is under the floor."""
        reached = self.total[DIRECTIVES].f1 or 0.0
        if reached < floor:
            raise ViolationsError(f"the F1 of directives is {reached:.4f}, under the {floor:g} that was asked for")
