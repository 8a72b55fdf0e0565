"""The commands whose answers can be handed over: in every form, on any day, and what they refuse."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.presentation.answers import DOSSIER_FORMATS

Mandates = Callable[..., Result]

ASKED = {
    "profile": ("CICP",),
    "compare": ("CICP", "UNICRI"),
    "overlap": (),
    "gaps": (),
    "trace": ("Vienna", "Declaration", "16"),
    "timeline": ("--body", "CICP"),
    "renewals": ("--body", "STATES"),
    "picture": ("succession",),
    "brief": ("--body", "CICP", "--theme", "corruption"),
}
BEGINNINGS = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "json": b"{"}


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize("form", DOSSIER_FORMATS)
def test_every_answer_can_be_had_in_every_form(mandates: Mandates, tmp_path: Path, command: str, form: str) -> None:
    if form == "pdf":
        pytest.importorskip("weasyprint", exc_type=OSError, reason="WeasyPrint or Pango is not installed")
    answer = tmp_path / "answer"
    result = mandates(command, *ASKED[command], "--format", form, "-o", answer)
    assert result.exit_code == 0, result.stderr
    assert answer.read_bytes().startswith(BEGINNINGS.get(form, b""))
    assert answer.stat().st_size > 500


@pytest.mark.parametrize("command", ASKED)
def test_no_answer_shows_an_iri_or_a_key_alone_to_people(mandates: Mandates, command: str) -> None:
    shown = mandates(command, *ASKED[command], "--format", "text").stdout
    assert "https://w3id.org/mandategraph" not in shown
    assert "mg:" not in shown


@pytest.mark.parametrize("command", [name for name in ASKED if name not in ("profile", "compare", "brief")])
def test_an_answer_is_told_for_the_day_that_is_asked_for(mandates: Mandates, command: str) -> None:
    told = json.loads(mandates(command, *ASKED[command], "--as-at", "2001", "--format", "json").stdout)
    assert told["asked"]["as_at"] == "2001-12-31"
    assert told["asked"]["graph"].startswith("3 instruments with 179 directives")
    assert "Instruments of a later date (2) were left out." in told["not_covered"]


@pytest.mark.parametrize("command", ["report", "show", "query", "analyse", "list"])
def test_every_other_question_can_be_asked_as_of_a_day(mandates: Mandates, command: str) -> None:
    words = {"show": "A/RES/46/152 26(c)", "query": "instruments", "analyse": "coverage", "list": "instruments"}
    asked = [words[command]] if command in words else []
    result = mandates(command, *asked, "--as-at", "1998-01-01")
    assert result.exit_code == 0
    assert "A/RES/56/261, annex  " not in result.stdout
    assert "Instruments of a later date (3) were left out." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("profile", "CICPP"), "no body called 'CICPP'; did you mean CICP"),
        (("compare", "CICP", "nobody at all"), "no body called 'nobody at all'"),
        (("brief", "--theme", "coruption"), "no theme called 'coruption'; did you mean corruption"),
        (("gaps", "--instrument", "A/RES/1/1"), "no instrument called 'A/RES/1/1'"),
        (("trace", "A/RES/55/59", "99"), "has no provision '99'; its paragraphs run from 1 to 29"),
        (("timeline", "--as-at", "the day before"), "'the day before' is no day; write a date such as 1998-01-01"),
        (("timeline", "--as-at", "2999"), "2999"),
        (("overlap", "--as-at", "1950"), "1950"),
        (("picture", "citations", "--body", "CICP"), "not narrowed by body, but by instrument"),
        (("brief",), "say what the brief is about"),
        (("compare", "CICP"), "two"),
        (("profile", "\x01\udcff"), "control characters"),
        (("profile", "x" * 2_000), "more than 1,000"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(
    mandates: Mandates, arguments: tuple[str, ...], words: str
) -> None:
    result = mandates(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_file_that_exists_is_kept_unless_it_may_be_replaced(mandates: Mandates, tmp_path: Path) -> None:
    kept = tmp_path / "brief.html"
    kept.write_text("mine")
    refused = mandates("profile", "CICP", "-o", kept)
    assert (refused.exit_code, kept.read_text()) == (2, "mine")
    assert f"{kept} exists already; name another file, or replace it with --force" in refused.stderr
    assert mandates("profile", "CICP", "-o", kept, "--force").exit_code == 0
    assert kept.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("form", "module"), [("pdf", "weasyprint"), ("xlsx", "xlsxwriter")])
def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(
    mandates: Mandates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = mandates("profile", "CICP", "-o", tmp_path / f"profile.{form}")
    assert result.exit_code == 3
    assert "pip install 'mandategraph[brief]'" in result.stderr
    assert not (tmp_path / f"profile.{form}").exists()


def test_without_graphviz_a_picture_is_refused_and_a_page_has_its_table(
    mandates: Mandates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    refused = mandates("picture", "succession")
    assert refused.exit_code == 3
    assert "needs Graphviz's program `dot`" in refused.stderr
    page = mandates("picture", "succession", "--format", "html")
    assert page.exit_code == 0
    assert "This picture could not be drawn" in page.stdout
    assert mandates("picture", "succession", "--format", "mermaid").stdout.startswith("---\ntitle:")


def test_gaps_end_with_one_where_they_are_as_severe_as_asked(mandates: Mandates) -> None:
    assert mandates("gaps", "--instrument", "A/RES/55/59", "--fail-on", "warning").exit_code == 1
    assert mandates("gaps", "--instrument", "A/RES/56/261", "--fail-on", "warning").exit_code == 0
    assert mandates("gaps", "--instrument", "A/RES/55/59").exit_code == 0


def test_renewals_can_be_had_as_triples(mandates: Mandates) -> None:
    assert "mg:renews" in mandates("renewals", "--body", "STATES", "--format", "turtle").stdout


def test_a_store_that_is_named_and_not_there_is_no_reason_to_answer_from_another(
    mandates: Mandates, tmp_path: Path
) -> None:
    result = mandates("gaps", "--store", tmp_path / "nowhere")
    assert result.exit_code == 3
    assert "no store here; run `mandates build` to make one, or name another folder" in result.stderr
    assert not (tmp_path / "nowhere").exists()
