"""Every form tells the same rows, with the words that they rest on, whatever the words hold."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from mandategraph.answers.dossier import (
    Asked,
    Branch,
    Diagram,
    Dossier,
    Edge,
    Evidence,
    Matrix,
    Node,
    Row,
    Section,
    Severity,
    Table,
    Tree,
    parts_of,
    table_of,
)
from mandategraph.errors import UsageError
from mandategraph.graph.table import spreadsheet_safe
from mandategraph.presentation.forms import write
from mandategraph.presentation.forms.wording import one_line, shown, source

TEXTS = ("text", "markdown", "html", "csv", "json")
"""The forms that are text."""

Evidenced = tuple[tuple[str, ...], tuple[object, ...]]
"""A row as a form tells it: its cells, and what it says of each piece of evidence."""


def rows_of(dossier: Dossier) -> list[Evidenced]:
    """Return the rows of all parts as a page should tell them: texts on one line, places and words of evidence."""
    return [
        (
            tuple(shown(cell) for cell in row.cells),
            tuple((one_line(found.place), one_line(found.words)) for found in row.evidence),
        )
        for _, part in parts_of(dossier)
        for row in table_of(part).rows
    ]


# --- reading the rows back ---------------------------------------------------------------------------------------


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows_in_html(page: bytes) -> list[Evidenced]:
    """Return the rows of the tables and trees of a page; those of matrices and pictures from the tables beside them."""
    tree = html.document_fromstring(page.decode())
    rows: list[Evidenced] = []
    for element in tree.xpath("//*[contains(@class, 'rows')]//table | //figure[@class='tree']/ul"):
        rows += list(_steps_in_html(element, 1)) if element.tag == "ul" else _table_in_html(element, tree)
    return rows


def _table_in_html(table: html.HtmlElement, tree: html.HtmlElement) -> Iterator[Evidenced]:
    for row in table.xpath("./tbody/tr"):
        cells = [cell for cell in row if cell.get("class") != "words"]
        evidence = []
        for place in row.xpath("./td[@class='words']//*[@class='place']"):
            quoted = place.getparent().xpath("./q") or tree.xpath(f"//li[@id='{place.find('a').get('href')[1:]}']/q")
            evidence.append((_place_in_html(place), text_of(quoted[0]) if quoted else ""))
        yield tuple(map(text_of, cells)), tuple(evidence)


def _steps_in_html(steps: html.HtmlElement, level: int) -> Iterator[Evidenced]:
    for step in steps.xpath("./li"):
        evidence = tuple(
            (_place_in_html(quotation.find("span")), "".join(map(text_of, quotation.xpath("./q"))))
            for quotation in step.xpath("./p[@class='quotation']")
        )
        yield (str(level), text_of(step.find("p"))), evidence
        for below in step.xpath("./ul"):
            yield from _steps_in_html(below, level + 1)


def _place_in_html(place: html.HtmlElement) -> str:
    return text_of(place).rpartition(" [")[0]


def rows_for_markdown(dossier: Dossier) -> list[Evidenced]:
    """Return the rows as Markdown should tell them: the places behind the cells or the step, and the notes on them."""
    rows: list[Evidenced] = []
    for _, part in parts_of(dossier):
        table = table_of(part)
        quoted = any(row.evidence for row in table.rows)
        for row in table.rows:
            cells = tuple(shown(cell) for cell in row.cells)
            places = [one_line(found.place) for found in row.evidence]
            if isinstance(part, Tree) and places:
                cells = (cells[0], f"{cells[1]} ({'; '.join(places)})")
            elif quoted and not isinstance(part, Tree):
                cells = (*cells, " ".join(places))
            rows.append((cells, tuple(map(note_for, row.evidence))))
    return rows


def note_for(evidence: Evidence) -> str:
    told = f" ({source(evidence)})" if source(evidence) else ""
    quoted = f"“{one_line(evidence.words)}” " if evidence.words else ""
    return one_line(f"{quoted}{evidence.place}{told}")


def rows_in_markdown(written: bytes) -> list[Evidenced]:
    """Return the rows of the tables and lists of a document, as an independent reader of Markdown renders them."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    tree = html.document_fromstring(f"<body>{reader.render(written.decode())}</body>")
    for mark in tree.xpath("//a[@class='footnote-backref']"):
        mark.drop_tree()
    for line_break in tree.xpath("//br"):
        line_break.tail = f" {line_break.tail or ''}"
    notes = {note.get("id"): text_of(note) for note in tree.xpath("//li[@class='footnote-item']")}
    others = tree.xpath("//h2[text()='What was asked' or text()='What this does not cover']/following-sibling::ul[1]")
    rows: list[Evidenced] = []
    for element in tree.xpath("/html/body/table | /html/body/ul"):
        if element.tag == "ul" and element not in others:
            rows += _steps_in_markdown(element, 1, notes)
        elif element.tag == "table" and not element.xpath("./tbody/tr/td[1]/strong"):  # Those are grids of matrices.
            rows += [_told(row, row, notes) for row in element.xpath("./tbody/tr")]
    return rows


