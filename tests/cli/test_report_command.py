"""`mandates report`: which body holds which mandate, from which words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Answer = Callable[..., str]
ReportRows = Callable[..., list[dict[str, object]]]

# Where each of the 15 sections of the plans of action has its "International actions".
INTERNATIONAL_ACTIONS = (4, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48)


def test_the_report_leads_from_bodies_to_instruments_to_sections_to_words(answer: Answer) -> None:
    text = answer("report")
    path = (
        "Centre for International Crime Prevention (CICP)\n====",
        "  A/RES/56/261, annex — Plans of action",
        "    I. ACTION AGAINST TRANSNATIONAL ORGANIZED CRIME\n    4(a) ",
        "    II. ACTION AGAINST CORRUPTION\n    9(a) ",
        "    XV. ACTION ON RESTORATIVE JUSTICE\n    48(a) ",
        "Commission on Crime Prevention and Criminal Justice (CCPCJ)\n====",
        "States (STATES)\n====",
        "Nobody\n====",
    )
    places = [text.index(step) for step in path]
    assert places == sorted(places)


def test_the_report_counts_what_it_tells(answer: Answer, report_rows: ReportRows) -> None:
    rows = report_rows()
    head = " ".join(answer("report").split("\n\n")[0].split())
    kinds = [row["kind"] for row in rows]
    assert f"{len(rows)} directives in 5 instruments" in head
    assert f"{kinds.count('Mandate')} mandates of" in head
    assert f"{kinds.count('UnassignedDirective')} that nobody holds" in head


def test_all_fifteen_sections_of_the_plans_of_action_give_mandates_to_the_centre_and_its_parent(
    report_rows: ReportRows,
) -> None:
    held = {body: report_rows("--body", body, "--instrument", "A/RES/56/261") for body in ("CICP", "ODCCP")}
    sections = {body: {str(row["section"]).split(".")[0] for row in rows} for body, rows in held.items()}
    assert sections["CICP"] == set("I II III IV V VII VIII IX X XI XII XIII XIV XV".split())
    # Money-laundering alone is given to the Office that the Centre is part of.
    assert sections["ODCCP"] == {"VI"}
    paragraphs = {int(str(row["leaf"]).partition("(")[0]) for rows in held.values() for row in rows}
    assert paragraphs == set(INTERNATIONAL_ACTIONS)


def test_states_have_directives_from_all_fifteen_sections_of_the_plans_of_action(report_rows: ReportRows) -> None:
    rows = report_rows("--body", "States", "--instrument", "56/261")
    assert len({row["section"] for row in rows}) == 15


def test_the_commission_has_the_functions_of_resolution_46_152(report_rows: ReportRows) -> None:
    rows = report_rows("--body", "CCPCJ", "--instrument", "46/152")
    functions = {str(row["leaf"]): str(row["words"]) for row in rows if str(row["leaf"]).startswith("26(")}
    assert list(functions) == ["26(a)", "26(b)", "26(c)", "26(d)", "26(e)"]
    assert functions["26(a)"].startswith("To provide policy guidance to the United Nations")
    assert functions["26(d)"] == "To mobilize the support of Member States for the programme"


def test_directives_that_nobody_holds_stand_at_the_end_of_the_report(answer: Answer) -> None:
    nobody = answer("report").partition("\nNobody\n======\n")[2]
    assert re.match(r"\d+ directives that nobody holds\n", nobody)
    assert "shall be chosen on the basis of equitable geographical distribution" in " ".join(nobody.split())


def test_the_report_tells_who_holds_a_changed_bodys_mandates_today(answer: Answer) -> None:
    centre = answer("report", "--body", "CICP")
    assert re.search(r"^\d+ mandates; held today by the United Nations Office on Drugs and Crime$", centre, re.M)
    office = " ".join(answer("report", "--body", "UNODC").split())
    assert "today also holds the mandates given to: Centre for International Crime Prevention" in office


def test_a_body_that_never_changed_is_said_to_hold_its_mandates_and_no_more(answer: Answer) -> None:
    assert re.search(r"^\d+ mandates$", answer("report", "--body", "CCPCJ"), re.M)


@pytest.mark.parametrize(
    "written",
    ["CICP", "cicp", "Centre for International Crime Prevention", "the centre for international crime prevention"],
)
def test_a_body_may_be_given_by_key_or_name(report_rows: ReportRows, written: str) -> None:
    rows = report_rows("--body", written)
    assert {row["holder_key"] for row in rows} == {"CICP"}


@pytest.mark.parametrize(
    ("filters", "column", "expected"),
    [
        (("--body", "CCPCJ"), "holder", {"Commission on Crime Prevention and Criminal Justice"}),
        (("--instrument", "49/748"), "instrument", {"A/49/748, annex, sect. I.A"}),
        (("--instrument", "Vienna Declaration"), "instrument", {"A/RES/55/59, annex"}),
        (("--modality", "permission"), "modality", {"Permission"}),
        (("--modality", "Invitation"), "modality", {"Invitation"}),
        (("--since", "2002"), "instrument", {"A/RES/56/261, annex", "A/RES/60/177, annex"}),
        (("--since", "2003"), "instrument", {"A/RES/60/177, annex"}),
    ],
)
def test_a_filter_lets_only_its_own_through(
    report_rows: ReportRows, filters: tuple[str, ...], column: str, expected: set[str]
) -> None:
    rows = report_rows(*filters)
    assert {row[column] for row in rows} == expected
    # Whatever has this value came through.
    assert len(rows) == sum(row[column] in expected for row in report_rows())


def test_a_theme_lets_through_what_is_about_it(report_rows: ReportRows) -> None:
    wanted = [row for row in report_rows() if "Terrorism" in row["themes"]]  # type: ignore[operator]
    assert report_rows("--theme", "terrorism") == sorted_as_found(report_rows, wanted, "--theme", "terrorism")


def sorted_as_found(report_rows: ReportRows, wanted: list[dict[str, object]], *filters: str) -> list[dict[str, object]]:
    """Return rows in the order of a filtered report, in which bodies with many directives come first."""
    order = [row["directive"] for row in report_rows(*filters)]
    assert len(wanted) == len(order) > 5
    return sorted(wanted, key=lambda row: order.index(row["directive"]))


def test_filters_narrow_each_other(report_rows: ReportRows) -> None:
    rows = report_rows("--body", "CICP", "--theme", "trafficking-in-persons", "--modality", "undertaking")
    assert [row["leaf"] for row in rows] == ["12(a)", "12(b)", "12(c)", "30(a)"]


def test_a_report_by_theme_has_themes_as_headings(answer: Answer) -> None:
    text = answer("report", "--body", "CICP", "--by", "theme")
    assert "\n  Corruption\n\n    A/RES/56/261, annex, para. 9(a): undertaking\n        Provide substantive" in text


def test_a_report_on_one_theme_by_theme_has_that_heading_alone(answer: Answer) -> None:
    text = answer("report", "--theme", "corruption", "--by", "theme")
    assert set(re.findall(r"^  (\S.*)$", text, re.M)) == {"Corruption"}


def test_a_report_by_modality_begins_with_the_strongest(answer: Answer) -> None:
    text = answer("report", "--body", "CCPCJ", "--by", "modality")
    assert re.findall(r"^  (\S.*)$", text, re.M) == [
        "Obligation",
        "Recommendation",
        "Request",
        "Invitation",
        "Permission",
    ]


def test_a_report_in_which_nothing_fits_says_so_and_prints_an_empty_report(mandates: Mandates) -> None:
    result = mandates("report", "--body", "SC", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == "No directive fits these filters in this graph.\n"
