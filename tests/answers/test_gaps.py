"""What was not found in the five instruments."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.directives import Wanted
from mandategraph.answers.dossier import Dossier, Row, Section, Severity, Table
from mandategraph.answers.gaps import gaps, kinds, search
from mandategraph.answers.gaps.rules import gap_rules
from mandategraph.errors import UsageError
from mandategraph.graph.store import GraphStore
from mandategraph.queries.catalogue import run

COMMITMENTS = "Commitments without a plan of action"
NOBODY = "Directives that nobody holds"
THEMES = "Themes without a United Nations body"
REPORTING = "Duties with no reporting line"
DEADLINES = "Deadlines without a holder"
VIENNA, NAPLES, BANGKOK = "A/RES/55/59, annex", "A/49/748, annex, sect. I.A", "A/RES/60/177, annex"


@pytest.fixture(scope="module")
def everything(built_store: GraphStore, day: Day) -> Dossier:
    """The gaps of all five instruments."""
    return gaps(built_store, day)


def section(dossier: Dossier, heading: str) -> Section:
    """The section of a kind of gap."""
    return next(each for each in dossier.sections if each.heading == heading)


def rows_of(found: Section) -> Iterator[Row]:
    """The rows of a section and of those below it."""
    for part in found.parts:
        assert isinstance(part, Table)
        yield from part.rows
    for below in found.below:
        yield from rows_of(below)


def places_of(found: Section) -> list[tuple[str, str]]:
    """Where the rows of a section stand: instrument and leaf of each."""
    return [(evidence.instrument, evidence.leaf) for row in rows_of(found) for evidence in row.evidence]


def answers(store: GraphStore, query: str, **values: str) -> list[tuple[str, ...]]:
    """The rows of a named query, as a person reads them."""
    return list(run(store, query, values).rows)


def overview(dossier: Dossier) -> dict[str, tuple[object, ...]]:
    """How many warnings, notices and notes there are of each kind."""
    return {str(row.cells[0]): row.cells[1:] for row in rows_of(dossier.sections[0])}


def test_the_findings_are_counted_by_severity(everything: Dossier) -> None:
    assert overview(everything) == {
        COMMITMENTS: (2, 13, 12),
        DEADLINES: (0, 0, 0),
        NOBODY: (0, 15, 21),
        THEMES: (0, 7, 0),
        REPORTING: (0, 0, 83),
    }
    assert everything.severity is Severity.WARNING
    assert "Not found in this graph: a plan of action for 27 commitments (2 warnings among them)." in everything.summary


def test_what_a_plan_of_action_leaves_out_is_a_warning(everything: Dossier) -> None:
    left_out, no_plan, own_plan = section(everything, COMMITMENTS).below
    assert left_out.heading == "Warning: left out by the plan of action (2)"
    assert places_of(left_out) == [(VIENNA, "9"), (VIENNA, "21")]
    (row, _) = rows_of(left_out)
    assert row.cells == ("States", "Governance of the crime programme")
    assert row.evidence[0].words.startswith("We reaffirm our continued support for and commitment to the United")
    assert no_plan.heading == "Notice: in an instrument without a plan of action (13)"
    assert {instrument for instrument, _ in places_of(no_plan)} == {BANGKOK}
    assert own_plan.heading == "Note: in an instrument that is a plan of action itself (12)"
    assert {instrument for instrument, _ in places_of(own_plan)} == {NAPLES, "A/RES/46/152, annex"}


@pytest.mark.parametrize("instrument", [VIENNA, NAPLES, BANGKOK, "A/RES/46/152, annex", "A/RES/56/261, annex"])
def test_commitments_agree_with_the_named_query(built_store: GraphStore, day: Day, instrument: str) -> None:
    wanted = [leaf for leaf, *_ in answers(built_store, "commitments-without-plan", instrument=instrument)]
    found = places_of(section(gaps(built_store, day, instrument=instrument), COMMITMENTS))
    assert sorted(leaf for _, leaf in found) == sorted(wanted)


def test_directives_that_nobody_holds_agree_with_the_named_query(built_store: GraphStore, everything: Dossier) -> None:
    wanted = [(instrument, leaf) for instrument, leaf, *_ in answers(built_store, "unassigned")]
    found = places_of(section(everything, NOBODY))
    assert len(found) == 36
    assert sorted(found) == sorted(wanted)


def test_themes_agree_with_the_named_query(built_store: GraphStore, everything: Dossier) -> None:
    wanted = {row for row in answers(built_store, "theme-gaps") if int(row[1]) > 0}
    assert {tuple(map(str, row.cells)) for row in rows_of(section(everything, THEMES))} == wanted
    assert len(wanted) == 7


def test_a_theme_without_a_body_rests_on_what_states_are_told(everything: Dossier) -> None:
    row = next(row for row in rows_of(section(everything, THEMES)) if row.cells[0] == "Health and HIV/AIDS")
    assert row.cells == ("Health and HIV/AIDS", 1, 0, 0)
    assert [evidence.place for evidence in row.evidence] == ["A/RES/60/177, annex, para. 31"]
    searched = section(everything, THEMES).paragraphs[1]
    assert searched.startswith("Searched: 32 themes") and searched.endswith("have directives on: Kidnapping.")


def test_binding_verbs_are_more_severe_than_weaker_ones(everything: Dossier) -> None:
    binding, other = section(everything, NOBODY).below
    assert {row.cells[0] for row in rows_of(binding)} == {"Obligation", "Undertaking"}
    assert {row.cells[0] for row in rows_of(other)} == {"Recommendation", "Request", "Invitation"}
    assert binding.heading == "Notice: with a binding verb (15)"


def test_duties_without_a_reporting_line_are_told_by_body_and_instrument(everything: Dossier) -> None:
    (annexes,) = section(everything, REPORTING).below
    assert annexes.heading == "Note: in annexes whose resolution is not in this graph (83)"
    told = [(str(row.cells[0]).rpartition("(")[2].rstrip(")"), row.cells[2]) for row in rows_of(annexes)]
    assert told[:3] == [("CICP", 61), ("PROGRAMME", 9), ("PROGSEC", 7)]
    assert sum(int(number) for _, number in told) == 83
    first = next(rows_of(annexes))
    assert [evidence.leaf for evidence in first.evidence] == ["4(a)", "4(b)"]


def test_whoever_is_to_keep_an_organ_informed_has_a_reporting_line(built_store: GraphStore) -> None:
    rule = gap_rules().reporting
    lines = search.lines(built_store, rule)
    by_holder = {
        place.holder.rpartition("/")[2]: lines.has_line(place)
        for place in search.places(built_store, Wanted())
        if place.instrument.endswith("A-RES-46-152/annex")
    }
    # "The institutes should keep one another and the commission … informed" is all that this instrument asks.
    assert (by_holder["institutes"], by_holder["progsec"], by_holder["sg"]) == (True, False, False)


def test_the_secretary_general_reports_for_others_and_a_resolution_for_its_annexes(built_store: GraphStore) -> None:
    duty = next(place for place in search.places(built_store, Wanted()) if place.holder.endswith("/cicp"))
    none = replace(search.lines(built_store, gap_rules().reporting), reporters={})
    assert not none.has_line(duty)
    resolution = none.whole(duty.instrument)
    assert resolution == duty.instrument.removesuffix("/annex")
    for reporter, has_line in (("", True), (min(none.for_all), True), (duty.holder, True), ("another", False)):
        assert replace(none, reporters={resolution: frozenset({reporter})}).has_line(duty) is has_line


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Requests the Secretary-General to report to the General Assembly at its seventieth session", True),
        ("and requests him to report thereon", True),
        ("submit to the Commission at its next session, through the Council, a comprehensive report", True),
        ("keep the Council informed of developments", True),
        ("brief the Security Council every six months", True),
        ("Implement the recommendations of the report of the Secretary-General", False),
        ("Provide assistance to States in preparing their reports", False),
        ("Maintain a database of relevant national legislation", False),
    ],
)
def test_the_words_that_ask_for_a_report(words: str, asks: bool) -> None:
    assert (re.search("|".join(gap_rules().reporting.words), words, re.IGNORECASE) is not None) is asks


def test_nothing_found_is_said_with_what_was_searched(everything: Dossier) -> None:
    found = section(everything, DEADLINES)
    assert found.paragraphs[1:] == (
        "Searched: 4 directives with a deadline.",
        "Nothing was found that is a gap by this rule.",
    )
    assert not found.parts and not found.below


def test_a_deadline_that_nobody_holds_is_a_warning_until_it_has_passed(
    built_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = search.places(built_store, Wanted())
    nobody = [place for place in places if not place.holder][:2]
    due = {nobody[0].directive: ["2027"], nobody[1].directive: ["2003", "2026-11-23"]}
    monkeypatch.setattr(search, "deadlines", lambda store: due)
    scope = kinds.Scope(None, None, Day(datetime.date(2026, 11, 24)), places)
    found = kinds.deadlines(built_store, scope)
    told = {case.severity: [row.evidence[0].leaf for row in told.parts[0].rows] for case, told in found.cases.items()}
    assert told == {Severity.WARNING: ["21(a)"], Severity.NOTICE: ["21(b)"]}
    assert found.searched == "2 directives with a deadline"


def test_the_mandates_of_all_instruments_count_for_the_themes_of_one(built_store: GraphStore, day: Day) -> None:
    dossier = gaps(built_store, day, instrument="Bangkok Declaration")
    assert dossier.title == f"Gaps in {BANGKOK}"
    found = section(dossier, THEMES)
    by_theme = {row.cells[0]: row.cells[1:] for row in rows_of(found)}
    assert len(by_theme) == 7 and by_theme["Drug control and drug trafficking"] == (2, 1, 1)
    assert "Terrorism" not in by_theme
    elsewhere = found.paragraphs[1].partition("Only other instruments of this graph have mandates on: ")[2]
    assert elsewhere.startswith("Crime and justice in general; Crime prevention;") and "; Terrorism;" in elsewhere


def test_one_theme_shows_only_what_is_about_it(built_store: GraphStore, day: Day) -> None:
    dossier = gaps(built_store, day, theme="kidnapping")
    assert places_of(section(dossier, NOBODY)) == [(BANGKOK, "13")]
    assert dossier.severity is Severity.NOTE
    assert dossier.asked.values == (("theme", "Kidnapping"),)


def test_where_there_are_too_many_they_are_counted_by_instrument_and_theme(
    built_store: GraphStore, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "LISTED", 5)
    found = section(gaps(built_store, day), NOBODY)
    by_instrument, by_theme = found.parts
    assert isinstance(by_instrument, Table) and isinstance(by_theme, Table)
    assert by_instrument.rows[0].cells[1] == 24
    assert by_theme.rows[0].cells == ("Governance of the crime programme", 23)
    assert "The first 5 of 15 are shown" in found.below[0].paragraphs[1]
    assert "mandates query unassigned" in found.below[0].paragraphs[1]
    assert [len(list(rows_of(below))) for below in found.below] == [5, 5]


def test_an_instrument_without_directives_is_not_said_to_be_without_gaps(built_store: GraphStore, day: Day) -> None:
    dossier = gaps(built_store, day, instrument="A/RES/55/25")
    assert dossier.severity is None
    assert dossier.summary == ("Nothing was searched, for there are no such directives in this graph.",)
    assert "5 instruments of this graph have directives" in dossier.sections[0].paragraphs[1]


def test_what_the_graph_does_not_know_is_refused(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="no theme called 'corruptoin'"):
        gaps(built_store, day, theme="corruptoin")


def test_each_gap_states_its_rule_its_search_and_its_limits(everything: Dossier) -> None:
    for gap in gap_rules().gaps.values():
        told = section(everything, gap.title).paragraphs
        assert told[0] == f"Rule: {gap.rule}"
        assert told[1].startswith("Searched: ") and any(letter.isdigit() for letter in told[1])
        assert f"{gap.title}: {gap.limits}" in everything.not_covered


def test_a_gap_never_says_that_something_does_not_exist(everything: Dossier) -> None:
    told = " ".join(text for each in everything.sections for text in each.paragraphs)
    assert "not exist" not in told and "Not found in this graph" in told


def test_every_severity_is_explained_and_used(everything: Dossier) -> None:
    rules = gap_rules()
    assert list(rules.severities) == [Severity.WARNING, Severity.NOTICE, Severity.NOTE]
    assert {case.severity for gap in rules.gaps.values() for case in gap.cases} == set(Severity)
    assert everything.sections[0].paragraphs == tuple(
        f"A {severity.name.lower()} is {meaning}." for severity, meaning in rules.severities.items()
    )


def test_an_instrument_known_only_by_name_is_told_so(built_store: GraphStore, day: Day) -> None:
    (told,) = gaps(built_store, day, instrument="A/RES/58/4").sections
    assert told.paragraphs[-1].endswith("only by name: build its text first.")


def test_the_instruments_with_a_plan_are_not_taken_for_commitments(built_store: GraphStore, day: Day) -> None:
    told = section(gaps(built_store, day, instrument="A/RES/55/59"), COMMITMENTS).paragraphs[1]
    assert told == (
        "Searched: 19 commitments in 1 instrument; 1 of the instruments has a plan of action in this graph."
    )
