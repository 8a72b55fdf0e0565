"""How the directives of the five instruments were read, as the graph tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Quad

from mandategraph.graph.accounts import Account, Rule, Words, accounts
from mandategraph.graph.provisions import provision_page
from mandategraph.graph.store import GraphStore
from mandategraph.loaders.authorities import Authorities
from mandategraph.vocabulary import ID, SKOS

Accounts = Callable[[str], dict[str, Account]]


@pytest.fixture(scope="module")
def told(built_store: GraphStore) -> Accounts:
    """The accounts at an address, by the end of the directive's IRI."""

    def at(address: str) -> dict[str, Account]:
        found = accounts(built_store, provision_page(built_store, address))
        return {iri.partition("#")[2]: account for iri, account in found.items()}

    return at


def test_an_item_tells_the_chapeau_and_the_words_that_pass_down(told: Accounts) -> None:
    (account,) = told("56/261 4(e)").values()
    assert [rule.key for rule in account.rules] == ["chapeau", "modal"]
    assert account.holder == Words("The Centre for International Crime Prevention", "4")
    assert account.verb == Words("will", "4")
    assert account.conditions == (("As appropriate", Words("as appropriate", "4")),)
    assert account.chapeau is not None
    assert account.chapeau.leaf == "4"
    assert account.chapeau.text.startswith("The Centre for International Crime Prevention will, in cooperation with")


def test_of_a_chapeau_only_the_sentence_that_passes_down_is_told(told: Accounts) -> None:
    account = told("56/261 2(a)")["para_2__point_a__states"]
    assert account.chapeau == Words(
        "Individually and collectively, States will endeavour, as appropriate, to support the following actions:", "2"
    )


def test_a_sentence_of_its_own_has_no_chapeau(told: Accounts) -> None:
    account = told("56/261 2")["para_2__states"]
    assert [rule.key for rule in account.rules] == ["modal"]
    assert account.chapeau is None
    assert account.holder == Words("Each State", "2")


def test_each_condition_stands_with_its_own_words(told: Accounts) -> None:
    account = told("56/261 29(b)")["para_29__point_b__states"]
    assert sorted(account.conditions) == [
        ("As appropriate", Words("as appropriate", "29")),
        ("National law", Words("subject to the domestic legal systems", "29(b)")),
    ]


def test_nobody_has_no_words(told: Accounts) -> None:
    assert told("46/152 44")["para_44__unassigned"].holder is None


def test_a_short_name_tells_what_the_text_introduced_under_it(told: Accounts) -> None:
    (cited,) = told("56/261 2")["para_2__states"].cited
    assert cited.identifier == "A/RES/55/25, annex I"
    assert cited.rule is not None and cited.rule.key == "short-name"
    assert cited.words is not None and cited.words.leaf == "2"
    assert cited.introduced is not None
    assert cited.introduced.text.startswith("United Nations Convention against Transnational Organized Crime")
    assert cited.introduced.leaf == "1"


def test_a_full_name_introduces_itself(told: Accounts) -> None:
    cited = {each.identifier: each for each in told("56/261 29(b)")["para_29__point_b__states"].cited}
    declaration = cited["A/RES/40/34, annex"]
    assert declaration.rule is not None and declaration.rule.key == "name"
    assert declaration.words is not None and declaration.words.leaf == "29(b)"
    assert declaration.introduced is None


def test_what_every_directive_cites_is_accounted_for(told: Accounts) -> None:
    sections = ("46/152 sect. II", "49/748 sect. II", "56/261 sect. I", "56/261 sect. IX", "56/261 sect. XV")
    found = [account for section in sections for account in told(section).values()]
    assert len(found) > 50
    for account in found:
        assert all(rule.explanation for rule in account.rules)
        assert account.verb is not None
        for cited in account.cited:
            assert cited.words is not None, cited
            assert cited.rule is not None and cited.rule.explanation, cited


def test_a_provision_without_directives_has_no_accounts(told: Accounts) -> None:
    assert told("55/59 2") == {}


def test_a_rule_that_the_graph_does_not_explain_is_named_alone(built_store: GraphStore) -> None:
    def explains(quad: Quad) -> bool:
        return quad.predicate == SKOS["inScheme"] and quad.object == ID["scheme/reading-rules"]

    store = GraphStore.of(quad for quad in built_store.quads() if not explains(quad))
    (account,) = accounts(store, provision_page(store, "56/261 4(e)")).values()
    assert account.rules == (Rule("chapeau"), Rule("modal"))


def test_authorities_are_read_from_triples_as_they_are_from_files(built_store: GraphStore) -> None:
    read = Authorities.of(quad.triple for quad in built_store.quads(ID["graph/authorities"]))
    shipped = Authorities.load()
    assert read.bodies.keys() == shipped.bodies.keys()
    assert read.instruments.keys() == shipped.instruments.keys()
    assert {key: set(concept.cues) for key, concept in read.conditions.items()} == {
        key: set(concept.cues) for key, concept in shipped.conditions.items()
    }
