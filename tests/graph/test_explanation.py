"""How things are tied together, told in provisions, on a small graph of real excerpts (small.trig)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from mandategraph.errors import UsageError
from mandategraph.graph import explanation
from mandategraph.graph.explanation import COLUMNS, explain
from mandategraph.graph.facts import EVERYTHING, Facts, Part
from mandategraph.graph.store import GraphStore
from mandategraph.graph.ties import all_ties
from mandategraph.vocabulary import ID

SMALL = Path(__file__).with_name("small.trig")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.read(GraphStore.of(pyoxigraph.parse(path=SMALL)))


def steps(facts: Facts, start: str, end: str) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in explain(facts, start, end).rows]


def test_a_partner_is_tied_to_a_theme_by_the_provision_that_names_both(facts: Facts) -> None:
    [step] = steps(facts, "UNICRI", "trafficking in persons")
    assert step == {
        "step": 1,
        "from": "United Nations Interregional Crime and Justice Research Institute",
        "relation": "is a partner in a mandate on",
        "to": "trafficking in persons",
        "instrument": "A/RES/56/261",
        "leaf": "12(b)",
        "words": "The Centre for International Crime Prevention will, in cooperation with other relevant international "
        "and regional organizations, as appropriate, and in accordance with the present resolution: Maintain a global "
        "database containing information about the nature and extent of trafficking in persons and best practices for "
        "preventing and controlling it, in cooperation with the United Nations Interregional Crime and Justice "
        "Research Institute",
        "also in": "",
    }


def test_the_same_chain_is_told_from_the_other_end(facts: Facts) -> None:
    [step] = steps(facts, "trafficking-in-persons", "UNICRI")
    assert step["relation"] == "is a theme of a mandate with the partner"
    assert step["leaf"] == "12(b)"


def test_a_step_names_the_other_provisions_that_say_the_same(facts: Facts) -> None:
    [step] = steps(facts, "CICP", "trafficking in persons")
    assert (step["leaf"], step["also in"]) == ("12(a)", "A/RES/56/261 12(b); A/RES/56/261 12(c)")


def test_a_successor_is_tied_to_what_its_forerunner_was_given(facts: Facts) -> None:
    found = steps(facts, "UNODC", "trafficking in persons")
    assert [(step["relation"], step["to"]) for step in found] == [
        ("comes from: renamed 2002-10-01", "Office for Drug Control and Crime Prevention"),
        ("comes from: made part of 1997", "Centre for International Crime Prevention"),
        ("holds a mandate on", "trafficking in persons"),
    ]
    assert [(step["instrument"], step["leaf"]) for step in found[::2]] == [
        ("ST/SGB/2004/6", ""),
        ("A/RES/56/261", "12(a)"),
    ]


def test_a_change_that_a_text_calls_for_is_told_in_its_words(facts: Facts) -> None:
    [step] = steps(facts, "CCPC", "CCPCJ")
    assert (step["instrument"], step["leaf"]) == ("A/RES/46/152", "27")
    assert (
        step["words"]
        == "The Committee on Crime Prevention and Control should be dissolved by the Economic and Social Council"
    )
    assert step["relation"] == "leads to: dissolved (called for); dissolved 1992-02-06"


def test_a_citation_is_told_in_the_words_of_the_citing_provision(facts: Facts) -> None:
    [step] = steps(facts, "A/RES/56/261", "Vienna Declaration")
    assert (step["relation"], step["leaf"]) == ("cites", "10")
    assert "paragraph 14 of the Vienna Declaration to take immediate and effective measures" in str(step["words"])
    assert len(str(step["words"])) <= 310


def test_every_quoted_word_stands_in_the_provision_or_its_chapeau(facts: Facts) -> None:
    texts = " ".join(provision.text for provision in _provisions(facts))
    ties = [tie for tie in all_ties(facts) if tie.provision]
    assert len(ties) > 30
    for tie in ties:
        for piece in tie.words.replace(": ", "…").split("…"):
            assert piece.strip() in texts


def test_a_directive_that_shares_a_provision_costs_less_than_an_instrument_in_common(facts: Facts) -> None:
    # Both stand in A/RES/46/152; paragraphs 37 and 27 tie them through the theme.
    found = steps(facts, "CCPCJ", "ECOSOC")
    assert [(step["to"], step["leaf"]) for step in found] == [
        ("programme governance", "37"),
        ("Economic and Social Council", "27"),
    ]


def test_collective_actors_tie_nothing_together_but_may_stand_at_an_end(facts: Facts) -> None:
    # The theme leads from States to the Centre; a partner of both, "intergovernmental organizations", would not.
    bare = tuple(replace(fact, themes=()) for fact in facts.directives)
    shared = replace(bare[0], holder=f"{ID}body/ecosoc", partners=(f"{ID}body/igo",))
    ties = Facts(facts.things, (shared, *bare[1:]), (), ())
    assert steps(ties, "ECOSOC", "CICP") == []
    assert [step["to"] for step in steps(ties, "ECOSOC", "IGO")] == ["intergovernmental organizations"]


def test_words_that_name_both_things_are_preferred(facts: Facts) -> None:
    first = next(fact for fact in facts.directives if fact.provision.leaf == "12(a)")
    vague = replace(first, quote="Develop tools", provision=replace(first.provision, order=0))
    found = steps(Facts(facts.things, (vague, first), (), ()), "CICP", "trafficking in persons")
    assert "to prevent and combat trafficking in persons" in str(found[0]["words"])


def test_a_shared_instrument_ties_where_nothing_better_does(facts: Facts) -> None:
    bare = tuple(replace(fact, themes=()) for fact in facts.directives)
    found = steps(Facts(facts.things, bare, facts.citations, ()), "CCPCJ", "ECOSOC")
    assert [step["relation"] for step in found] == ["holds a mandate of", "has a mandate held by"]


def test_things_without_a_chain_give_no_step(facts: Facts) -> None:
    found = explain(facts, "CCPC", "A/RES/55/25")
    assert found.rows == ()
    assert found.title.startswith("How Committee on Crime Prevention and Control is tied to ")


def test_a_thing_is_tied_to_itself_without_a_step(facts: Facts) -> None:
    assert steps(facts, "CICP", "Centre for International Crime Prevention") == []


def test_any_instrument_of_a_shared_key_will_do(facts: Facts) -> None:
    [step] = steps(facts, "A/RES/55/59", "A/RES/55/25")
    assert str(step["to"]).startswith("Protocol to Prevent, Suppress and Punish Trafficking")


def test_an_unknown_thing_is_refused(facts: Facts) -> None:
    with pytest.raises(UsageError, match="called 'traffic lights'"):
        explain(facts, "UNICRI", "traffic lights")


def _provisions(facts: Facts) -> list:  # type: ignore[type-arg]
    found = [fact.provision for fact in facts.directives] + [provision for provision, _ in facts.citations]
    found += [fact.chapeau for fact in facts.directives if fact.chapeau]
    assert all(provision.iri.startswith(ID) for provision in found)
    return found


def test_the_words_of_far_ties_would_change_no_chain(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    things = [thing.iri for kind in ("body", "theme", "instrument") for thing in facts.things.of_kind(kind)]
    pairs = [(one, other) for one in things[::2] for other in things[1::3]]
    usual = [explain(facts, *pair).rows for pair in pairs]
    monkeypatch.setattr(explanation, "_NAMES", 1_000)  # Now every pair of things is searched for names.
    assert usual == [explain(facts, *pair).rows for pair in pairs]
    assert any(len(rows) > 1 for rows in usual)


def test_words_that_are_read_only_where_a_chain_may_lead_tell_the_same(facts: Facts) -> None:
    store = GraphStore.of(pyoxigraph.parse(path=SMALL))
    bare = Facts.read(store, EVERYTHING & ~Part.WORDS)
    assert not any(fact.quote or fact.chapeau or fact.provision.text for fact in bare.directives)
    things = [thing.identifier for kind in ("body", "theme", "instrument") for thing in facts.things.of_kind(kind)]
    for one, other in ((one, other) for one in things[::2] for other in things[1::3]):
        assert explain(bare, one, other, store) == explain(facts, one, other)


def test_the_words_of_some_provisions_are_those_of_all(facts: Facts) -> None:
    store = GraphStore.of(pyoxigraph.parse(path=SMALL))
    wanted = {provision.iri for provision in _provisions(facts)[::2]}
    some = Facts.read(store, EVERYTHING & ~Part.WORDS).with_words(store, wanted)
    assert some.directives == tuple(fact for fact in facts.directives if fact.provision.iri in wanted)
    assert some.citations == tuple(found for found in facts.citations if found[0].iri in wanted)
    assert any(fact.chapeau and fact.chapeau.text for fact in some.directives) and some.citations
