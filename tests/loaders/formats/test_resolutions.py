"""Which instruments a page holds: neighbours, parts, annexes, reports, tables of contents, heads of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandategraph.loaders.document import Document, Kind
from mandategraph.loaders.formats import read_documents


def read(folder: Path, text: str, name: str = "page.txt") -> tuple[Document, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_documents(path)


def leaves(document: Document) -> list[str]:
    return [provision.leaf for provision in document.walk() if provision.leaf and provision.kind is not Kind.FOOTNOTE]


def words(document: Document) -> str:
    return " ".join(provision.text for provision in document.walk())


TWO = """of the neighbour before.

1. Requests the Secretary-General to do what the neighbour says.

96th plenary meeting

55/61. An effective instrument against corruption

The General Assembly,

1. Recognizes that an instrument is desirable;

81st plenary meeting

55/62. Another resolution

The General Assembly,

1. Urges Member States to do something else.
"""


def test_the_name_of_the_file_tells_which_resolution_of_a_page_is_meant(tmp_path: Path) -> None:
    (document,) = read(tmp_path, TWO, "A_RES_55_61.txt")
    assert (document.symbol, document.title) == ("A/RES/55/61", "An effective instrument against corruption")
    assert words(document) == "The General Assembly, Recognizes that an instrument is desirable;"


def test_where_nothing_tells_which_one_is_meant_all_are_read(tmp_path: Path) -> None:
    assert [(d.symbol, leaves(d)) for d in read(tmp_path, TWO)] == [("A/RES/55/61", ["1"]), ("A/RES/55/62", ["1"])]


def test_parts_with_a_formula_of_their_own_are_parts_of_one_resolution(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        """76/84. Questions relating to information

A

Information in the service of humanity

The General Assembly,

Taking note of the report of the Committee on Information,

Urges all countries to cooperate;

49th plenary meeting

9 December 2021

B

Policies and activities

The General Assembly,

1. Reaffirms its resolution 13 (I);

2. Requests the Secretary-General to report.

