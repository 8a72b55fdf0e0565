"""The description of a build, in PROV, DCAT and VoID, without a word of when or where it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

import mandategraph
from mandategraph.loaders.document import Source
from mandategraph.loaders.terms import english, instrument_iri, source_iri
from mandategraph.vocabulary import AUTHORITIES_GRAPH, BUILD_GRAPH, DCAT, DCTERMS, ID, MG, PROV, RDF, RDFS, VOID

Term = NamedNode | Literal
A = RDF["type"]
DATASET = ID["dataset"]
ACTIVITY = ID["activity/build"]


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """What a build holds of one instrument: how much of what, and the SHA-256 of its graph's N-Quads lines in order."""

    path: str
    identifier: str
    title: str
    source: Source
    provisions: int
    directives: int
    triples: int
    sha256: str


def build_quads(authority_sources: Iterable[Source], authority_triples: int) -> Iterator[Quad]:
    """Yield what is said of a build whatever instruments it holds; `record_quads` says what it holds.

    `authority_sources` are the authority files, `authority_triples` the size of their graph.
    """
    version = mandategraph.__version__
    loader = ID[f"software/mandategraph-{version}"]
    yield from _say(DATASET, A, VOID["Dataset"], DCAT["Dataset"], PROV["Entity"])
    yield from _say(DATASET, DCTERMS["title"], english("Instruments and the mandates they give"))
    yield from _say(DATASET, VOID["vocabulary"], NamedNode(MG))
    yield from _say(DATASET, PROV["wasGeneratedBy"], ACTIVITY)
    yield from _say(ACTIVITY, A, PROV["Activity"])
    yield from _say(ACTIVITY, PROV["wasAssociatedWith"], loader)
    yield from _say(loader, A, PROV["SoftwareAgent"])
    yield from _say(loader, RDFS["label"], Literal(f"mandategraph {version}"))
    yield from _say(loader, DCAT["version"], Literal(version))
    yield from _graph(AUTHORITIES_GRAPH, authority_triples)
    yield from _say(AUTHORITIES_GRAPH, DCTERMS["title"], english("Vocabulary and authority files"))
    for source in authority_sources:
        yield from _source(source, AUTHORITIES_GRAPH)


def record_quads(record: InstrumentRecord) -> Iterator[Quad]:
    """Yield what a build says of one instrument: its graph, its source file and its counts."""
    graph = instrument_iri(record.path)
    yield from _graph(graph, record.triples)
    yield from _say(graph, DCAT["version"], Literal(f"sha256:{record.sha256}"))
    yield from _source(record.source, graph)
    yield from _partition(record.path, "Provision", record.provisions)
    yield from _partition(record.path, "Directive", record.directives)


def _say(subject: NamedNode, predicate: NamedNode, *values: Term) -> Iterator[Quad]:
    return (Quad(subject, predicate, value, BUILD_GRAPH) for value in values)


def _graph(graph: NamedNode, size: int) -> Iterator[Quad]:
    yield from _say(DATASET, VOID["subset"], graph)
    yield from _say(graph, A, VOID["Dataset"], DCAT["Dataset"], PROV["Entity"])
    yield from _say(graph, VOID["triples"], Literal(size))
    yield from _say(graph, PROV["wasGeneratedBy"], ACTIVITY)


def _source(source: Source, graph: NamedNode) -> Iterator[Quad]:
    """Yield what is known of a source file, and that a graph comes from it."""
    subject = source_iri(source.sha256)
    form = ID[f"format/{source.format.replace(' ', '-')}"]
    yield from _say(subject, A, PROV["Entity"])
    yield from _say(subject, DCTERMS["title"], Literal(source.name))
    yield from _say(subject, DCTERMS["identifier"], Literal(f"sha256:{source.sha256}"))
    yield from _say(subject, DCTERMS["format"], form)
    yield from _say(form, A, DCTERMS["MediaTypeOrExtent"])
    yield from _say(form, RDFS["label"], Literal(source.format))
    yield from _say(ACTIVITY, PROV["used"], subject)
    yield from _say(graph, PROV["wasDerivedFrom"], subject)


def _partition(path: str, name: str, entities: int) -> Iterator[Quad]:
    subject = ID[f"graph/build/{path}/{name}"]
    yield from _say(instrument_iri(path), VOID["classPartition"], subject)
    yield from _say(subject, VOID["class"], MG[name])
    yield from _say(subject, VOID["entities"], Literal(entities))
