"""`mandates show`: one paragraph, and what rests on its words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from mandategraph.vocabulary import ID

Answer = Callable[..., str]


@pytest.mark.parametrize(
    "written",
    [
        ("A/RES/56/261 4(e)",),
        ("A/RES/56/261", "4(e)"),
        ("56/261 4 (e)",),
        ("56/261", "4e"),
        ("A/RES/56/261, annex, para. 4(e)",),
        ("General Assembly resolution 56/261, annex, paragraph 4 (e)",),
        ("para. 4(e) of A/RES/56/261",),
        (f"{ID}A-RES-56-261/annex#para_4__point_e",),
        ("<A-RES-56-261/annex#para_4__point_e__cicp>",),
    ],
)
def test_an_address_is_understood_as_people_write_it(answer: Answer, written: tuple[str, ...]) -> None:
    page = json.loads(answer("show", *written, "--format", "json"))
    assert page["iri"] == f"{ID}A-RES-56-261/annex#para_4__point_e"


def test_a_paragraph_is_shown_under_its_headings_and_its_chapeau(answer: Answer) -> None:
    text = answer("show", "56/261 4(e)")
    path = (
        "A/RES/56/261, annex — ",
        "  I. ACTION AGAINST",
        "    B. International actions",
        "      4. The Centre",
        "\n4(e)  ",
    )
    places = [text.index(step) for step in path]
    assert places == sorted(places)


def test_the_words_that_a_record_rests_on_are_marked_with_its_number(answer: Answer) -> None:
    text = " ".join(answer("show", "Vienna Declaration 16").split())
    assert "16 [We further commit ourselves" in text
    assert "and [we invite the Commission on Crime Prevention and Criminal Justice to request" in text
    assert "development of such an instrument.](2) We shall consider" in text
    assert "1. States — commitment" in text
    assert "2. Commission on Crime Prevention and Criminal Justice — invitation" in text
    assert "onward to Secretary-General" in text


def test_a_record_tells_its_details_by_name_and_no_key_or_iri(answer: Answer) -> None:
    text = answer("show", "56/261 12(b)")
    details = dict(re.findall(r"^   (\S.*?)  +(\S.*)$", text, re.M))
    assert details["held today by"] == "United Nations Office on Drugs and Crime"
    assert "United Nations Interregional Crime and Justice" in details["partners"]
    assert details["themes"] == "Trafficking in persons"
    assert details["implements"] == "A/RES/55/59, annex, para. 14"
    assert details["read by rule"] == "chapeau/modal, passed down by the chapeau of 12"
    assert "http" not in text


def test_paragraphs_of_another_instrument_are_told_together(answer: Answer) -> None:
    assert re.search(r"implements +A/RES/55/59, annex, paras\. 5, 6, 7 and 10$", answer("show", "56/261 4e"), re.M)


def test_a_paragraph_with_points_is_shown_with_them(answer: Answer) -> None:
    text = answer("show", "46/152", "26")
    assert re.search(
        r"^26  The commission shall have the following functions:\n  26\(a\)  \[To provide policy", text, re.M
    )
    assert "\n5 directives rest on these words.\n" in text
    assert "\n3. 26(c): Commission on Crime Prevention and Criminal Justice — obligation\n" in text


def test_a_footnote_that_directs_is_shown_like_a_paragraph(answer: Answer) -> None:
    text = answer("show", "46/152 fn9")
    assert "\nfn9  [The secretariat of the programme shall keep a list of such experts.](1) [" in text
    assert "\n3. Nobody — obligation\n" in text


def test_an_unnumbered_paragraph_has_a_number_of_its_own(answer: Answer) -> None:
    assert "\nu1  [Proclaim our political will" in answer("show", "49/748 u1")


def test_a_paragraph_shows_its_footnotes_and_what_implements_it(answer: Answer) -> None:
    text = answer("show", "Vienna Declaration, para. 16")
    assert "footnote 2 Resolution 51/191, annex." in text
    assert "Implemented by\n   A/RES/56/261, annex, II. ACTION AGAINST CORRUPTION" in text


def test_a_change_to_a_body_is_told_where_it_is_written(answer: Answer) -> None:
    text = " ".join(answer("show", "46/152", "27").split())
    assert "Changes to bodies Dissolved (called for): Committee on Crime Prevention and Control" in text


def test_a_section_is_shown_with_everything_in_it(answer: Answer) -> None:
    text = answer("show", "section", "XV", "of", "56/261")
    assert "\nXV.  ACTION ON RESTORATIVE JUSTICE\n" in text
    assert "    48(c)  [Convene a meeting of experts" in text


def test_a_paragraph_that_directs_nothing_says_so(answer: Answer) -> None:
    assert answer("show", "55/59", "4").endswith("\nNo directives rest on these words.\n")


def test_the_page_as_json_has_the_offsets_of_each_quote(answer: Answer) -> None:
    page = json.loads(answer("show", "Vienna Declaration 16", "--format", "json"))
    texts = {passage["iri"]: passage["text"] for passage in page["passages"]}
    assert len(page["directives"]) == 2
    for directive in page["directives"]:
        assert texts[directive["passage"]][directive["start"] : directive["end"]] == directive["quote"]


def test_a_record_tells_how_it_was_read(answer: Answer) -> None:
    words = " ".join(answer("show", "--explain", "56/261 4(e)").split())
    assert "The words are an item of a list. The introductory clause above it directs" in words
    assert "holder “The Centre for International Crime Prevention”, in 4" in words
    assert "verb “will”, in 4: undertaking" in words
    assert "condition as appropriate: “as appropriate”, in 4" in words


def test_the_explanation_stands_in_json_as_well(answer: Answer) -> None:
    page = json.loads(answer("show", "--explain", "56/261 2", "--format", "json"))
    assert set(page["accounts"]) == {directive["iri"] for directive in page["directives"]}
    assert "accounts" not in json.loads(answer("show", "56/261 2", "--format", "json"))
