"""The profile of a body, on the five instruments that the package ships."""

from __future__ import annotations

import datetime

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Dossier, Row, Section, Table, parts_of
from mandategraph.answers.names import Name, definite
from mandategraph.answers.profile import profile
from mandategraph.answers.profile.answer import COMPLETE, FIRST_OF_THEME
from mandategraph.errors import UsageError
from mandategraph.graph.asat import as_at
from mandategraph.graph.store import GraphStore
from mandategraph.queries.catalogue import run

PLANS = "A/RES/56/261, annex"


@pytest.fixture(scope="module")
def centre(built_store: GraphStore, day: Day) -> Dossier:
    return profile(built_store, "CICP", day)


@pytest.fixture(scope="module")
def states(built_store: GraphStore, day: Day) -> Dossier:
    return profile(built_store, "States", day)


def section(dossier: Dossier, *headings: str) -> Section:
    found = Section("", below=dossier.sections)
    for heading in headings:
        found = next(below for below in found.below if below.heading == heading)
    return found


def rows(dossier: Dossier, *headings: str, place: int = 0) -> tuple[Row, ...]:
    table = section(dossier, *headings).parts[place]
    assert isinstance(table, Table)
    return table.rows


def places(found: tuple[Row, ...]) -> list[str]:
    return [evidence.place for row in found for evidence in row.evidence]


def test_the_summary_can_be_read_aloud(centre: Dossier) -> None:
    assert centre.summary == (
        "One instrument of 2002 gives the Centre for International Crime Prevention (CICP) 61 mandates on 19 themes, "
        "most of all crime prevention (11), organized crime (9) and corruption (8).",
        "All of them are undertakings.",
        "They ask for databases (6) and meetings (2), and set no deadline.",
        "Today its mandates are held by the United Nations Office on Drugs and Crime (UNODC).",
    )


def test_the_chain_of_changes_leads_to_who_holds_the_mandates_today(centre: Dossier) -> None:
    told = [row.cells[:4] for row in rows(centre, "Names and changes")]
    branch, division = "Crime Prevention and Criminal Justice Branch (CPCJB)", "Division (CPCJD)"
    division = f"Crime Prevention and Criminal Justice {division}"
    secretariat = "Secretariat of the United Nations crime prevention and criminal justice programme (PROGSEC)"
    itself, office = "Centre for International Crime Prevention (CICP)", "Office for Drug Control and Crime Prevention"
    assert told == [
        ("18 December 1991", branch, "Upgraded (called for)", ""),
        ("1996", branch, "Upgraded", division),
        ("1997", division, "Renamed", itself),
        ("1997", secretariat, "Renamed", itself),
        ("30 October 1998", itself, "Made part of", f"{office} (ODCCP)"),
        ("2002", f"{office} (ODCCP)", "Renamed", "United Nations Office on Drugs and Crime (UNODC)"),
    ]


def test_a_change_rests_on_words_where_a_text_tells_it_and_else_on_its_sources(centre: Dossier) -> None:
    called_for, *_, renamed = rows(centre, "Names and changes")
    assert [(found.place, found.words[:12]) for found in called_for.evidence] == [
        ("A/RES/46/152, annex, para. 32", "an upgrading")
    ]
    assert [(found.place, found.words) for found in renamed.evidence] == [("A/RES/57/170", ""), ("ST/SGB/2004/6", "")]


def test_mandates_are_counted_by_theme_and_strength(states: Dossier) -> None:
    table = section(states, "Directives by theme").parts[0]
    assert isinstance(table, Table)
    assert table.columns == (
        "theme",
        "obligation",
        "undertaking",
        "commitment",
        "recommendation",
        "request",
        "invitation",
        "all",
    )
    first = table.rows[0].cells
    assert first[0] == "Organized crime"
    assert sum(map(int, first[1:-1])) == first[-1] == 63


def test_all_mandates_of_a_small_body_are_listed_under_their_themes(centre: Dossier) -> None:
    below = section(centre, "Mandates by theme").below
    listed = {place for theme in below for table in theme.parts for place in places(table.rows)}  # type: ignore[union-attr]
    assert len(listed) == 61 <= COMPLETE
    assert places(rows(centre, "Mandates by theme", "Trafficking in persons")) == [
        f"{PLANS}, para. {leaf}" for leaf in ("12(a)", "12(b)", "12(c)", "30(a)")
    ]


def test_the_strongest_come_first_and_what_is_left_out_is_told(states: Dossier) -> None:
    theme = section(states, "Directives by theme", "Organized crime")
    assert theme.paragraphs == (
        "The first 3 of 63 are shown: the strongest verb first, then the latest instrument. All of them: "
        "mandates report --body STATES --theme organized-crime",
    )
    shown = rows(states, "Directives by theme", "Organized crime")
    assert [(row.cells[0], row.evidence[0].place) for row in shown] == [
        ("Obligation", "A/49/748, annex, sect. I.A, para. 17"),
        ("Obligation", "A/49/748, annex, sect. I.A, para. 23"),
        ("Undertaking", f"{PLANS}, para. 2"),
    ]
    assert len(shown) == FIRST_OF_THEME


