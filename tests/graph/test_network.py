"""Networks built from a small graph of real excerpts (small.trig)."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from mandategraph.errors import UsageError
from mandategraph.graph.facts import Facts
from mandategraph.graph.network import NETWORKS, build_network
from mandategraph.graph.store import GraphStore
from mandategraph.vocabulary import ID

SMALL = Path(__file__).with_name("small.trig")
BODY, THEME = f"{ID}body/", f"{ID}theme/"
PLAN, VIENNA, PROGRAMME = f"{ID}A-RES-56-261/annex", f"{ID}A-RES-55-59/annex", f"{ID}A-RES-46-152/annex"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.read(GraphStore.of(pyoxigraph.parse(path=SMALL)))


def test_a_body_is_tied_to_a_theme_by_each_mandate_on_it(facts: Facts) -> None:
    network = build_network(facts, "bodies-themes")
    assert network.edges[f"{BODY}cicp", f"{THEME}trafficking-in-persons"] == {
        "weight": 3,
        "provisions": "A/RES/56/261 12(a); A/RES/56/261 12(b); A/RES/56/261 12(c)",
    }


def test_only_mandates_of_united_nations_bodies_count_unless_every_holder_is_wanted(facts: Facts) -> None:
    assert f"{BODY}states" not in build_network(facts, "bodies-themes")
    everyone = build_network(facts, "bodies-themes", every_holder=True)
    assert everyone.edges[f"{BODY}states", f"{THEME}trafficking-in-persons"]["weight"] == 2


def test_nodes_say_what_they_are(facts: Facts) -> None:
    network = build_network(facts, "bodies-instruments")
    assert network.nodes[f"{BODY}cicp"] == {
        "label": "Centre for International Crime Prevention",
        "identifier": "CICP",
        "kind": "body",
    }
    assert network.nodes[PROGRAMME]["identifier"] == "A/RES/46/152, annex"
    assert network.nodes[PROGRAMME]["kind"] == "instrument"


def test_a_body_is_tied_to_the_instruments_that_give_it_mandates(facts: Facts) -> None:
    network = build_network(facts, "bodies-instruments")
    assert {tuple(sorted(edge)): weight for *edge, weight in network.edges(data="weight")} == {
        (PROGRAMME, f"{BODY}ccpcj"): 1,
        (PROGRAMME, f"{BODY}ecosoc"): 1,
        (PLAN, f"{BODY}cicp"): 3,
    }


def test_citations_lead_from_the_citing_to_the_cited_instrument(facts: Facts) -> None:
    network = build_network(facts, "citations")
    assert list(network.edges(data="provisions")) == [
        (VIENNA, f"{ID}A-RES-55-25/annex-II", "A/RES/55/59 14"),
        (PLAN, VIENNA, "A/RES/56/261 10"),
    ]


def test_an_instrument_that_cites_itself_is_not_tied_to_itself() -> None:
    extra = pyoxigraph.Quad(
        pyoxigraph.NamedNode(f"{PLAN}#para_12"),
        pyoxigraph.NamedNode("http://data.europa.eu/eli/ontology#cites"),
        pyoxigraph.NamedNode(PLAN),
        pyoxigraph.NamedNode(PLAN),
    )
    facts = Facts.read(GraphStore.of([*pyoxigraph.parse(path=SMALL), extra]))
    assert any(cited == PLAN for _, cited in facts.citations)
    assert (PLAN, PLAN) not in build_network(facts, "citations").edges


def test_succession_tells_what_became_of_a_body_and_what_was_only_called_for(facts: Facts) -> None:
    network = build_network(facts, "succession")
    assert list(network.edges(data="change")) == [
        (f"{BODY}ccpc", f"{BODY}ccpcj", "dissolved (called for); dissolved 1992-02-06"),
        (f"{BODY}cicp", f"{BODY}odccp", "made part of 1997"),
        (f"{BODY}odccp", f"{BODY}unodc", "renamed 2002-10-01"),
    ]
    assert network.edges[f"{BODY}ccpc", f"{BODY}ccpcj"]["provisions"] == "A/RES/46/152 27"


def test_partners_are_tied_with_the_provisions_that_join_them(facts: Facts) -> None:
    network = build_network(facts, "partnership")
    assert network.edges[f"{BODY}cicp", f"{BODY}unicri"] == {"weight": 1, "provisions": "A/RES/56/261 12(b)"}
    assert network.edges[f"{BODY}cicp", f"{BODY}igo"]["weight"] == 3


@pytest.mark.parametrize("name", NETWORKS)
def test_the_order_of_statements_in_the_store_does_not_matter(facts: Facts, name: str) -> None:
    shuffled = GraphStore.of(sorted(pyoxigraph.parse(path=SMALL), key=str, reverse=True))
    one, other = build_network(facts, name), build_network(Facts.read(shuffled), name)
    assert len(one) > 0
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


@pytest.mark.parametrize("name", NETWORKS)
def test_an_empty_graph_gives_an_empty_network(name: str) -> None:
    assert len(build_network(Facts.read(GraphStore.of([])), name)) == 0


def test_an_unknown_network_is_refused_with_the_nearest_name(facts: Facts) -> None:
    with pytest.raises(UsageError, match=r"'body-themes'; did you mean bodies-themes.*known: .*partnership"):
        build_network(facts, "body-themes")


def test_a_provision_without_a_leaf_is_called_by_its_place(facts: Facts) -> None:
    provision = next(fact.provision for fact in facts.directives)
    section = type(provision)(f"{PLAN}#preamble__recital_3", PLAN, 3, "", "Recalling")
    assert facts.where(section) == "A/RES/56/261 preamble, recital 3"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("UNICRI", ["UNICRI"]),
        ("unicri", ["UNICRI"]),
        ("Centre for  International Crime Prevention", ["CICP"]),
        ("Governments", ["STATES"]),
        ("human trafficking", ["trafficking-in-persons"]),
        ("Vienna Declaration", ["A/RES/55/59, annex"]),
        ("A/RES/55/25", ["A/RES/55/25, annex I", "A/RES/55/25, annex II"]),
        ("a/res/55/25, annex ii", ["A/RES/55/25, annex II"]),
        (f"{ID}body/cicp", ["CICP"]),
    ],
)
def test_things_are_found_by_the_ways_people_name_them(facts: Facts, wanted: str, found: list[str]) -> None:
    assert [thing.identifier for thing in facts.things.find(wanted)] == found


def test_a_thing_that_is_not_there_is_refused_with_near_names(facts: Facts) -> None:
    with pytest.raises(UsageError, match=r"no body, theme or instrument called 'UNICRY'; did you mean UNICRI"):
        facts.things.find("UNICRY")


@pytest.mark.parametrize("every_holder", [False, True])
@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_needs_no_other_parts_of_the_facts_than_it_says(facts: Facts, name: str, every_holder: bool) -> None:
    store = GraphStore.of(pyoxigraph.parse(path=SMALL))
    some = build_network(Facts.read(store, NETWORKS[name].needs(every_holder)), name, every_holder)
    whole = build_network(facts, name, every_holder)
    assert dict(some.nodes(data=True)) == dict(whole.nodes(data=True))
    assert list(some.edges(data=True)) == list(whole.edges(data=True))
    assert whole.edges
