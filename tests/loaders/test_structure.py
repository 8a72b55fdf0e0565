"""Tiny texts in, trees of provisions out.

A tree is written as an outline, one provision a line: what it is, its number as printed, its heading or text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent

import pytest

from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.formats.blocks import blocks
from mandategraph.loaders.formats.structure import is_recital, provisions


def tree(text: str) -> tuple[Provision, ...]:
    return provisions(list(blocks(dedent(text))))


def outline(text: str) -> str:
    return "\n".join(_lines(tree(text), ""))


def _lines(found: Sequence[Provision], indent: str) -> Iterator[str]:
    for provision in found:
        words = (provision.kind, provision.number, provision.heading or provision.text)
        yield indent + " ".join(word for word in words if word)
        yield from _lines(provision.children, indent + "  ")


def expected(text: str) -> str:
    return dedent(text).strip()


def every(text: str) -> list[Provision]:
    return [provision for root in tree(text) for provision in root.walk()]


def leaves(text: str) -> list[str]:
    return [provision.leaf for provision in every(text) if provision.leaf]


def eids(text: str) -> list[str]:
    return [provision.eid for provision in every(text)]


SECTIONS = """
    I. STATEMENT OF PRINCIPLES

    1. We resolve to act.

    II. PROGRAMME OF ACTION

    A. Definition

    2. The programme shall help.

    E. Structure and management

    1. Commission on crime prevention

    3. A commission shall be established.

    Membership

    4. The commission shall have members.

    Sessions

    5. The commission shall meet.

    2. Committee on crime

    6. The committee should be dissolved.

    F. Programme support

    7. The programme shall be supported.
    """


def test_headings_nest_by_their_kind_and_hold_the_paragraphs_below_them() -> None:
    assert outline(SECTIONS) == expected("""
        Section I. STATEMENT OF PRINCIPLES
          Paragraph 1. We resolve to act.
        Section II. PROGRAMME OF ACTION
          Section A. Definition
            Paragraph 2. The programme shall help.
          Section E. Structure and management
            Section 1. Commission on crime prevention
              Paragraph 3. A commission shall be established.
              Section Membership
                Paragraph 4. The commission shall have members.
              Section Sessions
                Paragraph 5. The commission shall meet.
            Section 2. Committee on crime
              Paragraph 6. The committee should be dissolved.
          Section F. Programme support
            Paragraph 7. The programme shall be supported.
        """)


def test_sections_are_named_by_their_place_and_paragraphs_by_their_number() -> None:
    assert eids(SECTIONS) == [
        "sec_I",
        "para_1",
        "sec_II",
        "sec_II__sec_A",
        "para_2",
        "sec_II__sec_E",
        "sec_II__sec_E__sec_1",
        "para_3",
        "sec_II__sec_E__sec_1__head_1",
        "para_4",
        "sec_II__sec_E__sec_1__head_2",
        "para_5",
        "sec_II__sec_E__sec_2",
        "para_6",
        "sec_II__sec_F",
        "para_7",
    ]


def test_unnumbered_headings_outside_of_any_section_are_counted_too() -> None:
    text = "1. First.\n\nMembership\n\n2. Second.\n\nSessions\n\n3. Third."
    assert eids(text) == ["para_1", "head_1", "para_2", "head_2", "para_3"]


def test_a_section_has_a_heading_and_no_text_and_no_leaf() -> None:
    (section,) = tree("I. GOALS\n\n1. The programme shall help.")
    assert (section.number, section.heading, section.text, section.leaf) == ("I.", "GOALS", "", "")


def test_emphasis_in_a_heading_goes() -> None:
    assert outline("A. *National actions*\n\n1. States will act.") == expected("""
        Section A. National actions
          Paragraph 1. States will act.
        """)


@pytest.mark.parametrize(
    ("before", "heading", "depth"),
    [
        ("B. Goals", "C. Scope", "letter"),
        ("H. Health", "I. Information", "letter"),
        ("II. PLAN", "III. REVIEW", "numeral"),
        ("IV. PLAN", "V. REVIEW", "numeral"),
        ("", "I. PRINCIPLES", "numeral"),
    ],
)
def test_a_letter_is_told_from_a_roman_numeral_by_the_heading_before(before: str, heading: str, depth: str) -> None:
    text = f"I. FIRST\n\n{before}\n\n1. One.\n\n{heading}\n\n2. Two." if before else f"{heading}\n\n2. Two."
    section = next(provision for provision in every(text) if provision.heading == heading.split(". ")[1])
    assert section.eid.count("sec_") == (2 if depth == "letter" else 1)


def test_the_number_of_a_paragraph_opens_a_heading_when_the_paragraph_itself_still_follows() -> None:
    assert outline("""
        30. The arrangements below should be implemented.

        31. *Organizational structure of the secretariat*

        31. The secretariat shall be the permanent body.

        32. It is recommended to the Secretary-General that an upgrading be effected.
        """) == expected("""
        Paragraph 30. The arrangements below should be implemented.
        Section 31. Organizational structure of the secretariat
          Paragraph 31. The secretariat shall be the permanent body.
          Paragraph 32. It is recommended to the Secretary-General that an upgrading be effected.
        """)


def test_a_paragraph_that_a_page_break_cut_is_no_heading_though_it_has_no_stop() -> None:
    assert outline("""
        31. The secretariat shall help.

        32. It is recommended that an upgrading of the Branch of the Centre for Social

        Development and Humanitarian Affairs should be effected.

        33. The staff shall be called officers.
        """) == expected("""
        Paragraph 31. The secretariat shall help.
        Paragraph 32. It is recommended that an upgrading of the Branch of the Centre for Social Development and Humanitarian Affairs should be effected.
        Paragraph 33. The staff shall be called officers.
        """)  # noqa: E501


def test_a_low_number_in_the_middle_of_the_text_is_a_heading_and_not_a_paragraph() -> None:
    assert outline("""
        34. The secretariat shall be directed by a senior official.

        1. United Nations institutes

        35. The institutes should be supported.
        """) == expected("""
        Paragraph 34. The secretariat shall be directed by a senior official.
        Section 1. United Nations institutes
          Paragraph 35. The institutes should be supported.
        """)


def test_a_gap_in_the_numbers_is_kept_as_it_stands() -> None:
    assert leaves("1. One.\n\n2. Two.\n\n5. Five.") == ["1", "2", "5"]


def test_points_and_sub_points_hang_below_their_paragraph() -> None:
    text = """
        35. States will endeavour to support the following actions:

        (c) Ensuring that personnel are trained;

        (d) Engaging in discussions. These could include:

        - (i) Issues relating to regulation;
        - (ii) Issues relating to new technologies;

        (e) Making voluntary contributions.

        36. The Centre will help.
        """
    assert outline(text) == expected("""
        Paragraph 35. States will endeavour to support the following actions:
          Point (c) Ensuring that personnel are trained;
          Point (d) Engaging in discussions. These could include:
            SubPoint (i) Issues relating to regulation;
            SubPoint (ii) Issues relating to new technologies;
          Point (e) Making voluntary contributions.
        Paragraph 36. The Centre will help.
        """)
    assert leaves(text) == ["35", "35(c)", "35(d)", "35(d)(i)", "35(d)(ii)", "35(e)", "36"]
    assert eids(text)[:4] == ["para_35", "para_35__point_c", "para_35__point_d", "para_35__point_d__point_i"]


@pytest.mark.parametrize("bullet", ["", "- ", "• ", "– "])
def test_points_come_with_and_without_a_bullet(bullet: str) -> None:
    text = f"16. The goals shall be:\n\n{bullet}(a) The prevention of crime;\n{bullet}(b) The control of crime."
    assert leaves(text) == ["16", "16(a)", "16(b)"]


ALPHABET = "abcdefgh"


def test_i_after_h_is_the_ninth_point() -> None:
    points = "".join(f"\n\n({letter}) Something;" for letter in f"{ALPHABET}i")
    assert leaves(f"11. States will:{points}")[-2:] == ["11(h)", "11(i)"]


def test_i_after_any_other_point_is_the_first_sub_point() -> None:
    assert leaves("11. States will:\n\n(a) Act by:\n\n(i) Training;\n\n(b) Report.") == [
        "11",
        "11(a)",
        "11(a)(i)",
        "11(b)",
    ]


def test_i_after_h_is_the_first_sub_point_when_h_announces_items() -> None:
    points = "".join(f"\n\n({letter}) Something;" for letter in ALPHABET[:-1])
    text = f"11. States will:{points}\n\n(h) Act by:\n\n(i) Training;\n\n(ii) Reporting;\n\n(i) Stop."
    assert leaves(text)[-4:] == ["11(h)", "11(h)(i)", "11(h)(ii)", "11(i)"]


def test_the_fifth_sub_point_is_not_the_twenty_second_point() -> None:
    numerals = "".join(f"\n\n({numeral}) Something;" for numeral in ["i", "ii", "iii", "iv", "v", "vi"])
    assert leaves(f"3. States will:\n\n(a) Act by:{numerals}")[-2:] == ["3(a)(v)", "3(a)(vi)"]


def test_the_points_of_a_recital_have_no_leaf() -> None:
    text = """
        We, Member States,

        Determined to translate our will into action:

        (a) By creating mechanisms;

        Proclaim our commitment to the above.

        1. We must act.
        """
    assert outline(text) == expected("""
        Preamble We, Member States,
          Recital Determined to translate our will into action:
            Point (a) By creating mechanisms;
        Paragraph Proclaim our commitment to the above.
        Paragraph 1. We must act.
        """)
    assert leaves(text) == ["u1", "1"]
    assert eids(text)[2] == "preamble__recital_1__point_a"


def test_unnumbered_operative_paragraphs_are_counted() -> None:
    text = """
        The General Assembly,

        Recalling its resolution 46/152,

        Adopts the plan of action annexed to the present resolution.

        Requests the Secretary-General to report.
        """
    assert leaves(text) == ["u1", "u2"]
    assert [provision.eid for provision in every(text) if provision.kind is Kind.PARAGRAPH] == ["para_u1", "para_u2"]


def test_no_recital_follows_an_operative_paragraph() -> None:
    text = "We, Member States,\n\nAware of crime,\n\nDeclare as follows.\n\nDetermined to act, we shall report."
    assert outline(text) == expected("""
        Preamble We, Member States,
          Recital Aware of crime,
        Paragraph Declare as follows.
        Paragraph Determined to act, we shall report.
        """)


def test_a_block_without_a_number_goes_on_with_the_paragraph_above() -> None:
    assert outline("1. States should act.\n\nAn example shows it: good practice.\n\n2. More.") == expected("""
        Paragraph 1. States should act. An example shows it: good practice.
        Paragraph 2. More.
        """)


def test_a_preamble_over_several_lines_is_one() -> None:
    text = (
        "We, Heads of State and Government, ministers responsible\nfor justice,\n\nAware of crime,\n\n1. We will act."
    )
    assert outline(text) == expected("""
        Preamble We, Heads of State and Government, ministers responsible for justice,
          Recital Aware of crime,
        Paragraph 1. We will act.
        """)


@pytest.mark.parametrize(
    "words",
    [
        "Recalling its resolution 46/152,",
        "*Recalling* its resolution 46/152,",
        "Deeply concerned about the extent and growth of crime,",
        "Having assembled at the Tenth United Nations Congress,",
        "Aware of the promise of restorative approaches,",
        "Noting with appreciation the work,",
        "Also bearing in mind the goals,",
        "Concerned in particular about transnational organized crime,",
    ],
)
def test_a_recital_is_known_by_how_it_opens(words: str) -> None:
    assert is_recital(words)


@pytest.mark.parametrize("words", ["Declare as follows:", "Proclaim our strong commitment", "We note", "Requests the"])
def test_an_operative_paragraph_is_no_recital(words: str) -> None:
    assert not is_recital(words)


def test_a_paragraph_cut_by_a_page_break_is_joined_over_the_footnotes_in_between() -> None:
    text = """
        6. We note the results¹ and call for the full implementation of

        ¹See A/CONF.187/RPM.1/1.

        ²See the Charter.

        the Convention² without delay.

        7. We act.
        """
    assert outline(text) == expected("""
        Paragraph 6. We note the results and call for the full implementation of the Convention without delay.
        Paragraph 7. We act.
        Footnote 1 See A/CONF.187/RPM.1/1.
        Footnote 2 See the Charter.
        """)
    paragraph = tree(text)[0]
    assert len(paragraph.spans) == 2
    assert [mark.footnote for mark in paragraph.marks] == ["fn_1", "fn_2"]


def test_a_paragraph_cut_behind_a_comma_is_joined_too() -> None:
    assert outline(
        "6. We support efforts in developing legislation,\n\n¹Note.\n\nregulations and expertise.¹"
    ) == expected("""
        Paragraph 6. We support efforts in developing legislation, regulations and expertise.
        Footnote 1 Note.
        """)


def test_a_point_cut_by_a_page_break_is_joined_too() -> None:
    text = "1. The Centre will:\n\n(a) Support the ratification of\n\n¹A note.\n\nthe Convention;¹\n\n(b) Report."
    assert outline(text) == expected("""
        Paragraph 1. The Centre will:
          Point (a) Support the ratification of the Convention;
          Point (b) Report.
        Footnote 1 A note.
        """)


@pytest.mark.parametrize("ending", ["; and", " and", ";", "", "—"])
def test_the_next_point_is_a_point_whatever_the_one_before_ends_with(ending: str) -> None:
    assert leaves(f"1. The Centre will{ending}\n\n(a) Assist States{ending}\n\n(b) Report.") == ["1", "1(a)", "1(b)"]


def test_the_next_paragraph_and_the_next_section_begin_though_the_words_above_have_no_stop() -> None:
    assert outline("1. States should act\n\n2. States should report\n\nII. REVIEW\n\n3. Done.") == expected("""
        Paragraph 1. States should act
        Paragraph 2. States should report
        Section II. REVIEW
          Paragraph 3. Done.
        """)


def test_footnotes_stand_last_and_carry_their_number() -> None:
    notes = every("1. The Plan¹ and the Code.¹²\n\n¹Note one.\n\n¹² Note twelve.\n\n2. More.")
    assert [(note.kind, note.eid, note.leaf, note.number, note.text) for note in notes[-2:]] == [
        (Kind.FOOTNOTE, "fn_1", "fn1", "1", "Note one."),
        (Kind.FOOTNOTE, "fn_12", "fn12", "12", "Note twelve."),
    ]


def test_a_mark_tells_after_which_words_it_stood() -> None:
    paragraph = tree("1. The Milan Plan¹ and the Code.²\n\n¹One.\n\n²Two.")[0]
    assert [(paragraph.text[: mark.offset], mark.footnote) for mark in paragraph.marks] == [
        ("The Milan Plan", "fn_1"),
        ("The Milan Plan and the Code.", "fn_2"),
    ]


def test_a_footnote_number_that_occurs_twice_makes_two_footnotes_tied_to_the_marks_before_them() -> None:
    text = "1. The Plan.¹\n\n¹First note.\n\n2. The Code.¹\n\n¹Second note.\n\n3. Again the Code.¹"
    found = {provision.eid: provision for provision in every(text)}
    assert found["fn_1"].text == "First note."
    assert found["fn_1-2"].text == "Second note."
    assert [found[eid].marks[0].footnote for eid in ("para_1", "para_2", "para_3")] == ["fn_1", "fn_1-2", "fn_1-2"]


def test_one_footnote_can_have_several_marks() -> None:
    found = every("4. The Convention.¹\n\n¹Resolution 58/4, annex.\n\n23. The Convention¹ again.")
    assert [provision.marks[0].footnote for provision in found if provision.marks] == ["fn_1", "fn_1"]


def test_a_heading_can_carry_a_mark() -> None:
    (section, _) = tree("I. GOALS¹\n\n1. The programme shall help.\n\n¹A note.")
    assert section.heading == "GOALS"
    assert [mark.footnote for mark in section.marks] == ["fn_1"]


def test_a_mark_without_a_footnote_is_no_part_of_the_text_and_is_tied_to_nothing() -> None:
    found = every("1. Fine.\n\n2. The Centre will:\n\n(a) Update the Code.⁷")
    assert [(provision.text, provision.marks) for provision in found][-1] == ("Update the Code.", ())


def test_superscripts_of_units_and_powers_of_ten_stay() -> None:
    (found,) = every("1. It covers 12 km² and 3 × 10⁶ people.")
    assert found.text == "It covers 12 km² and 3 × 10⁶ people."


def test_no_two_provisions_share_a_name() -> None:
    text = "1. One:\n\n(a) A;\n\n(a) A again;\n\nI. PART\n\nI. PART\n\n2. Two.¹\n\n¹Note.\n\n¹Note."
    names = eids(text)
    assert len(names) == len(set(names)) == 8
