"""Where sentences end in the texts of the United Nations."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.document import Document
from mandategraph.loaders.reading.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["We believe in justice.", "We seek to improve its quality."],
        ["Member States are encouraged to contribute.", "They are also encouraged to second staff."],
        ["We note the problem;", "we call upon States to act."],
        ["The congresses should be held every five years;", "the commission shall select the topics."],
        ["It shall be called “Officers”.", "The secretariat shall act."],
        ['The staff shall be called "Officers".', "They shall serve."],
        ["The size was agreed (see above).", "It may be reviewed."],
        ["Is it enough?", "It should be."],
        ["It rests on the rule of law.", "2005 is the target year."],
    ],
)
def test_a_stop_before_a_capital_and_a_semicolon_end_a_sentence(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "United Nations, Treaty Series, vol. 823, No. 11806.",
        "See Supplement No. 10 (E/1990/31), chap. I, sect. D.",
        "International Review of Criminal Policy, Nos. 41 and 42 (Sales No. E.93.IV.4).",
        "A/CONF.187/RPM.1/1 and Corr. 1 were issued.",
        "The groups, e.g. States, should act.",
        "In paras. 3 and 4 of the report, i.e. States.",
        "The report by J. Smith was noted.",
        "The following qualities are characteristic: violence, corruption.",
        "States should act",
    ],
)
def test_abbreviations_colons_and_commas_end_none(text: str) -> None:
    assert cut(text) == [text]


def test_a_text_without_words_has_no_sentence() -> None:
    assert cut("") == cut("  ") == []


PIECES = st.sampled_from(
    ["We", " ", " ", " ", "act", ".", "; ", ". ", "?", "No. ", "1", "A", "(", ")", "“", "”", "e.g.", "é", ":", "States"]
)


def assert_partitioned(text: str) -> None:
    """Check that every word of a text is in one of its sentences, whole, and that sentences do not overlap."""
    spans = sentences(text)
    position = 0
    for span in spans:
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        position = span.end
    assert not text[position:].strip()
    assert [word for sentence in cut(text) for word in sentence.split()] == text.split()


@given(st.one_of(st.lists(PIECES).map("".join), st.text()))
def test_sentences_hold_every_word_of_a_text_whole_and_once(text: str) -> None:
    assert_partitioned(text)


def test_sentences_hold_every_word_of_the_corpus_whole_and_once(documents: Mapping[str, Document]) -> None:
    texts = [provision.text for document in documents.values() for provision in document.walk()]
    for text in texts:
        assert_partitioned(text)
    assert len(texts) > 500
