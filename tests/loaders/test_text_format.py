"""The compendium as five instruments with nothing lost, single instruments, and texts that cannot be read.

What print did is undone here a second time, by rules of the test's own, and compared with what the reader made.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Kind, Provision
from mandategraph.loaders.formats import read_documents, text

SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

PARAGRAPHS = {"A/RES/46/152": 44, "A/49/748": 45, "A/RES/55/59": 29, "A/RES/56/261": 48, "A/RES/60/177": 35}

# Which provision carries the mark of which footnote, read by hand.
CARRIERS = {
    "A/RES/46/152": {
        "preamble__recital_4": ["1", "2"],
        "para_10": ["3", "4", "5", "6", "7"],
        "para_24": ["8"],
        "para_28": ["9"],
    },
    "A/49/748": {},
    "A/RES/55/59": {"para_1": ["1"], "para_16": ["2", "3"], "para_17": ["4"], "para_23": ["5"]},
    "A/RES/56/261": {
        "para_1": ["1", "2"],
        "para_9__point_g": ["3"],
        "para_14__point_b": ["4"],
        "para_16": ["5"],
        "para_29__point_b": ["6", "7", "8"],
        "para_30__point_c": ["9"],
        "para_39__point_b": ["10"],
        "para_42__point_a": ["11"],
        "para_42__point_f": ["12"],
        "para_44": ["13"],
    },
    "A/RES/60/177": {
        "preamble__recital_10": ["1"],
        "para_4": ["2", "3"],
        "para_10": ["4"],
        "para_12": ["5", "6", "7"],
        "para_17": ["8"],
        "para_22": ["9"],
        "para_23": ["3"],
    },
}


def printed(provision: Provision, source: str) -> str:
    """Return all that the source has of a provision, number and marks included."""
    return "\n".join(source[span.start : span.end] for span in provision.spans)


def undone(words: str) -> str:
    """Undo print: soft hyphens and broken words, footnote marks, emphasis, line ends."""
    joined = re.sub(r"(?<=\w-)\n\s*", "", re.sub(r"\s*\u00ad\s*", "", words))
    return " ".join(SUPERSCRIPT.sub("", joined).replace("*", "").split())


def test_the_compendium_holds_five_instruments_with_their_parts(documents: Mapping[str, Document]) -> None:
    assert [(document.symbol, document.part, document.path) for document in documents.values()] == [
        ("A/RES/46/152", "annex", "A-RES-46-152/annex"),
        ("A/49/748", "annex, sect. I.A", "A-49-748/annex-sect-I.A"),
        ("A/RES/55/59", "annex", "A-RES-55-59/annex"),
        ("A/RES/56/261", "annex", "A-RES-56-261/annex"),
        ("A/RES/60/177", "annex", "A-RES-60-177/annex"),
    ]


def test_titles_lose_their_asterisks_and_their_line_breaks(documents: Mapping[str, Document]) -> None:
    assert [document.title for document in documents.values()] == [
        "Statement of principles and programme of action of the United Nations crime prevention and criminal justice "
        "programme",
        "Naples Political Declaration and Global Action Plan against Organized Transnational Crime",
        "Vienna Declaration on Crime and Justice: Meeting the Challenges of the Twenty-first Century",
        "Plans of action for the implementation of the Vienna Declaration on Crime and Justice: Meeting the "
        "Challenges of the Twenty-first Century",
        "Bangkok Declaration on Synergies and Responses: Strategic Alliances in Crime Prevention and Criminal Justice",
    ]


@pytest.mark.parametrize(("symbol", "count"), PARAGRAPHS.items())
def test_numbered_paragraphs_run_from_one_without_gap_or_double(
    documents: Mapping[str, Document], symbol: str, count: int
) -> None:
    numbers = [p.number for p in documents[symbol].walk() if p.kind is Kind.PARAGRAPH and p.number]
    assert numbers == [f"{number}." for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("symbol", "sections"),
    [("A/RES/46/152", ["I.", "II."]), ("A/49/748", ["I.", "II."]), ("A/RES/55/59", []), ("A/RES/60/177", [])],
)
def test_the_top_sections_are_found(documents: Mapping[str, Document], symbol: str, sections: list[str]) -> None:
    assert [p.number for p in documents[symbol].provisions if p.kind is Kind.SECTION] == sections


def test_the_plans_of_action_have_fifteen_sections_with_national_and_international_actions(
    documents: Mapping[str, Document],
) -> None:
    sections = [p for p in documents["A/RES/56/261"].provisions if p.kind is Kind.SECTION]
    assert len(sections) == 15
    for section in sections:
        below = [child.heading for child in section.children if child.kind is Kind.SECTION]
        assert below == ["National actions", "International actions"]


def assert_accounted(documents: Iterable[Document], source: str) -> None:
    """Check that each character that is not white space has one owner, and no character more than one."""
    owners = [0] * len(source)
    for document in documents:
        spans = [*document.title_spans, *document.artefacts, *(s for p in document.walk() for s in p.spans)]
        for span in spans:
            for place in range(span.start, span.end):
                owners[place] += 1
    lost = [place for place, character in enumerate(source) if character.strip() and owners[place] == 0]
    assert not lost, source[lost[0] : lost[0] + 80]
    assert max(owners) == 1


def test_every_character_belongs_to_exactly_one_provision_heading_title_or_artefact(
    documents: Mapping[str, Document], compendium_text: str
) -> None:
    assert_accounted(documents.values(), compendium_text)


BLOCKS = st.sampled_from(
    ["I. PRINCIPLES", "II. ACTION", "B. *Goals*", "I. Ideas", "1. Commission", "Membership", "Declare as follows:",
     "1. We resolve to act.", "2. States should:", "3. The Centre will", "3. Again.", "7. Beyond¹ the gap.",
     "(a) Act;", "- (b) Report; and", "(i) Train.", "(ii) Learn²", "the rest of it.", "words without a stop",
     "¹Note one.", "²*Ibid.*", "We, the States Members,", "Recalling its resolution 46/152,",
     "8. Declaration on crime*", "*A/RES/55/59, annex."]
)  # fmt: skip


@given(st.lists(BLOCKS, min_size=1, max_size=14).map("\n\n".join))
def test_any_text_is_refused_or_accounted_for_to_the_last_character(source: str) -> None:
    try:
        found = text.read(source.encode(), Path("any.txt"))
    except InputError:
        return
    assert_accounted(found, source)
    for document in found:
        names = [provision.eid for provision in document.walk()]
        assert len(names) == len(set(names))


def test_the_only_artefact_is_the_heading_of_the_collection(
    documents: Mapping[str, Document], compendium_text: str
) -> None:
    artefacts = [compendium_text[s.start : s.end] for document in documents.values() for s in document.artefacts]
    assert artefacts == ["II. Declarations and plans of action"]


def test_every_text_and_heading_is_in_the_source_once_print_is_undone(
    documents: Mapping[str, Document], compendium_text: str
) -> None:
    for document in documents.values():
        for provision in document.walk():
            number = "" if provision.kind is Kind.FOOTNOTE else provision.number
            made = f"{number} {provision.heading or provision.text}".strip()
            assert undone(printed(provision, compendium_text)).removeprefix("- ") == made, provision.eid


def test_the_words_of_a_document_stand_in_the_order_of_the_source(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        starts = [provision.spans[0].start for provision in document.walk() if provision.kind is not Kind.FOOTNOTE]
        assert starts == sorted(starts)


@pytest.mark.parametrize("symbol", PARAGRAPHS)
def test_every_footnote_is_tied_to_the_provision_that_carries_its_mark(
    documents: Mapping[str, Document], symbol: str
) -> None:
    document = documents[symbol]
    numbers = {p.eid: p.number for p in document.walk() if p.kind is Kind.FOOTNOTE}
    tied = {p.eid: [numbers[mark.footnote] for mark in p.marks] for p in document.walk() if p.marks}
    assert tied == CARRIERS[symbol]
    assert {number for found in tied.values() for number in found} == set(numbers.values())


def test_a_mark_stands_behind_the_words_that_it_stands_behind_in_the_source(
    documents: Mapping[str, Document], compendium_text: str
) -> None:
    for document in documents.values():
        for provision in document.walk():
            if provision.kind is Kind.FOOTNOTE:
                continue
            words = printed(provision, compendium_text)
            in_source = [(m[0].translate(DIGITS), undone(words[: m.start()])) for m in SUPERSCRIPT.finditer(words)]
            prefix = f"{provision.number} " if provision.number else ""
            assert [
                (mark.footnote.removeprefix("fn_"), prefix + provision.text[: mark.offset]) for mark in provision.marks
            ] == in_source


def test_paragraphs_that_page_breaks_cut_are_whole_again(documents: Mapping[str, Document]) -> None:
    cut = {(d.symbol, p.eid) for d in documents.values() for p in d.walk() if len(p.spans) > 1}
    assert {
        ("A/RES/46/152", "para_10"),
        ("A/RES/46/152", "para_32"),
        ("A/49/748", "preamble__recital_6"),
        ("A/RES/55/59", "para_6"),
        ("A/RES/56/261", "para_2"),
        ("A/RES/60/177", "para_26"),
    } <= cut
    joined = next(p for p in documents["A/RES/55/59"].walk() if p.eid == "para_6").text
    assert "developing legislation, regulations and expertise, with a view to" in joined


def test_kinds_of_provisions_are_counted_right(documents: Mapping[str, Document]) -> None:
    counts = {
        symbol: Counter(p.kind for p in document.walk() if p.kind in (Kind.RECITAL, Kind.SUBPOINT, Kind.FOOTNOTE))
        for symbol, document in documents.items()
    }
    assert counts == {
        "A/RES/46/152": {Kind.RECITAL: 13, Kind.FOOTNOTE: 9},
        "A/49/748": {Kind.RECITAL: 7},
        "A/RES/55/59": {Kind.RECITAL: 6, Kind.FOOTNOTE: 5},
        "A/RES/56/261": {Kind.SUBPOINT: 2, Kind.FOOTNOTE: 13},
        "A/RES/60/177": {Kind.RECITAL: 10, Kind.FOOTNOTE: 9},
    }


def test_the_source_is_named_with_its_checksum(documents: Mapping[str, Document], compendium: Path) -> None:
    checksum = hashlib.sha256(compendium.read_bytes()).hexdigest()
    assert {(d.source.name, d.source.sha256, d.source.format) for d in documents.values()} == {
        ("compendium-part-2.txt", checksum, "text")
    }


RESOLUTION = """\
Resolution adopted by the General Assembly

