"""`mandates agreement`: how far the reading agrees with the registry's own, as text, CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mandategraph.presentation import answers, options
from mandategraph.presentation.answers import Answer
from mandategraph.presentation.options import answer_options
from mandategraph.presentation.terminal import Talk

if TYPE_CHECKING:
    from mandategraph.evaluation.disagreements import Agreement, Disagreement
    from mandategraph.evaluation.scores import Score

COLUMNS = ("field", "document", "paragraph", "side", "value", "verb", "others", "text")
"""The columns of a table of differences."""

LEGEND = (
    "A large language model read the registry of UN mandates. It is taken as right only to have a measure: “right” is "
    "what both have, “extra” what only this reading has, “missed” what only the registry has."
)


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@options.choice("--field", options.COMPARED, "Which differences to list:", default="holders")
@click.option("--sample", type=click.IntRange(0), metavar="N", help="List only N of them, drawn at random, to judge.")
@click.option("--seed", type=int, default=0, metavar="N", help="Which sample; the same one each time.  [default: 0]")
@answer_options(answers.AGREEMENT_FORMATS)
@click.pass_obj
def agreement(talk: Talk, sources: tuple[Path, ...], field: str, sample: int | None, seed: int, answer: Answer) -> None:
    """Compare what is read with the UN registry's own reading.

    SOURCE is a file of the registry, a folder of them, or its archive as it comes. Tells precision, recall and F1, the
    registry taken as right, in all and by verb and document, and shows the differences in their context; csv has only
    these.

    \b
    Compared are
      holders     whom a directive verb charges, paragraph by paragraph, in documents whose mandates
                  the registry has read; its scheme has no unassigned ones, decisions and powers
      verbs       which verb charges a holder that both have
      citations   which documents a paragraph cites, where the registry links some
      paragraphs  its operative paragraphs and our provisions, by their words; it leaves out annexes
      kinds       operative or preambular, which is to the registry whatever has no number
      numbers     how operative paragraphs are numbered

    \b
    Example: mandates agreement A_RES_77_1.json --sample 10
    """
    from mandategraph.evaluation.agreement import agreement as compare
    from mandategraph.loaders.sources import source_files

    found = compare(source_files(sources))
    for note in found.notes:
        talk.say(note)
    if found.notes:
        talk.say(f"{_documents(found)} compared, {len(found.notes)} left out")
    answer.write(render_agreement(found, answer.format, found.disagreements(field, sample, seed)))


def render_agreement(agreement: Agreement, agreement_format: str, differences: Sequence[Disagreement]) -> str:
    """Return an agreement with some of its differences as "table" (text), "json", or the differences as "csv"."""
    if agreement_format == "json":
        return json.dumps(_as_json(agreement, differences), ensure_ascii=False, indent=2) + "\n"
    if agreement_format == "csv":
        from mandategraph.presentation.tables import render_table

        return render_table(COLUMNS, [tuple(_record(each).values()) for each in differences], "csv")
    return "\n".join(_lines(agreement, differences)) + "\n"


def _record(difference: Disagreement) -> dict[str, object]:
    passage = difference.passage
    values = (
        difference.field,
        difference.document,
        passage.leaf.strip(),
        str(difference.side),
        difference.value,
        difference.verb,
        list(difference.others),
        passage.text,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _as_json(agreement: Agreement, differences: Sequence[Disagreement]) -> dict[str, object]:
    return {
        "total": _scores(agreement.total),
        "verbs": _scores(agreement.by_verb),
        "documents": [
            {"document": each.document, "scores": _scores(each.scores), "verbs": _scores(each.by_verb)}
            for each in agreement.documents
        ],
        "differences": [
            _record(each) | {"marks": [mark._asdict() for mark in each.passage.marks]} for each in differences
        ],
        "notes": agreement.notes,
    }


def _scores(scores: Mapping[str, Score]) -> dict[str, object]:
    return {
        name: {"precision": score.precision, "recall": score.recall, "f1": score.f1} | asdict(score)
        for name, score in scores.items()
    }


def _lines(agreement: Agreement, differences: Sequence[Disagreement]) -> Iterator[str]:
    from mandategraph.evaluation.disagreements import HOLDERS
    from mandategraph.presentation.pages import wrapped

    yield from wrapped(LEGEND)
    yield from _table(_documents(agreement), "field", agreement.total)
    by_document = {each.document: each.scores[HOLDERS] for each in agreement.documents if HOLDERS in each.scores}
    if by_document:
        yield from _table("Holders by verb", "verb", agreement.by_verb)
        yield from _table("Holders by document", "document", by_document)
    for difference in differences:
        yield ""
        yield from _told(difference)


def _documents(agreement: Agreement) -> str:
    count = len(agreement.documents)
    return f"{count} document{'' if count == 1 else 's'}"


def _table(title: str, what: str, scores: Mapping[str, Score]) -> Iterator[str]:
    from mandategraph.presentation.evaluation import SCORE_COLUMNS, score_rows
    from mandategraph.presentation.tables import render_table

    yield from ("", title, "")
    yield render_table((what, *SCORE_COLUMNS[1:]), score_rows(scores), "table").rstrip()


def _told(difference: Disagreement) -> Iterator[str]:
    from mandategraph.evaluation.disagreements import Side
    from mandategraph.presentation.evaluation import pieces
    from mandategraph.presentation.pages import wrapped

    side = "only read here" if difference.side is Side.OURS else "only the registry’s"
    number = difference.passage.leaf.strip()
    yield from wrapped(f"{difference.document} {number}".strip() + f" — {difference.value or 'nothing'}: {side}")
    words = "".join(f"[{words}]" if is_marked else words for words, is_marked in pieces(difference.passage))
    yield from wrapped(" ".join(words.split()), "    ")
    if difference.verb:
        yield f"    verb    {difference.verb}"
    yield from wrapped(", ".join(difference.others) or "nothing", "    beside  ")
