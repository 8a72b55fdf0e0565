"""Writing results to files, streams and standard output."""

from __future__ import annotations

import io
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mandategraph.errors import InputError
from mandategraph.graph.output import write_result


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_result(b"words", tmp_path / "out.txt")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.txt", b"words")]


def test_a_name_may_be_given_as_text(tmp_path: Path) -> None:
    write_result(b"words", str(tmp_path / "out.txt"))
    assert (tmp_path / "out.txt").read_bytes() == b"words"


def test_a_new_file_has_the_permissions_that_the_system_gives(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_result(b"words", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_file_that_is_written_over_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_result(b"new", target)
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_result(b"new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_failure_in_the_middle_leaves_the_old_file_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")

    def disk_full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(InputError, match=r"out\.txt: cannot be written: No space left on device"):
        write_result(b"new", target)
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert target.read_bytes() == b"old"


def test_a_folder_is_no_place_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder; name a file to write to"):
        write_result(b"words", tmp_path)


def test_a_stream_is_written_to(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_result(b"words", stream)
    assert stream.getvalue() == b"words"


def test_a_dash_means_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_result(b"\xc3\xa9", "-")
    assert capfdbinary.readouterr().out == b"\xc3\xa9"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        received = reader.submit(pipe.read_bytes)
        write_result(b"words", pipe)
        assert received.result(timeout=10) == b"words"
    assert pipe.is_fifo()


def test_a_stream_that_takes_a_part_at_a_time_gets_everything() -> None:
    class Slow(io.BytesIO):
        def write(self, data: object) -> int:
            return super().write(bytes(data)[:3])  # type: ignore[call-overload]

    stream = Slow()
    write_result(b"Requests the Secretary-General", stream)
    assert stream.getvalue() == b"Requests the Secretary-General"