def _steps_in_markdown(steps: html.HtmlElement, level: int, notes: dict[str, str]) -> Iterator[Evidenced]:
    for step in steps.xpath("./li"):
        below = step.xpath("./ul")
        for element in below:
            step.remove(element)
        cells, evidence = _told(step, [step], notes)
        yield (str(level), *cells), evidence
        for element in below:
            yield from _steps_in_markdown(element, level + 1, notes)


def _told(element: html.HtmlElement, cells: Iterable[html.HtmlElement], notes: dict[str, str]) -> Evidenced:
    marks = element.xpath(".//sup")
    cited = tuple(notes[mark.find("a").get("href")[1:]] for mark in marks)
    for mark in marks:
        mark.drop_tree()
    return tuple(map(text_of, cells)), cited


# --- answers that hypothesis makes -------------------------------------------------------------------------------

ODD = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "]]> & &amp; \"quoted\" 'so'",
        "=1+1",
        "@SUM(A1)",
        "a | b || c\\",
        "*bold* _low_ ~~gone~~ `code` ```",
        "[^1] [link](https://example.org) ![x](y)",
        "\x1b[31mred\x00\x9b\x85\x7f",
        "{{ dossier }} {% raw %}",
        "- item",
        "12. item",
        "# heading #",
        "---",
        "line\r\nbreak\tand\u2028more",
        "<!-- comment -->",
        "\ufffe\u202e \U0001f600 \u00a0",
        "Straße—“word”",
    ]
)
WORDS = st.one_of(ODD, st.text(max_size=20))
NAMES = WORDS.map(lambda words: f"n{words}")
"""Words that are not empty: what a heading, a caption or a step says."""
EVIDENCE = st.builds(
    Evidence,
    WORDS,
    st.sampled_from(["A/RES/56/261, annex", "E/RES/1992/22"]),
    st.sampled_from(["4(e)", "fn2", "u1", "sect. I.A", ""]),
    provision=st.sampled_from(["https://example.org/id/x#para_1", "javascript:alert(1)", ""]),
)
QUOTED = st.lists(EVIDENCE, max_size=2, unique=True).map(tuple)
VALUES = st.one_of(WORDS, st.integers(), st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    cells = st.tuples(*[VALUES] * len(columns))
    return Table(draw(NAMES), tuple(columns), tuple(draw(st.lists(st.builds(Row, cells, QUOTED), max_size=3))))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    heads = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
    rows, columns = draw(heads), draw(heads)
    places = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(columns) - 1))
    filled = st.lists(EVIDENCE, min_size=1, max_size=2).map(tuple)
    cells = draw(st.dictionaries(places, filled, max_size=3))
    return Matrix(draw(NAMES), f"row {draw(NAMES)}", f"column {draw(NAMES)}", rows, columns, cells)


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    labels = draw(st.lists(NAMES, min_size=1, max_size=3))
    keys = [f"key {number}" for number in range(len(labels))]
    nodes = tuple(Node(key, label, "body") for key, label in zip(keys, labels, strict=True))
    edge = st.builds(Edge, st.sampled_from(keys), st.sampled_from(keys), WORDS, st.integers(1, 9), QUOTED)
    return Diagram(draw(NAMES), nodes, tuple(draw(st.lists(edge, max_size=3))), draw(st.booleans()), draw(WORDS))


BRANCHES = st.recursive(
    st.builds(Branch, NAMES, QUOTED),
    lambda below: st.builds(Branch, NAMES, QUOTED, st.lists(below, max_size=2).map(tuple)),
    max_leaves=4,
)
TREES = st.builds(Tree, NAMES, st.lists(BRANCHES, min_size=1, max_size=2).map(tuple))
PARTS = st.lists(st.one_of(tables(), matrices(), diagrams(), TREES), max_size=2).map(tuple)
PARAGRAPHS = st.lists(WORDS, max_size=2).map(tuple)
SECTIONS = st.recursive(
    st.builds(Section, NAMES.map("{} (section)".format), PARAGRAPHS, PARTS),
    lambda below: st.builds(
        Section, NAMES.map("{} (section)".format), PARAGRAPHS, PARTS, st.lists(below, max_size=2).map(tuple)
    ),
    max_leaves=3,
)
DOSSIERS = st.builds(
    Dossier,
    NAMES,
    st.builds(
        Asked, st.lists(st.tuples(NAMES, WORDS), max_size=2).map(tuple), WORDS, st.sampled_from(["", "1998-01-01"])
    ),
    st.lists(SECTIONS, max_size=2).map(tuple),
    PARAGRAPHS,
    st.sampled_from([None, *Severity]),
    PARAGRAPHS,
)


