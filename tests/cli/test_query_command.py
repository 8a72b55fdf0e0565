"""`mandates query`: named questions and questions of one's own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rdflib import Graph

Mandates = Callable[..., Result]
Answer = Callable[..., str]


def test_a_named_query_is_answered(answer: Answer) -> None:
    lines = answer("query", "mandates-of-body", "--set", "body=CCPCJ", "--set", "instrument=46/152", "-f", "jsonl")
    rows = [json.loads(line) for line in lines.splitlines()]
    assert {"26(a)", "26(e)"} < {row["leaf"] for row in rows}


def test_every_named_query_is_listed_with_its_question(answer: Answer) -> None:
    rows = list(csv.DictReader(io.StringIO(answer("query", "--list", "--format", "csv"))))
    assert len(rows) >= 20
    assert all(row["question"].endswith("?") or "?" in row["question"] for row in rows)
    assert answer("query", "--format", "csv") == answer("query", "--list", "--format", "csv")


def test_a_named_query_tells_what_it_takes_and_what_it_answers(answer: Answer) -> None:
    text = answer("query", "--list", "mandates-of-body")
    assert re.search(r"^--set body=… +required +who is to do it; for example CICP$", text, re.M)
    assert re.search(r"^leaf +column +its paragraph or point$", text, re.M)


@pytest.mark.parametrize("suffix", [".rq", ".sparql"])
def test_a_query_in_a_file_is_answered(answer: Answer, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mine{suffix}"
    path.write_text("SELECT ?key { ?body a mg:Body ; skos:notation ?key }", encoding="utf-8-sig")
    assert json.loads(answer("query", path, "--set", "key=CICP", "--format", "json")) == [{"key": "CICP"}]


def test_a_query_from_standard_input_is_answered(answer: Answer) -> None:
    ask = "ASK { ?directive a mg:Mandate ; mg:quote ?words FILTER CONTAINS(?words, 'É') }".encode()
    assert json.loads(answer("query", "-", "--format", "json", given=ask)) == [{"answer": "false"}]


def test_a_query_that_builds_a_graph_can_be_written_as_turtle(answer: Answer, tmp_path: Path) -> None:
    construct = b"CONSTRUCT { ?body skos:notation ?key } WHERE { ?body a mg:Body ; skos:notation ?key }"
    answer("query", "-", "-o", tmp_path / "keys.ttl", given=construct)
    assert len(Graph().parse(tmp_path / "keys.ttl")) > 50


def test_a_query_without_an_answer_says_so(mandates: Mandates) -> None:
    result = mandates("query", "-", "--format", "csv", given=b"SELECT ?x { ?x a mg:Nothing }")
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, b"x\r\n", "No answer in this graph.\n")
