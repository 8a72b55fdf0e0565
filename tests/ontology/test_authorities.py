"""The authority files: bodies, instruments, themes and the small lists of kinds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, RDF, SKOS
from rdflib.term import BNode, Node

from mandategraph.loaders.authorities import Authorities, authority_files
from mandategraph.loaders.document import part_slug
from mandategraph.vocabulary import ELI, ID, MG, XSD


def listed(text: str) -> list[str]:
    """Return the words of a list that is written as running text."""
    return text.split()


AUTHORITY_FILES = ("bodies.ttl", "instruments.ttl", "kinds.ttl", "themes.ttl")

GUIDE_BODIES = listed(
    """
    GA ECOSOC SC SG UN UNSYSTEM CCPCJ CCPC CONGRESS PROGRAMME PROGSEC INSTITUTES UNAFRI UNICRI ISPAC CICP
    ODCCP UNODC OLA DPKO CTC NATCORR GCCJIN FUND EXPERTS COP-UNTOC AHC-UNTOC AHC-UNCAC FATF INTERPOL CICAD
    COE EU AIMC COMSEC IGO NGO CIVSOC PRIVATE MEDIA SCIENCE FINANCE STATES INTERNATIONAL-COMMUNITY
    """
)

GUIDE_THEMES = listed(
    """
    organized-crime corruption trafficking-in-persons migrant-smuggling firearms money-laundering
    terrorism crime-prevention victims-witnesses prisons cybercrime juvenile-justice women standards-norms
    restorative-justice drugs cultural-property wildlife kidnapping organ-trafficking economic-crime
    identity-fraud proceeds-of-crime mutual-legal-assistance racism human-rights access-to-justice
    urban-crime post-conflict health-hiv programme-governance general
    """
)

GUIDE_INSTRUMENTS = listed(
    """
    A/RES/55/25 A/RES/55/255 A/RES/58/4 A/RES/40/34 un-charter drugs-convention-1988 unesco-1970 cites cbd
    compendium
    """
)

# Each was compared with a published file of the thesaurus or list that it comes from.
VERIFIED_UNBIS = listed(
    """
    140402 140401 1001375 1001376 1001377 1001388 1001383 1004663 1006643 1001328 1000693 1006622 1005947
    1003416 1002354 1003048 1005937 1003642 1006475 1006476 1004516 1001346 1005119 1005113 1005115
    1004438 1003078 1001186 1003507 1003505 1007029 1007047 1005524 1001786 1004312 1003051 1001438
    1001440 1001441 1002018 1007011 1002516 1003042 1002220 1006413 1007027 1005619 1001537 1006170
    """
)
VERIFIED_EUROVOC = listed("3348 245 c_9104c45f 4452 3953 3027 375 8443 3355 1092 953 225 5622")
VERIFIED_WIKIDATA = listed(
    """
    Q47423 Q170075 Q37470 Q220563 Q104842946 Q469618 Q667217 Q1427752 Q54556161 Q8475 Q681487 Q8908 Q458
    Q123759 Q3954348
    """
)
VERIFIED = frozenset(
    [f"http://metadata.un.org/thesaurus/{number}" for number in VERIFIED_UNBIS]
    + [f"http://eurovoc.europa.eu/{number}" for number in VERIFIED_EUROVOC]
    + [f"http://www.wikidata.org/entity/{number}" for number in VERIFIED_WIKIDATA]
)
LEAGUE_OF_NATIONS_MANDATES = URIRef("http://metadata.un.org/thesaurus/1003876")

MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def mg(term: str) -> URIRef:
    return URIRef(f"{MG}{term}")


def ident(path: str) -> URIRef:
    return URIRef(f"{ID}{path}")


def read(*names: str) -> Graph:
    graph = Graph()
    for entry in authority_files():
        if not names or entry.name in names:
            graph.parse(data=entry.read_text(encoding="utf-8"), format="turtle")
    return graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read()


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return Authorities.load()


@pytest.fixture(scope="module")
def corpus() -> str:
    """The five texts on one line, without asterisks, so that a name is found across a line break."""
    source = (files("mandategraph") / "corpus" / "compendium-part-2.txt").read_text(encoding="utf-8")
    return " ".join(source.replace("*", "").split()).casefold()


def instances(graph: Graph, name: str) -> list[Node]:
    found = sorted(graph.subjects(RDF.type, mg(name)), key=str)
    assert found, f"no instance of mg:{name}"
    return found


def words(graph: Graph, thing: Node, *properties: URIRef) -> list[str]:
    return [str(value) for term in properties for value in graph.objects(thing, term)]


# ---- Files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AUTHORITY_FILES)
def test_each_file_is_turtle_with_something_in_it(name: str) -> None:
    assert len(read(name)) > 50


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


# ---- Concepts -----------------------------------------------------------------------------------------------------


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


def test_no_name_of_a_theme_belongs_to_two_themes(graph: Graph) -> None:
    assert shared_names(graph, "Theme", SKOS.prefLabel, SKOS.altLabel) == {}


CUE = re.compile(r"(?:[^\W_A-Z]|[-’'/ *.]|\([^()|]*(?:\|[^()|]*)*\))+")


def test_theme_cues_keep_to_the_pattern_language(authorities: Authorities) -> None:
    for theme in authorities.themes.values():
        assert bool(theme.cues) is (theme.key != "general"), theme.key
        for cue in theme.cues:
            assert cue == cue.lower().strip(), cue
            assert CUE.fullmatch(cue), cue
            assert "." not in cue.replace(" ... ", " "), f"a gap stands between words: {cue}"
            assert re.search(r"\*\w", cue) is None, f"an asterisk ends a word: {cue}"


# ---- Alignments ---------------------------------------------------------------------------------------------------


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


# ---- Bodies -------------------------------------------------------------------------------------------------------


def shared_names(graph: Graph, class_name: str, *properties: URIRef) -> dict[str, set[Node]]:
    owners = defaultdict(set)
    for thing in instances(graph, class_name):
        for name in words(graph, thing, *properties):
            owners[name.casefold()].add(thing)
    return {name: things for name, things in owners.items() if len(things) > 1}


def test_the_guides_bodies_are_all_there(authorities: Authorities) -> None:
    assert sorted(set(GUIDE_BODIES) - set(authorities.bodies)) == []


def test_nobody_is_no_body(authorities: Authorities) -> None:
    assert "UNASSIGNED" not in authorities.bodies


def test_a_bodys_iri_is_its_key_in_lower_case(graph: Graph) -> None:
    for body in instances(graph, "Body"):
        (key,) = graph.objects(body, SKOS.notation)
        assert str(key) == str(key).upper()
        assert body == ident(f"body/{str(key).lower()}")


def test_a_body_has_one_name_one_kind_a_source_and_says_whether_it_is_of_the_united_nations(graph: Graph) -> None:
    kinds = set(instances(graph, "BodyKind"))
    for body in instances(graph, "Body"):
        assert (body, RDF.type, ORG.Organization) in graph, body
        assert len(list(graph.objects(body, SKOS.prefLabel))) == 1, body
        (kind,) = graph.objects(body, mg("bodyKind"))
        assert kind in kinds, body
        (member,) = graph.objects(body, mg("ofUnitedNations"))
        assert isinstance(member, Literal) and isinstance(member.value, bool), body
        assert list(graph.objects(body, DCTERMS.source)), body


def test_no_name_or_head_noun_belongs_to_two_bodies(graph: Graph) -> None:
    assert shared_names(graph, "Body", SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) == {}


def test_a_name_of_a_body_is_given_once(graph: Graph) -> None:
    for body in instances(graph, "Body"):
        names = Counter(
            name.casefold()
            for name in words(graph, body, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, mg("shortName"))
        )
        assert [name for name, count in names.items() if count > 1] == [], body


def test_a_short_name_is_nobodys_full_name(graph: Graph) -> None:
    full = {
        name.casefold()
        for body in instances(graph, "Body")
        for name in words(graph, body, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    }
    short = {name.casefold() for body in instances(graph, "Body") for name in words(graph, body, mg("shortName"))}
    assert short & full == set()


def test_no_body_is_a_part_of_itself(graph: Graph) -> None:
    for body in instances(graph, "Body"):
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


# ---- Changes of bodies --------------------------------------------------------------------------------------------


def successors(graph: Graph, key: str) -> list[str]:
    """Return the keys of the bodies that `key` became, one after the other."""
    chain = [ident(f"body/{key.lower()}")]
    while True:
        nexts = {
            graph.value(change, ORG.resultingOrganization)
            for change in graph.subjects(ORG.originalOrganization, chain[-1])
            if (change, mg("effected"), Literal(True)) in graph
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


def test_every_change_says_what_happened_to_whom_when_and_where_that_is_written(graph: Graph) -> None:
    kinds = {str(graph.value(kind, SKOS.notation)): kind for kind in instances(graph, "ChangeKind")}
    dates = [URIRef(XSD[name].value) for name in ("gYear", "gYearMonth", "date")]
    changes = instances(graph, "BodyChange")
    for change in changes:
        assert (change, RDF.type, ORG.ChangeEvent) in graph
        (kind,) = graph.objects(change, mg("changeKind"))
        assert kind in kinds.values()
        assert (change, mg("effected"), Literal(True)) in graph, "authority files record what happened"
        (date,) = graph.objects(change, DCTERMS.date)
        assert isinstance(date, Literal) and date.datatype in dates
        assert list(graph.objects(change, DCTERMS.source))
        assert list(graph.objects(change, ORG.resultingOrganization))
        has_original = bool(list(graph.objects(change, ORG.originalOrganization)))
        assert has_original is (kind != kinds["established"])


def test_the_changes_of_the_programmes_secretariat_follow_each_other_in_time(graph: Graph) -> None:
    bodies = [ident(f"body/{key}") for key in ("cpcjb", "cpcjd", "cicp", "odccp")]
    dates = [
        str(graph.value(change, DCTERMS.date))
        for body in bodies
        for change in graph.subjects(ORG.originalOrganization, body)
    ]
    assert len(dates) == 4
    assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)


def test_the_commission_was_established_when_the_committee_was_dissolved(graph: Graph) -> None:
    dissolved = graph.value(predicate=ORG.originalOrganization, object=ident("body/ccpc"))
    assert dissolved is not None
    assert graph.value(dissolved, DCTERMS.date) == Literal("1992-02-06", datatype=URIRef(XSD["date"].value))
    assert graph.value(dissolved, DCTERMS.source) == ident("E-RES-1992-1")


def test_an_estimated_year_lies_between_its_bounds(graph: Graph) -> None:
    bounded = 0
    for change in instances(graph, "BodyChange"):
        year = str(graph.value(change, DCTERMS.date))[:4]
        for earliest in graph.objects(change, mg("notBefore")):
            assert str(earliest)[:4] <= year
            bounded += 1
        for latest in graph.objects(change, mg("notAfter")):
            assert year <= str(latest)[:4]
    assert bounded >= 2


# ---- Instruments --------------------------------------------------------------------------------------------------


def test_the_guides_instruments_are_all_there(authorities: Authorities) -> None:
    keys = {record.key for record in authorities.instruments.values()}
    assert sorted(set(GUIDE_INSTRUMENTS) - keys) == []


def test_an_instrument_has_one_key_one_title_and_an_identifier_of_its_own(graph: Graph) -> None:
    identifiers = Counter[str]()
    for instrument in instances(graph, "Instrument"):
        assert (instrument, RDF.type, URIRef(ELI["LegalResource"].value)) in graph, instrument
        assert len(list(graph.objects(instrument, mg("key")))) == 1, instrument
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


def test_no_name_belongs_to_two_instruments(graph: Graph) -> None:
    assert shared_names(graph, "Instrument", DCTERMS.title, SKOS.altLabel) == {}


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


def test_an_annex_says_what_it_is_annexed_to(graph: Graph) -> None:
    for instrument in instances(graph, "Instrument"):
        if ", annex" in str(graph.value(instrument, DCTERMS.identifier)):
            assert graph.value(instrument, URIRef(ELI["is_annex_of"].value)) is not None, instrument


def test_a_group_of_instruments_names_its_members_and_nothing_to_look_for(graph: Graph) -> None:
    for group in instances(graph, "InstrumentGroup"):
        assert len(list(graph.objects(group, DCTERMS.hasPart))) > 1
        assert words(graph, group, SKOS.altLabel, mg("shortName")) == []


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
    date_document = URIRef(ELI["date_document"].value)
    found = set()
    for reception in graph.objects(ident(path), mg("reception")):
        received_in = graph.value(reception, mg("receivedIn"))
        date = graph.value(reception, date_document)
        assert graph.value(received_in, date_document) == date
        body = str(graph.value(reception, mg("receivedBy"))).rsplit("/", 1)[-1]
        kind = str(graph.value(reception, mg("receptionKind"))).rsplit("/", 1)[-1]
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


NAMED_SYMBOLS = listed(
    """
    A/RES/46/152 A/RES/44/72 A/RES/45/108 A/RES/55/59 A/RES/55/25 A/RES/55/61 A/RES/55/255 A/RES/40/34
    A/RES/56/261 A/RES/60/177 A/RES/51/191 A/RES/51/59 A/RES/48/104 A/RES/52/86 A/RES/58/4 A/RES/59/156
    A/RES/59/290 E/RES/1997/30 E/RES/2000/14 E/RES/2002/13 A/49/748 E/1990/31 E/1990/31/Add.1
    E/CN.15/1998/CRP.4 E/CN.15/1998/CRP.4/Add.1 A/CONF.187/RPM.1/1 A/CONF.187/RPM.2/1 A/CONF.187/RPM.3/1
    A/CONF.187/RPM.4/1 A/CONF.203/RPM.1/1 A/CONF.203/RPM.2/1 A/CONF.203/RPM.3/1 A/CONF.203/RPM.4/1
    """
)


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
