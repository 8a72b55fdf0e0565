"""What a brief on the five instruments holds, and that every form of it tells the same."""

from __future__ import annotations

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.brief import brief
from mandategraph.answers.dossier import Diagram, Dossier, Section, Table, parts_of
from mandategraph.errors import UsageError
from mandategraph.graph.store import GraphStore


def section(dossier: Dossier, heading: str) -> Section:
    return next(section for section in dossier.sections if section.heading == heading)


def headings(dossier: Dossier) -> list[str]:
    return [section.heading for section in dossier.sections]


def test_a_brief_on_a_body_and_a_theme_quotes_every_mandate(built_store: GraphStore, day: Day) -> None:
    dossier = brief(built_store, day, body="CICP", theme="corruption")
    assert dossier.title == "Brief: Centre for International Crime Prevention (CICP) · Corruption"
    assert dossier.summary[0] == "One instrument gives eight mandates."
    (table,) = section(dossier, "What is to be done").parts
    assert isinstance(table, Table)
    assert [row.evidence[0].leaf for row in table.rows] == [f"9({letter})" for letter in "abcdefgh"]


def test_it_says_who_else_has_mandates_on_the_theme(built_store: GraphStore, day: Day) -> None:
    (table,) = section(
        brief(built_store, day, body="CICP", theme="corruption"), "Who else has mandates on the theme"
    ).parts
    assert isinstance(table, Table)
    assert [row.cells[0] for row in table.rows] == [
        "Commission on Crime Prevention and Criminal Justice (CCPCJ)",
        "United Nations Office on Drugs and Crime (UNODC)",
    ]


def test_a_brief_on_a_theme_is_told_by_holder_and_tells_what_nobody_holds(built_store: GraphStore, day: Day) -> None:
    below = section(brief(built_store, day, theme="organized-crime"), "What is to be done").below
    assert below[0].heading.startswith("States: ")
    assert "Nobody: six directives" in [section.heading for section in below]


def test_a_brief_on_an_instrument_has_a_picture_of_what_it_cites(built_store: GraphStore, day: Day) -> None:
    dossier = brief(built_store, day, instrument="A/RES/60/177")
    diagrams = [part for _, part in parts_of(dossier) if isinstance(part, Diagram)]
    assert [diagram.caption for diagram in diagrams] == ["Instruments and what they cite"]
    assert "What was not found in this graph" in headings(dossier)
    assert "Repeated or varied by later instruments" in headings(dossier)


def test_every_brief_has_one_picture_at_most(built_store: GraphStore, day: Day) -> None:
    for asked in ({"body": "CICP"}, {"theme": "corruption"}, {"instrument": "A/RES/55/59"}, {"body": "UNICRI"}):
        diagrams = [part for _, part in parts_of(brief(built_store, day, **asked)) if isinstance(part, Diagram)]
        assert len(diagrams) <= 1


def test_where_nothing_fits_it_says_what_was_searched(built_store: GraphStore, day: Day) -> None:
    dossier = brief(built_store, day, body="UNICRI", theme="terrorism")
    assert dossier.summary == (
        "No directive in this graph fits all of it: "
        "United Nations Interregional Crime and Justice Research Institute (UNICRI); Terrorism.",
    )
    told = section(dossier, "What is to be done").paragraphs
    assert told[0].startswith("No directive was found in this graph. Searched for body: United Nations Interregional")


def test_an_instrument_known_only_by_name_is_told_so(built_store: GraphStore, day: Day) -> None:
    told = section(brief(built_store, day, instrument="A/RES/55/25"), "What is to be done").paragraphs
    assert told[-1].endswith("(A/RES/55/25) only by name: build its text first.")


def test_a_brief_on_nothing_is_refused(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="say what the brief is about"):
        brief(built_store, day)
