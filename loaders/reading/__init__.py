"""What the words of a document mean: actors, citations, themes, directives, events."""

from __future__ import annotations

from collections.abc import Iterable

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.reading.directives import DirectiveReader
from mandategraph.loaders.reading.events import body_changes, implementations
from mandategraph.loaders.reading.findings import Findings
from mandategraph.loaders.reading.lexicon import lexicon
from mandategraph.loaders.records import UNASSIGNED, Directive, Reading


def read(document: Document, authorities: Authorities) -> Reading:
    """Read a document into its records, with the names and cues of the authority files."""
    words = lexicon(authorities)
    findings = Findings.of(document, words)
    directives = tuple(DirectiveReader.of(words, findings).read())
    return Reading(
        document=document,
        directives=directives,
        changes=tuple(body_changes(document, findings.mentions, authorities.bodies)),
        implementations=tuple(implementations(document, findings.citations)),
        citations=tuple(citation for found in findings.citations.values() for citation in found),
        unrecognized=_unrecognized(directives, authorities),
    )


def _unrecognized(directives: Iterable[Directive], authorities: Authorities) -> dict[str, str]:
    """Return the holders that no authority file has, each with the first words that name it."""
    found: dict[str, str] = {}
    for directive in directives:
        if directive.holder not in authorities.bodies and directive.holder != UNASSIGNED:
            found[directive.holder] = found.get(directive.holder) or directive.holder_words
    # A pronoun leaves a record without words; where no record has any, the key's own are taken.
    return {key: words or key.replace("-", " ").capitalize() for key, words in found.items()}
