"""What a data package says of itself: a description in DCAT and VoID, and a page to read first.

Nothing in it tells when or where the package was made, so that the same graph gives the same package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rdflib
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, VOID, XSD

import mandategraph
from mandategraph.graph.sparql import rows, value
from mandategraph.vocabulary import ID, MG, PREFIXES

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
"""The licence of the graph, the vocabulary and the program."""
RIGHTS = (
    "The words of instruments are those of documents of the United Nations and of their other issuers; what the "
    "program reads in them is an aid, and the documents themselves are authoritative."
)
DATASET = f"{ID}dataset"
_SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_COUNTED = (
    "Instrument",
    "Provision",
    "Directive",
    "Mandate",
    "StateDirective",
    "ExternalDirective",
    "UnassignedDirective",
    "Body",
    "Theme",
)
_COUNTS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) WHERE { VALUES ?class { %s } ?thing a ?class } GROUP BY ?class
"""
_READ = "SELECT (COUNT(DISTINCT ?instrument) AS ?number) WHERE { ?provision mg:instrument ?instrument }"
_SOURCES = """
SELECT DISTINCT ?source ?title ?seal WHERE {
  ?part prov:wasDerivedFrom ?source . ?source a prov:Entity ; dcterms:title ?title ; dcterms:identifier ?seal .
  FILTER(STRSTARTS(STR(?source), CONCAT(STR(<>), "source/")))
}
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a package: its path in it, its media type, what it holds, its size in bytes and its SHA-256."""

    path: str
    media_type: str
    title: str
    size: int
    sha256: str
    conforms_to: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a graph holds: its triples, its things by class, and the files that it was read from.

    `read` instruments were read; the others are known only because these cite them. `counts` are pairs of a class and
    a number, `sources` are the IRI, the name and the SHA-256 of each file.
    """

    triples: int
    read: int
    counts: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, str, str], ...]


def contents_of(store: Graph) -> Contents:
    """Count what a graph holds."""
    classes = " ".join(f"mg:{name}" for name in _COUNTED)
    by_class = {value(row, "class"): int(value(row, "number")) for row in rows(store, _COUNTS % classes)}
    counts = tuple((name, by_class.get(MG[name].value, 0)) for name in _COUNTED)
    found = {(value(row, "source"), value(row, "title"), value(row, "seal")) for row in rows(store, _SOURCES)}
    triples = sum(1 for _ in store.quads())
    read = int(value(next(rows(store, _READ)), "number"))
    return Contents(triples, read, tuple(each for each in counts if each[1]), tuple(sorted(found)))


def description(contents: Contents, files: Sequence[File]) -> bytes:
    """Return the description of a package as Turtle; what it says of files is relative to where it stands.

    The first of the files is the one with the whole graph, whose SHA-256 tells one state of the data from another.
    """
    graph = rdflib.Graph()
    for prefix, namespace in (PREFIXES | {"spdx": _SPDX}).items():
        graph.bind(prefix, namespace, override=True)
    dataset = URIRef(DATASET)
    version = mandategraph.__version__
    for kind in (DCAT.Dataset, VOID.Dataset, PROV.Entity):
        graph.add((dataset, RDF.type, kind))
    for predicate, term in (
        (DCTERMS.title, Literal("Instruments and the mandates they give", "en")),
        (DCTERMS.description, Literal(_told(contents), "en")),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCTERMS.rights, Literal(RIGHTS, "en")),
        (DCTERMS.language, Literal("en")),
        (DCTERMS.creator, Literal("The mandategraph contributors")),
        (DCTERMS.identifier, Literal(f"sha256:{files[0].sha256}")),
        (URIRef(f"{DCAT}version"), Literal(version)),
        (VOID.dataDump, URIRef(files[0].path)),
        (VOID.triples, Literal(contents.triples)),
        (VOID.uriSpace, Literal(str(ID))),
        (VOID.vocabulary, URIRef(str(MG))),
        *((VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{name}")) for name in ("TriG", "JSON-LD")),
    ):
        graph.add((dataset, predicate, term))
    for name, number in contents.counts:
        part = BNode(f"class{name}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(MG[name].value)))
        graph.add((part, VOID.entities, Literal(number)))
    _say_provenance(graph, dataset, contents, version)
    for file in files:
        _say_file(graph, dataset, file)
    return graph.serialize(format="turtle", encoding="utf-8")


def readme(contents: Contents, files: Sequence[File]) -> bytes:
    """Return the page of a package that one reads first, as Markdown."""
    counts = "\n".join(f"| {name} | {number:,} |" for name, number in contents.counts)
    listed = "\n".join(f"| [{file.path}]({file.path}) | {file.title} | {file.size:,} |" for file in files)
    return _README.format(
        told=_told(contents), counts=counts, files=listed, licence=LICENCE, rights=RIGHTS,
        version=mandategraph.__version__, sources=len(contents.sources),
    ).encode()  # fmt: skip


def _told(contents: Contents) -> str:
    counts = dict(contents.counts)
    cited = counts.get("Instrument", 0) - contents.read
    return (
        f"A graph of {contents.read:,} international instruments (and of {cited:,} more that they cite) with "
        f"{counts.get('Directive', 0):,} directives: which body, State or other actor is to do what, with the exact "
        "words and where they stand."
    )


def _say_provenance(graph: rdflib.Graph, dataset: URIRef, contents: Contents, version: str) -> None:
    activity, agent = URIRef(f"{ID}activity/build"), URIRef(f"{ID}software/mandategraph-{version}")
    graph.add((dataset, PROV.wasGeneratedBy, activity))
    graph.add((activity, RDF.type, PROV.Activity))
    graph.add((activity, PROV.wasAssociatedWith, agent))
    graph.add((agent, RDF.type, PROV.SoftwareAgent))
    graph.add((agent, RDFS.label, Literal(f"mandategraph {version}")))
    for iri, title, seal in contents.sources:
        source = URIRef(iri)
        graph.add((dataset, PROV.wasDerivedFrom, source))
        graph.add((source, RDF.type, PROV.Entity))
        graph.add((source, DCTERMS.title, Literal(title)))
        graph.add((source, DCTERMS.identifier, Literal(seal)))


def _say_file(graph: rdflib.Graph, dataset: URIRef, file: File) -> None:
    distribution, seal = URIRef(file.path), BNode(f"seal{file.sha256[:16]}")
    graph.add((dataset, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCTERMS.title, Literal(file.title, "en")))
    graph.add((distribution, DCTERMS.license, URIRef(LICENCE)))
    graph.add((distribution, DCAT.downloadURL, URIRef(file.path)))
    graph.add((distribution, DCAT.mediaType, URIRef(_MEDIA_TYPES + file.media_type)))
    graph.add((distribution, DCAT.byteSize, Literal(str(file.size), datatype=XSD.nonNegativeInteger)))
    if file.conforms_to:
        graph.add((distribution, DCTERMS.conformsTo, URIRef(file.conforms_to)))
    graph.add((distribution, _SPDX.checksum, seal))
    graph.add((seal, RDF.type, _SPDX.Checksum))
    graph.add((seal, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
    graph.add((seal, _SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))


_README = """# Instruments and the mandates they give

{told}

| what | how many |
| --- | ---: |
{counts}

## Files

| file | what it holds | bytes |
| --- | --- | ---: |
{files}

`description.ttl` describes them in DCAT and VoID, and names the {sources} source files with their SHA-256.
`sha256sum -c SHA256SUMS` checks that every file is what was written.

Begin with `directives.csv` in a spreadsheet, `mandategraph.graphml` in Gephi or yEd, `mandategraph.trig` in an RDF
store, and `ontology/index.html` to see what the terms mean.

## Licence and provenance

The graph and its vocabulary: {licence}. {rights}

Made by mandategraph {version}. Each named graph holds what one instrument says; the graph
`https://w3id.org/mandategraph/id/graph/build` tells from which file each was read.
"""
