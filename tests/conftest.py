"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mandategraph.graph.store import GraphStore

# Imports stand in the fixtures, so that tests which need no store do not load all of the package.


@pytest.fixture(scope="session")
def built_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the five instruments that the package ships, built once; nobody writes to it."""
    from mandategraph.graph.build import build

    directory = tmp_path_factory.mktemp("built") / "store"
    build((), directory)
    return directory


@pytest.fixture(scope="session")
def built_store(built_directory: Path) -> Iterator[GraphStore]:
    """The graph of the five instruments that the package ships, open for questions."""
    from mandategraph.graph.store import GraphStore

    with GraphStore.open(built_directory) as store:
        yield store