@pytest.fixture(scope="module", autouse=True)
def no_pictures() -> Iterator[None]:
    """Pictures need a program and take a tenth of a second each; the tests of the page draw them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mandategraph.presentation.pictures.svg", lambda diagram: "<svg></svg>")
        yield


OFTEN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


# --- the same rows in all forms ----------------------------------------------------------------------------------


def check_html(dossier: Dossier) -> None:
    assert rows_in_html(write(dossier, "html")) == rows_of(dossier)


def check_markdown(dossier: Dossier) -> None:
    assert rows_in_markdown(write(dossier, "markdown")) == rows_for_markdown(dossier)


def check_csv(dossier: Dossier) -> None:
    head, *lines = csv.reader(io.StringIO(write(dossier, "csv").decode(), newline=""))
    assert len(set(head)) == len(head)
    expected = [
        [" / ".join(headings), part.caption, *row.cells, *evidence]
        for headings, part in parts_of(dossier)
        for row in table_of(part).rows
        for evidence in (
            [(each.place, each.words, each.instrument, each.date, each.provision) for each in row.evidence]
            or [("",) * 5]
        )
    ]
    parts = [(table_of(part), row) for _, part in parts_of(dossier) for row in table_of(part).rows]
    columns = [table.columns for table, row in parts for _ in range(max(1, len(row.evidence)))]
    found = []
    for line, own in zip(lines, columns, strict=True):
        by_column = dict(zip(head, line, strict=True))
        cells = [by_column[str(spreadsheet_safe(column))] for column in own]
        found.append([*line[:2], *cells, *line[-5:]])
        assert sum(map(bool, line[2:-5])) == sum(map(bool, cells))  # Nothing stands in a column of another table.
    assert found == [[str(spreadsheet_safe(cell)) for cell in line] for line in expected]


def check_json(dossier: Dossier) -> None:
    read = json.loads(write(dossier, "json"))

    def parts(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for section in sections:
            yield from section["parts"]
            yield from parts(section["sections"])

    found = [
        (part["caption"], part["columns"], [(row["cells"], row["evidence"]) for row in part["rows"]])
        for part in parts(read["sections"])
    ]
    assert found == [
        (
            part.caption,
            [*table_of(part).columns],
            [
                ([*row.cells], [{"where": each.place, **dataclasses.asdict(each)} for each in row.evidence])
                for row in table_of(part).rows
            ],
        )
        for _, part in parts_of(dossier)
    ]


CHECKS: dict[str, Callable[[Dossier], None]] = {
    "html": check_html,
    "markdown": check_markdown,
    "csv": check_csv,
    "json": check_json,
}


@pytest.mark.parametrize("form", CHECKS)
def test_a_form_tells_the_rows_of_every_part(form: str, sample: Dossier) -> None:
    assert len(rows_of(sample)) == 30
    CHECKS[form](sample)


@pytest.mark.parametrize("form", CHECKS)
def test_no_words_lead_a_form_astray(form: str) -> None:
    @OFTEN
    @given(DOSSIERS)
    def check(dossier: Dossier) -> None:
        CHECKS[form](dossier)

    check()


@OFTEN
@given(DOSSIERS)
def test_a_terminal_is_never_steered_by_words(dossier: Dossier) -> None:
    written = write(dossier, "text").decode()
    assert not {character for character in written if unicodedata.category(character) == "Cc"} - {"\n"}


@pytest.mark.parametrize("form", TEXTS)
def test_a_form_tells_nothing_of_nothing(form: str) -> None:
    written = write(Dossier("Nothing at all", Asked(graph="an empty graph"), ()), form).decode()
    assert form == "csv" or ("nothing at all" in written.lower() and "an empty graph" in written)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_form_tells_what_was_asked_what_was_found_and_what_is_not_covered(form: str, sample: Dossier) -> None:
    written = " ".join(write(sample, form).decode().split())
    assert "5 instruments with 427 directives" in written
    assert "half of them are on trafficking in persons" in written
    assert "Resolutions after 2005 were not read." in written
    assert "notice" in written
    assert ("2006-01-01" if form == "json" else "1 January 2006") in written


def test_an_unknown_form_is_refused_with_what_is_near(sample: Dossier) -> None:
    with pytest.raises(UsageError, match="'htm'; did you mean html"):
        write(sample, "htm")


def test_no_form_is_loaded_before_it_is_asked_for() -> None:
    program = "import sys, mandategraph.presentation.forms; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"jinja2", "docx", "weasyprint", "xlsxwriter", "graphviz"} & set(done.stdout.split())
