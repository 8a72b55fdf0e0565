"""The graph as a data package: a folder with all open formats, the vocabulary, and a description of the whole."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mandategraph.errors import InputError, UsageError
from mandategraph.graph import packagefiles
from mandategraph.graph.libraries import require
from mandategraph.graph.ontologypage import ontology_page
from mandategraph.graph.packagedescription import Contents, File, contents_of, description, readme

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

SEALS = "SHA256SUMS"
"""The file that seals all others, as `sha256sum -c` reads it."""

_CSVW = "https://www.w3.org/TR/tabular-metadata/"


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was written: where, what it holds, and its files."""

    directory: Path
    contents: Contents
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A file to be written, and what writes it."""

    path: str
    media_type: str
    title: str
    write: Callable[[Graph, IO[bytes]], None]
    conforms_to: str = ""


def _kept(name: str) -> Callable[[Graph, IO[bytes]], None]:
    """Return what writes a file of the vocabulary as it is."""
    return lambda _, file: _put(file, (files("mandategraph") / "ontology" / name).read_bytes())


def _put(file: IO[bytes], data: bytes) -> None:
    file.write(data)


_PLAN = (
    _Planned("mandategraph.trig", "application/trig", "The graph, with its named graphs", packagefiles.write_trig),
    _Planned("mandategraph.jsonld", "application/ld+json", "The same as JSON-LD", packagefiles.write_jsonld),
    _Planned("directives.csv", "text/csv", "The directives, one a row", packagefiles.write_csv),
    _Planned(
        "directives.csv-metadata.json",
        "application/csvm+json",
        "What the columns of the table are (CSVW)",
        _kept("directives-csv.jsonld"),
        _CSVW,
    ),
    _Planned("mandategraph.graphml", "application/xml", "The graph as a network", packagefiles.write_graphml),
    _Planned("ontology/mandategraph.ttl", "text/turtle", "The vocabulary (OWL)", _kept("mandategraph.ttl")),
    _Planned("ontology/shapes.ttl", "text/turtle", "What every graph must have (SHACL)", _kept("shapes.ttl")),
    _Planned("ontology/context.jsonld", "application/ld+json", "The context of the JSON-LD", _kept("context.jsonld")),
    _Planned(
        "ontology/index.html", "text/html", "The vocabulary for people", lambda _, file: _put(file, ontology_page())
    ),
)
"""The files of a package, but for those that describe the others."""


def _quiet(step: str) -> None:
    """Tell nobody about progress."""


def write_package(
    store: Graph, directory: Path, force: bool = False, progress: Callable[[str], None] = _quiet
) -> Package:
    """Write a graph as a package into a folder, which is made beside its place and moved there whole.

    A folder that exists is kept, unless `force` says to replace it and it holds a package, or nothing. Raises
    `UsageError` where it is kept, `LibraryError` where pyLODE is not installed, `InputError` where the folder cannot
    be written.
    """
    _see_that_it_may_be_written(directory, force)
    require("pylode", "a data package", "pyLODE", "package")  # Said before the long work, not after it.
    place = directory.resolve()
    fresh = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        fresh.mkdir(parents=True)
        contents, written = _fill(store, fresh, progress)
        _move(fresh, place)
    except OSError as error:
        raise InputError(f"{directory}: cannot be written: {error.strerror or error}; choose another place") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Package(directory, contents, written)


def _see_that_it_may_be_written(directory: Path, force: bool) -> None:
    if not directory.exists():
        return
    if not directory.is_dir():
        raise UsageError(f"{directory}: is a file; name a folder to write the package to")
    is_package, is_empty = (directory / SEALS).is_file(), not any(directory.iterdir())
    if force and not is_package and not is_empty:
        raise UsageError(f"{directory}: holds something else than a data package; name another folder")
    if not force and not is_empty:
        raise UsageError(f"{directory}: exists and is kept; name another folder, or replace it with --force")


def _fill(store: Graph, folder: Path, progress: Callable[[str], None]) -> tuple[Contents, tuple[File, ...]]:
    progress("Counting what the graph holds")
    contents = contents_of(store)
    written: list[File] = []
    for planned in _PLAN:
        progress(f"Writing {planned.path}")
        path = folder / planned.path
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            planned.write(store, file)
        written.append(_file(planned, path))
    (folder / "description.ttl").write_bytes(description(contents, written))
    (folder / "README.md").write_bytes(readme(contents, written))
    (folder / SEALS).write_text("".join(_seals(folder)), encoding="utf-8", newline="\n")
    return contents, tuple(written)


def _file(planned: _Planned, path: Path) -> File:
    size = path.stat().st_size
    return File(planned.path, planned.media_type, planned.title, size, _sha256(path), planned.conforms_to)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seals(folder: Path) -> Iterator[str]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n"


def _move(fresh: Path, place: Path) -> None:
    """Put a finished folder in its place; what was there goes only when the new one stands."""
    old = place.with_name(f"{fresh.name}.old")
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
