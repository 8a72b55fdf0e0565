"""What the gate tells a person, and what it does with RDF files that someone brings."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import RDF, SH, Graph
from rdflib import Literal as RdflibLiteral

from mandategraph.errors import InputError
from mandategraph.graph.rdf_files import FORMATS
from mandategraph.graph.store import GraphStore
from mandategraph.graph.validate import validate, validate_files
from mandategraph.loaders.triples import authority_quads
from mandategraph.vocabulary import AUTHORITIES_GRAPH, ID, MG, RDFS, SKOS

VALID_FILE = Path(__file__).parents[1] / "shapes" / "valid.ttl"
DATABASE = (
    "Maintain a database to permit a more comprehensive in-depth analysis of patterns and trends and geographical "
    "mapping of the strategies and activities carried out by organized criminal groups, and of best practices to "
    "combat transnational organized crime, in consultation with interested States;"
)
PREFIXES = """
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix body: <https://w3id.org/mandategraph/id/body/> .
@prefix kind: <https://w3id.org/mandategraph/id/body-kind/> .
@prefix theme: <https://w3id.org/mandategraph/id/theme/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
OFFICE = """
body:office a mg:Body , org:Organization ; skos:notation "OFFICE" ; skos:prefLabel "An office of mine"@en ;
    mg:bodyKind kind:office ; mg:ofUnitedNations false .
"""


def valid_quads() -> list[Quad]:
    return list(parse(path=VALID_FILE))


def replaced(quads: Iterable[Quad], old: bytes, new: bytes) -> list[Quad]:
    """Return the quads with some words of their N-Quads changed."""
    text = serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None and old in text
    return list(parse(text.replace(old, new), RdfFormat.N_QUADS))


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# --- What a report says ---


def test_a_violation_names_the_thing_the_property_the_value_and_the_words_of_the_provision() -> None:
    report = validate(replaced(valid_quads(), b'"Maintain a database"', b'"Maintains a database"'))

    [violation] = report.violations
    assert not report.conforms
    assert violation.severity == "Violation"
    assert violation.shape == "Quotation stands in the text"
    assert violation.rule == "https://w3id.org/mandategraph/shapes#Quotation-stands"
    assert violation.focus == f"{ID}A-RES-56-261/annex#para_1__point_b__cicp"
    assert violation.path == "mg:quote"
    assert violation.value == "Maintains a database"
    assert violation.message == (
        'The quotation does not stand at 0 to 19 of its provision\'s text; there it says "Maintain a database". '
        "Copy the words as they stand and count again."
    )
    assert violation.text == DATABASE


def test_a_provision_that_is_concerned_itself_shows_its_text_and_a_section_its_heading() -> None:
    point = validate(replaced(valid_quads(), b'#leaf> "1(b)"', b'#leaf> "1(x)"'))
    section = validate(
        [*valid_quads(), Quad(NamedNode(f"{ID}A-RES-56-261/annex#sec_I"), MG["leaf"], Literal("I"), DefaultGraph())]
    )

    assert [violation.text for violation in point.violations] == [DATABASE]
    assert [violation.text for violation in section.violations] == ["ACTION AGAINST TRANSNATIONAL ORGANIZED CRIME"]


def test_paths_of_several_steps_are_written_as_sparql_writes_them() -> None:
    footnote = validate(quad for quad in valid_quads() if quad.predicate != MG["footnote"])
    cue = validate(replaced(valid_quads(), b'"on request"', b'"On request"'))

    assert {violation.path for violation in footnote.violations} >= {"^mg:footnote"}
    assert [violation.path for violation in cue.violations] == [
        "mg:cue|mg:modal|mg:performative|mg:firstPerson|mg:impersonal"
    ]


