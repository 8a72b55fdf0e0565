"""Where an answer goes, and in which format."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandategraph.errors import UsageError
from mandategraph.presentation import answers
from mandategraph.presentation.answers import Answer, chosen


@pytest.mark.parametrize(
    ("wanted", "destination", "expected"),
    [
        (None, "-", "table"),
        (None, "report", "table"),
        (None, "report.odt", "table"),
        (None, "report.csv", "csv"),
        (None, "folder.html/report.JSONL", "jsonl"),
        (None, "report.json", "json"),
        ("markdown", "report.csv", "markdown"),
        ("markdown", "-", "markdown"),
        ("csv", "graph.ttl", "csv"),
    ],
)
def test_what_is_said_counts_first_then_the_suffix_then_what_is_usual(
    wanted: str | None, destination: str, expected: str
) -> None:
    assert chosen(wanted, destination, answers.TABLE_FORMATS, "table") == Answer(expected, destination)


def test_a_suffix_means_what_the_command_can_write() -> None:
    assert chosen(None, "graph.json", answers.EXPORT_FORMATS, None).format == "json-ld"
    assert chosen(None, "page.txt", answers.PAGE_FORMATS, "text").format == "text"


def test_a_suffix_of_another_format_is_refused_rather_than_filled_with_something_else() -> None:
    with pytest.raises(UsageError, match=r"x\.ttl: this command writes no turtle"):
        chosen(None, "x.ttl", answers.TABLE_FORMATS, "table")


def test_where_nothing_tells_the_format_it_is_asked_for() -> None:
    for destination in ("-", "graph", "graph.odt"):
        with pytest.raises(UsageError, match="say which format to write with --format"):
            chosen(None, destination, answers.EXPORT_FORMATS, None)


def test_an_answer_is_written_as_utf_8(tmp_path: Path) -> None:
    Answer("table", str(tmp_path / "words.txt")).write("“élan”\n")
    assert (tmp_path / "words.txt").read_bytes() == "“élan”\n".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    Answer("gexf", str(tmp_path / "network")).write(b"\xff\0")
    assert (tmp_path / "network").read_bytes() == b"\xff\0"
