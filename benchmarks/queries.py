"""How fast the named queries answer on a store, against the same queries put to pyoxigraph itself.

    python benchmarks/queries.py STORE [--body SG] [--theme terrorism] [--rounds 3]

Prints, for every named query, once with what it requires and once with each value that it may take: the rows, the
seconds of processor time that pyoxigraph takes for the query's text, and the ratio of the catalogue's time to it,
both measured in turn in one run; then the median ratio and the slowest query. What a query takes is its header's
example, except for bodies and themes, where `--body` and `--theme` name one with many directives.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph

from mandategraph.errors import UsageError
from mandategraph.graph.store import GraphStore
from mandategraph.queries.catalogue import NamedQuery, catalogue, run
from mandategraph.queries.table import Term
from mandategraph.queries.values import resolve
from mandategraph.vocabulary import ID, PREFIXES


def main() -> None:
    """Print a line for each query and its values, then the median ratio and the slowest query."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path, help="the folder of a store")
    parser.add_argument("--body", default="SG", help="the body to ask about")
    parser.add_argument("--theme", default="terrorism", help="the theme to ask about")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked")
    arguments = parser.parse_args()
    chosen = {"body": arguments.body, "theme": arguments.theme}
    ratios: dict[str, float] = {}
    slowest = (0.0, "")
    with GraphStore.open(arguments.store) as store:
        database = pyoxigraph.Store.read_only(str(arguments.store / "builds" / store.description.build))
        for query in catalogue():
            for values in _values(query, chosen):
                called = f"{query.name} {' '.join(f'{name}={value}' for name, value in values.items())}"
                try:
                    terms = resolve(store, query, values)
                except UsageError as error:
                    print(f"{called}: not asked: {error}")
                    continue
                bare, ours, rows = _measured(store, database, query, values, terms, arguments.rounds)
                ratios[called] = ours / bare
                slowest = max(slowest, (bare, called))
                print(f"{called:70} {rows:6} rows {bare:7.3f} s, catalogue × {ours / bare:.2f}", flush=True)
    print(f"median ratio {statistics.median(ratios.values()):.3f}; slowest {slowest[1]}: {slowest[0]:.3f} s")


def _values(query: NamedQuery, chosen: dict[str, str]) -> Iterator[dict[str, str]]:
    examples = {each.name: chosen.get(each.kind, each.example) for each in query.parameters}
    required = {each.name: examples[each.name] for each in query.parameters if each.required}
    yield required
    for each in query.parameters:
        if not each.required:
            yield {**required, each.name: examples[each.name]}


def _measured(
    store: GraphStore,
    database: pyoxigraph.Store,
    query: NamedQuery,
    values: dict[str, str],
    terms: dict[str, Term],
    rounds: int,
) -> tuple[float, float, int]:
    """Return the median seconds of pyoxigraph and of the catalogue, asked in turn, and the number of rows."""
    substitutions = {pyoxigraph.Variable(name): term for name, term in terms.items()}

    def bare() -> int:
        found = database.query(query.text, base_iri=ID, prefixes=dict(PREFIXES), substitutions=substitutions)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return sum(1 for _ in found)

    bare()  # Both find the same pages in memory.
    pairs = [(_seconds(bare), _seconds(lambda: run(store, query, values))) for _ in range(rounds)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs), bare()


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
