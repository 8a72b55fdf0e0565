"""Gathering what a build is to hold: each document of its sources, kept from the build before or read anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from mandategraph.errors import InputError
from mandategraph.graph.contents import DocumentRecord
from mandategraph.graph.parallel import in_order
from mandategraph.graph.production import Product, ShardGraph, batches, prepare, produce
from mandategraph.graph.violations import Violation
from mandategraph.loaders.sources import SourceFile, source_files


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: documents and bytes so far, and what share of the sources that is, from 0 to 1."""

    documents: int
    size: int
    share: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document of a build: where it lies, and its record.

    `anew` tells whether it was read for this build; then there are its graphs, and what the gate found in them.
    """

    path: Path
    record: DocumentRecord
    anew: bool = False
    graphs: tuple[ShardGraph, ...] = ()
    findings: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How to gather: with which authority files (none: the shipped ones), in how many processes, and how strictly."""

    authorities: Path | None
    workers: int
    strict: bool

    def excuses(self, record: DocumentRecord) -> bool:
        """Tell whether a document may be left out where it cannot be used."""
        return record.collected and not self.strict


def gather(
    paths: Sequence[Path],
    known: Mapping[tuple[str, str], DocumentRecord],
    workspace: Path,
    manner: Manner,
    on_document: Callable[[Progress], object],
    on_gathered: Callable[[Gathered], object],
) -> tuple[Gathered, ...]:
    """Return the documents of some sources, in the order of their names, each instrument in one of them.

    What is `known` by name and SHA-256 is not read again. Graphs are written to the `workspace`. `on_document` is told
    how far the reading is, and `on_gathered` each document that was read anew, before it is settled which are used.
    Raises `InputError` for a document that cannot be used and may not be left out, and where nothing is left.
    """
    kept: list[Gathered] = []
    tasks = batches(_unknown(paths, known, kept, manner), workspace)
    first = list(islice(tasks, 2))
    workers = manner.workers if len(first) > 1 else 1  # One batch is done before other processes have started.
    made: list[Gathered] = []
    size = 0
    results = in_order(produce, chain(first, tasks), workers, prepare, (manner.authorities,)) if first else ()
    for products in results:
        for product in products:
            made.append(_accepted(product, manner))
            on_gathered(made[-1])
            size += product.size
            on_document(Progress(len(kept) + len(made), size, product.share))
    for each in kept:
        _require_use(each.record, manner)
    settled = _settled(sorted([*kept, *made], key=_order), manner)
    if not any(each.record.instruments for each in settled):
        raise InputError(f"no instrument in any of {len(settled)} documents; the first: {settled[0].record.refusal}")
    return settled


def _unknown(
    paths: Sequence[Path], known: Mapping[tuple[str, str], DocumentRecord], kept: list[Gathered], manner: Manner
) -> Iterator[SourceFile]:
    """Yield the files that have to be read, and put by what is known of the others."""
    for file in source_files(paths):
        record = known.get((file.path.name, hashlib.sha256(file.data).hexdigest()))
        if record is not None and _still_holds(record, file, manner):
            kept.append(Gathered(file.path, record))
        else:
            yield file


def _still_holds(record: DocumentRecord, file: SourceFile, manner: Manner) -> bool:
    """Tell whether what is known of a file's content goes for the file: a refusal names the place where it lay."""
    if file.collected != record.collected or file.refusal or record.for_another:
        return False
    return not record.refusal or (manner.excuses(record) and str(file.path) in record.refusal)


def _order(gathered: Gathered) -> tuple[bool, str, str]:
    """Return where a document stands: what was named by a person first, for it was meant."""
    return gathered.record.collected, gathered.record.name, gathered.record.sha256


def _accepted(product: Product, manner: Manner) -> Gathered:
    """Return a document as it goes into the build: without what breaks the shapes, where it may be left out."""
    _require_use(product.record, manner)
    grave = [finding for finding in product.findings if finding.severity == "Violation"]
    if grave and manner.excuses(product.record):
        places = f"{len(grave)} place{'s' if len(grave) > 1 else ''}"
        reason = f"{product.path}: breaks the shapes in {places}; the first: {grave[0].message}"
        return Gathered(product.path, _refused(product.record, reason), anew=True)
    return Gathered(product.path, product.record, True, product.graphs, product.findings)


def _require_use(record: DocumentRecord, manner: Manner) -> None:
    if record.refusal and not manner.excuses(record):
        raise InputError(record.refusal)


def _refused(record: DocumentRecord, reason: str) -> DocumentRecord:
    return replace(record, instruments=(), connections=(), refusal=reason)


def _settled(documents: Sequence[Gathered], manner: Manner) -> tuple[Gathered, ...]:
    """Return the documents with each instrument in one of them. Raises `InputError` where that cannot be settled."""
    owners: dict[str, Path] = {}
    settled = []
    for each in documents:
        reason = _taken(each, owners)
        if reason and not manner.excuses(each.record):
            raise InputError(reason)
        if not reason:
            owners |= {instrument.path: each.path for instrument in each.record.instruments}
            settled.append(each)
        else:
            refused = replace(_refused(each.record, reason), for_another=True)
            settled.append(Gathered(each.path, refused, each.anew))
    return tuple(settled)


def _taken(document: Gathered, owners: Mapping[str, Path]) -> str:
    """Return why a document cannot be used beside others: one of its instruments is there already."""
    own: set[str] = set()
    for instrument in document.record.instruments:
        other = document.path if instrument.path in own else owners.get(instrument.path)
        if other is not None:
            where = f"twice in {other}" if other == document.path else f"in {other} and in {document.path}"
            return f"{instrument.identifier} is {where}; leave one of them out"
        own.add(instrument.path)
    return ""
