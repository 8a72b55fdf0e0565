"""What one provision says, as values."""

from __future__ import annotations

import pytest

from mandategraph.graph.provisions import ProvisionPage, provision_page
from mandategraph.graph.store import GraphStore
from mandategraph.vocabulary import ID


@pytest.fixture
def functions(built_store: GraphStore) -> ProvisionPage:
    """The functions of the Commission: a chapeau and five points."""
    return provision_page(built_store, "46/152 26")


def test_a_page_has_the_provision_and_all_below_it_in_order(functions: ProvisionPage) -> None:
    assert [(passage.label, passage.depth) for passage in functions.passages] == [
        ("26", 0), ("26(a)", 1), ("26(b)", 1), ("26(c)", 1), ("26(d)", 1), ("26(e)", 1),
    ]  # fmt: skip


def test_a_page_has_the_headings_above_it_from_the_outermost(functions: ProvisionPage) -> None:
    assert functions.above == (
        "II. PROGRAMME OF ACTION",
        "E. Structure and management",
        "1. Commission on crime prevention and criminal justice",
        "Functions",
    )


def test_a_page_has_every_directive_that_rests_on_it(functions: ProvisionPage) -> None:
    assert [directive.leaf for directive in functions.directives] == ["26(a)", "26(b)", "26(c)", "26(d)", "26(e)"]
    assert {directive.chapeau for directive in functions.directives} == {"26"}


def test_every_quote_stands_in_its_passage_at_its_offsets(functions: ProvisionPage) -> None:
    texts = {passage.iri: passage.text for passage in functions.passages}
    for directive in functions.directives:
        assert texts[directive.passage][directive.start : directive.end] == directive.quote


def test_details_come_by_name_in_a_fixed_order(built_store: GraphStore) -> None:
    (directive,) = provision_page(built_store, "56/261 12(b)").directives
    assert list(directive.details) == [
        "held today by", "partners", "conditions", "themes", "action types", "implements", "holder's words", "verb",
        "condition's words",
    ]  # fmt: skip
    assert directive.details["verb"] == ("will",)


def test_a_section_has_its_heading_and_its_paragraphs(built_store: GraphStore) -> None:
    page = provision_page(built_store, "section XV of 56/261")
    assert page.passages[0].heading
    assert (page.passages[0].label, page.passages[0].text) == ("XV.", "ACTION ON RESTORATIVE JUSTICE")
    assert "48(c)" in {passage.label for passage in page.passages}


def test_footnotes_come_with_the_paragraph_that_carries_their_marks(built_store: GraphStore) -> None:
    assert provision_page(built_store, "55/59 16").footnotes == (
        "2 Resolution 51/191, annex.",
        "3 Resolution 51/59, annex.",
    )


def test_what_implements_a_paragraph_is_named(built_store: GraphStore) -> None:
    page = provision_page(built_store, "55/59 16")
    assert page.implemented_by == ("A/RES/56/261, annex, II. ACTION AGAINST CORRUPTION",)


def test_a_change_to_a_body_says_whether_it_was_made_or_called_for(built_store: GraphStore) -> None:
    (change, *_) = provision_page(built_store, "46/152 27").changes
    assert change.startswith("Dissolved (called for): Committee on Crime Prevention and Control")


def test_every_provision_of_the_five_instruments_has_a_page(built_store: GraphStore) -> None:
    rows = built_store.query("SELECT ?p { ?p a mg:Section }")
    sections = [row["p"].value for row in rows]  # type: ignore[union-attr]
    assert len(sections) > 50
    for iri in sections[:: len(sections) // 10]:
        assert provision_page(built_store, iri).iri == iri
    assert provision_page(built_store, f"{ID}A-RES-46-152/annex#fn_9").passages[0].label == "fn9"
