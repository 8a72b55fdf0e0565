"""Measures on networks and on directives, each as a small table that states how it was measured.

All of it is deterministic: the same store gives the same tables, row for row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import networkx as nx

from mandategraph.graph.facts import DirectiveFact, Facts
from mandategraph.graph.fields import MEASURE, Field, overlaps
from mandategraph.graph.network import counted

Value = str | int | float

_DIGITS = 4
_SEED = 1
_EXACT = 1000
"""The most nodes of a network whose shortest paths are all counted."""
_SAMPLE = 100
"""From how many nodes of a larger network the shortest paths are counted."""
_DAMPING, _PRECISION = 0.85, 1e-6
"""How often a walk goes on to a neighbour, and by how much all ranks together may change in the last step."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A table with its title and, in `measure`, a sentence that says what the numbers mean."""

    title: str
    measure: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def centrality(network: nx.Graph) -> Measurement:
    """How central each node is: by its neighbours, by weight, by where walks end up, and by the paths through it.

    Rows: node key, label, kind, then degree, weighted degree, PageRank and betweenness (directed networks tell degree
    and weighted degree apart as in and out), the most central first.
    """
    sampled = len(network) > _EXACT
    betweenness = nx.betweenness_centrality(network, k=_SAMPLE if sampled else None, normalized=True, seed=_SEED)
    estimate = f"; estimated from {_SAMPLE:,} nodes drawn with the seed {_SEED}" if sampled else ""
    ranks = page_rank(network)
    if network.is_directed():
        columns: tuple[str, ...] = ("in", "out", "weighted in", "weighted out", "PageRank", "betweenness")
        degrees = [
            dict(network.in_degree()),
            dict(network.out_degree()),
            dict(network.in_degree(weight="weight")),
            dict(network.out_degree(weight="weight")),
        ]
        counting = "In and out: neighbours that point to it and that it points to; weighted: sum of the edges' weights"
    else:
        columns = ("degree", "weighted degree", "PageRank", "betweenness")
        degrees = [dict(network.degree()), dict(network.degree(weight="weight"))]
        counting = "Degree: number of neighbours; weighted degree: sum of the edges' weights"
    rows = [
        (
            *_named(network, node),
            *(degree[node] for degree in degrees),
            round(ranks[node], _DIGITS),
            round(betweenness[node], _DIGITS),
        )
        for node in network
    ]
    rows.sort(key=lambda row: (*(-number for number in reversed(row[3:])), row[0]))
    return Measurement(
        title="Centrality",
        measure=f"{counting}; PageRank: share of the steps of a random walk along the edges by weight that reach it "
        f"(damping {_DAMPING}); betweenness: share of the shortest paths between all other pairs that lead through it "
        f"(unweighted, normalised to 0–1{estimate})",
        columns=("key", "label", "kind", *columns),
        rows=tuple(rows),
    )


def page_rank(network: nx.Graph) -> dict[str, float]:
    """Return the PageRank of each node by edge weights, as Brin and Page (1998) define it; the ranks sum to 1.

    networkx's own needs SciPy, which is larger than everything else that is installed with this package. As there, a
    node that leads nowhere leads to all.
    """
    if not network:
        return {}
    directed = network if network.is_directed() else network.to_directed()
    leaving = dict(directed.out_degree(weight="weight"))
    edges = directed.edges(data="weight", default=1)
    steps = [(source, target, weight / leaving[source]) for source, target, weight in edges]
    rank, change = dict.fromkeys(network, 1 / len(network)), 1.0
    while change > _PRECISION:
        stuck = sum(rank[node] for node in network if not leaving[node])
        following = dict.fromkeys(network, (1 - _DAMPING + _DAMPING * stuck) / len(network))
        for source, target, share in steps:
            following[target] += _DAMPING * rank[source] * share
        change = sum(abs(following[node] - rank[node]) for node in network)
        rank = following
    return rank


