"""Pictures of the graph: who works on which theme, what became of which body, and what cites what.

A picture has to be read, so of a large graph it shows the heaviest lines, and says how many it leaves out.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import networkx as nx

from mandategraph.answers.asked import Day, asked
from mandategraph.answers.directives import Wanted, directives
from mandategraph.answers.dossier import Diagram, Dossier, Edge, Evidence, Node, Section
from mandategraph.answers.names import is_general, names
from mandategraph.answers.words import counted
from mandategraph.graph.facts import ChangeFact, Facts, Part, ProvisionFact
from mandategraph.graph.network import tell_change
from mandategraph.graph.sparql import rows, text_of, value
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_MOST_BOXES, _MOST_LINES = 40, 60
"""More cannot be read on a page or a screen."""
_LONGEST_TITLE = 60
"""Letters of an instrument's title in a box."""
_MOST_PLACES = 3
"""How many places a line names; its number counts all."""

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_BODIES_THEMES = """
SELECT ?holder ?theme (COUNT(DISTINCT ?mandate) AS ?number) ?body ?subject WHERE {
  { SELECT ?mandate WHERE { ?mandate a mg:Mandate } }
  { SELECT ?mandate ?holder WHERE { ?mandate mg:holder ?holder } }
  { SELECT ?mandate ?theme WHERE { ?mandate dcterms:subject ?theme } }
  FILTER COALESCE(?holder = ?body, true)
  FILTER COALESCE(?theme = ?subject, true)
}
GROUP BY ?holder ?theme ?body ?subject
"""


def bodies_and_themes(store: Graph, day: Day, body: str = "", theme: str = "") -> Dossier:
    """Return a picture of the bodies of the United Nations system and the themes of their mandates.

    `body` and `theme`, as a person writes them, narrow it; raises `UsageError` for one that the graph does not have.
    """
    bound = {}
    if body:
        bound["body"] = resolve_value(store, "body", body)
    if theme:
        bound["subject"] = resolve_value(store, "theme", theme)
    counts = {
        (value(row, "holder"), value(row, "theme")): int(value(row, "number"))
        for row in rows(store, _BODIES_THEMES, bound)
    }
    known = names(store, chain.from_iterable(counts))
    unspecific = "" if theme else next((iri for iri, name in known.items() if is_general(name)), "")
    shown, left_out = _heaviest({tie: number for tie, number in counts.items() if tie[1] != unspecific})
    if any(tie[1] == unspecific for tie in counts):
        left_out = f"{left_out} Mandates on no theme of their own ({known[unspecific].label}) are not drawn.".strip()
    ends = sorted({end for tie in shown for end in tie})
    places = _places(store, shown)
    bodies = {holder for holder, _ in shown}
    diagram = Diagram(
        "Bodies of the United Nations system and the themes of their mandates",
        tuple(Node(end, known[end].label, "body" if end in bodies else "theme", end) for end in ends),
        tuple(
            Edge(tie[0], tie[1], counted(counts[tie], "mandate"), counts[tie], places[tie])
            for tie in sorted(shown, key=lambda tie: (known[tie[0]].label, -counts[tie], known[tie[1]].label))
        ),
        directed=False,
        left_out=left_out,
    )
    return _pictured(store, day, diagram, "mandates on a theme", ("body", body), ("theme", theme))


def successions(store: Graph, day: Day, body: str = "") -> Dossier:
    """Return a picture of the bodies that changed and what became of them; with `body`, of what it is tied to.

    Raises `UsageError` for a body that the graph does not have.
    """
    facts = Facts.read(store, Part.CHANGES | Part.WORDS)
    network = nx.DiGraph()
    changes: defaultdict[tuple[str, str], list[ChangeFact]] = defaultdict(list)
    for change in facts.changes:
        if change.original and change.resulting:
            network.add_edge(change.original, change.resulting)
            changes[change.original, change.resulting].append(change)
    if body:
        near = text_of(resolve_value(store, "body", body))
        found = nx.node_connected_component(network.to_undirected(as_view=True), near) if near in network else set()
        network = network.subgraph(found)
    gone = {change.original for change in facts.changes if change.effected and change.original}
    parts = {change.original for change in facts.changes if facts.things.key(change.kind) == "made-part-of"}
    diagram = Diagram(
        "Bodies and what became of them",
        tuple(
            Node(iri, facts.things.label(iri), "former body" if iri in gone - parts else "body", iri)
            for iri in sorted(network, key=facts.things.label)
        ),
        tuple(
            Edge(
                tie[0],
                tie[1],
                "; ".join(tell_change(facts, change) for change in changes[tie]),
                len(changes[tie]),
                tuple(chain.from_iterable(_sources(facts, change) for change in changes[tie])),
            )
            for tie in sorted(network.edges)
        ),
    )
    return _pictured(store, day, diagram, "changes of bodies", ("body", body))


