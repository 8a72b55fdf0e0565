"""How one thing is tied to another, told in provisions: "how is UNICRI tied to trafficking in persons?".

Two things are tied where a provision, or a directive read from it, names them together. The explanation is the chain
of such ties with the least cost, and each of its steps shows a provision and its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from mandategraph.graph.analysis import Measurement
from mandategraph.graph.facts import Facts
from mandategraph.graph.things import Thing
from mandategraph.graph.ties import (
    BESIDE_THE_HOLDER,
    SAME_DIRECTIVE,
    SAME_INSTRUMENT,
    SUCCESSION,
    SUCCESSION_CALLED_FOR,
    Tie,
    all_ties,
)

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_MEASURE = (
    f"The cheapest chain of ties: a directive or a citation that names both things costs {SAME_DIRECTIVE} "
    f"({BESIDE_THE_HOLDER} where the tie leaves out the directive's holder), a change of a body {SUCCESSION} "
    f"({SUCCESSION_CALLED_FOR} where it is only called for), standing in the same instrument {SAME_INSTRUMENT}, and "
    "each of the two that the quoted words do not name 1 more; States and other collective actors stand at an end only"
)

_NAMES = 2
"""How much more a tie costs at most because its words name neither of the two."""

Pair = tuple[str, str]
"""Two things by IRI, in the order of the alphabet."""

COLUMNS = ("step", "from", "relation", "to", "instrument", "leaf", "words", "also in")


def explain(facts: Facts, start: str, end: str, store: Graph | None = None) -> Measurement:
    """Return the shortest chain of provisions between two things, each given by key, identifier or any name.

    Rows: step, the thing it starts from, the relation, the thing it leads to, instrument, leaf and words of the
    provision, and the other provisions that tie the same two things. No row means that no chain exists. Facts that
    were read without words need the `store`: only the words of what a chain may lead through are read. Raises
    `UsageError` for a name that the graph does not have.
    """
    starts, ends = facts.things.find(start), facts.things.find(end)
    ties = _costed(facts, _near(facts, starts, ends), store)
    path = _cheapest_path(facts, {pair: found[0][0] for pair, found in ties.items()}, starts, ends)
    first, last = (path[0], path[-1]) if path else (starts[0].iri, ends[0].iri)
    steps = []
    for number, (one, other) in enumerate(pairwise(path), start=1):
        candidates = [tie for _, tie in ties[min(one, other), max(one, other)]]
        tie = candidates[0]
        places = [facts.where(found.provision) for found in candidates if found.provision]
        here = facts.where(tie.provision) if tie.provision else ""
        steps.append(
            (
                number,
                facts.things.label(one),
                tie.forth if one == tie.one else tie.back,
                facts.things.label(other),
                _instrument(facts, tie),
                tie.provision.name if tie.provision else "",
                tie.words,
                "; ".join(place for place in dict.fromkeys(places) if place != here),
            )
        )
    return Measurement(
        title=f"How {facts.things.label(first)} is tied to {facts.things.label(last)}",
        measure=_MEASURE,
        columns=COLUMNS,
        rows=tuple(steps),
    )


def _ties_by_pair(facts: Facts) -> dict[Pair, list[Tie]]:
    """All ties of each pair of things, in the order of the texts."""
    pairs: defaultdict[Pair, list[Tie]] = defaultdict(list)
    for tie in all_ties(facts):
        pairs[min(tie.one, tie.other), max(tie.one, tie.other)].append(tie)
    return {pair: pairs[pair] for pair in sorted(pairs)}


def _near(facts: Facts, starts: list[Thing], ends: list[Thing]) -> dict[Pair, list[Tie]]:
    """The ties of the pairs that a cheapest chain may lead through, in the order of the texts.

    Only these are searched for names: what costs more than another chain with no name in it is not the cheapest.
    """
    ties = _ties_by_pair(facts)
    least = {pair: min(tie.cost for tie in found) for pair, found in ties.items()}
    graph = _passable(facts, least, starts, ends)
    there, _ = nx.multi_source_dijkstra(graph, {thing.iri for thing in starts}, weight="cost")
    back, paths = nx.multi_source_dijkstra(graph, {thing.iri for thing in ends}, weight="cost")
    most = min((back[each.iri] + _NAMES * (len(paths[each.iri]) - 1) for each in starts if each.iri in back), default=0)
    return {
        (one, other): ties[one, other]
        for (one, other), cost in least.items()
        if graph.has_edge(one, other) and one in there and one in back
        if min(there[one] + back[other], there[other] + back[one]) + cost <= most
    }


def _costed(facts: Facts, ties: Mapping[Pair, list[Tie]], store: Graph | None) -> dict[Pair, list[tuple[int, Tie]]]:
    """Ties with what they cost, each pair's cheapest first; their words are read from `store` where one is given."""
    if store:
        told = {tie.provision.iri for found in ties.values() for tie in found if tie.provision}
        worded = _ties_by_pair(facts.with_words(store, told))
        ties = {pair: worded[pair] for pair in ties}
    return {
        pair: sorted(((_cost(facts, tie), tie) for tie in found), key=lambda costed: costed[0])
        for pair, found in ties.items()
    }


def _cost(facts: Facts, tie: Tie) -> int:
    if tie.provision is None:
        return tie.cost
    words = _plain(tie.words)
    return tie.cost + sum(not _named(facts, iri, words) for iri in (tie.one, tie.other))


def _named(facts: Facts, iri: str, words: str) -> bool:
    thing = facts.things.by_iri.get(iri)
    return thing is not None and any(_plain(name) in words for name in (*thing.names, thing.key))


@lru_cache(maxsize=8192)
def _plain(words: str) -> str:
    """Words without case and punctuation, with a blank on either side, so that only whole words are found in them."""
    return " ".join(["", *re.findall(r"\w+", words.casefold()), ""])


def _cheapest_path(facts: Facts, costs: Mapping[Pair, int], starts: list[Thing], ends: list[Thing]) -> list[str]:
    """The IRIs along the cheapest path from any of `starts` to any of `ends`, empty where none exists."""
    graph = _passable(facts, costs, starts, ends)
    lengths, paths = nx.multi_source_dijkstra(graph, sorted(thing.iri for thing in starts), weight="cost")
    reached = [thing.iri for thing in ends if thing.iri in lengths]
    return paths[min(reached, key=lambda iri: (lengths[iri], iri))] if reached else []


def _passable(facts: Facts, costs: Mapping[Pair, int], starts: list[Thing], ends: list[Thing]) -> nx.Graph:
    wanted = {thing.iri for thing in (*starts, *ends)}
    # "Both are tied to States" explains nothing: collective actors may only stand at an end.
    barred = {thing.iri for thing in facts.things.of_kind("body") if thing.collective} - wanted
    graph = nx.Graph()
    graph.add_nodes_from(sorted(wanted))
    for (one, other), cost in sorted(costs.items()):
        if one not in barred and other not in barred:
            graph.add_edge(one, other, cost=cost)
    return graph


def _instrument(facts: Facts, tie: Tie) -> str:
    if tie.provision:
        return facts.things.key(tie.provision.instrument)
    return "; ".join(
        facts.things.by_iri[source].identifier if source in facts.things.by_iri else source for source in tie.sources
    )
