"""How fast a store answers: the named queries, against the same queries put to pyoxigraph itself; reports; analyses.

    python benchmarks/queries.py STORE [--body SG] [--theme terrorism] [--paragraph "A/RES/74/175 13"] [--rounds 3]

Prints, for every named query, once with what it requires and once with each value that it may take: the rows, the
seconds of processor time that pyoxigraph takes to the first row and to the last, and the ratio of the catalogue's time
to it, measured in turn in one run; then the median ratio and the slowest queries. What a query takes is its header's
example, except for bodies and themes, where `--body` and `--theme` name one with many directives, and for queries about
a paragraph, which `--paragraph` names.

Whole processes come before, each in turn with what it is held against: help with a Python that does nothing, a query
with a bare script that puts it to pyoxigraph; then the seconds until the first line of a body's report, and the
processor time and memory of the analyses.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

import mandategraph
from mandategraph.errors import UsageError
from mandategraph.graph.store import GraphStore
from mandategraph.queries.catalogue import NamedQuery, catalogue, run
from mandategraph.queries.table import Term
from mandategraph.queries.values import resolve
from mandategraph.vocabulary import ID, PREFIXES

BARE = """
import sys, pyoxigraph
from pathlib import Path
store = pyoxigraph.Store.read_only(sys.argv[1])
prefixes = dict(line.split(" ", 1) for line in sys.argv[4].splitlines())
for row in store.query(Path(sys.argv[2]).read_text(), base_iri=sys.argv[3], prefixes=prefixes):
    print(*(term.value if term is not None else "" for term in row), sep="\\t")
"""
"""What a query costs that no catalogue binds and no table sets."""

ANALYSES = (
    "centrality",
    "centrality --all-holders",
    "centrality --network bodies-instruments",
    "centrality --network citations",
    "communities --network citations",
    "network --network citations --format graphml",
    "overlap",
    "coverage",
    "path UNODC terrorism",
)


def main() -> None:
    """Print what is measured of queries, processes, reports and analyses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path, help="the folder of a store")
    parser.add_argument("--body", default="SG", help="the body to ask about")
    parser.add_argument("--theme", default="terrorism", help="the theme to ask about")
    parser.add_argument("--paragraph", default="A/RES/74/175 13", help="the paragraph to ask about")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked")
    arguments = parser.parse_args()
    instrument, leaf = arguments.paragraph.rsplit(" ", 1)
    chosen = {"body": arguments.body, "theme": arguments.theme, "leaf": leaf, "instrument of leaf": instrument}
    command = shutil.which("mandates", path=Path(sys.executable).parent)
    if command is None:
        sys.exit("no `mandates` beside this Python; install the package to measure its processes")
    _measure_processes(command, arguments.store, arguments.rounds)
    _measure_reports(command, arguments.store, arguments.body)
    _measure_analyses(command, arguments.store)
    # Last, for a process counts what its parent held in memory when it began as its own.
    _measure_queries(arguments.store, chosen, arguments.rounds)


def _measure_queries(folder: Path, chosen: dict[str, str], rounds: int) -> None:
    ratios: dict[str, float] = {}
    seconds: dict[str, float] = {}
    with GraphStore.open(folder) as store:
        database = pyoxigraph.Store.read_only(str(folder / "builds" / store.description.build))
        for query in catalogue():
            for values in _values(query, chosen):
                called = f"{query.name} {' '.join(f'{name}={value}' for name, value in values.items())}"
                try:
                    terms = resolve(store, query, values)
                except UsageError as error:
                    print(f"{called}: not asked: {error}")
                    continue
                found = _measured(store, database, query, values, terms, rounds)
                ratios[called], seconds[called] = found.ratio, found.last
                print(
                    f"{called:70} {found.rows:6} rows, first {found.first:6.3f} s, last {found.last:6.3f} s, "
                    f"catalogue × {found.ratio:.2f}",
                    flush=True,
                )
    print(f"median ratio {statistics.median(ratios.values()):.3f}; above one second:")
    for called in sorted(seconds, key=lambda called: -seconds[called]):
        if seconds[called] > 1:
            print(f"  {called}: {seconds[called]:.2f} s")


