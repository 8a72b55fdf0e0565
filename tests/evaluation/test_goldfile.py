"""Gold files: what a line may say, and what is told where it is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandategraph.errors import InputError
from mandategraph.evaluation import read_gold

RECORD: dict[str, object] = {"doc": "A/RES/77/1", "leaf": "1", "holder": "SG", "modality": "request"}


def written(path: Path, *lines: object) -> Path:
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def test_a_record_has_the_keys_of_its_line(gold: Path) -> None:
    line = RECORD | {"themes": ["corruption"], "themes_may": ["corruption", "general"], "cue": "Requests"}
    (record,) = read_gold(written(gold, line))
    assert (record.doc, record.leaf, record.holder, record.modality) == ("A/RES/77/1", "1", "SG", "request")
    assert record.values["themes"] == {"corruption"}
    assert record.allowed["themes"] == {"corruption", "general"}
    assert (record.line, record.cue) == (1, "Requests")


def test_a_field_that_a_line_does_not_have_is_not_the_same_as_an_empty_one(gold: Path) -> None:
    without, empty = read_gold(written(gold, RECORD, RECORD | {"leaf": "2", "partners": []}))
    assert "partners" not in without.values
    assert empty.values["partners"] == frozenset()


def test_empty_lines_and_other_keys_are_left_aside(gold: Path) -> None:
    records = read_gold(written(gold, "", RECORD | {"reader": "somebody"}, "  ", RECORD | {"leaf": "2"}))
    assert [(record.line, record.leaf) for record in records] == [(2, "1"), (4, "2")]


def test_a_byte_order_mark_is_no_part_of_the_first_record(gold: Path) -> None:
    gold.write_bytes(b"\xef\xbb\xbf" + json.dumps(RECORD).encode())
    assert len(read_gold(gold)) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"doc": ', "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ('["A/RES/77/1"]', "not a JSON object"),
        ({"doc": "A/RES/77/1", "holder": "SG", "modality": "request"}, "“leaf”"),
        (RECORD | {"holder": None}, "“holder”"),
        (RECORD | {"modality": " "}, "“modality”"),
        (RECORD | {"doc": 77}, "“doc”"),
        (RECORD | {"cue": ["Requests"]}, "“cue”"),
        (RECORD | {"themes": "corruption"}, "“themes” is a list"),
        (RECORD | {"actions_may": [1]}, "“actions_may” is a list"),
        (RECORD, "line 1 already"),
        (RECORD | {"leaf": " 1. "}, "line 1 already"),
    ],
)
def test_a_broken_line_is_told_with_file_and_line(gold: Path, line: object, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_gold(written(gold, RECORD, line))
    assert str(caught.value).startswith(f"{gold}: line 2: ")
    assert words in str(caught.value)


def test_a_file_without_records_is_refused(gold: Path) -> None:
    with pytest.raises(InputError, match="no records"):
        read_gold(written(gold, "", " "))


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(gold: Path) -> None:
    gold.write_bytes(json.dumps(RECORD).encode() + b"\n\xff\n")
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        read_gold(gold)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl: No such file"):
        read_gold(tmp_path / "nowhere.jsonl")
