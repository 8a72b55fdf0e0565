"""Pages of print in reading order: columns, running heads, footnotes, broken words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from mandategraph.loaders.formats.pdf import running_text

FILLER = "and so the words of this text go on and on until the line is full"


class Page:
    """A page on which lines are set by hand: `(left, height, words)`, with a size where it is not ten points."""

    def __init__(self, *lines: tuple[float, float, str] | tuple[float, float, str, float]) -> None:
        self.lines = lines


def text(pages: Iterable[Page]) -> list[str]:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        for left, height, words, *size in page.lines:
            canvas.setFont("Times-Roman", size[0] if size else 10)
            canvas.drawString(left, height, words)
        canvas.showPage()
    canvas.save()
    return running_text(buffer.getvalue(), Path("a.pdf")).split("\n\n")


def lines(left: float, top: float, words: Sequence[str]) -> list[tuple[float, float, str]]:
    return [(left, top - 12 * place, line) for place, line in enumerate(words)]


def test_lines_of_a_paragraph_stay_together_and_a_wide_gap_parts_paragraphs() -> None:
    assert text([Page(*lines(60, 700, [FILLER, "to its end."]), *lines(60, 660, [FILLER, "again."]))]) == [
        f"{FILLER}\nto its end.",
        f"{FILLER}\nagain.",
    ]


def test_an_indent_opens_a_paragraph() -> None:
    page = Page((80, 700, "Recalling that " + FILLER[:50]), (60, 688, FILLER), (80, 676, "Noting " + FILLER[:50]))
    assert [paragraph.split()[0] for paragraph in text([page, page])] == ["Recalling", "Noting", "Recalling", "Noting"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = lines(60, 700, [f"left {place} and more words here" for place in range(8)])
    right = lines(320, 700, [f"right {place} and more words here" for place in range(8)])
    head = (60, 730, "A title across both columns, longer than each of them, which stands above them all alone", 14.0)
    (title, body) = text([Page(head, *left, *right)])
    assert title.startswith("A title")
    words = body.split()
    assert [word for word in words if word in ("left", "right")] == ["left"] * 8 + ["right"] * 8


def test_running_heads_and_page_numbers_go_and_the_first_title_stays() -> None:
    pages = [
        Page(
            (60, 800, "A/RES/55/59"),
            *lines(60, 700, [f"page {number} begins {FILLER[:40]}", f"page {number} ends {FILLER[:40]}"]),
            (300, 30, f"{number}/3"),
        )
        for number in (1, 2, 3)
    ]
    found = " ".join(text(pages))
    assert "A/RES/55/59" not in found
    assert "/3" not in found
    assert all(f"page {number} ends" in found for number in (1, 2, 3))


def test_a_line_of_text_that_two_pages_have_at_the_same_place_is_no_running_head() -> None:
    pages = [
        Page(*lines(60, 700, ["States will endeavour to act as follows,", f"{number} {FILLER}", FILLER]))
        for number in (1, 2)
    ]
    assert " ".join(text(pages)).count("States will endeavour") == 2


def test_a_paragraph_goes_on_over_the_footnotes_and_the_head_of_the_next_page() -> None:
    pages = [
        Page(
            (60, 700, "We support the Code"),
            (60 + stringWidth("We support the Code", "Times-Roman", 10), 704, "1", 6.0),
            (60, 688, FILLER),
            (60, 676, FILLER),
            (60, 50, "1", 5.0),
            (64, 48, "See A/55/1.", 8.0),
        ),
        Page((60, 700, "until it ends here."), (60, 660, "Another paragraph " + FILLER), (60, 648, FILLER)),
    ]
    first, note, last = text(pages)
    assert first == f"We support the Code¹\n{FILLER}\n{FILLER}\nuntil it ends here."
    assert note == "¹ See A/55/1."
    assert last.startswith("Another paragraph")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("for the infor-", "mation of all"), "infor\u00ad\nmation"),
        (("the non-", "governmental bodies"), "non-\ngovernmental"),
        (("the day-to-", "day business"), "day-to-\nday"),
        (("computer-", "and network-related crime"), "computer- and"),
        (("of the Secretary-", "General"), "Secretary-\nGeneral"),
        (("cross-border crime and cross-", "border measures"), "cross-\nborder"),
    ],
)
def test_broken_words_are_whole_again_and_compounds_keep_their_hyphen(broken: tuple[str, str], whole: str) -> None:
    assert whole in text([Page(*lines(60, 700, [*broken, FILLER]))])[0]


def test_ligatures_are_letters() -> None:
    from mandategraph.loaders.formats.lines import _LIGATURES

    assert "eﬃcient ﬁrearms".translate(_LIGATURES) == "efficient firearms"
