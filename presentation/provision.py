"""The page of one provision as text: its words, marked where a record rests on them, and the records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from mandategraph.graph.accounts import Account
from mandategraph.graph.provisions import Passage, ProvisionPage, Rested
from mandategraph.graph.succession import NOBODY
from mandategraph.presentation.accounts import account_lines
from mandategraph.presentation.pages import wrapped

_OPEN, _CLOSE = "[", "]"
_DETAIL = 18
_TOLD_BY_ACCOUNTS = ("holder's words", "verb", "condition's words", "cites")


def render_page(page: ProvisionPage, page_format: str, accounts: Mapping[str, Account] | None = None) -> str:
    """Return a provision's page as text for a person, or as JSON (the fields of `ProvisionPage`).

    With `accounts` (by the IRIs of directives), each directive tells how it was read; in JSON under "accounts".
    """
    if page_format == "json":
        told = {"accounts": {iri: asdict(account) for iri, account in accounts.items()}} if accounts else {}
        return json.dumps(asdict(page) | told, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(page, accounts or {})) + "\n"


def _lines(page: ProvisionPage, accounts: Mapping[str, Account]) -> Iterator[str]:
    yield from wrapped(f"{page.identifier} — {page.title}")
    for depth, above in enumerate(page.above):
        yield from wrapped(above, "  " * (depth + 1))
    yield ""
    for passage in page.passages:
        label = "  " * passage.depth + (f"{passage.label}  " if passage.label else "")
        yield from wrapped(marked(passage, page.directives), label)
    for footnote in page.footnotes:
        yield from wrapped(footnote, "    footnote ", " " * 6)
    yield ""
    yield _counted(len(page.directives))
    for number, rested in enumerate(page.directives, start=1):
        yield ""
        yield from _directive(number, rested, len(page.passages) > 1, accounts.get(rested.iri))
    for heading, entries in (("Changes to bodies", page.changes), ("Implemented by", page.implemented_by)):
        if entries:
            yield from ("", heading)
        for entry in entries:
            yield from wrapped(entry, "   ")


def _counted(directives: int) -> str:
    if directives == 1:
        return "1 directive rests on these words."
    return f"{directives or 'No'} directives rest on these words."


def _directive(number: int, rested: Rested, several: bool, account: Account | None) -> Iterator[str]:
    place = f"{rested.leaf}: " if several and rested.leaf else ""
    yield from wrapped(f"{place}{rested.holder or NOBODY} — {rested.modality.lower()}", f"{number}. ")
    for name, values in rested.details.items():
        if account is None or name not in _TOLD_BY_ACCOUNTS:
            yield from _detail(name, "; ".join(values))
    if account:
        for name, words in account_lines(rested, account):
            yield from _detail(name, words)
        return
    source = f"{rested.rule}{f', passed down by the chapeau of {rested.chapeau}' if rested.chapeau else ''}"
    yield from _detail("read by rule", source)


def _detail(name: str, words: str) -> Iterator[str]:
    yield from wrapped(words, f"   {name:<{_DETAIL}} ")


def marked(passage: Passage, directives: Sequence[Rested]) -> str:
    """Return a passage's text with the words that directives rest on between brackets and the record's number."""
    inserts: dict[int, list[str]] = {}
    for number, rested in enumerate(directives, start=1):
        if rested.passage == passage.iri:
            inserts.setdefault(rested.start, []).append(_OPEN)
            inserts.setdefault(rested.end, []).insert(0, f"{_CLOSE}({number})")
    pieces, position = [], 0
    for place in sorted(inserts):
        pieces += [passage.text[position:place], *inserts[place]]
        position = place
    return "".join(pieces) + passage.text[position:]
