"""What a directive says beyond who is to do it: with whom, on what conditions, by when, on what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mandategraph.loaders.reading.attributes import deadlines
from mandategraph.loaders.records import Directive, Reading

DirectivesAt = Callable[[str, str], list[Directive]]
DirectiveOf = Callable[[str, str, str], Directive]
TextOf = Callable[[str, str], str]
Readings = Mapping[str, Reading]

PARIS, NAPLES, VIENNA = "A/RES/46/152", "A/49/748", "A/RES/55/59"
PLANS, BANGKOK = "A/RES/56/261", "A/RES/60/177"


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "partners"),
    [
        (PLANS, "4(a)", "CICP", {"IGO"}),
        (PLANS, "4(d)", "CICP", {"IGO", "STATES"}),
        (PLANS, "12(b)", "CICP", {"IGO", "UNICRI"}),
        (PLANS, "15", "CICP", {"IGO"}),
        (PLANS, "24(a)", "CICP", {"IGO", "OLA"}),
        (PLANS, "24(b)", "CICP", {"IGO", "OLA", "STATES"}),
        (PLANS, "3(a)", "STATES", set()),
        (NAPLES, "31(c)", "UN", {"IGO"}),
        (VIENNA, "16", "CCPCJ", {"STATES"}),
    ],
)
def test_partners_are_those_with_whom_and_a_chapeau_passes_them_down(
    directive_of: DirectiveOf, symbol: str, leaf: str, holder: str, partners: set[str]
) -> None:
    assert set(directive_of(symbol, leaf, holder).partners) == partners


def test_a_partner_holds_nothing(directives_at: DirectivesAt, directive_of: DirectiveOf, text_of: TextOf) -> None:
    assert "in consultation with Member States" in text_of(PARIS, "fn9")
    assert "STATES" not in {directive.holder for directive in directives_at(PARIS, "fn9")}
    assert "STATES" in directive_of(PARIS, "fn9", "CCPCJ").partners


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "conditions"),
    [
        (PLANS, "3(a)", "STATES", {"as-appropriate"}),
        (PLANS, "4(b)", "CICP", {"as-appropriate", "on-request"}),
        (PLANS, "11(a)", "STATES", {"as-appropriate", "national-law"}),
        (PLANS, "11(h)", "STATES", {"as-appropriate", "voluntary"}),
        (PLANS, "21", "ODCCP", {"as-appropriate", "on-request"}),
        (PLANS, "30(d)", "CICP", {"as-appropriate", "on-request"}),
        (VIENNA, "7(d)", "STATES", {"on-request"}),
        (VIENNA, "10", "STATES", set()),
        (NAPLES, "31(a)", "UN", {"on-request"}),
        (PARIS, "37", "CCPCJ", {"within-resources"}),
        (BANGKOK, "18", "STATES", {"national-law"}),
        (BANGKOK, "5", "FINANCE", {"voluntary"}),
    ],
)
def test_conditions_are_read_in_the_leaf_and_pass_down_from_the_chapeau(
    directive_of: DirectiveOf, symbol: str, leaf: str, holder: str, conditions: set[str]
) -> None:
    assert set(directive_of(symbol, leaf, holder).conditions) == conditions


@pytest.mark.parametrize(
    ("symbol", "leaf", "words", "holder", "onward"),
    [
        (VIENNA, "16", "invite the Commission on Crime Prevention and Criminal Justice to request", "CCPCJ", "SG"),
        (VIENNA, "23", "to call upon the United Nations Centre for International Crime Prevention", "CCPCJ", "CICP"),
        (PARIS, "37", "The commission may request the institutes", "CCPCJ", "INSTITUTES"),
        (PLANS, "27(f)", "Encourage Member States to incorporate", "CICP", "STATES"),
    ],
)
def test_whom_the_holder_is_to_ask_in_turn_is_an_onward_addressee_and_no_holder(
    directives_at: DirectivesAt,
    directive_of: DirectiveOf,
    text_of: TextOf,
    symbol: str,
    leaf: str,
    words: str,
    holder: str,
    onward: str,
) -> None:
    assert words in text_of(symbol, leaf)
    assert directive_of(symbol, leaf, holder).onward == (onward,)
    assert onward not in {directive.holder for directive in directives_at(symbol, leaf)}


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "deadline"),
    [
        (VIENNA, "14", "STATES", "2005"),
        (VIENNA, "15", "STATES", "2005"),
        (VIENNA, "27", "STATES", "2002"),
        (PLANS, "6(c)", "STATES", "2003"),
    ],
)
def test_deadlines_are_years_by_which_the_action_is_due(
    directive_of: DirectiveOf, symbol: str, leaf: str, holder: str, deadline: str
) -> None:
    assert directive_of(symbol, leaf, holder).deadlines == (deadline,)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("to report by 30 June 2013", "2013-06-30"),
        ("to report by 31 June 2013", "2013"),
        ("to report by 29 February 2012", "2012-02-29"),
        ("to report by 29 February 2013", "2013"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_tells_its_year(words: str, due: str) -> None:
    assert deadlines(words) == (due,)


@pytest.mark.parametrize(
    ("section", "theme"),
    [
        ("sec_II", "corruption"),
        ("sec_III", "trafficking-in-persons"),
        ("sec_IV", "migrant-smuggling"),
        ("sec_V", "firearms"),
        ("sec_VI", "money-laundering"),
        ("sec_VII", "terrorism"),
        ("sec_XII", "juvenile-justice"),
        ("sec_XV", "restorative-justice"),
    ],
)
def test_the_heading_of_a_section_gives_its_theme_to_every_leaf_below(
    readings: Readings, section: str, theme: str
) -> None:
    reading = readings[PLANS]
    (top,) = [provision for provision in reading.document.provisions if provision.eid == section]
    below = {provision.eid for provision in top.walk()}
    directives = [directive for directive in reading.directives if directive.quote.eid in below]
    assert len(directives) > 2
    assert all(theme in directive.themes for directive in directives)
