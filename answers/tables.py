"""Rows of directives and of what they name, for every answer that lists them: put in order, cut short and told.

What is listed comes with the strongest verb first and, of equals, the latest instrument first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Row, Table
from mandategraph.answers.names import Name, alphabet, called
from mandategraph.graph.succession import NOBODY

FIRST = 10
"""How many rows a table of many shows: what a reader takes in before turning to a spreadsheet."""
QUOTED = 2
"""How many of the directives behind a number are quoted: enough to see what is meant."""
ORDER = "the strongest verb first, then the latest instrument"
"""The order of what is listed, as a reader is told it."""

_CELLS: Mapping[str, Callable[[Directive], str]] = {
    "holder": lambda directive: called(directive.holder) if directive.holder else NOBODY,
    "modality": lambda directive: directive.modality.label,
    "themes": lambda directive: _labels(directive.themes),
    "action types": lambda directive: _labels(directive.actions),
    "partners": lambda directive: _labels(directive.partners),
    "conditions": lambda directive: _labels(directive.conditions),
    "is to ask": lambda directive: _labels(directive.onward),
    "due": lambda directive: "; ".join(directive.deadlines),
}
COLUMNS = ("modality", "action types", "conditions")
"""What a table of directives tells of each, beside its words."""


def strongest(directives: Iterable[Directive]) -> list[Directive]:
    """Return directives with the strongest verb first, then the latest instrument, then as the texts stand."""
    latest = sorted(directives, key=lambda directive: directive.evidence.date, reverse=True)
    return sorted(latest, key=lambda directive: -directive.modality.strength)


def first_of(shown: int, count: int, which: str, more: str = "") -> tuple[str, ...]:
    """Return the sentence that tells what a table leaves out, or nothing where it shows all.

    `which` says in what order the first are shown, `more` is the command for the rest.
    """
    if count <= shown:
        return ()
    rest = f" All of them: {more}" if more else ""
    return (f"The first {shown} of {count:,} are shown: {which}.{rest}",)


def directive_table(caption: str, directives: Iterable[Directive], columns: Sequence[str] = COLUMNS) -> Table:
    """Return a table with a row for each directive, in the order that they come.

    `columns` are any of: holder, modality, themes, action types, partners, conditions, is to ask, due.
    """
    rows = (
        Row(tuple(_CELLS[column](directive) for column in columns), (directive.evidence,)) for directive in directives
    )
    return Table(caption, tuple(columns), tuple(rows))


def by_name(directives: Iterable[Directive], field: str) -> dict[Name, list[Directive]]:
    """Return the directives of each thing that a field of theirs names (such as "themes"), most first."""
    found: defaultdict[Name, list[Directive]] = defaultdict(list)
    for directive in directives:
        for name in getattr(directive, field):
            found[name].append(directive)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), alphabet(item[0]))))


def name_table(caption: str, head: str, named: Mapping[Name, Sequence[Directive]], noun: str) -> Table:
    """Return a table with a row for each thing: how many directives name it, and the words of the first of these."""
    rows = (
        Row((called(name), len(directives)), tuple(each.evidence for each in strongest(directives)[:QUOTED]))
        for name, directives in named.items()
    )
    return Table(caption, (head, f"{noun}s"), tuple(rows))


def strength_table(caption: str, named: Mapping[Name, Sequence[Directive]]) -> Table:
    """Return how many directives on each theme have a verb of each modality, the strongest first."""
    modalities = {directive.modality for directives in named.values() for directive in directives}
    ordered = sorted(modalities, key=lambda name: (-name.strength, name.label))
    rows = []
    for theme, directives in named.items():
        counts = Counter(directive.modality for directive in directives)
        rows.append(Row((theme.label, *(counts[modality] for modality in ordered), len(directives))))
    return Table(caption, ("theme", *(modality.label.lower() for modality in ordered), "all"), tuple(rows))


def _labels(names: Iterable[Name]) -> str:
    return ", ".join(name.label for name in names)
