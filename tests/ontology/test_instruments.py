"""The instruments of the authority files: their keys, names and receptions, and how the five texts cite them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from mandategraph import vocabulary
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import part_slug

Instances = Callable[[str], list[Node]]
Words = Callable[..., list[str]]
SharedNames = Callable[..., dict[str, set[Node]]]
ELI = Namespace(f"{vocabulary.ELI}")
ID = Namespace(f"{vocabulary.ID}")
MG = Namespace(f"{vocabulary.MG}")

GUIDE_INSTRUMENTS = """
    A/RES/55/25 A/RES/55/255 A/RES/58/4 A/RES/40/34 un-charter drugs-convention-1988 unesco-1970 cites cbd
    compendium
    """.split()


def test_the_guides_instruments_are_all_there(authorities: Authorities) -> None:
    keys = {record.key for record in authorities.instruments.values()}
    assert sorted(set(GUIDE_INSTRUMENTS) - keys) == []


def test_an_instrument_has_one_key_one_title_and_an_identifier_of_its_own(instances: Instances, graph: Graph) -> None:
    identifiers = Counter[str]()
    for instrument in instances("Instrument"):
        assert (instrument, RDF.type, ELI["LegalResource"]) in graph, instrument
        assert len(list(graph.objects(instrument, MG["key"]))) == 1, instrument
        assert len(list(graph.objects(instrument, DCTERMS.title))) == 1, instrument
        (identifier,) = graph.objects(instrument, DCTERMS.identifier)
        identifiers[str(identifier).casefold()] += 1
    assert [identifier for identifier, count in identifiers.items() if count > 1] == []


def test_an_instruments_path_is_made_of_its_symbol_and_part(authorities: Authorities) -> None:
    checked = 0
    for record in authorities.instruments.values():
        if record.symbol:
            head, _, part = record.identifier.removeprefix(record.symbol).partition(", ")
            assert head == ""
            folder = record.symbol.replace("/", "-").replace(" ", "-")
            assert record.path == (f"{folder}/{part_slug(part)}" if part else folder)
            assert record.key == record.symbol
            checked += 1
        else:
            assert record.path == record.key
            assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", record.key)
    assert checked > 100


def test_no_name_belongs_to_two_instruments(shared_names: SharedNames) -> None:
    assert shared_names("Instrument", DCTERMS.title, SKOS.altLabel) == {}


@pytest.mark.parametrize(
    "phrase",
    [
        "action against corruption",
        "administration of juvenile justice",
        "an effective international legal instrument against corruption",
        "creation of an effective United Nations crime prevention and criminal justice programme",
        "establishment of the Commission on Crime Prevention and Criminal Justice",
        "cites",
        "Human Rights Council",
    ],
)
def test_words_that_texts_use_without_citing_anything_name_no_instrument(phrase: str, authorities: Authorities) -> None:
    named = {name.casefold() for record in authorities.instruments.values() for name in record.names}
    assert phrase.casefold() not in named


def test_an_annex_says_what_it_is_annexed_to(instances: Instances, graph: Graph) -> None:
    for instrument in instances("Instrument"):
        if ", annex" in str(graph.value(instrument, DCTERMS.identifier)):
            assert graph.value(instrument, ELI["is_annex_of"]) is not None, instrument


def test_a_group_of_instruments_names_its_members_and_nothing_to_look_for(
    instances: Instances, words: Words, graph: Graph
) -> None:
    for group in instances("InstrumentGroup"):
        assert len(list(graph.objects(group, DCTERMS.hasPart))) > 1
        assert words(group, SKOS.altLabel, MG["shortName"]) == []


THE_FIVE = [
    ("A-RES-46-152/annex", {("ga", "approves", "1991-12-18"), ("ecosoc", "adopts", "1992-02-06")}),
    ("A-49-748/annex-sect-I.A", {("ga", "approves", "1994-12-23")}),
    ("A-RES-55-59/annex", {("ga", "endorses", "2000-12-04")}),
    ("A-RES-56-261/annex", {("ga", "takes-note", "2002-01-31")}),
    ("A-RES-60-177/annex", {("ga", "endorses", "2005-12-16")}),
]


@pytest.mark.parametrize(("path", "receptions"), THE_FIVE)
def test_who_received_each_of_the_five_texts_and_how(
    path: str, receptions: set[tuple[str, str, str]], graph: Graph
) -> None:
    date_document = ELI["date_document"]
    found = set()
    for reception in graph.objects(ID[path], MG["reception"]):
        received_in = graph.value(reception, MG["receivedIn"])
        date = graph.value(reception, date_document)
        assert graph.value(received_in, date_document) == date
        body = str(graph.value(reception, MG["receivedBy"])).rsplit("/", 1)[-1]
        kind = str(graph.value(reception, MG["receptionKind"])).rsplit("/", 1)[-1]
        found.add((body, kind, str(date)))
    assert found == receptions


NAMED_INSTRUMENTS = [
    ("Charter of the United Nations", "un-charter"),
    ("Milan Plan of Action", "milan-plan-of-action"),
    (
        "Guiding Principles for Crime Prevention and Criminal Justice in the Context of Development",
        "guiding-principles",
    ),
    (
        "United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances",
        "drugs-convention-1988",
    ),
    ("Declaration of Basic Principles of Justice for Victims of Crime and Abuse of Power", "A/RES/40/34"),
    ("United Nations Convention against Transnational Organized Crime", "A/RES/55/25"),
    ("Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing the", "A/RES/55/25"),
    ("Protocol against the Illicit Manufacturing of and Trafficking in Firearms", "A/RES/55/255"),
    ("United Nations Convention against Corruption", "A/RES/58/4"),
    (
        "United Nations Declaration against Corruption and Bribery in International Commercial Transactions",
        "A/RES/51/191",
    ),
    ("International Code of Conduct for Public Officials", "A/RES/51/59"),
    ("Naples Political Declaration and Global Action Plan against Organized Transnational Crime", "A/49/748"),
    ("Vienna Declaration on Crime and Justice", "A/RES/55/59"),
    ("Compendium of United Nations Standards and Norms in Crime Prevention and Criminal Justice", "compendium"),
    ("manual on practical measures against corruption", "manual-on-practical-measures-against-corruption"),
    ("Handbook on Justice for Victims on the use and application of the Declaration", "E/CN.15/1998/CRP.4/Add.1"),
    ("Guide for Policy Makers on the Implementation of the Declaration", "E/CN.15/1998/CRP.4"),
    ("Guidelines for Action on Children in the Criminal Justice System", "E/RES/1997/30"),
    ("Declaration on the Elimination of Violence against Women", "A/RES/48/104"),
    ("Model Strategies and Practical Measures on the Elimination of Violence against Women", "A/RES/52/86"),
    ("Basic principles on the use of restorative justice programmes in criminal matters", "E/RES/2000/14"),
    ("Guidelines for the Prevention of Crime", "E/RES/2002/13"),
    ("Convention on the Means of Prohibiting and Preventing the Illicit Import", "unesco-1970"),
    ("Convention on International Trade in Endangered Species of Wild Fauna and Flora", "cites"),
    ("Convention on Biological Diversity", "cbd"),
    ("International Convention for the Suppression of Acts of Nuclear Terrorism", "A/RES/59/290"),
    ("resolution 11/3 of 16 February 1990", "committee-resolution-11-3"),
    (
        "Seventh United Nations Congress on the Prevention of Crime and the Treatment of Offenders, Milan",
        "seventh-congress-report",
    ),
]


@pytest.mark.parametrize(("wording", "key"), NAMED_INSTRUMENTS)
def test_a_title_in_the_words_of_the_texts_opens_one_instruments_name(
    wording: str, key: str, authorities: Authorities, corpus: str
) -> None:
    assert wording.casefold() in corpus
    keys = {
        record.key
        for record in authorities.instruments.values()
        for name in record.names
        if name.casefold().startswith(wording.casefold()) and name.casefold() in corpus
    }
    assert keys == {key}


NAMED_SYMBOLS = """
    A/RES/46/152 A/RES/44/72 A/RES/45/108 A/RES/55/59 A/RES/55/25 A/RES/55/61 A/RES/55/255 A/RES/40/34
    A/RES/56/261 A/RES/60/177 A/RES/51/191 A/RES/51/59 A/RES/48/104 A/RES/52/86 A/RES/58/4 A/RES/59/156
    A/RES/59/290 E/RES/1997/30 E/RES/2000/14 E/RES/2002/13 A/49/748 E/1990/31 E/1990/31/Add.1
    E/CN.15/1998/CRP.4 E/CN.15/1998/CRP.4/Add.1 A/CONF.187/RPM.1/1 A/CONF.187/RPM.2/1 A/CONF.187/RPM.3/1
    A/CONF.187/RPM.4/1 A/CONF.203/RPM.1/1 A/CONF.203/RPM.2/1 A/CONF.203/RPM.3/1 A/CONF.203/RPM.4/1
    """.split()


def test_every_symbol_that_the_texts_cite_is_known(authorities: Authorities, corpus: str) -> None:
    symbols = {record.symbol for record in authorities.instruments.values()}
    assert sorted(set(NAMED_SYMBOLS) - symbols) == []
    for symbol in NAMED_SYMBOLS:
        cited_as = re.sub(r"^[AE]/RES/", "resolution ", symbol).casefold()
        assert cited_as in corpus, symbol


def test_footnotes_find_treaties_and_publications_by_number(authorities: Authorities, corpus: str) -> None:
    identifiers = {record.identifier for record in authorities.instruments.values()}
    treaties = re.findall(r"(?:treaty series|ibid\.), vol\. (\d+), no\. (\d+)", corpus)
    sales = re.findall(r"sales no\. (e\.\d\d\.[iv]+\.\d)", corpus)
    assert len(treaties) == 3
    assert len(set(sales)) == 5
    for volume, number in treaties:
        assert f"UNTS {volume} No. {number}" in identifiers
    for number in sales:
        assert f"Sales No. {number.upper()}" in identifiers
