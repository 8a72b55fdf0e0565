"""The report of mandates as a person reads it: by body, then by instrument, theme or modality."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from mandategraph.graph.addresses import address
from mandategraph.graph.reports import COLUMNS, Entry
from mandategraph.graph.succession import NOBODY
from mandategraph.loaders.records import UNASSIGNED
from mandategraph.presentation.pages import html_page, wrapped
from mandategraph.presentation.tables import render_table

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


def render_report(entries: Sequence[Entry], report_format: str, group: str) -> str:
    """Return the report in one of `tables.TABLE_FORMATS`; formats for people are grouped by body, then by `group`."""
    if report_format in _GROUPED:
        return _GROUPED[report_format](entries, group)
    rows = ([getattr(entry, column) for column in COLUMNS] for entry in entries)
    return render_table(COLUMNS, rows, report_format)


def summary(entries: Sequence[Entry]) -> str:
    """Return one line that counts what a report holds."""
    mandates = [entry for entry in entries if entry.kind == "Mandate"]
    nobody = sum(entry.kind == "UnassignedDirective" for entry in entries)
    others = len(entries) - len(mandates) - nobody
    bodies = len({entry.holder for entry in mandates})
    parts = (
        (mandates, f"{_count(len(mandates), 'mandate')} of {_count(bodies, 'United Nations body')}"),
        (others, f"{_count(others, 'directive')} to States and others"),
        (nobody, f"{nobody} that nobody holds"),
    )
    told = ", ".join(words for found, words in parts if found)
    instruments = len({entry.instrument for entry in entries})
    counted = f"{_count(len(entries), 'directive')} in {_count(instruments, 'instrument')}"
    return f"{counted}: {told}" if told else "No directive fits these filters."


def groups(entries: Sequence[Entry], group: str) -> Iterator[Group]:
    """Yield the entries of one body under the headings that `group` (one of `GROUPS`) makes.

    Instruments come in the order of the entries, themes by alphabet, modalities from the strongest.
    """
    headings: dict[Heading, list[Entry]] = {}
    for entry in entries:
        for heading in _headings(entry, group):
            headings.setdefault(heading, []).append(entry)
    if group == "theme":
        yield from sorted(headings.items(), key=lambda found: (found[0] == _NO_THEME, found[0]))
    elif group == "modality":
        yield from sorted(headings.items(), key=lambda found: -found[1][0].strength)
    else:
        yield from headings.items()


def _headings(entry: Entry, group: str) -> tuple[Heading, ...]:
    if group == "theme":
        return entry.listed_under or (_NO_THEME,)
    if group == "modality":
        return (entry.modality,)
    return (f"{entry.instrument} — {entry.title}",)


def _holders(entries: Sequence[Entry]) -> Iterator[tuple[Heading, str, Sequence[Entry]]]:
    """Yield, for each holder in the order of the entries, its heading, a line about it, and its entries."""
    for (key, kind), grouped in groupby(entries, key=lambda entry: (entry.holder_key, entry.kind)):
        held = list(grouped)
        name = held[0].holder if key == UNASSIGNED else f"{held[0].holder} ({key})"
        yield name, "; ".join(_about(held, kind)), held


def _about(held: Sequence[Entry], kind: str) -> Iterator[str]:
    yield f"{len(held):,} {_NOUNS[kind][len(held) != 1]}"
    if today := held[0].today:
        yield "held by nobody today" if today == NOBODY else f"held today by the {today}"
    if inherited := held[0].inherited:
        yield f"today also holds the mandates given to: {', '.join(inherited)}"


def _as_text(entries: Sequence[Entry], group: str) -> str:
    lines = [_TITLE.upper(), *wrapped(summary(entries))]
    for name, about, held in _holders(entries):
        underlined = wrapped(name)
        lines += ["", "", *underlined, "=" * max(map(len, underlined)), *wrapped(about)]
        for heading, under in groups(held, group):
            lines += ["", *wrapped(heading, "  ")]
            lines += _by_section(under) if group == "instrument" else _one_by_one(under, group)
    return "\n".join(lines) + "\n"


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


def _as_markdown(entries: Sequence[Entry], group: str) -> str:
    lines = [f"# {_TITLE}", "", summary(entries), ""]
    for name, about, held in _holders(entries):
        lines += [f"## {name}", "", about, ""]
        for heading, under in groups(held, group):
            lines += [f"### {heading}", ""]
            rows = [(_place(entry, group), entry.modality, entry.words) for entry in under]
            lines.append(render_table(("where", "modality", "words"), rows, "markdown"))
    return "\n".join(lines).rstrip() + "\n"


def _as_html(entries: Sequence[Entry], group: str) -> str:
    parts = [f"<h1>{_TITLE}</h1>", f"<p>{html.escape(summary(entries))}</p>"]
    for name, about, held in _holders(entries):
        parts += [f"<h2>{html.escape(name)}</h2>", f'<p class="today">{html.escape(about)}</p>']
        for heading, under in groups(held, group):
            parts.append(f"<h3>{html.escape(heading)}</h3>")
            parts.append(
                '<table><tr><th scope="col">Where</th><th scope="col">Modality</th><th scope="col">Words</th></tr>'
            )
            for entry in under:
                cells = (("leaf", _place(entry, group)), ("modality", entry.modality), ("words", entry.words))
                parts.append(
                    f"<tr>{''.join(f'<td class={css!r}>{html.escape(text)}</td>' for css, text in cells)}</tr>"
                )
            parts.append("</table>")
    return html_page(_TITLE, "\n".join(parts))


def _place(entry: Entry, group: str) -> str:
    return entry.leaf if group == "instrument" else address(entry.instrument, entry.leaf)


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


_GROUPED: Mapping[str, Callable[[Sequence[Entry], str], str]] = {
    "table": _as_text,
    "markdown": _as_markdown,
    "html": _as_html,
}
