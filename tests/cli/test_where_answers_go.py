"""Where answers cannot go, or their reader goes away: one clear line, and the old file is left."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Complaint = Callable[[Result, int], str]


@pytest.mark.parametrize("command", [("report",), ("export", "--format", "turtle"), ("list",), ("query", "bodies")])
def test_a_folder_to_write_to_is_told(
    complaint: Complaint, mandates: Mandates, tmp_path: Path, command: tuple[str, ...]
) -> None:
    words = complaint(mandates(*command, "-o", tmp_path), 3)
    assert words == f"{tmp_path}: is a folder; name a file to write to"


def test_a_file_that_cannot_be_written_is_told(complaint: Complaint, mandates: Mandates, resolution: Path) -> None:
    words = complaint(mandates("report", "-o", resolution / "report.csv"), 3)
    assert re.search(r"report\.csv: cannot be written: Not a directory; choose another place", words)


def test_an_answer_that_fails_leaves_the_old_file(complaint: Complaint, mandates: Mandates, tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text("old", encoding="utf-8")
    complaint(mandates("report", "--body", "CIPC", "-o", tmp_path / "report.csv"), 2)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report.csv", "old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mandategraph.cli", "report"],
            stdout=full, stderr=subprocess.PIPE, env=environment, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert re.fullmatch(rb"mandates: No space left on device; .*\n", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_seen_enough_is_no_failure(environment: dict[str, str], unbuffered: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mandategraph.cli", "export", "--format", "nquads"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment | {"PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b"<")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(120) == 141
