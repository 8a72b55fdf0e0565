"""How a directive was read, in plain words, from values made by hand."""

from __future__ import annotations

import json

from mandategraph.graph.accounts import Account, Cited, Rule, Words
from mandategraph.graph.provisions import Passage, ProvisionPage, Rested
from mandategraph.presentation.accounts import account_lines
from mandategraph.presentation.provision import render_page

MODAL = Rule("modal", "Subject and modal verb", "An actor is the subject.")
CHAPEAU = Rule("chapeau", "Chapeau", "It passes down.")
RESTED = Rested(
    iri="d",
    passage="p",
    leaf="4(a)",
    holder="States",
    modality="Undertaking",
    quote="Act.",
    start=0,
    end=4,
    rule="chapeau/modal",
    chapeau="4",
    details={"partners": ("Media",), "verb": ("will",), "holder's words": ("States",), "cites": ("A/RES/1/2",)},
)
ACCOUNT = Account(
    rules=(CHAPEAU, MODAL),
    verb=Words("will", "4"),
    holder=Words("States", "4"),
    conditions=(("On request", Words("where requested", "4(a)")),),
    chapeau=Words("States will:", "4"),
    cited=(),
)


def told(rested: Rested = RESTED, account: Account = ACCOUNT) -> dict[str, str]:
    return dict(account_lines(rested, account))


def test_rule_words_and_chapeau_are_told() -> None:
    assert told() == {
        "how it was read": "It passes down. In it, an actor is the subject. (rule chapeau/modal)",
        "holder": "“States”, in 4",
        "verb": "“will”, in 4: undertaking",
        "condition": "on request: “where requested”, in 4(a)",
        "chapeau": "4: “States will:”",
    }


def test_no_confidence_is_stated() -> None:
    assert not any("confidence" in words or "%" in words for words in told().values())


def citation(cited: Cited) -> str:
    account = Account((MODAL,), None, None, (), None, (cited,))
    return told(account=account)["cited"]


def test_a_cited_instrument_tells_its_words_and_how_they_were_recognized() -> None:
    short = Rule("short-name", "Short name", "a short name")
    found = Cited("A/RES/1/2", "Convention", Words("the Convention", "4"), short, Words("A/RES/1/2", "the preamble"))
    assert citation(found) == (
        "A/RES/1/2 — Convention: “the Convention”, in 4: a short name (here: “A/RES/1/2”, in the preamble)"
    )
    assert citation(Cited("A/RES/1/2", "")) == "A/RES/1/2: the text does not show by which words"


def test_a_holder_without_words_is_told_from_nobody() -> None:
    silent = Account((MODAL,), None, None, (), None, ())
    assert told(account=silent)["holder"] == "not named in this sentence"
    nobody = Rested("d", "p", "4", "", "Request", "Act.", 0, 4, "modal", "", {})
    assert told(nobody, silent)["holder"] == "nobody is named"


def test_a_rule_without_words_in_the_graph_is_named() -> None:
    unknown = Account((Rule("by-hand"),), None, None, (), None, ())
    assert "no words for the rule by-hand" in told(account=unknown)["how it was read"]


PAGE = ProvisionPage("p", "A/RES/1/1", "Title", (), (Passage("p", "4(a)", 0, False, "Act."),), (), (RESTED,), (), ())


def test_the_account_takes_the_place_of_the_bare_words() -> None:
    text = render_page(PAGE, "text", {"d": ACCOUNT})
    assert "   how it was read    It passes down. In it, an actor is the subject. (rule chapeau/modal)\n" in text
    assert "   partners           Media\n" in text
    assert "read by rule" not in text
    assert "holder's words" not in text
    assert text.count("   verb ") == 1


def test_json_has_accounts_by_directive_where_they_are_asked_for() -> None:
    asked = json.loads(render_page(PAGE, "json", {"d": ACCOUNT}))
    assert asked["accounts"]["d"]["holder"] == {"text": "States", "leaf": "4"}
    assert "accounts" not in json.loads(render_page(PAGE, "json"))
