"""The rules that read are explained, and no others."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from mandategraph.vocabulary import ID

READING = files("mandategraph") / "loaders" / "reading"


@pytest.fixture(scope="module")
def rules() -> Graph:
    return Graph().parse(data=(files("mandategraph") / "ontology" / "rules.ttl").read_text("utf-8"), format="turtle")


def keys(graph: Graph, scheme: str) -> set[str]:
    return {
        str(graph.value(rule, SKOS.notation)) for rule in graph.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/{scheme}"))
    }


def source(*names: str) -> str:
    return "\n".join((READING / f"{name}.py").read_text("utf-8") for name in names)


def test_every_rule_of_the_reader_is_explained(rules: Graph) -> None:
    named = set(re.findall(r'"((?:we|organ|passive)-[a-z-]+[a-z]|impersonal|modal)"', source("clauses")))
    assert len(named) >= 9
    assert keys(rules, "reading-rules") == named | {"chapeau"}


def test_every_way_to_resolve_a_citation_is_explained(rules: Graph) -> None:
    named = {"symbol", "name", "short-name", "ibid", "unresolved"}
    assert all(f'"{name}"' in source("citations") for name in named)
    assert keys(rules, "citation-rules") == named


def test_every_rule_has_a_label_and_one_sentence_in_english(rules: Graph) -> None:
    for rule in set(rules.subjects(RDF.type, SKOS.Concept)):
        for needed in (SKOS.prefLabel, SKOS.definition):
            (words,) = rules.objects(rule, needed)
            assert isinstance(words, Literal) and words.language == "en"
