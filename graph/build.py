"""From source files to a graph that may be asked: read, write as RDF, pass the gate, and only then commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from mandategraph.errors import InputError, ViolationsError
from mandategraph.graph import store
from mandategraph.graph.validate import ValidationReport, validate
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading
from mandategraph.loaders.terms import Companions, identifier_of, instrument_iri
from mandategraph.loaders.triples import (
    authority_quads,
    authority_sources,
    build_quads,
    instrument_quads,
)
from mandategraph.vocabulary import AUTHORITIES_GRAPH, ID

SHIPPED_SOURCE = "compendium-part-2.txt"
"""The text of the five instruments that the package ships."""

Progress = Callable[[str], None]


class GateError(ViolationsError):
    """The graph breaks its shapes and was not stored; `report` says where."""

    def __init__(self, message: str, report: ValidationReport) -> None:
        super().__init__(message)
        self.report = report


@dataclass(frozen=True, slots=True)
class InstrumentSummary:
    """What a build holds of one instrument."""

    path: str
    identifier: str
    title: str
    provisions: int
    directives: int
    triples: int


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build made, and where; instruments in the order of their paths."""

    directory: Path
    build: str
    sources: tuple[Source, ...]
    instruments: tuple[InstrumentSummary, ...]
    triples: int


def quiet(step: str) -> None:
    """Tell nobody about progress."""


def build(
    sources: Sequence[Path],
    directory: Path,
    on_progress: Progress = quiet,
    authorities: Path | None = None,
) -> BuildSummary:
    """Build the graph of some source files (none: the text that the package ships) and make it the current one.

    `authorities` is a folder of authority files in place of the shipped ones; `on_progress` is told each step, in
    plain words. Raises `InputError` for a source or authority file that cannot be used, `GateError` where the graph
    breaks the shapes, `StoreError` where the store cannot be written. Whatever is raised, what was there before stays.
    """
    with store.writing(directory) as writer, _source_files(sources) as paths:
        on_progress("Reading the authority files")
        known = Authorities.load(authorities)
        readings = _readings(paths, known, on_progress)
        on_progress("Writing triples")
        graphs = _graphs(readings, known, authorities)
        quads = [quad for graph in graphs.values() for quad in graph]
        sizes = {name: len(graph) for name, graph in graphs.items()}
        quads += _distinct(build_quads(readings, sizes, authority_sources(authorities)))
        on_progress(f"Checking {len(quads):,} triples against the shapes")
        _pass_the_gate(quads)
        on_progress("Committing the graph")
        used = tuple(dict.fromkeys(reading.document.source for reading in readings))
        description = writer.commit(quads, used)
    summaries = tuple(_summary(reading, sizes[instrument_iri(reading.document.path)]) for reading in readings)
    return BuildSummary(directory, description.build, used, summaries, description.triples)


def ensure_built(directory: Path, on_progress: Progress = quiet) -> store.GraphStore:
    """Open the store, and build the text that the package ships first where no build was ever made.

    Raises what `build` and `GraphStore.open` raise; a store that is damaged or of another version is not built anew.
    """
    if not store.exists(directory):
        on_progress(f"No graph in {directory} yet: building the instruments that mandategraph ships")
        summary = build((), directory, on_progress)
        on_progress(f"Built {len(summary.instruments)} instruments, {summary.triples:,} triples")
    return store.GraphStore.open(directory)


@contextmanager
def _source_files(sources: Sequence[Path]) -> Iterator[Sequence[Path]]:
    if sources:
        yield sources
        return
    with as_file(files("mandategraph") / "corpus" / SHIPPED_SOURCE) as shipped:
        yield [shipped]


def _readings(paths: Sequence[Path], authorities: Authorities, on_progress: Progress) -> list[Reading]:
    """Read all sources, each instrument once, in the order of the instruments' paths."""
    found: dict[str, tuple[Path, Document]] = {}
    for path in paths:
        on_progress(f"Reading {path.name}")
        for document in read_documents(path):
            if document.path in found:
                other = found[document.path][0]
                where = f"twice in {path}" if other == path else f"in {other} and in {path}"
                raise InputError(f"{identifier_of(document)} is {where}; leave one of them out")
            found[document.path] = path, document
    readings = []
    for _, (_, document) in sorted(found.items()):
        on_progress(f"Understanding {identifier_of(document)}")
        readings.append(read(document, authorities))
    return readings


def _graphs(readings: Iterable[Reading], known: Authorities, folder: Path | None) -> dict[NamedNode, list[Quad]]:
    """Return the named graphs of the instruments and of the authority files."""
    companions = Companions.of(readings)
    graphs = {
        instrument_iri(reading.document.path): _distinct(instrument_quads(reading, known, companions))
        for reading in readings
    }
    graphs[AUTHORITIES_GRAPH] = _distinct(authority_quads(folder))
    return graphs


def _distinct(quads: Iterable[Quad]) -> list[Quad]:
    return list(dict.fromkeys(quads))


def _pass_the_gate(quads: Sequence[Quad]) -> None:
    report = validate(quads)
    if not report.conforms:
        first = report.violations[0]
        count = len(report.violations)
        raise GateError(
            f"the graph breaks its shapes in {count} place{'s' if count > 1 else ''} and was not stored; "
            f"the first: {first.focus.removeprefix(ID)}: {first.message}",
            report,
        )


def _summary(reading: Reading, triples: int) -> InstrumentSummary:
    document = reading.document
    return InstrumentSummary(
        path=document.path,
        identifier=identifier_of(document),
        title=document.title,
        provisions=sum(1 for _ in document.walk()),
        directives=len(reading.directives),
        triples=triples,
    )
