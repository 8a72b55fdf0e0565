"""What a page shows becomes blocks; what it does, and what surrounds it, does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.formats.html import running_text


def text(body: str, encoding: str = "utf-8", head: str = "") -> list[str]:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return running_text(page.encode(encoding), Path("page.html")).split("\n\n")


def test_blocks_are_apart_and_white_space_is_single() -> None:
    assert text("<h1>A\n  title</h1><p>States   shall\n<b>act</b>.</p><div>More <i>words</i></div>") == [
        "A title",
        "States shall act.",
        "More words",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<nav>x</nav>",
        "<header>x</header>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<button>x</button>",
        "<div hidden>x</div>",
        "<div role='navigation'>x</div>",
        "<div style='display: none'>x</div>",
        "<p aria-hidden='true'>x</p>",
        "<!-- x -->",
    ],
)
def test_what_is_no_text_of_the_page_goes(hidden: str) -> None:
    assert text(f"<p>Before</p>{hidden}<p>after.</p>") == ["Before", "after."]


def test_only_the_main_part_of_a_page_is_read_where_it_says_which_that_is() -> None:
    assert text("<div>Site</div><main><header><h1>Title</h1></header><p>Words.</p></main>") == ["Title", "Words."]


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ("<ol><li>x</li><li>x</li></ol>", ["1.", "2."]),
        ("<ol start='5'><li>x</li><li value='9'>x</li><li>x</li></ol>", ["5.", "9.", "10."]),
        ("<ol type='a'><li>x</li><li>x</li></ol>", ["(a)", "(b)"]),
        ("<ol style='list-style-type: lower-roman'><li>x</li><li>x</li></ol>", ["(i)", "(ii)"]),
        ("<ol type='I'><li>x</li></ol>", ["I."]),
        ("<ol type='A'><li>x</li></ol>", ["A."]),
        ("<ul><li>x</li></ul>", ["•"]),
        ("<ul style='list-style: none'><li>(c) x</li><li>26. x</li></ul>", ["(c)", "26."]),
        ("<ol><li>(a) x</li></ol>", ["(a)"]),
        ("<ol><li>x<ol><li>x</li><li>x</li></ol></li></ol>", ["1.", "(a)", "(b)"]),
        ("<ol><li><p>x</p><p>y</p></li></ol>", ["1.", "y"]),
    ],
)
def test_items_have_the_marks_that_they_print_or_that_a_browser_shows(markup: str, marks: list[str]) -> None:
    assert [paragraph.split()[0] for paragraph in text(markup)] == marks


def test_a_number_in_a_cell_of_its_own_opens_the_paragraph_beside_it() -> None:
    table = "<table><tr><td>1.</td><td><p>Requests the Secretary-General to report.</p></td></tr></table>"
    assert text(table) == ["1. Requests the Secretary-General to report."]


def test_the_short_cells_of_a_row_stay_together() -> None:
    assert text("<table><tr><th>Post</th><th>Number</th></tr><tr><td>D-1</td><td>2</td></tr></table>") == [
        "Post | Number",
        "D-1 | 2",
    ]


def test_line_breaks_part_items_and_two_of_them_paragraphs() -> None:
    assert text("<p>1. States shall:<br>(a) act;<br><br>2. End.</p>") == ["1. States shall:\n(a) act;", "2. End."]


FOOTNOTES = {
    "superscripts": "<p>The Code<sup>1</sup> here.</p><p><sup>1</sup> See A/55/1.</p>",
    "links": "<p>The Code<a href='#f1'>[1]</a> here.</p><p id='f1'>[1] See A/55/1.</p>",
    "a list": "<p>The Code<sup><a href='#f1'>1</a></sup> here.</p><ol><li id='f1'>See A/55/1.<a href='#r'>↩</a></ol>",
    "named anchors": "<p>The Code<sup><a href='#f1'>1</a></sup> here.</p><p><a name='f1'></a>1. See A/55/1.</p>",
}


@pytest.mark.parametrize("style", FOOTNOTES)
def test_footnotes_and_their_marks_find_each_other(style: str) -> None:
    first, note = text(FOOTNOTES[style])
    assert first == "The Code¹ here."
    assert note.replace("¹ ", "¹") == "¹See A/55/1."


def test_an_ordinal_is_no_footnote_mark() -> None:
    assert text("<p>The 1<sup>st</sup> meeting of <a href='#x'>States</a>.</p>") == ["The 1st meeting of States."]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [("utf-8", ""), ("cp1252", ""), ("latin-1", "<meta charset='iso-8859-1'>"), ("utf-16", ""), ("utf-8-sig", "")],
)
def test_the_encoding_is_told_by_the_page_or_by_its_bytes(encoding: str, head: str) -> None:
    assert text("<p>Côte d’Ivoire shall act.</p>".replace("’", "'"), encoding, head) == ["Côte d'Ivoire shall act."]


def test_old_pages_with_open_tags_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.htm"
    path.write_text(
        "<HTML><BODY><CENTER>A/RES/46/152</CENTER><P>The General Assembly,<P><I>Recalling</I> its resolution 45/108,"
        "<P>1. <I>Requests</I> the Secretary-General:<P>(a) To act;<P>(b) To report.",
        encoding="utf-8",
    )
    (document,) = read_documents(path)
    assert document.symbol == "A/RES/46/152"
    assert [p.leaf for p in document.walk() if p.leaf] == ["1", "1(a)", "1(b)"]
    assert document.source.format == "html"
