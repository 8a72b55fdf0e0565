"""How long the whole registry of UN mandates takes, as ratios that hold on any machine.

    python benchmarks/whole_registry.py [ARCHIVE] [--documents N] [--workers N] [--keep FOLDER]

Everything is measured in one run on one machine. The reference is what Oxigraph itself needs to load the finished
statements into an empty store on disk: the named graphs as N-Quads, and the default graph that has each triple once
more, as queries ask it. The gate's share is its processor time in a build of a tenth of the documents in one process. A
rebuild changes, adds or removes one document. Where other work shares the machine, the ratio of processor times says
more than that of wall times. Memory is the sum of what the build's processes hold at once at most. The registry is not
part of the project: it is used where it lies beside the checkout, in `../shared/`. `--documents` takes the first so
many only.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import statistics
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph

from mandategraph.graph import build as building
from mandategraph.graph import gate as gates
from mandategraph.graph.store import GraphStore
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import documents_in
from mandategraph.loaders.reading import read
from mandategraph.loaders.sources import source_files

REGISTRY = Path(__file__).resolve().parents[2] / "shared" / "registry" / "registry.tar.xz"
TENTH = 10


def main() -> None:
    """Measure and print one line for each ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path, default=REGISTRY, help="the registry (default: beside)")
    parser.add_argument("--documents", type=int, default=0, help="take the first so many documents only")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default: 2)")
    parser.add_argument("--keep", type=Path, help="a folder for the store, which stays; default: one that goes")
    given = parser.parse_args()
    if not given.archive.exists():
        sys.exit(f"{given.archive} is not at hand")
    with tempfile.TemporaryDirectory() as name:
        work = given.keep or Path(name)
        folder = Path(name) / "documents"
        unpack(given.archive, folder, given.documents)
        measure(folder, work, given.workers)


def unpack(archive: Path, folder: Path, limit: int) -> None:
    """Write the documents of an archive to a folder, so that one of them can be changed."""
    folder.mkdir()
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and (not limit or len(list(folder.iterdir())) < limit):
                content = tar.extractfile(member)
                assert content is not None
                (folder / Path(member.name).name).write_bytes(content.read())


def measure(folder: Path, work: Path, workers: int) -> None:
    """Measure everything on the documents of a folder, with a store in `work`."""
    store = work / "store"
    reading(folder, workers)
    gate(folder, work)
    with peak_memory() as peak:
        before = processor_time()
        seconds, summary = timed(lambda: alone(built, folder, store, workers, True))
        spent = processor_time() - before
    told("full build", f"{seconds:.1f} s: {len(summary.instruments):,} instruments, {summary.triples:,} triples")
    told("left out", f"{len(summary.refused)} documents; {len(summary.warnings)} warnings")
    told("peak memory of the build", f"{peak[0] / 1e9:.2f} GB (mark: 1.5)")
    alone(dump, store, work)
    named = timed(lambda: alone(load, work, work / "named", False))[0]
    before = processor_time()
    whole = timed(lambda: alone(load, work, work / "whole", True))[0]
    of_load = processor_time() - before
    told("Oxigraph's bulk load of all", f"{whole:.1f} s; the build takes {seconds / whole:.2f} × (mark: 2.5)")
    told("processor time of both", f"{spent:.0f} s and {of_load:.0f} s; the build takes {spent / of_load:.2f} ×")
    told("Oxigraph's bulk load of the named graphs alone", f"{named:.1f} s; the build takes {seconds / named:.2f} ×")
    for what, change in changes(folder):
        change()
        again = timed(lambda: alone(built, folder, store, workers, False))[0]
        told(f"rebuild, a document {what}", f"{again:.2f} s, {again / seconds:.1%} of the build (mark: 2 %)")


def reading(folder: Path, workers: int) -> None:
    """Measure reading alone, text to records: its rate, and whether ten times the text takes ten times as long."""
    paths = sorted(folder.iterdir())
    tenth = paths[::TENTH]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(warm, range(workers * 4)))
        few = [timed(lambda: sum(pool.map(characters, tenth, chunksize=4)))[0] for _ in range(3)]
        seconds, size = timed(lambda: sum(pool.map(characters, paths, chunksize=16)))
    part = statistics.median(few)
    told("reading", f"{size / 1e6:.1f} million characters in {seconds:.1f} s, {size / 1e6 / seconds:.2f} a second")
    ratio = seconds / (part * len(paths) / len(tenth))
    told("reading, whole against a tenth of the documents", f"{ratio:.2f} × in proportion (mark: 1.1)")


