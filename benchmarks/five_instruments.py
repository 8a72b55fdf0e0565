"""How long the five instruments take, and how much memory, next to plain pyoxigraph and plain rdflib on the same data.

    python benchmarks/five_instruments.py [--repeat N] [--limit SECONDS] [--without-rdflib]

Each contender works in a process of its own. `mandategraph` reads the shipped text, writes triples, passes the gate,
commits, and answers every named query with the values of its own examples. `pyoxigraph` and `rdflib` load the very
same statements, without reading, gate or catalogue, and answer the same texts with the same bound values; for the gate,
`rdflib` stands for pySHACL. Times are medians of `--repeat` runs (rdflib: one run, given up after `--limit` seconds).
Memory is the growth of the process's peak while the step ran (Linux; elsewhere it is left out). A ratio above 1 means
that the contender needs that much longer than mandategraph.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pyoxigraph

from mandategraph.vocabulary import ID, PREFIXES

GATE = "gate"
COMMIT = "commit or load"

Question = tuple[str, str, dict[str, Any], tuple[str, ...]]
"""A query's name, its text, the terms bound to its variables, and the variables that its answer shows."""


@dataclass(frozen=True)
class Measured:
    """What a step took. `result` is the number of rows, or -1; `note` stands where nothing was measured."""

    seconds: float = 0.0
    mebibytes: float | None = None
    result: int = -1
    note: str = ""


def main() -> None:
    """Run the three contenders and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="runs of each query (default: 5)")
    parser.add_argument(
        "--limit", type=float, default=60.0, help="seconds after which rdflib is given up (default: 60)"
    )
    parser.add_argument("--without-rdflib", action="store_true", help="leave rdflib and pySHACL out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, questions = _alone(run_mandategraph, folder, given.repeat)
        oxigraph = _alone(run_pyoxigraph, folder, given.repeat, questions)
        rdflib = {} if given.without_rdflib else _alone(run_rdflib, folder, given.limit, questions)
    print_table(ours, oxigraph, rdflib)


def _alone(work: Callable[..., Any], *arguments: Any) -> Any:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def run_mandategraph(folder: Path, repeat: int) -> tuple[dict[str, Measured], list[Question]]:
    """Do the whole job as `mandates build` and `mandates query` do it."""
    from mandategraph.graph import store, writing
    from mandategraph.graph.build import SHIPPED_SOURCE
    from mandategraph.graph.validate import validate
    from mandategraph.loaders.authorities import Authorities
    from mandategraph.loaders.formats import read_documents
    from mandategraph.loaders.reading import read
    from mandategraph.loaders.triples import Connections, authority_quads, instrument_quads, shared_quads
    from mandategraph.queries import catalogue
    from mandategraph.queries.values import resolve

    steps: dict[str, Measured] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        steps[name], result = measure(work)
        return result

    authorities = timed("authority files", Authorities.load)
    with as_file(files("mandategraph") / "corpus" / SHIPPED_SOURCE) as source:
        documents = timed("reading: trees of provisions", lambda: read_documents(source))
    readings = timed("reading: directives", lambda: [read(document, authorities) for document in documents])

    def triples() -> list[pyoxigraph.Quad]:
        quads = [quad for reading in readings for quad in instrument_quads(reading, authorities)]
        shared = shared_quads(Connections.of(reading, authorities) for reading in readings)
        return list(dict.fromkeys([*quads, *shared, *authority_quads()]))

    quads = timed("triples", triples)
    report = timed(GATE, lambda: validate(quads))
    if not report.conforms:
        print(f"note: the gate finds {len(report.violations)} violations; a build would stop here")
    timed(COMMIT, lambda: writing.commit(folder / "store", quads))
    (folder / "data.nq").write_bytes(store.sorted_nquads(quads))
    merged = list(dict.fromkeys(quad.triple for quad in quads))
    (folder / "data.nt").write_bytes(pyoxigraph.serialize(merged, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"")
    graph = timed("open", lambda: store.GraphStore.open(folder / "store"))
    questions: list[Question] = []
    for query in catalogue.catalogue():
        values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
        try:
            table = catalogue.run(graph, query, values)
        except Exception as error:
            steps[query.name] = Measured(note=f"error: {error}")
            continue
        step, _ = measure(partial(catalogue.run, graph, query, values), repeat)
        steps[query.name] = replaced(step, len(table.rows))
        solutions = graph.query(query.text, resolve(graph, query, values))
        parameters = {parameter.name for parameter in query.parameters}
        shown = tuple(name.value for name in solutions.variables if name.value not in parameters)
        questions.append((query.name, query.text, resolve(graph, query, values), shown))
        del solutions
    return steps, questions


def run_pyoxigraph(folder: Path, repeat: int, questions: Sequence[Question]) -> dict[str, Measured]:
    """Load and ask with nothing but pyoxigraph."""
    steps: dict[str, Measured] = {}

    def load() -> pyoxigraph.Store:
        loaded = pyoxigraph.Store(str(folder / "raw"))
        loaded.bulk_load(path=str(folder / "data.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
        loaded.flush()
        return loaded

    steps[COMMIT], loaded = measure(load)
    for name, text, terms, shown in questions:
        bound = {pyoxigraph.Variable(variable): term for variable, term in terms.items()}

        def ask(text: str = text, bound: Any = bound, shown: tuple[str, ...] = shown) -> int:
            found = loaded.query(
                text, prefixes=prefixes(), base_iri=ID, substitutions=bound, use_default_graph_as_union=True
            )
            return len({tuple(str(row[variable]) for variable in shown) for row in found})

        step, count = measure(ask, repeat)
        steps[name] = replaced(step, count)
    return steps


def run_rdflib(folder: Path, limit: float, questions: Sequence[Question]) -> dict[str, Measured]:
    """Load and ask with nothing but rdflib, and validate with nothing but pySHACL."""
    import pyshacl
    import rdflib

    steps: dict[str, Measured] = {}

    steps[COMMIT], graph = measure(lambda: rdflib.Graph().parse(folder / "data.nt", format="nt"))
    with as_file(files("mandategraph") / "ontology" / "shapes.ttl") as shapes:

        def gate() -> int:
            pyshacl.validate(graph, shacl_graph=str(shapes), advanced=True)
            return -1

        steps[GATE] = limited(gate, limit)
    for name, text, terms, shown in questions:
        bound = {variable: _for_rdflib(term) for variable, term in terms.items()}

        def ask(text: str = text, bound: Any = bound, shown: tuple[str, ...] = shown) -> int:
            found = graph.query(text, initNs=prefixes(), initBindings=bound, base=ID)
            return len({tuple(str(row[variable]) for variable in shown) for row in found})

        steps[name] = limited(ask, limit)
    return steps


def prefixes() -> dict[str, str]:
    """Return the prefixes that the named queries use without declaring them."""
    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def _for_rdflib(term: Any) -> Any:
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=None if term.language else term.datatype.value)


def measure(work: Callable[[], Any], repeat: int = 1) -> tuple[Measured, Any]:
    """Return the median time of some runs and the growth of the peak memory in the first, with its result."""
    seconds = []
    before = _reset_peak()
    result = None
    mebibytes = None
    for number in range(repeat):
        started = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - started)
        if number == 0 and before is not None:
            mebibytes = max(0.0, (_status("VmHWM") or 0.0) - before)
    return Measured(statistics.median(seconds), mebibytes), result


def limited(work: Callable[[], int], limit: float) -> Measured:
    """Measure one run, or note that it was given up or failed."""
    try:
        with _alarm(limit):
            step, count = measure(work)
    except TimeoutError:
        return Measured(limit, note=f"given up after {limit:g} s")
    except Exception as error:
        return Measured(note=f"error: {str(error).splitlines()[0][:60] if str(error) else type(error).__name__}")
    return replaced(step, count)


def replaced(step: Measured, result: int) -> Measured:
    """Return a measurement with the size of its result."""
    return Measured(step.seconds, step.mebibytes, result, step.note)


@contextlib.contextmanager
def _alarm(limit: float) -> Iterator[None]:
    def ring(_signal: int, _frame: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _reset_peak() -> float | None:
    """Forget the peak so far and return the memory now in MiB, or None where the system does not tell."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return None
    return _status("VmRSS")


