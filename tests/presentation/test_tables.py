"""Tables for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pyoxigraph
import pytest

from mandategraph.errors import UsageError
from mandategraph.presentation import pages
from mandategraph.presentation.tables import TABLE_FORMATS, column_widths, render_answer, render_table, table_pieces
from mandategraph.queries.table import Table
from mandategraph.vocabulary import ID, MG

COLUMNS = ("holder_key", "themes", "mandates", "share")
ROWS = [("CICP", ("Corruption", "Drugs"), 61, 0.5), ("A|B [bold]", (), 7, 0.25)]


@pytest.mark.parametrize("table_format", TABLE_FORMATS)
def test_a_table_without_rows_can_be_printed(table_format: str) -> None:
    assert render_table(COLUMNS, [], table_format).endswith("\n") or table_format == "jsonl"


def test_a_person_is_told_that_there_are_no_rows() -> None:
    assert render_table(COLUMNS, [], "table").splitlines()[-1] == "None."


def test_columns_are_headed_in_words_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    for table_format in ("table", "markdown", "html"):
        assert "holder key" in render_table(COLUMNS, ROWS, table_format)


def test_columns_keep_their_names_for_programs() -> None:
    for table_format in ("csv", "json", "jsonl"):
        assert "holder_key" in render_table(COLUMNS, ROWS, table_format)


def test_a_table_lines_up_numbers_at_the_right_and_shows_square_brackets_as_they_are() -> None:
    lines = render_table(COLUMNS, ROWS, "table").splitlines()
    assert lines[2] == "CICP         Corruption; Drugs         61   0.5000"
    assert lines[3] == "A|B [bold]                              7   0.2500"


def test_a_table_is_as_wide_as_the_page_at_most_and_loses_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_PLAIN_WIDTH", 60)
    words = "Centre for International Crime Prevention of the Office for Drug Control and Crime Prevention " * 2
    text = render_table(("key", "name", "also"), [("CICP", words, words)], "table")
    assert max(map(len, text.splitlines())) <= 60
    assert [text.count(word) for word in ("Centre", "International", "Control")] == [4, 4, 4]


def test_rows_that_run_over_many_lines_are_set_apart() -> None:
    apart = render_table(("words",), [("word " * 80,), ("word",)], "table")
    close = render_table(("words",), [("word",), ("word",)], "table")
    assert "\n\nword\n" in apart
    assert "\n\n" not in close


def test_a_column_gets_the_room_that_its_cells_need() -> None:
    assert column_widths(["a", "b"], [["1", "x" * 10]], 40) == [1, 10]
    short, long = column_widths(["leaf", "words"], [["4(e)", "word " * 60]], 50)
    assert (short, long) == (4, 46)


def test_columns_share_too_little_room() -> None:
    widths = column_widths(["a", "b", "c"], [["x" * 40, "y" * 40, "z" * 40]], 30)
    assert sum(widths) == 30
    assert min(widths) >= 8


def test_markdown_escapes_the_bars_of_a_cell() -> None:
    assert r"| A\|B [bold] |" in render_table(COLUMNS, ROWS, "markdown")


def test_csv_is_read_back_with_several_values_in_one_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(render_table(COLUMNS, ROWS, "csv"))))
    assert rows[0] == {"holder_key": "CICP", "themes": "Corruption; Drugs", "mandates": "61", "share": "0.5"}


def test_csv_holds_no_formula_that_a_spreadsheet_would_run() -> None:
    assert "'=1+1" in render_table(("words",), [("=1+1",)], "csv")


def test_json_keeps_numbers_and_lists() -> None:
    expected = [
        dict(zip(COLUMNS, [list(cell) if isinstance(cell, tuple) else cell for cell in row], strict=True))
        for row in ROWS
    ]
    assert json.loads(render_table(COLUMNS, ROWS, "json")) == expected
    assert [json.loads(line) for line in render_table(COLUMNS, ROWS, "jsonl").splitlines()] == expected


def test_html_escapes_what_would_be_markup() -> None:
    assert "<td>&lt;b&gt;</td>" in render_table(("words",), [("<b>",)], "html")


def test_an_unknown_format_is_refused_with_what_would_be_near() -> None:
    with pytest.raises(UsageError, match="did you mean markdown"):
        render_table(COLUMNS, ROWS, "markdwn")


def test_the_answer_of_a_query_that_builds_a_graph_is_written_as_turtle() -> None:
    triple = pyoxigraph.Triple(ID["body/cicp"], MG["bodyKind"], ID["body-kind/office"])
    table = Table(("subject", "predicate", "object"), (("", "", ""),), (triple,))
    written = render_answer(table, "turtle")
    assert "@prefix mg: " in written
    (read,) = pyoxigraph.parse(written.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert read.triple == triple


def test_the_answer_of_a_query_that_gives_rows_is_no_turtle() -> None:
    with pytest.raises(UsageError, match="ask with CONSTRUCT or DESCRIBE"):
        render_answer(Table(("key",), (("CICP",),)), "turtle")


@pytest.mark.parametrize("table_format", sorted(TABLE_FORMATS.keys() - {"table"}))
def test_a_table_for_programs_is_written_while_its_rows_come(table_format: str) -> None:
    taken: list[int] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(100):
            taken.append(number)
            yield ("CICP", (), number, 0.5)

    pieces = table_pieces(COLUMNS, rows(), table_format)
    told = ""
    while "CICP" not in told:
        told += next(pieces)
    assert len(taken) == 1
    told += "".join(pieces)
    assert told.count("CICP") == len(taken) == 100


def test_a_cell_that_does_not_fit_goes_on_below_and_a_blank_line_tells_tall_rows_apart() -> None:
    rows = [("CICP", "one two three " * 40), ("UNODC", "four")]
    lines = render_table(("body", "words"), rows, "table").splitlines()
    assert all(len(line) <= pages.width() for line in lines)
    last = lines.index("UNODC   four")
    assert lines[last - 1] == ""
    assert lines[3].startswith("        one") or lines[3].startswith("        t")
    assert " ".join(" ".join(line[8:] for line in lines[2 : last - 1]).split()) == ("one two three " * 40).strip()


def test_a_word_that_is_longer_than_its_column_is_broken_and_lost_nowhere() -> None:
    address = "https://example.org/" + "a" * 300
    lines = render_table(("where",), [(address,)], "table").splitlines()
    assert "".join(lines[2:]) == address
