"""What a paragraph passes down to its items: holder and modality, and when an item stands on its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mandategraph.loaders.document import Kind
from mandategraph.loaders.records import UNASSIGNED, Directive, Reading

DirectivesAt = Callable[[str, str], list[Directive]]
DirectedAt = Callable[[str, str], set[tuple[str, str]]]
TextOf = Callable[[str, str], str]
Readings = Mapping[str, Reading]

PARIS, NAPLES, VIENNA = "A/RES/46/152", "A/49/748", "A/RES/55/59"
PLANS = "A/RES/56/261"


@pytest.mark.parametrize(
    ("symbol", "paragraph", "chapeau", "items", "holder", "modality"),
    [
        (PARIS, "16", "The general goals of the programme shall be to contribute", "abcdef", "PROGRAMME", "obligation"),
        (PARIS, "17", "In particular, it may include:", "abcde", "PROGRAMME", "permission"),
        (PARIS, "26", "The commission shall have the following functions:", "abcde", "CCPCJ", "obligation"),
        (PARIS, "29", "shall provide a forum for:", "abcde", "CONGRESS", "obligation"),
        (PARIS, "31", "For that purpose, the secretariat shall:", "abcde", "PROGSEC", "obligation"),
        (NAPLES, "9", "We wish to strengthen and enhance", "abcde", "STATES", "commitment"),
        (VIENNA, "7", "we shall endeavour:", "abcd", "STATES", "commitment"),
        (PLANS, "3", "States will also endeavour, as appropriate:", "abc", "STATES", "undertaking"),
        (PLANS, "4", "The Centre for International Crime Prevention will", "abcdefgh", "CICP", "undertaking"),
        (PLANS, "11", "Individually and collectively, States will endeavour", "abcdefghi", "STATES", "undertaking"),
    ],
)
def test_a_chapeau_passes_its_holder_and_its_modality_down_to_every_item(
    directives_at: DirectivesAt,
    directed_at: DirectedAt,
    text_of: TextOf,
    symbol: str,
    paragraph: str,
    chapeau: str,
    items: str,
    holder: str,
    modality: str,
) -> None:
    assert chapeau in text_of(symbol, paragraph)
    for item in items:
        assert directed_at(symbol, f"{paragraph}({item})") == {(holder, modality)}, item
        (directive,) = directives_at(symbol, f"{paragraph}({item})")
        assert directive.chapeau == f"para_{paragraph}"


@pytest.mark.parametrize(
    ("symbol", "paragraph"), [(PARIS, "16"), (PARIS, "26"), (PARIS, "29"), (VIENNA, "7"), (PLANS, "3"), (PLANS, "4")]
)
def test_a_chapeau_that_its_items_complete_is_no_leaf_itself(
    directives_at: DirectivesAt, symbol: str, paragraph: str
) -> None:
    assert directives_at(symbol, paragraph) == []


@pytest.mark.parametrize(
    ("symbol", "paragraph", "expected"),
    [
        (PARIS, "17", {("PROGRAMME", "obligation")}),
        (PLANS, "2", {("STATES", "undertaking")}),
        (NAPLES, "31", {("UN", "recommendation")}),
    ],
)
def test_a_paragraph_with_a_directive_of_its_own_and_items_is_a_leaf_beside_them(
    directives_at: DirectivesAt, directed_at: DirectedAt, symbol: str, paragraph: str, expected: set[tuple[str, str]]
) -> None:
    assert directed_at(symbol, paragraph) == expected
    assert directives_at(symbol, f"{paragraph}(a)")


def test_a_passive_chapeau_leaves_its_items_unassigned(directed_at: DirectedAt, text_of: TextOf) -> None:
    assert "areas of priority shall be determined" in text_of(PARIS, "21")
    for item in "abcdefg":
        assert directed_at(PARIS, f"21({item})") == {(UNASSIGNED, "obligation")}


def test_items_that_are_sentences_of_their_own_take_nothing_from_the_chapeau(
    directives_at: DirectivesAt, directed_at: DirectedAt, text_of: TextOf
) -> None:
    assert "the following arrangements should be implemented:" in text_of(PARIS, "30")
    assert directed_at(PARIS, "30(b)") == {("CCPCJ", "obligation")}
    assert directed_at(PARIS, "30(d)") == {(UNASSIGNED, "recommendation")}
    assert all(not directive.chapeau for item in "abcd" for directive in directives_at(PARIS, f"30({item})"))


def test_in_the_plans_of_action_every_point_belongs_to_the_centre_or_to_the_states(
    directed_at: DirectedAt, readings: Readings
) -> None:
    reading = readings[PLANS]
    points = [p.leaf for p in reading.document.walk() if p.kind in (Kind.POINT, Kind.SUBPOINT)]
    assert len(points) > 100
    for leaf in points:
        assert directed_at(PLANS, leaf) in ({("CICP", "undertaking")}, {("STATES", "undertaking")}), leaf


def test_a_chapeau_reaches_down_to_sub_points(directed_at: DirectedAt) -> None:
    assert directed_at(PLANS, "35(d)(i)") == directed_at(PLANS, "35(d)(ii)") == {("STATES", "undertaking")}
