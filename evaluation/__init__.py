"""How near a reading comes to what careful people read: scores, and every difference in its context."""

from __future__ import annotations

from pathlib import Path

from mandategraph.evaluation.compare import evaluate
from mandategraph.evaluation.gold import GoldRecord, read_gold
from mandategraph.evaluation.results import Case, Evaluation, FieldDifference, InstrumentResult, Passage
from mandategraph.evaluation.scores import DIRECTIVES, FIELDS, Score

__all__ = [
    "DIRECTIVES",
    "FIELDS",
    "Case",
    "Evaluation",
    "FieldDifference",
    "GoldRecord",
    "InstrumentResult",
    "Passage",
    "Score",
    "evaluate",
    "evaluate_files",
    "read_gold",
]


def evaluate_files(gold: Path, source: Path, only_paragraphs_in_gold: bool = False) -> Evaluation:
    """Read a source with the shipped authority files and compare its records with the gold records of a file.

    Raises `InputError` where a file cannot be used or the gold is about an instrument that the source does not hold.
    """
    from mandategraph.loaders.authorities import Authorities
    from mandategraph.loaders.formats import read_documents
    from mandategraph.loaders.reading import read

    records = read_gold(gold)
    authorities = Authorities.load()
    readings = [read(document, authorities) for document in read_documents(source)]
    return evaluate(records, readings, only_paragraphs_in_gold, authorities)
