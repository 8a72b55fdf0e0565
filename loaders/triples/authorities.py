"""The vocabulary and the authority files as RDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

from mandategraph.loaders import authorities as authority_files
from mandategraph.loaders.document import Source
from mandategraph.vocabulary import AUTHORITIES_GRAPH


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
