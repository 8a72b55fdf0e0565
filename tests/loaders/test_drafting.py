"""How resolutions are drafted, sentence in and directives out.

The sentences follow the wording of resolutions of the General Assembly and of the Security Council.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.reading import read

MakeDocument = Callable[[str], Document]


class Direction(NamedTuple):
    leaf: str
    holder: str
    modality: str


@pytest.fixture
def directed(document_of: MakeDocument, shipped_authorities: Authorities) -> Callable[..., list[Direction]]:
    """Read operative paragraphs of a resolution of the General Assembly into who is directed, and how."""

    def directions(*paragraphs: str) -> list[Direction]:
        text = "The General Assembly,\n\nRecalling its resolution 55/1,\n\n" + "\n\n".join(paragraphs)
        reading = read(document_of(text), shipped_authorities)
        return [Direction(each.leaf, each.holder, each.modality) for each in reading.directives]

    return directions


Directed = Callable[..., list[Direction]]


def holders(directions: list[Direction]) -> list[str]:
    return [direction.holder for direction in directions]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Invites Member States and interested institutions to promote the Guidelines;", ["STATES", "INSTITUTIONS"]),
        ("Invites interested institutions and Member States to promote the Guidelines;", ["INSTITUTIONS", "STATES"]),
        ("Urges Governments, the private sector and other actors concerned to act;", ["STATES", "PRIVATE", "ACTORS"]),
        (
            "Urges Member States, the United Nations and humanitarian and development organizations to act;",
            ["STATES", "UN", "IGO"],
        ),
        (
            "Calls upon Governments, within their respective mandates, and non-governmental organizations to act;",
            ["STATES", "NGO"],
        ),
        ("Reiterates its call on Sahel, West African and Maghreb States to enhance cooperation;", ["STATES"]),
        ("Calls upon user States and States bordering straits to cooperate;", ["STATES"]),
        ("Invites the governing bodies of the United Nations funds and programmes to continue;", ["UNSYSTEM"]),
        (
            "Requests the intergovernmental negotiating committee to complete its work;",
            ["INTERGOVERNMENTAL-NEGOTIATING-COMMITTEE"],
        ),
        (
            "Invites all relevant funding institutions and bilateral donors to help;",
            ["FUNDING-INSTITUTIONS", "FINANCE"],
        ),
        ("Encourages the effective implementation by member States of the Framework;", ["STATES"]),
        (
            "Invites the Bureau of the preparatory committee to convene meetings;",
            ["BUREAU-OF-THE-PREPARATORY-COMMITTEE"],
        ),
    ],
)
def test_all_who_are_addressed_hold_it(directed: Directed, sentence: str, expected: list[str]) -> None:
    assert sorted(holders(directed(f"1. {sentence}"))) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "Requests the Secretary-General to report in cooperation with interested institutions;",
        "Requests the Secretary-General to assist States, institutions and other organizations;",
        "Requests the Secretary-General, as appropriate, to report to Member States and other entities;",
    ],
)
def test_partners_and_beneficiaries_hold_nothing(directed: Directed, sentence: str) -> None:
    assert holders(directed(f"1. {sentence}")) == ["SG"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Encourages the efforts of Member States to prevent crime;",
        "Encourages the activities of Member States in this area;",
        "Calls for increased cooperation among States in this field;",
    ],
)
def test_whoever_is_encouraged_in_a_deed_holds_it(directed: Directed, sentence: str) -> None:
    assert holders(directed(f"1. {sentence}")) == ["STATES"]


@pytest.mark.parametrize(
    "opening",
    [
        "Rejects attempts at the justification of terrorist acts",
        "Remains concerned about the growth of crime",
        "Welcomes the report",
        "Also welcomes the proposal to establish a fund",
    ],
)
@pytest.mark.parametrize("joint", [", and", ", and in this regard", ", and, in that context,", ","])
def test_a_second_verb_directs_whatever_the_first_one_says(directed: Directed, opening: str, joint: str) -> None:
    directions = directed(f"1. {opening}{joint} calls upon all Member States to adopt measures;")
    assert directions == [Direction("1", "STATES", "request")]


def test_the_second_of_two_parallel_clauses_has_its_own_subject(directed: Directed) -> None:
    directions = directed("1. Decides that regional meetings shall be held, and that all States should attend them;")
    assert directions == [
        Direction("1", "UNASSIGNED", "obligation"),
        Direction("1", "STATES", "recommendation"),
    ]


def test_a_pronoun_means_whom_the_sentence_named_last(directed: Directed) -> None:
    directions = directed(
        "1. Urges Member States to cooperate;",
        "2. Welcomes the reforms carried out by the Secretary-General, and invites him to report on them;",
        "3. Also requests him to convene a meeting;",
    )
    assert [(each.leaf, each.holder) for each in directions] == [("1", "STATES"), ("2", "SG"), ("3", "SG")]


def test_these_organizations_are_those_just_named(directed: Directed) -> None:
    (first, second) = directed(
        "1. Non-governmental organizations should be consulted.",
        "2. These organizations should encourage voluntary projects.",
    )
    assert (first.holder, second.holder) == ("UNASSIGNED", "NGO")


def test_nobody_holds_what_should_be_so(directed: Directed) -> None:
    directions = directed("1. The well-being of young persons should be the focus of any preventive programme.")
    assert directions == [Direction("1", "UNASSIGNED", "recommendation")]


def test_an_obligation_can_be_said_to_be_one(directed: Directed) -> None:
    directions = directed("1. Governments are under an obligation to make education accessible.")
    assert directions == [Direction("1", "STATES", "obligation")]


def test_items_that_name_their_addressees_are_directed_at_those(directed: Directed) -> None:
    directions = directed(
        "1. Invites:",
        "(a) Non-governmental organizations to participate in the work;",
        "(b) Financial institutions, such as the World Bank, to consider its priorities;",
    )
    assert {(each.leaf, each.holder) for each in directions} == {
        ("1(a)", "NGO"),
        ("1(b)", "FINANCE"),
        ("1(b)", "WORLD-BANK"),
    }


@pytest.mark.parametrize("lead", ["In this regard, we:", "To that end, we will:"])
def test_an_item_of_we_that_requests_is_directed_at_its_addressee(
    document_of: MakeDocument, shipped_authorities: Authorities, lead: str
) -> None:
    text = (
        f"We, the Heads of State and Government,\n\n1. {lead}\n\n(a) Request the Secretary-General to report;\n\n"
        "(b) Strongly urge Governments to cooperate."
    )
    reading = read(document_of(text), shipped_authorities)
    assert [(each.leaf, each.holder, each.modality) for each in reading.directives] == [
        ("1(a)", "SG", "request"),
        ("1(b)", "STATES", "request"),
    ]


@pytest.mark.parametrize("tail", ["for the following purposes:", "including by:", "and include the following:"])
def test_a_sentence_that_is_whole_before_its_items_directs_as_they_do(directed: Directed, tail: str) -> None:
    leaves = [
        direction.leaf
        for direction in directed(f"1. Governments should establish mechanisms, {tail}", "(a) Exchanging experience;")
    ]
    assert leaves == ["1", "1(a)"]


def test_the_committee_of_the_resolution_that_founds_it_is_known(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    text = (
        "S/RES/1373 (2001)\n\nResolution 1373 (2001)\n\nAdopted by the Security Council at its 4385th meeting, on 28 "
        "September 2001\n\nThe Security Council,\n\nRecalling its earlier resolutions,\n\n"
        "1. Directs the Committee to delineate its tasks within 30 days;"
    )
    reading = read(document_of(text), shipped_authorities)
    assert [directive.holder for directive in reading.directives] == ["CTC"]


def test_a_conference_that_speaks_of_itself_directs(directed: Directed) -> None:
    directions = directed("1. The Conference invites the General Assembly to consider the review of the Framework.")
    assert directions == [Direction("1", "GA", "invitation")]


def test_partners_are_those_with_whom_work_is_coordinated(
    document_of: MakeDocument, shipped_authorities: Authorities
) -> None:
    text = (
        "The General Assembly,\n\nRecalling its resolution 55/1,\n\n1. Requests the Secretary-General to coordinate "
        "his work with the Counter-Terrorism Committee, as well as with regional organizations;"
    )
    (directive,) = read(document_of(text), shipped_authorities).directives
    assert directive.partners == ("CTC", "IGO")


@pytest.mark.parametrize(
    "words",
    [
        "in coordination, as appropriate, with regional organizations",
        "in close cooperation with regional organizations",
        "and to enhance cooperation at all levels, including with regional organizations",
    ],
)
def test_partners_are_named_in_many_ways(
    document_of: MakeDocument, shipped_authorities: Authorities, words: str
) -> None:
    text = f"The General Assembly,\n\nRecalling its resolution 55/1,\n\n1. Urges Member States to act {words};"
    (directive,) = read(document_of(text), shipped_authorities).directives
    assert directive.partners == ("IGO",)


def test_a_very_long_paragraph_is_read_to_its_end(directed: Directed) -> None:
    # Twenty thousand characters in one sentence: reading that looks back over all of it would take minutes.
    clause = "requests the Secretary-General to report on crime prevention in cooperation with Member States, "
    directions = directed(f"1. Welcomes the report, {clause * 200}and invites the World Bank to act;")
    assert sorted(holders(directions)) == ["SG", "WORLD-BANK"]
