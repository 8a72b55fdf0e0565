"""How far the mandates of bodies overlap, on the five instruments."""

from __future__ import annotations

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Dossier, Evidence, Matrix, Row, Table, parts_of
from mandategraph.answers.overlap import answer as module
from mandategraph.answers.overlap import overlap
from mandategraph.answers.overlap.comparing import BODIES
from mandategraph.answers.tables import FIRST
from mandategraph.errors import UsageError
from mandategraph.graph.analysis import overlap as measured
from mandategraph.graph.facts import Facts, Part
from mandategraph.graph.store import GraphStore

CENTRE = "Centre for International Crime Prevention (CICP)"
COMMISSION = "Commission on Crime Prevention and Criminal Justice (CCPCJ)"
CONGRESSES = "United Nations congresses on crime prevention and criminal justice (CONGRESS)"
SECRETARIAT = "Secretariat of the United Nations crime prevention and criminal justice programme (PROGSEC)"


def pairs_of(dossier: Dossier) -> Table:
    """The table of the pairs of bodies."""
    (table,) = (part for _, part in parts_of(dossier) if part.caption == "Pairs of bodies")
    assert isinstance(table, Table)
    return table


def matrix_of(dossier: Dossier, caption: str) -> Matrix:
    """The matrix that has this caption."""
    (matrix,) = (part for _, part in parts_of(dossier) if part.caption == caption)
    assert isinstance(matrix, Matrix)
    return matrix


def cell(matrix: Matrix, row: str, column: str) -> tuple[Evidence, ...]:
    """What stands in a cell of a matrix, by its heads."""
    return matrix.cells.get((matrix.row_heads.index(row), matrix.column_heads.index(column)), ())


def words_of(dossier: Dossier) -> str:
    """All that a dossier says in sentences."""
    return " ".join((dossier.title, *dossier.summary, *(text for each in dossier.sections for text in each.paragraphs)))


@pytest.fixture(scope="module")
def everything(built_store: GraphStore, day: Day) -> Dossier:
    """The overlap of the bodies with most mandates."""
    return overlap(built_store, day)


def test_the_pair_with_the_highest_weighted_overlap_comes_first(everything: Dossier) -> None:
    first = pairs_of(everything).rows[0]
    *cells, jaccard, weighted, shared, tie = first.cells
    assert cells == [SECRETARIAT, CONGRESSES, 5]
    assert (jaccard, round(float(weighted), 4)) == (5 / 9, 0.2778)
    assert (shared, tie) == (
        "Governance of the crime programme: assist, convene, guide policy; and 2 more",
        "",
    )
    assert [evidence.place for evidence in first.evidence] == [
        "A/RES/46/152, annex, para. 31(b)",
        "A/RES/46/152, annex, para. 29(d)",
    ]


def test_the_measure_is_that_of_the_analysis(built_store: GraphStore, day: Day) -> None:
    wanted = {
        frozenset(row[:2]): row[2:7:4]
        for row in measured(Facts.read(built_store, Part.MANDATES | Part.THEMES | Part.ACTIONS)).rows
        if "CICP" in row[:2]
    }
    found = {
        frozenset(str(body).rpartition("(")[2].rstrip(")") for body in row.cells[:2]): (
            row.cells[2],
            round(float(row.cells[4]), 4),
        )
        for row in pairs_of(overlap(built_store, day, body="CICP")).rows
    }
    assert len(found) == 10 and found == wanted


def test_bodies_that_name_each_other_are_told_to_be_partners(everything: Dossier) -> None:
    ties = {row.cells[:2]: row.cells[6] for row in pairs_of(everything).rows}
    assert ties[COMMISSION, SECRETARIAT] == "partners in one mandate"


def test_the_cells_of_the_matrix_open_their_provisions(everything: Dossier) -> None:
    found = cell(matrix_of(everything, "Bodies by theme"), CENTRE, "Trafficking in persons")
    assert [evidence.place for evidence in found] == [
        f"A/RES/56/261, annex, para. {leaf}" for leaf in ("12(a)", "12(b)", "12(c)", "30(a)")
    ]
    assert found[2].words == "Develop tools to assess the effectiveness of measures against trafficking in persons."
    by_action = matrix_of(everything, "Bodies by type of action")
    trains = cell(by_action, CENTRE, "Train")
    assert "27(a)" in [evidence.leaf for evidence in trains]


