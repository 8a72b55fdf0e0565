"""The vocabulary: every term defined once, reused terms that exist, and no contradiction for a reasoner to find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Any

import pytest
from owlrl import DeductiveClosure
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import BNode

from mandategraph import vocabulary
from mandategraph.loaders.authorities import authority_files
from mandategraph.loaders.document import Kind
from mandategraph.vocabulary import MG

ONTOLOGY = URIRef("https://w3id.org/mandategraph/ontology")

CLASSES = """
    Instrument Declaration PlanOfAction StatementOfPrinciples Resolution Convention Protocol ModelTreaty
    StandardsAndNorms Report Publication UnresolvedInstrument Reception
    Provision Preamble Recital Section Paragraph Point SubPoint Footnote
    Directive Mandate StateDirective ExternalDirective UnassignedDirective
    Body UnrecognizedBody BodyChange
    Theme Modality ActionType Condition BodyKind ChangeKind ReceptionKind
"""

PROPERTIES = """
    key symbol shortName reception receivedBy receivedIn receptionKind
    instrument number leaf order text heading footnote implements
    holder modality actionType partner condition deadline onwardAddressee
    quote start end rule chapeau holderWords cueWords conditionWords
    bodyKind ofUnitedNations changeKind effected
    strength cue modal performative firstPerson impersonal
"""

DIRECTIVES = ("Mandate", "StateDirective", "ExternalDirective", "UnassignedDirective")

# The terms of these two vocabularies that are used here, as their published files spell them. ORG, PROV, SKOS and
# DCTERMS come with rdflib.
ELI_TERMS = """
    LegalResource LegalResourceSubdivision cites date_document id_local is_annex_of is_part_of number passed_by
"""
UNDO_TERMS = """
    AdministrativeIssuance Charter ConferenceReport Convention Decision Protocol Publication Relation Resolution
    Standard hasReceiver
"""

# What the reused vocabularies themselves say of the terms used here, as far as it could contradict our data.
PUBLISHED_AXIOMS = """
    @prefix eli:  <http://data.europa.eu/eli/ontology#> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix org:  <http://www.w3.org/ns/org#> .
    @prefix owl:  <http://www.w3.org/2002/07/owl#> .
    @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix undo: <https://w3id.org/un/ontology/undo/> .

    eli:LegalResourceSubdivision rdfs:subClassOf eli:LegalResource .
    eli:is_part_of rdfs:domain eli:Work ; rdfs:range eli:Work .
    eli:passed_by  rdfs:domain eli:LegalResource ; rdfs:range eli:Agent .
    eli:date_document rdfs:domain eli:Work .

    org:Organization rdfs:subClassOf foaf:Agent ;
        owl:disjointWith org:ChangeEvent , org:Membership , org:Role , org:Site .
    org:OrganizationalUnit rdfs:subClassOf org:Organization .
    org:ChangeEvent rdfs:subClassOf prov:Activity .
    org:Role rdfs:subClassOf skos:Concept .
    org:unitOf rdfs:domain org:OrganizationalUnit ; rdfs:subPropertyOf org:subOrganizationOf .
    org:subOrganizationOf rdfs:domain org:Organization ; rdfs:range org:Organization .
    org:originalOrganization  rdfs:domain org:ChangeEvent ; rdfs:range org:Organization .
    org:resultingOrganization rdfs:domain org:ChangeEvent ; rdfs:range org:Organization .

    prov:Activity owl:disjointWith prov:Entity .
    prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .

    skos:Concept owl:disjointWith skos:ConceptScheme , skos:Collection .
    skos:inScheme rdfs:range skos:ConceptScheme .
    skos:topConceptOf rdfs:domain skos:Concept ; rdfs:range skos:ConceptScheme ; rdfs:subPropertyOf skos:inScheme .
    skos:exactMatch owl:propertyDisjointWith skos:broadMatch , skos:relatedMatch .

    undo:Relation rdfs:subClassOf skos:Concept .
    undo:hasReceiver rdfs:domain undo:Relation .
