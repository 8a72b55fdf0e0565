"""What holds for every record of the five instruments: its words stand where it says, its keys are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Provision
from mandategraph.loaders.reading import read
from mandategraph.loaders.records import UNASSIGNED, BodyChange, Directive, Quote, Reading

Readings = Mapping[str, Reading]


def quotes(reading: Reading) -> Iterator[Quote]:
    for records in (reading.directives, reading.changes, reading.citations, reading.implementations):
        for record in records:
            yield record.quote


def by_eid(reading: Reading) -> dict[str, Provision]:
    return {provision.eid: provision for provision in reading.document.walk()}


def above(reading: Reading, eid: str) -> list[str]:
    """Return the texts of a provision and of those that it hangs below."""

    def path(provisions: tuple[Provision, ...]) -> list[Provision]:
        for provision in provisions:
            if provision.eid == eid:
                return [provision]
            if below := path(provision.children):
                return [provision, *below]
        return []

    return [provision.text for provision in path(reading.document.provisions)]


def test_the_corpus_gives_many_records(readings: Readings) -> None:
    assert sum(len(reading.directives) for reading in readings.values()) > 300
    assert all(reading.directives for reading in readings.values())


def test_every_quote_is_in_its_source_at_its_place(readings: Readings) -> None:
    for reading in readings.values():
        provisions = by_eid(reading)
        for quote in quotes(reading):
            assert quote.text
            assert provisions[quote.eid].text[quote.start : quote.end] == quote.text


def test_a_directive_quotes_the_provision_that_its_leaf_names(readings: Readings) -> None:
    for reading in readings.values():
        provisions = by_eid(reading)
        records: list[Directive | BodyChange] = [*reading.directives, *reading.changes]
        for record in records:
            assert provisions[record.quote.eid].leaf == record.leaf


def test_the_words_for_holder_cue_and_conditions_stand_in_the_provision_or_above_it(readings: Readings) -> None:
    for reading in readings.values():
        for directive in reading.directives:
            texts = above(reading, directive.quote.eid)
            words = (directive.holder_words, directive.cue_words, *directive.condition_words)
            assert directive.cue_words
            assert all(any(word in text for text in texts) for word in words), directive


def test_a_holder_is_named_in_words_unless_nobody_or_the_we_of_the_preamble_holds_it(readings: Readings) -> None:
    for reading in readings.values():
        for directive in reading.directives:
            assert bool(directive.holder_words) == (directive.holder != UNASSIGNED) or directive.leaf.startswith("u")


def test_every_key_of_a_record_is_in_the_authority_files(readings: Readings, shipped_authorities: Authorities) -> None:
    known = shipped_authorities
    for reading in readings.values():
        bodies = {*known.bodies, *reading.unrecognized}
        for directive in reading.directives:
            assert directive.holder in bodies | {UNASSIGNED}
            assert {*directive.partners, *directive.onward} <= bodies - {directive.holder}
            assert directive.modality in known.modalities
            assert set(directive.conditions) <= set(known.conditions)
            assert set(directive.actions) <= set(known.actions)
            assert directive.themes and set(directive.themes) <= set(known.themes)


def test_a_chapeau_is_a_provision_above(readings: Readings) -> None:
    for reading in readings.values():
        for directive in reading.directives:
            if directive.chapeau:
                assert directive.quote.eid.startswith(f"{directive.chapeau}__")
                assert directive.rule.startswith("chapeau/")


def test_a_cited_instrument_is_a_citation_of_the_document(readings: Readings) -> None:
    for reading in readings.values():
        cited = {(citation.key, citation.instrument) for citation in reading.citations}
        for directive in reading.directives:
            assert set(directive.cites) <= {key for key, _ in cited}
            assert set(directive.instruments) <= {path for _, path in cited}
            assert reading.document.path not in directive.instruments


def test_reading_again_and_in_another_order_gives_the_same(
    documents: Mapping[str, Document], readings: Readings, shipped_authorities: Authorities
) -> None:
    for symbol in reversed(list(documents)):
        assert read(documents[symbol], shipped_authorities) == readings[symbol]
