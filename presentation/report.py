"""The report of mandates as a person reads it: by body, then by instrument, theme or modality."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from mandategraph.graph.reports import COLUMNS, Entry
from mandategraph.presentation.pages import html_page, width
from mandategraph.presentation.tables import render_table

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
    bodies = len({entry.holder for entry in mandates})
    nobody = sum(entry.kind == "UnassignedDirective" for entry in entries)
    instruments = len({entry.instrument for entry in entries})
    return (
        f"{_count(len(entries), 'directive')} in {_count(instruments, 'instrument')}: "
        f"{_count(len(mandates), 'mandate')} of {bodies} United Nations {'body' if bodies == 1 else 'bodies'}, "
        f"{_count(len(entries) - len(mandates) - nobody, 'directive')} to States and others, {nobody} that nobody holds"
    )


def groups(entries: Sequence[Entry], group: str) -> Iterator[Group]:
    """Yield the entries of one body under the headings that `group` ("instrument", "theme", "modality") makes."""
    headings: dict[Heading, list[Entry]] = {}
    for entry in entries:
        for heading in _headings(entry, group):
            headings.setdefault(heading, []).append(entry)
    order = sorted(headings) if group != "instrument" else headings
    yield from ((heading, headings[heading]) for heading in order)


def _headings(entry: Entry, group: str) -> tuple[Heading, ...]:
    if group == "theme":
        return entry.themes or ("No theme",)
    if group == "modality":
        return (entry.modality,)
    return (f"{entry.instrument} — {entry.title}",)


def _holders(entries: Sequence[Entry]) -> Iterator[tuple[Heading, str, Sequence[Entry]]]:
    """Yield, for each holder in the order of the entries, its heading, a line about it, and its entries."""
    for holder, grouped in groupby(
        entries, key=lambda entry: (entry.holder, entry.holder_key, entry.today, entry.kind)
    ):
        label, key, today, kind = holder
        held = list(grouped)
        name = label if key in ("UNASSIGNED", "") else f"{label} ({key})"
        counted = f"{len(held)} {_NOUNS[kind][len(held) != 1]}"
        yield name, f"{counted}; held today by the {today}" if today else counted, held


def _as_text(entries: Sequence[Entry], group: str) -> str:
    lines = ["WHICH BODY HOLDS WHICH MANDATE", *textwrap.wrap(summary(entries), width()), ""]
    for name, about, held in _holders(entries):
        lines += [name, "=" * min(len(name), width()), *textwrap.wrap(about, width()), ""]
        for heading, under in groups(held, group):
            lines += [*textwrap.wrap(heading, width() - 2, initial_indent="  ", subsequent_indent="  "), ""]
            for section, rows in groupby(under, key=lambda entry: entry.section if group == "instrument" else ""):
                lines += textwrap.wrap(section, width() - 4, initial_indent="    ", subsequent_indent="    ")
                for entry in rows:
                    lines += _text_entry(entry, group)
            lines.append("")
    return "\n".join(lines)


def _text_entry(entry: Entry, group: str) -> list[str]:
    place = entry.leaf if group == "instrument" else f"{entry.instrument} {entry.leaf}"
    lead = f"    {place:<7} {entry.modality:<15} "
    if len(lead) > 29 and group == "instrument":
        lead = f"{lead.rstrip()} "
    indent = " " * 28 if group == "instrument" else " " * 8
    if group != "instrument":
        return [lead.rstrip(), *textwrap.wrap(entry.words, width(), initial_indent=indent, subsequent_indent=indent)]
    return textwrap.wrap(entry.words, width(), initial_indent=lead, subsequent_indent=indent)


def _as_markdown(entries: Sequence[Entry], group: str) -> str:
    lines = ["# Which body holds which mandate", "", summary(entries), ""]
    for name, about, held in _holders(entries):
        lines += [f"## {name}", "", about, ""]
        for heading, under in groups(held, group):
            lines += [f"### {heading}", ""]
            rows = [(_place(entry, group), entry.modality, entry.words) for entry in under]
            lines += [render_table(("leaf", "modality", "words"), rows, "markdown"), ""]
    return "\n".join(lines)


def _as_html(entries: Sequence[Entry], group: str) -> str:
    parts = ["<h1>Which body holds which mandate</h1>", f"<p>{html.escape(summary(entries))}</p>"]
    for name, about, held in _holders(entries):
        parts += [f"<h2>{html.escape(name)}</h2>", f'<p class="today">{html.escape(about)}</p>']
        for heading, under in groups(held, group):
            parts.append(f"<h3>{html.escape(heading)}</h3>")
            parts.append(
                '<table><tr><th scope="col">Leaf</th><th scope="col">Modality</th><th scope="col">Words</th></tr>'
            )
            for entry in under:
                cells = (("leaf", _place(entry, group)), ("modality", entry.modality), ("words", entry.words))
                parts.append(
                    f"<tr>{''.join(f'<td class={css!r}>{html.escape(text)}</td>' for css, text in cells)}</tr>"
                )
            parts.append("</table>")
    return html_page("Which body holds which mandate", "\n".join(parts))


def _place(entry: Entry, group: str) -> str:
    return entry.leaf if group == "instrument" else f"{entry.instrument}, {entry.leaf}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


_GROUPED: Mapping[str, Callable[[Sequence[Entry], str], str]] = {
    "table": _as_text,
    "markdown": _as_markdown,
    "html": _as_html,
}
