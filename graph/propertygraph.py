"""The whole graph as one network for tools that know nothing of RDF: things as nodes, statements as edges.

Every resource of the namespace of resources is a node; its literals and types are attributes. Each statement between
two such resources is an edge that names its property. Statements about terms of the vocabulary are left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph

from mandategraph.graph.sparql import Term, local_name, text_of
from mandategraph.graph.things import Things
from mandategraph.vocabulary import ID, RDF

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph


def property_graph(store: Graph) -> nx.MultiDiGraph:
    """Return the store's resources as nodes and the statements between them as edges, in a fixed order.

    A node has a `label`, a `kind` (the local names of its types) and one attribute for each literal property, several
    values joined by "; ". An edge has a `property` and the same as `label`.
    """
    statements = sorted(
        {
            (node.value, quad.predicate, quad.object)
            for quad in store.quads()
            if (node := _resource(quad.subject)) is not None
        },
        key=lambda statement: (statement[0], statement[1].value, str(statement[2])),
    )
    subjects = {subject for subject, _, _ in statements}
    attributes: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    edges = []
    for subject, predicate, term in statements:
        name = local_name(predicate.value)
        if predicate == RDF["type"]:
            attributes[subject]["kind"].append(local_name(text_of(term)))
        elif (resource := _resource(term)) is not None and resource.value in subjects:
            edges.append((subject, resource.value, name))
        else:
            attributes[subject][name].append(text_of(term))

    things = Things.read(store)
    graph = nx.MultiDiGraph()
    for subject in sorted(subjects):
        given = {name: "; ".join(values) for name, values in attributes[subject].items() if any(values)}
        graph.add_node(subject, **given | {"label": _label(things, subject)})
    for number, (source, target, name) in enumerate(edges):
        graph.add_edge(source, target, key=f"e{number}", property=name, label=name)
    return graph


def _resource(term: Term) -> pyoxigraph.NamedNode | None:
    return term if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(ID) else None


def _label(things: Things, iri: str) -> str:
    """A thing's name; of a provision or a directive, what follows the namespace ("A-RES-56-261/annex#para_4")."""
    return things.label(iri) if iri in things.by_iri else iri.removeprefix(ID)
