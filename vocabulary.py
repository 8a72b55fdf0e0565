"""Every IRI that the code names, in one place.

The terms themselves are defined in `ontology/mandategraph.ttl`; this module only spells them. An institution that
mints its own resources changes `ID`.
"""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode


@lru_cache(maxsize=4_096)  # The same terms are asked for with every triple.
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


class Namespace(str):
    """A namespace IRI; `namespace["term"]` is the term's `NamedNode`."""

    __slots__ = ()

    def __getitem__(self, term: str) -> NamedNode:  # type: ignore[override]
        return _node(self + term)


MG = Namespace("https://w3id.org/mandategraph/ontology#")
ID = Namespace("https://w3id.org/mandategraph/id/")

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
UNDO = Namespace("https://w3id.org/un/ontology/undo/")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES: dict[str, Namespace] = {
    "mg": MG,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "eli": ELI,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "undo": UNDO,
    "void": VOID,
    "xsd": XSD,
}

AUTHORITIES_GRAPH = ID["graph/authorities"]
"""The named graph of the vocabulary and of the authority files."""

BUILD_GRAPH = ID["graph/build"]
"""The named graph that describes the build itself."""

SHARED_GRAPH = ID["graph/shared"]
"""The named graph of what no instrument says alone: links between instruments, and what is known of bodies and
instruments that texts name and nobody describes."""
