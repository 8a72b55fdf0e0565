"""The bodies of the authority files: their keys, their names, and the names that the five texts give them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS
from rdflib.term import Node

from mandategraph import vocabulary
from mandategraph.loaders.authorities import Authorities

Instances = Callable[[str], list[Node]]
Words = Callable[..., list[str]]
SharedNames = Callable[..., dict[str, set[Node]]]
ID = Namespace(f"{vocabulary.ID}")
MG = Namespace(f"{vocabulary.MG}")

GUIDE_BODIES = """
    GA ECOSOC SC SG UN UNSYSTEM CCPCJ CCPC CONGRESS PROGRAMME PROGSEC INSTITUTES UNAFRI UNICRI ISPAC CICP
    ODCCP UNODC OLA DPKO CTC NATCORR GCCJIN FUND EXPERTS COP-UNTOC AHC-UNTOC AHC-UNCAC FATF INTERPOL CICAD
    COE EU AIMC COMSEC IGO NGO CIVSOC PRIVATE MEDIA SCIENCE FINANCE STATES INTERNATIONAL-COMMUNITY
    """.split()


def test_the_guides_bodies_are_all_there(authorities: Authorities) -> None:
    assert sorted(set(GUIDE_BODIES) - set(authorities.bodies)) == []


def test_nobody_is_no_body(authorities: Authorities) -> None:
    assert "UNASSIGNED" not in authorities.bodies


def test_a_bodys_iri_is_its_key_in_lower_case(instances: Instances, graph: Graph) -> None:
    for body in instances("Body"):
        (key,) = graph.objects(body, SKOS.notation)
        assert str(key) == str(key).upper()
        assert body == ID[f"body/{str(key).lower()}"]


def test_a_body_has_one_name_one_kind_a_source_and_says_whether_it_is_of_the_united_nations(
    instances: Instances, graph: Graph
) -> None:
    kinds = set(instances("BodyKind"))
    for body in instances("Body"):
        assert (body, RDF.type, ORG.Organization) in graph, body
        assert len(list(graph.objects(body, SKOS.prefLabel))) == 1, body
        (kind,) = graph.objects(body, MG["bodyKind"])
        assert kind in kinds, body
        (member,) = graph.objects(body, MG["ofUnitedNations"])
        assert isinstance(member, Literal) and isinstance(member.value, bool), body
        assert list(graph.objects(body, DCTERMS.source)), body


def test_no_name_or_head_noun_belongs_to_two_bodies(shared_names: SharedNames) -> None:
    assert shared_names("Body", SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) == {}


def test_a_name_of_a_body_is_given_once(instances: Instances, words: Words) -> None:
    for body in instances("Body"):
        names = Counter(
            name.casefold() for name in words(body, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, MG["shortName"])
        )
        assert [name for name, count in names.items() if count > 1] == [], body


def test_a_short_name_is_nobodys_full_name(instances: Instances, words: Words) -> None:
    full = {
        name.casefold()
        for body in instances("Body")
        for name in words(body, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    }
    short = {name.casefold() for body in instances("Body") for name in words(body, MG["shortName"])}
    assert short & full == set()


def test_no_body_is_a_part_of_itself(instances: Instances, graph: Graph) -> None:
    for body in instances("Body"):
        above = {body}
        level = [body]
        while level:
            level = [
                up for low in level for term in (ORG.subOrganizationOf, ORG.unitOf) for up in graph.objects(low, term)
            ]
            assert body not in level, body
            level = [up for up in level if up not in above]
            above.update(level)


NAMED_BODIES = [
    ("Centre for Social Development and Humanitarian Affairs of the United Nations Office at Vienna", "CSDHA"),
    (
        "Crime Prevention and Criminal Justice Branch of the Centre for Social Development and Humanitarian Affairs",
        "CPCJB",
    ),
    ("secretariat of the programme", "PROGSEC"),
    ("Crime Prevention and Criminal Justice Officers", "CPCJ-OFFICERS"),
    ("network of government-appointed national correspondents", "NATCORR"),
    ("Global Crime and Criminal Justice Information Network", "GCCJIN"),
    ("United Nations Trust Fund for Social Defence", "FUND"),
    ("United Nations Crime Prevention and Criminal Justice Fund", "FUND"),
    ("Sixth United Nations Congress for the Prevention of Crime and the Treatment of Offenders", "CONGRESS"),
    ("Tenth United Nations Congress on the Prevention of Crime and the Treatment of Offenders", "CONGRESS"),
    ("Eleventh United Nations Congress on Crime Prevention and Criminal Justice", "CONGRESS"),
    ("quinquennial regional meetings", "CONGRESS-REGIONAL-MEETINGS"),
    ("special rapporteurs", "SPECIAL-RAPPORTEURS"),
    ("World Ministerial Conference on Organized Transnational Crime", "WORLD-MINISTERIAL-CONFERENCE"),
    ("Financial Action Task Force", "FATF"),
    ("International Criminal Police Organization", "INTERPOL"),
    ("Inter-American Drug Control Commission (CICAD) of the Organization of American States", "CICAD"),
    ("Arab Interior Ministers’ Council", "AIMC"),
    ("Commonwealth Secretariat", "COMSEC"),
    ("International Scientific and Professional Advisory Council of the United Nations crime prevention", "ISPAC"),
    ("United Nations Centre for International Crime Prevention", "CICP"),
    (
        "Centre for International Crime Prevention of the Office for Drug Control and Crime Prevention",
        "CICP",
    ),
    ("The Office for Drug Control and Crime Prevention", "ODCCP"),
    ("Conference of the Parties to the Convention", "COP-UNTOC"),
    ("Ad Hoc Committee on the Elaboration of a Convention against Transnational Organized Crime", "AHC-UNTOC"),
    ("Ad Hoc Committee for the Negotiation of a Convention against Corruption", "AHC-UNCAC"),
    ("Office of Legal Affairs of the Secretariat", "OLA"),
    ("Global Programme against Money-Laundering", "GPML"),
    ("World Conference against Racism", "WCAR"),
    ("Government of the Netherlands", "NETHERLANDS"),
    ("Department of Peacekeeping Operations of the Secretariat", "DPKO"),
    ("Counter-Terrorism Committee Executive Directorate of the Security Council", "CTED"),
    ("United Nations Office on Drugs and Crime", "UNODC"),
    ("donor States", "STATES"),
    ("community-based organizations", "CIVSOC"),
    ("interested funding agencies", "FINANCE"),
    ("specialized agencies", "UNSYSTEM"),
]


@pytest.mark.parametrize(("wording", "key"), NAMED_BODIES)
def test_the_longest_name_in_the_words_of_the_texts_is_the_bodys(
    wording: str, key: str, authorities: Authorities, corpus: str
) -> None:
    assert wording.casefold() in corpus
    names = {
        name.casefold(): body.key
        for body in authorities.bodies.values()
        for name in (*body.names, *body.collective_names)
    }
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", wording.casefold())]
    assert found
    assert names[max(found, key=len)] == key
