"""Answers as Markdown, with footnotes and charts."""

from __future__ import annotations

import pytest

from mandategraph.answers.dossier import (
    Asked,
    Dossier,
)
from mandategraph.presentation.forms import write


def test_a_footnote_of_markdown_quotes_the_words_and_tells_where_they_stand(sample: Dossier) -> None:
    written = write(sample, "markdown").decode()
    assert "| Tools | Undertaking |  |  | A/RES/56/261, annex, para. 12(c)[^4] |\n" in written
    assert (
        "[^4]: “Develop tools to assess the effectiveness of measures against trafficking in persons.” "
        "A/RES/56/261, annex, para. 12(c) (Plans of action for the implementation of the Vienna Declaration on Crime "
        "and Justice: Meeting the Challenges of the Twenty-first Century, 31 January 2002)\n"
    ) in written
    assert written.count("[^4]:") == 1


def test_a_picture_in_markdown_is_a_mermaid_chart_with_its_table(sample: Dossier) -> None:
    written = write(sample, "markdown").decode()
    assert '```mermaid\n---\ntitle: "With whom the Centre works"' in written
    assert "| Centre for International Crime Prevention (CICP) | works with | United Nations Interregional" in written


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("1. item", r"1\. item"),
        ("0.50", "0.50"),
        ("- item", r"\- item"),
        ("-5", "-5"),
        ("a_b *c* [d] <e>", r"a\_b \*c\* \[d\] \<e\>"),
        ("R&D &amp; so on", r"R&D \&amp; so on"),
        ("4(e)", "4(e)"),
    ],
)
def test_markdown_escapes_what_it_must_and_no_more(words: str, escaped: str) -> None:
    assert f"\n\n{escaped}\n\n" in write(Dossier("t", Asked(), (), (), None, (words,)), "markdown").decode()
