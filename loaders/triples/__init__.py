"""The one place that writes RDF: instruments, what they say together, the authority files, and the build itself.

Everything has an IRI that its source decides, so the same input gives the same quads, whatever the order.
"""

from __future__ import annotations

from mandategraph.loaders.triples.authorities import authority_quads, authority_sources
from mandategraph.loaders.triples.builds import InstrumentRecord, build_quads, record_quads
from mandategraph.loaders.triples.connections import Connections, shared_quads
from mandategraph.loaders.triples.instruments import instrument_quads

__all__ = [
    "Connections",
    "InstrumentRecord",
    "authority_quads",
    "authority_sources",
    "build_quads",
    "instrument_quads",
    "record_quads",
    "shared_quads",
]
