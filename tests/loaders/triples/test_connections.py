"""What instruments say together: links between their provisions, and things that only their words name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document
from mandategraph.loaders.records import BodyChange, Citation, Directive, Implementation, Quote, Reading
from mandategraph.loaders.triples import Connections, shared_quads
from mandategraph.vocabulary import DCTERMS, ELI, ID, MG, ORG, RDF, SHARED_GRAPH, SKOS

ReadingWith = Callable[..., Reading]
Objects = Callable[[Iterable[Quad], str, NamedNode], set[str]]
Together = Callable[..., list[Quad]]
Unresolved = Callable[[str, str, str], Citation]

PLAN = "A-RES-56-261/annex"
MANDATE = "A-RES-56-261/annex#para_4__point_a__cicp"


def test_a_section_and_the_directives_below_it_implement_the_same_paragraphs(
    plan: Reading, vienna: Reading, objects: Objects, together: Together
) -> None:
    quads = together(plan, vienna)
    declaration = "A-RES-55-59/annex#para_"
    paragraphs = {ID[f"{declaration}{name}"].value for name in ("5", "35__point_d__point_ii", "u1")}
    assert objects(quads, f"{PLAN}#sec_I", MG["implements"]) == paragraphs
    assert objects(quads, f"{PLAN}#sec_I__sec_A", MG["implements"]) == set()
    assert objects(quads, MANDATE, MG["implements"]) == paragraphs


def test_what_an_instrument_outside_the_build_says_is_not_linked(plan: Reading, together: Together) -> None:
    assert not [quad for quad in together(plan) if quad.predicate == MG["implements"]]


def test_the_nearest_section_that_implements_something_counts(
    plan: Reading, vienna: Reading, objects: Objects, together: Together
) -> None:
    nearer = Implementation("sec_I__sec_A", "A-RES-55-59/annex", ("7",), Quote("sec_I__sec_A", "x", 0, 1))
    both = replace(plan, implementations=(*plan.implementations, nearer))
    quads = together(both, vienna)
    assert objects(quads, MANDATE, MG["implements"]) == {ID["A-RES-55-59/annex#para_7"].value}


def test_what_instruments_say_together_can_be_told_for_what_one_of_them_touches(
    plan: Reading, document: Document, vienna: Reading, unresolved: Unresolved, authorities: Authorities
) -> None:
    club = Reading(replace(document, symbol="A/RES/77/1"), unrecognized={"CLUB": "Club of Rome"})
    rules = Reading(
        replace(document, symbol="A/RES/77/2"),
        citations=(unresolved("havana-rules", "havana-rules", "Havana Rules"),),
    )
    known = [Connections.of(each, authorities) for each in (plan, vienna, club, rules)]
    whole = set(shared_quads(known))
    assert {quad.graph_name for quad in whole} == {SHARED_GRAPH}
    for left_out in known:
        others = [each for each in known if each != left_out]
        was, now = set(shared_quads(known, left_out.touched)), set(shared_quads(others, left_out.touched))
        assert (whole - was) | now == set(shared_quads(others))


def test_an_unrecognized_body_is_described_by_the_build(
    reading_with: ReadingWith, directive: Directive, objects: Objects, together: Together
) -> None:
    met = replace(
        reading_with(replace(directive, partners=("FOREST-CLUB",))), unrecognized={"FOREST-CLUB": "Forest Club"}
    )
    quads = together(met)
    club = "body/forest-club"
    assert objects(quads, club, RDF["type"]) == {
        MG["Body"].value,
        ORG["Organization"].value,
        MG["UnrecognizedBody"].value,
    }
    assert objects(quads, club, SKOS["notation"]) == {"FOREST-CLUB"}
    assert objects(quads, club, SKOS["prefLabel"]) == {"Forest Club"}
    assert objects(quads, club, MG["bodyKind"]) == {ID["body-kind/unrecognized"].value}
    assert objects(quads, MANDATE, MG["partner"]) == {ID[club].value}


def test_a_body_that_a_change_names_in_quotation_marks_becomes_an_unrecognized_body(
    plan: Reading, quote: Quote, objects: Objects, together: Together
) -> None:
    change = BodyChange("established", "4(a)", "", "“Crime Fund, new”", quote, effected=True)
    quads = together(replace(plan, changes=(change,)))
    iri = f"{PLAN}#para_4__point_a__established__crime-fund-new"
    assert objects(quads, iri, ORG["resultingOrganization"]) == {ID["body/crime-fund-new"].value}
    assert objects(quads, "body/crime-fund-new", SKOS["prefLabel"]) == {"Crime Fund, new"}
    assert objects(quads, "body/crime-fund-new", SKOS["notation"]) == {"CRIME-FUND-NEW"}


def test_a_cited_instrument_that_nobody_describes_is_typed_as_unresolved(
    plan: Reading, objects: Objects, together: Together, unresolved: Unresolved
) -> None:
    cited = replace(
        plan,
        citations=(
            unresolved("A/RES/1/1", "A-RES-1-1", "resolution 1/1"),
            unresolved("havana-rules", "havana-rules", "Havana Rules"),
        ),
    )
    quads = together(cited)
    for path in ("A-RES-1-1", "havana-rules"):
        assert objects(quads, path, RDF["type"]) == {MG["Instrument"].value, MG["UnresolvedInstrument"].value}
    assert objects(quads, "A-RES-1-1", DCTERMS["identifier"]) == {"A/RES/1/1"}
    assert objects(quads, "A-RES-1-1", DCTERMS["title"]) == set()
    assert objects(quads, "havana-rules", DCTERMS["title"]) == {"Havana Rules"}
    assert objects(quads, "havana-rules", MG["key"]) == {"havana-rules"}


def test_a_cited_instrument_that_the_same_build_reads_is_not_unresolved(
    plan: Reading, document: Document, objects: Objects, together: Together, unresolved: Unresolved
) -> None:
    citing = replace(plan, citations=(unresolved("A/RES/77/1", "A-RES-77-1/annex", "resolution 77/1"),))
    cited = Reading(replace(document, symbol="A/RES/77/1"))
    quads = together(citing, cited)
    assert not [quad for quad in quads if quad.object == MG["UnresolvedInstrument"]]
    assert objects(quads, f"{PLAN}#para_4__point_a", ELI["cites"]) == {ID["A-RES-77-1/annex"].value}


def test_things_that_two_instruments_name_in_different_words_get_one_name(
    plan: Reading, document: Document, objects: Objects, together: Together, unresolved: Unresolved
) -> None:
    one = replace(
        plan,
        unrecognized={"CLUB": "Club of Rome"},
        citations=(unresolved("havana-rules", "havana-rules", "Havana Rules"),),
    )
    other = Reading(
        replace(document, symbol="A/RES/77/1"),
        unrecognized={"CLUB": "the Roman Club"},
        citations=(unresolved("havana-rules", "havana-rules", "Rules of Havana"),),
    )
    for pair in ([one, other], [other, one]):
        quads = together(*pair)
        assert objects(quads, "body/club", SKOS["prefLabel"]) == {"Club of Rome"}
        assert objects(quads, "havana-rules", DCTERMS["title"]) == {"Havana Rules"}
