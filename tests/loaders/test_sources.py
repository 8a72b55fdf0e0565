from __future__ import annotations

import io
import lzma
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mandategraph.errors import InputError
from mandategraph.loaders import sources
from mandategraph.loaders.sources import SourceFile, source_files

TEXTS = {"b.txt": b"The Council,", "a.txt": b"The Assembly,", "more/c.json": b"[]"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three files, one of them deeper, and a hidden one."""
    root = tmp_path / "folder"
    for name, data in {**TEXTS, ".hidden": b"x", ".git/config": b"x"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def packed(path: Path, members: dict[str, bytes], mode: str = "w:xz") -> Path:
    """Write an archive whose members have these names and contents."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def found(*paths: Path) -> dict[Path, bytes]:
    return {file.path: file.data for file in source_files(paths)}


def refusals(files: Iterator[SourceFile]) -> list[str]:
    return [file.refusal for file in files if file.refusal]


def test_a_file_that_is_named_is_meant_and_what_lies_in_a_folder_is_collected(folder: Path) -> None:
    (named,) = source_files([folder / "a.txt"])
    assert (named.path, named.data, named.collected, named.share) == (folder / "a.txt", b"The Assembly,", False, 1)
    assert all(file.collected for file in source_files([folder]))


def test_a_folder_gives_all_files_below_it_by_name_without_hidden_ones(folder: Path) -> None:
    assert [file.path for file in source_files([folder])] == [folder / name for name in sorted(TEXTS)]
    assert found(folder) == {folder / name: data for name, data in TEXTS.items()}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_an_archive_gives_its_files_whatever_its_compression_and_its_name(tmp_path: Path, mode: str) -> None:
    archive = packed(tmp_path / "registry.bin", TEXTS, mode)
    assert found(archive) == {archive / name: data for name, data in TEXTS.items()}


def test_how_much_was_read_grows_to_the_whole(folder: Path, tmp_path: Path) -> None:
    archive = packed(tmp_path / "some.tar", {f"{n}.txt": os.urandom(20_000) for n in range(30)}, "w")
    shares = [file.share for file in source_files([folder, archive])]
    assert shares == sorted(shares)
    assert shares[2] == 0.5 and 0.9 < shares[-1] <= 1


def test_nothing_is_there_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no file in this folder; name a folder with texts"):
        found(tmp_path / "empty")
    with pytest.raises(InputError, match="no file in this archive; name one with texts"):
        found(packed(tmp_path / "empty.tar.gz", {}, "w:gz"))
    with pytest.raises(InputError, match=r"nowhere: .*; name a file that can be read"):
        found(tmp_path / "nowhere")


def test_an_empty_file_of_a_folder_is_refused_alone(folder: Path) -> None:
    (folder / "empty.txt").touch()
    assert refusals(source_files([folder])) == [
        f"{folder / 'empty.txt'}: the file is empty; name a text of a UN instrument"
    ]
    assert len(found(folder)) == 4


@pytest.mark.parametrize("name", ["../escape.txt", "/etc/escape.txt", "a/../../escape.txt"])
def test_a_member_whose_name_leads_out_of_the_archive_is_refused_alone(tmp_path: Path, name: str) -> None:
    archive = packed(tmp_path / "evil.tar.xz", {name: b"The Assembly,", "good.txt": b"The Council,"})
    (refusal,) = refusals(source_files([archive]))
    assert refusal == f"{archive}: {name}: its name leads out of the archive; pack it anew"
    assert all(archive in file.path.parents for file in source_files([archive]))


def test_a_name_that_is_no_utf_8_is_refused_alone_and_shown_with_a_mark(tmp_path: Path) -> None:
    name = os.fsdecode(b"r\xe9solution.txt")
    archive = packed(tmp_path / "latin.tar", {name: b"The Council,", "good.txt": b"The Assembly,"}, "w")
    (refusal,) = refusals(source_files([archive]))
    assert refusal == f"{archive}: r\ufffdsolution.txt: its name is not UTF-8; rename it"
    folder = tmp_path / "folder"
    folder.mkdir()
    try:
        (folder / name).write_text("The Council,", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    (refusal,) = refusals(source_files([folder]))
    assert refusal == f"{folder}/r\ufffdsolution.txt: its name is not UTF-8; rename it"


def test_links_devices_and_files_beyond_the_limit_are_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "odd.tar", {"big.txt": b"x" * 101, "empty.txt": b" ", "good.txt": b"y"}, "w")
    with tarfile.open(path, "a") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    monkeypatch.setattr(sources, "MAX_FILE", 100)
    told = refusals(source_files([path]))
    assert [words.split(": ")[1].split(",")[0] for words in told] == ["0 MB", "the file is empty", "a link or device"]


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = packed(tmp_path / "bomb.tar.xz", {f"{n}.txt": bytes(1_000) for n in range(3)})
    monkeypatch.setattr(sources, "MAX_ARCHIVE", 2_500)
    with pytest.raises(InputError, match="unpacked; split the archive"):
        found(archive)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_an_archive_that_is_cut_off_is_refused_as_a_whole(tmp_path: Path, mode: str, part: float) -> None:
    members = {f"{n}.txt": os.urandom(9_000) for n in range(20)}
    archive = packed(tmp_path / "cut.tar", members, mode)
    archive.write_bytes(archive.read_bytes()[: int(archive.stat().st_size * part)])
    with pytest.raises(InputError, match=r"cut\.tar: the archive is damaged or cut off after .*; fetch it again"):
        found(archive)


def test_damage_in_the_middle_of_an_archive_is_not_taken_for_its_end(tmp_path: Path) -> None:
    archive = packed(tmp_path / "damaged.tar", {f"{n}.txt": os.urandom(9_000) for n in range(20)}, "w")
    data = bytearray(archive.read_bytes())
    header = data.index(b"10.txt")
    data[header : header + 512] = b"x" * 512
    archive.write_bytes(data)
    with pytest.raises(InputError, match="the archive ends before its file does"):
        found(archive)


def test_a_changed_byte_of_a_compressed_archive_is_found(tmp_path: Path) -> None:
    archive = packed(tmp_path / "changed.tar.xz", {f"{n}.txt": os.urandom(9_000) for n in range(20)})
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data)
    with pytest.raises(InputError, match="damaged or cut off"):
        found(archive)


def test_what_only_begins_like_an_archive_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "text.xz"
    path.write_bytes(lzma.compress(b"The General Assembly, no archive"))
    with pytest.raises(InputError, match=r"text\.xz: the archive is damaged or cut off after its beginning"):
        found(path)
