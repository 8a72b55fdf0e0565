"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mandategraph.graph.store import GraphStore

RESOLUTION = """Resolution 77/1

Crime prevention

The General Assembly,

Recalling its resolution 55/25 of 15 November 2000,

1. Requests the Secretary-General to report on the matter;

2. Invites Member States to cooperate in the prevention of corruption.
"""

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


@pytest.fixture
def resolution(tmp_path: Path) -> Path:
    """A text with one small resolution."""
    path = tmp_path / "resolution.txt"
    path.write_text(RESOLUTION, encoding="utf-8")
    return path
