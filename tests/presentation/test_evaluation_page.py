"""An evaluation as text, as JSON and as a page, from values made by hand."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mandategraph.evaluation.results import (
    Case,
    Evaluation,
    FieldDifference,
    InstrumentResult,
    Kind,
    Passage,
)
from mandategraph.evaluation.scores import Score
from mandategraph.loaders.document import Span
from mandategraph.presentation.evaluation import render_evaluation

MISSED = Case(
    kind=Kind.MISSED,
    leaf="2",
    holder="CCPCJ",
    modality="request",
    line=7,
    cue="the <Commission>",
    beside=("STATES (request)",),
    headings=("I. ACTION",),
    passages=(Passage("2", "Requests the <Commission> & others to act.", (Span(9, 25),)),),
)
EXTRA = Case(
    kind=Kind.EXTRA,
    leaf="3",
    holder="STATES",
    modality="undertaking",
    rule="chapeau/modal",
    holder_words="States",
    cue_words="will",
    condition_words=("on request",),
    passages=(Passage("3", "States will:", (Span(0, 6), Span(7, 11))), Passage("3(a)", "Act.", (Span(0, 4),))),
)
DIFFERS = Case(
    kind=Kind.DIFFERS,
    leaf="4",
    holder="SG",
    modality="request",
    rule="organ-directs",
    fields=(FieldDifference("themes", ("corruption",), ("general", "drugs")), FieldDifference("cites", ("cbd",), ())),
    passages=(Passage("4", "Requests him to act."),),
)
SCORES = {"directives": Score(2, 1, 1), "themes": Score(0, 2, 1), "deadlines": Score()}
ONE = InstrumentResult("A/RES/1/1", "First", 3, 3, SCORES, (MISSED, EXTRA, DIFFERS), ("2", "3", "4"))
TWO = InstrumentResult("A/RES/1/2", "Second", 1, 1, {"directives": Score(1)}, ())
EVALUATION = Evaluation((ONE, TWO), not_in_gold=("A/RES/1/3",), notes=("gold.jsonl: line 9: no leaf <9>",))


@pytest.fixture(scope="module")
def text() -> str:
    return render_evaluation(EVALUATION, "table")


@pytest.fixture(scope="module")
def page() -> str:
    return render_evaluation(EVALUATION, "html")


# --- as text -----------------------------------------------------------------------------------------------------


def row(text: str, name: str) -> list[str]:
    return next(line.split() for line in text.splitlines() if line.startswith(f"{name} "))


def test_the_text_begins_with_the_scores_over_all_instruments(text: str) -> None:
    total = text.partition("All 2 instruments")[2]
    assert row(total, "directives") == ["directives", "0.750", "0.750", "0.750", "3", "1", "1"]
    assert row(total, "deadlines") == ["deadlines", "–", "–", "–", "0", "0", "0"]


def test_one_instrument_alone_has_no_scores_over_all() -> None:
    assert "All " not in render_evaluation(Evaluation((TWO,)), "table")


def test_the_text_says_what_was_compared(text: str) -> None:
    assert "A/RES/1/1 — First\n=================\n3 directives in the gold, 3 read in paragraphs 2, 3, 4\n" in text
    assert text.endswith("Not compared, as the gold has nothing on them: A/RES/1/3\n")


def test_the_text_shows_each_difference_in_its_context(text: str) -> None:
    assert (
        "2 — CCPCJ: missed (request)\n"
        "    I. ACTION\n"
        "    2  Requests [the <Commission>] & others to act.\n"
        "    read here        STATES (request)\n"
        "    gold             line 7: “the <Commission>”\n"
    ) in text
    assert (
        "3 — STATES: extra (undertaking)\n"
        "    3  [States] [will]:\n"
        "    3(a)  [Act.]\n"
        "    gold here        nothing\n"
        "    rule             chapeau/modal\n"
        "    holder’s words   States\n"
        "    verb             will\n"
        "    conditions’ words on request\n"
    ) in text
    assert (
        "4 — SG: other fields (request)\n"
        "    4  Requests him to act.\n"
        "    themes           only the gold has: corruption; only was read: general, drugs\n"
        "    cites            only the gold has: cbd\n"
    ) in text


# --- as JSON -----------------------------------------------------------------------------------------------------


def test_json_has_scores_and_cases() -> None:
    found = json.loads(render_evaluation(EVALUATION, "json"))
    assert found["total"]["directives"] == {
        "precision": 0.75,
        "recall": 0.75,
        "f1": 0.75,
        "right": 3,
        "extra": 1,
        "missed": 1,
    }
    one, two = found["instruments"]
    assert (one["symbol"], one["gold"], one["read"], one["paragraphs"]) == ("A/RES/1/1", 3, 3, ["2", "3", "4"])
    assert two["paragraphs"] is None
    assert one["scores"]["deadlines"]["f1"] is None
    missed, extra, differs = one["cases"]
    assert (missed["kind"], missed["line"], missed["beside"]) == ("missed", 7, ["STATES (request)"])
    assert extra["passages"][0] == {
        "leaf": "3",
        "text": "States will:",
        "marks": [{"start": 0, "end": 6}, {"start": 7, "end": 11}],
    }
    assert differs["fields"][0] == {"field": "themes", "missed": ["corruption"], "extra": ["general", "drugs"]}
    assert found["not_in_gold"] == ["A/RES/1/3"]


# --- as a page ---------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """The elements of a page, and whether they are closed in order."""

    VOID = ("meta", "input")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def elements(page: str) -> Elements:
    return Elements(page)


def test_the_page_is_whole_and_well_formed(page: str, elements: Elements) -> None:
    assert page.startswith("<!DOCTYPE html>")
    assert elements.open == []
    assert elements.words["title"] == ["Reading against gold: A/RES/1/1, A/RES/1/2"]


def test_the_page_needs_nothing_from_elsewhere(page: str, elements: Elements) -> None:
    assert "http" not in page
    assert elements.all("link") == elements.all("img") == []
    assert all("src" not in attributes for attributes in elements.all("script"))
    assert "@import" not in page and "url(" not in page


def test_words_of_the_text_cannot_become_markup(page: str) -> None:
    assert "Requests <mark>the &lt;Commission&gt;</mark> &amp; others to act." in page
    assert "no leaf &lt;9&gt;" in page


def test_every_difference_is_an_article_with_room_for_a_verdict_and_a_remark(elements: Elements) -> None:
    articles = elements.all("article")
    assert [article["data-kind"] for article in articles] == ["missed", "extra", "differs"]
    assert len({article["data-key"] for article in articles}) == 3
    assert len(elements.all("fieldset")) == len(elements.words["legend"]) == 3
    radios = [each for each in elements.all("input") if each["type"] == "radio"]
    assert [sum(each["name"] == f"verdict-{number}" for each in radios) for number in (1, 2, 3)] == [3, 3, 3]
    assert sum(each["type"] == "text" for each in elements.all("input")) == 3


def test_the_page_can_be_used_without_seeing_it(elements: Elements) -> None:
    (root,) = elements.all("html")
    assert root["lang"] == "en"
    assert len(elements.all("main")) == len(elements.all("h1")) == 1
    names = {attributes["id"] for _, attributes in elements.found if "id" in attributes}
    for _, attributes in elements.found:
        for reference in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(reference, next(iter(names))) in names
    assert all(heading["scope"] in ("row", "col") for heading in elements.all("th"))
    assert len(elements.words["caption"]) == len(elements.all("table")) == 3
    # Every control stands in its label.
    assert len(elements.all("label")) == len(elements.all("input")) + len(elements.all("select"))
    levels = [int(tag[1]) for tag, _ in elements.found if tag in ("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_links_lead_to_places_on_the_page(elements: Elements) -> None:
    names = {f"#{attributes['id']}" for _, attributes in elements.found if "id" in attributes}
    links = [link["href"] for link in elements.all("a")]
    assert links == ["#instrument-1", "#instrument-2"]
    assert set(links) <= names


def test_the_page_can_be_printed(page: str) -> None:
    assert "@media print" in page
    assert "break-inside: avoid" in page


def test_what_only_scripts_can_do_is_hidden_without_them(elements: Elements) -> None:
    (tools,) = [attributes for attributes in elements.all("div") if attributes.get("class") == "tools"]
    assert "hidden" in tools


def test_a_reading_without_differences_says_so() -> None:
    found = render_evaluation(Evaluation((TWO,)), "html")
    assert "<p>No differences.</p>" in found
    assert 'class="tools"' not in found
