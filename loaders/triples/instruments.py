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


def instrument_quads(reading: Reading, authorities: Authorities) -> list[Quad]:
    """Return the quads of one instrument, in the named graph that has the instrument's IRI.

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
        self.said: list[Quad] = []
        self.cited: dict[str, list[str]] = defaultdict(list)
        for citation in reading.citations:
            self.cited[citation.quote.eid].append(citation.instrument)

    def quads(self) -> list[Quad]:
        self._instrument()
        self._provisions()
        self._directives()
        for change in self.reading.changes:
            self._change(change)
        return self.said

    def _say(self, subject: NamedNode, predicate: NamedNode, *values: Term) -> None:
        for value in values:
            self.said.append(Quad(subject, predicate, value, self.iri))

    def _provision_iri(self, eid: str) -> NamedNode:
        return provision_iri(self.document.path, eid)

    def _instrument(self) -> None:
        document = self.document
        record = self.authorities.instruments.get(document.path)
        classes = {"Instrument", *(record.classes if record else classes_of(document))}
        self._say(self.iri, A, ELI["LegalResource"], *(MG[name] for name in classes))
        # Where the authority files describe the instrument, their words count, so that it has one title.
        identifier = record.identifier if record else identifier_of(document)
        self._say(self.iri, DCTERMS["identifier"], Literal(identifier))
        self._words(self.iri, "symbol", document.symbol)
        self._words(self.iri, "key", record.key if record else document.symbol)
        self._say(self.iri, DCTERMS["title"], english(record.title if record else document.title))
        self._say(self.iri, PROV["wasDerivedFrom"], source_iri(document.source.sha256))
        if record is None:
            self._metadata()

    def _metadata(self) -> None:
        """Say what the document says of itself; the authority files say it where they describe the instrument."""
        found = metadata_of(self.document, self.authorities)
        written = found.date or (str(found.year) if found.year else "")
        self._say(self.iri, ELI["date_document"], *map(self.terms.date, filter(None, [written])))
        organ = [self.terms.body(found.organ)] if found.organ else []
        self._say(self.iri, MG["sessionOf"], *organ)
        self._say(self.iri, ELI["passed_by"], *(organ if found.adopted else ()))
        self._words(self.iri, "session", found.session)
        self._words(self.iri, "agendaItem", *found.agenda_items)

    def _provisions(self) -> None:
        order = iter(range(1, sum(1 for _ in self.document.walk()) + 1))
        for provision in self.document.provisions:
            self._branch(provision, self.iri, order)

    def _branch(self, provision: Provision, parent: NamedNode, order: Iterator[int]) -> None:
        subject = self._provision_iri(provision.eid)
        kinds = (MG["Provision"], ELI["LegalResourceSubdivision"], MG[provision.kind.value])
        self._say(subject, A, *kinds)
        self._say(subject, ELI["is_part_of"], parent)
        self._say(subject, MG["instrument"], self.iri)
        self._say(subject, MG["order"], Literal(next(order)))
        self._words(subject, "number", provision.number)
        self._words(subject, "leaf", provision.leaf)
        self._words(subject, "heading", provision.heading)
        self._words(subject, "text", provision.text)
        self._say(subject, MG["footnote"], *(self._provision_iri(mark.footnote) for mark in provision.marks))
        self._say(subject, ELI["cites"], *map(instrument_iri, self.cited[provision.eid]))
        for child in provision.children:
            self._branch(child, subject, order)

    def _words(self, subject: NamedNode, name: str, *words: str) -> None:
        for word in words:
            if word:
                self.said.append(Quad(subject, MG[name], Literal(word), self.iri))

    def _directives(self) -> None:
        seen: set[NamedNode] = set()
        for directive in self.reading.directives:
            subject = self._provision_iri(f"{directive.quote.eid}__{record_suffix(directive.holder)}")
            if subject in seen:
                place = f"{self.document.symbol} {directive.leaf}"
                raise InputError(f"{place}: {directive.holder} holds two directives here; one was expected")
            seen.add(subject)
            self._directive(subject, directive)

    def _directive(self, subject: NamedNode, directive: Directive) -> None:
        terms = self.terms
        self._say(subject, A, MG["Directive"], PROV["Entity"], terms.directive_class(directive.holder))
        if directive.holder != UNASSIGNED:
            self._say(subject, MG["holder"], terms.body(directive.holder))
        self._say(subject, MG["modality"], terms.modality(directive.modality))
        self._say(subject, MG["actionType"], *map(terms.action, directive.actions))
        self._say(subject, MG["partner"], *map(terms.body, directive.partners))
        self._say(subject, MG["condition"], *map(terms.condition, directive.conditions))
        self._say(subject, DCTERMS["subject"], *map(terms.theme, directive.themes))
        self._say(subject, ELI["cites"], *map(instrument_iri, directive.instruments))
        self._say(subject, MG["deadline"], *map(terms.date, directive.deadlines))
        self._say(subject, MG["onwardAddressee"], *map(terms.body, directive.onward))
        self._say(subject, MG["instrument"], self.iri)
        self._evidence(subject, PROV["wasDerivedFrom"], directive.quote)
        self._words(subject, "rule", directive.rule)
        if directive.chapeau:
            self._say(subject, MG["chapeau"], self._provision_iri(directive.chapeau))
        self._words(subject, "holderWords", directive.holder_words)
        self._words(subject, "cueWords", directive.cue_words)
        self._words(subject, "conditionWords", *directive.condition_words)

    def _evidence(self, subject: NamedNode, relation: NamedNode, quote: Quote) -> None:
        self._say(subject, relation, self._provision_iri(quote.eid))
        self._words(subject, "quote", quote.text)
        self._say(subject, MG["start"], Literal(quote.start))
        self._say(subject, MG["end"], Literal(quote.end))

    def _change(self, change: BodyChange) -> None:
        terms = self.terms
        name = record_suffix(change.original or change.resulting)
        subject = self._provision_iri(f"{change.quote.eid}__{change.kind}__{name}")
        self._say(subject, A, MG["BodyChange"], ORG["ChangeEvent"])
        self._say(subject, MG["changeKind"], ID[f"change-kind/{change.kind}"])
        before, after = (filter(None, [name]) for name in (change.original, change.resulting))
        self._say(subject, ORG["originalOrganization"], *map(terms.body, before))
        self._say(subject, ORG["resultingOrganization"], *map(terms.body, after))
        self._say(subject, MG["effected"], Literal(change.effected))
        # A change is an activity to PROV, and only entities are derived.
        self._evidence(subject, MG["sourceProvision"], change.quote)
