"""Floors under the accuracy of the reading, a little below what it reaches: a change that reads worse is seen here.

Who improves the reading raises the floors. Gold beside the checkout (`../shared/`) is used where it is at hand, and so
are the texts of the registry, which do not ship with the project.
"""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mandategraph.evaluation import Evaluation, GoldRecord, evaluate, read_gold
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
GOLDFILES = runpy.run_path(str(BENCHMARKS / "goldfiles.py"))
OWN, SHARED, REGISTRY = GOLDFILES["OWN"], GOLDFILES["SHARED"], GOLDFILES["REGISTRY"]

# F1 of the directives, by gold file.
FIVE_INSTRUMENTS = {
    OWN / "A-RES-46-152.jsonl": 0.96,
    OWN / "A-RES-56-261.jsonl": 0.99,
    OWN / "A-RES-60-177.jsonl": 0.99,
    SHARED / "A-49-748.jsonl": 0.99,
    SHARED / "A-RES-55-59.jsonl": 0.99,
    SHARED / "A-RES-56-261.sample.jsonl": 0.99,
}
OTHERS = {
    "A/HRC/RES/42/11": 0.97,
    "A/RES/45/112": 0.94,
    "A/RES/46/104": 0.90,
    "A/RES/58/136": 0.96,
    "A/RES/70/179": 0.96,
    "A/RES/79/186": 0.91,
    "E/RES/1988/13": 0.93,
    "E/RES/2013/39": 0.97,
    "S/RES/1373 (2001)": 0.94,
    "A/HRC/RES/28/28": 0.97,
    "A/RES/51/191": 0.75,
    "A/RES/67/186": 0.91,
    "A/RES/S-20/2": 0.92,
    "E/RES/1993/40": 0.91,
    "E/RES/2015/24": 0.97,
    "E/RES/2017/19": 0.97,
    "S/RES/2133 (2014)": 0.91,
    "A/RES/40/34": 0.96,
    "A/RES/60/147": 0.98,
    "A/RES/66/177": 0.98,
    "A/RES/76/7": 0.93,
    "E/RES/1984/50": 0.98,
    "E/RES/2012/19": 0.98,
    "S/PRST/2013/22": 0.94,
    "A/RES/45/111": 0.95,
    "A/RES/68/186": 0.98,
    "E/RES/2016/18": 0.98,
    "S/PRST/2012/2": 0.92,
}

# F1 of each field, over all gold of the project's own on the five instruments, and on the texts of the registry.
FIELDS_OF_FIVE = {
    "directives": 0.98,
    "modality": 0.99,
    "partners": 0.90,
    "conditions": 0.98,
    "themes": 0.97,
    "cites": 0.92,
    "deadlines": 0.95,
    "actions": 0.89,
    "onward": 0.95,
}
FIELDS_OF_OTHERS = {
    "directives": 0.94,
    "modality": 0.99,
    "partners": 0.92,
    "conditions": 0.98,
    "themes": 0.91,
    "cites": 0.92,
    "deadlines": 0.80,
    "actions": 0.86,
    "onward": 0.90,
}

GoldSet = tuple[tuple[GoldRecord, ...], tuple[Document, ...], bool]


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return Authorities.load()


@pytest.fixture(scope="module")
def readings(authorities: Authorities) -> list[Reading]:
    """The readings of the five instruments."""
    return [read(document, authorities) for document in read_documents(GOLDFILES["CORPUS"])]


@pytest.fixture(scope="module")
def five(readings: list[Reading], authorities: Authorities) -> Evaluation:
    """The five instruments against all gold of the project's own."""
    records = [record for path in GOLDFILES["corpus_gold"]() for record in read_gold(path)]
    return evaluate(records, readings, only_paragraphs_in_gold=True, authorities=authorities)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory, authorities: Authorities) -> Evaluation:
    """The registry's texts against their gold."""
    if not REGISTRY.exists():
        pytest.skip(f"{REGISTRY} is not at hand")
    sets: list[GoldSet] = GOLDFILES["other_texts"](tmp_path_factory.mktemp("registry"))
    evaluation: Evaluation = GOLDFILES["evaluated"](sets, authorities)
    return evaluation


def told(evaluation: Evaluation) -> str:
    """Return the directives that differ, for whoever has to find out what a change did."""
    return "; ".join(
        f"{result.symbol} {case.leaf} {case.holder} {case.kind}"
        for result in evaluation.instruments
        for case in result.cases
        if not case.fields
    )


