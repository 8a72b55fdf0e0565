"""Queries that cannot be asked: told with line and column, and nothing but reading is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Complaint = Callable[[Result, int], str]


def test_malformed_sparql_is_told_with_line_and_column(
    complaint: Complaint, mandates: Mandates, tmp_path: Path
) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?body\nWHERE { ?body mg:holder }", encoding="utf-8")
    words = complaint(mandates("query", path), 3)
    assert re.search(r"mine\.rq, line 2, column \d+: .*: WHERE \{ \?body mg:holder \}$", words)


def test_malformed_sparql_from_standard_input_is_told_too(complaint: Complaint, mandates: Mandates) -> None:
    assert complaint(mandates("query", "-", given=b"SELECT }"), 3).startswith("standard input, line 1, column ")


def test_a_query_that_stops_in_the_middle_is_told_so(complaint: Complaint, mandates: Mandates) -> None:
    words = complaint(mandates("query", "-", given=b"SELECT * { ?s ?p ?o"), 3)
    assert re.fullmatch(r"standard input, line 1, column \d+: the query ends too early.*", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"DELETE WHERE { ?s ?p ?o }", "DELETE is an update, and updates are refused"),
        (b"INSERT DATA { <a> <b> <c> }", "INSERT is an update, and updates are refused"),
        (b"SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        (b"SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM <file:///etc/passwd> is refused"),
    ],
)
def test_a_query_that_would_do_more_than_read_is_refused(
    complaint: Complaint, mandates: Mandates, nothing_lost: Path, text: bytes, words: str
) -> None:
    assert complaint(mandates("query", "-", "--store", nothing_lost, given=text), 2).startswith(words)


@pytest.mark.parametrize(
    ("given", "words"),
    [(b"\xff\xfe", "standard input: line 1: not UTF-8"), (b"", "standard input is no query (it is empty)")],
)
def test_a_query_that_is_no_text_is_told(complaint: Complaint, mandates: Mandates, given: bytes, words: str) -> None:
    assert complaint(mandates("query", "-", given=given), 3).startswith(words)


def test_a_query_file_that_is_not_there_is_told(complaint: Complaint, mandates: Mandates) -> None:
    assert complaint(mandates("query", "nowhere.rq"), 3).startswith("nowhere.rq: cannot be read: No such file")
