"""Two or more bodies side by side: what their mandates share, and what only one of them has.

Mandates are aligned by the pairs of a theme and a type of action that `mandategraph.graph.fields` measures overlap by.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, zip_longest
from typing import TYPE_CHECKING

from mandategraph.answers import bodies
from mandategraph.answers.asked import Day, asked
from mandategraph.answers.bodies import Body
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.dossier import Dossier, Row, Section, Table
from mandategraph.answers.names import Name, called, definite, is_general
from mandategraph.answers.tables import ORDER, QUOTED, first_of, strongest
from mandategraph.answers.words import command, in_words, listing, lowered, noun, number, sentence
from mandategraph.errors import UsageError
from mandategraph.graph.fields import MEASURE, overlaps

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

PAIRS = 20
"""How many pairs of theme and type of action a section sets out with words: some ten pages of them."""
SIDE_BY_SIDE = 2
"""How many directives of each body are set side by side on a pair."""
_TOP = 3
"""How many themes the summary names."""
_MEASURE = (
    f"{MEASURE}. Both run from 0, nothing in common, to 1, all in common. Overlap says that two bodies work on the "
    "same thing; they may be partners, or one the successor of the other."
)
_NOT_COVERED = (
    "A directive without a theme or a type of action is not compared.",
    "Words on the same theme with the same type of action may still be about different things.",
)

Pair = tuple[Name, Name]
"""A theme and a type of action."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the bodies: what it holds, in all and by pair of theme and type of action."""

    body: Body
    held: tuple[Directive, ...]
    pairs: Mapping[Pair, Sequence[Directive]]

    @property
    def name(self) -> str:
        """The body as a cell or a heading calls it."""
        return called(self.body.name)


def compare(store: Graph, words: Sequence[str], day: Day) -> Dossier:
    """Return what the mandates of bodies have in common and what each has alone, with the words side by side.

    `words` call the bodies as a person does, `store` is the graph as it stood on the day. Raises `UsageError` for a
    body that the graph does not have, for one that is named twice, and for fewer than two.
    """
    sides = tuple(_side(store, one) for one in _different(store, words))
    kind = noun(directive for side in sides for directive in side.held)
    groups = _groups(sides)
    sections = (
        _overlap(sides),
        *_successions(sides, day),
        *(_together(sides, among, pairs, kind, day) for among, pairs in groups if len(among) > 1),
        *(_alone(sides, among[0], pairs, kind, day) for among, pairs in groups if len(among) == 1),
    )
    return Dossier(
        title=listing([side.name for side in sides]) + ": a comparison",
        asked=asked(store, day, *(("body", side.name) for side in sides)),
        sections=tuple(section for section in sections if section is not None),
        not_covered=(*day.not_covered(), *_NOT_COVERED),
        summary=_summary(sides, groups, kind),
    )


def _different(store: Graph, words: Sequence[str]) -> list[Body]:
    found = [bodies.body(store, one) for one in words]
    twice = [body for body, count in Counter(body.name for body in found).items() if count > 1]
    if twice:
        raise UsageError(f"{called(twice[0])} is named twice; name different bodies to compare")
    if len(found) < 2:
        raise UsageError("a comparison needs two bodies or more; name another one")
    return found


def _side(store: Graph, body: Body) -> _Side:
    held = directives(store, Wanted(bodies=(body.name.iri,)))
    pairs: defaultdict[Pair, list[Directive]] = defaultdict(list)
    for directive in held:
        for theme in directive.themes:
            for action in directive.actions:
                pairs[theme, action].append(directive)
    return _Side(body, held, pairs)


Group = tuple[tuple[int, ...], list[Pair]]
"""The places of the bodies that have some pairs which no other body has, and these pairs."""


