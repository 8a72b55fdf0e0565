"""What a document names, found once in the order of its text: actors and instruments, provision by provision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mandategraph.loaders.document import Document, Provision, Span
from mandategraph.loaders.reading.actors import ActorFinder, Mention
from mandategraph.loaders.reading.citations import CitationFinder
from mandategraph.loaders.reading.lexicon import Lexicon
from mandategraph.loaders.records import Citation


@dataclass(frozen=True, slots=True)
class Findings:
    """The actors and the instruments that each provision names, and the provision that introduces it, by eId."""

    document: Document
    mentions: Mapping[str, Sequence[Mention]]
    citations: Mapping[str, Sequence[Citation]]
    heading_mentions: Mapping[str, Sequence[Mention]]
    introductions: Mapping[str, Provision]

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> Findings:
        """Find what a document names; short names mean what the text introduced last."""
        actors = ActorFinder(lexicon.actors, document.path)
        instruments = CitationFinder(lexicon.instruments, document.path)
        mentions: dict[str, list[Mention]] = {}
        headings: dict[str, list[Mention]] = {}
        citations: dict[str, list[Citation]] = {}
        introductions: dict[str, Provision] = {}
        for provision in document.walk():
            if provision.text.endswith(":"):
                introductions |= {child.eid: provision for child in provision.children}
            if provision.heading:
                headings[provision.heading] = actors.mentions(provision.heading)
            mentions[provision.eid] = actors.mentions(provision.text)
            citations[provision.eid] = instruments.citations(provision, mentions[provision.eid])
        return cls(document, mentions, citations, headings, introductions)

    def names(self, provision: Provision) -> list[Span]:
        """Return the ranges of the actors' names in a provision."""
        return [Span(mention.name_start, mention.end) for mention in self.mentions[provision.eid]]

    def cited(self, provision: Provision, start: int, end: int) -> list[Citation]:
        """Return the citations in `provision.text[start:end]`, and those in the footnotes whose marks stand there."""
        own = [citation for citation in self.citations[provision.eid] if start <= citation.quote.start < end]
        notes = [mark.footnote for mark in provision.marks if start <= mark.offset <= end]
        return own + [citation for note in notes for citation in self.citations[note]]