"""

EXAMPLE = "@prefix mg: <https://w3id.org/mandategraph/ontology#> . @prefix ex: <https://example.org/> . "


def mg(term: str) -> URIRef:
    return URIRef(f"{MG}{term}")


def local_names(graph: Graph) -> dict[str, URIRef]:
    """Return the terms that the vocabulary defines, by their names."""
    return {
        str(term).removeprefix(MG): term
        for term in set(graph.subjects())
        if isinstance(term, URIRef) and str(term).startswith(MG)
    }


@pytest.fixture(scope="module")
def terms() -> Graph:
    """The vocabulary alone."""
    (entry,) = [entry for entry in authority_files() if entry.name == "mandategraph.ttl"]
    return Graph().parse(data=entry.read_text(encoding="utf-8"), format="turtle")


@pytest.fixture(scope="module")
def everything() -> Graph:
    """The vocabulary with all authority files."""
    graph = Graph()
    for entry in authority_files():
        graph.parse(data=entry.read_text(encoding="utf-8"), format="turtle")
    return graph


# ---- What is defined ----------------------------------------------------------------------------------------------


def test_the_ontology_says_what_it_is_under_which_licence_and_in_which_version(terms: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in terms
    for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI):
        assert len(list(terms.objects(ONTOLOGY, needed))) == 1, needed
    assert terms.value(ONTOLOGY, OWL.versionInfo) == Literal("0.1.0")


@pytest.mark.parametrize("name", CLASSES.split())
def test_the_model_has_the_class(name: str, terms: Graph) -> None:
    assert (mg(name), RDF.type, OWL.Class) in terms


@pytest.mark.parametrize("name", PROPERTIES.split())
def test_the_model_has_the_property(name: str, terms: Graph) -> None:
    kinds = set(terms.objects(mg(name), RDF.type))
    assert len(kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}) == 1


def test_every_term_has_a_label_a_definition_and_a_home(terms: Graph) -> None:
    found = local_names(terms)
    assert len(found) > 80
    for name, term in found.items():
        for needed in (RDFS.label, SKOS.definition):
            (value,) = terms.objects(term, needed)
            assert isinstance(value, Literal) and value.language == "en", name
        assert list(terms.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], name
        kinds = set(terms.objects(term, RDF.type))
        assert (name[0].isupper()) is (OWL.Class in kinds), name


def test_no_two_terms_have_the_same_definition(terms: Graph) -> None:
    definitions = [str(value).casefold() for value in terms.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions))


def test_nothing_is_said_about_terms_of_others(terms: Graph) -> None:
    for subject, predicate in terms.subject_predicates():
        if not str(subject).startswith(MG) and subject != ONTOLOGY:
            assert predicate == RDF.type, subject


def test_the_vocabulary_has_no_blank_nodes(terms: Graph) -> None:
    assert [term for triple in terms for term in triple if isinstance(term, BNode)] == []


def test_every_kind_of_provision_that_is_read_is_a_class_of_provisions(terms: Graph) -> None:
    for kind in Kind:
        assert (mg(kind.value), RDFS.subClassOf, mg("Provision")) in terms


def test_the_pattern_language_of_cues_is_defined_word_by_word(terms: Graph) -> None:
    definition = str(terms.value(mg("cue"), SKOS.definition))
    assert (
        "words in lower case; `*` ends a word openly "
        "(`disseminat*` matches disseminate, disseminating, dissemination); "
        "`(a|b)` one of several; ` ... ` a gap of at most six words within the sentence; "
        "matched at word borders, ignoring case"
    ) in definition


# ---- What is used -------------------------------------------------------------------------------------------------


def named_in(folder: Traversable, suffix: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield the files below `folder` with that suffix, and the names that the pattern finds in them."""
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in ("tests", "__pycache__") and not entry.name.startswith("."):
            yield from named_in(entry, suffix, pattern)
        elif entry.name.endswith(suffix):
            for name in re.findall(pattern, entry.read_text(encoding="utf-8")):
                yield entry.name, name


def test_every_term_used_in_the_authority_files_is_defined(everything: Graph, terms: Graph) -> None:
    used = {
        str(term).removeprefix(MG)
        for triple in everything
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(MG)
    }
    assert used - set(local_names(terms)) == set()


@pytest.mark.parametrize(
    ("folder", "suffix", "pattern"),
    [
        ("queries", ".rq", r"\bmg:(\w+)"),
        ("ontology", ".ttl", r"\bmg:(\w+)"),
        ("loaders", ".py", r"\bMG\[\"(\w+)\"\]"),
        ("graph", ".py", r"\bMG\[\"(\w+)\"\]"),
    ],
)
def test_every_term_named_in_queries_shapes_and_code_is_defined(
    folder: str, suffix: str, pattern: str, terms: Graph
) -> None:
    used = list(named_in(files("mandategraph") / folder, suffix, pattern))
    assert len(used) > 10
    defined = set(local_names(terms))
    assert sorted({(file, name) for file, name in used if name not in defined}) == []


