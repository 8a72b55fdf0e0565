from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize

from mandategraph.errors import InputError
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, FootnoteMark, Kind, Provision, Source
from mandategraph.loaders.records import BodyChange, Citation, Directive, Implementation, Quote, Reading
from mandategraph.loaders.triples import (
    Connections,
    InstrumentRecord,
    authority_quads,
    authority_sources,
    build_quads,
    instrument_quads,
    record_quads,
    shared_quads,
)
from mandategraph.vocabulary import (
    AUTHORITIES_GRAPH,
    BUILD_GRAPH,
    DCTERMS,
    ELI,
    ID,
    MG,
    ORG,
    PROV,
    RDF,
    SHARED_GRAPH,
    SKOS,
    XSD,
)

AUTHORITY_FILE = """
@prefix : <https://w3id.org/mandategraph/id/> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/mandategraph/id/> .

<body/cicp> a mg:Body ; skos:notation "CICP" ; skos:prefLabel "Centre for International Crime Prevention"@en ;
  mg:bodyKind <body-kind/secretariat-unit> ; mg:ofUnitedNations true .
<body/unicri> a mg:Body ; skos:notation "UNICRI" ; skos:prefLabel "Research Institute"@en ;
  mg:bodyKind <body-kind/institute> ; mg:ofUnitedNations true .
<body/states> a mg:Body ; skos:notation "STATES" ; skos:prefLabel "States"@en ;
  mg:bodyKind <body-kind/states> ; mg:ofUnitedNations false .
<body/interpol> a mg:Body ; skos:notation "INTERPOL" ; skos:prefLabel "Interpol"@en ;
  mg:bodyKind <body-kind/intergovernmental> ; mg:ofUnitedNations false .
<modality/undertaking> a mg:Modality ; skos:notation "undertaking" ; skos:prefLabel "undertaking"@en .
<theme/corruption> a mg:Theme ; skos:notation "corruption" ; skos:prefLabel "corruption"@en .
<action/assist> a mg:ActionType ; skos:notation "assist" ; skos:prefLabel "assist"@en .
<condition/on-request> a mg:Condition ; skos:notation "on-request" ; skos:prefLabel "on request"@en .
<A-RES-56-261/annex> a mg:Instrument, mg:PlanOfAction ; mg:key "A/RES/56/261" ; mg:symbol "A/RES/56/261" ;
  dcterms:identifier "A/RES/56/261, annex" ; dcterms:title "Plans of action" .
<A-RES-55-25/annex-I> a mg:Instrument, mg:Convention ; mg:key "A/RES/55/25" ; mg:symbol "A/RES/55/25" ;
  dcterms:identifier "A/RES/55/25, annex I" ; dcterms:title "Convention" .
"""

TEXT = "In cooperation with UNICRI and by 2005, assist States."
SOURCE = Source("plans.txt", "ab" * 32, "compendium text")
RECORD = InstrumentRecord("A-RES-56-261/annex", "A/RES/56/261, annex", "Plans of action", SOURCE, 5, 1, 77, "cd" * 32)
QUOTE = Quote("para_4__point_a", "assist States", TEXT.index("assist"), len(TEXT) - 1)

