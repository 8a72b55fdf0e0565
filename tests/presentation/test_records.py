"""Records of a reading, before any store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading
from mandategraph.presentation.records import KEYS, records, render_records

TEXT = """Resolution 77/1

Crime prevention

The General Assembly,

1. Requests the Secretary-General, in cooperation with Member States, to report on corruption by 2005;

2. Decides that seminars shall be held upon request.
"""


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    """The shipped authority files."""
    return Authorities.load()


@pytest.fixture
def readings(tmp_path: Path, authorities: Authorities) -> list[Reading]:
    """A small resolution, read."""
    path = tmp_path / "resolution.txt"
    path.write_text(TEXT, encoding="utf-8")
    return [read(document, authorities) for document in read_documents(path)]


def test_a_record_has_the_keys_of_the_guide_and_no_other(readings: list[Reading]) -> None:
    found = list(records(readings))
    assert found
    assert all(tuple(record) == KEYS for record in found)


def test_single_values_are_words_and_the_others_lists(readings: list[Reading]) -> None:
    single = {"instrument", "leaf", "holder", "modality", "quote", "rule"}
    for record in records(readings):
        assert {key for key, value in record.items() if isinstance(value, str)} == single
        assert all(isinstance(value, list) for key, value in record.items() if key not in single)


def test_json_lines_and_json_hold_the_same_records(readings: list[Reading], authorities: Authorities) -> None:
    lines = render_records(readings, authorities, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render_records(readings, authorities, "json"))
    assert [json.loads(line) for line in lines] == list(records(readings))


def test_people_read_names_where_programs_read_keys(readings: list[Reading], authorities: Authorities) -> None:
    for_people = render_records(readings, authorities, "markdown")
    assert "| 1 | Secretary-General | Request |" in for_people
    assert "| 2 | Nobody |" in for_people
    for_programs = render_records(readings, authorities, "csv")
    assert "A/RES/77/1,1,SG,request,STATES," in for_programs
    assert "A/RES/77/1,2,UNASSIGNED," in for_programs
