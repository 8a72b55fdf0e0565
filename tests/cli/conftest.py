"""The command as tests call it: in this process where only words matter, in another where the process does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mandategraph.cli import main

PROGRESS = re.compile(r"Reading|Writing|Checking|Committing|Built \d|No graph in")

GOLD = """
{"doc": "A/RES/77/1", "leaf": "1", "holder": "SG", "modality": "request", "actions": ["review"]}
{"doc": "A/RES/77/1", "leaf": "2", "holder": "STATES", "modality": "invitation", "themes": ["corruption"]}
"""

REGISTRY = [
    {"text": "77/1. Crime prevention", "type": "title"},
    {"text": "The General Assembly,", "type": "paragraph", "paragraph_type": "preambular"},
    {
        "prefix": "1.",
        "text": "Requests the Secretary-General to report on resolution 55/25;",
        "paragraph_type": "operative",
        "links": [["55/25", "https://undocs.org/en/A/RES/55/25"]],
        "mandates": [
            {
                "action_verb": "Requests",
                "action_verb_normalized": "request",
                "action_verb_type": "directive",
                "assignees": [{"assignee": "Secretary-General"}],
            }
        ],
    },
    {
        "prefix": "2.",
        "text": "Invites Member States and the private sector to cooperate.",
        "paragraph_type": "operative",
        "mandates": [
            {
                "action_verb": "Invites",
                "action_verb_normalized": "invite",
                "action_verb_type": "directive",
                "assignees": [{"assignee": "Member States"}],
            }
        ],
    },
]


@pytest.fixture
def mandates(built_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `mandates …` in this process, with the graph of the five instruments as its store."""
    monkeypatch.setenv("MANDATES_STORE", str(built_directory))

    def run(*arguments: str | Path, given: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given, prog_name="mandates")

    return run


@pytest.fixture
def answer(mandates: Callable[..., Result]) -> Callable[..., str]:
    """Run `mandates …`, which must work, and return what it prints."""

    def run(*arguments: str | Path, given: bytes | None = None) -> str:
        result = mandates(*arguments, given=given)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return run


@pytest.fixture
def report_rows(answer: Callable[..., str]) -> Callable[..., list[dict[str, object]]]:
    """Return the rows of `mandates report` with some filters."""

    def rows(*filters: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(answer("report", "--format", "json", *filters))
        return found

    return rows


@pytest.fixture
def environment(built_directory: Path) -> dict[str, str]:
    """The environment of a process whose store is the graph of the five instruments."""
    return os.environ | {"MANDATES_STORE": str(built_directory)}


@pytest.fixture
def process(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run `mandates …` in a process of its own."""

    def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "mandategraph.cli", *map(str, arguments)]
        return subprocess.run(command, input=given, capture_output=True, env=environment, timeout=120, check=False)

    return run


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold on that resolution: what a careful person reads in it."""
    path = tmp_path / "gold.jsonl"
    path.write_text(GOLD, encoding="utf-8")
    return path


@pytest.fixture
def registry_file(tmp_path: Path) -> Path:
    """A small document of the registry of UN mandates, with the registry's own reading."""
    path = tmp_path / "A_RES_77_1.json"
    path.write_text(json.dumps(REGISTRY), encoding="utf-8")
    return path


@pytest.fixture
def registry_archive(registry_file: Path) -> Path:
    """A small registry, packed as the registry comes."""
    path = registry_file.with_name("registry.tar.xz")
    with tarfile.open(path, "w:xz") as archive:
        archive.add(registry_file, registry_file.name)
    return path


@pytest.fixture
def complaints() -> Callable[[str], list[str]]:
    """Return the lines on standard error that do not tell of a step of a build."""
    return lambda told: [line for line in told.splitlines() if not PROGRESS.match(line)]


@pytest.fixture
def complaint(complaints: Callable[[str], list[str]]) -> Callable[[Result, int], str]:
    """Return the one line that a command ended with."""

    def one(result: Result, exit_code: int) -> str:
        assert result.exit_code == exit_code, result.output
        assert result.stdout == ""
        said = complaints(result.stderr)
        assert len(said) == 1, result.stderr
        assert said[0].startswith("mandates: ")
        return said[0].removeprefix("mandates: ")

    return one


@pytest.fixture
def own_store(built_directory: Path, tmp_path: Path) -> Path:
    """A store with the five instruments that a test may write to."""
    return shutil.copytree(built_directory, tmp_path / "own")


@pytest.fixture
def nothing_lost(mandates: Callable[..., Result], own_store: Path) -> Iterator[Path]:
    """The same store, which must answer after the test as it did before."""
    before = mandates("report", "--store", own_store, "--format", "json")
    assert before.exit_code == 0
    yield own_store
    after = mandates("report", "--store", own_store, "--format", "json")
    assert (after.exit_code, after.stdout) == (0, before.stdout)