def test_partners_conditions_and_conventions_are_counted(centre: Dossier) -> None:
    assert [row.cells for row in rows(centre, "Partners")] == [
        ("Intergovernmental organizations (IGO)", 61),
        ("Office of Legal Affairs (OLA)", 5),
        ("States", 4),
        ("Other entities and agencies of the United Nations system (UNSYSTEM)", 1),
        ("United Nations Interregional Crime and Justice Research Institute (UNICRI)", 1),
    ]
    assert [row.cells for row in rows(centre, "Conditions")] == [
        ("As appropriate", 61),
        ("On request", 17),
        ("National law", 1),
    ]
    assert [row.cells for row in rows(centre, "Conventions and other instruments that it serves")] == [
        ("United Nations Convention against Transnational Organized Crime (A/RES/55/25, annex I)", 5),
        ("United Nations Convention against Corruption (A/RES/58/4, annex)", 2),
    ]


def test_databases_are_those_of_the_named_query(centre: Dossier, built_store: GraphStore) -> None:
    asked = run(built_store, "databases", {"body": "CICP"})
    told = rows(centre, "Databases, reports and meetings that it owes", "Databases")
    leaves = ["4(e)", "4(f)", "9(e)", "12(b)", "18(b)", "24(c)"]
    assert [row.evidence[0].leaf for row in told] == [row[2] for row in asked.rows] == leaves


def test_meetings_are_told_by_a_stated_rule_and_their_absence_too(centre: Dossier) -> None:
    owes = "Databases, reports and meetings that it owes"
    assert places(rows(centre, owes, "Meetings")) == [f"{PLANS}, para. 4(a)", f"{PLANS}, para. 48(c)"]
    reports = section(centre, owes, "Reports")
    assert reports.paragraphs[0].startswith("The rule: the words ask to report")
    assert reports.paragraphs[1] == "None of the 61 mandates asks for any by this rule."


def test_deadlines_passed_or_are_open_on_the_day(built_store: GraphStore) -> None:
    def told(date: datetime.date) -> list[tuple[str, list[str]]]:
        found = section(profile(built_store, "States", Day(date)), "Deadlines")
        return [(table.caption, [str(row.cells[0]) for row in table.rows]) for table in found.parts]  # type: ignore[union-attr]

    assert told(datetime.date(2003, 12, 31)) == [("Open today", ["2003", "2005", "2005"]), ("Passed today", ["2002"])]
    assert told(datetime.date(2004, 1, 1)) == [("Open today", ["2005", "2005"]), ("Passed today", ["2003", "2002"])]


def test_who_is_only_to_be_asked_by_others_is_told_so(centre: Dossier) -> None:
    (row,) = rows(centre, "In the directives of others", "Only an onward addressee")
    assert row.cells[:2] == ("Commission on Crime Prevention and Criminal Justice (CCPCJ)", "Invitation")
    assert row.evidence[0].place == "A/RES/55/59, annex, para. 23"


def test_a_successor_is_shown_with_what_it_holds_of_others(built_store: GraphStore, day: Day) -> None:
    office = profile(built_store, "UNODC", day)
    heading = "Mandates of bodies before it, held today"
    assert [below.heading.rpartition(" ")[2] for below in section(office, heading).below] == [
        "(CICP)",
        "(ODCCP)",
        "(PROGSEC)",
    ]
    assert section(office, heading).below[0].paragraphs[0].endswith("All of them: mandates profile CICP")
    assert "Today it also holds 69 mandates that were given to" in office.summary[-1]


def test_as_at_a_past_day_the_body_of_that_day_holds_them(built_store: GraphStore) -> None:
    date = datetime.date(1998, 1, 1)
    then = as_at(built_store, date)
    day = Day(date, past=True, later=then.later, undated=then.undated)
    centre = profile(then.graph, "CICP", day)
    assert centre.summary[-1].startswith("On 1 January 1998 it holds seven mandates that were given to the Secretariat")
    assert "mandates profile PROGSEC" not in str(centre), "seven are all shown"
    assert centre.not_covered[0].startswith("Instruments of a later date")
    assert "Mandates of bodies before it, held on 1 January 1998" in {found.heading for found in centre.sections}


def test_a_body_without_mandates_is_told_with_what_is_near(built_store: GraphStore, day: Day) -> None:
    institute = profile(built_store, "UNICRI", day)
    name = "the United Nations Interregional Crime and Justice Research Institute (UNICRI)"
    assert institute.summary == (
        f"This graph has no directive that {name} is to carry out.",
        "Others are to turn to it in no directive, and to work with it in one.",
    )
    assert [row.cells for row in rows(institute, "Mandates")] == [
        ("Institutes of the United Nations Crime Prevention and Criminal Justice Programme network (INSTITUTES)", 2)
    ]
    partner = rows(institute, "In the directives of others", "Partner of others")
    assert places(partner) == [f"{PLANS}, para. 12(b)"]


@pytest.mark.parametrize("body", ["CICP", "CCPCJ", "UNODC", "UNICRI", "SG", "States", "CCPC", "GA"])
def test_no_profile_has_an_empty_table_or_an_iri_in_a_cell(built_store: GraphStore, day: Day, body: str) -> None:
    for _, part in parts_of(profile(built_store, body, day)):
        assert isinstance(part, Table)
        assert part.rows
        assert not any("://" in str(cell) for row in part.rows for cell in row.cells)


def test_an_unknown_body_is_refused_with_near_names(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="did you mean"):
        profile(built_store, "CICB", day)


def test_names_in_the_plural_take_no_article() -> None:
    def spoken(label: str) -> str:
        return definite(Name("", "", label))

    assert [spoken(label) for label in ("States", "Civil society", "Intergovernmental organizations")] == [
        "States",
        "Civil society",
        "Intergovernmental organizations",
    ]
    assert [spoken(label) for label in ("United Nations", "Secretary-General", "Office of Legal Affairs")] == [
        "the United Nations",
        "the Secretary-General",
        "the Office of Legal Affairs",
    ]
