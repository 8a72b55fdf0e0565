"""How a plain text is cut into blocks, and how the marks of print are undone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.formats.blocks import SUPERSCRIPTS, Mark, blocks, clean

# What matters to blocks: line ends, what opens an item, marks of print, and words.
SOURCES = st.lists(
    st.sampled_from([*"\n\n\n \t-*¹²⁰.()ab1V", "(a) ", "- (b) ", "26. ", "IV. ", "\u00ad\n", "word", "“", "é", "\r\n"])
).map("".join)


def raws(source: str) -> list[str]:
    return [block.raw for block in blocks(source)]


def test_a_block_is_a_run_of_lines_without_a_blank_line() -> None:
    assert raws("States should\nact.\n\nThe Centre will\nassist.") == [
        "States should\nact.",
        "The Centre will\nassist.",
    ]


def test_a_line_of_spaces_is_a_blank_line() -> None:
    assert raws("one\n \t \ntwo") == ["one", "two"]


def test_white_space_around_a_block_is_no_part_of_it() -> None:
    (block,) = blocks("\n\n   States should act.  \n")
    assert block.raw == "States should act."
    assert (block.span.start, block.span.end) == (5, 23)


def test_a_text_without_words_has_no_blocks() -> None:
    assert raws(" \n\n\t\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "26. The commission shall have the following functions:",
        "(a) To provide policy guidance;",
        "- (a) The prevention of crime;",
        "• (b) The control of crime;",
        "(ii) Issues relating to new technologies;",
        "II. PROGRAMME OF ACTION",
        "B. Goals",
        "⁴A/49/748, annex, sect. I.A.",
        "¹²Resolution 52/86, annex.",
        "*General Assembly resolution 46/152, annex.",
    ],
)
def test_a_line_that_opens_an_item_opens_a_block(line: str) -> None:
    assert raws(f"some words above\n{line}\nand more below") == ["some words above", f"{line}\nand more below"]


@pytest.mark.parametrize(
    "line",
    ["*inter alia*, using", "* * *", "(see above)", "(A) capital", "2005, the target year", "and B. Goals", "Vienna."],
)
def test_a_line_that_opens_nothing_goes_on_with_its_block(line: str) -> None:
    assert raws(f"some words above\n{line}") == [f"some words above\n{line}"]


@given(SOURCES)
def test_blocks_hold_every_character_that_is_not_white_space_once_and_in_order(source: str) -> None:
    position = 0
    for block in blocks(source):
        assert not source[position : block.span.start].strip()
        assert source[block.span.start : block.span.end] == block.raw
        assert block.raw and block.raw == block.raw.strip()
        position = block.span.end
    assert not source[position:].strip()


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["States   should\n act\tnow"], "States should act now"),
        (
            ["which has in the past been", "inhibited from achieving"],
            "which has in the past been inhibited from achieving",
        ),
        (["infor\u00ad\nmation"], "information"),
        (["infor\u00ad", "mation"], "information"),
        (["cross-\nborder crime"], "cross-border crime"),
        (["cross-", "border crime"], "cross-border crime"),
        (["long- and short-term"], "long- and short-term"),
        (["Havana -\nreport"], "Havana - report"),
        (["See *Seventh Congress: report* (Sales No. 1)"], "See Seventh Congress: report (Sales No. 1)"),
        (["**35. Plans of action***"], "35. Plans of action"),
        (["* * *"], ""),
        (["Milan Plan of Action¹ and"], "Milan Plan of Action and"),
        (["  (b) words  "], "(b) words"),
    ],
)
def test_the_marks_of_print_are_undone(pieces: list[str], expected: str) -> None:
    assert clean(pieces)[0] == expected


@pytest.mark.parametrize(
    ("pieces", "marks"),
    [
        (["the Plan¹ and the Principles,²"], (Mark(8, "1"), Mark(28, "2"))),
        (["Practical Measures.¹²"], (Mark(19, "12"),)),
        (["*Compendium*⁵ in order"], (Mark(10, "5"),)),
        (["the Plan ¹ and"], (Mark(9, "1"),)),
        (["the Plan ¹"], (Mark(8, "1"),)),
        (["cut here", "the rest⁷"], (Mark(17, "7"),)),
        (["no mark at all"], ()),
    ],
)
def test_a_footnote_mark_keeps_its_number_and_its_place(pieces: list[str], marks: tuple[Mark, ...]) -> None:
    assert clean(pieces)[1] == marks


@given(st.lists(SOURCES, max_size=4))
def test_clean_text_has_single_spaces_and_no_marks_and_the_places_of_marks_are_within_it(pieces: list[str]) -> None:
    text, marks = clean(pieces)
    assert text == " ".join(text.split())
    assert not re.search(rf"[*{SUPERSCRIPTS}\u00ad]", text)
    assert all(0 <= mark.offset <= len(text) for mark in marks)
    assert len(marks) == sum(len(re.findall(rf"[{SUPERSCRIPTS}]+", piece)) for piece in pieces)


@given(st.lists(st.sampled_from(["Member", "States", "shall", "act,", "2005", "(iv)"]), min_size=1), st.randoms())
def test_words_survive_whatever_white_space_and_emphasis_surround_them(words: list[str], random: object) -> None:
    spaces = [" ", "\n", "  ", " \n ", "\t"]
    choose = random.choice  # type: ignore[attr-defined]
    printed = "".join(choose(["", "*", "**"]) + word + choose(["", "*"]) + choose(spaces) for word in words)
    assert clean([printed])[0].split() == words