United Nations Convention against Transnational Organized Crime

A/RES/55/25

The General Assembly,

Recalling its resolution 53/111 of 9 December 1998,

1. Takes note of the report;

2. Urges all States to sign the Convention.
"""


def written(folder: Path, content: bytes | str, name: str = "some.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_with_one_instrument_is_read_from_its_preamble_on(tmp_path: Path) -> None:
    (document,) = read_documents(written(tmp_path, RESOLUTION))
    assert document.symbol == "A/RES/55/25"
    assert document.title == "United Nations Convention against Transnational Organized Crime"
    assert [p.leaf for p in document.walk() if p.leaf] == ["1", "2"]
    assert len(document.title_spans) == 3


def test_an_instrument_without_a_symbol_is_called_like_its_file(tmp_path: Path) -> None:
    (document,) = read_documents(written(tmp_path, "Some title\n\n1. States should act.", "our-plan.txt"))
    assert (document.symbol, document.title) == ("our-plan", "Some title")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (document,) = read_documents(written(tmp_path, b"\xef\xbb\xbf1. States should act."))
    assert next(document.walk()).text == "States should act."


def test_line_ends_of_windows_make_the_same_tree(tmp_path: Path, compendium: Path, compendium_text: str) -> None:
    path = written(tmp_path, compendium_text.replace("\n", "\r\n"))

    def words(documents: tuple[Document, ...]) -> list[tuple[str, str, str]]:
        return [(p.eid, p.heading, p.text) for document in documents for p in document.walk()]

    assert words(read_documents(path)) == words(read_documents(compendium))


TITLE = "7. Declaration on something*\n\n1. States should act."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"\x7fELF\x00\x01\x02", "a binary file, not a text"),
        ("1. States should act.".encode("utf-16"), "a binary file, not a text"),
        ("1. One.\n\n2. États.".encode("latin-1"), "line 3: not UTF-8; save the text as UTF-8"),
        ("A shopping list: milk, bread.\n\nMore milk.", "no instrument here"),
        (TITLE, "instrument 7: its title has an asterisk but no note gives the symbol"),
        (f"{TITLE}\n\n*See the minutes.", "no UN symbol in its note “See the minutes.”"),
    ],
    ids=["empty", "blank", "binary", "utf-16", "latin-1", "no instrument", "no note", "no symbol"],
)
def test_a_text_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, content: bytes | str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_documents(written(tmp_path, content))
    assert "some.txt" in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.txt: No such file or directory; name a file"):
        read_documents(tmp_path / "nothing.txt")


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a file that can be read"):
        read_documents(tmp_path)
