"""The page of one provision as text: its words, marked where a record rests on them, and the records."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from mandategraph.graph.provisions import ProvisionPage, Rested
from mandategraph.graph.reports import NOBODY
from mandategraph.presentation.pages import width

PAGE_FORMATS = ("text", "json")
_OPEN, _CLOSE = "[", "]"


def render_page(page: ProvisionPage, page_format: str) -> str:
    """Return a provision's page as text for a person, or as JSON."""
    if page_format == "json":
        return json.dumps(asdict(page), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(page)) + "\n"


def _lines(page: ProvisionPage) -> Iterator[str]:
    yield from textwrap.wrap(f"{page.identifier} — {page.title}", width())
    for depth, above in enumerate(page.above):
        indent = "  " * (depth + 1)
        yield from textwrap.wrap(above, width(), initial_indent=indent, subsequent_indent=indent)
    yield ""
    label = f"{page.leaf}  "
    yield from textwrap.wrap(marked(page), width(), initial_indent=label, subsequent_indent=" " * len(label))
    for footnote in page.footnotes:
        yield from textwrap.wrap(footnote, width(), initial_indent="    footnote ", subsequent_indent="      ")
    yield ""
    yield _counted(len(page.directives))
    for number, rested in enumerate(page.directives, start=1):
        yield from _directive(number, rested)
    for change in page.changes:
        yield f"  body change   {change}"
    for section in page.implemented_by:
        yield from textwrap.wrap(f"  implemented by {section}", width(), subsequent_indent=" " * 17)


def _counted(directives: int) -> str:
    if directives == 1:
        return "1 directive rests on these words."
    return f"{directives or 'No'} directives rest on these words."


def _directive(number: int, rested: Rested) -> Iterator[str]:
    yield ""
    yield f"{number}. {rested.holder or NOBODY} — {rested.modality.lower()}"
    source = f"{rested.rule}{f', passed down by the chapeau of {rested.chapeau}' if rested.chapeau else ''}"
    for name, values in (("read by rule", (source,)), *rested.details):
        yield from textwrap.wrap(f"   {name:<18} {'; '.join(values)}", width(), subsequent_indent=" " * 22)


def marked(page: ProvisionPage) -> str:
    """Return the provision's text with the words that directives rest on between brackets and the record's number."""
    inserts: dict[int, list[str]] = {}
    for number, rested in enumerate(page.directives, start=1):
        inserts.setdefault(rested.start, []).append(_OPEN)
        inserts.setdefault(rested.end, []).insert(0, f"{_CLOSE}({number})")
    pieces, position = [], 0
    for place in sorted(inserts):
        pieces += [page.text[position:place], *inserts[place]]
        position = place
    return "".join(pieces) + page.text[position:]
