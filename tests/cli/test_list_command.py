"""`mandates list`: the keys that filters take, and what the graph holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Answer = Callable[..., str]


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("bodies", "CICP"),
        ("themes", "corruption"),
        ("modalities", "obligation"),
        ("actions", "assist"),
        ("conditions", "on-request"),
    ],
)
def test_a_list_gives_the_keys_that_filters_take(answer: Answer, what: str, key: str) -> None:
    rows = json.loads(answer("list", what, "--format", "json"))
    assert key in {row["key"] for row in rows}
    assert "scheme" not in rows[0]


def test_bodies_are_listed_where_nothing_is_said(answer: Answer) -> None:
    assert answer("list") == answer("list", "bodies")


def test_the_instruments_are_listed_with_what_the_graph_has_of_them(answer: Answer) -> None:
    rows = json.loads(answer("list", "instruments", "--format", "json"))
    read = [row["symbol"] for row in rows if row["provisions"] not in ("", "0")]
    assert sorted(read) == [
        "A/49/748, annex, sect. I.A",
        "A/RES/46/152, annex",
        "A/RES/55/59, annex",
        "A/RES/56/261, annex",
        "A/RES/60/177, annex",
    ]


def test_the_named_queries_are_listed_too(answer: Answer) -> None:
    assert answer("list", "queries") == answer("query", "--list")


def test_bodies_that_no_authority_file_has_are_listed(answer: Answer, resolution: Path, tmp_path: Path) -> None:
    text = resolution.read_text(encoding="utf-8").replace("the Secretary-General", "the Agency for Lost Causes")
    resolution.write_text(text, encoding="utf-8")
    answer("build", resolution, "--store", tmp_path / "store")
    (row,) = json.loads(answer("list", "--unrecognized", "--store", tmp_path / "store", "--format", "json"))
    assert "Agency for Lost Causes" in row["name"]
    assert row["place"] == "A/RES/77/1, para. 1"


def test_where_every_body_is_known_the_list_of_unrecognized_ones_is_empty(mandates: Mandates) -> None:
    result = mandates("list", "--unrecognized", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == "Nothing to list in this graph.\n"


def test_unrecognized_bodies_are_counted_the_most_charged_first(mandates: Mandates, tmp_path: Path) -> None:
    resolution = tmp_path / "charges.txt"
    resolution.write_text(
        "Resolution 77/1\n\nCrime prevention\n\nThe General Assembly,\n\n"
        "1. Requests the Office for Small Matters to report;\n\n"
        "2. Invites the Agency for Lost Causes to train judges;\n\n"
        "3. Also invites the Agency for Lost Causes to report.\n",
        encoding="utf-8",
    )
    mandates("build", resolution, "--store", tmp_path / "store")
    rows = json.loads(mandates("list", "--unrecognized", "--store", tmp_path / "store", "--format", "json").stdout)
    assert [(row["name"], row["holds"], row["place"]) for row in rows] == [
        ("Agency for Lost Causes", "2", "A/RES/77/1, para. 2"),
        ("Office for Small Matters", "1", "A/RES/77/1, para. 1"),
    ]
    assert mandates("read", resolution).stderr == (
        "not in the authority files: Agency for Lost Causes (holds 2)\n"
        "not in the authority files: Office for Small Matters (holds 1)\n"
    )