def test_the_bodies_with_most_mandates_are_compared_and_the_cut_is_told(everything: Dossier) -> None:
    heads = matrix_of(everything, "Bodies by theme").row_heads
    assert heads[:2] == (CENTRE, COMMISSION) and len(heads) == BODIES == 12
    told = words_of(everything)
    assert "Of 14 bodies with mandates, the 12 with the most are compared." in told
    assert f"The first {FIRST} of 41 pairs are shown" in told


def test_only_bodies_of_the_united_nations_are_compared(everything: Dossier) -> None:
    assert "States" not in {head.partition(" (")[0] for head in matrix_of(everything, "Bodies by theme").row_heads}


def test_one_body_comes_first_in_every_pair(built_store: GraphStore, day: Day) -> None:
    rows = pairs_of(overlap(built_store, day, body="Centre for International Crime Prevention")).rows
    assert {row.cells[0] for row in rows} == {CENTRE}
    assert [row.cells[1] for row in rows[:2]] == [
        "United Nations (UN)",
        "Network of government-appointed national correspondents in the field of crime prevention and criminal justice"
        " (NATCORR)",
    ]


def test_with_a_theme_only_mandates_on_it_count(built_store: GraphStore, day: Day) -> None:
    dossier = overlap(built_store, day, theme="organized-crime")
    assert dossier.title == "Overlap of bodies on the theme Organized crime"
    assert {str(row.cells[5]).partition(":")[0] for row in pairs_of(dossier).rows} == {"Organized crime"}
    matrix = matrix_of(dossier, "Bodies by type of action")
    assert [evidence.leaf for evidence in cell(matrix, CENTRE, "Negotiate")] == ["4(g)"]
    assert {part.caption for _, part in parts_of(dossier)} == {"Pairs of bodies", "Bodies by type of action"}


def test_too_many_places_to_open_become_numbers_with_a_few_of_them(
    built_store: GraphStore, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OPENED", 10)
    dossier = overlap(built_store, day)
    (table,) = (part for _, part in parts_of(dossier) if part.caption == "Bodies by theme")
    assert isinstance(table, Table)
    crime = next(row for row in table.rows if row.cells[0] == "Crime prevention")
    assert crime.cells == (
        "Crime prevention",
        14,
        3,
        f"{CENTRE} 11; United Nations crime prevention and criminal justice programme (PROGRAMME) 2; "
        "Network of government-appointed national correspondents in the field of crime prevention and criminal justice "
        "(NATCORR) 1",
    )
    assert len(crime.evidence) == 2
    assert "mandates report --body KEY --theme KEY" in words_of(dossier)


def test_a_body_without_mandates_is_told_with_who_has_some(built_store: GraphStore, day: Day) -> None:
    dossier = overlap(built_store, day, body="UNAFRI")
    told = words_of(dossier)
    assert "No overlap was found in this graph." in told
    assert "No mandate of the United Nations African Institute" in told
    assert f"Searched: 14 bodies with mandates. The {FIRST} with the most are the {CENTRE} with 61 mandates" in told
    assert not list(parts_of(dossier))


def test_a_theme_without_mandates_says_what_was_searched(built_store: GraphStore, day: Day) -> None:
    told = words_of(overlap(built_store, day, theme="kidnapping"))
    assert "none has a mandate on the theme Kidnapping in this graph" in told


def test_what_the_graph_does_not_know_is_refused(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="no body called 'CICPP'"):
        overlap(built_store, day, body="CICPP")
    with pytest.raises(UsageError, match="no theme called"):
        overlap(built_store, day, theme="parking")


def test_overlap_is_never_called_redundancy(everything: Dossier) -> None:
    assert "redundan" not in words_of(everything).casefold()
    assert "partners" in words_of(everything) and "successor" in words_of(everything)


def test_every_row_has_words_that_it_rests_on(everything: Dossier) -> None:
    rows: tuple[Row, ...] = pairs_of(everything).rows
    assert rows and all(evidence.words and evidence.provision for row in rows for evidence in row.evidence)
    assert all(len(row.evidence) == 2 for row in rows)
