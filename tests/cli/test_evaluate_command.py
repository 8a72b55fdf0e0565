"""`mandates evaluate`: how the reading of a text compares with gold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]


def scores(result: Result) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(result.stdout)["total"]
    return found


def test_a_reading_that_agrees_with_the_gold_has_an_f1_of_one(mandates: Mandates, gold: Path, resolution: Path) -> None:
    result = mandates("evaluate", gold, resolution, "--format", "json", "--fail-under", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert scores(result)["directives"]["f1"] == 1.0
    assert set(scores(result)) == {"directives", "modality", "themes", "actions"}


def test_the_page_is_written_where_the_suffix_says_html(mandates: Mandates, gold: Path, resolution: Path) -> None:
    page = gold.with_suffix(".html")
    assert mandates("evaluate", gold, resolution, "-o", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_scores_stand_in_a_table(mandates: Mandates, gold: Path, resolution: Path) -> None:
    result = mandates("evaluate", gold, resolution)
    assert result.exit_code == 0
    assert "2 directives in the gold, 2 read" in result.stdout


def test_a_reading_under_the_floor_ends_with_1_after_the_answer(
    mandates: Mandates, gold: Path, resolution: Path
) -> None:
    gold.write_text(gold.read_text(encoding="utf-8").replace('"SG"', '"UNODC"'), encoding="utf-8")
    result = mandates("evaluate", gold, resolution, "--fail-under", "0.9")
    assert result.exit_code == 1
    assert "1 — UNODC: missed (request)" in result.stdout
    assert result.stderr == "mandates: the F1 of directives is 0.5000, under the 0.9 that was asked for\n"


@pytest.mark.parametrize("floor", ["1.1", "-1", "nan%", "90"])
def test_a_floor_is_a_number_from_0_to_1(mandates: Mandates, gold: Path, resolution: Path, floor: str) -> None:
    assert mandates("evaluate", gold, resolution, "--fail-under", floor).exit_code == 2


def test_gold_that_no_reading_can_meet_is_told(mandates: Mandates, gold: Path, resolution: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8").replace('"leaf": "2"', '"leaf": "7"'), encoding="utf-8")
    result = mandates("evaluate", gold, resolution)
    assert result.exit_code == 0
    assert result.stderr == f"{gold}: line 3: A/RES/77/1 has no leaf 7; it counts as missed\n"
    assert mandates("-q", "evaluate", gold, resolution).stderr == ""


def test_a_sample_leaves_other_paragraphs_out(mandates: Mandates, gold: Path, resolution: Path) -> None:
    first = gold.read_text(encoding="utf-8").strip().splitlines()[0]
    gold.write_text(first, encoding="utf-8")
    assert scores(mandates("evaluate", gold, resolution, "-f", "json"))["directives"]["extra"] == 1
    restricted = mandates("evaluate", gold, resolution, "-f", "json", "--only-paragraphs-in-gold")
    assert scores(restricted)["directives"]["extra"] == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('{"doc"', '"doc"', "line 2: broken JSON"),
        ("A/RES/77/1", "A/RES/77/2", "line 2: the source has no instrument “A/RES/77/2”; it has A/RES/77/1"),
    ],
)
def test_gold_that_cannot_be_used_ends_with_3(
    mandates: Mandates, gold: Path, resolution: Path, old: str, new: str, words: str
) -> None:
    gold.write_text(gold.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = mandates("evaluate", gold, resolution)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"mandates: {gold}: ")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
