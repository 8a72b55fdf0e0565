"""Filling a build: with all of its graphs, or, where few of them changed, with those in a copy of the current build.

Where there is no build to start from, `Loading` writes graphs as they come, while others are still read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Quad, RdfFormat, parse

from mandategraph.graph import store
from mandategraph.graph.contents import Contents, DocumentRecord
from mandategraph.graph.gathering import Gathered
from mandategraph.graph.layout import StoreDescription
from mandategraph.graph.production import ShardGraph
from mandategraph.graph.writing import Draft
from mandategraph.loaders.terms import instrument_iri
from mandategraph.loaders.triples import record_quads, shared_quads
from mandategraph.vocabulary import AUTHORITIES_GRAPH, BUILD_GRAPH, SHARED_GRAPH

ANEW = 0.25
"""The share of the documents that change from which on all graphs are written anew: it is quicker then."""


class Loading:
    """Graphs on their way into a draft that is written anew."""

    def __init__(self, draft: Draft) -> None:
        draft.begin()
        self._draft = draft
        self._loaded: dict[str, ShardGraph] = {}

    def take(self, document: Gathered) -> None:
        """Write the graphs of a document, but for instruments that another document brought before."""
        for graph in document.graphs:
            if graph.path not in self._loaded:
                self._load(graph)

    def settle(self, documents: Iterable[Gathered]) -> None:
        """Write or remove graphs until those of the documents are there, and nothing else."""
        wanted = {graph.path: graph for document in documents for graph in document.graphs}
        unwanted = [path for path, graph in self._loaded.items() if wanted.get(path) != graph]
        if unwanted:
            self._draft.load_waiting()
        for path in unwanted:
            self._draft.remove_graph(instrument_iri(path))
            del self._loaded[path]
        for path, graph in wanted.items():
            if path not in self._loaded:
                self._load(graph)

    def _load(self, graph: ShardGraph) -> None:
        self._draft.load(graph.nquads(), instrument_iri(graph.path))
        self._loaded[graph.path] = graph


def fill(
    draft: Draft,
    loading: Loading | None,
    gathered: Sequence[Gathered],
    contents: Contents,
    current: tuple[StoreDescription, Contents] | None,
    always: Sequence[Quad],
) -> tuple[Quad, ...]:
    """Write all graphs of a build, or change a copy of the current one, and return what is new beside the instruments.

    `gathered` are the documents of the build, with the graphs of those that were read anew, `contents` their records;
    `current` is the build to start from, if any, and `loading` what is already under way where there is none; `always`
    is what every build has, read in the same way. Raises `StoreError` where the draft cannot be written.
    """
    if current is not None:
        description, before = current
        gone, new = _changes(before, contents)
        if len(gone) + len(new) <= ANEW * len(before.documents):
            draft.begin(description)
            return _amend(draft, gathered, before, contents, gone, new)
    return _write_anew(draft, loading or Loading(draft), gathered, contents, always)


def _changes(before: Contents, after: Contents) -> tuple[list[DocumentRecord], list[DocumentRecord]]:
    """Return the documents that only one of two builds has: first those that are gone, then those that are new."""
    old = {(each.name, each.sha256, each.refusal): each for each in before.documents}
    new = {(each.name, each.sha256, each.refusal): each for each in after.documents}
    return [old[key] for key in old.keys() - new.keys()], [new[key] for key in new.keys() - old.keys()]


def _write_anew(
    draft: Draft, loading: Loading, gathered: Sequence[Gathered], contents: Contents, always: Sequence[Quad]
) -> tuple[Quad, ...]:
    kept = {instrument.path for each in gathered if not each.graphs for instrument in each.record.instruments}
    if kept:
        with store.GraphStore.open(draft.layout.directory) as current:
            for path in sorted(kept):
                draft.load(store.sorted_nquads(current.quads(instrument_iri(path))), instrument_iri(path))
    loading.settle(gathered)
    beside = (
        *always,
        *shared_quads(contents.connections()),
        *(quad for record in contents.instruments() for quad in record_quads(record)),
    )
    for name in (AUTHORITIES_GRAPH, SHARED_GRAPH, BUILD_GRAPH):
        draft.load(store.sorted_nquads(quad for quad in beside if quad.graph_name == name), name)
    draft.load_waiting()
    return beside


def _amend(
    draft: Draft,
    gathered: Sequence[Gathered],
    before: Contents,
    after: Contents,
    gone: Sequence[DocumentRecord],
    new: Sequence[DocumentRecord],
) -> tuple[Quad, ...]:
    for record in (instrument for document in gone for instrument in document.instruments):
        draft.remove_graph(instrument_iri(record.path))
    for graph in (graph for each in gathered for graph in each.graphs):
        draft.add(parse(graph.nquads(), RdfFormat.N_QUADS))
    touched: set[str] = set()
    for each in (connections for document in (*gone, *new) for connections in document.connections):
        touched |= each.touched
    was = {*shared_quads(before.connections(), touched), *_described(gone)}
    now = {*shared_quads(after.connections(), touched), *_described([*new, *_companions(gone, after)])}
    draft.remove(was - now)
    draft.add(now - was)
    return tuple(now)


def _described(documents: Iterable[DocumentRecord]) -> set[Quad]:
    return {quad for document in documents for record in document.instruments for quad in record_quads(record)}


def _companions(gone: Iterable[DocumentRecord], after: Contents) -> Iterator[DocumentRecord]:
    """Yield documents that stay and that keep what the description also says of those that are gone.

    That is what it says of a source file, by its content, and of a format.
    """
    contents = {document.sha256 for document in gone}
    formats: set[str] = set()
    for document in after.documents:
        found = {record.source.format for record in document.instruments}
        if document.sha256 in contents or found - formats:
            yield document
        formats |= found
