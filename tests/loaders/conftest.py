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
from mandategraph.loaders.records import Directive, Reading

DirectivesAt = Callable[[str, str], list[Directive]]

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


@pytest.fixture(scope="session")
def text_of(documents: Mapping[str, Document]) -> Callable[[str, str], str]:
    """Tell the text of a leaf of an instrument of the compendium."""

    def text(symbol: str, leaf: str) -> str:
        return next(provision.text for provision in documents[symbol].walk() if provision.leaf == leaf)

    return text


@pytest.fixture(scope="session")
def directives_at(readings: Mapping[str, Reading]) -> DirectivesAt:
    """Tell the directives that rest on a leaf of an instrument of the compendium."""

    def directives(symbol: str, leaf: str) -> list[Directive]:
        return [directive for directive in readings[symbol].directives if directive.leaf == leaf]

    return directives


@pytest.fixture(scope="session")
def directive_of(directives_at: DirectivesAt) -> Callable[[str, str, str], Directive]:
    """Tell the one directive that a holder has at a leaf of an instrument of the compendium."""

    def one(symbol: str, leaf: str, holder: str) -> Directive:
        (directive,) = [directive for directive in directives_at(symbol, leaf) if directive.holder == holder]
        return directive

    return one


@pytest.fixture(scope="session")
def directed_at(directives_at: DirectivesAt) -> Callable[[str, str], set[tuple[str, str]]]:
    """Tell who is directed at a leaf of an instrument of the compendium, and how."""

    def directed(symbol: str, leaf: str) -> set[tuple[str, str]]:
        return {(directive.holder, directive.modality) for directive in directives_at(symbol, leaf)}

    return directed


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
def reading_of(document_of: Callable[[str], Document], shipped_authorities: Authorities) -> Callable[..., Reading]:
    """Read operative paragraphs of a resolution of the General Assembly."""

    def of(*paragraphs: str) -> Reading:
        return read(document_of("The General Assembly,\n\n" + "\n\n".join(paragraphs)), shipped_authorities)

    return of


@pytest.fixture
def held_in(
    document_of: Callable[[str], Document], shipped_authorities: Authorities
) -> Callable[[str], list[tuple[str, str, str]]]:
    """Read the text of one instrument into leaf, holder and modality of each of its directives."""

    def held(text: str) -> list[tuple[str, str, str]]:
        directives = read(document_of(text), shipped_authorities).directives
        return [(directive.leaf, directive.holder, directive.modality) for directive in directives]

    return held


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """A copy of the authority files, to be edited."""
    folder = tmp_path / "ontology"
    shutil.copytree(Path(str(files("mandategraph") / "ontology")), folder)
    return folder