def test_the_same_data_gives_the_same_violations_in_the_same_order() -> None:
    quads = [quad for quad in valid_quads() if quad.predicate not in (MG["rule"], MG["order"], SKOS["notation"])]

    first, second = validate(quads), validate(reversed(quads))

    assert len(first.violations) > 50
    assert first.violations == second.violations


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml"])
def test_the_report_graph_is_a_shacl_report_that_serializes(form: str) -> None:
    report = validate(quad for quad in valid_quads() if quad.predicate != MG["rule"])

    read_again = Graph().parse(data=report.report_graph.serialize(format=form), format=form)

    root = read_again.value(predicate=RDF.type, object=SH.ValidationReport)
    assert read_again.value(root, SH.conforms) == RdflibLiteral(False)
    results = list(read_again.objects(root, SH.result))
    assert len(results) == len(report.violations) == 4
    needed = (SH.focusNode, SH.resultMessage, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent)
    assert all((result, term, None) in read_again for result in results for term in needed)


def test_a_report_without_violations_says_that_the_graph_conforms() -> None:
    report = validate(valid_quads())

    assert report.conforms
    assert RdflibLiteral(True) in report.report_graph.objects(None, SH.conforms)


def test_the_union_of_the_named_graphs_is_validated() -> None:
    def graph_of(quad: Quad) -> NamedNode:
        return AUTHORITIES_GRAPH if "body/" in str(quad.subject) else ID["A-RES-56-261/annex"]

    parted = [Quad(quad.subject, quad.predicate, quad.object, graph_of(quad)) for quad in valid_quads()]
    said_twice = [Quad(quad.subject, quad.predicate, quad.object, ID["elsewhere"]) for quad in parted]

    assert validate([*parted, *said_twice]).conforms
    assert not validate(quad for quad in parted if quad.graph_name != AUTHORITIES_GRAPH).conforms


