"""The store as networks: which body is tied to which theme, instrument, partner or successor, and what cites what.

Each network is a networkx graph whose nodes are IRIs with a `label`, an `identifier` and a `kind`, and whose edges
say in `provisions` where they are written. All attributes are text or numbers, so that every network can be written
to a file (see `mandategraph.graph.networkfiles`) and read back.

By default a network of bodies counts mandates in the official meaning: directives that a body of the United Nations
system holds. With `every_holder` it counts the directives of States and of all others too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.graph.facts import ChangeFact, DirectiveFact, Facts, Part, ProvisionFact


@dataclass(frozen=True, slots=True)
class NetworkKind:
    """A network that can be asked for: its name, what it shows, how it is made, and from which parts of the facts.

    A network of holders is made from mandates, and from the other directives too where every holder counts.
    """

    name: str
    description: str
    build: Callable[[Facts, bool], nx.Graph]
    parts: Part

    def needs(self, every_holder: bool) -> Part:
        """Return the parts of the facts that the network is made from."""
        return self.parts | Part.OTHERS if every_holder and Part.MANDATES in self.parts else self.parts


def build_network(facts: Facts, name: str, every_holder: bool = False) -> nx.Graph:
    """Return the network called `name` (a key of `NETWORKS`); raises `UsageError` if there is no such network."""
    if name not in NETWORKS:
        raise UsageError(f"there is no network {name!r}{did_you_mean(name, NETWORKS)}; known: {', '.join(NETWORKS)}")
    return NETWORKS[name].build(facts, every_holder)


def counted(facts: Facts, every_holder: bool) -> list[DirectiveFact]:
    """Return the directives with a holder: mandates of United Nations bodies, or with `every_holder` all of them."""
    return [fact for fact in facts.directives if fact.holder and (every_holder or fact.kind == "Mandate")]


def bodies_themes(facts: Facts, every_holder: bool = False) -> nx.Graph:
    """Bodies and the themes of their mandates; `weight` is the number of mandates."""
    return _undirected(
        facts,
        ((fact.holder, theme, fact.provision) for fact in counted(facts, every_holder) for theme in fact.themes),
    )


def bodies_instruments(facts: Facts, every_holder: bool = False) -> nx.Graph:
    """Bodies and the instruments that give them mandates; `weight` is the number of mandates."""
    return _undirected(
        facts,
        ((fact.holder, fact.provision.instrument, fact.provision) for fact in counted(facts, every_holder)),
    )


def partnership(facts: Facts, every_holder: bool = False) -> nx.Graph:
    """Bodies and the partners that their mandates name; `weight` is the number of mandates."""
    return _undirected(
        facts,
        (
            (fact.holder, partner, fact.provision)
            for fact in counted(facts, every_holder)
            for partner in fact.partners
            if partner != fact.holder
        ),
    )


def citations(facts: Facts, every_holder: bool = False) -> nx.DiGraph:
    """Instruments and the instruments that they cite; `weight` is the number of citing provisions.

    An instrument's references to itself are left out, and who holds the directives makes no difference here.
    """
    ties = [(provision.instrument, cited, provision) for provision, cited in facts.citations]
    return _weighted(nx.DiGraph(), facts, _grouped(tie for tie in ties if tie[0] != tie[1]))


def succession(facts: Facts, every_holder: bool = False) -> nx.DiGraph:
    """Bodies and what became of them: an edge leads from a body to the body that it became or belongs to.

    `change` tells the changes with their dates, one after the other; `weight` counts them. A change that a text only
    calls for is told as such. Bodies that were established or dissolved without such a tie stand alone, with
    `established` or `dissolved` as attributes. Holders make no difference here.
    """
    graph = nx.DiGraph()
    involved = {iri for change in facts.changes for iri in (change.original, change.resulting) if iri}
    _add_nodes(graph, facts, involved)
    grouped: defaultdict[tuple[str, str], list[ChangeFact]] = defaultdict(list)
    for change in facts.changes:
        if change.original and change.resulting:
            grouped[change.original, change.resulting].append(change)
        elif change.effected and change.date:
            graph.nodes[change.resulting or change.original][facts.things.key(change.kind)] = change.date
    for (original, resulting), changes in sorted(grouped.items()):
        read = [change.provision for change in changes if change.provision]
        told = "; ".join(tell_change(facts, change) for change in changes)
        graph.add_edge(original, resulting, weight=len(changes), change=told)
        if read:
            graph.edges[original, resulting]["provisions"] = _names(facts, read)
    return graph


def tell_change(facts: Facts, change: ChangeFact) -> str:
    """Return a change in a few words: "renamed 2002-10-01", or "dissolved (called for)"."""
    kind = facts.things.key(change.kind).replace("-", " ")
    if change.effected:
        return f"{kind} {change.date}".strip()
    return f"{kind} (called for)"


NETWORKS: Mapping[str, NetworkKind] = {
    kind.name: kind
    for kind in (
        NetworkKind(
            "bodies-themes", "bodies and the themes of their mandates", bodies_themes, Part.MANDATES | Part.THEMES
        ),
        NetworkKind(
            "bodies-instruments",
            "bodies and the instruments that give them mandates",
            bodies_instruments,
            Part.MANDATES,
        ),
        NetworkKind("citations", "which instrument cites which", citations, Part.CITATIONS),
        NetworkKind("succession", "bodies and the bodies that they became or belong to", succession, Part.CHANGES),
        NetworkKind(
            "partnership",
            "bodies and the partners that their mandates name",
            partnership,
            Part.MANDATES | Part.PARTNERS,
        ),
    )
}
"""Every network, by name."""


_Tie = tuple[str, str, ProvisionFact]


def _grouped(ties: Iterable[_Tie]) -> dict[tuple[str, str], list[ProvisionFact]]:
    grouped: defaultdict[tuple[str, str], list[ProvisionFact]] = defaultdict(list)
    for source, target, provision in ties:
        grouped[source, target].append(provision)
    return dict(sorted(grouped.items()))


def _undirected(facts: Facts, ties: Iterable[_Tie]) -> nx.Graph:
    grouped = _grouped((min(tie[:2]), max(tie[:2]), tie[2]) for tie in ties)
    return _weighted(nx.Graph(), facts, grouped)


def _weighted(graph: nx.Graph, facts: Facts, grouped: Mapping[tuple[str, str], list[ProvisionFact]]) -> nx.Graph:
    _add_nodes(graph, facts, {iri for pair in grouped for iri in pair})
    for (source, target), provisions in grouped.items():
        graph.add_edge(source, target, weight=len(provisions), provisions=_names(facts, provisions))
    return graph


def _add_nodes(graph: nx.Graph, facts: Facts, iris: Iterable[str]) -> None:
    for iri in sorted(iris):
        thing = facts.things.by_iri.get(iri)
        kind = thing.kind if thing else "unknown"
        identifier = thing.identifier if thing else facts.things.key(iri)
        graph.add_node(iri, label=facts.things.label(iri), identifier=identifier, kind=kind)


def _names(facts: Facts, provisions: Iterable[ProvisionFact]) -> str:
    """The provisions' names in the order of the texts, each once."""
    return "; ".join(dict.fromkeys(facts.where(provision) for provision in provisions))
