"""What documents say of themselves: front matter and closing lines as they are printed, of many organs and decades."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import registry
from mandategraph.loaders.metadata import Metadata, metadata, metadata_of
from mandategraph.loaders.ordinals import ordinal, roman

About = Callable[..., Metadata]


@pytest.fixture
def about(shipped_authorities: Authorities) -> About:
    """Read what a symbol, front matter and closing lines tell."""

    def tell(symbol: str, *front: str, closing: Sequence[str] = ()) -> Metadata:
        return metadata(symbol, front, closing, shipped_authorities)

    return tell


def test_a_resolution_of_the_general_assembly(about: About) -> None:
    assert about(
        "A/RES/79/265",
        "Seventy-ninth session",
        "Agenda item 125 (r)",
        "Cooperation between the United Nations and regional and other organizations",
        "Resolution adopted by the General Assembly on 28\xa0January 2025",
        "[without reference to a Main Committee (A/79/L.43)]",
        closing=["57th plenary meeting", "28 January 2025"],
    ) == Metadata(
        organ="GA",
        adopted=True,
        session="79",
        year=2025,
        date="2025-01-28",
        date_words="adopted by the General Assembly on 28 January 2025",
        agenda_items=("125 (r)",),
    )


def test_the_closing_line_tells_the_day_where_the_front_has_only_the_day_of_distribution(about: About) -> None:
    found = about(
        "A/RES/52/12",
        "General Assembly",
        "14 November 1997",
        "Fifty-second session",
        "RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY",
        closing=["49th plenary meeting", "12 November 1997"],
    )
    assert (found.date, found.date_words) == ("1997-11-12", "meeting 12 November 1997")


@pytest.mark.parametrize(
    ("symbol", "line", "date"),
    [
        (
            "S/RES/2444 (2018)",
            "Adopted by the Security Council at its 8398th meeting, on 14\xa0November 2018",
            "2018-11-14",
        ),
        ("S/RES/1591 (2005)", "Adopted by the Security Council at its 5153rd meeting, on\n29 March 2005", "2005-03-29"),
        ("S/RES/186 (1964)", "186 (1964). Resolution of 4 March 1964", "1964-03-04"),
        ("S/RES/307 (1971)", "Resolution 307 (1971)\nof 21 December 1971", "1971-12-21"),
        (
            "S/PRST/2019/10",
            "At the 8618th meeting of the Security Council, held on 12 September 2019, in connection with the item",
            "2019-09-12",
        ),
        (
            "S/PRST/2021/3",
            "On 3 February 2021, in connection with the Council’s consideration of the item",
            "2021-02-03",
        ),
        (
            "A/HRC/PRST/15/2",
            "At the 34th meeting, held on 1 October 2010, the President of the Council stated",
            "2010-10-01",
        ),
        ("E/RES/36(IV)", "Resolution of 28 March 1947", "1947-03-28"),
        ("S/2018/665", "Letter dated 2 July 2018 from the Secretary-General addressed to the President", "2018-07-02"),
        (
            "UNEP/EA.6/RES.2",
            "Resolution adopted by the United Nations Environment Assembly on 1 March 2024",
            "2024-03-01",
        ),
    ],
)
def test_the_day_is_read_however_the_organ_prints_it(about: About, symbol: str, line: str, date: str) -> None:
    found = about(symbol, line)
    assert (found.date, found.year) == (date, int(date[:4]))


def test_a_line_may_break_before_the_day(about: About) -> None:
    found = about("S/RES/1196 (1998)", "Adopted by the Security Council at its 3927th meeting,", "on 16 September 1998")
    assert found.date == "1998-09-16"


def test_the_day_of_another_text_on_the_page_does_not_win_over_the_title(about: About) -> None:
    found = about(
        "S/RES/186 (1964)",
        "At its 1105th meeting, on 20 March 1964, the Council decided to postpone the discussion.",
        "186 (1964). Resolution of 4 March 1964",
    )
    assert found.date == "1964-03-04"


@pytest.mark.parametrize(
    ("symbol", "closing"),
    [
        ("A/RES/44/25", "meeting\n8 December 1998"),
        ("S/RES/1373 (2001)", "meeting\n28 September 2010"),
        ("E/RES/1988/13", "meeting\n27 May 1989"),
        ("E/RES/2023/11", "meeting\n7 June 2022"),
        ("A/RES/39/46", "meeting\n31 November 1984"),
    ],
)
def test_a_day_that_cannot_be_right_is_left_out(about: About, symbol: str, closing: str) -> None:
    assert about(symbol, closing=[closing]).date == ""


def test_sessions_of_the_economic_and_social_council_begin_in_the_year_before(about: About) -> None:
    found = about("E/RES/2021/3", "Resolution adopted by the Economic and Social Council on 14 September 2020")
    assert (found.session, found.year, found.date) == ("2021", 2020, "2020-09-14")


@pytest.mark.parametrize(
    ("symbol", "organ", "session", "year"),
    [
        ("A/RES/56/261", "GA", "56", None),
        ("A/RES/S-24/2", "GA", "S-24", None),
        ("A/RES/ES-10/18", "GA", "ES-10", None),
        ("A/RES/2200(XXI)", "GA", "21", None),
        ("A/RES/3201(S-VI)", "GA", "S-6", None),
        ("A/HRC/RES/S-33/1", "HRC", "S-33", None),
        ("A/HRC/PRST/OS/12/1", "HRC", "OS-12", None),
        ("E/RES/1988/13", "ECOSOC", "", 1988),
        ("E/RES/663(XXIV)", "ECOSOC", "24", None),
        ("E/RES/2014/32", "ECOSOC", "2014", None),
        ("S/RES/1373 (2001)", "SC", "", 2001),
        ("E/CN.9/2005/1", "CPD", "", 2005),
        ("A/79/752", "GA", "79", None),
        ("A/520/REV.20", "GA", "", None),
        ("S/96/REV.7", "SC", "", None),
        ("TD/442", "UNCTAD", "", None),
        ("E/HLS/2024/1", "ECOSOC", "2024", None),
        ("A/C.3/79/L.2", "", "", None),
        ("UNEP/GC/SS.XI/5", "UNEP-GOVERNING-COUNCIL", "S-11", None),
        ("HSP/GC/23/3", "UN-HABITAT-GOVERNING-COUNCIL", "23", None),
        ("FCCC/CP/2015/10/Add.1", "", "", None),
    ],
)
def test_the_symbol_tells_organ_and_session_or_year(
    about: About, symbol: str, organ: str, session: str, year: int | None
) -> None:
    found = about(symbol)
    assert (found.organ, found.session, found.year) == (organ, session, year)


def test_a_report_bears_the_symbol_of_an_organ_that_did_not_adopt_it(about: About) -> None:
    assert not about("A/79/752", "Report of the Secretary-General").adopted
    assert about("S/PRST/2019/10").adopted
    assert about("HSP/HA.2/Res.3").adopted


def test_the_front_matter_tells_the_session_that_the_symbol_does_not(about: About) -> None:
    found = about(
        "E/CN.9/2005/1", "Commission on Population and Development", "Thirty-eighth session", "4-8 April 2005"
    )
    assert (found.session, found.year) == ("38", 2005)


def test_the_session_of_a_committee_is_not_that_of_its_commission(about: About) -> None:
    found = about("ECE/HBP/190", "Committee on Housing", "Seventy-eighth session", "Geneva, 8-10 November 2017")
    assert (found.session, found.year) == ("", 2017)


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Agenda item 157", ("157",)),
        ("Agenda items 73 and 78 (a)", ("73", "78 (a)")),
        ("Agenda items 14 (a) and (b) and 9", ("14 (a)", "14 (b)", "9")),
        ("Item 5 of the provisional agenda*", ("5",)),
        ("Item 7. Report of the High Commissioner", ()),
    ],
)
def test_agenda_items_are_told_as_printed(about: About, line: str, items: tuple[str, ...]) -> None:
    assert about("A/RES/60/1", line).agenda_items == items


RESOLUTION = b"""[
 {"text": "6. Requests a report at the next session of the Council;"},
 {"text": "78th plenary meeting\\n8 December 1989"},
 {"text": "44/128. Elaboration of a protocol"},
 {"text": "The General Assembly,"},
 {"prefix": "1.", "text": "Adopts the protocol in the annex to the present resolution."},
 {"text": "82nd plenary meeting\\n15 December 1989"},
 {"text": "Annex"},
 {"text": "Protocol on the matter"},
 {"prefix": "1.", "text": "States shall act."},
 {"text": "44/129. Convention on another matter"},
 {"text": "The General Assembly,"},
 {"prefix": "1.", "text": "Decides to act."},
 {"text": "83rd plenary meeting\\n16 December 1989"}
]"""


def read(data: bytes, name: str) -> tuple[Document, ...]:
    return registry.read(data, Path(name))


def test_on_a_page_with_others_the_line_behind_the_text_counts(shipped_authorities: Authorities) -> None:
    resolution, annex = read(RESOLUTION, "A_RES_44_128.json")
    assert metadata_of(resolution, shipped_authorities).date == "1989-12-15"
    assert metadata_of(annex, shipped_authorities) == Metadata()


def test_the_line_of_the_next_resolution_is_not_taken(shipped_authorities: Authorities) -> None:
    without = RESOLUTION.replace(b"82nd plenary meeting\\n15 December 1989", b"82nd plenary")
    resolution, _ = read(without, "A_RES_44_128.json")
    assert metadata_of(resolution, shipped_authorities).date == ""


@pytest.mark.parametrize(
    ("words", "number"),
    [("First", 1), ("Fifty-second", 52), ("thirtieth", 30), ("Ninety ninth", 99), ("Regular", None)],
)
def test_ordinals_in_words(words: str, number: int | None) -> None:
    assert ordinal(words) == number


@pytest.mark.parametrize(("letters", "number"), [("IX", 9), ("XIV", 14), ("XXXIV", 34), ("LV", 55), ("XC", 90)])
def test_roman_numerals(letters: str, number: int) -> None:
    assert roman(letters) == number
