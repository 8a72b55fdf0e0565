"""What a text does to bodies: it establishes, dissolves, renames or upgrades them, or calls for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mandategraph.loaders.records import Reading

Read = Callable[..., Reading]
Readings = Mapping[str, Reading]

PARIS = "A/RES/46/152"


@pytest.mark.parametrize(
    ("leaf", "kind", "original", "words"),
    [
        ("27", "dissolved", "CCPC", "The Committee on Crime Prevention and Control should be dissolved"),
        ("32", "upgraded", "CPCJB", "an upgrading of the Crime Prevention and Criminal Justice Branch"),
        ("44", "renamed", "FUND", "Trust Fund for Social Defence, to be renamed"),
    ],
)
def test_a_text_that_calls_for_the_change_of_a_body_gives_a_change_not_yet_effected(
    readings: Readings, leaf: str, kind: str, original: str, words: str
) -> None:
    (change,) = [change for change in readings[PARIS].changes if change.leaf == leaf]
    assert (change.kind, change.original, change.effected) == (kind, original, False)
    assert words in change.quote.text


def test_a_body_that_is_to_be_established_is_the_resulting_one(readings: Readings) -> None:
    (change,) = [change for change in readings[PARIS].changes if change.leaf == "23"]
    assert (change.kind, change.original, change.resulting) == ("established", "", "CCPCJ")


def test_who_takes_the_functions_of_a_dissolved_body_is_its_result(readings: Readings) -> None:
    (change,) = [change for change in readings[PARIS].changes if change.leaf == "27"]
    assert change.resulting == "CCPCJ"


@pytest.mark.parametrize(
    "sentence",
    [
        "Recalls that the Permanent Forum on Indigenous Issues has been established and was created for them;",
        "Decides that the sanctions shall end when the International Law Commission is established;",
    ],
)
def test_a_change_that_is_told_or_awaited_is_none(reading_of: Read, sentence: str) -> None:
    assert reading_of(f"1. {sentence}").changes == ()


def test_a_body_that_is_hereby_established_is(reading_of: Read) -> None:
    (change,) = reading_of("1. The International Law Commission is hereby established.").changes
    assert (change.kind, change.resulting, change.effected) == ("established", "ILC", True)


@pytest.mark.parametrize(
    "sentence",
    [
        # A/RES/78/230 and A/RES/79/235
        "Decides to establish a Member State-led, open-ended ad hoc intergovernmental committee for the purpose of "
        "drafting terms of reference for a United Nations framework convention on international tax cooperation;",
        # A/RES/45/112
        "Youth organizations should be created or strengthened at the local level and given full participatory status.",
    ],
)
def test_nothing_happens_to_a_collective_actor(reading_of: Read, sentence: str) -> None:
    assert reading_of(f"1. {sentence}").changes == ()


def test_no_collective_actor_takes_the_place_of_a_body(reading_of: Read) -> None:
    (change,) = reading_of("1. Decides to abolish the International Law Commission, to be replaced by States.").changes
    assert (change.kind, change.original, change.resulting) == ("dissolved", "ILC", "")


@pytest.mark.parametrize(
    "sentence",
    [
        # S/2018/1134
        "A joint and agreed upon Redeployment Coordination Committee chaired by the United Nations and comprised of, "
        "but not limited to, members of the parties shall be established to oversee the cease-fire.",
        # A/51/950
        "An office of the Emergency Relief Coordinator will be established to replace the present Department.",
        # A/RES/63/253
        "The Registries of the Dispute Tribunal shall be established in New York, Geneva and Nairobi.",
        # A/RES/32/197
        "Close co-operation with the United Nations Development Programme should be established.",
    ],
)
def test_nothing_happens_to_whoever_the_subject_of_the_sentence_only_names(reading_of: Read, sentence: str) -> None:
    assert reading_of(f"1. {sentence}").changes == ()


def test_a_body_that_is_renamed_in_passing_is_a_subject_all_the_same(reading_of: Read) -> None:
    words = "Invites States to contribute to the United Nations Children’s Fund, to be renamed the Fund for Children."
    (change,) = reading_of(f"1. {words}").changes
    assert (change.kind, change.original) == ("renamed", "UNICEF")