def _groups(sides: Sequence[_Side]) -> list[Group]:
    """Return pairs by who has them: first what all share, then what most share, last what each has alone."""
    among: defaultdict[tuple[int, ...], list[Pair]] = defaultdict(list)
    for pair in dict.fromkeys(pair for side in sides for pair in side.pairs):
        among[tuple(place for place, side in enumerate(sides) if pair in side.pairs)].append(pair)
    for side in range(len(sides)):
        among[(side,)] += []
    among[tuple(range(len(sides)))] += []
    return [
        (who, sorted(among[who], key=lambda pair: _weight(sides, who, pair)))
        for who in sorted(among, key=lambda who: (-len(who), who))
    ]


def _weight(sides: Sequence[_Side], who: Iterable[int], pair: Pair) -> tuple[int, str, str]:
    """Return the key that puts the pair first in which all of these bodies have most."""
    theme, action = pair
    return (-min(len(sides[place].pairs[pair]) for place in who), theme.label.casefold(), action.label.casefold())


def _summary(sides: Sequence[_Side], groups: Sequence[Group], kind: str) -> tuple[str, ...]:
    held = [f"{number(len(side.held), kind)} of {definite(side.body.name)}" for side in sides]
    told = [f"This compares {listing(held)} by theme and type of action."]
    empty = [definite(side.body.name) for side in sides if not side.held]
    if empty:
        told.append(f"This graph has no directive that {listing(empty)} {'is' if len(empty) == 1 else 'are'} to do.")
        return tuple(told)
    shared = next(pairs for who, pairs in groups if len(who) == len(sides))
    every = sum(len(pairs) for _, pairs in groups)
    if not shared:
        return (*told, _nothing_shared(sides))
    whose = "either of them" if len(sides) == 2 else "any of them"
    told.append(
        f"Of {number(every, 'pair')} of theme and type of action that {whose} has {kind}s on, "
        f"{in_words(len(shared))} {'are' if len(shared) > 1 else 'is'} shared{' by all' * (len(sides) > 2)}."
    )
    themes = Counter(theme for theme, _ in shared if not is_general(theme))
    first = sorted(themes, key=lambda theme: (-themes[theme], theme.label))[:_TOP]
    if first:
        told.append(f"They meet most of all on {listing([lowered(theme.label) for theme in first])}.")
    return tuple(told)


def _overlap(sides: Sequence[_Side]) -> Section:
    counted = {
        side.body.name.iri: Counter(
            {(theme.iri, action.iri): len(found) for (theme, action), found in side.pairs.items()}
        )
        for side in sides
    }
    measured = {(found.one, found.other): found for found in overlaps(counted)}
    rows = []
    for one, other in combinations(sides, 2):
        found = measured.get((one.body.name.iri, other.body.name.iri))
        shared = len(found.shared) if found else 0
        alone = (len(one.pairs) - shared, len(other.pairs) - shared)
        measures = (found.jaccard, found.weighted) if found else (0.0, 0.0)
        rows.append(Row((one.name, other.name, shared, *alone, *measures)))
    columns = ("body", "other body", "shared pairs", "only the body", "only the other", "Jaccard", "weighted Jaccard")
    return Section("Overlap", (_MEASURE,), (Table("Overlap of each two bodies", columns, tuple(rows)),))


def _successions(sides: Sequence[_Side], day: Day) -> tuple[Section, ...]:
    """Return a section that says which of the bodies holds another's mandates, if one does."""
    told = [
        f"{sentence(day.now)} {definite(heir.body.name)} holds the mandates of {definite(side.body.name)}. Here each "
        "stands with what was given to it by name."
        for side in sides
        for heir in sides
        if side is not heir and side.body.name in heir.body.inherited
    ]
    return (Section("Successors among them", tuple(told)),) if told else ()