_authorities: list[Authorities] = []


def warm(_number: int) -> None:
    """Load what reading needs."""
    if not _authorities:
        _authorities.append(Authorities.load())


def characters(path: Path) -> int:
    """Read a document to records and return how many characters of text it has."""
    warm(0)
    total = 0
    for file in source_files([path]):
        try:
            documents = documents_in(file.data, file.path)
        except Exception:
            return 0
        for document in documents:
            read(document, _authorities[0])
            total += sum(len(provision.text) + len(provision.heading) for provision in document.walk())
    return total


def gate(folder: Path, work: Path) -> None:
    """Measure which part of the processor time of a build the gate takes."""
    tenth = work / "tenth"
    tenth.mkdir()
    for path in sorted(folder.iterdir())[::TENTH]:
        shutil.copy(path, tenth)
    whole, own = alone(gated, tenth, work / "store of a tenth")
    told("the gate's share of a build", f"{own / whole:.1%} (mark: 25 %)")


def gated(folder: Path, store: Path) -> tuple[float, float]:
    """Build in this process and return its processor time, and the gate's part of it."""
    spent = 0.0

    def counting(check: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            nonlocal spent
            start = time.process_time()
            result = check(*arguments)
            spent += time.process_time() - start
            return result

        return counted

    gates.BatchGate.check = counting(gates.BatchGate.check)  # type: ignore[method-assign]
    building.check_across = counting(building.check_across)  # type: ignore[attr-defined]
    start = time.process_time()
    built(folder, store, 1, True)
    return time.process_time() - start, spent


def built(folder: Path, store: Path, workers: int, fresh: bool) -> building.BuildSummary:
    """Build, leaving out what cannot be used."""
    return building.build([folder], store, workers=workers, fresh=fresh)


def changes(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield ways to change a folder by one document of middling size."""
    by_size = sorted(folder.iterdir(), key=lambda path: path.stat().st_size)
    path = by_size[len(by_size) // 2]
    data = path.read_bytes()
    yield "changed", lambda: path.write_bytes(data.replace(b"Requests", b"Also requests"))
    yield "removed", path.unlink
    yield "added", lambda: path.write_bytes(data)


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Give a list whose one number becomes the bytes that the processes below this one held at once at most."""
    peak = [0]
    done = threading.Event()
    here = psutil.Process()

    def watch() -> None:
        while not done.wait(0.1):
            held = 0
            for process in here.children(recursive=True):
                try:
                    held += process.memory_info().rss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], held)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def dump(store: Path, work: Path) -> None:
    """Write the named graphs of a store as N-Quads, and their merge as N-Triples."""
    with GraphStore.open(store) as opened:
        pyoxigraph.serialize(opened.quads(), work / "named.nq", pyoxigraph.RdfFormat.N_QUADS)
        merged = opened.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        assert isinstance(merged, pyoxigraph.QueryTriples)
        merged.serialize(work / "merge.nt", pyoxigraph.RdfFormat.N_TRIPLES)


def load(work: Path, folder: Path, merge: bool) -> None:
    """Load what was dumped into an empty store on disk with nothing but pyoxigraph."""
    loaded = pyoxigraph.Store(folder)
    loaded.bulk_load(path=work / "named.nq", format=pyoxigraph.RdfFormat.N_QUADS)
    if merge:
        loaded.bulk_load(path=work / "merge.nt", format=pyoxigraph.RdfFormat.N_TRIPLES)
    loaded.flush()


def alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do some work in a process of its own, and return what it returns."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def told(what: str, words: str) -> None:
    """Print a line of the result at once: the whole takes minutes."""
    print(f"{what:<52} {words}", flush=True)


def processor_time() -> float:
    """Return the seconds for which the processes below this one that have ended had a processor."""
    times = os.times()
    return times.children_user + times.children_system


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work took, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
