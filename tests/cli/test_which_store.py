"""Which store a command asks or builds, and what it says of that on standard error."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Answer = Callable[..., str]
ReportRows = Callable[..., list[dict[str, object]]]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


def test_the_first_use_builds_visibly_while_standard_output_stays_data(
    process: Process, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["MANDATES_STORE"] = str(tmp_path / "new")
    done = process("report", "--format", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) > 300
    told = done.stderr.decode().splitlines()
    assert told[0] == f"No graph in {tmp_path / 'new'} yet: building the instruments that mandategraph ships"
    assert told[-1].startswith("Built 5 instruments")


def test_a_later_use_says_nothing(process: Process) -> None:
    done = process("report", "--body", "UNODC")
    assert (done.returncode, done.stderr) == (0, b"")


def test_quiet_says_nothing_even_while_building(mandates: Mandates, resolution: Path, tmp_path: Path) -> None:
    result = mandates("--quiet", "build", resolution, "--store", tmp_path / "store")
    assert (result.exit_code, result.stderr) == (0, "")


def test_quiet_leaves_out_remarks(mandates: Mandates) -> None:
    assert mandates("-q", "report", "--body", "SC").stderr == ""


def test_verbose_says_which_graph_is_asked(mandates: Mandates, built_directory: Path) -> None:
    assert re.match(rf"asking {re.escape(str(built_directory))}: [\d,]+ triples, built ", mandates("-v", "list").stderr)


def test_verbose_says_how_long_each_step_took(mandates: Mandates, resolution: Path, tmp_path: Path) -> None:
    told = mandates("-v", "build", resolution, "--store", tmp_path / "store").stderr.splitlines()
    assert all(re.match(r" +\d+\.\d s  \w", line) for line in told)


def test_a_build_tells_what_it_made_and_where(answer: Answer, resolution: Path, tmp_path: Path) -> None:
    lines = answer("build", resolution, "--store", tmp_path / "store").splitlines()
    assert lines[0] == "A/RES/77/1: 4 provisions, 2 directives"
    assert re.fullmatch(rf"[\d,]+ triples in {re.escape(str(tmp_path / 'store'))}", lines[1])


def test_the_store_option_counts_more_than_the_environment(
    answer: Answer, report_rows: ReportRows, resolution: Path, tmp_path: Path
) -> None:
    answer("build", resolution, "--store", tmp_path / "mine")
    assert len(report_rows("--store", str(tmp_path / "mine"))) == 2
    assert len(report_rows()) > 300


def test_the_environment_names_the_store(
    mandates: Mandates, built_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built_directory, tmp_path / "copy")
    monkeypatch.setenv("MANDATES_STORE", str(tmp_path / "copy"))
    assert f"asking {tmp_path / 'copy'}" in mandates("-v", "list").stderr


def test_without_either_the_store_is_in_the_users_data_folder(
    mandates: Mandates, built_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MANDATES_STORE")
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / name)
    shutil.copytree(built_directory, tmp_path / "mandategraph" / "store")
    assert f"asking {tmp_path / 'mandategraph' / 'store'}" in mandates("-v", "list").stderr
