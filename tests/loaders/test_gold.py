"""How near the reading comes to what careful people read: the gold files, where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from mandategraph.loaders.records import Reading

# Beside the checkout, where there is one; they do not ship with the project.
GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
MARK = 0.90

# Which instrument a gold file is about, and the paragraphs that it covers where it is a sample.
FILES: Mapping[str, tuple[str, frozenset[str]]] = {
    "A-49-748.jsonl": ("A/49/748", frozenset()),
    "A-RES-55-59.jsonl": ("A/RES/55/59", frozenset()),
    "A-RES-56-261.sample.jsonl": ("A/RES/56/261", frozenset({"2", "3", "4"})),
}


class Key(NamedTuple):
    """What makes a directive: its leaf, its holder, its modality."""

    leaf: str
    holder: str
    modality: str


class Score(NamedTuple):
    """How two sets of directives agree, and where they do not."""

    precision: float
    recall: float
    missing: frozenset[Key]
    invented: frozenset[Key]

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: Iterable[Key], gold: Iterable[Key]) -> Score:
    """Compare what was found with the gold; nothing found has no precision, nothing to find no recall."""
    found, gold = frozenset(found), frozenset(gold)
    right = len(found & gold)
    return Score(
        precision=right / len(found) if found else 0.0,
        recall=right / len(gold) if gold else 0.0,
        missing=gold - found,
        invented=found - gold,
    )


def gold_keys(path: Path) -> list[Key]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Key(row["leaf"], row["holder"], row["modality"]) for row in rows]


def read_keys(reading: Reading, paragraphs: frozenset[str]) -> list[Key]:
    """Return the directives of a reading, those of some paragraphs only where some are named."""
    keys = [Key(directive.leaf, directive.holder, directive.modality) for directive in reading.directives]
    return [key for key in keys if not paragraphs or key.leaf.split("(")[0] in paragraphs]


@pytest.mark.parametrize("name", FILES)
def test_directives_agree_with_the_gold_file(readings: Mapping[str, Reading], name: str) -> None:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    symbol, paragraphs = FILES[name]
    result = score(read_keys(readings[symbol], paragraphs), gold_keys(path))
    assert result.f1 >= MARK, (
        f"F1 {result.f1:.2f}; missing {sorted(result.missing)}; invented {sorted(result.invented)}"
    )


@pytest.mark.parametrize("name", FILES)
def test_a_gold_file_names_leaves_that_the_document_has(readings: Mapping[str, Reading], name: str) -> None:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    keys = gold_keys(path)
    leaves = {provision.leaf for provision in readings[FILES[name][0]].document.walk()}
    assert len(keys) > 10
    assert {key.leaf for key in keys} <= leaves


A, B, C, D = (Key(leaf, "STATES", "request") for leaf in "1234")


@pytest.mark.parametrize(
    ("found", "gold", "precision", "recall", "f1"),
    [
        ([A, B], [A, B], 1.0, 1.0, 1.0),
        ([A, B, C, D], [A, B], 0.5, 1.0, 2 / 3),
        ([A], [A, B, C, D], 1.0, 0.25, 0.4),
        ([A, C], [A, B], 0.5, 0.5, 0.5),
        ([A], [B], 0.0, 0.0, 0.0),
        ([], [A], 0.0, 0.0, 0.0),
        ([A, A], [A], 1.0, 1.0, 1.0),
    ],
)
def test_the_score_counts_what_is_right_among_the_found_and_among_the_gold(
    found: list[Key], gold: list[Key], precision: float, recall: float, f1: float
) -> None:
    result = score(found, gold)
    assert (result.precision, result.recall) == (precision, recall)
    assert result.f1 == pytest.approx(f1)


def test_the_score_says_what_is_missing_and_what_is_invented() -> None:
    result = score([A, C], [A, B])
    assert (result.missing, result.invented) == (frozenset({B}), frozenset({C}))
