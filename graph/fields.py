"""The fields that bodies work in, and how far the fields of two bodies overlap.

Overlap tells that two bodies work on the same thing, and nothing more: they may be partners, or one the other's
successor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]
"""A theme and a type of action."""

Field = Counter[Pair]
"""What a body works on: how many of its mandates ask for a type of action on a theme."""

MEASURE = (
    "A body's field is the set of (theme, action type) pairs of its mandates; Jaccard: shared pairs out of all pairs "
    "of the two bodies; weighted Jaccard: the same with each pair counted as often as mandates have it"
)
"""What the numbers of an `Overlap` mean."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the fields of two bodies have in common.

    `shared` are the pairs in both fields, those with most mandates of both first; `pairs` and `other_pairs` tell how
    many pairs each field has. `jaccard` and `weighted` go from 0 (nothing shared) to 1 (the same field).
    """

    one: str
    other: str
    shared: tuple[Pair, ...]
    pairs: int
    other_pairs: int
    jaccard: float
    weighted: float


def overlaps(fields: Mapping[str, Field]) -> list[Overlap]:
    """Return the overlap of each two bodies that share anything, in the order in which the fields are given."""
    # Pair by pair of bodies there would be a thousand times as much to compare as there is in common.
    by_pair: defaultdict[Pair, list[str]] = defaultdict(list)
    for body, field in fields.items():
        for pair in field:
            by_pair[pair].append(body)
    shared: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair, bodies in by_pair.items():
        for both in combinations(bodies, 2):
            shared[both].append(pair)
    return [_overlap(one, other, fields, pairs) for (one, other), pairs in shared.items()]


def _overlap(one: str, other: str, fields: Mapping[str, Field], shared: list[Pair]) -> Overlap:
    mine, theirs = fields[one], fields[other]
    common = sum(min(mine[pair], theirs[pair]) for pair in shared)
    return Overlap(
        one=one,
        other=other,
        shared=tuple(sorted(shared, key=lambda pair: (-min(mine[pair], theirs[pair]), pair))),
        pairs=len(mine),
        other_pairs=len(theirs),
        jaccard=len(shared) / (len(mine) + len(theirs) - len(shared)),
        weighted=common / (mine.total() + theirs.total() - common),
    )