def _status(name: str) -> float | None:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return None


def print_table(ours: Mapping[str, Measured], oxigraph: Mapping[str, Measured], rdflib: Mapping[str, Measured]) -> None:
    """Print one line a step: time, memory and size of mandategraph, then time, memory and ratio of the others."""
    print(f"{'step':<30} {'mandategraph':>22} {'rows':>6}   {'pyoxigraph':>28}   {'rdflib / pySHACL':>28}")
    for name, own in ours.items():
        cells = [_compared(own, others.get(name)) for others in (oxigraph, rdflib)]
        size = str(own.result) if own.result >= 0 else ""
        print(f"{name:<30} {_plain(own):>22} {size:>6}   {cells[0]:>28}   {cells[1]:>28}".rstrip())
    print("\nEach cell: seconds, growth of the peak in MiB, and how many times mandategraph's time that is.")
    for others, who in ((oxigraph, "pyoxigraph"), (rdflib, "rdflib")):
        differing = [name for name, other in others.items() if -1 < other.result != ours[name].result]
        if differing:
            print(f"{who} gives another number of rows for: {', '.join(differing)}")


def _plain(step: Measured) -> str:
    if step.note:
        return step.note
    memory = "" if step.mebibytes is None else f" {step.mebibytes:7.1f} MiB"
    return f"{step.seconds:9.4f} s{memory}"


def _compared(own: Measured, other: Measured | None) -> str:
    if other is None:
        return "—"
    if other.note or own.note or not own.seconds:
        return other.note or _plain(other)
    return f"{_plain(other)} {other.seconds / own.seconds:6.2f}×"


if __name__ == "__main__":
    main()
