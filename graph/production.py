"""From the content of source files to named graphs that passed the gate: the work that processes share.

Each task is a batch of files, and its graphs are written to a shard: the N-Quads of one instrument after another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Quad

from mandategraph.errors import InputError, StoreError
from mandategraph.graph.contents import DocumentRecord
from mandategraph.graph.gate import BatchGate
from mandategraph.graph.store import sorted_nquads
from mandategraph.graph.violations import Violation
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import documents_in
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading
from mandategraph.loaders.sources import SourceFile
from mandategraph.loaders.terms import identifier_of, instrument_iri, met_body_iri
from mandategraph.loaders.triples import (
    Connections,
    InstrumentRecord,
    authority_quads,
    authority_sources,
    build_quads,
    instrument_quads,
    record_quads,
    shared_quads,
)

BATCH = 2_000_000
"""Bytes of source files that are worked on together: a second's work, and few enough graphs to hold in memory."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files to read, and the shard to write their graphs to."""

    files: tuple[SourceFile, ...]
    shard: Path


@dataclass(frozen=True, slots=True)
class ShardGraph:
    """An instrument's graph: the bytes from `start` to `end` of a shard."""

    path: str
    shard: Path
    start: int
    end: int

    def nquads(self) -> bytes:
        """Return the graph. Raises `OSError`."""
        with self.shard.open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start)


@dataclass(frozen=True, slots=True)
class Product:
    """What a file became: its record, its graphs, and what the gate found in these."""

    record: DocumentRecord
    path: Path
    share: float
    size: int
    graphs: tuple[ShardGraph, ...] = ()
    findings: tuple[Violation, ...] = ()


def batches(files: Iterable[SourceFile], folder: Path) -> Iterator[Task]:
    """Yield files as tasks, in their order, each with a shard of its own in a folder."""
    batch: list[SourceFile] = []
    number = 0
    for file in files:
        batch.append(file)
        if sum(len(each.data) for each in batch) >= BATCH:
            yield Task(tuple(batch), folder / f"{number:06d}.nq")
            batch, number = [], number + 1
    if batch:
        yield Task(tuple(batch), folder / f"{number:06d}.nq")


class _Producer:
    """What a process needs for all its tasks: the authority files."""

    def __init__(self, folder: Path | None) -> None:
        self.authorities = Authorities.load(folder)
        known = tuple(authority_quads(folder))
        self.gate = BatchGate(known)
        self.always = tuple(build_quads(authority_sources(folder), len(known)))

    def produce(self, task: Task) -> tuple[Product, ...]:
        """Read files, write their graphs and check them. Raises `StoreError` where the shard cannot be written."""
        shard = _Shard(task.shard)
        products = [self._product(file, shard) for file in task.files]
        checked = [product for group in _apart(products) for product in self._checked(group, shard)]
        shard.write()
        return tuple(checked)

    def _product(self, file: SourceFile, shard: _Shard) -> Product:
        """Return what a file becomes, its graphs added to the shard; one that cannot be used leaves nothing there."""
        record = DocumentRecord(file.path.name, hashlib.sha256(file.data).hexdigest(), file.collected)
        about = Product(record, file.path, file.share, len(file.data))
        try:
            if file.refusal:
                raise InputError(file.refusal)
            readings = [read(document, self.authorities) for document in documents_in(file.data, file.path)]
            quads = [instrument_quads(reading, self.authorities) for reading in readings]
            connections = tuple(Connections.of(reading, self.authorities) for reading in readings)
        except InputError as error:
            return replace(about, record=replace(record, refusal=_placed(str(error), file.path)))
        made = [_graph(reading, found, shard) for reading, found in zip(readings, quads, strict=True)]
        record = replace(record, instruments=tuple(instrument for instrument, _ in made), connections=connections)
        return replace(about, record=record, graphs=tuple(graph for _, graph in made))

    def _checked(self, products: Sequence[Product], shard: _Shard) -> list[Product]:
        """Return products with what the gate finds in their graphs, and in what a build says of them beside these."""
        quads = [quad for product in products for graph in product.graphs for quad in shard.quads[graph]]
        quads += shared_quads(each for product in products for each in product.record.connections)
        for product in products:
            quads += (quad for instrument in product.record.instruments for quad in record_quads(instrument))
        findings = self.gate.check(quads, self.always).violations
        written = {instrument_iri(graph.path).value for product in products for graph in product.graphs}
        return [replace(product, findings=tuple(_of(product, findings, written))) for product in products]


def _placed(reason: str, path: Path) -> str:
    """Return why a file cannot be used with the place where it lies; some readers know its name only."""
    return reason if str(path) in reason else f"{path}: {reason.removeprefix(f'{path.name}: ')}"


def _apart(products: Iterable[Product]) -> list[list[Product]]:
    """Return products in groups, in their order; two versions of an instrument would seem to contradict each other."""
    groups: list[list[Product]] = [[]]
    paths: set[str] = set()
    for product in products:
        own = {graph.path for graph in product.graphs}
        if not own.isdisjoint(paths):
            groups.append([])
            paths = set()
        groups[-1].append(product)
        paths |= own
    return groups


class _Shard:
    """Graphs that are gathered to be written together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.quads: dict[ShardGraph, Sequence[Quad]] = {}
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, path: str, quads: Sequence[Quad], nquads: bytes) -> ShardGraph:
        self._parts.append(nquads)
        start, self._size = self._size, self._size + len(nquads)
        graph = ShardGraph(path, self.path, start, self._size)
        self.quads[graph] = quads
        return graph

    def write(self) -> None:
        try:
            self.path.write_bytes(b"".join(self._parts))
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be written: {error.strerror or error}; what was there before is untouched: "
                f"make room, or name another folder"
            ) from error


def _graph(reading: Reading, quads: Sequence[Quad], shard: _Shard) -> tuple[InstrumentRecord, ShardGraph]:
    document = reading.document
    nquads = sorted_nquads(quads)
    record = InstrumentRecord(
        path=document.path,
        identifier=identifier_of(document),
        title=document.title,
        source=document.source,
        provisions=sum(1 for _ in document.walk()),
        directives=len(reading.directives),
        triples=nquads.count(b"\n"),
        sha256=hashlib.sha256(nquads).hexdigest(),
    )
    return record, shard.add(document.path, quads, nquads)


def _of(product: Product, findings: Iterable[Violation], written: Set[str]) -> Iterator[Violation]:
    """Yield what was found in the graphs of a product, and in what it names that has no graph of its own.

    `written` are the instruments that have one: what is wrong there is the fault of their document.
    """
    named: set[str] = set()
    for connections in product.record.connections:
        named |= {instrument_iri(path).value for path in connections.instruments}
        named |= {met_body_iri(key).value for key in connections.bodies}
    own = (named - written) | {instrument_iri(graph.path).value for graph in product.graphs}
    return (finding for finding in findings if finding.focus.partition("#")[0] in own)


_producer: _Producer


def prepare(authorities: Path | None) -> None:
    """Load what this process needs. Raises `InputError` for an authority file that cannot be used."""
    global _producer
    _producer = _Producer(authorities)


def produce(task: Task) -> tuple[Product, ...]:
    """Do a task, after `prepare`. Raises `StoreError` where its shard cannot be written."""
    return _producer.produce(task)
