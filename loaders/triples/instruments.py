"""The records of one instrument as RDF, in a named graph of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.errors import InputError
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Provision
from mandategraph.loaders.metadata import metadata_of
from mandategraph.loaders.records import UNASSIGNED, BodyChange, Directive, Quote, Reading
from mandategraph.loaders.terms import (
    Terms,
    body_key,
    classes_of,
    english,
    identifier_of,
    instrument_iri,
    names_of,
    provision_iri,
    record_suffix,
    source_iri,
)
from mandategraph.vocabulary import DCTERMS, ELI, ID, MG, ORG, PROV, RDF

Term = NamedNode | Literal
A = RDF["type"]


def instrument_quads(reading: Reading, authorities: Authorities) -> Iterator[Quad]:
    """Yield the quads of one instrument, in the named graph that has the instrument's IRI.

    They follow from the reading alone; what depends on the rest of a build is said by `shared_quads`. Raises
    `InputError` for a key that the authority files do not know, or where two records claim the same IRI.
    """
    return _Instrument(reading, authorities).quads()


class _Instrument:
    def __init__(self, reading: Reading, authorities: Authorities) -> None:
        self.reading = reading
        self.document = reading.document
        self.authorities = authorities
        met = {*reading.unrecognized, *map(body_key, names_of(reading.changes))}
        self.terms = Terms(authorities, met, reading.document.symbol)
        self.iri = instrument_iri(reading.document.path)
        self.cited: dict[str, list[str]] = defaultdict(list)
        for citation in reading.citations:
            self.cited[citation.quote.eid].append(citation.instrument)

    def quads(self) -> Iterator[Quad]:
        yield from self._instrument()
        yield from self._provisions()
        yield from self._directives()
        for change in self.reading.changes:
            yield from self._change(change)

    def _say(self, subject: NamedNode, predicate: NamedNode, *values: Term) -> Iterator[Quad]:
        return (Quad(subject, predicate, value, self.iri) for value in values)

    def _provision_iri(self, eid: str) -> NamedNode:
        return provision_iri(self.document.path, eid)

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
        if record is None:
            yield from self._metadata()

    def _metadata(self) -> Iterator[Quad]:
        """Yield what the document says of itself; the authority files say it where they describe the instrument."""
        found = metadata_of(self.document, self.authorities)
        written = found.date or (str(found.year) if found.year else "")
        yield from self._say(self.iri, ELI["date_document"], *map(self.terms.date, filter(None, [written])))
        organ = [self.terms.body(found.organ)] if found.organ else []
        yield from self._say(self.iri, MG["sessionOf"], *organ)
        yield from self._say(self.iri, ELI["passed_by"], *(organ if found.adopted else ()))
        yield from self._words(self.iri, "session", found.session)
        yield from self._words(self.iri, "agendaItem", *found.agenda_items)

    def _provisions(self) -> Iterator[Quad]:
        order = iter(range(1, sum(1 for _ in self.document.walk()) + 1))
        for provision in self.document.provisions:
            yield from self._branch(provision, self.iri, order)

    def _branch(self, provision: Provision, parent: NamedNode, order: Iterator[int]) -> Iterator[Quad]:
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
        for child in provision.children:
            yield from self._branch(child, subject, order)

    def _words(self, subject: NamedNode, name: str, *words: str) -> Iterator[Quad]:
        return self._say(subject, MG[name], *(Literal(word) for word in words if word))

    def _directives(self) -> Iterator[Quad]:
        seen: set[NamedNode] = set()
        for directive in self.reading.directives:
            subject = self._provision_iri(f"{directive.quote.eid}__{record_suffix(directive.holder)}")
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
        name = record_suffix(change.original or change.resulting)
        subject = self._provision_iri(f"{change.quote.eid}__{change.kind}__{name}")
        yield from self._say(subject, A, MG["BodyChange"], ORG["ChangeEvent"])
        yield from self._say(subject, MG["changeKind"], ID[f"change-kind/{change.kind}"])
        before, after = (filter(None, [name]) for name in (change.original, change.resulting))
        yield from self._say(subject, ORG["originalOrganization"], *map(terms.body, before))
        yield from self._say(subject, ORG["resultingOrganization"], *map(terms.body, after))
        yield from self._say(subject, MG["effected"], Literal(change.effected))
        # A change is an activity to PROV, and only entities are derived.
        yield from self._evidence(subject, MG["sourceProvision"], change.quote)
