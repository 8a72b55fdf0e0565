"""The same instrument in any format is the same tree with the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import Reading

SYMBOLS = ["A/RES/46/152", "A/49/748", "A/RES/55/59", "A/RES/56/261", "A/RES/60/177"]


def tree(document: Document) -> Iterator[tuple[object, ...]]:
    """Yield all that a document has but its source and its places there."""
    yield document.symbol, document.part, document.title, document.note
    for p in document.walk():
        yield p.kind, p.eid, p.number, p.leaf, p.heading, p.text, p.marks


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_an_instrument_is_the_same_tree_in_every_format(
    in_each_format: Callable[[Document], Path], documents: Mapping[str, Document], symbol: str
) -> None:
    (document,) = read_documents(in_each_format(documents[symbol]))
    assert list(tree(document)) == list(tree(documents[symbol]))


@pytest.mark.parametrize("symbol", ["A/RES/55/59"])
def test_an_instrument_gives_the_same_records_in_every_format(
    in_each_format: Callable[[Document], Path],
    documents: Mapping[str, Document],
    readings: Mapping[str, Reading],
    shipped_authorities: Authorities,
    symbol: str,
) -> None:
    (document,) = read_documents(in_each_format(documents[symbol]))
    reading = read(document, shipped_authorities)
    expected = readings[symbol]
    assert reading.directives == expected.directives
    assert reading.citations == expected.citations
    assert (reading.changes, reading.implementations) == (expected.changes, expected.implementations)
