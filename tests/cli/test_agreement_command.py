"""`mandates agreement`: on a file, a folder and an archive, in every format."""

from __future__ import annotations

import csv
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mandategraph.cli import main

Mandates = Callable[..., Result]


@pytest.fixture
def mandates() -> Mandates:
    """Run `mandates …` in this process; this command needs no store."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="mandates")

    return run


@pytest.fixture
def archive(registry_file: Path) -> Path:
    """The file in an archive, beside one that is damaged."""
    path = registry_file.with_name("registry.tar.xz")
    damaged = registry_file.with_name("A_RES_77_9.json")
    damaged.write_text("[{", encoding="utf-8")
    with tarfile.open(path, "w:xz") as tar:
        tar.add(registry_file, f"registry/{registry_file.name}")
        tar.add(damaged, f"registry/{damaged.name}")
    damaged.unlink()
    return path


def test_the_answer_tells_the_scores_and_every_difference_in_its_context(
    mandates: Mandates, registry_file: Path
) -> None:
    result = mandates("agreement", registry_file)
    assert (result.exit_code, result.stderr) == (0, "")
    words = " ".join(result.stdout.split())
    assert "1 document field precision recall F1 right extra missed" in words
    assert "Holders by verb verb" in words
    assert "Holders by document document" in words
    assert "A_RES_77_1 2. — PRIVATE: only read here [Invites] Member States and [the private sector]" in words
    assert "verb invite beside STATES" in words


def test_json_tells_everything_by_document_and_verb(mandates: Mandates, registry_file: Path) -> None:
    told = json.loads(mandates("agreement", registry_file, "--format", "json").stdout)
    assert told["total"]["holders"] == {
        "precision": pytest.approx(2 / 3),
        "recall": 1.0,
        "f1": 0.8,
        "right": 2,
        "extra": 1,
        "missed": 0,
    }
    assert set(told["verbs"]) == {"request", "invite"}
    assert [each["document"] for each in told["documents"]] == ["A_RES_77_1"]
    (difference,) = told["differences"]
    text = difference["text"]
    assert [text[mark["start"] : mark["end"]] for mark in difference["marks"]] == ["Invites", "the private sector"]


def test_csv_has_a_row_for_each_difference(mandates: Mandates, registry_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "differences.csv"
    assert mandates("agreement", registry_file, "-o", path).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    assert (row["document"], row["paragraph"], row["side"], row["value"]) == ("A_RES_77_1", "2.", "ours", "PRIVATE")


def test_other_differences_are_listed_when_asked_for(mandates: Mandates, registry_file: Path) -> None:
    told = json.loads(mandates("agreement", registry_file, "--field", "citations", "-f", "json").stdout)
    assert told["differences"] == []


def test_a_sample_of_none_leaves_the_scores(mandates: Mandates, registry_file: Path) -> None:
    result = mandates("agreement", registry_file, "--sample", "0")
    assert result.exit_code == 0
    assert "only read here" not in result.stdout
    assert "Holders by document" in result.stdout


def test_an_archive_is_read_as_it_comes_and_what_is_left_out_is_told(mandates: Mandates, archive: Path) -> None:
    result = mandates("agreement", archive, "--sample", "0")
    assert result.exit_code == 0
    damaged, count = result.stderr.splitlines()
    assert "A_RES_77_9.json: line 1: not valid JSON" in damaged
    assert count == "1 document compared, 1 left out"
    assert mandates("-q", "agreement", archive, "--sample", "0").stderr == ""


def test_file_folder_and_archive_give_the_same_answer(
    mandates: Mandates, registry_file: Path, archive: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / registry_file.name).write_bytes(registry_file.read_bytes())
    answers = {mandates("agreement", source).stdout for source in (registry_file, folder, archive)}
    assert len(answers) == 1


def test_a_file_that_is_not_of_the_registry_ends_with_3(mandates: Mandates, resolution: Path) -> None:
    result = mandates("agreement", resolution)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"mandates: {resolution}: line 1: not valid JSON")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [(), ("x.json", "--sample", "-1"), ("x.json", "--field", "themes")])
def test_wrong_use_ends_with_2(mandates: Mandates, arguments: tuple[str, ...]) -> None:
    assert mandates("agreement", *arguments).exit_code == 2
