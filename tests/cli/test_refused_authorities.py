"""Authority files that cannot be used, which only the library takes: what is wrong is told, and no graph is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mandategraph.errors import InputError, MandatesError
from mandategraph.graph.build import build
from mandategraph.loaders.authorities import Authorities

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def as_a_person_sees_it(error: MandatesError) -> str:
    words = str(error)
    assert "\n" not in words
    return words


def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path, nothing_lost: Path) -> None:
    folder = shutil.copytree(ONTOLOGY, tmp_path / "authorities")
    lines = (folder / "bodies.ttl").read_text(encoding="utf-8").splitlines()
    (folder / "bodies.ttl").write_text(
        "\n".join([*lines, "body:club a mg:Body ; ;; skos:prefLabel ."]), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        build((), nothing_lost, authorities=folder)
    assert f"bodies.ttl: line {len(lines) + 1}: broken Turtle: " in as_a_person_sees_it(caught.value)


def test_a_key_that_two_bodies_share_is_told_with_both(tmp_path: Path, nothing_lost: Path) -> None:
    folder = shutil.copytree(ONTOLOGY, tmp_path / "authorities")
    with (folder / "bodies.ttl").open("a", encoding="utf-8") as bodies:
        bodies.write('\nbody:club a mg:Body, org:Organization ; skos:notation "CICP" ; skos:prefLabel "Club"@en .\n')
    for use in (lambda: Authorities.load(folder), lambda: build((), nothing_lost, authorities=folder)):
        with pytest.raises(InputError) as caught:
            use()
        words = as_a_person_sees_it(caught.value)
        assert "body key 'CICP' is used twice" in words
        assert "id/body/cicp>" in words
        assert "id/body/club>" in words


def test_a_folder_without_authority_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no authority files"):
        Authorities.load(tmp_path)
