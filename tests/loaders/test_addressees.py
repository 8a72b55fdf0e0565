"""Whom the words of real instruments direct, and how, by the rules of the guide to mandates.

A row of a table names the instrument and the leaf, quotes the words that matter, and says who is directed and how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mandategraph.loaders.records import UNASSIGNED, Directive, Reading

DirectivesAt = Callable[[str, str], list[Directive]]
DirectiveOf = Callable[[str, str, str], Directive]
DirectedAt = Callable[[str, str], set[tuple[str, str]]]
TextOf = Callable[[str, str], str]
Readings = Mapping[str, Reading]

PARIS, NAPLES, VIENNA = "A/RES/46/152", "A/49/748", "A/RES/55/59"
PLANS, BANGKOK = "A/RES/56/261", "A/RES/60/177"

FIRST_PERSON = [
    (PARIS, "8", "We must ensure that any increases", {("STATES", "commitment")}),
    (PARIS, "9", "We call on the international community to", {("INTERNATIONAL-COMMUNITY", "request")}),
    (NAPLES, "1", "We resolve to protect our societies", {("STATES", "commitment")}),
    (NAPLES, "2", "We are determined to join forces", {("STATES", "commitment")}),
    (NAPLES, "3", "We will direct particular efforts", {("STATES", "commitment")}),
    (VIENNA, "10", "We undertake to strengthen international cooperation", {("STATES", "commitment")}),
    (VIENNA, "12", "We also commit ourselves to the development", {("STATES", "commitment")}),
    (VIENNA, "19", "we shall together, in conjunction with our other efforts", {("STATES", "commitment")}),
    (VIENNA, "29", "We invite the Commission on Crime Prevention", {("CCPCJ", "invitation")}),
    (VIENNA, "9", "We reaffirm our continued support for", {("STATES", "commitment")}),
    (VIENNA, "18", "We decide to develop", {("STATES", "commitment"), ("CCPCJ", "invitation")}),
    (
        BANGKOK,
        "5",
        "We call upon donor States and financial institutions",
        {("STATES", "request"), ("FINANCE", "request")},
    ),
    (BANGKOK, "14", "will examine with interest the report", {("STATES", "commitment")}),
    (BANGKOK, "16", "and invite the Commission", {("CCPCJ", "invitation")}),
    (BANGKOK, "29", "As appropriate, we endeavour to use", {("STATES", "commitment")}),
    (BANGKOK, "30", "We recommend that the Commission", {("CCPCJ", "recommendation")}),
    (BANGKOK, "31", "we call upon States to develop and adopt", {("STATES", "request")}),
]

ORGAN = [
    (
        NAPLES,
        "34",
        "the World Ministerial Conference on Organized Transnational Crime requests",
        {("CCPCJ", "request")},
    ),
    (NAPLES, "23", "requires that States ensure", {("STATES", "obligation")}),
]

PASSIVE_REQUEST = [
    (NAPLES, "8", "All States are urged to fully implement this", {("STATES", "request")}),
]

IMPERSONAL = [
    (PARIS, "32", "It is recommended to the Secretary-General that", {("SG", "recommendation")}),
    (PARIS, "fn8", "It is recommended that", {(UNASSIGNED, "recommendation")}),
]

MODAL_ACTIVE = [
    (PARIS, "15", "The programme shall be designed to assist", {("PROGRAMME", "obligation")}),
    (PARIS, "19", "Member States should establish and maintain", {("STATES", "recommendation")}),
    (PARIS, "20", "The programme may also include", {("PROGRAMME", "permission")}),
    (PARIS, "22", "shall not be bound by mandates", {("CCPCJ", "obligation")}),
    (PARIS, "25", "The commission shall hold annual sessions", {("CCPCJ", "obligation")}),
    (PARIS, "36", "The institutes should keep one another", {("INSTITUTES", "recommendation")}),
    (PARIS, "37", "The commission may request the institutes", {("CCPCJ", "permission")}),
    (PARIS, "40", "The national correspondents shall facilitate contact", {("NATCORR", "obligation")}),
    (PARIS, "42", "Member States shall undertake to provide", {("STATES", "obligation")}),
    (NAPLES, "11", "The international community should adopt", {("INTERNATIONAL-COMMUNITY", "recommendation")}),
    (NAPLES, "12", "To effectively combat organized crime, States should", {("STATES", "recommendation")}),
    (
        NAPLES,
        "24",
        "States should, when warranted, develop",
        {("STATES", "recommendation"), (UNASSIGNED, "recommendation")},
    ),
    (NAPLES, "44", "should regularly review progress", {("CCPCJ", "recommendation")}),
    (PLANS, "15", "The Centre for International Crime Prevention will", {("CICP", "undertaking")}),
    (PLANS, "21", "The Office for Drug Control and Crime Prevention will", {("ODCCP", "undertaking")}),
    (PLANS, "44", "States will endeavour, as appropriate, to use", {("STATES", "undertaking")}),
]

MODAL_PASSIVE = [
    (PARIS, "27", "should be dissolved by the Economic and Social Council", {("ECOSOC", "recommendation")}),
    (PARIS, "30(a)", "The congresses should be held every five years", {(UNASSIGNED, "recommendation")}),
    (PARIS, "43", "Their contributions should be fully utilized", {(UNASSIGNED, "recommendation")}),
    (
        NAPLES,
        "4",
        "should be accorded high priority by States",
        {("STATES", "recommendation"), ("IGO", "recommendation")},
    ),
    (NAPLES, "14", "should be examined by every State", {("STATES", "recommendation")}),
    (NAPLES, "15", "should be considered by States", {("STATES", "recommendation")}),
    (NAPLES, "18", "should be considered preventive measures", {(UNASSIGNED, "recommendation")}),
    (
        PARIS,
        "35",
        "should be supported by Member States and the United Nations",
        {("STATES", "recommendation"), ("UN", "recommendation"), (UNASSIGNED, "recommendation")},
    ),
]

NO_ADDRESSEE = [
    (PARIS, "11", "We accordingly recommend intensified international cooperation", {(UNASSIGNED, "recommendation")}),
    (VIENNA, "25", "We urge the development of such strategies", {(UNASSIGNED, "request")}),
    (VIENNA, "28", "We encourage the development of restorative justice", {(UNASSIGNED, "invitation")}),
    (BANGKOK, "13", "hence recommend that measures be devised", {(UNASSIGNED, "recommendation")}),
    (BANGKOK, "19", "call for the strengthening of international cooperation", {(UNASSIGNED, "request")}),
]

SEVERAL_HOLDERS = [
    (
        NAPLES,
        "22",
        "The United Nations and other relevant global and regional organizations should",
        {("UN", "recommendation"), ("IGO", "recommendation")},
    ),
    (
        NAPLES,
        "40",
        "and mechanisms, such as the Financial Action Task Force",
        {
            (holder, "recommendation")
            for holder in ("UN", "IGO", "FATF", "INTERPOL", "CICAD", "COE", "EU", "AIMC", "COMSEC")
        },
    ),
    (
        NAPLES,
        "43",
        "The United Nations, through its Commission on Crime Prevention and Criminal Justice and its institutes",
        {(holder, "recommendation") for holder in ("UN", "CCPCJ", "INSTITUTES", "UNSYSTEM")},
    ),
    (
        BANGKOK,
        "11",
        "recommend that Member States, regional organizations and international entities such as",
        {("STATES", "recommendation"), ("IGO", "recommendation"), ("UNODC", "recommendation")},
    ),
]


@pytest.mark.parametrize(
    ("symbol", "leaf", "words", "expected"),
    [
        *FIRST_PERSON,
        *ORGAN,
        *PASSIVE_REQUEST,
        *IMPERSONAL,
        *MODAL_ACTIVE,
        *MODAL_PASSIVE,
        *NO_ADDRESSEE,
        *SEVERAL_HOLDERS,
    ],
)
def test_the_words_direct_those_whom_the_guide_says(
    directed_at: DirectedAt, text_of: TextOf, symbol: str, leaf: str, words: str, expected: set[tuple[str, str]]
) -> None:
    assert words in text_of(symbol, leaf)
    assert directed_at(symbol, leaf) == expected


def test_a_power_is_a_permission(directed_at: DirectedAt, text_of: TextOf) -> None:
    assert "shall have the power to create ad hoc working groups" in text_of(PARIS, "23")
    assert ("CCPCJ", "permission") in directed_at(PARIS, "23")


def test_a_pronoun_means_the_subject_before_it(directed_at: DirectedAt, text_of: TextOf) -> None:
    assert "They are also encouraged to contribute in kind" in text_of(PARIS, "44")
    assert ("STATES", "invitation") in directed_at(PARIS, "44")
    assert "they should be available" in text_of(PARIS, "fn9").lower()
    assert ("EXPERTS", "recommendation") in directed_at(PARIS, "fn9")


def test_a_footnote_can_direct(directed_at: DirectedAt) -> None:
    assert {("PROGSEC", "obligation"), ("CCPCJ", "obligation")} <= directed_at(PARIS, "fn9")


def test_the_beneficiary_is_no_holder(directives_at: DirectivesAt, text_of: TextOf) -> None:
    assert "assist requesting States" in text_of(PLANS, "30(d)")
    assert {directive.holder for directive in directives_at(PLANS, "30(d)")} == {"CICP"}


@pytest.mark.parametrize("symbol", [NAPLES, VIENNA, BANGKOK])
def test_we_are_the_states(readings: Readings, symbol: str) -> None:
    commitments = [d for d in readings[symbol].directives if d.modality == "commitment"]
    assert commitments
    assert {directive.holder for directive in commitments} == {"STATES"}


def test_an_unnumbered_paragraph_goes_on_from_the_we_of_the_preamble(directed_at: DirectedAt, text_of: TextOf) -> None:
    assert text_of(NAPLES, "u1").startswith("Proclaim our political will and strong determination")
    assert directed_at(NAPLES, "u1") == {("STATES", "commitment")}


def test_one_leaf_and_one_holder_give_one_record(readings: Readings) -> None:
    for reading in readings.values():
        pairs = [(directive.leaf, directive.holder) for directive in reading.directives]
        assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("symbol", "leaf", "weaker", "holder", "strongest"),
    [
        (BANGKOK, "4", "We call upon all States", "STATES", "commitment"),
        (BANGKOK, "23", "call upon all States that have not yet done so", "STATES", "commitment"),
        (
            PLANS,
            "2",
            "States that have not signed the Convention and the protocols thereto should",
            "STATES",
            "undertaking",
        ),
        (PARIS, "30(c)", "shall give due consideration", "CCPCJ", "obligation"),
    ],
)
def test_the_strongest_modality_of_a_leaf_wins(
    directive_of: DirectiveOf, text_of: TextOf, symbol: str, leaf: str, weaker: str, holder: str, strongest: str
) -> None:
    assert weaker in text_of(symbol, leaf)
    assert directive_of(symbol, leaf, holder).modality == strongest


def test_the_five_instruments_name_no_holder_that_the_authority_files_do_not_have(readings: Readings) -> None:
    assert not any(reading.unrecognized for reading in readings.values())
