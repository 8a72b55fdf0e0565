"""An evaluation as one HTML page to work through: every difference in its context, with room for a verdict.

The page needs nothing from elsewhere. Without scripts it is complete and can be printed; with scripts it keeps verdicts
and remarks in the browser, shows one kind of difference at a time, and saves the verdicts as a file.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from importlib.resources import files
from string import Template

from mandategraph.evaluation.results import Case, Evaluation, InstrumentResult, Kind, Passage
from mandategraph.evaluation.scores import Score
from mandategraph.presentation.evaluation import (
    LEGEND,
    SCORE_COLUMNS,
    about,
    case_details,
    case_title,
    pieces,
    score_rows,
)

_TITLE = "Reading against gold"
_NOUNS = {Kind.MISSED: "Missed", Kind.EXTRA: "Extra", Kind.DIFFERS: "With other fields"}
_VERDICTS = (("gold", "the gold is right"), ("reading", "the reading is right"), ("both", "both can be defended"))


def evaluation_page(evaluation: Evaluation) -> str:
    """Return the whole page."""
    cases = [case for result in evaluation.instruments for case in result.cases]
    parts = [f"<h1>{_TITLE}</h1>", f"<p>{_text(LEGEND)}</p>"]
    if len(evaluation.instruments) > 1:
        parts.append(_scores(f"All {len(evaluation.instruments)} instruments", evaluation.total))
        parts.append(_contents(evaluation))
    if evaluation.not_in_gold:
        parts.append(
            f"<p>Not compared, as the gold has nothing on them: {_text(', '.join(evaluation.not_in_gold))}.</p>"
        )
    parts += [f"<p>{_text(note)}.</p>" for note in evaluation.notes]
    if cases:
        parts.append(_tools(cases))
    number = 0
    for place, result in enumerate(evaluation.instruments, start=1):
        parts.append(_instrument(result, place, number))
        number += len(result.cases)
    return _PAGE.substitute(
        title=_title(evaluation), body="\n".join(parts), style=_part("evaluation.css"), script=_part("evaluation.js")
    )


def _title(evaluation: Evaluation) -> str:
    return _text(f"{_TITLE}: {', '.join(result.symbol for result in evaluation.instruments)}")


def _contents(evaluation: Evaluation) -> str:
    entries = (
        f'<li><a href="#instrument-{place}">{_text(f"{result.symbol} — {result.title}")}</a> '
        f"({len(result.cases)} differences)</li>"
        for place, result in enumerate(evaluation.instruments, start=1)
    )
    return f'<nav aria-label="Instruments"><ul>{"".join(entries)}</ul></nav>'


def _tools(cases: list[Case]) -> str:
    choices = "".join(
        f'<option value="{kind}">{noun} ({sum(case.kind is kind for case in cases)})</option>'
        for kind, noun in _NOUNS.items()
    )
    return (
        f'<div class="tools" hidden><label>Show <select id="show">'
        f'<option value="">all differences ({len(cases)})</option>'
        f'<option value="open">those without a verdict</option>{choices}</select></label> '
        f'<button type="button" id="save">Save the verdicts</button> '
        f'<span id="progress" role="status"></span></div>'
    )


def _instrument(result: InstrumentResult, place: int, first: int) -> str:
    name = f"instrument-{place}"
    cases = "\n".join(
        _article(case, result.symbol, number) for number, case in enumerate(result.cases, start=first + 1)
    )
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{_text(f"{result.symbol} — {result.title}")}</h2>\n'
        f"{_scores(about(result), result.scores)}\n{cases or '<p>No differences.</p>'}</section>"
    )


def _scores(caption: str, scores: Mapping[str, Score]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in SCORE_COLUMNS)
    rows = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in score_rows(scores)
    )
    return f"<table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _article(case: Case, symbol: str, number: int) -> str:
    name = f"case-{number}"
    headings = "".join(f'<p class="heading">{_text(heading)}</p>' for heading in case.headings)
    passages = "".join(map(_passage, case.passages)) or "<p>The text has no such leaf.</p>"
    details = "".join(f"<dt>{_text(term)}</dt><dd>{_text(words)}</dd>" for term, words in case_details(case))
    key = html.escape(f"{symbol} {case.leaf} {case.holder} {case.kind}")
    return (
        f'<article class="case" data-kind="{case.kind}" data-key="{key}" aria-labelledby="{name}">'
        f'<h3 id="{name}">{_text(case_title(case))}</h3>{headings}<blockquote>{passages}</blockquote>'
        f"<dl>{details}</dl>{''.join(_verdict(name, number))}</article>"
    )


def _passage(passage: Passage) -> str:
    words = "".join(
        f"<mark>{_text(words)}</mark>" if is_marked else _text(words) for words, is_marked in pieces(passage)
    )
    leaf = f'<span class="leaf">{_text(passage.leaf)}</span> ' if passage.leaf else ""
    return f"<p>{leaf}{words}</p>"


def _verdict(name: str, number: int) -> Iterator[str]:
    yield f'<fieldset aria-describedby="{name}"><legend>Verdict</legend>'
    for value, words in _VERDICTS:
        yield f'<label><input type="radio" name="verdict-{number}" value="{value}"> {words}</label> '
    yield f'<label class="remark">Remark <input type="text" aria-describedby="{name}"></label></fieldset>'


def _part(name: str) -> str:
    return (files("mandategraph") / "presentation" / name).read_text(encoding="utf-8")


def _text(words: str) -> str:
    return html.escape(words, quote=False)


_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>$style</style>
</head>
<body>
<main>
$body
</main>
<script>$script</script>
</body>
</html>
""")
