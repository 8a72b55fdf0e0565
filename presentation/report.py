"""The report of mandates as a person reads it: by body, then by instrument, theme or modality."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from mandategraph.graph.addresses import address
from mandategraph.graph.reports import COLUMNS, Entry, Tally
from mandategraph.graph.succession import NOBODY
from mandategraph.loaders.records import UNASSIGNED
from mandategraph.presentation.pages import html_page, wrapped
from mandategraph.presentation.tables import render_table, table_pieces

GROUPS = ("instrument", "theme", "modality")
"""What a report may be grouped by, below the bodies."""

_TITLE = "Which body holds which mandate"
_NO_THEME = "No theme"
_NOUNS = {
    "Mandate": ("mandate", "mandates"),
    "StateDirective": ("directive", "directives"),
    "ExternalDirective": ("directive", "directives"),
    "UnassignedDirective": ("directive that nobody holds", "directives that nobody holds"),
}
Heading = str
Group = tuple[Heading, Sequence[Entry]]


def render_report(tally: Tally, entries: Iterable[Entry], report_format: str, group: str) -> Iterator[str]:
    """Yield the report, piece by piece, in one of `tables.TABLE_FORMATS`.

    Formats for people are grouped by body, then by `group`; `tally` is what they count, and `entries` come body by body
    and in the order of the texts.
    """
    if report_format in _GROUPED:
        return _GROUPED[report_format](tally, entries, group)
    rows = ([getattr(entry, column) for column in COLUMNS] for entry in entries)
    return table_pieces(COLUMNS, rows, report_format)


def summary(tally: Tally) -> str:
    """Return one line that counts what a report holds."""
    by_kind = Counter[str]()
    for (kind, _), number in tally.held.items():
        by_kind[kind] += number
    mandates, nobody = by_kind["Mandate"], by_kind["UnassignedDirective"]
    others = by_kind.total() - mandates - nobody
    bodies = sum(kind == "Mandate" for kind, _ in tally.held)
    parts = (
        (mandates, f"{_count(mandates, 'mandate')} of {_count(bodies, 'United Nations body')}"),
        (others, f"{_count(others, 'directive')} to States and others"),
        (nobody, f"{nobody} that nobody holds"),
    )
    told = ", ".join(words for found, words in parts if found)
    counted = f"{_count(by_kind.total(), 'directive')} in {_count(tally.instruments, 'instrument')}"
    return f"{counted}: {told}" if told else "No directive fits these filters."


def groups(entries: Iterable[Entry], group: str) -> Iterator[Group]:
    """Yield the entries of one body under the headings that `group` (one of `GROUPS`) makes.

    Instruments come in the order of the entries, which have all of one instrument together; themes come by alphabet,
    modalities from the strongest.
    """
    if group == "instrument":
        for heading, together in groupby(entries, key=lambda entry: f"{entry.instrument} — {entry.title}"):
            yield heading, list(together)
        return
    headings: dict[Heading, list[Entry]] = {}
    for entry in entries:
        for heading in (entry.modality,) if group == "modality" else entry.listed_under or (_NO_THEME,):
            headings.setdefault(heading, []).append(entry)
    if group == "theme":
        yield from sorted(headings.items(), key=lambda found: (found[0] == _NO_THEME, found[0]))
    else:
        yield from sorted(headings.items(), key=lambda found: -found[1][0].strength)


def _holders(tally: Tally, entries: Iterable[Entry]) -> Iterator[tuple[Heading, str, Iterator[Entry]]]:
    """Yield, for each holder in the order of the entries, its heading, a line about it, and its entries."""
    for (name, kind), together in groupby(entries, key=lambda entry: (entry.holder, entry.kind)):
        held = iter(together)
        first = next(held)
        heading = name if first.holder_key == UNASSIGNED else f"{name} ({first.holder_key})"
        yield heading, "; ".join(_about(first, tally.held[kind, name])), chain((first,), held)


def _about(first: Entry, number: int) -> Iterator[str]:
    yield f"{number:,} {_NOUNS[first.kind][number != 1]}"
    if today := first.today:
        yield "held by nobody today" if today == NOBODY else f"held today by the {today}"
    if inherited := first.inherited:
        yield f"today also holds the mandates given to: {', '.join(inherited)}"


def _as_text(tally: Tally, entries: Iterable[Entry], group: str) -> Iterator[str]:
    yield _lines(_TITLE.upper(), *wrapped(summary(tally)))
    for name, about, held in _holders(tally, entries):
        underlined = wrapped(name)
        yield _lines("", "", *underlined, "=" * max(map(len, underlined)), *wrapped(about))
        for heading, under in groups(held, group):
            told = _by_section(under) if group == "instrument" else _one_by_one(under, group)
            yield _lines("", *wrapped(heading, "  "), *told)


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _by_section(entries: Sequence[Entry]) -> Iterator[str]:
    """Tell the directives of one instrument, section by section, in columns: leaf, modality, words."""
    leaf = max(len(entry.leaf) for entry in entries)
    modality = max(len(entry.modality) for entry in entries)
    for section, rows in groupby(entries, key=lambda entry: entry.section):
        yield ""
        yield from wrapped(section, "    ")
        for entry in rows:
            yield from wrapped(entry.words, f"    {entry.leaf:<{leaf}}  {entry.modality:<{modality}}  ")


def _one_by_one(entries: Sequence[Entry], group: str) -> Iterator[str]:
    """Tell directives of several instruments: place and modality, and below them the words."""
    for entry in entries:
        yield ""
        place = _place(entry, group)
        yield f"    {place}" if group == "modality" else f"    {place}: {entry.modality.lower()}"
        yield from wrapped(entry.words, " " * 8)


def _as_markdown(tally: Tally, entries: Iterable[Entry], group: str) -> Iterator[str]:
    yield _lines(f"# {_TITLE}", "", summary(tally))
    for name, about, held in _holders(tally, entries):
        yield _lines("", f"## {name}", "", about)
        for heading, under in groups(held, group):
            rows = [(_place(entry, group), entry.modality, entry.words) for entry in under]
            yield _lines("", f"### {heading}", "")
            yield render_table(("where", "modality", "words"), rows, "markdown")


def _as_html(tally: Tally, entries: Iterable[Entry], group: str) -> Iterator[str]:
    start, end = html_page(_TITLE, "\0").split("\0")
    yield start
    yield _lines(f"<h1>{_TITLE}</h1>", f"<p>{html.escape(summary(tally))}</p>")
    for name, about, held in _holders(tally, entries):
        yield _lines(f"<h2>{html.escape(name)}</h2>", f'<p class="today">{html.escape(about)}</p>')
        for heading, under in groups(held, group):
            yield _lines(
                f"<h3>{html.escape(heading)}</h3>",
                '<table><tr><th scope="col">Where</th><th scope="col">Modality</th><th scope="col">Words</th></tr>',
            )
            for entry in under:
                cells = (("leaf", _place(entry, group)), ("modality", entry.modality), ("words", entry.words))
                yield _lines(
                    f"<tr>{''.join(f'<td class={css!r}>{html.escape(text)}</td>' for css, text in cells)}</tr>"
                )
            yield _lines("</table>")
    yield end


def _place(entry: Entry, group: str) -> str:
    return entry.leaf if group == "instrument" else address(entry.instrument, entry.leaf)


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


_GROUPED: Mapping[str, Callable[[Tally, Iterable[Entry], str], Iterator[str]]] = {
    "table": _as_text,
    "markdown": _as_markdown,
    "html": _as_html,
}
