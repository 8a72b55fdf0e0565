"""The way from a commitment to who carries it out, and back."""

from __future__ import annotations

import datetime

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Branch, Diagram, Dossier, Section, Table, Tree, parts_of
from mandategraph.answers.trace import trace
from mandategraph.errors import UsageError
from mandategraph.graph.asat import as_at
from mandategraph.graph.store import GraphStore

PLANS = (
    "Plans of action for the implementation of the Vienna Declaration on Crime and Justice: Meeting the Challenges of"
)
PLANS += " the Twenty-first Century"
CICP = "Centre for International Crime Prevention (CICP)"
SECTION = "section II (ACTION AGAINST CORRUPTION) of A/RES/56/261, annex"


def root(dossier: Dossier) -> Branch:
    (tree,) = (part for _, part in parts_of(dossier) if isinstance(part, Tree))
    return tree.branches[0]


def picture(dossier: Dossier) -> Diagram:
    return next(part for _, part in parts_of(dossier) if isinstance(part, Diagram))


def section(dossier: Dossier, heading: str) -> Section:
    return next(one for one in dossier.sections if one.heading == heading)


def below(branch: Branch, words: str) -> Branch:
    return next(one for one in branch.below if words in one.text)


@pytest.fixture(scope="module")
def corruption(built_store: GraphStore, day: Day) -> Dossier:
    """The trace of the commitment against corruption."""
    return trace(built_store, "Vienna Declaration 16", day)


def test_a_commitment_leads_to_its_section_its_mandates_and_who_holds_them_today(corruption: Dossier) -> None:
    way = below(root(corruption), "carried out by")
    assert way.text == f"carried out by {SECTION}: {PLANS}"
    assert [(words.place, words.words[:41]) for words in way.evidence] == [
        ("A/RES/56/261, annex, para. 5", "In order to implement and follow up on th")
    ]
    centre = below(way, CICP)
    assert centre.text == (
        f"{CICP}: eight mandates, held today by the United Nations Office on Drugs and Crime (UNODC)"
    )
    leaves = [words.leaf for branch in centre.below for words in branch.evidence if words.words]
    assert leaves == [f"9({letter})" for letter in "abcdefgh"]


def test_the_chain_of_changes_hangs_below_the_body(corruption: Dossier) -> None:
    centre = below(below(root(corruption), "carried out by"), CICP)
    office = centre.below[-1]
    assert office.text == "made part of, 30 October 1998: Office for Drug Control and Crime Prevention (ODCCP)"
    assert [branch.text for branch in office.below] == [
        "renamed, 2002: United Nations Office on Drugs and Crime (UNODC)"
    ]
    assert [source.instrument for source in office.below[0].evidence] == ["A/RES/57/170", "ST/SGB/2004/6"]


def test_later_instruments_cite_the_declaration_as_a_whole(corruption: Dossier) -> None:
    later = section(corruption, "Later instruments")
    (table,) = later.parts
    assert isinstance(table, Table)
    (row,) = table.rows
    assert row.cells == ("2002-01-31", f"{PLANS} (A/RES/56/261, annex)", "is to implement it", 16)
    assert "and not the paragraph" in later.paragraphs[0]


def test_the_picture_leads_from_the_commitment_to_the_office_of_today(corruption: Dossier) -> None:
    diagram = picture(corruption)
    kinds = {node.key.rpartition("/id/")[2]: node.kind for node in diagram.nodes}
    assert kinds["A-RES-55-59/annex#para_16"] == "commitment"
    assert kinds["A-RES-56-261/annex#sec_II"] == "section"
    assert kinds["A-RES-56-261/annex#para_9__point_e"] == "mandate"
    assert (kinds["body/cicp"], kinds["body/odccp"], kinds["body/unodc"]) == ("body", "former body", "body")
    lines = {
        (edge.source.rpartition("/")[2], edge.label, edge.target.rpartition("/")[2]): edge for edge in diagram.edges
    }
    assert lines["annex#para_16", "is carried out by", "annex#sec_II"].evidence[0].leaf == "5"
    assert ("annex#sec_II", "gives", "annex#para_9__point_e") in lines
    assert ("annex#para_9__point_e", "is held by", "cicp") in lines
    assert lines["annex#sec_II", "gives 16 directives to", "states"].weight == 16
    assert ("cicp", "made part of, 30 October 1998", "odccp") in lines
    assert ("odccp", "renamed, 2002", "unodc") in lines