def _together(
    sides: Sequence[_Side], who: tuple[int, ...], pairs: Sequence[Pair], kind: str, day: Day
) -> Section | None:
    among = [sides[place] for place in who]
    every = len(among) == len(sides)
    heading = "Shared" if every and len(sides) == 2 else "Shared by all" if every else f"Shared by {_names(among)}"
    if not pairs:
        return Section(heading, (_nothing_shared(among),))
    shown = list(pairs[:PAIRS])
    others = "" if every else ", and none of the others"
    told = [f"Themes with a type of action on which {_names(among)} have {kind}s{others}: {len(pairs):,}."]
    told += first_of(PAIRS, len(pairs), "those on which each of them has most", _reports(among, day))
    if any(len(side.pairs[pair]) > SIDE_BY_SIDE for pair in shown for side in among):
        told.append(f"On each, the first {SIDE_BY_SIDE} {kind}s of a body are set beside those of the other: {ORDER}.")
    counts = Table(
        f"How many {kind}s they have on each",
        ("theme", "action type", *(side.name for side in among)),
        tuple(
            Row((theme.label, action.label, *(len(side.pairs[theme, action]) for side in among)))
            for theme, action in shown
        ),
    )
    by_theme: defaultdict[Name, list[Pair]] = defaultdict(list)
    for pair in shown:
        by_theme[pair[0]].append(pair)
    below = tuple(
        Section(
            theme.label,
            parts=(
                Table(
                    f"{theme.label}: the words side by side",
                    ("action type", *(side.name for side in among)),
                    tuple(row for pair in found for row in _beside(among, pair)),
                ),
            ),
        )
        for theme, found in by_theme.items()
    )
    return Section(heading, tuple(told), (counts,), below)


def _beside(among: Sequence[_Side], pair: Pair) -> Iterable[Row]:
    """Yield the rows of a pair: what each body has that is strongest, then what is next."""
    ranked = [strongest(side.pairs[pair])[:SIDE_BY_SIDE] for side in among]
    for beside in zip_longest(*ranked):
        yield Row(
            (pair[1].label, *(_quoted(directive) if directive else "" for directive in beside)),
            # The cells have the words; that they came again below would part what is set side by side.
            tuple(replace(directive.evidence, words="") for directive in beside if directive),
        )


def _quoted(directive: Directive) -> str:
    return f"{directive.modality.label}: “{directive.evidence.words}” ({directive.evidence.place})"


def _alone(sides: Sequence[_Side], place: int, pairs: Sequence[Pair], kind: str, day: Day) -> Section:
    side = sides[place]
    heading = f"Only {side.name}"
    if not side.held:
        return Section(heading, (f"This graph has no directive that {definite(side.body.name)} is to carry out.",))
    if not side.pairs:
        none = f"None of its {number(len(side.held), kind)} has both a theme and a type of action to be compared by."
        return Section(heading, (none,))
    if not pairs:
        return Section(heading, (f"It has {kind}s on no theme with a type of action on which the others have none.",))
    told = [f"Themes with a type of action on which none of the others has {kind}s: {len(pairs):,}."]
    told += first_of(PAIRS, len(pairs), "those on which it has most", _reports([side], day))
    caption = f"What it has alone, by number of {kind}s"
    if any(len(side.pairs[pair]) > QUOTED for pair in pairs[:PAIRS]):
        caption += f"; of each, the first {QUOTED} are quoted, {ORDER}"
    rows = tuple(
        Row(
            (theme.label, action.label, len(side.pairs[theme, action])),
            tuple(directive.evidence for directive in strongest(side.pairs[theme, action])[:QUOTED]),
        )
        for theme, action in pairs[:PAIRS]
    )
    return Section(heading, tuple(told), (Table(caption, ("theme", "action type", f"{kind}s"), rows),))


def _nothing_shared(among: Sequence[_Side]) -> str:
    without = [definite(side.body.name) for side in among if not side.held]
    if without:
        return f"Nothing can be shared: this graph has no directive for {listing(without)}."
    kind = noun(directive for side in among for directive in side.held)
    return f"There is no theme on which {_names(among)} have {kind}s with the same type of action."


def _names(among: Sequence[_Side]) -> str:
    return listing([definite(side.body.name) for side in among])


def _reports(among: Sequence[_Side], day: Day) -> str:
    return ", ".join(command(("report", "--body", side.body.name.key), day) for side in among)
