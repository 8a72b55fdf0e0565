"""Exports of a small graph of real excerpts (small.trig), read back by other tools."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from traceback import format_exception
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat

from mandategraph.errors import InputError, UsageError
from mandategraph.graph.export import FORMATS, export
from mandategraph.graph.store import GraphStore
from mandategraph.graph.table import COLUMNS, to_csv
from mandategraph.vocabulary import ID, MG, PREFIXES, RDF

SMALL = Path(__file__).with_name("small.trig")
PLAN = f"{ID}A-RES-56-261/annex"
DATASETS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "json-ld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return GraphStore.of(pyoxigraph.parse(path=SMALL))


def exported(store: GraphStore, name: str, frame: str | None = None) -> bytes:
    buffer = io.BytesIO()
    export(store, name, buffer, frame)
    return buffer.getvalue()


def canonical(quads: Iterable[Quad]) -> set[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def merged(quads: Iterable[Quad]) -> set[Quad]:
    return canonical(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def with_rdflib(data: bytes, name: str) -> list[Quad]:
    """What rdflib reads, as quads; its own name for the default graph is left out."""
    dataset = rdflib.Dataset()
    dataset.parse(io.BytesIO(data), format=name)
    lines = dataset.serialize(format="nquads").replace(f"<{rdflib.graph.DATASET_DEFAULT_GRAPH_ID}>", "")
    return list(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS))


@pytest.mark.parametrize(("name", "rdf_format"), DATASETS.items())
def test_a_dataset_that_is_read_back_is_the_same_graph(store: GraphStore, name: str, rdf_format: RdfFormat) -> None:
    again = list(pyoxigraph.parse(exported(store, name), format=rdf_format))
    assert canonical(again) == canonical(store.quads())
    assert len(again) > 500


@pytest.mark.parametrize("name", DATASETS)
def test_rdflib_reads_the_same_dataset(store: GraphStore, name: str) -> None:
    assert canonical(with_rdflib(exported(store, name), name)) == canonical(store.quads())


def test_turtle_holds_the_statements_of_all_graphs_together(store: GraphStore) -> None:
    data = exported(store, "turtle")
    assert canonical(pyoxigraph.parse(data, format=RdfFormat.TURTLE)) == merged(store.quads())
    assert canonical(with_rdflib(data, "turtle")) == merged(store.quads())


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (Debian: raptor2-utils) is not installed")
@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
def test_raptor_reads_the_same_graph(store: GraphStore, name: str, tmp_path: Path) -> None:
    export(store, name, tmp_path / "graph")
    done = subprocess.run(
        ["rapper", "--quiet", "--input", name, "--output", "nquads", str(tmp_path / "graph")],
        capture_output=True,
        check=True,
    )
    again = canonical(pyoxigraph.parse(done.stdout, format=RdfFormat.N_QUADS))
    assert again == (merged(store.quads()) if name == "turtle" else canonical(store.quads()))


def test_turtle_is_pleasant_to_read(store: GraphStore) -> None:
    text = exported(store, "turtle").decode()
    assert "\nA-RES-56-261-annex:para_12__point_b__cicp a prov:Entity , mg:Directive , mg:Mandate ;\n" in text
    assert "\n\tmg:holder body:cicp ;\n" in text
    assert text.index("annex:para_12 a ") < text.index("annex:para_12__point_a a ")


def test_paragraphs_come_in_the_order_of_their_numbers() -> None:
    def paragraph(number: int) -> Quad:
        return Quad(NamedNode(f"{PLAN}#para_{number}"), RDF["type"], MG["Paragraph"], NamedNode(PLAN))

    text = exported(GraphStore.of(paragraph(number) for number in (10, 2, 1)), "trig").decode()
    places = [text.index(f"annex:para_{number} a") for number in (1, 2, 10)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_the_same_whatever_the_order_of_the_statements(store: GraphStore, name: str) -> None:
    shuffled = GraphStore.of(sorted(pyoxigraph.parse(path=SMALL), key=str, reverse=True))
    assert exported(store, name) == exported(shuffled, name)
    assert len(exported(store, name)) > 2000


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_can_be_exported(name: str) -> None:
    data = exported(GraphStore.of([]), name)
    if name in DATASETS:
        assert list(pyoxigraph.parse(data, format=DATASETS[name])) == []
    elif name == "graphml":
        assert len(nx.read_graphml(io.BytesIO(data))) == 0
    else:
        assert data.count(b"\n") == (1 if name == "csv" else 0)


def test_an_instrument_whose_name_makes_no_prefix_is_written_in_full() -> None:
    odd = NamedNode(f"{ID}1-é (x)/annex".replace(" ", "%20"))
    quads = [Quad(NamedNode(f"{odd.value}#para_1"), MG["text"], Literal("=1+1\n\"'\\\u2028𝒳"), odd)]
    for name, rdf_format in DATASETS.items():
        again = pyoxigraph.parse(exported(GraphStore.of(quads), name), format=rdf_format)
        assert canonical(again) == canonical(quads)


def test_blank_nodes_of_the_vocabulary_survive() -> None:
    restriction, graph = pyoxigraph.BlankNode("c14n0"), NamedNode(f"{ID}graph/authorities")
    quads = [
        Quad(MG["Mandate"], NamedNode(f"{PREFIXES['rdfs']}subClassOf"), restriction, graph),
        Quad(restriction, RDF["type"], NamedNode(f"{PREFIXES['owl']}Restriction"), graph),
    ]
    for name, rdf_format in DATASETS.items():
        data = exported(GraphStore.of(quads), name)
        assert data == exported(GraphStore.of(quads), name)
        assert canonical(pyoxigraph.parse(data, format=rdf_format)) == canonical(quads)


# JSON-LD


def test_json_ld_carries_its_context_and_uses_its_words(store: GraphStore) -> None:
    document = json.loads(exported(store, "json-ld"))
    assert document["@context"] == json.loads(context_text())["@context"]
    plan = next(graph for graph in document["@graph"] if graph["id"] == "mgid:A-RES-56-261/annex")
    directive = next(node for node in plan["@graph"] if node["id"].endswith("point_b__cicp"))
    assert directive == {
        "id": "mgid:A-RES-56-261/annex#para_12__point_b__cicp",
        "type": ["Directive", "Entity", "Mandate"],
        "actionType": ["mgid:action/collect-data"],
        "chapeau": "mgid:A-RES-56-261/annex#para_12",
        "condition": ["mgid:condition/as-appropriate"],
        "derivedFrom": "mgid:A-RES-56-261/annex#para_12__point_b",
        "end": 247,
        "holder": "mgid:body/cicp",
        "instrument": "mgid:A-RES-56-261/annex",
        "modality": "mgid:modality/undertaking",
        "partner": ["mgid:body/igo", "mgid:body/unicri"],
        "quote": "Maintain a global database containing information about the nature and extent of trafficking in "
        "persons and best practices for preventing and controlling it, in cooperation with the United Nations "
        "Interregional Crime and Justice Research Institute",
        "rule": "chapeau-item",
        "start": 0,
        "theme": ["mgid:theme/trafficking-in-persons"],
    }


def test_one_value_stands_in_a_list_where_several_may_stand(store: GraphStore) -> None:
    document = json.loads(exported(store, "json-ld"))
    nodes = [node for graph in document["@graph"] for node in graph["@graph"] if "deadlineYear" in node]
    assert [node["deadlineYear"] for node in nodes] == [["2005"]]


def test_pyld_reads_the_same_dataset_from_json_ld(store: GraphStore) -> None:
    lines = jsonld.to_rdf(
        json.loads(exported(store, "json-ld")), {"format": "application/n-quads", "documentLoader": refuse}
    )
    assert canonical(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS)) == canonical(store.quads())


@pytest.mark.parametrize("frame", [None, "instrument", "body"])
def test_a_context_elsewhere_is_never_fetched(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch, frame: str | None
) -> None:
    monkeypatch.setattr("mandategraph.graph.jsonld._context", lambda: "https://example.org/context.jsonld")
    with pytest.raises(jsonld.JsonLdError) as caught:
        exported(store, "json-ld", frame)
    assert "nothing is fetched: https://example.org/context.jsonld" in "".join(format_exception(caught.value))


@pytest.mark.parametrize("frame", ["instrument", "body"])
def test_a_framed_export_says_nothing_that_the_graph_does_not(store: GraphStore, frame: str) -> None:
    data = exported(store, "json-ld", frame)
    again = canonical(pyoxigraph.parse(data, format=RdfFormat.JSON_LD))
    assert again < merged(store.quads())
    held = {quad for quad in merged(store.quads()) if quad.predicate == MG["holder"]}
    assert held and held <= again


def test_a_frame_by_instrument_is_a_tree_of_provisions_and_records(store: GraphStore) -> None:
    document = json.loads(exported(store, "json-ld", "instrument"))
    assert [tree["symbol"] for tree in document["@graph"]] == ["A/RES/46/152", "A/RES/55/59", "A/RES/56/261"]
    plan = document["@graph"][2]
    assert [provision["order"] for provision in plan["provisions"]] == list(range(1, 11))
    point = next(provision for provision in plan["provisions"] if provision.get("leaf") == "12(b)")
    [record] = point["records"]
    assert record["holder"]["prefLabel"] == "Centre for International Crime Prevention"
    assert [partner["notation"] for partner in record["partner"]] == ["IGO", "UNICRI"]
    [dissolution] = document["@graph"][0]["provisions"][0]["changes"]
    assert dissolution["changeKind"]["notation"] == "dissolved"


def test_a_frame_by_body_is_a_tree_of_what_each_body_holds(store: GraphStore) -> None:
    document = json.loads(exported(store, "json-ld", "body"))
    held = {tree["notation"]: tree["holds"] for tree in document["@graph"]}
    assert {key: len(directives) for key, directives in held.items()} == {
        "CCPCJ": 1,
        "CICP": 3,
        "ECOSOC": 1,
        "STATES": 2,
    }
    database = held["CICP"][1]
    assert database["derivedFrom"]["leaf"] == "12(b)"
    assert database["derivedFrom"]["text"].startswith("Maintain a global database")
    assert database["chapeau"]["text"].startswith("The Centre for International Crime Prevention will")
    assert database["instrument"]["identifier"] == "A/RES/56/261, annex"
    assert [theme["prefLabel"] for theme in database["theme"]] == ["trafficking in persons"]


def context_text() -> str:
    return (files("mandategraph") / "ontology" / "context.jsonld").read_text(encoding="utf-8")


def refuse(url: str, _: object) -> Any:
    raise AssertionError(f"{url} was to be fetched")


def test_the_context_has_every_prefix_of_the_vocabulary() -> None:
    context = json.loads(context_text())["@context"]
    assert {prefix: context.get(prefix) for prefix in PREFIXES} == {
        prefix: str(namespace) for prefix, namespace in PREFIXES.items()
    }


def test_the_context_names_each_term_once() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names))
        return dict(pairs)

    assert json.loads(context_text(), object_pairs_hook=once)


def test_the_context_has_a_word_for_every_term_of_the_vocabulary() -> None:
    context = json.loads(context_text())["@context"]
    meant = [word if isinstance(word, str) else word.get("@id") for word in context.values() if word != 1.1]
    vocabulary = (files("mandategraph") / "ontology" / "mandategraph.ttl").read_bytes()
    terms = {
        f"mg:{quad.subject.value.removeprefix(MG)}"
        for quad in pyoxigraph.parse(vocabulary, format=RdfFormat.TURTLE, base_iri=ID)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(MG)
    }
    assert len(terms) > 50
    assert terms - set(meant) == set()


def test_the_context_covers_every_statement(store: GraphStore) -> None:
    document = json.loads(exported(store, "json-ld"))
    words = {key for graph in document["@graph"] for node in graph["@graph"] for key in node}
    assert {word for word in words if ":" in word} == set()


# CSV


def table(store: GraphStore) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(store, "csv").decode(), newline="")))


def test_csv_has_one_directive_a_row_in_the_order_of_the_texts(store: GraphStore) -> None:
    rows = table(store)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["instrument"], row["leaf"], row["holder_key"]) for row in rows] == [
        ("A/RES/46/152", "27", "ECOSOC"),
        ("A/RES/46/152", "37", "CCPCJ"),
        ("A/RES/55/59", "14", "STATES"),
        ("A/RES/55/59", "28", "UNASSIGNED"),
        ("A/RES/56/261", "11(h)", "STATES"),
        ("A/RES/56/261", "12(a)", "CICP"),
        ("A/RES/56/261", "12(b)", "CICP"),
        ("A/RES/56/261", "12(c)", "CICP"),
    ]


def test_a_row_tells_everything_about_its_directive(store: GraphStore) -> None:
    assert table(store)[6] == {
        "instrument": "A/RES/56/261",
        "title": "Plans of action for the implementation of the Vienna Declaration on Crime and Justice: Meeting the "
        "Challenges of the Twenty-first Century",
        "leaf": "12(b)",
        "holder_key": "CICP",
        "holder": "Centre for International Crime Prevention",
        "class": "Mandate",
        "modality": "undertaking",
        "partners": "IGO; UNICRI",
        "conditions": "as-appropriate",
        "themes": "trafficking-in-persons",
        "action_types": "collect-data",
        "cites": "",
        "deadlines": "",
        "onward": "",
        "quote": "Maintain a global database containing information about the nature and extent of trafficking in "
        "persons and best practices for preventing and controlling it, in cooperation with the United Nations "
        "Interregional Crime and Justice Research Institute",
        "rule": "chapeau-item",
        "iri": f"{PLAN}#para_12__point_b__cicp",
    }


def test_deadlines_and_onward_addressees_stand_in_their_columns(store: GraphStore) -> None:
    rows = table(store)
    assert [row["deadlines"] for row in rows if row["deadlines"]] == ["2005"]
    assert [row["onward"] for row in rows if row["onward"]] == ["INSTITUTES"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    [_, row] = csv.reader(io.StringIO(to_csv(("words",), [(start,)]).decode(), newline=""))
    assert row == [f"'{start}"]


def test_numbers_and_other_texts_stay_as_they_are_in_csv() -> None:
    data = to_csv(("a", "b", "c"), [(-1, "– a dash", 'he said "a, b"\nand left')])
    assert data.decode() == 'a,b,c\r\n-1,– a dash,"he said ""a, b""\nand left"\r\n'


# GraphML


def test_graphml_shows_resources_as_nodes_and_statements_as_edges(store: GraphStore) -> None:
    network = nx.read_graphml(io.BytesIO(exported(store, "graphml")))
    directive = f"{PLAN}#para_12__point_b__cicp"
    assert network.nodes[directive]["kind"] == "Entity; Directive; Mandate"
    assert network.nodes[directive]["start"] == "0"
    assert network.nodes[f"{ID}body/cicp"]["label"] == "Centre for International Crime Prevention"
    ties = {(target, data["property"]) for _, target, data in network.out_edges(directive, data=True)}
    assert (f"{ID}body/unicri", "partner") in ties
    assert (f"{PLAN}#para_12__point_b", "wasDerivedFrom") in ties
    assert not any(node.startswith(str(MG)) for node in network)


def test_graphml_loses_no_statement_about_a_resource(store: GraphStore) -> None:
    network = nx.read_graphml(io.BytesIO(exported(store, "graphml")))
    statements = {quad.triple for quad in store.quads() if str(quad.subject).startswith(f"<{ID}")}
    values = sum(
        len(text.split("; ")) for _, data in network.nodes(data=True) for name, text in data.items() if name != "label"
    )
    quotes_with_semicolons = sum(
        triple.object.value.count("; ") for triple in statements if isinstance(triple.object, Literal)
    )
    assert network.number_of_edges() + values == len(statements) + quotes_with_semicolons


# Wrong use


def test_an_unknown_format_is_refused_with_the_nearest_name(store: GraphStore) -> None:
    with pytest.raises(UsageError, match=r"no export format 'turtel'; did you mean turtle.*known: turtle, trig"):
        export(store, "turtel", io.BytesIO())


def test_an_unknown_frame_is_refused_with_the_nearest_name(store: GraphStore) -> None:
    with pytest.raises(UsageError, match=r"no frame 'instruments'; did you mean instrument.*known: instrument, body"):
        export(store, "json-ld", io.BytesIO(), frame="instruments")


def test_a_frame_goes_with_json_ld_only(store: GraphStore) -> None:
    with pytest.raises(UsageError, match="a frame goes with json-ld only, not with turtle"):
        export(store, "turtle", io.BytesIO(), frame="body")


def test_a_refused_export_leaves_the_old_file(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(UsageError):
        export(store, "json-ld", tmp_path / "out", frame="theme")
    assert (tmp_path / "out").read_text() == "old"


def test_a_place_that_cannot_be_written_is_told_in_one_line(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written: No such file or directory; choose another place"):
        export(store, "turtle", tmp_path / "missing" / "out.ttl")
