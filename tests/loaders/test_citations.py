"""Which instruments a text cites: by symbol, by name, by a short name, in a footnote; and which it implements."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mandategraph.loaders.records import Directive, Reading

DirectiveOf = Callable[[str, str, str], Directive]
Readings = Mapping[str, Reading]

PARIS, NAPLES, VIENNA = "A/RES/46/152", "A/49/748", "A/RES/55/59"
PLANS, BANGKOK = "A/RES/56/261", "A/RES/60/177"


@pytest.mark.parametrize(
    ("symbol", "leaf", "holder", "cites"),
    [
        (NAPLES, "8", "STATES", {"drugs-convention-1988"}),
        (NAPLES, "21", "STATES", {"A/RES/40/34"}),
        (VIENNA, "5", "STATES", {"A/RES/55/25"}),
        (VIENNA, "7(a)", "STATES", {"A/RES/55/25"}),
        (VIENNA, "19", "STATES", {"un-charter"}),
        (PLANS, "4(h)", "CICP", {"A/RES/55/25"}),
        (PLANS, "6(a)", "STATES", {"A/RES/55/61"}),
        (PLANS, "39(b)", "CICP", {"E/RES/1997/30"}),
        (PLANS, "45(a)", "CICP", {"compendium"}),
        (PLANS, "47(a)", "STATES", {"E/RES/2000/14"}),
        (BANGKOK, "12", "STATES", {"unesco-1970", "cites", "cbd"}),
        (BANGKOK, "17", "STATES", {"A/RES/40/34"}),
        (BANGKOK, "23", "STATES", {"A/RES/58/4"}),
    ],
)
def test_instruments_are_cited_by_symbol_also_where_the_text_has_a_name_a_short_name_or_a_footnote(
    directive_of: DirectiveOf, symbol: str, leaf: str, holder: str, cites: set[str]
) -> None:
    assert set(directive_of(symbol, leaf, holder).cites) == cites


def test_the_convention_means_what_the_document_introduced_last(readings: Readings) -> None:
    def meanings(symbol: str) -> set[str]:
        return {c.key for c in readings[symbol].citations if c.how == "short-name" and c.quote.text == "Convention"}

    assert meanings(PLANS) == {"A/RES/55/25"}
    assert meanings(BANGKOK) == {"A/RES/58/4"}


@pytest.mark.parametrize(
    ("symbol", "footnote", "expected"),
    [
        (PARIS, "fn_2", {"seventh-congress-report"}),
        (PLANS, "fn_2", {"A-RES-55-25/annex-I", "A-RES-55-25/annex-II", "A-RES-55-25/annex-III"}),
        (PLANS, "fn_4", {"A-RES-55-25/annex-III"}),
        (PLANS, "fn_5", {"A-RES-55-255/annex"}),
        (BANGKOK, "fn_5", {"unesco-1970"}),
        (BANGKOK, "fn_6", {"cites"}),
        (BANGKOK, "fn_7", {"cbd"}),
        (VIENNA, "fn_4", {"A-49-748/annex-sect-I.A"}),
    ],
)
def test_footnotes_cite_what_they_name_ibid_included(
    readings: Readings, symbol: str, footnote: str, expected: set[str]
) -> None:
    assert {c.instrument for c in readings[symbol].citations if c.quote.eid == footnote} == expected


def test_each_section_of_the_plans_implements_its_paragraphs_of_the_vienna_declaration(readings: Readings) -> None:
    found = {link.section: link.leaves for link in readings[PLANS].implementations}
    assert found == {
        "sec_I": ("5", "6", "7", "10"),
        "sec_II": ("16",),
        "sec_III": ("14",),
        "sec_IV": ("14",),
        "sec_V": ("15",),
        "sec_VI": ("17",),
        "sec_VII": ("19",),
        "sec_VIII": ("25",),
        "sec_IX": ("27",),
        "sec_X": ("26",),
        "sec_XI": ("18",),
        "sec_XII": ("24",),
        "sec_XIII": ("11", "12"),
        "sec_XIV": ("22",),
        "sec_XV": ("28",),
    }
    assert {link.instrument for link in readings[PLANS].implementations} == {"A-RES-55-59/annex"}
