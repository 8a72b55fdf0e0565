"""Answers as text, set for a terminal."""

from __future__ import annotations

import dataclasses

import pytest

from mandategraph.answers.dossier import (
    Asked,
    Branch,
    Diagram,
    Dossier,
    Edge,
    Evidence,
    Matrix,
    Node,
    Part,
    Row,
    Section,
    Table,
    Tree,
)
from mandategraph.presentation.forms import write


def set_in(monkeypatch: pytest.MonkeyPatch, columns: int, *parts: Part) -> str:
    """Return parts as text on a page of so many columns, without what stands around them."""
    for module in ("pages", "tables", "forms.text"):
        monkeypatch.setattr(f"mandategraph.presentation.{module}.width", lambda: columns)
    written = write(Dossier("t", Asked(), (Section("Parts", (), parts),)), "text").decode()
    return written.partition("Parts\n=====\n")[2].partition("\n\n\n")[0]


FIRST = Evidence("Develop tools to assess the effectiveness of measures.", "A/RES/56/261, annex", "12(c)")
SECOND = Evidence("Maintain a global database", "A/RES/56/261, annex", "12(b)")


def test_words_stand_below_their_row_and_are_quoted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table("Mandates", ("action", "number"), (Row(("Tools", 1), (FIRST,)), Row(("All", 2), (FIRST, SECOND))))
    assert (
        set_in(monkeypatch, 60, table)
        == """\
Mandates:

action   number
───────────────
Tools         1
    “Develop tools to assess the effectiveness of measures.”
    — A/RES/56/261, annex, para. 12(c)

All           2
    “Maintain a global database”
    — A/RES/56/261, annex, para. 12(b)
    quoted above: A/RES/56/261, annex, para. 12(c)"""
    )


def test_a_source_without_words_is_named_again_and_not_said_to_be_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Evidence("", "A/51/950", "")
    table = Table("Changes", ("what",), (Row(("Upgraded",), (source,)), Row(("Renamed",), (source, FIRST, FIRST))))
    assert set_in(monkeypatch, 60, table).endswith("""\
Renamed
    “Develop tools to assess the effectiveness of measures.”
    — A/RES/56/261, annex, para. 12(c)
    named above: A/51/950
    quoted above: A/RES/56/261, annex, para. 12(c)""")


def test_a_table_wider_than_the_page_is_told_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("modality", "international", "partnership", "circumstances")
    table = Table("Wide", columns, (Row(("Undertaking", "yes", "", "upon request"), (SECOND,)),))
    assert (
        set_in(monkeypatch, 40, table)
        == """\
Wide:

modality:      Undertaking
international: yes
circumstances: upon request
    “Maintain a global database”
    — A/RES/56/261, annex, para. 12(b)"""
    )


def test_a_matrix_is_a_grid_where_it_fits_and_told_by_rows_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = {(0, 0): (FIRST, SECOND), (1, 1): (SECOND,)}
    matrix = Matrix("Overlap", "body", "theme", ("CICP", "UNICRI"), ("Trafficking", "Corruption"), cells)
    rows = """\
CICP
  Trafficking (2): A/RES/56/261, annex, paras. 12(c) and 12(b)

UNICRI
  Corruption (1): A/RES/56/261, annex, para. 12(b)"""
    grid = """\
body     Trafficking   Corruption
─────────────────────────────────
CICP               2            0
UNICRI             0            1

"""
    assert set_in(monkeypatch, 70, matrix) == f"Overlap:\n\n{grid}{rows}"
    many = dataclasses.replace(matrix, column_heads=("Trafficking", *["Corruption"] * 9))
    assert set_in(monkeypatch, 70, many) == f"Overlap:\n\n{rows}"


def test_a_tree_is_drawn_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Tree(
        "Trace", (Branch("Vienna 14", (SECOND,), (Branch("Plans", (FIRST,)), Branch("Bangkok"))), Branch("End"))
    )
    assert (
        set_in(monkeypatch, 60, tree)
        == """\
Trace:

├─ Vienna 14
│  │  “Maintain a global database”
│  │  — A/RES/56/261, annex, para. 12(b)
│  ├─ Plans
│  │     “Develop tools to assess the effectiveness of
│  │     measures.”
│  │     — A/RES/56/261, annex, para. 12(c)
│  └─ Bangkok
└─ End"""
    )


def test_a_picture_is_told_by_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = (Node("a", "CICP", "body"), Node("b", "UNICRI", "body"))
    edges = (Edge("a", "b", "works with", 2, (SECOND,)), Edge("b", "a"))
    assert (
        set_in(monkeypatch, 60, Diagram("Partners", nodes, edges, left_out="Three were left out."))
        == """\
Partners:

CICP — works with → UNICRI (2)
    “Maintain a global database”
    — A/RES/56/261, annex, para. 12(b)

UNICRI —→ CICP

Three were left out."""
    )


def test_the_instruments_that_are_quoted_are_told_once_at_the_end(sample: Dossier) -> None:
    end = write(sample, "text").decode().partition("Instruments quoted\n")[2]
    assert [line.partition(":")[0] for line in end.splitlines() if line.startswith("A/")] == [
        "A/RES/55/59, annex",
        "A/RES/56/261, annex",
        "A/RES/60/177, annex",
    ]
    assert end.endswith("and Criminal Justice, 16 December 2005\n")


def test_a_table_without_rows_says_so_below_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set_in(monkeypatch, 60, Table("Tools", ("tool", "holder"), ())).splitlines()[-1] == "None."
