"""Stores and RDF files that cannot be read or written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.graph.writing import writing

Mandates = Callable[..., Result]
Complaint = Callable[[Result, int], str]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("nowhere.ttl", None, r"nowhere\.ttl: cannot be read: No such file or directory"),
        ("empty.ttl", b"", r"empty\.ttl: the file is empty"),
        ("broken.ttl", b"@prefix a: <http://a/> .\na:b a:c", r"broken\.ttl: line 2: broken Turtle: "),
        ("latin.ttl", b'<http://a/> <http://b/> "caf\xe9" .', r"latin\.ttl: "),
        ("foreign.ttl", b"<http://a/> <http://b/> <http://c/> .", r"foreign\.ttl: no data of the mandate graph"),
        ("picture.png", b"\x89PNG", r"picture\.png: not known as RDF by its suffix"),
    ],
)
def test_an_rdf_file_that_cannot_be_used_is_told(
    complaint: Complaint, mandates: Mandates, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert re.search(words, complaint(mandates("validate", tmp_path / name), 3))


def test_a_store_that_cannot_be_written_is_told(complaint: Complaint, mandates: Mandates, resolution: Path) -> None:
    words = complaint(mandates("build", resolution, "--store", resolution / "store"), 3)
    assert "store: the store cannot be written: Not a directory; what was there before is untouched" in words


def test_a_folder_with_other_files_is_not_built_into(
    complaint: Complaint, mandates: Mandates, resolution: Path
) -> None:
    words = complaint(mandates("build", resolution, "--store", resolution.parent), 3)
    assert words.endswith("holds 'resolution.txt' and no store; name a folder that is empty or new")
    assert [path.name for path in resolution.parent.iterdir()] == ["resolution.txt"]


def test_a_store_of_a_newer_version_is_neither_read_nor_written(
    complaint: Complaint, mandates: Mandates, own_store: Path, resolution: Path
) -> None:
    pointer = own_store / "store.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"format": 99, "version": "9.0"}))
    before = pointer.read_bytes()
    for arguments in (("report",), ("build", resolution)):
        words = complaint(mandates(*arguments, "--store", own_store), 3)
        assert "the store has format 99, of mandategraph 9.0" in words
        assert words.endswith("; upgrade mandategraph, or name another folder")
    assert pointer.read_bytes() == before


def test_a_damaged_store_is_told_and_can_be_built_anew(
    complaint: Complaint, mandates: Mandates, own_store: Path, resolution: Path
) -> None:
    (own_store / "store.json").write_text("{", encoding="utf-8")
    assert "the store is damaged" in complaint(mandates("report", "--store", own_store), 3)
    assert mandates("build", resolution, "--store", own_store).exit_code == 0
    assert mandates("report", "--store", own_store).exit_code == 0


def test_a_second_build_at_the_same_time_is_refused(
    complaint: Complaint, mandates: Mandates, resolution: Path, nothing_lost: Path
) -> None:
    with writing(nothing_lost):
        words = complaint(mandates("build", resolution, "--store", nothing_lost), 3)
    assert "another build is writing this store" in words
