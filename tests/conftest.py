"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mandategraph.graph.store import GraphStore


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The graph of the five instruments that the package ships, built once."""
    # Imported here, so that tests which need no store do not load all of the package.
    from mandategraph.graph.build import build
    from mandategraph.graph.store import GraphStore

    directory = tmp_path_factory.mktemp("built") / "store"
    build((), directory)
    with GraphStore.open(directory) as store:
        yield store
