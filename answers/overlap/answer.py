"""Which bodies work on the same thing, and how far: their mandates by theme and by type of action, side by side.

It is called overlap, and says no more than that: bodies whose fields overlap may be partners, or one the other's
successor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day, asked
from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Dossier, Matrix, Row, Section, Table
from mandategraph.answers.names import Name, alphabet, called, definite, named
from mandategraph.answers.overlap.comparing import BODIES, Compared, compared, ties
from mandategraph.answers.tables import FIRST, ORDER, QUOTED, strongest
from mandategraph.answers.words import command, listing, number, sentence
from mandategraph.graph.fields import Overlap

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

OPENED = 2_000
"""How many places the cells of a matrix open: more make a page of many megabytes that nobody reads."""
NAMED = 3
"""How many of the things that two bodies share, or of the bodies that share a thing, are named in a cell."""

_MEANING = (
    "Overlap tells that two bodies have mandates for the same type of action on the same theme, and nothing more. They "
    "may do it together as partners, one may be a part of the other or its successor, or each may do it in a place or "
    "in a way of its own: the words tell which."
)
_MEASURE = (
    "How it is measured: the field of a body is made of the pairs of a theme and a type of action that its mandates "
    "have. “Overlap” is the number of pairs that two bodies share, divided by the number that either of them has "
    "(Jaccard): 0 is nothing in common, 1 the same field. “Weighted” counts each pair as often as mandates have it, so "
    "that what bodies often do counts for more than what they do once."
)
_BELOW_PAIRS = (
    "Below each pair stands a mandate of each body on what is named first under “shared most”. “Each other” tells how "
    "the two stand to each other, where the graph knows; partners are counted by the mandates of one that name the "
    "other."
)
_NOT_COVERED = (
    "Only mandates are compared: what bodies of the United Nations system are to do. Directives to States and to "
    "others are left out.",
    "Themes and types of action are read from the words by rules, and a mandate may be given too many or too few of "
    "them. A mandate without a type of action is in no body's field.",
    "“Crime and justice in general” is the theme of what has no other: to share it says little, yet it counts.",
)


@dataclass(frozen=True, slots=True)
class _Side:
    """What bodies are set beside: a field of a directive, what it is called, one and many, and what tells all of it."""

    heading: str
    field: str
    one: str
    many: str
    more: tuple[str, ...]


_THEMES = _Side(
    "Bodies by theme", "themes", "theme", "themes", ("report", "--body", "KEY", "--theme", "KEY", "--by", "theme")
)
_ACTIONS = _Side(
    "Bodies by type of action",
    "actions",
    "type of action",
    "types of action",
    ("query", "actions-of-body", "--set", "body=KEY"),
)


def overlap(store: Graph, day: Day, body: str = "", theme: str = "") -> Dossier:
    """Return how far the mandates of bodies overlap: of those with most mandates, or of one body and those next to it.

    `body` and `theme` are written as people write them, and either may be empty; with a theme, only mandates on it
    count. Raises `UsageError`, with near names, for a body or a theme that the graph does not know.
    """
    one = named(store, "body", body) if body else None
    about = named(store, "theme", theme) if theme else None
    found = compared(store, one, about)
    on = f" on the theme {about.label}" if about else ""
    values = [("body", called(one))] if one else []
    values += [("theme", about.label)] if about else []
    return Dossier(
        title=(f"Overlap of {definite(one)} with others" if one else "Overlap of bodies") + on,
        asked=asked(store, day, *values),
        sections=_sections(store, day, found, one, on) if found.pairs else (_nothing(found, one, on),),
        not_covered=(*_NOT_COVERED, *day.not_covered()),
        summary=_summary(found, one),
    )


def _sections(store: Graph, day: Day, found: Compared, one: Name | None, on: str) -> tuple[Section, ...]:
    shown = found.pairs[:FIRST]
    told = [_MEANING, _MEASURE, _chosen(found, one, on), _BELOW_PAIRS]
    if len(shown) < len(found.pairs):
        told.append(f"The first {FIRST} of {len(found.pairs)} pairs are shown: the highest weighted overlap first.")
    tied = ties(store, shown)
    columns = ("body", "other body", "pairs shared", "overlap", "weighted", "shared most", "each other")
    pairs = Table(
        "Pairs of bodies", columns, tuple(_pair_row(found, pair, tied[pair.one, pair.other]) for pair in shown)
    )
    # On one theme there is nothing to set side by side by theme.
    sides = (_ACTIONS,) if on else (_THEMES, _ACTIONS)
    return (
        Section("How far bodies overlap", tuple(told), (pairs,)),
        *(_side_by_side(side, found, day) for side in sides),
    )


def _chosen(found: Compared, one: Name | None, on: str) -> str:
    if one:
        others = len(found.bodies) - 1
        near = f"the {others} bodies whose fields are" if others > 1 else "the one body whose field is"
        return f"{sentence(definite(one))} is compared with {near} nearest to its own{on}."
    if len(found.bodies) < len(found.held):
        return f"Of {len(found.held)} bodies with mandates{on}, the {BODIES} with the most are compared."
    return f"All {len(found.held)} bodies with mandates{on} are compared."


def _pair_row(found: Compared, pair: Overlap, tie: str) -> Row:
    by_theme: defaultdict[str, list[str]] = defaultdict(list)
    for theme, action in pair.shared[:NAMED]:
        by_theme[found.known[theme].label].append(found.known[action].label.lower())
    shared = "; ".join(f"{theme}: {', '.join(actions)}" for theme, actions in by_theme.items())
    more = f"; and {len(pair.shared) - NAMED} more" if len(pair.shared) > NAMED else ""
    one, other = found.known[pair.one], found.known[pair.other]
    cells = (called(one), called(other), len(pair.shared), pair.jaccard, pair.weighted, shared + more, tie)
    return Row(cells, tuple(_most(found, body, pair).evidence for body in (one, other)))


def _most(found: Compared, body: Name, pair: Overlap) -> Directive:
    """Return a mandate of a body on what the pair shares most."""
    theme, action = (found.known[iri] for iri in pair.shared[0])
    return strongest(
        mandate
        for mandate in found.mandates
        if mandate.holder == body and theme in mandate.themes and action in mandate.actions
    )[0]


_Cells = Mapping[tuple[Name, Name], Sequence[Directive]]


def _side_by_side(side: _Side, found: Compared, day: Day) -> Section:
    """Return the mandates of bodies by theme or type of action: a matrix that opens them, or its numbers."""
    cells: defaultdict[tuple[Name, Name], list[Directive]] = defaultdict(list)
    for mandate in found.mandates:
        for concept in getattr(mandate, side.field):
            assert mandate.holder is not None
            cells[mandate.holder, concept].append(mandate)
    concepts = sorted({concept for _, concept in cells}, key=alphabet)
    counted = f"Each number counts mandates; a mandate with two {side.many} is counted at both."
    places = sum(map(len, cells.values()))
    if places <= OPENED:
        return Section(side.heading, (counted,), (_matrix(side, found.bodies, concepts, cells),))
    cut = (
        f"The numbers count {places:,} places, which are too many to open here. Below each {side.one} {QUOTED} of them "
        f"are quoted: {ORDER}. All that are behind one number: {command(side.more, day)}"
    )
    return Section(side.heading, (counted, cut), (_numbers(side, found.bodies, concepts, cells),))


def _matrix(side: _Side, bodies: Sequence[Name], concepts: Sequence[Name], cells: _Cells) -> Matrix:
    return Matrix(
        caption=side.heading,
        row_kind="body",
        column_kind=side.one,
        row_heads=tuple(map(called, bodies)),
        column_heads=tuple(concept.label for concept in concepts),
        cells={
            (row, column): tuple(mandate.evidence for mandate in cells[body, concept])
            for row, body in enumerate(bodies)
            for column, concept in enumerate(concepts)
            if (body, concept) in cells
        },
    )


def _numbers(side: _Side, bodies: Sequence[Name], concepts: Sequence[Name], cells: _Cells) -> Table:
    """Return how many mandates on each theme, or of each type of action, which bodies have: who has most, first."""
    counted = Counter({concept: sum(len(cells.get((body, concept), ())) for body in bodies) for concept in concepts})
    rows = []
    for concept, places in counted.most_common():
        holders = sorted((body for body in bodies if (body, concept) in cells), key=lambda b: -len(cells[b, concept]))
        most = "; ".join(f"{called(body)} {len(cells[body, concept]):,}" for body in holders[:NAMED])
        more = f"; and {len(holders) - NAMED} more" if len(holders) > NAMED else ""
        quoted = strongest(mandate for body in holders for mandate in cells[body, concept])[:QUOTED]
        cited = tuple(mandate.evidence for mandate in quoted)
        rows.append(Row((concept.label, places, len(holders), most + more), cited))
    return Table(side.heading, (side.one, "mandates", "bodies", "who has most"), tuple(rows))


def _nothing(found: Compared, one: Name | None, on: str) -> Section:
    """Return the section that says why nothing overlaps, and who has mandates instead."""
    if one and one not in found.held:
        why = f"No mandate of {definite(one)}{on} was found in this graph."
    elif one:
        why = (
            f"No other body was found in this graph that shares a theme and a type of action with {definite(one)}{on}."
        )
    else:
        why = f"No two bodies were found in this graph whose mandates{on} share a theme and a type of action."
    most = [f"{definite(body)} with {number(held, 'mandate')}" for body, held in found.held.items()]
    if not most:
        return Section("How far bodies overlap", (why, f"Searched: all bodies; none has a mandate{on} in this graph."))
    some = f"The {FIRST} with the most are" if len(most) > FIRST else "They are"
    searched = f"Searched: {len(most)} bodies with mandates{on}. {some} {listing(most[:FIRST])}."
    return Section("How far bodies overlap", (why, searched))


def _summary(found: Compared, one: Name | None) -> tuple[str, ...]:
    if not found.pairs:
        return ("No overlap was found in this graph.",)
    first = found.pairs[0]
    both = [definite(found.known[body]) for body in (first.one, first.other)]
    if one:
        highest = f"The field of {both[1]} is nearest to that of {both[0]}"
    else:
        highest = f"Of those compared, {listing(both)} overlap most"
    return (
        f"{highest}: they share {number(len(first.shared), 'pair')} of theme and type of action, a weighted overlap of "
        f"{first.weighted:.2f}.",
        "Overlap is no verdict: it tells where to read on.",
    )
