"""The commands that read a file straight away, without a store: `mandates read` and `mandates evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from mandategraph.presentation import answers
from mandategraph.presentation.answers import Answer
from mandategraph.presentation.options import answer_options
from mandategraph.presentation.terminal import Talk


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@answer_options(answers.TABLE_FORMATS)
@click.pass_obj
def read(talk: Talk, file: Path, answer: Answer) -> None:
    """Print the records of a file straight away, without a store.

    \b
    Example: mandates read resolution.txt --format jsonl
    """
    from mandategraph.loaders.authorities import Authorities
    from mandategraph.loaders.formats import read_documents
    from mandategraph.loaders.reading import read as read_document
    from mandategraph.presentation.records import render_records, unrecognized

    authorities = Authorities.load()
    readings = [read_document(document, authorities) for document in read_documents(file)]
    for name, count in unrecognized(readings):
        talk.say(f"not in the authority files: {name} (holds {count})")
    answer.write(render_records(readings, authorities, answer.format))


@click.command()
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD.jsonl")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--only-paragraphs-in-gold", is_flag=True, help="Leave out paragraphs that the gold has nothing on: it is a sample."
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 1),
    metavar="F1",
    help="Exit with 1 where the F1 of directives, from 0 to 1, is lower.",
)
@answer_options(answers.EVALUATION_FORMATS)
@click.pass_obj
def evaluate(
    talk: Talk, gold: Path, source: Path, only_paragraphs_in_gold: bool, fail_under: float | None, answer: Answer
) -> None:
    """Compare what is read in a text with what people read in it.

    GOLD.jsonl has one record a line, with the keys of `mandates read`; keys like themes_may list what is right as well.
    Tells precision, recall and F1 of each field and shows every difference in its context; as html, on a page to work
    through.

    \b
    Example: mandates evaluate gold.jsonl resolution.txt --format html -o differences.html
    """
    from mandategraph.evaluation import evaluate_files
    from mandategraph.presentation.evaluation import render_evaluation

    found = evaluate_files(gold, source, only_paragraphs_in_gold)
    for note in found.notes:
        talk.say(note)
    answer.write(render_evaluation(found, answer.format))
    if fail_under is not None:
        found.require(fail_under)
