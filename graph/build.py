"""From source files to a graph that may be asked: read, write as RDF, pass the gate, and only then commit.

A build says what the graph holds: what its sources have, and nothing else. Documents that the current build has read
in the same way are kept, so that a change of one costs no more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import mandategraph
from mandategraph.errors import ViolationsError
from mandategraph.graph import contents as written_contents
from mandategraph.graph import store
from mandategraph.graph.contents import Contents
from mandategraph.graph.filling import Loading, fill
from mandategraph.graph.gate import BatchGate, check_across
from mandategraph.graph.gathering import Manner, Progress, gather
from mandategraph.graph.violations import Violation
from mandategraph.graph.writing import writing
from mandategraph.loaders.authorities import Authorities, authority_files
from mandategraph.loaders.document import Source
from mandategraph.loaders.triples import InstrumentRecord, authority_quads, authority_sources, build_quads
from mandategraph.vocabulary import ID

SHIPPED_SOURCE = "compendium-part-2.txt"
"""The text of the five instruments that the package ships."""


class GateError(ViolationsError):
    """The graph breaks its shapes and was not stored; `violations` say where."""

    def __init__(self, message: str, violations: tuple[Violation, ...] = ()) -> None:
        super().__init__(message)
        self.violations = violations


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build made, and where; instruments in the order of their paths.

    `refused` are the documents that were left out, with the reason; `read` says how many were read anew, `warnings`
    what the gate remarked on those.
    """

    directory: Path
    build: str
    sources: tuple[Source, ...]
    instruments: tuple[InstrumentRecord, ...]
    triples: int
    refused: tuple[str, ...]
    read: int
    warnings: tuple[Violation, ...]


def quiet(step: object) -> None:
    """Tell nobody about progress."""


def build(
    sources: Sequence[Path],
    directory: Path,
    on_progress: Callable[[str], object] = quiet,
    authorities: Path | None = None,
    *,
    workers: int = 1,
    strict: bool = False,
    fresh: bool = False,
    on_document: Callable[[Progress], object] = quiet,
) -> BuildSummary:
    """Build the graph of some sources (none: the text that the package ships) and make it the current one.

    A source is a file, a folder of files or an archive of them. What the current build has of the same documents, read
    in the same way, is kept, unless `fresh`. `authorities` is a folder of authority files in place of the shipped ones;
    more `workers` than one are processes of their own. `on_progress` is told each step, in plain words, and
    `on_document` how far the reading is. A document of a folder or archive that cannot be used is left out and named in
    the summary; `strict` makes it an error.

    Raises `InputError` for a source or authority file that cannot be used, `GateError` where the graph breaks the
    shapes, `StoreError` where the store cannot be written. Whatever is raised, what was there before stays.
    """
    with writing(directory) as writer, _source_files(sources) as paths, writer.draft() as draft:
        on_progress("Reading what is there already")
        known = tuple(dict.fromkeys(authority_quads(authorities)))
        Authorities.load(authorities)  # What is wrong with them is said once, not by every process that reads.
        fingerprint = _fingerprint(authorities)
        current = None if fresh else writer.current()
        if current is not None and current[1].fingerprint != fingerprint:
            current = None
        # What could be used counts before a copy of it that was left out.
        documents = sorted(current[1].documents, key=lambda each: not each.refusal) if current else ()
        kept = {(each.name, each.sha256): each for each in documents}
        on_progress(f"Reading {', '.join(path.name for path in paths)}")
        manner = Manner(authorities, workers, strict)
        loading = Loading(draft) if current is None else None
        gathered = gather(paths, kept, draft.workspace, manner, on_document, loading.take if loading else quiet)
        _pass_the_gate(finding for each in gathered for finding in each.findings)
        contents = Contents(fingerprint, tuple(each.record for each in gathered))
        on_progress("Writing triples")
        of_every_build = tuple(build_quads(authority_sources(authorities), len(known)))
        beside = fill(draft, loading, gathered, contents, current, (*known, *of_every_build))
        on_progress("Checking what the instruments say together")
        _pass_the_gate(BatchGate(known).check(beside, of_every_build).violations)
        _pass_the_gate(check_across(draft.database, draft.changed).violations)
        on_progress("Committing the graph")
        description = draft.commit(contents)
    return BuildSummary(
        directory,
        description.build,
        contents.sources(),
        tuple(sorted(contents.instruments(), key=lambda each: each.path)),
        description.triples,
        tuple(each.refusal for each in contents.documents if each.refusal),
        sum(each.anew for each in gathered),
        tuple(finding for each in gathered for finding in each.findings),
    )


def ensure_built(directory: Path, on_progress: Callable[[str], object] = quiet) -> store.GraphStore:
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


def _fingerprint(authorities: Path | None) -> str:
    """Return what tells this way of reading from others: all that a document's graph follows from, but the document."""
    with as_file(files("mandategraph")) as package:
        code = sorted([*(package / "loaders").rglob("*.py"), package / "vocabulary.py"])
        used = [*code, *authority_files(authorities), package / "ontology" / "shapes.ttl"]
        return written_contents.fingerprint(used, mandategraph.__version__)


def _pass_the_gate(findings: Iterable[Violation]) -> None:
    violations = tuple(finding for finding in findings if finding.severity == "Violation")
    if violations:
        first, count = violations[0], len(violations)
        raise GateError(
            f"the graph breaks its shapes in {count} place{'s' if count > 1 else ''} and was not stored; "
            f"the first: {first.focus.removeprefix(ID)}: {first.message}",
            violations,
        )
