"""What became of bodies: who succeeded whom, when, and where that is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS
from rdflib.term import Node

from mandategraph import vocabulary
from mandategraph.loaders.authorities import Authorities

Instances = Callable[[str], list[Node]]
ID = Namespace(f"{vocabulary.ID}")
MG = Namespace(f"{vocabulary.MG}")
XSD = Namespace(f"{vocabulary.XSD}")


def successors(graph: Graph, key: str) -> list[str]:
    """Return the keys of the bodies that `key` became, one after the other."""
    chain = [ID[f"body/{key.lower()}"]]
    while True:
        nexts = {
            graph.value(change, ORG.resultingOrganization)
            for change in graph.subjects(ORG.originalOrganization, chain[-1])
            if (change, MG["effected"], Literal(True)) in graph
        }
        if not nexts:
            return [str(graph.value(body, SKOS.notation)) for body in chain[1:]]
        (successor,) = nexts
        assert isinstance(successor, URIRef)
        assert successor not in chain, "a circle"
        chain.append(successor)


@pytest.mark.parametrize(
    ("key", "chain"),
    [
        ("CPCJB", ["CPCJD", "CICP", "ODCCP", "UNODC"]),
        ("PROGSEC", ["CICP", "ODCCP", "UNODC"]),
        ("UNDCP", ["ODCCP", "UNODC"]),
        ("CCPC", ["CCPCJ"]),
        ("CHR", ["HRC"]),
        ("UNODC", []),
        ("CCPCJ", []),
    ],
)
def test_what_became_of_a_body(key: str, chain: list[str], graph: Graph) -> None:
    assert successors(graph, key) == chain


def test_nothing_that_happened_to_a_body_leads_back_to_it(authorities: Authorities, graph: Graph) -> None:
    for key in authorities.bodies:
        successors(graph, key)


def test_every_change_says_what_happened_to_whom_when_and_where_that_is_written(
    instances: Instances, graph: Graph
) -> None:
    kinds = {str(graph.value(kind, SKOS.notation)): kind for kind in instances("ChangeKind")}
    dates = [XSD[name] for name in ("gYear", "gYearMonth", "date")]
    changes = instances("BodyChange")
    for change in changes:
        assert (change, RDF.type, ORG.ChangeEvent) in graph
        (kind,) = graph.objects(change, MG["changeKind"])
        assert kind in kinds.values()
        assert (change, MG["effected"], Literal(True)) in graph, "authority files record what happened"
        (date,) = graph.objects(change, DCTERMS.date)
        assert isinstance(date, Literal) and date.datatype in dates
        assert list(graph.objects(change, DCTERMS.source))
        assert list(graph.objects(change, ORG.resultingOrganization))
        has_original = bool(list(graph.objects(change, ORG.originalOrganization)))
        assert has_original is (kind != kinds["established"])


def test_the_changes_of_the_programmes_secretariat_follow_each_other_in_time(graph: Graph) -> None:
    bodies = [ID[f"body/{key}"] for key in ("cpcjb", "cpcjd", "cicp", "odccp")]
    dates = [
        str(graph.value(change, DCTERMS.date))
        for body in bodies
        for change in graph.subjects(ORG.originalOrganization, body)
    ]
    assert len(dates) == 4
    assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)


def test_the_commission_was_established_when_the_committee_was_dissolved(graph: Graph) -> None:
    dissolved = graph.value(predicate=ORG.originalOrganization, object=ID["body/ccpc"])
    assert dissolved is not None
    assert graph.value(dissolved, DCTERMS.date) == Literal("1992-02-06", datatype=XSD["date"])
    assert graph.value(dissolved, DCTERMS.source) == ID["E-RES-1992-1"]


def test_an_estimated_year_lies_between_its_bounds(instances: Instances, graph: Graph) -> None:
    bounded = 0
    for change in instances("BodyChange"):
        year = str(graph.value(change, DCTERMS.date))[:4]
        for earliest in graph.objects(change, MG["notBefore"]):
            assert str(earliest)[:4] <= year
            bounded += 1
        for latest in graph.objects(change, MG["notAfter"]):
            assert year <= str(latest)[:4]
    assert bounded >= 2
