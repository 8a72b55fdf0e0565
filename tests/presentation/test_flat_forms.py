"""Answers as CSV and JSON, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json

from mandategraph.answers.dossier import (
    Asked,
    Dossier,
    Evidence,
    Row,
    Section,
    Table,
)
from mandategraph.presentation.forms import write


def lines_of(*tables: Table) -> list[dict[str, str]]:
    written = write(Dossier("t", Asked(), (Section("All", (), tables),)), "csv").decode()
    return [*csv.DictReader(io.StringIO(written, newline=""))]


def test_a_line_of_csv_stands_for_each_piece_of_evidence() -> None:
    first = Evidence("Develop tools", "A/RES/56/261, annex", "12(c)", "", "2002-01-31", "https://example.org/1")
    row = Row(("Tools", 1), (first, Evidence("in cooperation", "A/RES/56/261, annex", "12(b)")))
    assert lines_of(Table("Mandates", ("action", "number"), (row,))) == [
        {
            "section": "All",
            "table": "Mandates",
            "action": "Tools",
            "number": "1",
            "where": "A/RES/56/261, annex, para. 12(c)",
            "words": "Develop tools",
            "instrument": "A/RES/56/261, annex",
            "date": "2002-01-31",
            "provision": "https://example.org/1",
        },
        {
            "section": "All",
            "table": "Mandates",
            "action": "Tools",
            "number": "1",
            "where": "A/RES/56/261, annex, para. 12(b)",
            "words": "in cooperation",
            "instrument": "A/RES/56/261, annex",
            "date": "",
            "provision": "",
        },
    ]


def test_columns_of_a_table_that_have_the_names_of_evidence_are_told_apart() -> None:
    found = Evidence("words", "A/RES/55/59, annex", "1", "", "2000-12-04")
    (line,) = lines_of(Table("t", ("date", "what", "what"), (Row(("2002", "a", "b"), (found,)),)))
    assert (line["date in the table"], line["what"], line["what (2)"], line["date"]) == ("2002", "a", "b", "2000-12-04")


def test_a_text_that_begins_like_a_formula_stays_a_text_in_csv() -> None:
    (line,) = lines_of(Table("t", ("=1+1",), (Row(("=1+1",)),)))
    assert line["'=1+1"] == "'=1+1"


def test_json_keeps_what_a_picture_needs(sample: Dossier) -> None:
    parts = {
        part["kind"]: part for section in json.loads(write(sample, "json"))["sections"] for part in section["parts"]
    }
    assert parts["diagram"]["edges"][0] == {"source": "cicp", "target": "unicri"}
    assert [node["kind"] for node in parts["diagram"]["nodes"]] == ["body", "body", "body", "theme"]
    assert parts["matrix"]["column_heads"][3] == "Victims"
    assert parts["tree"]["rows"][2]["cells"] == [
        3,
        "Centre for International Crime Prevention (CICP): technical cooperation",
    ]
