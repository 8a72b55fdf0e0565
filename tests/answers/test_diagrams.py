"""Pictures of the five instruments: what they show, what they leave out, and what narrows them."""

from __future__ import annotations

import pytest

from mandategraph.answers.asked import Day
from mandategraph.answers.dossier import Diagram, Dossier, parts_of
from mandategraph.answers.pictures import PICTURES, pictured
from mandategraph.answers.pictures.diagrams import bodies_and_themes, citations, successions
from mandategraph.errors import UsageError
from mandategraph.graph.store import GraphStore


def drawn(dossier: Dossier) -> Diagram:
    return next(part for _, part in parts_of(dossier) if isinstance(part, Diagram))


def lines(diagram: Diagram) -> set[tuple[str, str, str]]:
    labels = {node.key: node.label for node in diagram.nodes}
    return {(labels[edge.source], edge.label, labels[edge.target]) for edge in diagram.edges}


def test_a_line_between_body_and_theme_counts_mandates_and_quotes_some(built_store: GraphStore, day: Day) -> None:
    diagram = drawn(bodies_and_themes(built_store, day, body="CICP", theme="corruption"))
    assert lines(diagram) == {("Centre for International Crime Prevention", "8 mandates", "Corruption")}
    assert diagram.edges[0].weight == 8
    assert [evidence.leaf for evidence in diagram.edges[0].evidence] == ["9(a)", "9(b)", "9(c)"]


def test_the_theme_that_stands_for_none_is_drawn_only_when_asked_for(built_store: GraphStore, day: Day) -> None:
    whole = drawn(bodies_and_themes(built_store, day))
    assert "Crime and justice in general" not in {node.label for node in whole.nodes}
    assert "Mandates on no theme of their own (Crime and justice in general) are not drawn." in whole.left_out
    asked = drawn(bodies_and_themes(built_store, day, theme="general"))
    assert {label for _, _, label in lines(asked)} == {"Crime and justice in general"}


def test_the_succession_of_the_centre_leads_to_the_office(built_store: GraphStore, day: Day) -> None:
    found = lines(drawn(successions(built_store, day, body="CICP")))
    assert (
        "Centre for International Crime Prevention",
        "made part of 1998-10-30",
        "Office for Drug Control and Crime Prevention",
    ) in found
    assert (
        "Office for Drug Control and Crime Prevention",
        "renamed 2002",
        "United Nations Office on Drugs and Crime",
    ) in found
    assert "Human Rights Council" not in {end for line in found for end in line}


def test_a_change_that_a_text_calls_for_rests_on_its_words(built_store: GraphStore, day: Day) -> None:
    diagram = drawn(successions(built_store, day, body="CCPC"))
    (edge,) = diagram.edges
    assert edge.label == "dissolved (called for); dissolved 1992-02-06"
    assert [evidence.place for evidence in edge.evidence] == ["A/RES/46/152, annex, para. 27", "E/RES/1992/1"]
    assert "should be dissolved" in edge.evidence[0].words


def test_citations_of_an_instrument_show_what_it_cites_and_what_cites_it(built_store: GraphStore, day: Day) -> None:
    diagram = drawn(citations(built_store, day, instrument="A/RES/55/59"))
    centre = "https://w3id.org/mandategraph/id/A-RES-55-59/annex"
    assert all(centre in (edge.source, edge.target) for edge in diagram.edges)
    plans = next(edge for edge in diagram.edges if edge.source.endswith("A-RES-56-261/annex"))
    assert plans.label == "16 provisions"
    assert all("Vienna Declaration" in evidence.words for evidence in plans.evidence)


def test_boxes_carry_names_for_people_and_a_symbol(built_store: GraphStore, day: Day) -> None:
    labels = {node.label for node in drawn(citations(built_store, day)).nodes}
    assert "Charter of the United Nations" in labels
    assert "Vienna Declaration on Crime and Justice: Meeting the … (A/RES/55/59, annex)" in labels


def test_where_nothing_is_found_the_answer_says_what_was_searched(built_store: GraphStore, day: Day) -> None:
    dossier = bodies_and_themes(built_store, day, body="SC")
    assert (
        dossier.sections[0].paragraphs[0].startswith("No mandates on a theme were found in this graph: 5 instruments")
    )
    assert not list(parts_of(dossier))


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_can_be_asked_for_by_name(built_store: GraphStore, day: Day, name: str) -> None:
    address = "A/RES/55/59 16" if name == "trace" else ""
    assert drawn(pictured(built_store, day, name, address=address)).edges


def test_what_does_not_narrow_a_picture_is_refused(built_store: GraphStore, day: Day) -> None:
    with pytest.raises(UsageError, match="not narrowed by theme, but by body"):
        pictured(built_store, day, "succession", theme="corruption")
    with pytest.raises(UsageError, match="no picture 'sucession'; did you mean succession"):
        pictured(built_store, day, "sucession")
    with pytest.raises(UsageError, match="say which provision to trace"):
        pictured(built_store, day, "trace")
