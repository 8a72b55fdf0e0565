"""What the graph says of an instrument as a whole: its name, class, date, organ and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.records import Reading
from mandategraph.loaders.triples import instrument_quads
from mandategraph.vocabulary import DCTERMS, ELI, ID, MG, PROV, RDF, XSD

Dated = Callable[..., Reading]
Objects = Callable[[Iterable[Quad], str, NamedNode], set[str]]
Quads = list[Quad]

PLAN = "A-RES-56-261/annex"


def test_every_quad_of_an_instrument_is_in_its_own_graph_and_has_no_blank_node(quads: Quads) -> None:
    assert {quad.graph_name for quad in quads} == {ID[PLAN]}
    assert not [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def test_an_instrument_of_the_authority_files_keeps_their_words_and_classes(
    source: Source, quads: Quads, objects: Objects
) -> None:
    assert objects(quads, PLAN, RDF["type"]) == {
        ELI["LegalResource"].value,
        MG["Instrument"].value,
        MG["PlanOfAction"].value,
    }
    assert objects(quads, PLAN, DCTERMS["identifier"]) == {"A/RES/56/261, annex"}
    assert objects(quads, PLAN, DCTERMS["title"]) == {"Plans of action"}
    assert objects(quads, PLAN, MG["symbol"]) == objects(quads, PLAN, MG["key"]) == {"A/RES/56/261"}
    assert objects(quads, PLAN, PROV["wasDerivedFrom"]) == {ID[f"source/{source.sha256}"].value}


def test_an_instrument_unknown_to_the_authority_files_is_described_by_its_document(
    document: Document, objects: Objects, authorities: Authorities
) -> None:
    unknown = Reading(replace(document, symbol="A/RES/77/1"))
    quads = list(instrument_quads(unknown, authorities))
    path = "A-RES-77-1/annex"
    assert objects(quads, path, DCTERMS["identifier"]) == {"A/RES/77/1, annex"}
    assert objects(quads, path, DCTERMS["title"]) == {"Plans as printed"}
    assert objects(quads, path, MG["key"]) == {"A/RES/77/1"}


@pytest.mark.parametrize(
    ("symbol", "part", "title", "name"),
    [
        ("A/RES/77/1", "", "Model convention", "Resolution"),
        ("A/RES/77/1", "annex", "Bangkok Declaration", "Declaration"),
        ("A/RES/77/1", "annex", "Protocol to the Convention", "Protocol"),
        ("A/RES/77/1", "annex", "Rules for the Treatment of Women", "StandardsAndNorms"),
        ("A/RES/77/1", "annex", "Provisional agenda", "Resolution"),
        ("S/PRST/2013/20", "", "Statement by the President of the Security Council", "Declaration"),
        ("A/77/100", "", "Report of the Secretary-General", "Report"),
    ],
)
def test_the_class_of_an_unknown_instrument_comes_from_symbol_and_title(
    document: Document, objects: Objects, authorities: Authorities, symbol: str, part: str, title: str, name: str
) -> None:
    unknown = replace(document, symbol=symbol, part=part, title=title)
    quads = list(instrument_quads(Reading(unknown), authorities))
    expected = {ELI["LegalResource"].value, MG["Instrument"].value, MG[name].value}
    assert objects(quads, unknown.path, RDF["type"]) == expected


@pytest.fixture
def dated(source: Source) -> Dated:
    """A resolution or report that no authority file has, with a front page and closing lines."""
    front = ("Seventy-ninth session", "Agenda items 125 (r) and 9")
    return lambda symbol, *closing: Reading(Document(symbol, "", "Title", source, (), front=front, closing=closing))


def test_an_instrument_unknown_to_the_authority_files_has_its_date_organ_session_and_items(
    objects: Objects, dated: Dated, ontology: Path
) -> None:
    shipped = Authorities.load(ontology)
    quads = list(instrument_quads(dated("A/RES/79/265", "57th plenary meeting\n28 January 2025"), shipped))
    said = {name: [q.object for q in quads if q.predicate == name] for name in (ELI["date_document"], ELI["passed_by"])}
    assert said[ELI["date_document"]] == [Literal("2025-01-28", datatype=XSD["date"])]
    assert said[ELI["passed_by"]] == [ID["body/ga"]]
    assert objects(quads, "A-RES-79-265", MG["sessionOf"]) == {ID["body/ga"].value}
    assert objects(quads, "A-RES-79-265", MG["session"]) == {"79"}
    assert objects(quads, "A-RES-79-265", MG["agendaItem"]) == {"125 (r)", "9"}


def test_a_report_is_passed_by_nobody_and_a_year_is_a_year(dated: Dated, ontology: Path) -> None:
    quads = list(instrument_quads(dated("E/2004/7"), Authorities.load(ontology)))
    assert not [quad for quad in quads if quad.predicate == ELI["passed_by"]]
    assert [q.object for q in quads if q.predicate == ELI["date_document"]] == [Literal("2004", datatype=XSD["gYear"])]


def test_what_the_authority_files_say_of_an_instrument_is_not_said_again(
    plan: Reading, authorities: Authorities
) -> None:
    predicates = {quad.predicate for quad in instrument_quads(plan, authorities)}
    assert not predicates & {ELI["date_document"], ELI["passed_by"], MG["sessionOf"], MG["session"]}
