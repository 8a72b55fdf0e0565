"""Texts that cannot be built or read: each is named with what to do, and no graph is lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.graph import build as building
from mandategraph.graph.violations import ValidationReport, Violation

Mandates = Callable[..., Result]
Complaint = Callable[[Result, int], str]

SOURCES = [
    ("nowhere.txt", None, 3, r"nowhere\.txt: No such file or directory; name a file that can be read"),
    ("empty.txt", b" \n", 3, r"empty\.txt: the file is empty; name a text of a UN instrument"),
    ("binary.txt", b"%PDF\0\1\2", 3, r"binary\.txt: a binary file, not a text; save the instrument as plain text"),
    ("latin.txt", b"1. R\xe9solution\n", 3, r"latin\.txt: line 1: not UTF-8; save the text as UTF-8 and try again"),
    ("letter.txt", b"Dear reader\n", 3, r"letter\.txt: no instrument here: .* name a text of the United Nations"),
]


@pytest.mark.parametrize("command", ["build", "read"])
@pytest.mark.parametrize(("name", "data", "code", "words"), SOURCES, ids=[source[0] for source in SOURCES])
def test_a_source_that_cannot_be_used_is_named_with_what_to_do(
    complaint: Complaint,
    mandates: Mandates,
    tmp_path: Path,
    command: str,
    name: str,
    data: bytes | None,
    code: int,
    words: str,
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    more = ("--store", tmp_path / "store") if command == "build" else ()
    assert re.search(words, complaint(mandates(command, path, *more), code))
    assert not (tmp_path / "store" / "store.json").exists()


@pytest.mark.parametrize("data", [source[1] for source in SOURCES], ids=[source[0] for source in SOURCES])
def test_a_source_that_cannot_be_used_loses_nothing(
    complaint: Complaint, mandates: Mandates, tmp_path: Path, nothing_lost: Path, data: bytes | None
) -> None:
    path = tmp_path / "source.txt"
    if data is not None:
        path.write_bytes(data)
    complaint(mandates("build", path, "--store", nothing_lost), 3)


def test_a_folder_cannot_be_read_as_a_text(complaint: Complaint, mandates: Mandates, tmp_path: Path) -> None:
    assert re.fullmatch(r"\S+: Is a directory; name a file that can be read", complaint(mandates("read", tmp_path), 3))


@pytest.fixture
def gap(resolution: Path) -> Path:
    """A text whose paragraph 2 was lost."""
    text = resolution.read_text(encoding="utf-8").replace("\n2. ", "\n3. ")
    path = resolution.with_name("gap.txt")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_gap_in_the_numbering_which_the_original_may_have_is_a_warning(
    mandates: Mandates, gap: Path, tmp_path: Path
) -> None:
    result = mandates("-v", "build", gap, "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert "1 warning of the shapes; `mandates validate` tells them" in result.stdout
    assert "1. Warning: Paragraphs without gap" in result.stderr
    assert "focus node  <A-RES-77-1#para_3>" in result.stderr
    validated = mandates("validate", "--store", tmp_path / "store")
    assert validated.exit_code == 0
    assert "Paragraph 3 stands here, but paragraph 2 does not" in " ".join(validated.stdout.split())


BROKEN = Violation(
    "Violation", "Names", "https://w3id.org/mandategraph/id/A-RES-77-1", "", "", "It has no name.", "shape:names", ""
)


@pytest.fixture
def strict_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate find something in every graph."""
    monkeypatch.setattr(building, "check_across", lambda database, changed: ValidationReport((BROKEN,)))


@pytest.mark.usefixtures("strict_gate")
def test_what_does_not_pass_the_gate_is_not_stored(
    complaint: Complaint, mandates: Mandates, resolution: Path, nothing_lost: Path
) -> None:
    words = complaint(mandates("build", resolution, "--store", nothing_lost), 1)
    assert "breaks its shapes in 1 place and was not stored; the first: A-RES-77-1: It has no name." in words


@pytest.mark.usefixtures("strict_gate")
def test_what_fails_the_gate_is_told_in_full_when_verbose(
    mandates: Mandates, resolution: Path, nothing_lost: Path
) -> None:
    result = mandates("-v", "build", resolution, "--store", nothing_lost)
    assert result.exit_code == 1
    assert "1. Violation: Names" in result.stderr
    assert "focus node  <A-RES-77-1>" in result.stderr


def test_a_text_with_a_gap_can_be_read_all_the_same(mandates: Mandates, gap: Path) -> None:
    lines = mandates("read", gap, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["leaf"] for line in lines] == ["1", "3"]


def test_the_same_instrument_twice_is_refused(
    complaint: Complaint, mandates: Mandates, resolution: Path, nothing_lost: Path
) -> None:
    twin = shutil.copy(resolution, resolution.with_name("twin.txt"))
    words = complaint(mandates("build", resolution, twin, "--store", nothing_lost), 3)
    assert re.fullmatch(r"A/RES/77/1 is in \S+ and in \S+; leave one of them out", words)
