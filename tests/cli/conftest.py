"""The command as tests call it: in this process where only words matter, in another where the process does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mandategraph.cli import main

RESOLUTION = """Resolution 77/1

Crime prevention

The General Assembly,

Recalling its resolution 55/25 of 15 November 2000,

1. Requests the Secretary-General to report on the matter;

2. Invites Member States to cooperate in the prevention of corruption.
"""

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
def resolution(tmp_path: Path) -> Path:
    """A text with one small resolution."""
    path = tmp_path / "resolution.txt"
    path.write_text(RESOLUTION, encoding="utf-8")
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
