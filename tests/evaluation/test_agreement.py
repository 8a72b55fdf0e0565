"""A reading beside the registry's own: what counts as right, extra and missed, and what is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandategraph.errors import InputError
from mandategraph.evaluation.agreement import agreement
from mandategraph.evaluation.disagreements import (
    CITATIONS,
    FIELDS,
    HOLDERS,
    KINDS,
    NUMBERS,
    PARAGRAPHS,
    VERBS,
    Agreement,
    DocumentAgreement,
    Side,
)
from mandategraph.evaluation.scores import Score
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.sources import SourceFile
from mandategraph.presentation import options

TITLE = {"text": "77/1. Crime prevention", "type": "title"}
FORMULA = {"text": "The General Assembly,", "type": "paragraph", "paragraph_type": "preambular"}
RECITAL = {
    "text": "Recalling its resolution 55/25 of 15 November 2000,",
    "type": "paragraph",
    "paragraph_type": "preambular",
    "links": [["55/25", "https://undocs.org/en/A/RES/55/25"]],
}


def charge(verb: str, *names: str, kind: str = "directive") -> dict[str, Any]:
    return {
        "action_verb": verb,
        "action_verb_normalized": verb,
        "action_verb_type": kind,
        "assignees": [{"assignee": name} for name in names],
    }


def operative(number: str, text: str, *mandates: dict[str, Any], **fields: object) -> dict[str, Any]:
    return {
        "prefix": number,
        "text": text,
        "type": "paragraph",
        "paragraph_type": "operative",
        "mandates": list(mandates),
        **fields,
    }


REPORT = operative(
    "1.", "Requests the Secretary-General to report on the matter;", charge("request", "Secretary-General")
)
COOPERATE = operative(
    "2.", "Invites Member States and the private sector to cooperate.", charge("invite", "Member States")
)


def file(*paragraphs: object, name: str = "A_RES_77_1.json", collected: bool = False) -> SourceFile:
    data = json.dumps([TITLE, FORMULA, RECITAL, *paragraphs]).encode()
    return SourceFile(Path(name), data, collected, 1.0)


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return Authorities.load()


def compared(authorities: Authorities, *paragraphs: object) -> DocumentAgreement:
    (found,) = agreement([file(*paragraphs)], authorities).documents
    return found


def differences(found: DocumentAgreement, field: str) -> list[tuple[Side, str]]:
    return sorted((each.side, each.value) for each in found.disagreements if each.field == field)


def test_a_holder_that_both_have_is_right_and_one_of_ours_alone_is_extra(authorities: Authorities) -> None:
    found = compared(authorities, REPORT, COOPERATE)
    assert found.scores[HOLDERS] == Score(right=2, extra=1)
    assert found.by_verb == {"request": Score(right=1), "invite": Score(right=1, extra=1)}
    assert differences(found, HOLDERS) == [(Side.OURS, "PRIVATE")]


def test_a_holder_of_the_registry_alone_is_missed(authorities: Authorities) -> None:
    found = compared(
        authorities,
        operative("1.", REPORT["text"], charge("request", "Secretary-General", "Economic and Social Council")),
    )
    assert found.scores[HOLDERS] == Score(right=1, missed=1)
    (missed,) = (each for each in found.disagreements if each.field == HOLDERS)
    assert (missed.side, missed.value, missed.others, missed.verb) == (Side.REGISTRY, "ECOSOC", ("SG",), "request")


def test_a_difference_shows_the_words_of_verb_and_holder(authorities: Authorities) -> None:
    (extra,) = (each for each in compared(authorities, COOPERATE).disagreements if each.field == HOLDERS)
    marked = [extra.passage.text[mark.start : mark.end] for mark in extra.passage.marks]
    assert marked == ["Invites", "the private sector"]


def test_another_verb_for_the_same_holder_is_a_difference_of_verbs_only(authorities: Authorities) -> None:
    found = compared(authorities, operative("1.", REPORT["text"], charge("urge", "Secretary-General")))
    assert found.scores[HOLDERS] == Score(right=1)
    assert found.scores[VERBS] == Score(extra=1, missed=1)
    assert differences(found, VERBS) == [(Side.OURS, "SG: request"), (Side.REGISTRY, "SG: urge")]


@pytest.mark.parametrize(
    "paragraph",
    [
        operative("1.", "Decides that the Secretary-General shall report;", charge("decide", "GA", kind="deciding")),
        operative("1.", REPORT["text"], charge("request", "Secretary-General"), language="french"),
        operative("1.", REPORT["text"], charge("request", "Secretary-General"), paragraph_type="preambular"),
    ],
)
def test_what_cannot_be_compared_is_left_out(authorities: Authorities, paragraph: dict[str, Any]) -> None:
    assert compared(authorities, paragraph, COOPERATE).scores[HOLDERS] == Score(right=1, extra=1)


def test_without_mandates_of_the_registry_holders_are_not_compared(authorities: Authorities) -> None:
    found = compared(authorities, operative("1.", REPORT["text"]))
    assert HOLDERS not in found.scores
    assert found.scores[PARAGRAPHS] == Score(right=1)


def test_citations_are_compared_where_the_registry_links_some(authorities: Authorities) -> None:
    linked = operative(
        "1.", "Takes note of A/77/10 and resolution 55/61;", links=[["A/77/10", ""], ["its fourth decade", ""]]
    )
    found = compared(authorities, linked, operative("2.", "Takes note of A/77/11."))
    assert found.scores[CITATIONS] == Score(right=2, extra=1, missed=1)
    assert differences(found, CITATIONS) == [(Side.OURS, "A/RES/55/61"), (Side.REGISTRY, "its fourth decade")]


def test_paragraphs_are_compared_by_their_words_kinds_and_numbers(authorities: Authorities) -> None:
    called_preambular = operative("3.", "Notes with appreciation the report;", paragraph_type="preambular")
    in_two = operative("4.", "Decides to remain seized of the matter. And of")
    found = compared(authorities, REPORT, COOPERATE, called_preambular, in_two, {"text": "no other matter."})
    assert differences(found, KINDS) == [(Side.OURS, "operative"), (Side.REGISTRY, "preambular")]
    assert found.scores[KINDS] == Score(right=4, extra=1, missed=1)
    assert found.scores[NUMBERS] == Score(right=2)
    assert differences(found, PARAGRAPHS) == [(Side.OURS, "4."), (Side.REGISTRY, "4.")]


def test_the_total_is_the_sum_whatever_the_order_of_the_files(authorities: Authorities) -> None:
    first, second = file(REPORT, COOPERATE), file(COOPERATE, name="A_RES_77_2.json")
    found = agreement([first, second], authorities)
    assert found.total[HOLDERS] == Score(right=3, extra=2)
    assert found.by_verb == {"invite": Score(right=2, extra=2), "request": Score(right=1)}
    assert agreement([second, first], authorities) == found


def test_a_sample_is_the_same_each_time_and_never_larger_than_all(authorities: Authorities) -> None:
    names = [f"A_RES_77_{number}.json" for number in range(1, 9)]
    found = agreement([file(COOPERATE, name=name) for name in names], authorities)
    sample = found.disagreements(HOLDERS, 3, seed=5)
    assert len(sample) == 3
    assert sample == found.disagreements(HOLDERS, 3, seed=5)
    assert {each.document for each in sample} != {each.document for each in found.disagreements(HOLDERS, 3, seed=6)}
    assert len(found.disagreements(HOLDERS, 100)) == len(names)
    assert found.disagreements(HOLDERS, 0) == []


def test_a_file_of_a_collection_that_cannot_be_read_is_noted_with_the_reason(authorities: Authorities) -> None:
    damaged = SourceFile(Path("archive/b.json"), b"[{", True, 0.5)
    refused = SourceFile(Path("archive/c.json"), b"", True, 0.7, refusal="archive/c.json: a link")
    found = agreement([damaged, file(REPORT, collected=True), refused], authorities)
    assert [each.document for each in found.documents] == ["A_RES_77_1"]
    assert found.notes[0].startswith("archive/b.json: line 1: not valid JSON")
    assert found.notes[1] == "archive/c.json: a link"


def test_a_named_file_has_to_be_right(authorities: Authorities) -> None:
    with pytest.raises(InputError, match=r"^b\.json: line 1: not valid JSON"):
        agreement([file(REPORT), SourceFile(Path("b.json"), b"[{", False, 1.0)], authorities)


def test_a_collection_without_any_document_of_the_registry_is_refused(authorities: Authorities) -> None:
    odd = SourceFile(Path("folder/read.me"), b"words", True, 1.0)
    with pytest.raises(InputError, match="no document of the registry among 1 files"):
        agreement([odd], authorities)


def test_an_agreement_on_nothing_has_no_totals() -> None:
    assert Agreement(()).total == {}


def test_what_the_command_offers_is_what_is_compared() -> None:
    assert options.COMPARED == FIELDS
