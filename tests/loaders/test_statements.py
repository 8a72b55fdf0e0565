"""Words that direct nobody: statements, praise, beliefs, preambles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from mandategraph.loaders.document import Kind
from mandategraph.loaders.records import Directive, Reading

DirectivesAt = Callable[[str, str], list[Directive]]
DirectedAt = Callable[[str, str], set[tuple[str, str]]]
TextOf = Callable[[str, str], str]
HeldIn = Callable[[str], list[tuple[str, str, str]]]
Readings = Mapping[str, Reading]

PARIS, NAPLES, VIENNA = "A/RES/46/152", "A/49/748", "A/RES/55/59"
PLANS, BANGKOK = "A/RES/56/261", "A/RES/60/177"


@pytest.mark.parametrize(
    ("symbol", "leaf", "words"),
    [
        (PARIS, "1", "We recognize that the world"),
        (PARIS, "4", "progress and development will be the ultimate victims"),
        (PARIS, "5", "must generate new and commensurate responses"),
        (PARIS, "13", "should aim at strengthening its effectiveness"),
        (NAPLES, "5", "must necessarily vary from State to State"),
        (VIENNA, "1", "We note with appreciation"),
        (VIENNA, "3", "We emphasize the responsibility of each State"),
        (VIENNA, "6", "We support efforts to assist States"),
        (VIENNA, "8", "We welcome the efforts being made by"),
        (VIENNA, "17", "We are convinced that the success"),
        (VIENNA, "u1", "Declare as follows"),
        (PLANS, "1", "the specific measures below are recommended"),
        (BANGKOK, "6", "We support a more integrated approach"),
        (BANGKOK, "24", "We are also convinced"),
        (BANGKOK, "34", "We stress the need to consider measures"),
        (BANGKOK, "35", "We express our profound gratitude"),
    ],
)
def test_statements_praise_and_announcements_direct_nobody(
    directives_at: DirectivesAt, text_of: TextOf, symbol: str, leaf: str, words: str
) -> None:
    assert words in text_of(symbol, leaf)
    assert directives_at(symbol, leaf) == []


def test_a_belief_with_a_modal_inside_is_none_but_the_sentence_after_it_counts(
    directed_at: DirectedAt, text_of: TextOf
) -> None:
    assert "We believe that justice" in text_of(PARIS, "2")
    assert "Every right of the individual should enjoy" in text_of(PARIS, "2")
    assert directed_at(PARIS, "2") == {("STATES", "commitment"), ("UNASSIGNED", "recommendation")}


@pytest.mark.parametrize("verb", ["believe", "recognize", "are convinced", "also recognize", "note with concern"])
def test_what_is_only_believed_directs_nobody_to_its_end(held_in: HeldIn, verb: str) -> None:
    text = f"We, Member States,\n\n1. We {verb} that crime is growing, and Governments should act."
    assert held_in(text) == []
    affirmed = "We, Member States,\n\n1. We affirm that Governments should act."
    assert held_in(affirmed) == [("1", "STATES", "recommendation")]


def test_preambles_never_direct_anybody(readings: Readings) -> None:
    recital = next(p for p in readings[BANGKOK].document.walk() if "States must ensure that any measures" in p.text)
    assert recital.kind is Kind.RECITAL
    for reading in readings.values():
        assert not any(directive.quote.eid.startswith("preamble") for directive in reading.directives)
