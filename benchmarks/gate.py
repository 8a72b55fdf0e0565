"""What the SHACL gate costs, each way of evaluating the shapes in a process of its own.

    python benchmarks/gate.py [--quads FOLDER] [--documents 20] [--also-slow]

Takes the five instruments that the package ships, or `--documents` files out of a folder of N-Quads (one named graph
for each instrument). Prints, for each way, CPU seconds, the time in multiples of parsing the same N-Quads, triples a
second, peak memory, how many results it finds, and how many of these the compiled shapes find in memory. The ways that
take minutes run with `--also-slow`; those whose library is not installed (pyrudof, maplib, oxrdflib) are skipped with
the reason. `docs/gate.md` has what was measured.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from mandategraph.vocabulary import AUTHORITIES_GRAPH

SHAPES = Path(str(files("mandategraph") / "ontology" / "shapes.ttl"))
BATCH = 45_000
"""Triples in a batch, some fifty documents."""

Found = set[tuple[str, str]]
"""Rule and focus node of each result."""


def quads_of(path: Path) -> list[Quad]:
    return list(parse(path.read_bytes(), RdfFormat.N_QUADS))


def merged_store(quads: Iterable[Quad], folder: str | None = None) -> Store:
    store = Store(folder) if folder else Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def parted(quads: Iterable[Quad]) -> tuple[list[Quad], list[list[Quad]], list[Quad]]:
    """Part quads into authority files, batches of what instruments' graphs say of their own, and all else."""
    authorities, batches, others = [], [[]], []
    graph = None
    for quad in quads:
        name = getattr(quad.graph_name, "value", "")
        if quad.graph_name == AUTHORITIES_GRAPH:
            authorities.append(quad)
        elif not str(getattr(quad.subject, "value", "")).startswith(name):
            others.append(quad)
        else:
            if name != graph and len(batches[-1]) >= BATCH:
                batches.append([])
            graph = name
            batches[-1].append(quad)
    return authorities, batches, others


# --- The ways ---


def parsing(path: Path) -> Found:
    """parsing the N-Quads, for comparison"""
    quads_of(path)
    return set()


def in_batches(path: Path) -> Found:
    """compiled to SPARQL, in batches in memory, and what compares instruments"""
    from mandategraph.graph.gate import BatchGate, check_across
    from mandategraph.graph.violations import merged

    quads = quads_of(path)
    authorities, batches, others = parted(quads)
    gate = BatchGate(authorities)
    reports = [gate.check(batch, others) for batch in batches]
    described = (quad for batch in batches for quad in batch if quad.predicate.value.endswith("#type"))
    reports.append(BatchGate(()).check([*authorities, *others], described))
    reports.append(check_across(merged_store(quads)))
    return found_in(merged(reports).violations)


def in_memory(path: Path) -> Found:
    """compiled to SPARQL, all at once in memory"""
    from mandategraph.graph.gate import check_all

    return found_in(check_all(merged_store(quads_of(path))).violations)


def on_disk(path: Path) -> Found:
    """compiled to SPARQL, all at once on disk"""
    from mandategraph.graph.gate import check_all

    with tempfile.TemporaryDirectory() as folder:
        return found_in(check_all(merged_store(quads_of(path), folder)).violations)


def across_on_disk(path: Path) -> Found:
    """compiled to SPARQL, only what compares instruments, on disk"""
    from mandategraph.graph.gate import check_across

    with tempfile.TemporaryDirectory() as folder:
        return found_in(check_across(merged_store(quads_of(path), folder)).violations)


def pyshacl_core(path: Path) -> Found:
    """pySHACL alone, core constraints"""
    from mandategraph.graph.shacl import reference_report

    return found_in(reference_report(merged_store(quads_of(path)), core_shapes()).violations)


def pyshacl_in_processes(path: Path) -> Found:
    """pySHACL alone, core constraints, by batch in two processes"""
    authorities, batches, others = parted(quads_of(path))
    groups = [serialize([*authorities, *others, *batch], format=RdfFormat.N_QUADS) for batch in batches]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        return set().union(*pool.map(_pyshacl_core_of, groups))


def _pyshacl_core_of(quads: bytes) -> Found:
    from mandategraph.graph.shacl import reference_report

    store = merged_store(parse(quads, RdfFormat.N_QUADS))
    return found_in(reference_report(store, core_shapes()).violations)


def pyshacl_whole(path: Path) -> Found:
    """pySHACL alone, all constraints"""
    from mandategraph.graph.shacl import reference_report

    return found_in(reference_report(merged_store(quads_of(path)), SHAPES.read_bytes()).violations)


