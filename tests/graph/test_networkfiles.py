"""Networks as GraphML and GEXF."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from mandategraph.errors import InputError, UsageError
from mandategraph.graph.facts import Facts
from mandategraph.graph.network import NETWORKS, build_network
from mandategraph.graph.networkfiles import NETWORK_FORMATS, write_network
from mandategraph.graph.store import GraphStore

SMALL = Path(__file__).with_name("small.trig")
READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.read(GraphStore.of(pyoxigraph.parse(path=SMALL)))


def edges(network: nx.Graph) -> dict[tuple[str, str], dict[str, object]]:
    """Edges with their attributes, less the running number that GEXF gives them."""
    directed = network.is_directed()
    return {
        (source, target) if directed else (min(source, target), max(source, target)): {
            name: value for name, value in data.items() if name != "id"
        }
        for source, target, data in network.edges(data=True)
    }


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_written_network_reads_back_equal(facts: Facts, name: str, network_format: str, tmp_path: Path) -> None:
    network = build_network(facts, name, every_holder=True)
    write_network(network, network_format, tmp_path / "network")
    again = READERS[network_format](tmp_path / "network")
    assert again.is_directed() == network.is_directed()
    assert dict(again.nodes(data=True)) == dict(network.nodes(data=True))
    assert len(network.edges) > 0
    assert edges(again) == edges(network)


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
def test_a_network_is_written_the_same_each_time(facts: Facts, network_format: str) -> None:
    buffers = [io.BytesIO(), io.BytesIO()]
    for buffer in buffers:
        write_network(build_network(facts, "partnership"), network_format, buffer)
    assert buffers[0].getvalue() == buffers[1].getvalue()
    assert b"lastmodified" not in buffers[0].getvalue()


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
def test_characters_that_xml_cannot_hold_are_replaced_and_others_kept(network_format: str) -> None:
    network = nx.Graph()
    network.add_node("a", label='<“Centre” & é \x0c\x00 "𝒳">', identifier="a", kind="body")
    buffer = io.BytesIO()
    write_network(network, network_format, buffer)
    again = READERS[network_format](io.BytesIO(buffer.getvalue()))
    assert again.nodes["a"]["label"] == '<“Centre” & é \ufffd\ufffd "𝒳">'
    assert "\x0c" in network.nodes["a"]["label"]


def test_an_unknown_format_is_refused(facts: Facts) -> None:
    with pytest.raises(UsageError, match=r"'graphlm'; did you mean graphml.*known: graphml, gexf"):
        write_network(build_network(facts, "partnership"), "graphlm", io.BytesIO())


def test_a_place_that_cannot_be_written_is_told_in_one_line(facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no/such/network\.graphml: cannot be written: No such file") as caught:
        write_network(build_network(facts, "partnership"), "graphml", tmp_path / "no/such/network.graphml")
    assert "\n" not in str(caught.value)