def _measure_processes(command: str, folder: Path, rounds: int) -> None:
    """Print how much longer the command takes than what it is held against, both as whole processes."""
    with GraphStore.open(folder) as store:
        build = folder / "builds" / store.description.build
    queries = Path(mandategraph.__file__).parent / "queries"
    prefixes = "\n".join(f"{prefix} {namespace}" for prefix, namespace in PREFIXES.items())
    pairs = {"--help": ([command, "--help"], [sys.executable, "-c", "pass"])}
    for name in ("bodies", "mandates"):
        pairs[f"query {name}"] = (
            [command, "query", name, "--format", "csv", "--store", str(folder)],
            [sys.executable, "-c", BARE, str(build), str(queries / f"{name}.rq"), ID, prefixes],
        )
    for called, (ours, bare) in pairs.items():
        taken = [(_process(ours).seconds, _process(bare).seconds) for _ in range(max(rounds, 5))]
        one, other = (statistics.median(each) for each in zip(*taken, strict=True))
        print(f"mandates {called}: {one:.3f} s of processor time, bare {other:.3f} s, × {one / other:.2f}", flush=True)


def _measure_reports(command: str, folder: Path, body: str) -> None:
    for called in ("CICP", body):
        start = time.perf_counter()
        process = subprocess.Popen(
            [command, "report", "--body", called, "--store", str(folder)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - start
        lines = sum(1 for _ in process.stdout)
        process.wait()
        print(
            f"report of {called}: first line {first:.2f} s, all {lines} in {time.perf_counter() - start:.2f} s (wall)"
        )


def _measure_analyses(command: str, folder: Path) -> None:
    for words in ANALYSES:
        taken = _process([command, "analyse", *words.split(), "--store", str(folder)])
        print(f"analyse {words}: {taken.seconds:.1f} s of processor time, {taken.megabytes:.0f} MB", flush=True)


class Taken(NamedTuple):
    """The processor time and the most memory of a process."""

    seconds: float
    megabytes: float


def _process(command: Sequence[str]) -> Taken:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)[:100]} ended with {process.returncode}")
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _values(query: NamedQuery, chosen: dict[str, str]) -> Iterator[dict[str, str]]:
    kinds = {each.kind for each in query.parameters}
    examples = {each.name: chosen.get(each.kind, each.example) for each in query.parameters}
    if {"instrument", "leaf"} <= kinds:
        examples["instrument"] = chosen["instrument of leaf"]
    required = {each.name: examples[each.name] for each in query.parameters if each.required}
    yield required
    for each in query.parameters:
        if not each.required:
            yield {**required, each.name: examples[each.name]}


class Answered(NamedTuple):
    """The rows of an answer, pyoxigraph's seconds to the first and the last of them, and the catalogue's ratio."""

    rows: int
    first: float
    last: float
    ratio: float


def _measured(
    store: GraphStore,
    database: pyoxigraph.Store,
    query: NamedQuery,
    values: dict[str, str],
    terms: dict[str, Term],
    rounds: int,
) -> Answered:
    """Return what pyoxigraph and the catalogue take, asked in turn."""
    substitutions = {pyoxigraph.Variable(name): term for name, term in terms.items()}

    first: list[float] = []

    def bare() -> int:
        start = time.process_time()
        found = database.query(query.text, base_iri=ID, prefixes=dict(PREFIXES), substitutions=substitutions)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        rows = sum(1 for _ in itertools.islice(found, 1))
        first.append(time.process_time() - start)
        return rows + sum(1 for _ in found)

    rows = bare()  # Both find the same pages in memory.
    first.clear()
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        turns = [(theirs, bare), (ours, lambda: run(store, query, values))]
        for taken, work in turns if number % 2 else reversed(turns):
            taken.append(_seconds(work))
    last = statistics.median(theirs)
    return Answered(rows, statistics.median(first), last, statistics.median(ours) / last)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
