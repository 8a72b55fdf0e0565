"""Networks as files: GraphML and GEXF, which yEd, Gephi, Cytoscape and networkx read.

Both files are the same, byte for byte, for the same network.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import networkx as nx

from mandategraph.errors import UsageError, did_you_mean
from mandategraph.graph.output import Destination, write_result

# What XML 1.0 cannot hold, whichever way it is escaped.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_network(network: nx.Graph, network_format: str, destination: Destination) -> None:
    """Write a network as "graphml" or "gexf"; raises `UsageError` for another format, `InputError` if it cannot."""
    if network_format not in NETWORK_FORMATS:
        near = did_you_mean(network_format, NETWORK_FORMATS)
        raise UsageError(f"a network cannot be written as {network_format!r}{near}; known: graphml, gexf")
    write_result(NETWORK_FORMATS[network_format](writable(network)), destination)


def to_graphml(network: nx.Graph) -> bytes:
    """Return a network as GraphML; labels stand in the attribute `label`."""
    buffer = io.BytesIO()
    # The plain writer, so that the file does not depend on whether lxml is installed.
    nx.write_graphml_xml(network, buffer)
    return buffer.getvalue() + b"\n"


def to_gexf(network: nx.Graph) -> bytes:
    """Return a network as GEXF, without the day on which it was written."""
    text = "\n".join(nx.generate_gexf(network))  # type: ignore[no-untyped-call]
    return (re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n").encode()


NETWORK_FORMATS: Mapping[str, Callable[[nx.Graph], bytes]] = {"graphml": to_graphml, "gexf": to_gexf}
"""How a network is written, by the name of the format."""


def writable(network: nx.Graph) -> nx.Graph:
    """A copy whose texts XML can hold."""
    copy = network.copy()
    for attributes in (*(data for _, data in copy.nodes(data=True)), *(data for *_, data in copy.edges(data=True))):
        for name, value in attributes.items():
            if isinstance(value, str):
                attributes[name] = _NOT_XML.sub("\ufffd", value)
    return copy
