"""Parts that number anew, headings without full stops, lists at three levels: small texts in, outlines out."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.formats.blocks import blocks
from mandategraph.loaders.formats.structure import provisions


def every(text: str) -> list[Provision]:
    return [each for root in provisions(list(blocks(dedent(text)))) for each in root.walk()]


def leaves(text: str) -> list[str]:
    return [each.leaf for each in every(text) if each.leaf]


PARTS = """
    The General Assembly,

    I

    International Public Sector Accounting Standards

    Having considered the report of the Secretary-General,

    1. Takes note of the report;

    2. Endorses the conclusions of the Advisory Committee:

    (a) On accounting;

    II Limited budgetary discretion

    Recalling its resolution 60/246,

    1. Takes note of the report;

    Decides to revert to the matter;

    III
    Subvention

    1. Takes note of the note;
    """


def test_parts_that_begin_with_one_again_stand_before_the_number() -> None:
    assert leaves(PARTS) == ["I/1", "I/2", "I/2(a)", "II/1", "III/1"]


def test_the_headings_of_parts_need_no_full_stop() -> None:
    assert [(p.number, p.heading) for p in every(PARTS) if p.kind is Kind.SECTION] == [
        ("I.", "International Public Sector Accounting Standards"),
        ("II.", "Limited budgetary discretion"),
        ("III.", "Subvention"),
    ]


def test_a_part_has_recitals_of_its_own() -> None:
    recitals = [(p.eid, p.text) for p in every(PARTS) if p.kind is Kind.RECITAL]
    assert recitals == [
        ("sec_I__preamble__recital_1", "Having considered the report of the Secretary-General,"),
        ("sec_II__preamble__recital_1", "Recalling its resolution 60/246,"),
    ]


def test_names_in_parts_that_begin_anew_are_unique() -> None:
    names = [p.eid for p in every(PARTS)]
    assert len(set(names)) == len(names)
    assert "sec_II__para_1" in names


def test_unnumbered_paragraphs_are_counted_in_each_part() -> None:
    text = "I. ONE\n\nRequests this.\n\n1. A.\n\nII. TWO\n\nRequests that.\n\n1. B."
    assert leaves(text) == ["I/u1", "I/1", "II/u1", "II/1"]


def test_letters_below_numerals_stand_before_the_number_where_they_too_begin_anew() -> None:
    text = "I. ONE\n\nA. First\n\n1. A.\n\nB. Second\n\n1. B.\n\nII. TWO\n\nA. Third\n\n1. C."
    assert leaves(text) == ["I.A/1", "I.B/1", "II.A/1"]


def test_a_quoted_text_with_numbers_of_its_own_does_not_disturb_those_around_it() -> None:
    text = (
        "1. The forum adopted:\n\nConclusions\n\n1. We act.\n\n2. We report.\n\n3. We end.\n\nThe end\n\n2. It closed."
    )
    assert leaves(text) == ["1", "2/1", "2/2", "2/3", "2"]


def test_articles_are_numbered_through_all_parts() -> None:
    text = """
        PART I

        General provisions

        Article 1

        Definitions

        1. States shall act.

        2. States shall report.

        PART II

        Article 2

        States shall cooperate.
        """
    assert leaves(text) == ["Article 1/1", "Article 1/2", "Article 2"]
    headings = [(p.number, p.heading) for p in every(text) if p.kind is Kind.SECTION]
    assert headings == [
        ("PART I", "General provisions"),
        ("Article 1", "Definitions"),
        ("PART II", ""),
        ("Article 2", ""),
    ]


def test_sections_of_a_bulletin_have_decimal_paragraphs() -> None:
    assert leaves("Section 1\n\nGeneral provision\n\n1.1 The Office is a service.\n\n1.2 It acts:\n\n(a) Now.") == [
        "1.1",
        "1.2",
        "1.2(a)",
    ]


@pytest.mark.parametrize("marks", [("a.", "b.", "c."), ("a)", "b)", "c)"), ("(a)", "(b)", "(c)")])
def test_letters_need_no_brackets(marks: tuple[str, ...]) -> None:
    items = "\n\n".join(f"{mark} act;" for mark in marks)
    assert leaves(f"1. States shall:\n\n{items}") == ["1", "1(a)", "1(b)", "1(c)"]


def test_a_letter_with_a_full_stop_that_follows_no_other_opens_no_point() -> None:
    assert leaves("1. States shall act.\n\ne. coli is no point of theirs.") == ["1"]


def test_points_stand_at_three_levels() -> None:
    text = "4. Agrees to:\n\n(a) Consider:\n\n(i) Views;\n\n(ii) Matters of:\n\na. Space;\n\nb. Orbits;\n\n(b) Report."
    assert leaves(text) == ["4", "4(a)", "4(a)(i)", "4(a)(ii)", "4(a)(ii)(a)", "4(a)(ii)(b)", "4(b)"]


def test_numerals_can_stand_above_letters() -> None:
    text = "29. Decides:\n\n(i) Protection:\n\n(a) Act;\n\n(b) Work;\n\n(ii) Support:\n\n(a) Help."
    assert leaves(text) == ["29", "29(i)", "29(i)(a)", "29(i)(b)", "29(ii)", "29(ii)(a)"]


def test_a_heading_between_the_points_of_a_list_opens_no_section() -> None:
    text = "1. Decides that States shall:\n\n(a) Freeze funds;\n\nTravel ban\n\n(b) Prevent entry;\n\n2. Ends."
    assert leaves(text) == ["1", "1(a)", "1(b)", "2"]


def test_bullets_are_items_that_are_named_by_their_place() -> None:
    text = "1. States shall:\n\n(a) Protect:\n\n• Women,\n\n• Children;\n\n(b) Report."
    assert [(p.leaf, p.number, p.text) for p in every(text)][1:] == [
        ("1(a)", "(a)", "Protect:"),
        ("1(a)(u1)", "•", "Women,"),
        ("1(a)(u2)", "•", "Children;"),
        ("1(b)", "(b)", "Report."),
    ]


def test_dashes_below_bullets_are_items_of_theirs() -> None:
    text = "1. States shall:\n\n• Protect:\n\n– Women\n\n– Children\n\n• Report;\n\n2. Ends."
    assert leaves(text) == ["1", "1(u1)", "1(u1)(u1)", "1(u1)(u2)", "1(u2)", "2"]


def test_bullets_right_below_a_heading_stand_in_a_paragraph_without_words() -> None:
    text = "1. States shall act.\n\nII. Means\n\n• Trade;\n\n• Aid;\n\n2. Ends."
    assert leaves(text) == ["1", "u1", "u1(u1)", "u1(u2)", "2"]


def test_where_numbers_run_through_sections_they_name_the_paragraphs() -> None:
    text = (
        "28. Notes it;\n\nSection 1\nOverall policy\n\n29. Decides;\n\n30. Requests;\n\nSection 2\nLaw\n\n31. Ends."
    ).replace("28.", "\n\n".join(f"{number}. Acts;\n\n" for number in range(1, 28)) + "28.")
    assert leaves(text)[-4:] == ["28", "29", "30", "31"]


def test_articles_whose_numbers_begin_anew_name_their_paragraphs() -> None:
    text = "Article 1\n\n1. States act.\n\n2. They report.\n\nArticle\u00a02\n\n1. They cooperate."
    assert leaves(text) == ["Article 1/1", "Article 1/2", "Article 2/1"]


def test_a_number_with_decimals_below_it_is_a_heading() -> None:
    text = "1. Fundamental aims\n\n1.1 The Rules set principles.\n\n1.2 They promote.\n\n2. Scope\n\n2.1 They apply."
    assert leaves(text) == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize("first", ["I. Takes note of it;", "l. Takes note of it;", "1 Takes note of it;"])
def test_a_first_number_that_was_misread_counts_where_the_second_follows(first: str) -> None:
    assert leaves(f"{first}\n\n2. Decides to act;\n\n3. Ends.") == ["1", "2", "3"]


def test_a_paragraph_may_open_with_its_first_point() -> None:
    text = "11. (a) Expresses concern;\n\n(b) Urges States to act."
    assert [(p.leaf, p.text) for p in every(text)] == [
        ("11", ""),
        ("11(a)", "Expresses concern;"),
        ("11(b)", "Urges States to act."),
    ]
    spans = [span for p in every(text) for span in p.spans]
    assert spans == sorted(set(spans))


def test_a_number_without_its_full_stop_counts_in_sequence_only() -> None:
    assert leaves("9. Calls for peace.\n\n10 Calls upon all States.\n\n11. Urges them.") == ["9", "10", "11"]
    assert leaves("9. Calls for peace.\n\n40 States were there.") == ["9"]


def test_a_heading_that_ends_in_a_quotation_is_one_where_its_numeral_says_so() -> None:
    text = "I First part\n\n1. A.\n\nII Report on “Human resources”\n\n1. B."
    assert leaves(text) == ["I/1", "II/1"]
