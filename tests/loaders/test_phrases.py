"""The language of cues, and the finder of many phrases."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.reading.phrases import PhraseFinder, cue_expression, without_inner


def found(cue: str, text: str) -> list[str]:
    finder: PhraseFinder[str] = PhraseFinder()
    finder.add_cue(cue, "it")
    return [text[match.start : match.end] for match in finder.find(text)]


def named(name: str, text: str) -> list[str]:
    finder: PhraseFinder[str] = PhraseFinder()
    finder.add_name(name, "it")
    return [text[match.start : match.end] for match in finder.find(text)]


@pytest.mark.parametrize(
    ("cue", "text", "words"),
    [
        ("upon request", "Upon request, assist States", ["Upon request"]),
        ("upon request", "assist upon\u00adrequest", []),
        ("as appropriate", "will, as appropriate, act as appropriate", ["as appropriate", "as appropriate"]),
        ("request", "requests and requested", []),
        ("request", "a prerequest", []),
        ("money laundering", "measures against money-laundering", ["money-laundering"]),
        ("money-laundering", "money laundering", ["money laundering"]),
        ("traffick*", "trafficking, traffickers and traffic", ["trafficking", "traffickers"]),
        ("train* programmes", "training programmes; trainer programmes", ["training programmes", "trainer programmes"]),
        ("(where|when) necessary", "where necessary, or when necessary", ["where necessary", "when necessary"]),
        ("legal (system|systems)", "their legal systems", ["legal systems"]),
        ("in (close |full |)cooperation with", "in close cooperation with States", ["in close cooperation with"]),
        ("in (close |full |)cooperation with", "in cooperation with States", ["in cooperation with"]),
        ("within ... resources", "within existing resources", ["within existing resources"]),
        ("within ... resources", "within resources", ["within resources"]),
        ("within ... resources", "within a b c d e f resources", ["within a b c d e f resources"]),
        ("within ... resources", "within a b c d e f g resources", []),
        ("within ... resources", "within limits. Other resources", []),
        ("within ... resources", "within limits; other resources", []),
        ("within ... resources", "within limits, other resources", ["within limits, other resources"]),
        ("subject to ... (funds|resources)", "subject to new resources and funds", ["subject to new resources"]),
    ],
)
def test_a_cue_finds_the_words_it_describes(cue: str, text: str, words: list[str]) -> None:
    assert found(cue, text) == words


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Centre for Crime Prevention", "the centre for crime prevention", ["centre for crime prevention"]),
        ("UNICRI", "UNICRI and unicri and Unicri", ["UNICRI"]),
        ("WHO", "those who work with WHO", ["WHO"]),
        (
            "Member States",
            "Member States, member states and Member-States",
            ["Member States", "member states", "Member-States"],
        ),
        ("Non-Governmental Organizations", "non-governmental organizations", ["non-governmental organizations"]),
        ("Council", "the Councils and the Council", ["Council"]),
        ("Ad Hoc Committee (2000)", "the Ad Hoc Committee (2000).", ["Ad Hoc Committee (2000)"]),
        ("Customs Co-operation Council", "the Customs Co-Operation Council", ["Customs Co-Operation Council"]),
        ("Customs Cooperation Council", "CUSTOMS CO-OPERATION COUNCIL", ["CUSTOMS CO-OPERATION COUNCIL"]),
    ],
)
def test_a_name_is_found_in_any_case_and_an_acronym_in_capitals_only(name: str, text: str, words: list[str]) -> None:
    assert named(name, text) == words


def test_matches_come_in_the_order_of_the_text_longer_ones_first() -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    for cue in ("crime", "crime prevention", "organized crime"):
        finder.add_cue(cue, cue)
    assert [match.payload for match in finder.find("crime prevention against organized crime")] == [
        "crime prevention",
        "crime",
        "organized crime",
        "crime",
    ]


def test_longer_matches_to_the_left_win_when_only_the_longest_are_asked_for() -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    for name in ("United Nations", "United Nations Office", "Office on Drugs", "Drugs"):
        finder.add_name(name, name)
    assert [match.payload for match in finder.find_longest("the United Nations Office on Drugs")] == [
        "United Nations Office",
        "Drugs",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("technical cooperation", ["technical cooperation"]),
        ("technical cooperation and cooperation", ["technical cooperation", "cooperation"]),
        ("promote their cooperation", ["promote their cooperation", "cooperation"]),
    ],
)
def test_a_word_inside_a_longer_unbroken_phrase_says_nothing_of_its_own(text: str, words: list[str]) -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    for cue in ("technical cooperation", "cooperation", "promote ... cooperation"):
        finder.add_cue(cue, cue)
    assert [text[match.start : match.end] for match in without_inner(finder.find(text))] == words


@pytest.mark.parametrize("cue", ["", "...", " * "])
def test_a_cue_without_a_word_is_refused(cue: str) -> None:
    with pytest.raises(ValueError, match="must hold a word"):
        PhraseFinder[str]().add_cue(cue, "it")


def test_an_open_word_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="needs at least 3 letters"):
        PhraseFinder[str]().add_cue("to* act", "it")


# Cues and texts over the same few words, so that most cues are found somewhere. No word begins another.
WORDS = st.sampled_from(["assist", "states", "request", "upon", "fund", "crime"])
ENDINGS = st.sampled_from(["", "", "s", "ing"])
GROUPS = st.lists(WORDS, min_size=2, max_size=3, unique=True).map(lambda words: f"({'|'.join(words)})")
PARTS = st.one_of(WORDS, WORDS.map(lambda word: f"{word}*"), GROUPS)
CUES = st.lists(st.tuples(PARTS, st.sampled_from([" ", " ", " ... "])), min_size=1, max_size=4).map(
    lambda parts: "".join(part + joint for part, joint in parts[:-1]) + parts[-1][0]
)
TEXTS = st.lists(
    st.tuples(WORDS, ENDINGS, st.sampled_from([" ", " ", "-", ", ", ". ", "; "])).map("".join), max_size=12
).map("".join)


def naive(cue: str, text: str) -> set[tuple[int, int, str]]:
    """Find a cue by its regular expression alone, tried at every place of the text."""
    pattern = re.compile(rf"\b{cue_expression(cue)}", re.IGNORECASE)
    matches = (pattern.match(text, place) for place in range(len(text)))
    return {(match.start(), match.end(), cue) for match in matches if match}


@given(st.lists(CUES, max_size=6), TEXTS)
def test_a_finder_finds_what_a_naive_regular_expression_finds_for_each_cue(cues: list[str], text: str) -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    for cue in cues:
        finder.add_cue(cue, cue)
    matches = finder.find(text)
    found = {(match.start, match.end, match.payload) for match in matches}
    assert found == {match for cue in cues for match in naive(cue, text)}
    assert [match.start for match in matches] == sorted(match.start for match in matches)


@given(st.lists(CUES, max_size=6), TEXTS, st.data())
def test_a_range_of_a_text_is_read_as_if_it_stood_alone(cues: list[str], text: str, data: st.DataObject) -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    for cue in cues:
        finder.add_cue(cue, cue)
    borders = [match.start() for match in re.finditer(r"\b|$", text)]
    start, end = sorted((data.draw(st.sampled_from(borders)), data.draw(st.sampled_from(borders))))
    alone = [(match.start + start, match.end + start, match.payload) for match in finder.find(text[start:end])]
    assert [(match.start, match.end, match.payload) for match in finder.find(text, start, end)] == alone


def test_phrases_added_after_a_search_are_found_in_the_next() -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    finder.add_cue("crime", "one")
    assert [match.payload for match in finder.find("crime prevention")] == ["one"]
    finder.add_cue("crime prevention", "two")
    finder.add_cue("prevent*", "three")
    assert [match.payload for match in finder.find("crime prevention")] == ["two", "one", "three"]


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=6), TEXTS)
def test_the_longest_matches_are_matches_and_never_overlap(names: list[str], text: str) -> None:
    finder: PhraseFinder[str] = PhraseFinder()
    for name in names:
        finder.add_name(name, name)
    kept = finder.find_longest(text)
    assert set(kept) <= set(finder.find(text))
    assert all(first.end <= second.start for first, second in pairwise(kept))
    assert bool(kept) == bool(finder.find(text))