def citations(store: Graph, day: Day, instrument: str = "") -> Dossier:
    """Return a picture of which instrument cites which; with `instrument`, of what it cites and what cites it.

    Raises `UsageError` for an instrument that the graph does not have.
    """
    facts = Facts.read(store, Part.CITATIONS)
    centre = text_of(resolve_value(store, "instrument", instrument)) if instrument else ""
    provisions: defaultdict[tuple[str, str], list[ProvisionFact]] = defaultdict(list)
    for provision, cited in facts.citations:
        tie = (provision.instrument, cited)
        if tie[0] != tie[1] and (not centre or centre in tie):
            provisions[tie].append(provision)
    shown, left_out = _heaviest({tie: len(found) for tie, found in provisions.items()})
    worded = facts.with_words(store, {each.iri for tie in shown for each in provisions[tie][:_MOST_PLACES]})
    texts = {provision.iri: provision for provision, _ in worded.citations}
    citing = {provision.instrument for provision, _ in facts.citations}
    ends = sorted({end for tie in shown for end in tie}, key=facts.things.key)
    diagram = Diagram(
        "Instruments and what they cite",
        tuple(
            Node(end, _instrument(facts, end), "instrument" if end in citing else "cited instrument", end)
            for end in ends
        ),
        tuple(
            Edge(
                tie[0],
                tie[1],
                counted(len(provisions[tie]), "provision"),
                len(provisions[tie]),
                tuple(_evidence(facts, texts[each.iri]) for each in provisions[tie][:_MOST_PLACES]),
            )
            for tie in shown
        ),
        left_out=left_out,
    )
    return _pictured(store, day, diagram, "citations", ("instrument", instrument))


def _heaviest(weights: dict[tuple[str, str], int]) -> tuple[list[tuple[str, str]], str]:
    """Return the ties that a picture has room for, heaviest first, and what is told of the others."""
    shown: list[tuple[str, str]] = []
    boxes: set[str] = set()
    for tie in sorted(weights, key=lambda tie: (-weights[tie], tie)):
        if len(shown) < _MOST_LINES and len(boxes | set(tie)) <= _MOST_BOXES:
            shown.append(tie)
            boxes |= set(tie)
    rest = len(weights) - len(shown)
    told = f"Of {len(weights):,} lines the {len(shown)} heaviest are drawn; the table of the network has all."
    return shown, told if rest else ""


def _places(store: Graph, ties: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Return the strongest mandates behind each tie of a body and a theme."""
    if not ties:
        return {}
    wanted = Wanted(bodies=tuple({body for body, _ in ties}), themes=tuple({theme for _, theme in ties}))
    found: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for directive in sorted(directives(store, wanted), key=lambda each: -each.modality.strength):
        if directive.holder and directive.kind == "Mandate":
            for theme in directive.themes:
                found[directive.holder.iri, theme.iri].append(directive.evidence)
    return {tie: tuple(found[tie][:_MOST_PLACES]) for tie in ties}


def _sources(facts: Facts, change: ChangeFact) -> Iterable[Evidence]:
    if change.provision:
        yield _evidence(facts, change.provision, change.quote)
    for source in change.sources:
        thing = facts.things.by_iri.get(source)
        if thing:
            yield Evidence("", thing.identifier, "", thing.label, thing.date)
        else:
            yield Evidence("", source, "")


def _evidence(facts: Facts, provision: ProvisionFact, words: str = "") -> Evidence:
    thing = facts.things.by_iri[provision.instrument]
    return Evidence(words or provision.text, thing.identifier, provision.name, thing.label, thing.date, provision.iri)


def _instrument(facts: Facts, iri: str) -> str:
    """Return what a box says of an instrument: the beginning of its title, and its symbol where it has one."""
    thing = facts.things.by_iri.get(iri)
    if thing is None or thing.label == thing.identifier:
        return facts.things.label(iri)
    title = textwrap.shorten(thing.label, _LONGEST_TITLE, placeholder=" …")
    return f"{title} ({thing.identifier})" if "/" in thing.identifier else title


def _pictured(store: Graph, day: Day, diagram: Diagram, searched: str, *values: tuple[str, str]) -> Dossier:
    told = asked(store, day, *((name, words) for name, words in values if words))
    if diagram.edges:
        section = Section(diagram.caption, tuple(filter(None, (diagram.left_out,))), (diagram,))
    else:
        section = Section(diagram.caption, (f"No {searched} were found in this graph: {told.graph}.",))
    return Dossier(diagram.caption, told, (section,), day.not_covered())