def test_a_mandate_leads_back_to_its_section_and_the_commitments(built_store: GraphStore, day: Day) -> None:
    dossier = trace(built_store, "56/261 4(e)", day)
    assert dossier.summary[0] == (
        "A/RES/56/261, annex, para. 4(e) stands in section I (ACTION AGAINST TRANSNATIONAL ORGANIZED CRIME) of "
        "A/RES/56/261, annex, which carries out A/RES/55/59, annex, paras. 5, 6, 7 and 10."
    )
    way = below(root(dossier), "stands in section I ")
    assert [branch.evidence[0].leaf for branch in way.below] == ["5", "6", "7", "10"]
    assert way.below[0].text == "which carries out A/RES/55/59, annex, para. 5"
    assert below(root(dossier), CICP).below[0].evidence[0].words.startswith("Maintain a database")


def test_a_section_leads_both_ways(built_store: GraphStore, day: Day) -> None:
    dossier = trace(built_store, "section II of A/RES/56/261", day)
    assert (
        dossier.summary[0] == f"Section II (ACTION AGAINST CORRUPTION) of A/RES/56/261, annex {dossier.summary[0][62:]}"
    )
    assert dossier.summary[0].endswith("carries out A/RES/55/59, annex, para. 16.")
    assert [branch.text for branch in below(root(dossier), "carries out").below] == ["A/RES/55/59, annex, para. 16"]
    assert [branch.text.partition(":")[0] for branch in root(dossier).below] == [CICP, "States", "carries out"]


def test_where_the_way_ends_it_says_what_was_searched_and_what_is_near(built_store: GraphStore, day: Day) -> None:
    told = section(trace(built_store, "Vienna Declaration 29", day), "Where the way ends").paragraphs
    assert told[0].startswith("Searched: sections of all instruments")
    assert told[1] == (
        "Of A/RES/55/59, annex, sections carry out these paragraphs: 5, 6, 7, 10, 11, 12, 14, 15, 16, 17, 18, 19, 22, "
        "24, 25, 26, 27 and 28."
    )


def test_a_provision_without_any_way_is_told_without_an_empty_table(built_store: GraphStore, day: Day) -> None:
    dossier = trace(built_store, "60/177 1", day)
    assert "no instrument of a later date than 16 December 2005 cites it" in " ".join(
        section(dossier, "Where the way ends").paragraphs
    )
    assert all(part.rows for _, part in parts_of(dossier) if isinstance(part, Table))


def test_as_at_a_day_the_way_leads_as_far_as_it_did_then(built_store: GraphStore) -> None:
    date = datetime.date(2002, 2, 1)
    view = as_at(built_store, date)
    dossier = trace(view.graph, "Vienna Declaration 16", Day(date, past=True, later=view.later))
    assert (
        f"On 1 February 2002 the mandates of the {CICP} are held by the Office for Drug Control and Crime Prevention "
        "(ODCCP)."
    ) in dossier.summary
    assert dossier.not_covered[0] == "Instruments of a later date (1) were left out."


def test_before_the_plans_nothing_carried_the_commitment_out(built_store: GraphStore) -> None:
    date = datetime.date(2001, 1, 1)
    dossier = trace(as_at(built_store, date).graph, "Vienna Declaration 16", Day(date, past=True))
    assert section(dossier, "Where the way ends").paragraphs[0].startswith("Searched: sections")


@pytest.mark.parametrize("address", ["Vienna Declaration", "Vienna Declaration 99", "A/RES/1/1 5"])
def test_an_address_that_names_no_provision_is_refused(built_store: GraphStore, day: Day, address: str) -> None:
    with pytest.raises(UsageError):
        trace(built_store, address, day)


def test_a_commitment_that_a_later_declaration_varies_is_followed_there(built_store: GraphStore, day: Day) -> None:
    dossier = trace(built_store, "A/RES/55/59 9", day)
    table = next(part for headings, part in parts_of(dossier) if headings == ("Repeated or varied",))
    assert isinstance(table, Table)
    assert [evidence.place for evidence in table.rows[0].evidence] == [
        "A/RES/55/59, annex, para. 9",
        "A/RES/60/177, annex, para. 2",
    ]
