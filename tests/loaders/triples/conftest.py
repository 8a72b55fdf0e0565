"""What the tests of triples share: a small plan of action, read by hand, and authority files that know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, FootnoteMark, Kind, Provision, Source
from mandategraph.loaders.records import Citation, Directive, Implementation, Quote, Reading
from mandategraph.loaders.triples import Connections, instrument_quads, shared_quads
from mandategraph.vocabulary import ID

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with small authority files, to be edited."""
    (tmp_path / "all.ttl").write_text(AUTHORITY_FILE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def authorities(folder: Path) -> Authorities:
    return Authorities.load(folder)


@pytest.fixture
def source() -> Source:
    return Source("plans.txt", "ab" * 32, "compendium text")


@pytest.fixture
def quote() -> Quote:
    """The words of the one directive."""
    return Quote("para_4__point_a", "assist States", TEXT.index("assist"), len(TEXT) - 1)


@pytest.fixture
def directive(quote: Quote) -> Directive:
    """The one directive of the plan, which says all that a directive can say."""
    return Directive(
        leaf="4(a)",
        holder="CICP",
        modality="undertaking",
        quote=quote,
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
def document(source: Source) -> Document:
    """The plan: two sections, one in the other, a paragraph with a point, and a footnote."""
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
    return Document("A/RES/56/261", "annex", "Plans as printed", source, (outer, footnote))


@pytest.fixture
def reading_with(document: Document) -> Callable[..., Reading]:
    """Return a reading of the plan with some directives."""

    def reading(*directives: Directive) -> Reading:
        return Reading(
            document,
            directives=directives,
            implementations=(
                Implementation("sec_I", "A-RES-55-59/annex", ("5", "35(d)(ii)", "u1"), Quote("sec_I", "x", 0, 1)),
            ),
            citations=(
                Citation(
                    "A/RES/55/25", "A-RES-55-25/annex-I", Quote("fn_9", "Resolution 55/25, annex I", 0, 25), "symbol"
                ),
            ),
        )

    return reading


@pytest.fixture
def plan(reading_with: Callable[..., Reading], directive: Directive) -> Reading:
    """The reading of the plan."""
    return reading_with(directive)


@pytest.fixture
def vienna(source: Source) -> Reading:
    """The reading of the declaration that the plan carries out."""
    return Reading(Document("A/RES/55/59", "annex", "Vienna Declaration", source, ()))


@pytest.fixture
def quads(plan: Reading, authorities: Authorities) -> list[Quad]:
    """What the graph says of the plan alone."""
    return list(instrument_quads(plan, authorities))


@pytest.fixture
def together(authorities: Authorities) -> Callable[..., list[Quad]]:
    """Return what a build of some readings says of instruments: each alone, and all together."""

    def said(*readings: Reading) -> list[Quad]:
        alone = [quad for each in readings for quad in instrument_quads(each, authorities)]
        return [*alone, *shared_quads(Connections.of(each, authorities) for each in readings)]

    return said


@pytest.fixture
def objects() -> Callable[[Iterable[Quad], str, NamedNode], set[str]]:
    """Return the values that quads give a subject for a predicate, as text."""

    def values(quads: Iterable[Quad], subject: str, predicate: NamedNode) -> set[str]:
        found = [quad.object for quad in quads if quad.subject == ID[subject] and quad.predicate == predicate]
        return {term.value for term in found if isinstance(term, NamedNode | Literal)}

    return values


@pytest.fixture
def unresolved() -> Callable[[str, str, str], Citation]:
    """Return a citation of an instrument that nothing describes."""

    def citation(key: str, path: str, words: str) -> Citation:
        return Citation(key, path, Quote("para_4__point_a", words, 0, len(words)), "unresolved")

    return citation
