"""The authority files as a whole: what is described and how its keys are given; the themes and their cues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import BNode, Node

from mandategraph import vocabulary
from mandategraph.loaders.authorities import Authorities

SharedNames = Callable[..., dict[str, set[Node]]]
ID = Namespace(f"{vocabulary.ID}")
MG = Namespace(f"{vocabulary.MG}")

AUTHORITY_FILES = ("bodies.ttl", "instruments.ttl", "kinds.ttl", "themes.ttl")

GUIDE_THEMES = """
    organized-crime corruption trafficking-in-persons migrant-smuggling firearms money-laundering
    terrorism crime-prevention victims-witnesses prisons cybercrime juvenile-justice women standards-norms
    restorative-justice drugs cultural-property wildlife kidnapping organ-trafficking economic-crime
    identity-fraud proceeds-of-crime mutual-legal-assistance racism human-rights access-to-justice
    urban-crime post-conflict health-hiv programme-governance general
    """.split()


@pytest.mark.parametrize("name", AUTHORITY_FILES)
def test_each_file_is_turtle_with_something_in_it(read_authority_files: Callable[..., Graph], name: str) -> None:
    assert len(read_authority_files(name)) > 50


def test_nothing_is_a_blank_node(graph: Graph) -> None:
    assert [term for triple in graph for term in triple if isinstance(term, BNode)] == []


def test_whatever_is_referred_to_is_described(graph: Graph) -> None:
    described = set(graph.subjects(RDF.type, None))
    dangling = {
        str(value)
        for value in graph.objects()
        if isinstance(value, URIRef) and str(value).startswith((ID, MG)) and value not in described
    }
    assert dangling == set()


def test_whatever_is_described_has_a_class(graph: Graph) -> None:
    assert set(graph.subjects()) - set(graph.subjects(RDF.type, None)) == set()


def test_every_concept_has_one_english_label_one_key_one_scheme_and_a_definition(graph: Graph) -> None:
    concepts = sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)
    assert len(concepts) > 60
    for concept in concepts:
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert [getattr(label, "language", None) for label in labels] == ["en"], concept
        assert len(list(graph.objects(concept, SKOS.notation))) == 1, concept
        assert len(list(graph.objects(concept, SKOS.inScheme))) == 1, concept
        assert list(graph.objects(concept, SKOS.definition)), concept


def test_a_key_occurs_once_in_its_scheme_and_ends_the_iri(graph: Graph) -> None:
    keys = Counter[tuple[Node, Node]]()
    for concept, key in graph.subject_objects(SKOS.notation):
        scheme = graph.value(concept, SKOS.inScheme)
        if scheme is not None:
            keys[scheme, key] += 1
            assert str(concept).endswith(f"/{key}"), concept
    assert [pair for pair, count in keys.items() if count > 1] == []


def test_the_guides_themes_are_all_there_and_no_others(authorities: Authorities) -> None:
    assert sorted(authorities.themes) == sorted(GUIDE_THEMES)


def test_no_name_of_a_theme_belongs_to_two_themes(shared_names: SharedNames) -> None:
    assert shared_names("Theme", SKOS.prefLabel, SKOS.altLabel) == {}


CUE = re.compile(r"(?:[^\W_A-Z]|[-’'/ *.]|\([^()|]*(?:\|[^()|]*)*\))+")


def test_theme_cues_keep_to_the_pattern_language(authorities: Authorities) -> None:
    for theme in authorities.themes.values():
        assert bool(theme.cues) is (theme.key != "general"), theme.key
        for cue in theme.cues:
            assert cue == cue.lower().strip(), cue
            assert CUE.fullmatch(cue), cue
            assert "." not in cue.replace(" ... ", " "), f"a gap stands between words: {cue}"
            assert re.search(r"\*\w", cue) is None, f"an asterisk ends a word: {cue}"
