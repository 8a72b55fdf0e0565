"""Bodies side by side, on the five instruments that the package ships."""

from __future__ import annotations

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.comparison import PAIRS, SIDE_BY_SIDE, compare
from mandategraph.answers.dossier import Dossier, Section, Table, parts_of
from mandategraph.errors import UsageError
from mandategraph.graph.analysis import overlap
from mandategraph.graph.facts import Facts
from mandategraph.graph.store import GraphStore

CENTRE = "Centre for International Crime Prevention (CICP)"
COMMISSION = "Commission on Crime Prevention and Criminal Justice (CCPCJ)"


@pytest.fixture(scope="module")
def both(built_store: GraphStore, day: Day) -> Dossier:
    return compare(built_store, ("CICP", "CCPCJ"), day)


def section(dossier: Dossier, *headings: str) -> Section:
    found = Section("", below=dossier.sections)
    for heading in headings:
        found = next(below for below in found.below if below.heading == heading)
    return found


def table(dossier: Dossier, *headings: str) -> Table:
    found = section(dossier, *headings).parts[0]
    assert isinstance(found, Table)
    return found


def test_the_summary_says_how_much_is_shared(both: Dossier) -> None:
    assert both.summary == (
        f"This compares 61 mandates of the {CENTRE} and 25 mandates of the {COMMISSION} by theme and type of action.",
        "Of 125 pairs of theme and type of action that either of them has mandates on, six are shared.",
        "They meet most of all on governance of the crime programme, high-technology and computer-related crime and "
        "organized crime.",
    )


def test_what_is_shared_is_counted_by_theme_and_type_of_action(both: Dossier) -> None:
    shared = table(both, "Shared")
    assert shared.columns == ("theme", "action type", CENTRE, COMMISSION)
    assert [row.cells for row in shared.rows] == [
        ("Governance of the crime programme", "Assist", 1, 1),
        ("Governance of the crime programme", "Guide policy", 1, 2),
        ("High-technology and computer-related crime", "Assist", 2, 1),
        ("High-technology and computer-related crime", "Research", 1, 1),
        ("Organized crime", "Assist", 3, 1),
        ("United Nations standards and norms in crime prevention and criminal justice", "Set standards", 3, 1),
    ]


def test_the_words_stand_side_by_side_the_strongest_first(both: Dossier) -> None:
    assist, guide, next_ = table(both, "Shared", "Governance of the crime programme").rows
    assert assist.cells[0] == "Assist"
    assert guide.cells[0] == next_.cells[0] == "Guide policy"
    centre, commission = guide.cells[1:]
    assert str(centre).startswith("Undertaking: “If further developments so require, draw up concrete proposals")
    assert commission == (
        "Obligation: “To provide policy guidance to the United Nations in the field of crime prevention and criminal "
        "justice” (A/RES/46/152, annex, para. 26(a))"
    )
    assert [evidence.place for evidence in guide.evidence] == [
        "A/RES/56/261, annex, para. 24(e)",
        "A/RES/46/152, annex, para. 26(a)",
    ]
    assert all(evidence.provision for evidence in guide.evidence)
    assert next_.cells[1] == "", "the Centre has only one"


def test_what_only_one_has_is_counted_and_quoted(both: Dossier) -> None:
    alone = table(both, f"Only {COMMISSION}")
    assert [row.cells for row in alone.rows[:3]] == [
        ("Governance of the crime programme", "Convene", 3),
        ("Governance of the crime programme", "Fund", 3),
        ("Governance of the crime programme", "Review", 3),
    ]
    assert len(alone.rows) == 15
    assert all(row.evidence for row in alone.rows)


@pytest.mark.parametrize("bodies", [("CICP", "CCPCJ"), ("CICP", "STATES"), ("PROGRAMME", "CCPCJ")])
def test_overlap_is_what_the_analysis_measures(built_store: GraphStore, day: Day, bodies: tuple[str, str]) -> None:
    measured = overlap(Facts.read(built_store), every_holder=True)
    expected = next(row for row in measured.rows if {row[0], row[1]} == set(bodies))
    (row,) = table(compare(built_store, bodies, day), "Overlap").rows
    assert row.cells[2] == expected[2]
    assert [round(float(cell), 4) for cell in row.cells[5:]] == list(expected[5:7])


def test_more_than_two_are_shared_by_all_by_some_or_by_one(built_store: GraphStore, day: Day) -> None:
    three = compare(built_store, ("CICP", "CCPCJ", "STATES"), day)
    assert [found.heading for found in three.sections] == [
        "Overlap",
        "Shared by all",
        f"Shared by the {CENTRE} and the {COMMISSION}",
        f"Shared by the {CENTRE} and States",
        f"Shared by the {COMMISSION} and States",
        f"Only {CENTRE}",
        f"Only {COMMISSION}",
        "Only States",
    ]
    assert len(table(three, "Overlap").rows) == 3
    assert len(table(three, "Shared by all", "Organized crime").columns) == 4


def test_what_is_left_out_is_told_with_the_commands_that_show_it(built_store: GraphStore, day: Day) -> None:
    wide = compare(built_store, ("CICP", "STATES"), day)
    assert section(wide, "Shared").paragraphs[1] == (
        "The first 20 of 77 are shown: those on which each of them has most. All of them: mandates report --body CICP, "
        "mandates report --body STATES"
    )
    assert len(table(wide, "Shared").rows) == PAIRS
    longest = max(
        sum(1 for row in found.rows if row.cells[0] == action)
        for (_, *below), found in parts_of(wide)
        if below and isinstance(found, Table)
        for action in {row.cells[0] for row in found.rows}
    )
    assert longest == SIDE_BY_SIDE


def test_a_body_and_its_successor_are_told_to_be_so(built_store: GraphStore, day: Day) -> None:
    found = compare(built_store, ("CICP", "UNODC"), day)
    assert section(found, "Successors among them").paragraphs == (
        "Today the United Nations Office on Drugs and Crime (UNODC) holds the mandates of the Centre for International "
        "Crime Prevention (CICP). Here each stands with what was given to it by name.",
    )
    assert section(found, "Only United Nations Office on Drugs and Crime (UNODC)").paragraphs == (
        "None of its one mandate has both a theme and a type of action to be compared by.",
    )


def test_a_body_without_mandates_shares_nothing(built_store: GraphStore, day: Day) -> None:
    found = compare(built_store, ("CICP", "UNICRI"), day)
    institute = "United Nations Interregional Crime and Justice Research Institute (UNICRI)"
    assert found.summary[1] == f"This graph has no directive that the {institute} is to do."
    assert section(found, "Shared").parts == ()
    assert table(found, "Overlap").rows[0].cells == (CENTRE, institute, 0, 110, 0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("bodies", "told"),
    [
        (("CICP", "Centre for International Crime Prevention"), "is named twice"),
        (("CICP",), "needs two bodies"),
        (("CICP", "CCPJC"), "did you mean"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    built_store: GraphStore, day: Day, bodies: tuple[str, ...], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        compare(built_store, bodies, day)


def test_overlap_is_never_called_redundancy(both: Dossier) -> None:
    assert "redundan" not in str(both).casefold()
