"""How many reading rules there are, and what each contributes: the F1 of directives without it, on all gold at hand.

    python benchmarks/rules.py [--write]

Tells the accuracy of every field first. A rule is left out by dropping the clauses that it sees, before anything else
is made of them; without the chapeau rule an introductory clause directs by itself and its items do not. "sees" counts
the directives that the rule leads to, those that pass down from its clause included. `--write` puts the tables into
`docs/reading.md` as well.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest import mock

import pyoxigraph
from goldfiles import GoldSet, evaluated, five_instruments, other_texts

from mandategraph.evaluation import DIRECTIVES, Evaluation
from mandategraph.loaders.authorities import Authorities, triples
from mandategraph.loaders.reading import read
from mandategraph.loaders.reading.clause import Clause
from mandategraph.loaders.reading.clauses import ClauseReader
from mandategraph.loaders.reading.shares import ShareReader
from mandategraph.presentation.tables import render_table
from mandategraph.vocabulary import ID, SKOS

CHAPEAU = "chapeau"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "reading.md"

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Columns and rows."""


def main() -> None:
    """Print the two tables, and write them into the documentation if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/reading.md too")
    write = parser.parse_args().write
    tables = measured()
    for columns, rows in tables.values():
        print(render_table(columns, rows, "table"))
    print(f"{len(rule_names())} reading rules")
    if write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(with_tables(page, tables), encoding="utf-8")


def measured() -> dict[str, Table]:
    """Return the table of accuracy and the table of rules, by the names that mark their places in the page."""
    authorities = Authorities.load()
    with tempfile.TemporaryDirectory() as name:
        columns = {"five instruments": five_instruments(), "other texts": other_texts(Path(name))}
        sets = {column: found for column, found in columns.items() if found}
        whole = {column: evaluated(found, authorities) for column, found in sets.items()}
        without = [f"F1 without, {column}" for column in sets]
        return {
            "accuracy": (("F1 of", *sets), list(accuracy_rows(whole))),
            "rules": (("rule", "sees", *without), list(rule_rows(rule_names(), sets, whole, authorities))),
        }


def with_tables(page: str, tables: Mapping[str, Table]) -> str:
    """Return a page with the tables put between "<!-- name -->" and "<!-- end of name -->"."""
    for name, (columns, rows) in tables.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        head, _, rest = page.partition(begin)
        _, _, tail = rest.partition(end)
        page = f"{head}{begin}\n{render_table(columns, rows, 'markdown')}{end}{tail}"
    return page


def rule_names() -> list[str]:
    """Return the keys of the reading rules, as `ontology/rules.ttl` lists them."""
    scheme, key = ID["scheme/reading-rules"], SKOS["notation"]
    statements = list(triples())
    rules = [each.subject for each in statements if each.predicate == SKOS["inScheme"] and each.object == scheme]
    return [
        each.object.value
        for each in statements
        if each.predicate == key and each.subject in rules and isinstance(each.object, pyoxigraph.Literal)
    ]


def accuracy_rows(whole: dict[str, Evaluation]) -> Iterator[Sequence[str]]:
    """Yield the F1 of each field, and what the F1 of the directives rests on."""
    totals = [evaluation.total for evaluation in whole.values()]
    for name in totals[0]:
        yield name, *(_share(total[name].f1) if name in total else "" for total in totals)
    yield "directives in the gold", *(str(total[DIRECTIVES].right + total[DIRECTIVES].missed) for total in totals)


def rule_rows(
    rules: Sequence[str], sets: dict[str, list[GoldSet]], whole: dict[str, Evaluation], authorities: Authorities
) -> Iterator[Sequence[str]]:
    """Yield, for each rule, the number of directives that it leads to and the F1 without it, the change in brackets."""
    sees = _seen(sets, authorities)
    for rule in [*rules, ""]:
        cells = []
        for column, found in sets.items():
            with without(rule) if rule else nullcontext():
                f1 = evaluated(found, authorities).total[DIRECTIVES].f1 or 0.0
            change = f1 - (whole[column].total[DIRECTIVES].f1 or 0.0)
            cells.append(f"{f1:.3f} ({change:+.3f})" if rule else f"{f1:.3f}")
        yield rule or "(none left out)", str(sees[rule] if rule else sum(sees.values()) - sees[CHAPEAU]), *cells


@contextmanager
def without(rule: str) -> Iterator[None]:
    """Read as if a rule were not there."""
    if rule == CHAPEAU:
        with mock.patch.object(ShareReader, "_chapeau", lambda *_: None):
            yield
        return
    read_clauses = ClauseReader.read

    def read_others(*arguments: object) -> list[Clause]:
        return [clause for clause in read_clauses(*arguments) if clause.rule != rule]  # type: ignore[arg-type]

    with mock.patch.object(ClauseReader, "read", read_others):
        yield


def _seen(sets: dict[str, list[GoldSet]], authorities: Authorities) -> Counter[str]:
    readings = (
        read(document, authorities) for found in sets.values() for _, documents, _ in found for document in documents
    )
    directives = [directive for reading in readings for directive in reading.directives]
    return Counter(key for directive in directives for key in directive.rule.split("/"))


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


if __name__ == "__main__":
    main()