def communities(network: nx.Graph) -> Measurement:
    """Groups of nodes that are tied more closely to each other than to the rest, the largest first.

    Rows: number of the community, its size, its members by key, and the share of the network's edge weight inside it.
    """
    numbered = list(network)
    # Louvain visits nodes in the order of the graph: numbers in a fixed order make it independent of string hashing.
    plain = nx.Graph()
    plain.add_nodes_from(range(len(numbered)))
    place = {node: number for number, node in enumerate(numbered)}
    for source, target, weight in network.edges(data="weight", default=1):
        pair = (place[source], place[target])
        plain.add_edge(*pair, weight=plain.get_edge_data(*pair, {"weight": 0})["weight"] + weight)
    groups = nx.community.louvain_communities(plain, weight="weight", seed=_SEED) if plain else []
    modularity = nx.community.modularity(plain, groups, weight="weight") if plain.size() else 0.0
    total = plain.size(weight="weight") or 1
    found = [
        (
            sorted(network.nodes[numbered[number]]["identifier"] for number in group),
            plain.subgraph(group).size(weight="weight") / total,
        )
        for group in groups
    ]
    found.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return Measurement(
        title="Communities",
        measure="Louvain method on edge weights, directions ignored, fixed seed; modularity of this division: "
        f"{modularity:.{_DIGITS}f}",
        columns=("community", "size", "members", "share of weight"),
        rows=tuple(
            (number, len(members), "; ".join(members), round(share, _DIGITS))
            for number, (members, share) in enumerate(found, start=1)
        ),
    )


def overlap(facts: Facts, every_holder: bool = False) -> Measurement:
    """How far the mandates of two bodies lie in the same field, for each pair with something in common.

    A body's field is the set of (theme, action type) pairs of its mandates. Overlap tells that two bodies work on the
    same thing, not that one of them is redundant: they may be partners, or one the other's successor.
    """
    fields: defaultdict[str, Field] = defaultdict(Counter)
    for fact in counted(facts, every_holder):
        fields[fact.holder].update((theme, action) for theme in fact.themes for action in fact.actions)
    rows = [
        (
            facts.things.key(both.one),
            facts.things.key(both.other),
            len(both.shared),
            both.pairs,
            both.other_pairs,
            round(both.jaccard, _DIGITS),
            round(both.weighted, _DIGITS),
            "; ".join(sorted(_pair(facts, pair) for pair in both.shared)),
        )
        for both in overlaps({body: fields[body] for body in sorted(fields, key=facts.things.key)})
    ]
    rows.sort(key=lambda row: (-row[6], -row[5], -row[2], row[0], row[1]))
    return Measurement(
        title="Overlap between bodies",
        measure=MEASURE,
        columns=("body", "other body", "shared", "pairs", "other pairs", "Jaccard", "weighted Jaccard", "shared pairs"),
        rows=tuple(rows),
    )


def coverage(facts: Facts) -> Measurement:
    """Who covers each theme, themes that nobody covers included, the least covered last.

    Rows: theme, number of United Nations bodies with a mandate on it, numbers of mandates, of directives to States, to
    others and to nobody, and the bodies with the number of their mandates.
    """
    by_theme: defaultdict[str, list[DirectiveFact]] = defaultdict(list)
    for fact in facts.directives:
        for theme in fact.themes:
            by_theme[theme].append(fact)
    rows = []
    for theme in sorted({thing.iri for thing in facts.things.of_kind("theme")} | by_theme.keys()):
        kinds = Counter(fact.kind for fact in by_theme[theme])
        holders = Counter(facts.things.key(fact.holder) for fact in by_theme[theme] if fact.kind == "Mandate")
        ranked = sorted(holders.items(), key=lambda pair: (-pair[1], pair[0]))
        rows.append(
            (
                facts.things.key(theme),
                len(holders),
                kinds["Mandate"],
                kinds["StateDirective"],
                kinds["ExternalDirective"],
                kinds["UnassignedDirective"],
                "; ".join(f"{key} ({count})" for key, count in ranked),
            )
        )
    rows.sort(key=lambda row: (-row[1], -row[2], -row[3], row[0]))
    return Measurement(
        title="Coverage of themes by bodies",
        measure="Bodies: United Nations bodies that hold at least one mandate on the theme; the other numbers count "
        "directives on the theme by who holds them (unassigned: nobody)",
        columns=("theme", "bodies", "mandates", "to States", "to others", "unassigned", "held by"),
        rows=tuple(rows),
    )


def _named(network: nx.Graph, node: str) -> tuple[str, str, str]:
    attributes = network.nodes[node]
    return (attributes["identifier"], attributes["label"], attributes["kind"])


def _pair(facts: Facts, pair: tuple[str, str]) -> str:
    return " / ".join(facts.things.key(iri) for iri in pair)
