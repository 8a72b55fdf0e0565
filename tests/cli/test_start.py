"""Help is told from prepared text, which says what click says; everything else is left to click."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from mandategraph.__main__ import WIDTH, prepared_help
from mandategraph.cli import main

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(main.commands)


def told(*arguments: str, columns: int = WIDTH, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, on a terminal of some width."""
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mandategraph", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "COLUMNS": str(columns), **environment},
    )


def by_click(*arguments: str, columns: int = 3 * WIDTH) -> str:
    """Return what click itself says on a terminal of some width; its test runner would fix the width."""
    said = io.StringIO()
    with mock.patch.dict(os.environ, COLUMNS=str(columns)), redirect_stdout(said):
        main.main(list(arguments), prog_name="mandates", standalone_mode=False)
    return said.getvalue()


def test_the_prepared_text_is_up_to_date() -> None:
    expected = runpy.run_path(str(ROOT / "docs" / "make_cli.py"))["prepared"]()
    found = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "presentation" / "help").iterdir()}
    assert found == expected, "run: python docs/make_cli.py"


@pytest.mark.parametrize("arguments", [("--help",), *((command, "-h") for command in COMMANDS)])
def test_what_is_prepared_is_what_click_says(arguments: tuple[str, ...]) -> None:
    assert prepared_help(list(arguments)) == by_click(*arguments, columns=WIDTH) == by_click(*arguments)


def test_help_is_told_without_click() -> None:
    for arguments in (("--help",), ("-h",), ("report", "--help")):
        done = told(*arguments)
        assert (done.returncode, done.stdout) == (0, by_click(*arguments))
        assert "mandategraph" in done.stderr and "click" not in done.stderr
    assert "click" in told("--version").stderr


def test_a_narrow_terminal_gets_help_that_fits() -> None:
    done = told("--help", columns=60)
    assert done.stdout == by_click("--help", columns=60) != by_click("--help")
    assert max(map(len, done.stdout.splitlines())) <= 60


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["report"],
        ["report", "--body", "--help"],
        ["-q", "--help"],
        ["reports", "--help"],
        ["all-commands", "-h"],
        ["../help", "-h"],
    ],
)
def test_anything_else_is_left_to_click(arguments: list[str]) -> None:
    assert prepared_help(arguments) is None


def test_a_shell_that_completes_words_is_answered_by_click() -> None:
    assert "_mandates_completion" in told("--help", _MANDATES_COMPLETE="bash_source").stdout


def test_a_reader_that_goes_away_ends_help_without_words() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "mandategraph", "--help"], stdout=writer, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
