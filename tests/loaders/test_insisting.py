"""Drafting beyond the plain request: emphasis, restrictions, duties, an organ that goes on as "it", joined names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading

MakeDocument = Callable[[str], Document]
Read = Callable[..., Reading]


def held(reading: Reading) -> list[tuple[str, str, str]]:
    return [(each.leaf, each.holder, each.modality) for each in reading.directives]


@pytest.mark.parametrize("verb", ["Emphasizes", "Stresses", "Also underlines", "Affirms"])
def test_what_an_organ_insists_on_is_directed(reading_of: Read, verb: str) -> None:
    reading = reading_of(f"1. {verb} that Member States must publish their budgets;")
    assert held(reading) == [("1", "STATES", "obligation")]
    assert reading.directives[0].quote.text.startswith("Member States must")


@pytest.mark.parametrize(
    "sentence",
    [
        "Recognizes that Member States must publish their budgets;",
        "Emphasizes that the elections will be held next year;",
        "Stresses the work of States, which should publish their budgets;",
    ],
)
def test_belief_and_forecast_are_no_insistence(reading_of: Read, sentence: str) -> None:
    assert held(reading_of(f"1. {sentence}")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Force may be used only as a last resort.",
        "Force may only be used as a last resort.",
        "Reservations may not be made to these rules.",
    ],
)
def test_what_restricts_or_forbids_obliges(reading_of: Read, sentence: str) -> None:
    assert held(reading_of(f"1. {sentence}")) == [("1", "UNASSIGNED", "obligation")]


def test_a_duty_that_a_sentence_lays_down_obliges(reading_of: Read) -> None:
    reading = reading_of(
        "1. States have the duty to investigate such acts.",
        "2. The obligation to respect the law includes, inter alia, the duty to:\n\n(a) Publish it;\n\n(b) Apply it.",
    )
    assert held(reading) == [
        ("1", "STATES", "obligation"),
        ("2(a)", "UNASSIGNED", "obligation"),
        ("2(b)", "UNASSIGNED", "obligation"),
    ]


def test_an_organ_goes_on_as_it(reading_of: Read) -> None:
    reading = reading_of(
        "1. The Council calls upon States to strengthen border controls. To this end, it encourages international "
        "organizations to assist them. It also requests the Secretary-General to report."
    )
    assert held(reading) == [("1", "STATES", "request"), ("1", "IGO", "invitation"), ("1", "SG", "request")]


def test_items_add_to_a_sentence_that_is_whole_before_them(reading_of: Read) -> None:
    reading = reading_of(
        "1. Calls upon Member States to give effect to the provisions of the Plan and, in particular, to:\n\n"
        "(a) Train judges;\n\n(b) Publish judgements."
    )
    assert [leaf for leaf, _, _ in held(reading)] == ["1", "1(a)", "1(b)"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reiterates the invitation to Member States and other donors to contribute;", ["STATES", "FINANCE"]),
        ("Calls for the continued support of the World Health Organization;", ["WHO"]),
        ("Commends the work of the European Union and calls for its continued support;", ["EU"]),
        ("Requests the United Nations Office on Drugs and Crime (UNODC) and other international organizations to act;",
         ["UNODC", "IGO"]),
        ("Encourages the MOONMIS and the Office for Lunar Affairs to act;", ["MOONMIS", "OFFICE-FOR-LUNAR-AFFAIRS"]),
        ("Encourages the Special Representative and the European Union to act;", ["SPECIAL-REPRESENTATIVE", "EU"]),
        ("Encourages the Lunar Police Division and the Committee on Housing and Land Management to act;",
         ["LUNAR-POLICE-DIVISION", "COMMITTEE-ON-HOUSING-AND-LAND-MANAGEMENT"]),
        ("Calls upon States that have not ratified the United Nations Lunar Convention to do so;", ["STATES"]),
    ],
)  # fmt: skip
def test_each_of_those_named_holds_it_under_its_key(reading_of: Read, sentence: str, expected: list[str]) -> None:
    assert [holder for _, holder, _ in held(reading_of(f"1. {sentence}"))] == expected


def test_an_executive_head_is_that_of_the_one_programme_that_the_text_names(reading_of: Read) -> None:
    reading = reading_of(
        "1. Welcomes the work of the United Nations Environment Programme;",
        "2. Requests the Executive Director to report.",
    )
    assert held(reading) == [("2", "UNEP-EXECUTIVE-DIRECTOR", "request")]


def test_a_verb_behind_and_goes_on_from_the_subject_before_it_and_no_earlier_one(reading_of: Read) -> None:
    reading = reading_of(
        "1. Member States shall report.",
        "2. The screening shall be free and also shall determine the needs of prisoners.",
    )
    assert held(reading) == [("1", "STATES", "obligation"), ("2", "UNASSIGNED", "obligation")]


def test_an_unrecognized_body_is_known_by_words_although_a_pronoun_stands_for_it_at_times(reading_of: Read) -> None:
    reading = reading_of(
        "1. The Office for Lunar Affairs shall report. It shall publish its report.", "2. It may meet."
    )
    assert held(reading)[-1] == ("2", "OFFICE-FOR-LUNAR-AFFAIRS", "permission")
    assert set(reading.unrecognized) == {"OFFICE-FOR-LUNAR-AFFAIRS"}
    assert reading.unrecognized["OFFICE-FOR-LUNAR-AFFAIRS"].endswith("Office for Lunar Affairs")


@pytest.mark.parametrize(
    ("words", "deadlines"),
    [("by 2030", ("2030",)), ("as set out by the 2030 Agenda", ()), ("as amended by the 1972 Protocol", ())],
)
def test_a_year_that_names_an_instrument_is_no_deadline(
    reading_of: Read, words: str, deadlines: tuple[str, ...]
) -> None:
    (directive,) = reading_of(f"1. Requests States to act {words}.").directives
    assert directive.deadlines == deadlines


def test_the_words_before_a_colon_tell_what_items_with_verbs_of_their_own_are_about(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    text = (
        "Declaration on Safety\n\nWe, the Heads of State and Government,\n\n"
        "1. We are concerned about trafficking in persons. In this regard:\n\n"
        "(a) We call upon States to act;\n\n(b) We note their work."
    )
    (directive,) = read(document_of(text), shipped_authorities).directives
    assert directive.themes == ("trafficking-in-persons",)


def test_the_declaration_that_a_resolution_adopts_gives_its_theme_to_who_is_to_carry_it_out(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    text = (
        "Declaration against Corruption in Sport\n\nThe General Assembly,\n\n"
        "1. Requests the Secretary-General to disseminate the Declaration;\n\n"
        "2. Requests the Secretary-General to disseminate the report."
    )
    first, second = read(document_of(text), shipped_authorities).directives
    assert (first.themes, second.themes) == (("corruption",), ("general",))
