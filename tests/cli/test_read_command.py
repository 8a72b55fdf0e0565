"""`mandates read`: straight from a file, without a store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.graph.build import SHIPPED_SOURCE

Mandates = Callable[..., Result]
Answer = Callable[..., str]
ReportRows = Callable[..., list[dict[str, object]]]

CORPUS = Path(__file__).parents[2] / "corpus" / SHIPPED_SOURCE

KEYS = [
    "instrument",
    "leaf",
    "holder",
    "modality",
    "partners",
    "conditions",
    "themes",
    "cites",
    "deadlines",
    "actions",
    "onward",
    "quote",
    "rule",
]


def test_a_file_is_read_without_a_store(
    answer: Answer, resolution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATES_STORE", str(tmp_path / "nowhere"))
    first, second = map(json.loads, answer("read", resolution, "--format", "jsonl").splitlines())
    assert list(first) == list(second) == KEYS
    assert {key: first[key] for key in ("instrument", "leaf", "holder", "modality", "quote")} == {
        "instrument": "A/RES/77/1",
        "leaf": "1",
        "holder": "SG",
        "modality": "request",
        "quote": "Requests the Secretary-General to report on the matter",
    }
    assert (second["holder"], second["themes"]) == ("STATES", ["corruption"])
    assert not (tmp_path / "nowhere").exists()


def test_the_records_of_a_file_are_those_of_the_graph(answer: Answer, report_rows: ReportRows) -> None:
    records = [json.loads(line) for line in answer("read", CORPUS, "--format", "jsonl").splitlines()]
    reported = report_rows()
    assert sorted((record["leaf"], record["holder"], record["quote"]) for record in records) == sorted(
        (row["leaf"], row["holder_key"], row["words"]) for row in reported
    )


def test_the_table_of_a_file_names_holders_and_modalities_as_people_do(answer: Answer, resolution: Path) -> None:
    rows = answer("read", resolution, "--format", "markdown").splitlines()
    assert "| A/RES/77/1 | 1 | Secretary-General | Request |" in rows[2]
    assert "| A/RES/77/1 | 2 | States | Invitation |" in rows[3]


def test_bodies_that_no_authority_file_has_are_named_on_standard_error(mandates: Mandates, resolution: Path) -> None:
    text = resolution.read_text(encoding="utf-8").replace("the Secretary-General", "the Agency for Lost Causes")
    resolution.write_text(text, encoding="utf-8")
    result = mandates("read", resolution, "--format", "jsonl")
    assert (result.exit_code, "Agency for Lost Causes" in result.stderr) == (0, True)
    assert json.loads(result.stdout.splitlines()[0])["holder"]