def test_a_date_that_the_calendar_does_not_have_is_a_violation_and_no_noise(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    report = validate(replaced(valid_quads(), b'"2005"^^', b'"20x5"^^'))

    assert [(violation.path, violation.value) for violation in report.violations] == [("mg:deadline", "20x5")]
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


# --- The shapes ---

OWN_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
<urn:shape> a sh:NodeShape ; sh:targetClass mg:Mandate ; sh:property <urn:severe> , <urn:mild> .
<urn:severe> sh:path mg:deadline ; sh:maxCount 0 ; sh:message "No deadlines here." .
<urn:mild> sh:path mg:rule ; sh:maxCount 0 ; sh:message "No rules here." ; sh:severity sh:Warning ; sh:name "A rule" .
"""


def test_shapes_of_ones_own_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    report = validate(valid_quads(), written(tmp_path / "shapes.ttl", OWN_SHAPES))

    assert [(found.severity, found.shape, found.message) for found in report.violations] == [
        ("Violation", "urn:severe", "No deadlines here."),
        ("Warning", "A rule", "No rules here."),
    ]
    assert not report.conforms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:shape> a sh:NodeShape",
            "shapes.ttl: line 2: broken Turtle",
        ),
        (OWN_SHAPES.replace("sh:maxCount 0", 'sh:maxCount "none"'), "shapes cannot be used"),
        (OWN_SHAPES + '<urn:shape> sh:sparql [ sh:select "SELECT $this WHERE { $this a mg:Mandate . " ] .', "query"),
    ],
)
def test_shapes_that_are_broken_are_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        validate(valid_quads(), written(tmp_path / "shapes.ttl", text))


def test_missing_shapes_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.ttl: cannot be read"):
        validate(valid_quads(), tmp_path / "nowhere.ttl")


# --- The authority files and the five instruments ---


def test_the_shipped_authority_files_pass() -> None:
    assert validate(authority_quads()).violations == ()


def test_the_five_instruments_pass_and_one_moved_quotation_does_not(built_store: GraphStore) -> None:
    quads = list(built_store.quads())
    starts = {quad.subject: quad for quad in quads if quad.predicate == MG["start"]}
    moved = next(quad for quad in starts.values() if quad.object == Literal(0))
    shifted = Quad(moved.subject, moved.predicate, Literal(1), moved.graph_name)

    assert len(starts) > 300
    assert validate(quads).violations == ()
    report = validate([shifted if quad == moved else quad for quad in quads])
    assert [violation.shape for violation in report.violations] == ["Quotation stands in the text"]
    assert report.violations[0].focus == str(getattr(moved.subject, "value", ""))


# --- Files that someone brings ---


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_of_every_format_is_read_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    text = serialize((quad.triple for quad in valid_quads()), format=FORMATS[suffix])
    broken = serialize((quad.triple for quad in valid_quads() if quad.predicate != MG["rule"]), format=FORMATS[suffix])
    assert text is not None and broken is not None

    assert validate_files([written(tmp_path / f"graph{suffix}", text)]).conforms
    assert len(validate_files([written(tmp_path / f"graph{suffix.upper()}", broken)]).violations) == 4


def test_files_are_validated_together(tmp_path: Path) -> None:
    quads = valid_quads()
    bodies = serialize((quad.triple for quad in quads if "/body/" in str(quad.subject)), format=RdfFormat.TURTLE)
    others = serialize((quad.triple for quad in quads if "/body/" not in str(quad.subject)), format=RdfFormat.TURTLE)
    assert bodies is not None and others is not None
    parts = [written(tmp_path / "bodies.ttl", bodies), written(tmp_path / "others.ttl", others)]

    assert validate_files(parts).conforms
    assert not validate_files(parts[1:]).conforms


def test_a_brought_file_is_read_with_the_authority_files(tmp_path: Path) -> None:
    mine = written(tmp_path / "mine.ttl", PREFIXES + OFFICE)
    clash = written(tmp_path / "clash.ttl", PREFIXES + OFFICE.replace("An office of mine", "Security Council"))

    assert validate_files([mine]).conforms
    [violation] = validate_files([clash]).violations
    assert violation.shape == "Names of a body unambiguous"


def test_a_brought_description_takes_the_place_of_that_in_the_authority_files(tmp_path: Path) -> None:
    renamed = (
        OFFICE.replace("body:office", "body:sc").replace("OFFICE", "SC").replace("An office of mine", "The Council")
    )
    incomplete = re.sub(r'skos:prefLabel "[^"]*"@en ;', "", renamed)
    addition = 'body:sc skos:altLabel "UN Security Council (New York)"@en .'

    assert validate_files([written(tmp_path / "renamed.ttl", PREFIXES + renamed)]).conforms
    [violation] = validate_files([written(tmp_path / "incomplete.ttl", PREFIXES + incomplete)]).violations
    assert violation.shape == "English name of a body"
    with_mandategraph_data = addition + ' theme:terrorism mg:cue "acts of terror" .'
    assert validate_files([written(tmp_path / "addition.ttl", PREFIXES + with_mandategraph_data)]).conforms


def test_files_that_bring_the_vocabulary_bring_authority_files_of_their_own() -> None:
    never_added = [
        Quad(MG["Nothing"], RDFS["label"], Literal("x")),
        Quad(ID["x"], SKOS["notation"], Literal("no class")),
    ]

    assert validate_files([VALID_FILE], authorities=never_added).conforms


def test_an_instrument_that_is_read_from_a_text_keeps_what_the_authority_files_know_of_it(
    built_store: GraphStore, tmp_path: Path
) -> None:
    graph = ID["A-RES-46-152/annex"]
    brought = serialize(
        (quad.triple for quad in built_store.quads() if quad.graph_name == graph), format=RdfFormat.TURTLE
    )
    assert brought is not None

    assert validate_files([written(tmp_path / "46-152.ttl", brought)]).violations == ()


# --- Files that cannot be used ---

XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:mg="https://w3id.org/mandategraph/ontology#">{}'
    '<mg:Body rdf:about="https://w3id.org/mandategraph/id/body/x"/></rdf:RDF>'
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{}]>\n'.format(
    "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "a.ttl",
            PREFIXES + "body:x a mg:Body ; .\nbody:y a mg:Body\nbody:z a mg:Body .",
            "a.ttl: line 10: broken Turtle",
        ),
        ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .", "a.nt: line 2: broken N-Triples"),
        ("a.nq", "<urn:a> <urn:b> <urn:c> <urn:d> .\n\n<urn:a> .", "a.nq: line 3: broken N-Quads"),
        ("a.trig", "<urn:g> {\n<urn:a> <urn:b> <urn:c> .\n", "a.trig: line 3: broken TriG"),
        ("a.jsonld", '{"@id": "urn:a",\n"urn:b": }', "a.jsonld: line 2: broken JSON-LD"),
        ("a.rdf", XML.format("\n<mg:Body>\n"), "a.rdf: line 3: broken RDF/XML"),
        ("a.ttl", b"\x00\x01\x02\xff", "a.ttl: line 1: broken Turtle"),
        ("a.ttl", PREFIXES.encode() + 'body:x skos:altLabel "Büro"@de .'.encode("latin-1"), "a.ttl: line 8: .*UTF-8"),
        ("a.ttl", "", "a.ttl: the file is empty"),
        ("a.rdf", " \n", "a.rdf: the file is empty"),
        ("a.jsonld", "{}", "a.jsonld: the file is empty"),
        ("a.ttl", "# nothing but words about nothing\n", "a.ttl: the file is empty"),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .", "a.ttl: no data of the mandate graph in it"),
        ("a.txt", "1. The Centre will maintain a database.", "a.txt: not known as RDF by its suffix"),
        ("a", "", "a: not known as RDF by its suffix"),
        ("a.rdf", '<?xml version="1.0"?>\n<!DOCTYPE x>\n' + XML.format(""), "a.rdf: line 2: a DOCTYPE"),
        ("a.xml", BOMB + XML.format("<rdf:value>&j;</rdf:value>"), "a.xml: line 1: a DOCTYPE"),
        ("a.owl", '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + XML.format(""), "a.owl: line 1: a DOCTYPE"),
        ("a.rdf", XML.format(BOMB), "a.rdf: line 1: broken RDF/XML"),
        ("a.rdf", (BOMB + XML.format("")).encode("utf-16"), "a.rdf: line 1: a DOCTYPE"),
        ("a.ttl", PREFIXES + "<< body:x a mg:Body >> skos:note 'doubtful' .", "a statement about a statement"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(
    name: str, text: str | bytes, words: str, tmp_path: Path
) -> None:
    path = written(tmp_path / name, text)
    before = time.monotonic()

    with pytest.raises(InputError, match=words) as caught:
        validate_files([path])

    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("context", ['"http://example.org/context.jsonld"', '{"@import": "file:///etc/passwd"}'])
def test_a_json_ld_context_is_never_fetched(context: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    path = written(tmp_path / "a.jsonld", f'{{"@context": {context}, "@id": "urn:a", "b": 1}}')

    with pytest.raises(InputError, match=r"nothing is fetched; write the context itself into the file|@import is only"):
        validate_files([path])


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.ttl: cannot be read"):
        validate_files([tmp_path / "nowhere.ttl"])
    with pytest.raises(InputError, match="cannot be read"):
        validate_files([tmp_path])


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.ttl", (PREFIXES + OFFICE).encode("utf-8-sig"))

    assert validate_files([path]).conforms


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    text = PREFIXES + '_:b a mg:Body ; skos:notation "{}" .'
    paths = [written(tmp_path / f"{key}.ttl", text.format(key)) for key in ("ONE", "TWO")]

    report = validate_files(paths)

    assert sum(violation.shape == "IRI" for violation in report.violations) == 2
    assert not any(violation.shape == "Key of a body" for violation in report.violations)
