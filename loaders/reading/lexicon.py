"""All finders of the authority files' names and cues, made once and used for every document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.reading.actors import ActorNames
from mandategraph.loaders.reading.attributes import ConceptFinder, SilentSpans
from mandategraph.loaders.reading.citations import InstrumentNames
from mandategraph.loaders.reading.clauses import ClauseReader
from mandategraph.loaders.reading.phrases import PhraseFinder
from mandategraph.loaders.reading.roles import RoleReader
from mandategraph.loaders.reading.verbs import Verb, verb_finder


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The finders over one set of authority files."""

    authorities: Authorities
    actors: ActorNames
    instruments: InstrumentNames
    verbs: PhraseFinder[Verb]
    roles: RoleReader
    clauses: ClauseReader
    themes: ConceptFinder
    conditions: ConceptFinder
    actions: ConceptFinder
    silence: SilentSpans
    title_themes: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4)
def lexicon(authorities: Authorities) -> Lexicon:
    """Return the finders over authority files; the same object for the same files."""
    verbs = verb_finder(authorities)
    roles = RoleReader.of(authorities)
    themes = ConceptFinder.of(authorities.themes, authorities.reading_cues["set-phrase"].cues)
    return Lexicon(
        authorities=authorities,
        actors=ActorNames.of(authorities),
        instruments=InstrumentNames.of(authorities),
        verbs=verbs,
        roles=roles,
        clauses=ClauseReader(verbs, roles),
        themes=themes,
        conditions=ConceptFinder.of(authorities.conditions),
        actions=ConceptFinder.of(authorities.actions),
        silence=SilentSpans.of(authorities),
        title_themes={path: frozenset(themes.keys(record.names)) for path, record in authorities.instruments.items()},
    )