49th plenary meeting
""",
        "A_RES_76_84_A-B.txt",
    )
    assert [(p.number, p.heading) for p in document.provisions] == [
        ("A.", "Information in the service of humanity"),
        ("B.", "Policies and activities"),
    ]
    assert [p.eid for p in document.walk() if p.kind is Kind.PREAMBLE] == ["sec_A__preamble", "sec_B__preamble"]
    assert leaves(document) == ["u1", "1", "2"]


@pytest.mark.parametrize("formula", ["The General Assembly", "The General Assembly.", "The General Assembly,"])
def test_an_enacting_formula_may_lack_its_comma(tmp_path: Path, formula: str) -> None:
    (document,) = read(
        tmp_path, f"79/1. The Pact\n\n{formula}\n\nAdopts the following Pact:\n\n1. We, the States, act."
    )
    assert (document.symbol, leaves(document)) == ("A/RES/79/1", ["u1", "1"])


def test_a_resolution_without_a_formula_begins_with_its_first_recital(tmp_path: Path) -> None:
    text = (
        "3/11. Implementation\n\nRecalling the mandate of the Assembly,\n\nRequests the Executive Director to report."
    )
    (document,) = read(tmp_path, text, "UNEP_EA.3_RES.11.txt")
    assert leaves(document) == ["u1"]
    assert next(document.walk()).kind is Kind.PREAMBLE


def test_a_table_of_contents_is_no_part_of_a_report(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        "Contents\n\n1. Opening of the session\t\t3\n\n2. Attendance of States ............ 4–5\n\nII. Action\t6\n\n"
        "I. Attendance\n\n1. The Committee held its session in Geneva.\n\n2. The Committee requested States to report.",
        "ECE_TRANS_328.txt",
    )
    assert (document.symbol, leaves(document)) == ("ECE/TRANS/328", ["1", "2"])
    assert "Opening" not in words(document)


def test_a_report_that_quotes_a_resolution_is_read_as_a_whole(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        "1. The Commission recommends to the Council the following:\n\nResolution 67/4\n\nThe Commission,\n\n"
        "1. Calls upon Member States to act;\n\n2. Requests it to assist.\n\n2. The Commission closed its session.",
        "E_2024_28.txt",
    )
    assert document.symbol == "E/2024/28"
    assert leaves(document)[0] == "1" and "closed its session" in words(document)


def test_what_stands_at_the_head_and_foot_of_pages_is_no_text(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        "A/RES/47/120\n\nThe General Assembly,\n\nRecalling the statement of the Council,\n\n/...\n\n93-08258\n\n"
        "A/RES/47/120\n\nPage 2\n\nStressing the need to act,\n\n1. Invites Member States to collect and analyse\n\n"
        "A/RES/47/120 Page 3\n\ninformation;\n\n2. Requests the Secretary-General to report.",
        "A_RES_47_120.txt",
    )
    assert [p.text for p in document.walk() if p.kind is Kind.RECITAL][1] == "Stressing the need to act,"
    assert [p.text for p in document.walk() if p.leaf == "1"] == [
        "Invites Member States to collect and analyse information;"
    ]


def test_a_document_that_is_known_by_its_symbol_needs_neither_formula_nor_numbers(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        "Nairobi Maafikiano\n\nThe fourteenth session of the Conference takes place at a watershed for States.\n\n"
        "UNCTAD should assist developing countries in their efforts to develop.",
        "TD_519_ADD.2.txt",
    )
    assert leaves(document) == ["u1", "u2"]


FOOTNOTES = {
    "superscripts": "The Code,¹ and the Plan.²\n\n¹ See A/55/1.\n\n² Resolution 55/25.",
    "glued digits": "The Code,1 and the Plan.2\n\n1 See A/55/1.\n\n2 Resolution 55/25.",
    "a slash": "The Code, 1/ and the Plan. 2/\n\n1/ See A/55/1.\n\n2/ Resolution 55/25.",
    "brackets": "The Code,[1] and the Plan.[2]\n\n[1] See A/55/1.\n\n[2] Resolution 55/25.",
    "a caret": "The Code,^1 and the Plan.^2\n\n^1 See A/55/1.\n\n^2 Resolution 55/25.",
    "superscripts and plain footnotes": "The Code,¹ and the Plan.²\n\n1 See A/55/1.\n\n2 Resolution 55/25.",
}


@pytest.mark.parametrize("style", FOOTNOTES)
def test_footnotes_are_tied_to_their_marks_in_every_style(tmp_path: Path, style: str) -> None:
    (document,) = read(tmp_path, f"1. States shall note: {FOOTNOTES[style]}")
    paragraph, *notes = document.walk()
    assert " ".join(paragraph.text.split()) == "States shall note: The Code, and the Plan."
    assert [mark.footnote for mark in paragraph.marks] == ["fn_1", "fn_2"]
    assert [(note.number, note.text) for note in notes] == [("1", "See A/55/1."), ("2", "Resolution 55/25.")]


def test_the_square_of_a_unit_is_no_footnote_mark(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "1. States shall protect 100 km² of forest and 5 m³ of water.")
    assert next(document.walk()).text == "States shall protect 100 km² of forest and 5 m³ of water."


def test_a_number_that_is_misprinted_in_its_session_does_not_change_the_symbol(tmp_path: Path) -> None:
    text = "174 (III). Establishment of a Commission\n\nThe General Assembly,\n\n1. Decides to establish it."
    (document,) = read(tmp_path, text, "A_RES_174(II).txt")
    assert (document.symbol, document.title) == ("A/RES/174(II)", "Establishment of a Commission")


def test_a_resolution_that_prints_another_number_is_what_it_says_it_is(tmp_path: Path) -> None:
    text = "44/52. Second Decade to Combat Racism\n\nThe General Assembly,\n\n1. Decides to observe it."
    (document,) = read(tmp_path, text, "A_RES_44_25.txt")
    assert document.symbol == "A/RES/44/52"


def test_a_page_that_begins_in_the_midst_of_the_resolution_that_is_meant(tmp_path: Path) -> None:
    text = (
        "Reaffirming the importance of the role of the regional economic commissions of the United Nations,\n\n"
        "1. Commends the commissions;\n\n1878th plenary meeting\n\n1819 (LV). Export promotion\n\n"
        "The Economic and Social Council,\n\n1. Invites the Board to act."
    )
    (document,) = read(tmp_path, text, "E_RES_1818(LV).txt")
    assert (document.symbol, document.title) == ("E/RES/1818(LV)", "Resolution 1818 (LV)")
    assert leaves(document) == ["1"]
    assert [p.kind for p in document.walk()] == [Kind.PREAMBLE, Kind.RECITAL, Kind.PARAGRAPH]


def test_titles_and_formulas_may_be_headings_of_markdown(tmp_path: Path) -> None:
    text = "## 44/25. Convention on the Child\n\n### The General Assembly,\n\n1. Adopts it.\n\n"
    text += TWO[TWO.index("55/61.") :]
    (document,) = read(tmp_path, text, "A_RES_44_25.txt")
    assert (document.title, words(document)) == ("Convention on the Child", "The General Assembly, Adopts it.")


def test_an_annex_of_an_annex_has_a_name_of_its_own(tmp_path: Path) -> None:
    text = (
        "68/196. Guiding principles\n\nThe General Assembly,\n\n1. Adopts them.\n\nAnnex\n\nPrinciples\n\n"
        "1. States shall act.\n\nAnnex\n\nMore principles\n\n1. States shall report."
    )
    found = read(tmp_path, text, "A_RES_68_196.txt")
    assert [(document.part, document.leaf_prefix) for document in found] == [
        ("", ""),
        ("annex", "annex/"),
        ("annex-2", "annex-2/"),
    ]
    assert len({document.path for document in found}) == 3


def test_rules_of_asterisks_and_numbers_without_words_are_no_provisions(tmp_path: Path) -> None:
    text = "1. States shall act.\n\n*  *  *\n\nArticle 3\n\nArticle 4\n\nStates shall report.\n\nArticle 5"
    (document,) = read(tmp_path, text)
    assert [(provision.number, provision.heading or provision.text) for provision in document.walk()] == [
        ("1.", "States shall act."),
        ("Article 4", ""),
        ("", "States shall report."),
    ]
