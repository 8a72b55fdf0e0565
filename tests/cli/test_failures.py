"""How failures look: one line, whatever the terminal, and the program's own trace only on demand."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Mandates = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]
Complaint = Callable[[Result, int], str]
Complaints = Callable[[str], list[str]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("step", ["Reading", "Checking"])
def test_ctrl_c_ends_a_build_with_one_line(
    complaints: Complaints, environment: dict[str, str], nothing_lost: Path, step: str
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mandategraph.cli", "build", "--store", str(nothing_lost)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    while not process.stderr.readline().startswith(step):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    output, told = process.communicate(timeout=120)
    assert (process.returncode, output, complaints(told)) == (
        130, "", ["mandates: stopped; what was there before is as it was"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("read", "nowhere.txt"), 3), (("report", "--body", "CIPC"), 2), (("query", "-"), 3), (("show", "x"), 2)],
)
def test_no_failure_shows_the_programs_own_trace(process: Process, arguments: tuple[str, ...], code: int) -> None:
    done = process(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_the_trace_is_shown_on_demand(process: Process) -> None:
    done = process("--traceback", "read", "nowhere.txt")
    assert done.returncode != 0
    assert b"Traceback" in done.stderr


def test_a_fault_of_the_program_is_one_line_too(
    complaint: Complaint, mandates: Mandates, resolution: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_fault(path: Path) -> None:
        raise KeyError("missing")

    monkeypatch.setattr("mandategraph.loaders.formats.read_documents", at_fault)
    words = complaint(mandates("read", resolution), 70)
    assert words.startswith("a fault of the program (KeyError: 'missing'); please report")


def test_errors_are_told_even_when_quiet(complaint: Complaint, mandates: Mandates) -> None:
    assert complaint(mandates("--quiet", "read", "nowhere.txt"), 3)


def test_a_failure_speaks_whatever_the_terminals_encoding(process: Process, environment: dict[str, str]) -> None:
    environment |= {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = process("show", "56/261")
    assert done.returncode == 2
    assert done.stderr.startswith(b"mandates: '56/261': no paragraph in this address")


def test_an_answer_is_utf_8_whatever_the_terminals_encoding(process: Process, environment: dict[str, str]) -> None:
    environment |= {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = process("report", "--body", "UNODC")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "A/RES/60/177, annex — Bangkok Declaration" in done.stdout.decode()


def test_the_working_folder_is_left_as_it_was(
    process: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    process("report", "--body", "UNODC")
    assert list(tmp_path.iterdir()) == []
