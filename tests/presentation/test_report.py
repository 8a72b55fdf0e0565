"""The report of mandates, from entries made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mandategraph.graph.reports import Entry, Tally
from mandategraph.presentation import report
from mandategraph.presentation.report import GROUPS, groups, summary
from mandategraph.presentation.tables import TABLE_FORMATS

MANDATE = Entry(
    holder_key="CICP",
    holder="Centre for International Crime Prevention",
    today="United Nations Office on Drugs and Crime",
    kind="Mandate",
    instrument="A/RES/56/261, annex",
    title="Plans of action",
    date="2002-01-31",
    section="I. ACTION",
    leaf="4(e)",
    modality="Undertaking",
    themes=("Corruption", "Drugs"),
    words="Maintain a database",
    directive="https://w3id.org/mandategraph/id/A-RES-56-261/annex#para_4__point_e__cicp",
    listed_under=("Corruption", "Drugs"),
    strength=5,
)
STATES = replace(
    MANDATE, holder_key="STATES", holder="States", today="", kind="StateDirective", modality="Obligation", strength=7
)
NOBODY = replace(MANDATE, holder_key="UNASSIGNED", holder="Nobody", today="", kind="UnassignedDirective")


def render_report(entries: list[Entry], report_format: str, group: str) -> str:
    return "".join(report.render_report(Tally.of(entries), iter(entries), report_format, group))


def test_the_summary_counts_holders_of_each_kind() -> None:
    assert summary(Tally.of([MANDATE, replace(MANDATE, leaf="5"), STATES, NOBODY])) == (
        "4 directives in 1 instrument: 2 mandates of 1 United Nations body, 1 directive to States and others, "
        "1 that nobody holds"
    )


def test_the_summary_is_silent_about_what_there_is_none_of() -> None:
    assert summary(Tally.of([MANDATE])) == "1 directive in 1 instrument: 1 mandate of 1 United Nations body"
    assert summary(Tally.of([])) == "No directive fits these filters."


def test_the_text_gives_a_body_its_heading_its_fate_and_its_words() -> None:
    assert render_report([MANDATE], "table", "instrument") == (
        "WHICH BODY HOLDS WHICH MANDATE\n"
        "1 directive in 1 instrument: 1 mandate of 1 United Nations body\n"
        "\n\n"
        "Centre for International Crime Prevention (CICP)\n"
        "================================================\n"
        "1 mandate; held today by the United Nations Office on Drugs and Crime\n"
        "\n"
        "  A/RES/56/261, annex — Plans of action\n"
        "\n"
        "    I. ACTION\n"
        "    4(e)  Undertaking  Maintain a database\n"
    )


def test_leaf_modality_and_words_stand_in_columns() -> None:
    longer = replace(MANDATE, leaf="35(d)(ii)", modality="Recommendation", words="Coordinate")
    lines = render_report([MANDATE, longer], "table", "instrument").splitlines()
    assert lines[-2:] == [
        "    4(e)       Undertaking     Maintain a database",
        "    35(d)(ii)  Recommendation  Coordinate",
    ]


@pytest.mark.parametrize(
    ("entry", "about"),
    [
        (replace(MANDATE, today=""), "1 mandate"),
        (replace(MANDATE, today="Nobody"), "1 mandate; held by nobody today"),
        (
            replace(MANDATE, today="", inherited=("Branch", "Division")),
            "1 mandate; today also holds the mandates given to: Branch, Division",
        ),
        (STATES, "1 directive"),
        (NOBODY, "1 directive that nobody holds"),
    ],
)
def test_a_line_about_each_holder_counts_and_tells_what_became_of_it(entry: Entry, about: str) -> None:
    assert f"\n{about}\n" in render_report([entry], "table", "instrument")


def test_nobody_has_no_key() -> None:
    assert "\nNobody\n======\n" in render_report([NOBODY], "table", "instrument")


def test_a_directive_on_two_themes_stands_under_both() -> None:
    found = [(heading, list(entries)) for heading, entries in groups([MANDATE], "theme")]
    assert found == [("Corruption", [MANDATE]), ("Drugs", [MANDATE])]


def test_a_directive_without_a_theme_stands_at_the_end() -> None:
    bare = replace(MANDATE, themes=(), listed_under=())
    other = replace(MANDATE, listed_under=("Wildlife",))
    assert [heading for heading, _ in groups([bare, other], "theme")] == ["Wildlife", "No theme"]


def test_modalities_come_from_the_strongest() -> None:
    assert [heading for heading, _ in groups([MANDATE, STATES], "modality")] == ["Obligation", "Undertaking"]


def test_instruments_come_in_the_order_of_the_entries() -> None:
    older = replace(MANDATE, instrument="A/RES/46/152, annex", title="Statement of principles")
    found = [heading for heading, _ in groups([MANDATE, MANDATE, older], "instrument")]
    assert found == ["A/RES/56/261, annex — Plans of action", "A/RES/46/152, annex — Statement of principles"]


@pytest.mark.parametrize("report_format", [name for name in TABLE_FORMATS if name != "json"])
def test_the_first_words_come_before_the_last_entry_is_known(report_format: str) -> None:
    def unending() -> Iterator[Entry]:
        yield MANDATE
        raise AssertionError("the second entry was asked for")

    pieces = report.render_report(Tally.of([MANDATE, STATES]), unending(), report_format, "instrument")
    if report_format == "table":
        assert next(pieces).startswith("WHICH BODY HOLDS WHICH MANDATE\n2 directives in 1 instrument: 1 mandate of")
    else:
        assert next(pieces)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("report_format", TABLE_FORMATS)
def test_every_format_has_the_words_whatever_the_group(report_format: str, group: str) -> None:
    text = render_report([MANDATE, STATES, NOBODY], report_format, group)
    assert text.count("Maintain a database") >= 3
    assert text.endswith("\n")


def test_html_escapes_what_would_be_markup() -> None:
    page = render_report([replace(MANDATE, words="<script>", title="A & B")], "html", "instrument")
    assert "<td class='words'>&lt;script&gt;</td>" in page
    assert "<h3>A/RES/56/261, annex — A &amp; B</h3>" in page
