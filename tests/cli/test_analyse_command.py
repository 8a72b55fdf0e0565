"""`mandates analyse`: measures and networks, told with the words that they rest on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Answer = Callable[..., str]


@pytest.mark.parametrize("what", ["centrality", "communities", "overlap", "coverage"])
def test_a_measure_says_how_it_is_measured_before_its_table(answer: Answer, what: str) -> None:
    title, *rest = answer("analyse", what).splitlines()
    assert title[0].isupper()
    assert len(" ".join(rest[: rest.index("")])) > 60
    assert len(rest) > 5


def test_a_tie_is_told_in_provisions_with_their_words(answer: Answer) -> None:
    text = " ".join(answer("analyse", "path", "UNICRI", "trafficking-in-persons").split())
    assert "1. United Nations Interregional Crime and Justice Research Institute is a partner" in text
    assert "A/RES/56/261, 12(b):" in text
    assert "in cooperation with the United Nations Interregional Crime and Justice Research Institute”" in text


def test_the_centre_is_the_most_central_body(answer: Answer) -> None:
    rows = json.loads(answer("analyse", "centrality", "--format", "json"))
    assert rows[0]["key"] == "CICP"


def test_states_count_in_a_network_only_on_demand(answer: Answer) -> None:
    def keys(*more: str) -> set[str]:
        rows = json.loads(answer("analyse", "centrality", "--format", "json", *more))
        return {row["key"] for row in rows}

    assert keys("--all-holders") - keys() >= {"STATES", "IGO"}


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_a_network_is_written_for_other_programs(answer: Answer, tmp_path: Path, suffix: str) -> None:
    networkx = pytest.importorskip("networkx")
    path = tmp_path / f"citations.{suffix}"
    answer("analyse", "network", "--network", "citations", "-o", path)
    graph = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[suffix](path)
    assert len(graph) > 10


def test_a_network_as_a_table_tells_where_each_tie_is_written(answer: Answer) -> None:
    rows = json.loads(answer("analyse", "network", "--network", "partnership", "--format", "json"))
    assert all(set(row) == {"from", "to", "weight", "provisions"} for row in rows)
    assert all(row["provisions"] for row in rows)