def pyshacl_on_pyoxigraph(path: Path) -> Found:
    """pySHACL over a pyoxigraph store (oxrdflib), all constraints"""
    import oxrdflib  # noqa: F401
    import pyshacl
    from rdflib import RDF, SH, Graph

    graph = Graph(store="Oxigraph")
    lines = serialize((quad.triple for quad in quads_of(path)), format=RdfFormat.N_TRIPLES)
    graph.parse(data=lines, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=str(SHAPES), inference="none", inplace=True)
    results = [
        (report.value(one, SH.sourceConstraint) or report.value(one, SH.sourceShape), report.value(one, SH.focusNode))
        for one in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return {(str(rule), str(focus)) for rule, focus in results}


def pyrudof_native(path: Path) -> Found:
    """pyrudof, core constraints"""
    import pyrudof

    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    with tempfile.TemporaryDirectory() as folder:
        data, shapes = Path(folder, "data.nt"), Path(folder, "shapes.ttl")
        data.write_bytes(serialize({quad.triple for quad in quads_of(path)}, format=RdfFormat.N_TRIPLES))
        shapes.write_bytes(core_shapes())
        rudof.read_data(str(data), pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(str(shapes), pyrudof.ShaclFormat.Turtle)
        report = rudof.validate_shacl()
    return {(str(one.source_shape).strip("<>"), str(one.focus_node).strip("<>")) for one in report.violations}


def maplib_shacl(path: Path) -> Found:
    """maplib"""
    import maplib

    model = maplib.Model()
    model.read(str(SHAPES), graph="urn:shapes")
    triples = serialize({quad.triple for quad in quads_of(path)}, format=RdfFormat.N_TRIPLES)
    model.reads(triples.decode(), format="ntriples")
    model.validate("urn:shapes")
    return set()


FAST: tuple[Callable[[Path], Found], ...] = (parsing, in_batches, in_memory, on_disk, across_on_disk)
SLOW = (pyshacl_core, pyshacl_in_processes, pyrudof_native, maplib_shacl, pyshacl_on_pyoxigraph, pyshacl_whole)
WAYS = {way.__name__: way for way in (*FAST, *SLOW)}


def found_in(violations: Iterable[object]) -> Found:
    return {(one.rule, one.focus) for one in violations}  # type: ignore[attr-defined]


def core_shapes() -> bytes:
    """Return the shapes without their constraints in SPARQL."""
    quads = parse(SHAPES.read_bytes(), RdfFormat.TURTLE)
    kept = (quad.triple for quad in quads if not quad.predicate.value.endswith("shacl#sparql"))
    written = serialize(kept, format=RdfFormat.TURTLE)
    assert written is not None
    return written


# --- Running them ---


def run_one(name: str, path: Path) -> None:
    """Run one way in this process and print what it took."""
    before = time.process_time()
    found = sorted(WAYS[name](path))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - before + children.ru_utime + children.ru_stime
    memory = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children.ru_maxrss) // 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "found": found}))


def main() -> None:
    """Run each way and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=Path, help="a folder of N-Quads files")
    parser.add_argument("--documents", type=int, default=20, help="how many files of the folder")
    parser.add_argument("--also-slow", action="store_true", help="run the ways that take minutes too")
    parser.add_argument("--way", choices=sorted(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        run_one(arguments.way, arguments.data)
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data.nq")
        data.write_bytes(b"".join(chosen(arguments.quads, arguments.documents)))
        compare(data, (*FAST, *SLOW) if arguments.also_slow else FAST)


def chosen(folder: Path | None, documents: int) -> Iterator[bytes]:
    """Yield the N-Quads to check, those of the authority files first."""
    if folder is None:
        from mandategraph.graph.build import build
        from mandategraph.graph.store import GraphStore, sorted_nquads

        with tempfile.TemporaryDirectory() as store:
            build((), Path(store))
            with GraphStore.open(Path(store)) as built:
                yield sorted_nquads(built.quads())
        return
    from mandategraph.loaders.triples import authority_quads

    yield serialize(authority_quads(), format=RdfFormat.N_QUADS) or b""
    paths = sorted(folder.glob("*.nq"))
    yield from (path.read_bytes() for path in paths[:: max(1, len(paths) // documents)][:documents])


def compare(data: Path, ways: Iterable[Callable[[Path], Found]]) -> None:
    """Run the ways on the same data and print a line for each."""
    triples = len({quad.triple for quad in quads_of(data)})
    print(f"{triples:,} triples")
    print("| way | CPU s | × parsing | triples/s | MB | results | of them found in memory |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    base, results = 0.0, {}
    for way in ways:
        command = [sys.executable, __file__, "--way", way.__name__, "--data", str(data)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            reason = [line for line in ran.stderr.splitlines() if line.strip()][-1]
            print(f"| {way.__doc__} | skipped: {reason} | | | | | |", flush=True)
            continue
        told = json.loads(ran.stdout.splitlines()[-1])
        found = results[way.__name__] = {tuple(one) for one in told["found"]}
        base = base or told["seconds"]
        seconds = told["seconds"]
        shared = agreement(results, way.__name__)
        print(
            f"| {way.__doc__} | {seconds:.2f} | {seconds / base:.1f} | {triples / seconds:,.0f} | {told['memory']} "
            f"| {len(found)} | {shared} |",
            flush=True,
        )
    if "pyshacl_whole" in results:
        for name in ("in_batches", "in_memory", "on_disk"):
            same = results[name] == results["pyshacl_whole"]
            print(f"{WAYS[name].__doc__}: {'the same' if same else 'not the same'} as pySHACL alone")


def agreement(results: dict[str, Found], name: str) -> str:
    """Say how many results of a way the compiled shapes find in memory too; nothing before they were asked."""
    if "in_memory" not in results:
        return ""
    return f"{len(results[name] & results['in_memory'])}"


if __name__ == "__main__":
    main()