DIRECTIVE = Directive(
    leaf="4(a)",
    holder="CICP",
    modality="undertaking",
    quote=QUOTE,
    rule="will-with-points",
    partners=("UNICRI",),
    conditions=("on-request",),
    themes=("corruption",),
    cites=("A/RES/55/25",),
    instruments=("A-RES-55-25/annex-I",),
    deadlines=("2005", "2003-04-18"),
    actions=("assist",),
    onward=("STATES",),
    chapeau="para_4",
    holder_words="The Centre",
    cue_words="will",
    condition_words=("on request",),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "all.ttl").write_text(AUTHORITY_FILE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def authorities(folder: Path) -> Authorities:
    return Authorities.load(folder)


def document() -> Document:
    point = Provision(Kind.POINT, "para_4__point_a", "(a)", "4(a)", text=TEXT)
    chapeau = Provision(
        Kind.PARAGRAPH,
        "para_4",
        "4.",
        "4",
        text="The Centre will, on request:",
        marks=(FootnoteMark(10, "fn_9"),),
        children=(point,),
    )
    inner = Provision(Kind.SECTION, "sec_I__sec_A", "A.", heading="International actions", children=(chapeau,))
    outer = Provision(Kind.SECTION, "sec_I", "I.", heading="Action against corruption", children=(inner,))
    footnote = Provision(Kind.FOOTNOTE, "fn_9", "9", "fn9", text="Resolution 55/25, annex I.")
    return Document("A/RES/56/261", "annex", "Plans as printed", SOURCE, (outer, footnote))


def reading(*directives: Directive) -> Reading:
    return Reading(
        document(),
        directives=directives or (DIRECTIVE,),
        implementations=(
            Implementation("sec_I", "A-RES-55-59/annex", ("5", "35(d)(ii)", "u1"), Quote("sec_I", "x", 0, 1)),
        ),
        citations=(
            Citation("A/RES/55/25", "A-RES-55-25/annex-I", Quote("fn_9", "Resolution 55/25, annex I", 0, 25), "symbol"),
        ),
    )


def objects(quads: list[Quad], subject: str, predicate: NamedNode) -> set[str]:
    found = [quad.object for quad in quads if quad.subject == ID[subject] and quad.predicate == predicate]
    return {term.value for term in found if isinstance(term, NamedNode | Literal)}


PLAN = "A-RES-56-261/annex"
MANDATE = f"{PLAN}#para_4__point_a__cicp"


def test_every_quad_of_an_instrument_is_in_its_own_graph_and_has_no_blank_node(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    assert {quad.graph_name for quad in quads} == {ID[PLAN]}
    assert not [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def test_an_instrument_of_the_authority_files_keeps_their_words_and_classes(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    assert objects(quads, PLAN, RDF["type"]) == {
        ELI["LegalResource"].value,
        MG["Instrument"].value,
        MG["PlanOfAction"].value,
    }
    assert objects(quads, PLAN, DCTERMS["identifier"]) == {"A/RES/56/261, annex"}
    assert objects(quads, PLAN, DCTERMS["title"]) == {"Plans of action"}
    assert objects(quads, PLAN, MG["symbol"]) == objects(quads, PLAN, MG["key"]) == {"A/RES/56/261"}
    assert objects(quads, PLAN, PROV["wasDerivedFrom"]) == {ID[f"source/{SOURCE.sha256}"].value}


def test_an_instrument_unknown_to_the_authority_files_is_described_by_its_document(authorities: Authorities) -> None:
    unknown = Reading(replace(document(), symbol="A/RES/77/1"))
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
    authorities: Authorities, symbol: str, part: str, title: str, name: str
) -> None:
    unknown = replace(document(), symbol=symbol, part=part, title=title)
    quads = list(instrument_quads(Reading(unknown), authorities))
    expected = {ELI["LegalResource"].value, MG["Instrument"].value, MG[name].value}
    assert objects(quads, unknown.path, RDF["type"]) == expected


def dated(symbol: str, *closing: str) -> Reading:
    front = ("Seventy-ninth session", "Agenda items 125 (r) and 9")
    return Reading(Document(symbol, "", "Title", SOURCE, (), front=front, closing=closing))


def test_an_instrument_unknown_to_the_authority_files_has_its_date_organ_session_and_items(ontology: Path) -> None:
    shipped = Authorities.load(ontology)
    quads = list(instrument_quads(dated("A/RES/79/265", "57th plenary meeting\n28 January 2025"), shipped))
    said = {name: [q.object for q in quads if q.predicate == name] for name in (ELI["date_document"], ELI["passed_by"])}
    assert said[ELI["date_document"]] == [Literal("2025-01-28", datatype=XSD["date"])]
    assert said[ELI["passed_by"]] == [ID["body/ga"]]
    assert objects(quads, "A-RES-79-265", MG["sessionOf"]) == {ID["body/ga"].value}
    assert objects(quads, "A-RES-79-265", MG["session"]) == {"79"}
    assert objects(quads, "A-RES-79-265", MG["agendaItem"]) == {"125 (r)", "9"}


def test_a_report_is_passed_by_nobody_and_a_year_is_a_year(ontology: Path) -> None:
    quads = list(instrument_quads(dated("E/2004/7"), Authorities.load(ontology)))
    assert not [quad for quad in quads if quad.predicate == ELI["passed_by"]]
    assert [q.object for q in quads if q.predicate == ELI["date_document"]] == [Literal("2004", datatype=XSD["gYear"])]


def test_what_the_authority_files_say_of_an_instrument_is_not_said_again(authorities: Authorities) -> None:
    predicates = {quad.predicate for quad in instrument_quads(reading(), authorities)}
    assert not predicates & {ELI["date_document"], ELI["passed_by"], MG["sessionOf"], MG["session"]}


def test_a_point_has_its_place_its_number_and_its_words(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    point = f"{PLAN}#para_4__point_a"
    assert objects(quads, point, RDF["type"]) == {
        MG["Provision"].value,
        MG["Point"].value,
        ELI["LegalResourceSubdivision"].value,
    }
    assert objects(quads, point, ELI["is_part_of"]) == {ID[f"{PLAN}#para_4"].value}
    assert objects(quads, point, MG["instrument"]) == {ID[PLAN].value}
    assert objects(quads, point, MG["number"]) == {"(a)"}
    assert objects(quads, point, MG["leaf"]) == {"4(a)"}
    assert objects(quads, point, MG["text"]) == {TEXT}
    assert objects(quads, point, MG["heading"]) == set()


def test_the_outermost_provisions_are_part_of_the_instrument(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    assert objects(quads, f"{PLAN}#sec_I", ELI["is_part_of"]) == {ID[PLAN].value}
    assert objects(quads, f"{PLAN}#fn_9", ELI["is_part_of"]) == {ID[PLAN].value}


def test_a_section_has_a_heading_and_neither_leaf_nor_text(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    assert objects(quads, f"{PLAN}#sec_I", MG["heading"]) == {"Action against corruption"}
    assert not objects(quads, f"{PLAN}#sec_I", MG["leaf"]) | objects(quads, f"{PLAN}#sec_I", MG["text"])


def test_provisions_are_numbered_through_in_the_order_of_the_text(authorities: Authorities) -> None:
    quads = instrument_quads(reading(), authorities)
    order = {q.object: str(q.subject).rstrip(">").partition("#")[2] for q in quads if q.predicate == MG["order"]}
    names = ["sec_I", "sec_I__sec_A", "para_4", "para_4__point_a", "fn_9"]
    assert order == {Literal(place): name for place, name in enumerate(names, start=1)}


def test_a_mark_ties_its_provision_to_the_footnote_and_a_citation_to_the_instrument(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    assert objects(quads, f"{PLAN}#para_4", MG["footnote"]) == {ID[f"{PLAN}#fn_9"].value}
    assert objects(quads, f"{PLAN}#fn_9", ELI["cites"]) == {ID["A-RES-55-25/annex-I"].value}


def test_a_directive_carries_all_that_its_record_says(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    expected = {
        MG["holder"]: {ID["body/cicp"].value},
        MG["modality"]: {ID["modality/undertaking"].value},
        MG["actionType"]: {ID["action/assist"].value},
        MG["partner"]: {ID["body/unicri"].value},
        MG["condition"]: {ID["condition/on-request"].value},
        DCTERMS["subject"]: {ID["theme/corruption"].value},
        ELI["cites"]: {ID["A-RES-55-25/annex-I"].value},
        MG["onwardAddressee"]: {ID["body/states"].value},
        MG["instrument"]: {ID[PLAN].value},
        PROV["wasDerivedFrom"]: {ID[f"{PLAN}#para_4__point_a"].value},
        MG["chapeau"]: {ID[f"{PLAN}#para_4"].value},
        MG["quote"]: {"assist States"},
        MG["rule"]: {"will-with-points"},
        MG["holderWords"]: {"The Centre"},
        MG["cueWords"]: {"will"},
        MG["conditionWords"]: {"on request"},
    }
    assert {predicate: objects(quads, MANDATE, predicate) for predicate in expected} == expected


def test_the_quote_stands_at_its_offsets_in_the_text_of_its_provision(authorities: Authorities) -> None:
    quads = list(instrument_quads(reading(), authorities))
    (start,) = objects(quads, MANDATE, MG["start"])
    (end,) = objects(quads, MANDATE, MG["end"])
    (text,) = objects(quads, f"{PLAN}#para_4__point_a", MG["text"])
    assert {text[int(start) : int(end)]} == objects(quads, MANDATE, MG["quote"])


def test_deadlines_are_typed_by_how_much_of_the_date_is_known(authorities: Authorities) -> None:
    quads = instrument_quads(reading(), authorities)
    deadlines = {quad.object for quad in quads if quad.predicate == MG["deadline"]}
    assert deadlines == {Literal("2005", datatype=XSD["gYear"]), Literal("2003-04-18", datatype=XSD["date"])}


def test_a_deadline_that_is_no_date_is_refused(authorities: Authorities) -> None:
    with pytest.raises(InputError, match="'soon' is no date"):
        list(instrument_quads(reading(replace(DIRECTIVE, deadlines=("soon",))), authorities))


VIENNA = Reading(Document("A/RES/55/59", "annex", "Vienna Declaration", SOURCE, ()))


def test_a_section_and_the_directives_below_it_implement_the_same_paragraphs(authorities: Authorities) -> None:
    quads = together(authorities, reading(), VIENNA)
    vienna = "A-RES-55-59/annex#para_"
    paragraphs = {ID[f"{vienna}{name}"].value for name in ("5", "35__point_d__point_ii", "u1")}
    assert objects(quads, f"{PLAN}#sec_I", MG["implements"]) == paragraphs
    assert objects(quads, f"{PLAN}#sec_I__sec_A", MG["implements"]) == set()
    assert objects(quads, MANDATE, MG["implements"]) == paragraphs


def test_what_an_instrument_outside_the_build_says_is_not_linked(authorities: Authorities) -> None:
    assert not [quad for quad in together(authorities, reading()) if quad.predicate == MG["implements"]]


def test_the_nearest_section_that_implements_something_counts(authorities: Authorities) -> None:
    nearer = Implementation("sec_I__sec_A", "A-RES-55-59/annex", ("7",), Quote("sec_I__sec_A", "x", 0, 1))
    both = replace(reading(), implementations=(*reading().implementations, nearer))
    quads = together(authorities, both, VIENNA)
    assert objects(quads, MANDATE, MG["implements"]) == {ID["A-RES-55-59/annex#para_7"].value}


def test_what_instruments_say_together_can_be_told_for_what_one_of_them_touches(authorities: Authorities) -> None:
    club = Reading(replace(document(), symbol="A/RES/77/1"), unrecognized={"CLUB": "Club of Rome"})
    rules = Reading(
        replace(document(), symbol="A/RES/77/2"),
        citations=(unresolved("havana-rules", "havana-rules", "Havana Rules"),),
    )
    known = [Connections.of(each, authorities) for each in (reading(), VIENNA, club, rules)]
    whole = set(shared_quads(known))
    assert {quad.graph_name for quad in whole} == {SHARED_GRAPH}
    for left_out in known:
        others = [each for each in known if each != left_out]
        was, now = set(shared_quads(known, left_out.touched)), set(shared_quads(others, left_out.touched))
        assert (whole - was) | now == set(shared_quads(others))


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        ("CICP", "Mandate"),
        ("STATES", "StateDirective"),
        ("INTERPOL", "ExternalDirective"),
        ("FOREST-CLUB", "ExternalDirective"),
        ("UNASSIGNED", "UnassignedDirective"),
    ],
)
def test_the_class_of_a_directive_follows_from_who_holds_it(authorities: Authorities, holder: str, name: str) -> None:
    held = replace(reading(replace(DIRECTIVE, holder=holder)), unrecognized={"FOREST-CLUB": "Forest Club"})
    quads = list(instrument_quads(held, authorities))
    directive = f"{PLAN}#para_4__point_a__{holder.lower()}"
    assert objects(quads, directive, RDF["type"]) == {
        MG["Directive"].value,
        PROV["Entity"].value,
        MG[name].value,
    }


def test_a_directive_that_nobody_holds_has_no_holder(authorities: Authorities) -> None:
    quads = instrument_quads(reading(replace(DIRECTIVE, holder="UNASSIGNED", partners=())), authorities)
    assert not [quad for quad in quads if quad.predicate == MG["holder"]]


def test_two_directives_of_one_holder_in_one_provision_are_refused(authorities: Authorities) -> None:
    with pytest.raises(InputError, match=r"A/RES/56/261 4\(a\): CICP holds two directives"):
        list(instrument_quads(reading(DIRECTIVE, replace(DIRECTIVE, rule="other")), authorities))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"holder": "NOBODY-KNOWS"}, "no body has the key 'NOBODY-KNOWS'; add it to bodies.ttl"),
        ({"partners": ("NOBODY-KNOWS",)}, "no body has the key 'NOBODY-KNOWS'; add it to bodies.ttl"),
        ({"themes": ("x",)}, "no theme has the key 'x'; add it to themes.ttl"),
        ({"modality": "x"}, "no modality has the key 'x'; add it to modalities.ttl"),
        ({"actions": ("x",)}, "no action type has the key 'x'; add it to action-types.ttl"),
        ({"conditions": ("x",)}, "no condition has the key 'x'; add it to conditions.ttl"),
    ],
)
def test_a_key_that_no_authority_file_has_is_refused(
    authorities: Authorities, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=f"A/RES/56/261: {message}"):
        list(instrument_quads(reading(replace(DIRECTIVE, **change)), authorities))


def test_an_unrecognized_body_is_described_by_the_build(authorities: Authorities) -> None:
    met = replace(reading(replace(DIRECTIVE, partners=("FOREST-CLUB",))), unrecognized={"FOREST-CLUB": "Forest Club"})
    quads = together(authorities, met)
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


def test_a_change_of_a_body_has_its_bodies_its_kind_and_its_words(authorities: Authorities) -> None:
    change = BodyChange("dissolved", "4(a)", "CICP", "", QUOTE, effected=False)
    quads = list(instrument_quads(replace(reading(), changes=(change,)), authorities))
    iri = f"{PLAN}#para_4__point_a__dissolved__cicp"
    assert objects(quads, iri, RDF["type"]) == {MG["BodyChange"].value, ORG["ChangeEvent"].value}
    assert objects(quads, iri, MG["changeKind"]) == {ID["change-kind/dissolved"].value}
    assert objects(quads, iri, ORG["originalOrganization"]) == {ID["body/cicp"].value}
    assert objects(quads, iri, ORG["resultingOrganization"]) == set()
    assert objects(quads, iri, MG["effected"]) == {"false"}
    assert objects(quads, iri, MG["quote"]) == {"assist States"}
    assert objects(quads, iri, MG["sourceProvision"]) == {ID[f"{PLAN}#para_4__point_a"].value}


def test_a_body_that_a_change_names_in_quotation_marks_becomes_an_unrecognized_body(authorities: Authorities) -> None:
    change = BodyChange("established", "4(a)", "", "“Crime Fund, new”", QUOTE, effected=True)
    quads = together(authorities, replace(reading(), changes=(change,)))
    iri = f"{PLAN}#para_4__point_a__established__crime-fund-new"
    assert objects(quads, iri, ORG["resultingOrganization"]) == {ID["body/crime-fund-new"].value}
    assert objects(quads, "body/crime-fund-new", SKOS["prefLabel"]) == {"Crime Fund, new"}
    assert objects(quads, "body/crime-fund-new", SKOS["notation"]) == {"CRIME-FUND-NEW"}


def together(authorities: Authorities, *readings: Reading) -> list[Quad]:
    """Return what a build of some readings says of instruments: each alone, and all together."""
    alone = [quad for each in readings for quad in instrument_quads(each, authorities)]
    return [*alone, *shared_quads(Connections.of(each, authorities) for each in readings)]


def unresolved(key: str, path: str, words: str) -> Citation:
    return Citation(key, path, Quote("para_4__point_a", words, 0, len(words)), "unresolved")


def test_a_cited_instrument_that_nobody_describes_is_typed_as_unresolved(authorities: Authorities) -> None:
    cited = replace(
        reading(),
        citations=(
            unresolved("A/RES/1/1", "A-RES-1-1", "resolution 1/1"),
            unresolved("havana-rules", "havana-rules", "Havana Rules"),
        ),
    )
    quads = together(authorities, cited)
    for path in ("A-RES-1-1", "havana-rules"):
        assert objects(quads, path, RDF["type"]) == {MG["Instrument"].value, MG["UnresolvedInstrument"].value}
    assert objects(quads, "A-RES-1-1", DCTERMS["identifier"]) == {"A/RES/1/1"}
    assert objects(quads, "A-RES-1-1", DCTERMS["title"]) == set()
    assert objects(quads, "havana-rules", DCTERMS["title"]) == {"Havana Rules"}
    assert objects(quads, "havana-rules", MG["key"]) == {"havana-rules"}


def test_a_cited_instrument_that_the_same_build_reads_is_not_unresolved(authorities: Authorities) -> None:
    citing = replace(reading(), citations=(unresolved("A/RES/77/1", "A-RES-77-1/annex", "resolution 77/1"),))
    cited = Reading(replace(document(), symbol="A/RES/77/1"))
    quads = together(authorities, citing, cited)
    assert not [quad for quad in quads if quad.object == MG["UnresolvedInstrument"]]
    assert objects(quads, f"{PLAN}#para_4__point_a", ELI["cites"]) == {ID["A-RES-77-1/annex"].value}


def test_things_that_two_instruments_name_in_different_words_get_one_name(authorities: Authorities) -> None:
    one = replace(
        reading(),
        unrecognized={"CLUB": "Club of Rome"},
        citations=(unresolved("havana-rules", "havana-rules", "Havana Rules"),),
    )
    other = Reading(
        replace(document(), symbol="A/RES/77/1"),
        unrecognized={"CLUB": "the Roman Club"},
        citations=(unresolved("havana-rules", "havana-rules", "Rules of Havana"),),
    )
    for pair in ([one, other], [other, one]):
        quads = together(authorities, *pair)
        assert objects(quads, "body/club", SKOS["prefLabel"]) == {"Club of Rome"}
        assert objects(quads, "havana-rules", DCTERMS["title"]) == {"Havana Rules"}


def test_the_quads_of_an_instrument_do_not_depend_on_the_order_of_its_records(authorities: Authorities) -> None:
    directives = [replace(DIRECTIVE, holder=holder) for holder in ("CICP", "STATES", "INTERPOL", "UNASSIGNED")]
    expected = set(instrument_quads(reading(*directives), authorities))
    for seed in range(5):
        shuffled = random.Random(seed).sample(directives, len(directives))
        assert set(instrument_quads(reading(*shuffled), authorities)) == expected


def test_the_authority_files_are_one_graph_without_the_shapes(folder: Path) -> None:
    (folder / "shapes.ttl").write_text("<http://example.org/shape> <http://example.org/p> 1 .", encoding="utf-8")
    quads = list(authority_quads(folder))
    assert {quad.graph_name for quad in quads} == {AUTHORITIES_GRAPH}
    assert objects(quads, "body/cicp", SKOS["notation"]) == {"CICP"}
    assert not [quad for quad in quads if quad.subject == NamedNode("http://example.org/shape")]


def test_broken_turtle_is_refused_with_file_line_and_column(folder: Path) -> None:
    (folder / "bodies.ttl").write_text("@prefix a: <http://a/> .\na:b a:c\n   a:d a:e a:f .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bodies\.ttl: line 3: broken Turtle: .*columns 8 and 11"):
        list(authority_quads(folder))


def test_blank_nodes_of_the_vocabulary_have_the_same_names_each_time(folder: Path) -> None:
    lists = "@prefix a: <http://a/> .\na:b a:c [ a:d (a:e a:f) ] , [ a:d (a:f) ] .\n"
    (folder / "vocabulary.ttl").write_text(lists, encoding="utf-8")
    first, second = (sorted(map(str, authority_quads(folder))) for _ in range(2))
    assert first == second
    assert any("_:" in quad for quad in first)


def test_the_description_of_a_build_counts_what_each_graph_holds(folder: Path) -> None:
    sources = authority_sources(folder)
    quads = [*build_quads(sources, 12), *record_quads(RECORD)]
    void = "http://rdfs.org/ns/void#"
    assert {quad.graph_name for quad in quads} == {BUILD_GRAPH}
    assert objects(quads, PLAN, NamedNode(f"{void}triples")) == {"77"}
    assert objects(quads, "dataset", NamedNode(f"{void}subset")) == {ID[PLAN].value, AUTHORITIES_GRAPH.value}
    entities = {
        name: objects(quads, f"graph/build/{PLAN}/{name}", NamedNode(f"{void}entities"))
        for name in ("Provision", "Directive")
    }
    assert entities == {"Provision": {"5"}, "Directive": {"1"}}


def test_the_description_of_a_build_names_its_sources_by_what_is_in_them(folder: Path) -> None:
    quads = [*build_quads(authority_sources(folder), 12), *record_quads(RECORD)]
    source = f"source/{SOURCE.sha256}"
    assert objects(quads, PLAN, PROV["wasDerivedFrom"]) == {ID[source].value}
    assert objects(quads, source, DCTERMS["title"]) == {"plans.txt"}
    assert objects(quads, source, DCTERMS["identifier"]) == {f"sha256:{SOURCE.sha256}"}
    assert objects(quads, source, DCTERMS["format"]) == {ID["format/compendium-text"].value}
    (authority_file,) = authority_sources(folder)
    assert objects(quads, "graph/authorities", PROV["wasDerivedFrom"]) == {ID[f"source/{authority_file.sha256}"].value}


def test_the_description_of_a_build_has_neither_blank_nodes_nor_a_time(folder: Path) -> None:
    quads = [*build_quads(authority_sources(folder), 12), *record_quads(RECORD)]
    assert not [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]
    times = {XSD["dateTime"], XSD["date"], XSD["time"]}
    assert not [q for q in quads if isinstance(q.object, Literal) and q.object.datatype in times]


def test_words_with_quotation_marks_line_ends_and_signs_beyond_the_first_plane_come_back(
    authorities: Authorities,
) -> None:
    odd = 'say "𝔸\\"\n\tand assist'
    provision = Provision(Kind.PARAGRAPH, "para_1", "1.", "1", text=odd)
    start = odd.index("assist")
    quote = Quote("para_1", "assist", start, len(odd))
    strange = Reading(
        replace(document(), provisions=(provision,)), (replace(DIRECTIVE, quote=quote, chapeau="", partners=()),)
    )
    quads = list(instrument_quads(strange, authorities))
    assert objects(quads, f"{PLAN}#para_1", MG["text"]) == {odd}
    assert objects(quads, f"{PLAN}#para_1__cicp", MG["start"]) == {str(start)}
    assert (serialize(quads, format=RdfFormat.N_QUADS) or b"").count(b"\n") == len(quads)
