"""Who holds a changed body's mandates today."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from mandategraph.graph.store import GraphStore
from mandategraph.graph.succession import NOBODY, heirs, heirs_by_label
from mandategraph.vocabulary import ID, MG, ORG, RDF, SKOS


def world(*changes: tuple[str, str, bool]) -> GraphStore:
    """Return a graph of changes: (body, what it became or "", whether it happened)."""
    graph = ID["graph/authorities"]
    quads = []
    for number, (original, resulting, effected) in enumerate(changes):
        change = ID[f"change/{number}"]
        quads.append(Quad(change, ORG["originalOrganization"], ID[f"body/{original}"], graph))
        quads.append(Quad(change, MG["effected"], Literal(effected), graph))
        if resulting:
            quads.append(Quad(change, ORG["resultingOrganization"], ID[f"body/{resulting}"], graph))
        for body in filter(None, (original, resulting)):
            quads.append(Quad(ID[f"body/{body}"], RDF["type"], MG["Body"], graph))
            quads.append(Quad(ID[f"body/{body}"], SKOS["prefLabel"], Literal(body.upper(), language="en"), graph))
    return GraphStore.of(quads)


def named(store: GraphStore) -> dict[str, str]:
    return {body.rpartition("/")[2]: label for body, label in heirs_by_label(store).items()}


def test_the_heir_stands_at_the_end_of_the_chain() -> None:
    assert named(world(("a", "b", True), ("b", "c", True))) == {"a": "C", "b": "C"}


def test_a_change_that_is_only_called_for_changes_nothing() -> None:
    assert named(world(("a", "b", True), ("b", "c", False))) == {"a": "B"}


def test_a_body_whose_functions_nobody_took_over_has_no_heir() -> None:
    store = world(("a", "b", True), ("b", "", True))
    assert heirs(store) == {f"{ID}body/a": (), f"{ID}body/b": ()}
    assert named(store) == {"a": NOBODY, "b": NOBODY}


def test_a_body_that_was_divided_has_several_heirs() -> None:
    assert named(world(("a", "b", True), ("a", "c", True), ("c", "d", True))) == {"a": "B and D", "c": "D"}


def test_a_circle_ends() -> None:
    assert set(named(world(("a", "b", True), ("b", "a", True)))) == {"a", "b"}


def test_the_bodies_of_the_five_instruments_lead_to_those_of_today(built_store: GraphStore) -> None:
    found = named(built_store)
    assert found["cicp"] == found["cpcjb"] == found["odccp"] == "United Nations Office on Drugs and Crime"
    assert found["ccpc"] == "Commission on Crime Prevention and Criminal Justice"
    assert "ccpcj" not in found
