"""A small store that follows the model, for the tests of the queries."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from mandategraph.graph.store import GraphStore

EXCERPTS = Path(__file__).parent / "excerpts.trig"


@pytest.fixture(scope="session")
def excerpts() -> GraphStore:
    """The excerpts of the five instruments, in memory."""
    return GraphStore.of(pyoxigraph.parse(path=EXCERPTS, format=pyoxigraph.RdfFormat.TRIG))