def test_reused_terms_exist_where_they_come_from(everything: Graph) -> None:
    known: dict[str, Any] = {
        vocabulary.ELI: ELI_TERMS.split(),
        vocabulary.UNDO: UNDO_TERMS.split(),
        vocabulary.ORG: ORG,
        vocabulary.PROV: PROV,
        vocabulary.SKOS: SKOS,
        vocabulary.DCTERMS: DCTERMS,
    }
    used = {term for triple in everything for term in triple if isinstance(term, URIRef)}
    for namespace, names in known.items():
        here = {term for term in used if term.startswith(namespace)}
        assert here, namespace
        own = (term.removeprefix(namespace) if isinstance(names, list) else term for term in here)
        assert [term for term in own if term not in names] == [], namespace


def test_reused_terms_are_declared(everything: Graph, terms: Graph) -> None:
    reused = (vocabulary.ELI, vocabulary.UNDO, vocabulary.ORG, vocabulary.PROV, vocabulary.SKOS)
    used = {
        term
        for subject, predicate, value in everything
        for term in (predicate, value if predicate in (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf) else predicate)
        if str(term).startswith(reused)
    }
    assert len(used) > 25
    assert {term for term in used if (term, RDF.type, None) not in terms} == set()


# ---- What a reasoner says -----------------------------------------------------------------------------------------


def contradictions(*sources: Graph | str) -> list[str]:
    """Return what an OWL 2 RL reasoner finds contradictory in the graphs and pieces of Turtle taken together."""
    graph = Graph()
    for source in sources:
        if isinstance(source, str):
            graph.parse(data=source, format="turtle")
        else:
            graph += source
    DeductiveClosure(OWLRL_Semantics).expand(graph)  # type: ignore[no-untyped-call]
    error = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    impossible = [f"{thing} is of no possible kind" for thing in graph.subjects(RDF.type, OWL.Nothing)]
    return sorted([str(message) for message in graph.objects(None, error)] + impossible)


def test_a_reasoner_finds_vocabulary_and_authority_files_consistent(everything: Graph) -> None:
    assert contradictions(everything) == []


def test_they_are_consistent_with_what_the_reused_vocabularies_say(everything: Graph) -> None:
    assert contradictions(everything, PUBLISHED_AXIOMS) == []


def test_every_class_can_have_members(terms: Graph) -> None:
    members = " ".join(f"ex:{name} a mg:{name} ." for name in CLASSES.split())
    assert contradictions(terms, PUBLISHED_AXIOMS, EXAMPLE + members) == []


@pytest.mark.parametrize("pair", list(combinations(DIRECTIVES, 2)), ids="-".join)
def test_a_directive_of_two_classes_is_found(pair: tuple[str, str], terms: Graph) -> None:
    found = contradictions(terms, f"{EXAMPLE} ex:broken a mg:{pair[0]} , mg:{pair[1]} .")
    assert any("https://example.org/broken" in message for message in found)


@pytest.mark.parametrize(
    ("what", "broken"),
    [
        ("a body that is an instrument", "ex:broken a mg:Body , mg:Instrument ."),
        ("a resolution that is a paragraph", "ex:broken a mg:Resolution , mg:Paragraph ."),
        ("a point that is a sub-point", "ex:broken a mg:Point , mg:SubPoint ."),
        ("a theme that is a modality", "ex:broken a mg:Theme , mg:Modality ."),
        ("a body that is a concept", "ex:broken a mg:Body , mg:BodyKind ."),
        ("a holder that is a provision", "ex:mandate mg:holder ex:broken . ex:broken a mg:Paragraph ."),
        ("a provision that holds", "ex:broken a mg:Section ; mg:holder ex:body ."),
        ("a kind of change given to a body", "ex:broken a mg:Body ; mg:changeKind ex:kind ."),
    ],
)
def test_a_reasoner_finds(what: str, broken: str, terms: Graph) -> None:
    assert contradictions(terms, EXAMPLE + broken) != [], what
