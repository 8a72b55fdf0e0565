"""The one place that writes RDF: an instrument's records, the authority files and the build's own description.

Everything has an IRI that its source decides, so the same input gives the same quads, whatever the order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad

import mandategraph
from mandategraph.errors import InputError
from mandategraph.loaders import authorities as authority_files
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Provision, Source
from mandategraph.loaders.records import UNASSIGNED, BodyChange, Directive, Implementation, Quote, Reading
from mandategraph.loaders.terms import (
    Companions,
    Terms,
    body_key,
    classes_of,
    english,
    identifier_of,
    instrument_iri,
    is_unresolved,
    names_of,
    source_iri,
)
from mandategraph.vocabulary import (
    AUTHORITIES_GRAPH,
    BUILD_GRAPH,
    DCAT,
    DCTERMS,
    ELI,
    ID,
    MG,
    ORG,
    PROV,
    RDF,
    RDFS,
    SKOS,
    VOID,
)

Term = NamedNode | Literal
A = RDF["type"]
DATASET = ID["dataset"]
ACTIVITY = ID["activity/build"]


def instrument_quads(
    reading: Reading, authorities: Authorities, companions: Companions | None = None
) -> Iterator[Quad]:
    """Yield the quads of one instrument, in the named graph that has the instrument's IRI.

    `companions` are those of all readings of a build: what is said to implement a paragraph of an instrument that is
    not among them is left out, as the link would lead nowhere. Without companions all links are written. Raises
    `InputError` for a key that the authority files do not know, or where two records claim the same IRI.
    """
    return _Instrument(reading, authorities, companions).quads()


class _Instrument:
    def __init__(self, reading: Reading, authorities: Authorities, companions: Companions | None) -> None:
        self.reading = reading
        self.document = reading.document
        self.authorities = authorities
        self.companions = companions or Companions.of([reading])
        self.reachable = None if companions is None else companions.instruments
        self.terms = Terms(authorities, self.companions, reading.document.symbol)
        self.iri = instrument_iri(reading.document.path)
        self.implemented: dict[str, tuple[Implementation, ...]] = {}
        self.cited: dict[str, list[str]] = defaultdict(list)
        for citation in reading.citations:
            self.cited[citation.quote.eid].append(citation.instrument)

    def quads(self) -> Iterator[Quad]:
        yield from self._instrument()
        yield from self._provisions()
        yield from self._unresolved_instruments()
        yield from self._unrecognized_bodies()
        yield from self._directives()
        for change in self.reading.changes:
            yield from self._change(change)

    def _say(self, subject: NamedNode, predicate: NamedNode, *values: Term) -> Iterator[Quad]:
        return (Quad(subject, predicate, value, self.iri) for value in values)

    def _provision_iri(self, eid: str) -> NamedNode:
        return NamedNode(f"{self.iri.value}#{eid}")

    def _instrument(self) -> Iterator[Quad]:
        document = self.document
        record = self.authorities.instruments.get(document.path)
        classes = {"Instrument", *(record.classes if record else classes_of(document))}
        yield from self._say(self.iri, A, ELI["LegalResource"], *(MG[name] for name in classes))
        # Where the authority files describe the instrument, their words count, so that it has one title.
        identifier = record.identifier if record else identifier_of(document)
        yield from self._say(self.iri, DCTERMS["identifier"], Literal(identifier))
        yield from self._words(self.iri, "symbol", document.symbol)
        yield from self._words(self.iri, "key", record.key if record else document.symbol)
        yield from self._say(self.iri, DCTERMS["title"], english(record.title if record else document.title))
        yield from self._say(self.iri, PROV["wasDerivedFrom"], source_iri(document.source.sha256))

    def _provisions(self) -> Iterator[Quad]:
        """Yield all provisions and note, on the way, which section implements what for everything below it."""
        order = iter(range(1, sum(1 for _ in self.document.walk()) + 1))
        for provision in self.document.provisions:
            yield from self._branch(provision, self.iri, (), order)

    def _branch(
        self, provision: Provision, parent: NamedNode, above: tuple[Implementation, ...], order: Iterator[int]
    ) -> Iterator[Quad]:
        own = tuple(found for found in self.reading.implementations if found.section == provision.eid)
        self.implemented[provision.eid] = own or above
        subject = self._provision_iri(provision.eid)
        kinds = (MG["Provision"], ELI["LegalResourceSubdivision"], MG[provision.kind.value])
        yield from self._say(subject, A, *kinds)
        yield from self._say(subject, ELI["is_part_of"], parent)
        yield from self._say(subject, MG["instrument"], self.iri)
        yield from self._say(subject, MG["order"], Literal(next(order)))
        yield from self._words(subject, "number", provision.number)
        yield from self._words(subject, "leaf", provision.leaf)
        yield from self._words(subject, "heading", provision.heading)
        yield from self._words(subject, "text", provision.text)
        yield from self._say(subject, MG["footnote"], *(self._provision_iri(mark.footnote) for mark in provision.marks))
        yield from self._say(subject, ELI["cites"], *map(instrument_iri, self.cited[provision.eid]))
        yield from self._say(subject, MG["implements"], *self._paragraphs(own))
        for child in provision.children:
            yield from self._branch(child, subject, own or above, order)

    def _words(self, subject: NamedNode, name: str, *words: str) -> Iterator[Quad]:
        return self._say(subject, MG[name], *(Literal(word) for word in words if word))

    def _paragraphs(self, implementations: Iterable[Implementation]) -> Iterator[NamedNode]:
        reached = (each for each in implementations if self.reachable is None or each.instrument in self.reachable)
        return (self.terms.paragraph(each.instrument, leaf) for each in reached for leaf in each.leaves)

    def _unresolved_instruments(self) -> Iterator[Quad]:
        """Yield what is known of cited instruments that neither the authority files nor this build describe."""
        for citation in filter(is_unresolved, self.reading.citations):
            if citation.instrument in self.companions.instruments:
                continue
            subject = instrument_iri(citation.instrument)
            yield from self._say(subject, A, MG["Instrument"], MG["UnresolvedInstrument"])
            yield from self._say(subject, MG["key"], Literal(citation.key))
            # A symbol identifies the instrument; without one, its words are all that there is.
            name = "identifier" if "/" in citation.key else "title"
            title = english(self.companions.titles[citation.instrument])
            yield from self._say(subject, DCTERMS[name], title if name == "title" else Literal(citation.key))

    def _unrecognized_bodies(self) -> Iterator[Quad]:
        keys = {*self.reading.unrecognized, *map(body_key, names_of(self.reading.changes))}
        for key in sorted(keys - self.authorities.bodies.keys()):
            subject = self.terms.body(key)
            yield from self._say(subject, A, MG["Body"], ORG["Organization"], MG["UnrecognizedBody"])
            yield from self._say(subject, SKOS["notation"], Literal(key))
            yield from self._say(subject, SKOS["prefLabel"], english(self.companions.bodies[key]))
            yield from self._say(subject, MG["bodyKind"], ID["body-kind/unrecognized"])

    def _directives(self) -> Iterator[Quad]:
        seen: set[NamedNode] = set()
        for directive in self.reading.directives:
            subject = self._provision_iri(f"{directive.quote.eid}__{self.terms.suffix(directive.holder)}")
            if subject in seen:
                place = f"{self.document.symbol} {directive.leaf}"
                raise InputError(f"{place}: {directive.holder} holds two directives here; one was expected")
            seen.add(subject)
            yield from self._directive(subject, directive)

    def _directive(self, subject: NamedNode, directive: Directive) -> Iterator[Quad]:
        terms = self.terms
        yield from self._say(subject, A, MG["Directive"], PROV["Entity"], terms.directive_class(directive.holder))
        if directive.holder != UNASSIGNED:
            yield from self._say(subject, MG["holder"], terms.body(directive.holder))
        yield from self._say(subject, MG["modality"], terms.modality(directive.modality))
        yield from self._say(subject, MG["actionType"], *map(terms.action, directive.actions))
        yield from self._say(subject, MG["partner"], *map(terms.body, directive.partners))
        yield from self._say(subject, MG["condition"], *map(terms.condition, directive.conditions))
        yield from self._say(subject, DCTERMS["subject"], *map(terms.theme, directive.themes))
        yield from self._say(subject, ELI["cites"], *map(instrument_iri, directive.instruments))
        yield from self._say(subject, MG["deadline"], *map(terms.date, directive.deadlines))
        yield from self._say(subject, MG["onwardAddressee"], *map(terms.body, directive.onward))
        above = self.implemented.get(directive.quote.eid, ())
        yield from self._say(subject, MG["implements"], *self._paragraphs(above))
        yield from self._say(subject, MG["instrument"], self.iri)
        yield from self._evidence(subject, PROV["wasDerivedFrom"], directive.quote)
        yield from self._words(subject, "rule", directive.rule)
        if directive.chapeau:
            yield from self._say(subject, MG["chapeau"], self._provision_iri(directive.chapeau))
        yield from self._words(subject, "holderWords", directive.holder_words)
        yield from self._words(subject, "cueWords", directive.cue_words)
        yield from self._words(subject, "conditionWords", *directive.condition_words)

    def _evidence(self, subject: NamedNode, relation: NamedNode, quote: Quote) -> Iterator[Quad]:
        yield from self._say(subject, relation, self._provision_iri(quote.eid))
        yield from self._words(subject, "quote", quote.text)
        yield from self._say(subject, MG["start"], Literal(quote.start))
        yield from self._say(subject, MG["end"], Literal(quote.end))

    def _change(self, change: BodyChange) -> Iterator[Quad]:
        terms = self.terms
        name = terms.suffix(change.original or change.resulting)
        subject = self._provision_iri(f"{change.quote.eid}__{change.kind}__{name}")
        yield from self._say(subject, A, MG["BodyChange"], ORG["ChangeEvent"])
        yield from self._say(subject, MG["changeKind"], ID[f"change-kind/{change.kind}"])
        before, after = (filter(None, [name]) for name in (change.original, change.resulting))
        yield from self._say(subject, ORG["originalOrganization"], *map(terms.body, before))
        yield from self._say(subject, ORG["resultingOrganization"], *map(terms.body, after))
        yield from self._say(subject, MG["effected"], Literal(change.effected))
        # A change is an activity to PROV, and only entities are derived.
        yield from self._evidence(subject, MG["sourceProvision"], change.quote)


def authority_quads(folder: Path | None = None) -> Iterator[Quad]:
    """Yield the vocabulary and the authority files of `folder` (or the shipped ones), without the shapes.

    Blank nodes, which only OWL's own constructs need, get the names of RDF Dataset Canonicalization, so that they are
    the same from build to build. Raises `InputError`, with file and place, for broken Turtle.
    """
    triples = authority_files.triples(folder)
    dataset = Dataset(Quad(each.subject, each.predicate, each.object, AUTHORITIES_GRAPH) for each in triples)
    if any(isinstance(term, BlankNode) for quad in dataset for term in (quad.subject, quad.object)):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    yield from dataset


def authority_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """Return name and SHA-256 of each authority file."""
    return tuple(
        Source(entry.name, hashlib.sha256(entry.read_bytes()).hexdigest(), "turtle")
        for entry in authority_files.authority_files(folder)
    )


def build_quads(
    readings: Iterable[Reading], sizes: Mapping[NamedNode, int], sources: Iterable[Source]
) -> Iterator[Quad]:
    """Yield the description of a build, in PROV, DCAT and VoID, without a word of when or where it was made.

    `sizes` gives the number of triples of each named graph that is described, `sources` are the authority files.
    """
    yield from _build_itself()
    for source in sources:
        yield from _source(source, AUTHORITIES_GRAPH)
    yield from _described(DATASET, VOID["subset"], *sizes)
    for graph, size in sizes.items():
        yield from _described(graph, A, VOID["Dataset"], DCAT["Dataset"], PROV["Entity"])
        yield from _described(graph, VOID["triples"], Literal(size))
        yield from _described(graph, PROV["wasGeneratedBy"], ACTIVITY)
    yield from _described(AUTHORITIES_GRAPH, DCTERMS["title"], english("Vocabulary and authority files"))
    for reading in readings:
        document = reading.document
        yield from _source(document.source, instrument_iri(document.path))
        yield from _partition(document, "Provision", sum(1 for _ in document.walk()))
        yield from _partition(document, "Directive", len(reading.directives))


def _described(subject: NamedNode, predicate: NamedNode, *values: Term) -> Iterator[Quad]:
    return (Quad(subject, predicate, value, BUILD_GRAPH) for value in values)


def _build_itself() -> Iterator[Quad]:
    version = mandategraph.__version__
    loader = ID[f"software/mandategraph-{version}"]
    yield from _described(DATASET, A, VOID["Dataset"], DCAT["Dataset"], PROV["Entity"])
    yield from _described(DATASET, DCTERMS["title"], english("Instruments and the mandates they give"))
    yield from _described(DATASET, VOID["vocabulary"], NamedNode(MG))
    yield from _described(DATASET, PROV["wasGeneratedBy"], ACTIVITY)
    yield from _described(ACTIVITY, A, PROV["Activity"])
    yield from _described(ACTIVITY, PROV["wasAssociatedWith"], loader)
    yield from _described(loader, A, PROV["SoftwareAgent"])
    yield from _described(loader, RDFS["label"], Literal(f"mandategraph {version}"))
    yield from _described(loader, DCAT["version"], Literal(version))


def _source(source: Source, graph: NamedNode) -> Iterator[Quad]:
    """Yield what is known of a source file, and that a graph comes from it."""
    subject = source_iri(source.sha256)
    form = ID[f"format/{source.format.replace(' ', '-')}"]
    yield from _described(subject, A, PROV["Entity"])
    yield from _described(subject, DCTERMS["title"], Literal(source.name))
    yield from _described(subject, DCTERMS["identifier"], Literal(f"sha256:{source.sha256}"))
    yield from _described(subject, DCTERMS["format"], form)
    yield from _described(form, A, DCTERMS["MediaTypeOrExtent"])
    yield from _described(form, RDFS["label"], Literal(source.format))
    yield from _described(ACTIVITY, PROV["used"], subject)
    yield from _described(graph, PROV["wasDerivedFrom"], subject)


def _partition(document: Document, name: str, entities: int) -> Iterator[Quad]:
    subject = ID[f"graph/build/{document.path}/{name}"]
    yield from _described(instrument_iri(document.path), VOID["classPartition"], subject)
    yield from _described(subject, VOID["class"], MG[name])
    yield from _described(subject, VOID["entities"], Literal(entities))
