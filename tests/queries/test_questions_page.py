"""The page of questions follows the headers of the queries."""

from __future__ import annotations

import runpy
from pathlib import Path

from mandategraph.queries.catalogue import catalogue

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_up_to_date() -> None:
    expected = runpy.run_path(str(DOCS / "make_questions.py"))["page"]()
    assert (DOCS / "questions.md").read_text(encoding="utf-8") == expected, "run: python docs/make_questions.py"


def test_the_page_names_every_query_with_its_question() -> None:
    page = (DOCS / "questions.md").read_text(encoding="utf-8")
    for query in catalogue():
        assert f"## {query.name}\n" in page
        assert query.question in page
