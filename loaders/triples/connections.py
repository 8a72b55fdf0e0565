"""What an instrument's records say of things outside of it, and what a build as a whole makes of that.

An instrument's own graph follows from its own text. Three things do not: whether a paragraph that a section implements
is in the build, whether a cited instrument that the authority files lack is, and in which words a body or instrument
that several texts name, and nobody describes, is called. They stand in a graph of their own, so that an instrument can
come, change or go while the graphs of all others stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Provision
from mandategraph.loaders.records import Implementation, Reading
from mandategraph.loaders.terms import (
    QUOTATION_MARKS,
    body_key,
    english,
    instrument_iri,
    is_quoted,
    is_unresolved,
    met_body_iri,
    names_of,
    paragraph_eid,
    provision_iri,
    record_suffix,
)
from mandategraph.vocabulary import DCTERMS, ID, MG, ORG, RDF, SHARED_GRAPH, SKOS


class Met(NamedTuple):
    """An instrument that a text cites and the authority files lack: its key, and the first words that name it."""

    key: str
    words: str


class Link(NamedTuple):
    """A section or directive (by eId) that implements a paragraph (by eId) of another instrument (by path)."""

    eid: str
    instrument: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Connections:
    """What the instrument at `path` says of things outside of it.

    `instruments` are those that it cites and the authority files lack, by path; `bodies` those that it names and they
    lack, by key, with the words that name them; `links` the paragraphs that it implements.
    """

    path: str
    instruments: Mapping[str, Met] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    @classmethod
    def of(cls, reading: Reading, authorities: Authorities) -> Connections:
        """Return the connections of a reading. Raises `InputError` for an implemented leaf of an unknown form."""
        instruments: dict[str, Met] = {}
        for citation in filter(is_unresolved, reading.citations):
            instruments.setdefault(citation.instrument, Met(citation.key, citation.quote.text))
        bodies = dict(reading.unrecognized)
        for name in filter(is_quoted, names_of(reading.changes)):
            bodies.setdefault(body_key(name), name.strip(QUOTATION_MARKS))
        unknown = {key: bodies[key] for key in sorted(bodies.keys() - authorities.bodies.keys())}
        return cls(reading.document.path, instruments, unknown, tuple(_links(reading)))

    @property
    def touched(self) -> set[str]:
        """The things, by path or key, of which the shared graph may say something else without this instrument."""
        return {self.path, *self.instruments, *self.bodies}


def shared_quads(connections: Iterable[Connections], only: Set[str] | None = None) -> Iterator[Quad]:
    """Yield what the instruments of a build say together: links, and descriptions of what nobody describes.

    `connections` are those of all instruments of the build; their order makes no difference, and where words differ,
    those of the first instrument by path count. With `only`, what is said of these paths and keys alone is yielded.
    """
    ordered = sorted(connections, key=lambda each: each.path)
    built = {each.path for each in ordered}
    instruments: dict[str, Met] = {}
    bodies: dict[str, str] = {}
    for each in ordered:
        for path, met in each.instruments.items():
            if only is None or path in only:
                instruments.setdefault(path, met)
        for key, words in each.bodies.items():
            if only is None or key in only:
                bodies.setdefault(key, words)
        for link in each.links:
            if link.instrument in built and (only is None or not only.isdisjoint((each.path, link.instrument))):
                subject, paragraph = provision_iri(each.path, link.eid), provision_iri(link.instrument, link.paragraph)
                yield Quad(subject, MG["implements"], paragraph, SHARED_GRAPH)
    for path in sorted(instruments.keys() - built):
        yield from _instrument(path, instruments[path])
    for key in sorted(bodies):
        yield from _body(key, bodies[key])


def _instrument(path: str, met: Met) -> Iterator[Quad]:
    subject = instrument_iri(path)
    yield from _say(subject, RDF["type"], MG["Instrument"], MG["UnresolvedInstrument"])
    yield from _say(subject, MG["key"], Literal(met.key))
    # A symbol identifies the instrument; without one, its words are all that there is.
    if "/" in met.key:
        yield from _say(subject, DCTERMS["identifier"], Literal(met.key))
    else:
        yield from _say(subject, DCTERMS["title"], english(met.words))


def _body(key: str, words: str) -> Iterator[Quad]:
    subject = met_body_iri(key)
    yield from _say(subject, RDF["type"], MG["Body"], ORG["Organization"], MG["UnrecognizedBody"])
    yield from _say(subject, SKOS["notation"], Literal(key))
    yield from _say(subject, SKOS["prefLabel"], english(words))
    yield from _say(subject, MG["bodyKind"], ID["body-kind/unrecognized"])


def _say(subject: NamedNode, predicate: NamedNode, *values: NamedNode | Literal) -> Iterator[Quad]:
    return (Quad(subject, predicate, value, SHARED_GRAPH) for value in values)


def _links(reading: Reading) -> Iterator[Link]:
    """Yield what sections implement, and what the directives below them therefore implement too."""
    if not reading.implementations:
        return
    by_section: dict[str, list[Implementation]] = {}
    for found in reading.implementations:
        by_section.setdefault(found.section, []).append(found)
    above: dict[str, list[Implementation]] = {}
    for provision in reading.document.provisions:
        _inherit(provision, [], by_section, above)
    for section, own in by_section.items():
        yield from _paragraphs(section, own)
    for directive in reading.directives:
        eid = f"{directive.quote.eid}__{record_suffix(directive.holder)}"
        yield from _paragraphs(eid, above[directive.quote.eid])


def _inherit(
    provision: Provision,
    inherited: list[Implementation],
    by_section: Mapping[str, list[Implementation]],
    above: dict[str, list[Implementation]],
) -> None:
    """Note for a provision, and all below it, what the nearest section above it implements."""
    above[provision.eid] = by_section.get(provision.eid, inherited)
    for child in provision.children:
        _inherit(child, above[provision.eid], by_section, above)


def _paragraphs(eid: str, implementations: Iterable[Implementation]) -> Iterator[Link]:
    return (Link(eid, each.instrument, paragraph_eid(leaf)) for each in implementations for leaf in each.leaves)
