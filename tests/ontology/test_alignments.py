"""The identifiers of other thesauri that the authority files point to: only verified ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, SKOS
from rdflib.term import Node

# Each was compared with a published file of the thesaurus or list that it comes from.
VERIFIED_UNBIS = """
    140402 140401 1001375 1001376 1001377 1001388 1001383 1004663 1006643 1001328 1000693 1006622 1005947
    1003416 1002354 1003048 1005937 1003642 1006475 1006476 1004516 1001346 1005119 1005113 1005115
    1004438 1003078 1001186 1003507 1003505 1007029 1007047 1005524 1001786 1004312 1003051 1001438
    1001440 1001441 1002018 1007011 1002516 1003042 1002220 1006413 1007027 1005619 1001537 1006170
    """.split()

VERIFIED_EUROVOC = "3348 245 c_9104c45f 4452 3953 3027 375 8443 3355 1092 953 225 5622".split()

VERIFIED_WIKIDATA = """
    Q47423 Q170075 Q37470 Q220563 Q104842946 Q469618 Q667217 Q1427752 Q54556161 Q8475 Q681487 Q8908 Q458
    Q123759 Q3954348
    """.split()

VERIFIED = frozenset(
    [f"http://metadata.un.org/thesaurus/{number}" for number in VERIFIED_UNBIS]
    + [f"http://eurovoc.europa.eu/{number}" for number in VERIFIED_EUROVOC]
    + [f"http://www.wikidata.org/entity/{number}" for number in VERIFIED_WIKIDATA]
)

LEAGUE_OF_NATIONS_MANDATES = URIRef("http://metadata.un.org/thesaurus/1003876")

MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def alignments(graph: Graph) -> Iterator[tuple[Node, URIRef, Node]]:
    for term in MATCHES:
        for subject, value in graph.subject_objects(term):
            yield subject, term, value


def test_only_verified_identifiers_of_others_are_used(graph: Graph) -> None:
    used = {str(value) for _, _, value in alignments(graph)}
    assert len(used) > 50
    assert used - VERIFIED == set()


def test_nothing_is_aligned_with_the_mandates_of_the_league_of_nations(graph: Graph) -> None:
    assert list(graph.triples((None, None, LEAGUE_OF_NATIONS_MANDATES))) == []


def test_wikidata_is_never_more_than_a_close_match(graph: Graph) -> None:
    assert {term for _, term, value in alignments(graph) if str(value).startswith("http://www.wikidata.org/")} == {
        SKOS.closeMatch
    }


def test_an_exact_match_is_no_broader_or_merely_related_one(graph: Graph) -> None:
    by_pair = defaultdict(set)
    for subject, term, value in alignments(graph):
        by_pair[subject, value].add(term)
    assert [pair for pair, terms in by_pair.items() if len(terms) > 1] == []


def test_no_two_things_are_said_to_be_the_same(graph: Graph) -> None:
    assert list(graph.subject_objects(OWL.sameAs)) == []
