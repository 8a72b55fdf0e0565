"""The authority files drive the reading: what is added there is read, and what is wrong there is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mandategraph.errors import InputError
from mandategraph.loaders.authorities import Authorities, authority_files
from mandategraph.loaders.document import Document
from mandategraph.loaders.reading import read

PREFIXES = """
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix body: <https://w3id.org/mandategraph/id/body/> .
@prefix concept: <https://w3id.org/mandategraph/id/concept/> .
@prefix condition: <https://w3id.org/mandategraph/id/condition/> .
@prefix kind: <https://w3id.org/mandategraph/id/body-kind/> .
@prefix modality: <https://w3id.org/mandategraph/id/modality/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/mandategraph/id/> .
"""

MakeDocument = Callable[[str], Document]


def add(folder: Path, file: str, turtle: str) -> Authorities:
    """Write statements at the end of an authority file, as a librarian would, and load the files again."""
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + PREFIXES + turtle, encoding="utf-8")
    return Authorities.load(folder)


def directed(document: Document, authorities: Authorities) -> list[tuple[str, str]]:
    return [(directive.holder, directive.modality) for directive in read(document, authorities).directives]


# The keys of the guide to mandates.
HOLDERS = (
    "GA ECOSOC SC SG UN UNSYSTEM CCPCJ CCPC CONGRESS PROGRAMME PROGSEC INSTITUTES UNAFRI UNICRI ISPAC CICP ODCCP UNODC "
    "OLA DPKO CTC NATCORR GCCJIN FUND EXPERTS COP-UNTOC AHC-UNTOC AHC-UNCAC FATF INTERPOL CICAD COE EU AIMC COMSEC "
    "IGO NGO CIVSOC PRIVATE MEDIA SCIENCE FINANCE STATES INTERNATIONAL-COMMUNITY"
)
THEMES = (
    "organized-crime corruption trafficking-in-persons migrant-smuggling firearms money-laundering terrorism "
    "crime-prevention victims-witnesses prisons cybercrime juvenile-justice women standards-norms restorative-justice "
    "drugs cultural-property wildlife kidnapping organ-trafficking economic-crime identity-fraud proceeds-of-crime "
    "mutual-legal-assistance racism human-rights access-to-justice urban-crime post-conflict health-hiv "
    "programme-governance general"
)
ACTIONS = (
    "assist train research collect-data share-information coordinate guide-policy set-standards legislate enforce "
    "protect fund review convene establish cooperate prevent negotiate"
)
CONDITIONS = "on-request as-appropriate within-resources national-law voluntary"
STRONGEST_FIRST = "obligation decision undertaking commitment recommendation request invitation permission"


def test_every_key_of_the_guide_is_in_the_shipped_files(shipped_authorities: Authorities) -> None:
    assert set(HOLDERS.split()) <= set(shipped_authorities.bodies)
    assert set(THEMES.split()) == set(shipped_authorities.themes)
    assert set(ACTIONS.split()) == set(shipped_authorities.actions)
    assert set(CONDITIONS.split()) == set(shipped_authorities.conditions)


def test_modalities_are_ordered_by_strength_as_the_guide_orders_them(shipped_authorities: Authorities) -> None:
    by_strength = sorted(shipped_authorities.modalities.values(), key=lambda modality: -modality.strength)
    assert [modality.key for modality in by_strength] == STRONGEST_FIRST.split()


def test_only_bodies_of_the_system_count_as_of_the_united_nations(shipped_authorities: Authorities) -> None:
    bodies = shipped_authorities.bodies
    assert all(bodies[key].of_united_nations for key in ("GA", "CCPCJ", "CICP", "UNICRI", "SG", "INSTITUTES", "UNODC"))
    assert not any(bodies[key].of_united_nations for key in ("STATES", "INTERPOL", "NGO", "FATF", "EU", "MEDIA"))
    assert bodies["STATES"].kind == "states"


def test_a_body_is_known_by_its_label_and_its_other_names(shipped_authorities: Authorities) -> None:
    centre = shipped_authorities.bodies["CICP"]
    assert centre.label == "Centre for International Crime Prevention"
    assert {"Centre for International Crime Prevention", "CICP"} <= set(centre.names)
    assert "Centre" in centre.short_names
    assert centre.iri == "body/cicp"


def test_annexes_share_the_key_of_their_resolution_and_differ_in_path(shipped_authorities: Authorities) -> None:
    paths = {path for path, record in shipped_authorities.instruments.items() if record.key == "A/RES/55/25"}
    assert {"A-RES-55-25/annex-I", "A-RES-55-25/annex-II", "A-RES-55-25/annex-III"} <= paths


def test_every_instrument_has_a_key_a_title_and_an_identifier_of_its_own(shipped_authorities: Authorities) -> None:
    records = list(shipped_authorities.instruments.values())
    assert all(record.key and record.identifier and record.title for record in records)
    identifiers = [record.identifier for record in records]
    assert len(identifiers) == len(set(identifiers))


def test_adding_a_body_changes_what_is_read(ontology: Path, document_of: MakeDocument) -> None:
    document = document_of("1. The Office for Lunar Affairs will assist States.")
    body = """
        body:oluna a mg:Body ; skos:notation "OLUNA" ; skos:prefLabel "Office for Lunar Affairs"@en ;
            skos:altLabel "OLUNA"@en ; mg:shortName "Office"@en ;
            mg:bodyKind kind:office ; mg:ofUnitedNations true .
        """
    assert ("OLUNA", "undertaking") not in directed(document, Authorities.load(ontology))
    assert directed(document, add(ontology, "bodies.ttl", body)) == [("OLUNA", "undertaking")]


def test_a_new_body_is_known_by_its_acronym_and_once_introduced_by_its_short_name(
    ontology: Path, document_of: MakeDocument
) -> None:
    authorities = add(
        ontology,
        "bodies.ttl",
        """
        body:oluna a mg:Body ; skos:notation "OLUNA" ; skos:prefLabel "Office for Lunar Affairs"@en ;
            skos:altLabel "OLUNA"@en ; mg:shortName "Moonhouse"@en ;
            mg:bodyKind kind:office ; mg:ofUnitedNations true .
        """,
    )
    assert directed(document_of("1. OLUNA will assist States."), authorities) == [("OLUNA", "undertaking")]
    introduced = document_of("1. OLUNA will assist States.\n\n2. The Moonhouse shall report.")
    assert directed(introduced, authorities) == [("OLUNA", "undertaking"), ("OLUNA", "obligation")]


def test_adding_another_name_to_a_body_changes_what_is_read(ontology: Path, document_of: MakeDocument) -> None:
    document = document_of("1. The Crime Prevention House in Vienna will assist States.")
    authorities = add(ontology, "bodies.ttl", 'body:cicp skos:altLabel "Crime Prevention House in Vienna"@en .')
    assert directed(document, authorities) == [("CICP", "undertaking")]


WE_BESEECH = "We, the States Members of the United Nations,\n\n1. We beseech the Secretary-General to report."
BESEECHES = "The General Assembly,\n\nRecalling its resolution 46/152,\n\n1. Beseeches the Secretary-General to report."


@pytest.mark.parametrize("text", [WE_BESEECH, BESEECHES], ids=["we", "organ"])
def test_adding_a_cue_verb_changes_what_is_read(ontology: Path, document_of: MakeDocument, text: str) -> None:
    document = document_of(text)
    assert directed(document, Authorities.load(ontology)) == []
    authorities = add(ontology, "modalities.ttl", 'modality:request mg:performative "beseech" .')
    assert directed(document, authorities) == [("SG", "request")]


def test_adding_a_modal_changes_what_is_read(ontology: Path, document_of: MakeDocument) -> None:
    document = document_of("1. Member States are expected to report on their laws.")
    assert directed(document, Authorities.load(ontology)) == []
    authorities = add(ontology, "modalities.ttl", 'modality:recommendation mg:modal "are expected to" .')
    assert directed(document, authorities) == [("STATES", "recommendation")]


def test_adding_a_cue_of_a_condition_changes_what_is_read(ontology: Path, document_of: MakeDocument) -> None:
    document = document_of("1. Member States shall report when the moon is full.")
    before = read(document, Authorities.load(ontology))
    cue = 'condition:as-appropriate mg:cue "when the moon is full" .'
    after = read(document, add(ontology, "conditions.ttl", cue))
    assert before.directives[0].conditions == ()
    assert after.directives[0].conditions == ("as-appropriate",)
    assert after.directives[0].condition_words == ("when the moon is full",)


def test_adding_an_instrument_changes_what_is_cited(ontology: Path, document_of: MakeDocument) -> None:
    document = document_of("1. States should ratify the Lunar Charter on Crime.")
    record = """
        <lunar-charter> a mg:Instrument , mg:Convention ; mg:key "lunar-charter" ;
            dcterms:identifier "lunar-charter" ; dcterms:title "Lunar Charter on Crime"@en .
        """
    assert read(document, Authorities.load(ontology)).directives[0].cites == ()
    assert read(document, add(ontology, "instruments.ttl", record)).directives[0].cites == ("lunar-charter",)


def test_a_new_file_is_read_like_the_others(ontology: Path) -> None:
    body = 'body:moon a mg:Body ; skos:notation "MOON" ; skos:prefLabel "Moon"@en ; mg:bodyKind kind:office .'
    (ontology / "our-bodies.ttl").write_text(PREFIXES + body, encoding="utf-8")
    assert Authorities.load(ontology).bodies["MOON"].label == "Moon"


@pytest.mark.parametrize(
    ("file", "turtle", "what"),
    [
        ("bodies.ttl", 'body:other a mg:Body ; skos:notation "CICP" ; skos:prefLabel "Other"@en .', "body key 'CICP'"),
        (
            "conditions.ttl",
            'concept:twin a mg:Condition ; skos:notation "on-request" ; skos:prefLabel "Twin"@en .',
            "condition key 'on-request'",
        ),
        (
            "themes.ttl",
            'concept:twin a mg:Theme ; skos:notation "corruption" ; skos:prefLabel "Twin"@en .',
            "theme key 'corruption'",
        ),
    ],
)
def test_a_key_used_twice_is_refused_with_both_that_use_it(ontology: Path, file: str, turtle: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        add(ontology, file, turtle)
    message = str(caught.value)
    assert f"{what} is used twice" in message
    assert message.count("<https://w3id.org/mandategraph/id/") == 2
    assert "give one of them another key" in message
    assert "\n" not in message


def test_a_body_without_a_key_is_refused(ontology: Path) -> None:
    with pytest.raises(InputError, match=r"body <https://w3id\.org/mandategraph/id/body/x> has no key: give it"):
        add(ontology, "bodies.ttl", 'body:x a mg:Body ; skos:prefLabel "X"@en .')


def test_broken_turtle_is_refused_with_file_and_line(ontology: Path) -> None:
    path = ontology / "conditions.ttl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, 'condition:x skos:notation "unfinished ;']), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Authorities.load(ontology)
    message = str(caught.value)
    assert message.startswith(f"{path}: line {len(lines) + 1}: broken Turtle: ")
    assert "\n" not in message


def test_an_unknown_prefix_is_broken_turtle_too(ontology: Path) -> None:
    (ontology / "extra.ttl").write_text("moon:x a moon:Y .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"extra\.ttl: line 1: broken Turtle: .*moon"):
        Authorities.load(ontology)


def test_a_file_that_is_not_utf_8_is_refused_with_its_name(ontology: Path) -> None:
    (ontology / "extra.ttl").write_bytes(b'<x:a> <x:b> "\xe9t\xe9" .\n')
    with pytest.raises(InputError, match=r"extra\.ttl: .*broken Turtle"):
        Authorities.load(ontology)


def test_a_folder_without_authority_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no authority files \(\*\.ttl\) here; name the folder"):
        Authorities.load(tmp_path)


def test_shapes_are_no_authorities(ontology: Path) -> None:
    (ontology / "shapes.ttl").write_text("this is no Turtle", encoding="utf-8")
    assert Authorities.load(ontology).bodies
    assert "shapes.ttl" not in [entry.name for entry in authority_files(ontology)]


def test_what_the_copied_folder_says_is_what_the_shipped_files_say(
    ontology: Path, documents: Mapping[str, Document], shipped_authorities: Authorities
) -> None:
    copied, document = Authorities.load(ontology), documents["A/RES/55/59"]
    assert copied.bodies == shipped_authorities.bodies
    assert copied.instruments == shipped_authorities.instruments
    assert read(document, copied) == read(document, shipped_authorities)
