"""What the tests of the loaders share: the shipped compendium, read once, and ways to read a text of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import settings

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading

# The same examples on every machine, however slow it is.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def compendium() -> Path:
    """The five instruments that the package ships."""
    return Path(str(files("mandategraph") / "corpus" / "compendium-part-2.txt"))


@pytest.fixture(scope="session")
def compendium_text(compendium: Path) -> str:
    return compendium.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def documents(compendium: Path) -> Mapping[str, Document]:
    """The documents of the compendium, by symbol."""
    return {document.symbol: document for document in read_documents(compendium)}


@pytest.fixture(scope="session")
def shipped_authorities() -> Authorities:
    return Authorities.load()


@pytest.fixture(scope="session")
def readings(documents: Mapping[str, Document], shipped_authorities: Authorities) -> Mapping[str, Reading]:
    """The readings of the compendium's documents, by symbol."""
    return {symbol: read(document, shipped_authorities) for symbol, document in documents.items()}


@pytest.fixture
def document_of(tmp_path: Path) -> Callable[[str], Document]:
    """Turn the text of one instrument into a document, through a file as everybody does."""

    def make(text: str) -> Document:
        path = tmp_path / "instrument.txt"
        path.write_text(text, encoding="utf-8")
        (document,) = read_documents(path)
        return document

    return make


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """A copy of the authority files, to be edited."""
    folder = tmp_path / "ontology"
    shutil.copytree(Path(str(files("mandategraph") / "ontology")), folder)
    return folder
