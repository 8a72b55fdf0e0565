"""The page of a provision, from values made by hand."""

from __future__ import annotations

import json

from mandategraph.graph.provisions import Passage, ProvisionPage, Rested
from mandategraph.presentation.provision import marked, render_page

TEXT = "We request A and invite B."
PASSAGE = Passage(iri="p", label="4", depth=0, heading=False, text=TEXT)


def rested(start: int, end: int, passage: str = "p", **more: str) -> Rested:
    values = {"iri": "d", "leaf": "4", "holder": "States", "modality": "Request", "rule": "modal", "chapeau": ""} | more
    return Rested(**values, passage=passage, quote=TEXT[start:end], start=start, end=end, details={})


def page(*directives: Rested, passages: tuple[Passage, ...] = (PASSAGE,)) -> ProvisionPage:
    return ProvisionPage("p", "A/RES/1/1", "Title", ("I. PART",), passages, ("2 Note.",), directives, (), ())


def test_words_are_marked_with_the_number_of_their_record() -> None:
    assert marked(PASSAGE, [rested(0, 12), rested(17, 25)]) == "[We request A](1) and [invite B](2)."


def test_marks_stand_inside_each_other() -> None:
    assert marked(PASSAGE, [rested(0, 25), rested(17, 25)]) == "[We request A and [invite B](2)](1)."


def test_marks_follow_each_other_without_a_gap() -> None:
    assert marked(PASSAGE, [rested(0, 12), rested(12, 25)]) == "[We request A](1)[ and invite B](2)."


def test_two_records_may_rest_on_the_same_words() -> None:
    assert marked(PASSAGE, [rested(3, 12), rested(3, 12)]) == "We [[request A](2)](1) and invite B."


def test_a_record_marks_only_its_own_passage() -> None:
    assert marked(PASSAGE, [rested(0, 12, passage="other")]) == TEXT


def test_the_page_leads_from_the_instrument_to_the_record() -> None:
    assert render_page(page(rested(0, 12, chapeau="3")), "text") == (
        "A/RES/1/1 — Title\n"
        "  I. PART\n"
        "\n"
        "4  [We request A](1) and invite B.\n"
        "    footnote 2 Note.\n"
        "\n"
        "1 directive rests on these words.\n"
        "\n"
        "1. States — request\n"
        "   read by rule       modal, passed down by the chapeau of 3\n"
    )


def test_records_of_several_passages_are_told_apart_by_leaf() -> None:
    point = Passage(iri="q", label="4(a)", depth=1, heading=False, text=TEXT)
    text = render_page(page(rested(0, 12, passage="q", leaf="4(a)"), passages=(PASSAGE, point)), "text")
    assert "\n  4(a)  [We request A](1)" in text
    assert "\n1. 4(a): States — request\n" in text


def test_a_directive_without_a_holder_is_nobodys() -> None:
    assert "\n1. Nobody — request\n" in render_page(page(rested(0, 12, holder="")), "text")


def test_a_page_without_records_says_so() -> None:
    assert render_page(page(), "text").endswith("\nNo directives rest on these words.\n")


def test_json_has_all_the_page_has() -> None:
    read = json.loads(render_page(page(rested(0, 12)), "json"))
    assert (read["identifier"], read["passages"][0]["text"]) == ("A/RES/1/1", TEXT)
    assert read["directives"][0]["quote"] == "We request A"
