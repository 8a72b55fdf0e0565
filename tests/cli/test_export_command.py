"""`mandates export`: the whole graph, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.graph.store import GraphStore

Mandates = Callable[..., Result]
Answer = Callable[..., str]


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        ("ttl", "turtle"),
        ("trig", "trig"),
        ("nq", "nquads"),
        ("jsonld", "json-ld"),
        ("csv", "csv"),
        ("graphml", "graphml"),
    ],
)
def test_an_export_by_suffix_is_the_export_by_format(
    answer: Answer, mandates: Mandates, tmp_path: Path, suffix: str, name: str
) -> None:
    answer("export", "-o", tmp_path / f"graph.{suffix}")
    by_format = mandates("export", "--format", name)
    assert by_format.exit_code == 0
    assert (tmp_path / f"graph.{suffix}").read_bytes() == by_format.stdout_bytes


def test_an_export_has_every_statement_of_the_graph(answer: Answer, built_store: GraphStore) -> None:
    lines = answer("export", "--format", "nquads").splitlines()
    assert len(set(lines)) == len(lines) == built_store.description.triples


def test_a_framed_export_is_a_tree_for_each_body(answer: Answer) -> None:
    tree = json.loads(answer("export", "--format", "json-ld", "--frame", "body"))
    assert "CICP" in {body.get("notation") for body in tree["@graph"]}
