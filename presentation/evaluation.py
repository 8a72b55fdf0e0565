"""An evaluation as text for a person, as JSON, or as a page to work through."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from mandategraph.evaluation.results import Case, Evaluation, InstrumentResult, Kind, Passage
from mandategraph.evaluation.scores import Score
from mandategraph.presentation.pages import wrapped
from mandategraph.presentation.tables import render_table

SCORE_COLUMNS = ("field", "precision", "recall", "F1", "right", "extra", "missed")

LEGEND = (
    "Directives are told apart by leaf and holder. Modality and the fields below it are counted on the directives that "
    "gold and reading both have; what the gold only allows is right where it was read, and missed nowhere."
)

_NOTHING = "–"
_DETAIL = 16


def render_evaluation(evaluation: Evaluation, evaluation_format: str) -> str:
    """Return an evaluation as "table" (text), "json" or "html"."""
    if evaluation_format == "json":
        return json.dumps(_as_json(evaluation), ensure_ascii=False, indent=2) + "\n"
    if evaluation_format == "html":
        from mandategraph.presentation.evaluationpage import evaluation_page

        return evaluation_page(evaluation)
    return "\n".join(_lines(evaluation)) + "\n"


def score_rows(scores: Mapping[str, Score]) -> list[tuple[str, ...]]:
    """Return the cells of a table of scores, under `SCORE_COLUMNS`."""
    return [
        (name, *map(_share, (score.precision, score.recall, score.f1)), *map(str, _counts(score)))
        for name, score in scores.items()
    ]


def about(result: InstrumentResult) -> str:
    """Return one line about what was compared: how many directives, and of which paragraphs if not of all."""
    only = f" in paragraphs {', '.join(result.paragraphs)}" if result.paragraphs else ""
    return f"{result.gold} directives in the gold, {result.read} read{only}"


def case_title(case: Case) -> str:
    """Return who is directed where, and how gold and reading differ: "26(c) — CCPCJ: missed (obligation)"."""
    told = {Kind.MISSED: "missed", Kind.EXTRA: "extra", Kind.DIFFERS: "other fields"}[case.kind]
    return f"{case.leaf} — {case.holder}: {told} ({case.modality})"


def case_details(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what is to be known of a difference, name by name."""
    for difference in case.fields:
        sides = (("the gold has", difference.missed), ("was read", difference.extra))
        yield difference.field, "; ".join(f"only {side}: {', '.join(keys)}" for side, keys in sides if keys)
    if case.kind is Kind.MISSED:
        yield "read here", ", ".join(case.beside) or "nothing"
    if case.kind is Kind.EXTRA:
        yield "gold here", ", ".join(case.beside) or "nothing"
    if case.rule:
        yield "rule", case.rule
        yield "holder’s words", case.holder_words or _NOTHING
        yield "verb", case.cue_words or _NOTHING
    if case.condition_words:
        yield "conditions’ words", "; ".join(case.condition_words)
    if case.line:
        yield "gold", f"line {case.line}{f': “{case.cue}”' if case.cue else ''}"


def pieces(passage: Passage) -> Iterator[tuple[str, bool]]:
    """Yield a passage's text in pieces, each with whether it is marked."""
    position = 0
    for span in passage.marks:
        yield passage.text[position : span.start], False
        yield passage.text[span.start : span.end], True
        position = span.end
    yield passage.text[position:], False


def _as_json(evaluation: Evaluation) -> dict[str, object]:
    return {
        "total": _scores(evaluation.total),
        "instruments": [_instrument(result) for result in evaluation.instruments],
        "not_in_gold": evaluation.not_in_gold,
        "notes": evaluation.notes,
    }


def _instrument(result: InstrumentResult) -> dict[str, object]:
    return {
        "symbol": result.symbol,
        "title": result.title,
        "paragraphs": result.paragraphs or None,
        "gold": result.gold,
        "read": result.read,
        "scores": _scores(result.scores),
        "cases": [_case(case) for case in result.cases],
    }


def _case(case: Case) -> dict[str, object]:
    passages = [
        {"leaf": each.leaf, "text": each.text, "marks": [span._asdict() for span in each.marks]}
        for each in case.passages
    ]
    return asdict(case) | {"passages": passages}


def _scores(scores: Mapping[str, Score]) -> dict[str, object]:
    return {
        name: {"precision": score.precision, "recall": score.recall, "f1": score.f1} | asdict(score)
        for name, score in scores.items()
    }


def _lines(evaluation: Evaluation) -> Iterator[str]:
    yield from wrapped(LEGEND)
    if len(evaluation.instruments) > 1:
        yield from ("", f"All {len(evaluation.instruments)} instruments", "")
        yield _table(evaluation.total)
    for result in evaluation.instruments:
        title = wrapped(f"{result.symbol} — {result.title}")
        yield from ("", *title, "=" * max(map(len, title)), *wrapped(about(result)), "")
        yield _table(result.scores)
        for case in result.cases:
            yield ""
            yield from _told(case)
    if evaluation.not_in_gold:
        yield from ("", *wrapped(f"Not compared, as the gold has nothing on them: {', '.join(evaluation.not_in_gold)}"))


def _table(scores: Mapping[str, Score]) -> str:
    return render_table(SCORE_COLUMNS, score_rows(scores), "table").rstrip()


def _told(case: Case) -> Iterator[str]:
    yield from wrapped(case_title(case))
    for heading in case.headings:
        yield from wrapped(heading, "    ")
    for passage in case.passages:
        marked = "".join(f"[{words}]" if is_marked else words for words, is_marked in pieces(passage))
        yield from wrapped(marked, f"    {passage.leaf}  " if passage.leaf else "    ")
    for name, words in case_details(case):
        yield from wrapped(words, f"    {name:<{_DETAIL}} ")


def _share(share: float | None) -> str:
    return _NOTHING if share is None else f"{share:.3f}"


def _counts(score: Score) -> tuple[int, int, int]:
    return score.right, score.extra, score.missed
