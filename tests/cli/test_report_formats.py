"""`mandates report --format …` and `--output`: the report for spreadsheets, programs, wikis and browsers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.graph.reports import COLUMNS

Mandates = Callable[..., Result]
Answer = Callable[..., str]
ReportRows = Callable[..., list[dict[str, object]]]


def test_csv_has_one_directive_a_row(answer: Answer, report_rows: ReportRows) -> None:
    rows = list(csv.DictReader(io.StringIO(answer("report", "--format", "csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["directive"] for row in rows] == [row["directive"] for row in report_rows()]


def test_json_lines_are_the_json_one_a_line(answer: Answer, report_rows: ReportRows) -> None:
    lines = answer("report", "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == report_rows()


def test_markdown_has_a_heading_for_each_body_and_a_table_for_each_instrument(answer: Answer) -> None:
    text = answer("report", "--body", "CCPCJ", "--format", "markdown")
    assert "\n## Commission on Crime Prevention and Criminal Justice (CCPCJ)\n" in text
    assert text.count("\n### ") == 4
    table = text.split("### ")[1].strip().splitlines()[2:]
    assert table[0] == "| where | modality | words |"
    assert all(line.startswith("| ") and line.count(" | ") == 2 for line in table)


def test_html_is_one_page_that_is_well_formed_and_needs_no_other_file(answer: Answer, report_rows: ReportRows) -> None:
    text = answer("report", "--format", "html")
    open_tags: list[str] = []

    class Balanced(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not {"src", "href"} & {name for name, _ in attrs}
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Balanced(convert_charrefs=True).feed(text)
    assert open_tags == []
    assert text.startswith("<!DOCTYPE html>")
    assert len(re.findall("<tr>", text)) > len(report_rows())


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("r.md", "# Which"),
        ("r.csv", "holder_key,"),
        ("r.json", "[\n"),
        ("r.jsonl", "{"),
        ("r.html", "<!DOCTYPE"),
        ("r.HTM", "<!DOCTYPE"),
        ("r.txt", "WHICH BODY"),
        ("report", "WHICH BODY"),
    ],
)
def test_the_files_suffix_tells_the_format(answer: Answer, tmp_path: Path, name: str, opening: str) -> None:
    assert answer("report", "--body", "UNODC", "-o", tmp_path / name) == ""
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(opening)


def test_a_format_that_is_said_counts_more_than_the_suffix(mandates: Mandates, tmp_path: Path) -> None:
    mandates("report", "--body", "UNODC", "-f", "json", "-o", tmp_path / "report.csv")
    assert json.loads((tmp_path / "report.csv").read_text(encoding="utf-8"))
