"""What happened when, in the order of time."""

from __future__ import annotations

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Dossier, Row, Table, parts_of
from mandategraph.answers.timeline import answer as module
from mandategraph.answers.timeline import timeline
from mandategraph.errors import UsageError
from mandategraph.graph.store import GraphStore


def table(dossier: Dossier, caption: str) -> tuple[Row, ...]:
    (found,) = (part for _, part in parts_of(dossier) if isinstance(part, Table) and part.caption == caption)
    return found.rows


def events(dossier: Dossier) -> list[tuple[object, ...]]:
    return [row.cells for row in table(dossier, "What happened when")]


def test_what_happened_comes_in_the_order_of_time(built_store: GraphStore, day: Day) -> None:
    dates = [str(date) for date, _, _ in events(timeline(built_store, day))]
    assert dates == sorted(dates)
    assert dates[0] == "1991-12-18"


def test_instruments_are_adopted_and_received_in_different_ways(built_store: GraphStore, day: Day) -> None:
    told = events(timeline(built_store, day))
    naples = "Naples Political Declaration and Global Action Plan against Organized Transnational Crime "
    naples += "(A/49/748, annex, sect. I.A)"
    conference = "World Ministerial Conference on Organized Transnational Crime"
    assert ("1994-11-23", f"{naples}, adopted by the {conference}", "adopted") in told
    assert ("1994-12-23", f"The General Assembly approves: {naples}", "received") in told
    assert any(what.startswith("The General Assembly takes note: Plans of action") for _, what, _ in told)  # type: ignore[attr-defined]


def test_a_change_that_is_called_for_is_told_apart_from_the_one_that_happened(
    built_store: GraphStore, day: Day
) -> None:
    committee = "Committee on Crime Prevention and Control (CCPC) dissolved, and succeeded by Commission on Crime "
    committee += "Prevention and Criminal Justice (CCPCJ)"
    told = [(date, kind) for date, what, kind in events(timeline(built_store, day)) if what == committee]
    assert told == [("1991-12-18", "called for"), ("1992-02-06", "change")]


def test_a_change_whose_day_is_unknown_says_between_which_days_it_lies(built_store: GraphStore, day: Day) -> None:
    told = events(timeline(built_store, day, body="CICP"))
    assert (
        "1996",
        "Crime Prevention and Criminal Justice Branch (CPCJB) upgraded to Crime Prevention and Criminal Justice "
        "Division (CPCJD) (happened between 21 December 1995 and 14 July 1997)",
        "change",
    ) in told


def test_a_body_is_told_with_those_before_and_after_it(built_store: GraphStore, day: Day) -> None:
    dossier = timeline(built_store, day, body="CICP")
    assert dossier.summary[0] == "Three instruments with 70 directives, of 18 December 1991 to 16 December 2005."
    assert "the body that was asked for, with those before and after it" in dossier.summary[1]
    given = [(date, what) for date, what, kind in events(dossier) if kind == "mandates"]
    assert given[-1] == (
        "2005-12-16",
        "A/RES/60/177, annex gives one mandate to the United Nations Office on Drugs and Crime (UNODC)",
    )
    assert not any("Human Rights" in str(what) for _, what, _ in events(dossier))


def test_mandates_rest_on_words(built_store: GraphStore, day: Day) -> None:
    rows = table(timeline(built_store, day, body="CICP"), "What happened when")
    quoted = {evidence.words for row in rows if row.cells[2] == "mandates" for evidence in row.evidence}
    assert any(words.startswith("Organize high-level seminars") for words in quoted)
    assert all(quoted)


def test_a_theme_narrows_it(built_store: GraphStore, day: Day) -> None:
    dossier = timeline(built_store, day, theme="corruption")
    years = [row.cells[:3] for row in table(dossier, "What each year brought") if row.cells[1]]
    assert dossier.asked.values == (("theme", "Corruption"),)
    assert years == [("1994", 1, 1), ("2000", 1, 2), ("2002", 1, 24), ("2005", 1, 7)]


def test_the_years_are_counted(built_store: GraphStore, day: Day) -> None:
    rows = table(timeline(built_store, day), "What each year brought")
    assert [row.cells for row in rows if row.cells[1]] == [
        ("1991", 1, 84, 0, 0),
        ("1994", 1, 70, 0, 0),
        ("2000", 1, 25, 1, 0),
        ("2002", 1, 160, 1, 1),
        ("2005", 1, 32, 0, 2),
    ]


def test_deadlines_stand_on_the_line_as_passed_or_open(built_store: GraphStore, day: Day) -> None:
    told = [(date, kind) for date, what, kind in events(timeline(built_store, day)) if "due from States" in str(what)]
    assert told
    assert {kind for _, kind in told} == {"due, passed"}


def test_of_a_large_graph_years_and_changes_are_told_and_the_rest_counted(
    built_store: GraphStore, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_INSTRUMENTS", 4)
    dossier = timeline(built_store, day)
    assert {kind for _, _, kind in events(dossier)} == {"change", "called for"}
    told = " ".join(paragraph for section in dossier.sections for paragraph in section.paragraphs)
    assert "Instruments (5) and deadlines (4) are counted above" in told


def test_of_many_instruments_those_with_most_directives_are_told(
    built_store: GraphStore, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_INSTRUMENTS", 1)
    dossier = timeline(built_store, day, body="CICP")
    assert [date for date, _, kind in events(dossier) if kind == "adopted"] == ["2002-01-31"]
    told = [paragraph for section in dossier.sections for paragraph in section.paragraphs]
    assert told == [
        "The first 1 of 3 are shown: those that give most directives. All of them: mandates query instruments"
    ]


def test_where_nothing_happened_it_says_what_was_searched(built_store: GraphStore, day: Day) -> None:
    (section,) = timeline(built_store, day, body="ICJ").sections
    assert section.paragraphs[0].endswith("None is about International Court of Justice (ICJ).")


def test_a_body_that_the_graph_does_not_have_is_refused(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="no body called 'CIPC'; did you mean"):
        timeline(built_store, day, body="CIPC")