@pytest.mark.parametrize("path", FIVE_INSTRUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_five_instruments_are_read_as_well_as_before(path: Path, readings: list[Reading]) -> None:
    if not path.exists() and path.parent == SHARED:
        pytest.skip(f"{path} is not at hand")
    # The files of 56/261 each cover a part of it.
    evaluation = evaluate(read_gold(path), readings, only_paragraphs_in_gold="56-261" in path.name)
    assert (evaluation.total["directives"].f1 or 0.0) >= FIVE_INSTRUMENTS[path], told(evaluation)


@pytest.mark.parametrize("symbol", OTHERS)
def test_another_text_is_read_as_well_as_before(symbol: str, others: Evaluation) -> None:
    (result,) = [result for result in others.instruments if result.symbol == symbol]
    assert (result.scores["directives"].f1 or 0.0) >= OTHERS[symbol], told(Evaluation((result,)))


@pytest.mark.parametrize("field", FIELDS_OF_FIVE)
def test_a_field_of_the_five_instruments_is_read_as_well_as_before(field: str, five: Evaluation) -> None:
    assert (five.total[field].f1 or 0.0) >= FIELDS_OF_FIVE[field]


@pytest.mark.parametrize("field", FIELDS_OF_OTHERS)
def test_a_field_of_the_other_texts_is_read_as_well_as_before(field: str, others: Evaluation) -> None:
    assert (others.total[field].f1 or 0.0) >= FIELDS_OF_OTHERS[field]


# --- the gold itself ---------------------------------------------------------------------------------------------


def test_all_gold_of_the_project_is_used() -> None:
    used = [*GOLDFILES["corpus_gold"](), *GOLDFILES["registry_gold"]()]
    assert sorted(used) == sorted(OWN.glob("*.jsonl"))
    assert len(used) == 36


def test_gold_names_only_leaves_and_keys_that_a_reading_can_have(five: Evaluation) -> None:
    assert five.notes == ()


@pytest.mark.parametrize("path", sorted(OWN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_gold_files_quote_few_words_and_say_of_which_instrument(path: Path) -> None:
    records = read_gold(path)
    assert len({record.doc for record in records}) == 1
    assert all(0 < len(record.cue.split()) <= 30 for record in records)


@pytest.mark.parametrize("path", sorted(OWN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_gold_allows_includes_what_it_requires(path: Path) -> None:
    for record in read_gold(path):
        for field, allowed in record.allowed.items():
            assert record.values[field] <= allowed, (record.place, field)


# --- what each rule contributes ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rules(monkeypatch_module: pytest.MonkeyPatch) -> Mapping[str, Any]:
    """The benchmark of the rules, which imports what stands beside it."""
    monkeypatch_module.syspath_prepend(str(BENCHMARKS))
    return runpy.run_path(str(BENCHMARKS / "rules.py"))


@pytest.fixture(scope="module")
def monkeypatch_module() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_the_benchmark_knows_every_rule_that_reads(rules: Mapping[str, Any], readings: list[Reading]) -> None:
    used = {key for reading in readings for directive in reading.directives for key in directive.rule.split("/")}
    assert used <= set(rules["rule_names"]())


@pytest.mark.parametrize("rule", ["we-commit", "modal", "passive-unassigned"])
def test_without_a_rule_its_directives_are_not_read(
    rule: str, rules: Mapping[str, Any], readings: list[Reading], authorities: Authorities
) -> None:
    before = readings[0]
    with rules["without"](rule):
        after = read(before.document, authorities)
    assert any(rule in directive.rule.split("/") for directive in before.directives)
    assert not any(rule in directive.rule.split("/") for directive in after.directives)
    assert read(before.document, authorities).directives == before.directives


def test_without_the_chapeau_rule_an_introductory_clause_directs_by_itself(
    rules: Mapping[str, Any], readings: list[Reading], authorities: Authorities
) -> None:
    (plans,) = [reading.document for reading in readings if reading.document.symbol == "A/RES/56/261"]
    with rules["without"]("chapeau"):
        keys = {(directive.leaf, directive.holder) for directive in read(plans, authorities).directives}
    assert ("4", "CICP") in keys
    assert ("4(a)", "CICP") not in keys
