"""UN document symbols, as texts of all decades write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.symbols import find_symbols


def symbols(text: str) -> list[str]:
    return [found.symbol for found in find_symbols(text)]


@pytest.mark.parametrize(
    "symbol",
    [
        "A/RES/56/261",
        "A/49/748",
        "A/RES/2200(XXI)",
        "A/RES/S-20/2",
        "A/RES/ES-10/2",
        "A/C.3/55/L.8/Rev.1",
        "A/CONF.187/RPM.1/1",
        "E/RES/1992/1",
        "E/1990/31",
        "E/1990/31/Add.1",
        "E/CN.15/1998/CRP.4/Add.1",
        "S/RES/1373 (2001)",
        "S/2001/1227",
        "ST/SGB/1998/17",
        "UNEP/CBD/COP/5/6",
    ],
)
def test_a_printed_symbol_is_found_as_it_stands(symbol: str) -> None:
    assert symbols(f"the report ({symbol}) of the Secretary-General") == [symbol]


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("General Assembly resolution 56/261 of 31 January 2002", "A/RES/56/261"),
        ("Assembly resolution 45/108", "A/RES/45/108"),
        ("Resolution 51/191, annex.", "A/RES/51/191"),
        ("in its resolution 40/34 of 29 November 1985", "A/RES/40/34"),
        ("resolution 1395 (XIV)", "A/RES/1395(XIV)"),
        ("General Assembly resolution 3452 (XXX) of 9 December 1975", "A/RES/3452(XXX)"),
        ("General Assembly resolution 1 (I)", "A/RES/1(I)"),
        ("General Assembly resolution S-20/2", "A/RES/S-20/2"),
        ("Economic and Social Council resolution 1997/30, annex", "E/RES/1997/30"),
        ("Council resolution 1992/22", "E/RES/1992/22"),
        ("resolution 2003/28", "E/RES/2003/28"),
        ("Economic and Social Council resolution 2076 (LXII)", "E/RES/2076(LXII)"),
        ("Security Council resolution 1373 (2001)", "S/RES/1373 (2001)"),
        ("resolution 1373 (2001)", "S/RES/1373 (2001)"),
        ("Council resolution 1373 (2001)", "S/RES/1373 (2001)"),
        ("Human Rights Council resolution 5/1", "A/HRC/RES/5/1"),
        ("General Assembly resolution\u00a055/25", "A/RES/55/25"),
        ("the Convention (A/RES/2200 (XXI))", "A/RES/2200(XXI)"),
    ],
)
def test_a_resolution_named_by_its_number_gets_the_symbol_of_its_organ(words: str, symbol: str) -> None:
    assert symbols(words) == [symbol]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("resolutions 55/25 of 15 November 2000 and 55/61 of 4 December 2000", ["A/RES/55/25", "A/RES/55/61"]),
        ("General Assembly resolutions 45/107, 45/108 and 45/109", ["A/RES/45/107", "A/RES/45/108", "A/RES/45/109"]),
        ("resolutions 1325 (2000) and 1820 (2008)", ["S/RES/1325 (2000)", "S/RES/1820 (2008)"]),
        ("Economic and Social Council resolutions 1992/1, and 1992/22", ["E/RES/1992/1", "E/RES/1992/22"]),
        ("A/CONF.203/RPM.1/1, A/CONF.203/RPM.2/1", ["A/CONF.203/RPM.1/1", "A/CONF.203/RPM.2/1"]),
        ("resolution 46/152 and E/1990/31", ["A/RES/46/152", "E/1990/31"]),
        (
            "resolutions 65/151 of 20 December 2010 on the International Year of Sustainable Energy for All and 67/215 "
            "of 21 December 2012, in which it decided to continue",
            ["A/RES/65/151", "A/RES/67/215"],
        ),
        (
            "resolutions 49/222 A and B of 23 December 1994 and 20 July 1995, 51/226 of 3 April 1997",
            ["A/RES/49/222A", "A/RES/49/222B", "A/RES/51/226"],
        ),
        (
            "General Assembly and Security Council resolutions 70/262 and 2282 (2016) of 27 April 2016",
            ["A/RES/70/262", "S/RES/2282 (2016)"],
        ),
        ("its previous resolutions, in particular 1591 (2005)", ["S/RES/1591 (2005)"]),
    ],
)
def test_every_number_of_a_list_is_a_resolution_of_its_own(words: str, expected: list[str]) -> None:
    assert symbols(words) == expected


def test_a_lettered_resolution_is_found_with_its_letter_and_session() -> None:
    text = "adopted in Economic and Social Council resolutions 663 C (XXIV) of 31 July 1957 and 2076 (LXII)"
    first, second = find_symbols(text)
    assert text[first.start : first.end] == "Economic and Social Council resolutions 663 C (XXIV)"
    assert first.symbol.startswith("E/RES/663")
    assert second.symbol == "E/RES/2076(LXII)"


def test_the_range_covers_the_words_that_name_the_resolution() -> None:
    text = "Recalling General Assembly resolutions 55/25 of 15 November 2000 and 55/61,"
    assert [text[found.start : found.end] for found in find_symbols(text)] == [
        "General Assembly resolutions 55/25",
        "55/61",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("as decided by the Human Rights Council in its resolution 42/23 of 27 September 2019", ["A/HRC/RES/42/23"]),
        ("Council resolution 33/10", ["A/HRC/RES/33/10"]),
        (
            "Human Rights Council decision 18/117 of 28 September 2011 and resolutions 24/14 of 27 September 2013, and "
            "its resolution 77/214 of 15 December 2022",
            ["A/HRC/RES/24/14", "A/RES/77/214"],
        ),
        ("Security Council resolution 2395", ["S/RES/2395"]),
        ("a report (A/78/842-S/2024/384)", ["A/78/842", "S/2024/384"]),
    ],
)
def test_the_organ_follows_from_the_text_the_date_and_the_form_of_the_number(words: str, expected: list[str]) -> None:
    assert symbols(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Commission on Human Rights resolution 1994/45 of 4 March 1994",
        "the Commission on Narcotic Drugs, in its resolution 2 (XXXIV)",
        "Commission on the Status of Women resolutions 49/7 of 11 March 2005",
        "resolution 11/3 of the Committee on Crime Prevention and Control",
        "decision 18/117 of 28 September 2011",
    ],
)
def test_a_resolution_of_another_organ_is_not_taken_for_one_of_the_assembly(words: str) -> None:
    assert symbols(words) == []


def test_a_full_stop_behind_a_symbol_is_no_part_of_it() -> None:
    (found,) = find_symbols("E/1990/31/Add.1.")
    assert (found.symbol, found.end) == ("E/1990/31/Add.1", 15)


@pytest.mark.parametrize(
    "words",
    [
        "the spread of HIV/AIDS",
        "and/or other",
        "an A/B test",
        "paragraph 5 of the resolution",
        "24/7",
        "in 1990/91",
        "E/",
    ],
)
def test_other_slashes_and_numbers_name_no_document(words: str) -> None:
    assert symbols(words) == []


PIECES = st.sampled_from(
    ["General Assembly ", "Council ", "resolution ", "resolutions ", "55/25", "1373 (2001)", "663 C (XXIV)", "S-20/2",
     "A/", "A/RES/55/25", "E/1990/31/Add.1", " of 15 November 2000", " annex", " and ", ", ", "(", ")", ".", "\u00a0"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join))
def test_symbols_are_found_in_order_without_overlap_and_within_the_text(text: str) -> None:
    position = 0
    for found in find_symbols(text):
        assert position <= found.start < found.end <= len(text)
        assert any(character.isdigit() for character in text[found.start : found.end])
        position = found.end
