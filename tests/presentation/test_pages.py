"""The width of text and the frame of a page."""

from __future__ import annotations

import os

import pytest

from mandategraph.presentation import pages
from mandategraph.presentation.pages import html_page, width, wrapped


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_PLAIN_WIDTH", 20)


@pytest.mark.usefixtures("narrow")
def test_lines_after_the_first_begin_as_far_in_as_its_words() -> None:
    assert wrapped("one two three four", "4(e)  ") == ["4(e)  one two three", "      four"]


@pytest.mark.usefixtures("narrow")
def test_a_symbol_a_hyphenated_word_and_an_address_are_never_broken() -> None:
    words = "in A/RES/56/261 re-establish https://w3id.org/mandategraph/id/body/cicp"
    assert " ".join(wrapped(words)) == words
    assert "re-establish" in " ".join(wrapped("the need to see re-establish")).split()


def test_text_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback: os.terminal_size((72, 24)))
    assert width() == 72


def test_text_that_is_piped_has_a_fixed_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert width() == 110


def test_the_title_of_a_page_is_escaped() -> None:
    assert "<title>A &amp; B</title>" in html_page("A & B", "<p></p>")
