"""The graph as JSON-LD: compact as a whole, or framed as a tree by instrument or by body.

The context and the frames are files of `ontology/`, published at `CONTEXT_IRI` and beside it. An export carries the
whole context inside, so that it stands alone: nothing is ever fetched.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any, NoReturn

import pyoxigraph
from pyld import jsonld
from pyld.options import FrameOptions

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.graph.sparql import Term, natural_order, text_of
from mandategraph.vocabulary import DCTERMS, ELI, MG, RDF, SKOS

CONTEXT_IRI = "https://w3id.org/mandategraph/context.jsonld"

_FIRST_KEYS = ("@context", "@graph", "id", "type", "key", "notation", "identifier", "symbol", "prefLabel", "title")

_INTRODUCTION = frozenset(
    {
        RDF["type"],
        SKOS["notation"],
        SKOS["prefLabel"],
        DCTERMS["identifier"],
        DCTERMS["title"],
        ELI["date_document"],
        MG["key"],
        MG["leaf"],
        MG["number"],
        MG["text"],
        MG["heading"],
    }
)
"""What a framed tree tells about the things that it only mentions."""

Triples = list[pyoxigraph.Triple]


def compact(quads: Iterable[pyoxigraph.Quad]) -> bytes:
    """Return named graphs as compact JSON-LD, each with its statements in `@graph`."""
    context = _context()
    graphs = {text_of(name): triples for name, triples in _by_graph(quads).items()}
    return _written(jsonld.compact(_expanded(graphs), context, {"documentLoader": _no_loading, "graph": True}), context)


def framed(quads: Iterable[pyoxigraph.Quad], frame: str) -> bytes:
    """Return a tree for each instrument or each body that holds a directive (`frame` is "instrument" or "body").

    A tree repeats what it mentions (labels, provisions) and leaves the rest of the graph out: it is a view for readers
    and programs that know no RDF, not a copy of the store. Raises `UsageError` for another frame.
    """
    if frame not in FRAMES:
        raise UsageError(f"there is no frame {frame!r}{did_you_mean(frame, FRAMES)}; known: {', '.join(FRAMES)}")
    context = _context()
    pattern = json.loads(_resource(f"frame-{frame}.jsonld"))
    trees = []
    for root, triples in FRAMES[frame](list(quads)):
        pattern |= {"@context": context, "id": root}
        options: FrameOptions = {"documentLoader": _no_loading, "omitDefault": True}
        tree = jsonld.frame(_expanded({"@default": triples}), pattern, options)
        trees.append({key: value for key, value in tree.items() if key != "@context"})
    return _written({"@graph": trees}, context)


def _by_instrument(quads: list[pyoxigraph.Quad]) -> list[tuple[str, Triples]]:
    """For each instrument with a graph of its own: its IRI, and the statements that its tree needs."""
    graphs = _by_graph(quads)
    roots = [
        name
        for name, triples in graphs.items()
        if any(triple.subject == name and triple.object == MG["Instrument"] for triple in triples)
    ]
    described = _by_subject(quads)
    return [
        (name.value, _with_introductions(graphs[name] + described[name], described))
        for name in sorted(roots, key=lambda name: natural_order(name.value))
    ]


def _by_body(quads: list[pyoxigraph.Quad]) -> list[tuple[str, Triples]]:
    """For each body that holds a directive: its IRI, and the statements that its tree needs."""
    described = _by_subject(quads)
    held: defaultdict[Any, set[Any]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == MG["holder"]:
            held[quad.object].add(quad.subject)
    return [
        (
            body.value,
            _with_introductions(
                described[body] + [triple for directive in held[body] for triple in described[directive]], described
            ),
        )
        for body in sorted(held, key=lambda body: natural_order(body.value))
    ]


FRAMES: Mapping[str, Callable[[list[pyoxigraph.Quad]], list[tuple[str, Triples]]]] = {
    "instrument": _by_instrument,
    "body": _by_body,
}
"""How the statements of each tree are chosen, by the name of the frame."""


def _by_graph(quads: Iterable[pyoxigraph.Quad]) -> defaultdict[Any, Triples]:
    graphs: defaultdict[Any, Triples] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(quad.triple)
    return graphs


def _by_subject(quads: Iterable[pyoxigraph.Quad]) -> defaultdict[Any, Triples]:
    described: defaultdict[Any, Triples] = defaultdict(list)
    for quad in quads:
        described[quad.subject].append(quad.triple)
    return described


def _with_introductions(triples: Triples, described: Mapping[Any, Triples]) -> Triples:
    """Add to `triples` what introduces the things that they mention without describing them."""
    subjects = {triple.subject for triple in triples}
    mentioned = {
        triple.object
        for triple in triples
        if isinstance(triple.object, pyoxigraph.NamedNode) and triple.predicate != RDF["type"]
    }
    return triples + [
        triple
        for thing in mentioned - subjects
        for triple in described.get(thing, ())
        if triple.predicate in _INTRODUCTION
    ]


def _expanded(graphs: Mapping[str, Iterable[pyoxigraph.Triple]]) -> Any:
    """Return graphs, by name, as expanded JSON-LD."""
    # PyLD's own reader of N-Quads takes U+2028 and its like for the end of a line, so it is given terms, not text.
    dataset = {
        name: [
            {"subject": _term(triple.subject), "predicate": _term(triple.predicate), "object": _term(triple.object)}
            for triple in triples
        ]
        for name, triples in graphs.items()
    }
    return jsonld.from_rdf(dataset, {"useNativeTypes": True})


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, pyoxigraph.Literal):
        literal = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        return literal | {"language": term.language} if term.language else literal
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "blank node", "value": str(term)}
    return {"type": "IRI", "value": text_of(term)}


def _no_loading(url: str, options: object) -> NoReturn:
    raise jsonld.JsonLdError(f"nothing is fetched: {url}", "jsonld.LoadDocumentError")  # type: ignore[no-untyped-call]


def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(_resource("context.jsonld"))["@context"]
    return context


def _resource(name: str) -> str:
    return (files("mandategraph") / "ontology" / name).read_text(encoding="utf-8")


def _written(document: dict[str, Any], context: dict[str, Any]) -> bytes:
    ordered = {"@context": context} | {key: _ordered(value) for key, value in document.items() if key != "@context"}
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()


def _ordered(value: Any) -> Any:
    """The same value with its keys in a fixed order (identifying keys first) and its lists in natural order."""
    if isinstance(value, dict):
        places = {key: number for number, key in enumerate(_FIRST_KEYS)}
        keys = sorted(value, key=lambda key: (places.get(key, len(places)), key))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=_place)
    return value


def _place(item: Any) -> tuple[Any, ...]:
    if isinstance(item, dict):
        order = item.get("order", 0)
        return (order if isinstance(order, int) else 0, natural_order(str(item.get("id", item.get("@value", "")))))
    return (0, natural_order(str(item)))
