"""What the words of a document mean: actors, citations, themes, directives, events."""

from __future__ import annotations

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.reading.actors import ActorFinder
from mandategraph.loaders.reading.citations import CitationFinder
from mandategraph.loaders.reading.directives import directive_reader
from mandategraph.loaders.reading.events import body_changes, implementations
from mandategraph.loaders.records import Citation, Reading


def read(document: Document, authorities: Authorities) -> Reading:
    """Read a document into its records, with the names and cues of the authority files."""
    finder = CitationFinder.of(document, authorities)
    citations: dict[str, list[Citation]] = {p.eid: finder.citations(p) for p in document.walk()}
    directives = directive_reader(authorities, document, citations, ActorFinder.of(authorities))
    return Reading(
        document=document,
        directives=tuple(directives.read()),
        changes=tuple(body_changes(document, directives.mentions)),
        implementations=tuple(implementations(document, citations)),
        citations=tuple(citation for found in citations.values() for citation in found),
    )
