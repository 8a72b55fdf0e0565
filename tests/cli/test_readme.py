"""What the README tells people to type works."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    """Yield each `mandates …` of the README's blocks of shell, those behind && too."""
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            yield from (part.strip() for part in line.split("&&") if part.strip().startswith("mandates "))


COMMANDS = sorted(set(commands()))


SHOWN = (
    "report show query analyse export read build validate evaluate agreement profile compare gaps trace timeline "
    "renewals overlap picture brief"
)


def test_the_readme_shows_every_kind_of_command() -> None:
    shown = {command.split()[1] for command in COMMANDS}
    assert shown >= set(SHOWN.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(
    command: str,
    mandates: Callable[..., Result],
    resolution: Path,
    gold: Path,
    registry_archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if command.startswith("mandates picture") and shutil.which("dot") is None:
        pytest.skip("Graphviz's program dot is not installed")
    monkeypatch.chdir(tmp_path)
    assert resolution == tmp_path / "resolution.txt"
    assert registry_archive == tmp_path / "registry.tar.xz"
    if "mine.ttl" in command:
        mandates("export", "-o", tmp_path / "mine.ttl")
    if "--store ./mine" in command:
        mandates("build", "resolution.txt", "--store", "./mine")
    result = mandates(*shlex.split(command.partition(" #")[0])[1:])
    assert result.exit_code == 0, result.stderr
    assert "No answer" not in result.stderr


def test_the_answer_that_the_readme_opens_with_is_what_the_command_prints(mandates: Callable[..., Result]) -> None:
    shown = re.search(r"^\$ mandates (?P<arguments>.+)\n(?P<answer>(?s:.+?))\n…$", README, re.MULTILINE)
    assert shown is not None
    printed = mandates(*shlex.split(shown["arguments"])).stdout
    assert printed.startswith(shown["answer"])
