"""An organ that speaks in a resolution directs its addressees, under the names that the text gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandategraph.loaders.records import Reading

HeldIn = Callable[[str], list[tuple[str, str, str]]]
Read = Callable[..., Reading]

RESOLUTION = """\
A/RES/55/25

The General Assembly,

Recalling its resolution 53/111 of 9 December 1998,

Deeply concerned that States should act against organized crime,

5. Urges all States to sign and ratify the United Nations Convention against Transnational Organized Crime and the
protocols thereto as soon as possible;

6. Requests the Secretary-General to designate the Centre for International Crime Prevention to act as the secretariat;

7. Also requests the Secretary-General to provide the Centre for International Crime Prevention with the resources
necessary;

8. Encourages Member States to begin making adequate voluntary contributions;

9. Takes note of the report of the Ad Hoc Committee;

10. Approves the plans of action;

11. Decides to continue its consideration of the question at its fifty-sixth session.
"""


def test_the_organ_of_a_resolution_directs_its_addressees(held_in: HeldIn) -> None:
    assert held_in(RESOLUTION) == [
        ("5", "STATES", "request"),
        ("6", "SG", "request"),
        ("7", "SG", "request"),
        ("8", "STATES", "invitation"),
        ("11", "GA", "decision"),
    ]


def test_a_body_that_no_authority_file_has_is_addressed_under_its_own_name(reading_of: Read) -> None:
    reading = reading_of("1. Requests the Office for Lunar Affairs to assist Member States.")
    (directive,) = reading.directives
    assert (directive.leaf, directive.holder, directive.modality) == ("1", "OFFICE-FOR-LUNAR-AFFAIRS", "request")
    assert reading.unrecognized == {"OFFICE-FOR-LUNAR-AFFAIRS": "Office for Lunar Affairs"}


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("Requests {} to report", "request"),
        ("Urges {} to report", "request"),
        ("Calls upon {} to report", "request"),
        ("Also calls upon {} to report", "request"),
        ("Invites {} to report", "invitation"),
        ("Further invites {} to report", "invitation"),
        ("Encourages {} to report", "invitation"),
        ("Recommends that {} report", "recommendation"),
    ],
)
def test_each_verb_of_an_organ_has_its_modality(held_in: HeldIn, words: str, modality: str) -> None:
    text = f"The General Assembly,\n\n1. {words.format('the Economic and Social Council')} to it."
    assert held_in(text) == [("1", "ECOSOC", modality)]


def test_a_short_name_means_the_body_introduced_before(held_in: HeldIn) -> None:
    text = "1. The Commission on Narcotic Drugs shall meet.\n\n2. The Commission shall report."
    assert held_in(text) == [
        ("1", "CND", "obligation"),
        ("2", "CND", "obligation"),
    ]
