"""Networks, measures, explanations and exports of the five instruments that the package ships.

The answers that are expected here were found by reading the text.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import cast

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat

from mandategraph.graph.analysis import centrality, communities, coverage, overlap
from mandategraph.graph.explanation import COLUMNS, explain
from mandategraph.graph.export import export
from mandategraph.graph.facts import Facts
from mandategraph.graph.network import NETWORKS, build_network
from mandategraph.graph.networkfiles import NETWORK_FORMATS, write_network
from mandategraph.graph.store import GraphStore
from mandategraph.graph.ties import all_ties
from mandategraph.vocabulary import ID

PLANS, VIENNA = f"{ID}A-RES-56-261/annex", f"{ID}A-RES-55-59/annex"
SYMBOLS = ["A/49/748", "A/RES/46/152", "A/RES/55/59", "A/RES/56/261", "A/RES/60/177"]


@pytest.fixture(scope="module")
def facts(built_store: GraphStore) -> Facts:
    return Facts.read(built_store)


@pytest.fixture(scope="module")
def statements(built_store: GraphStore) -> set[Quad]:
    return canonical(list(built_store.quads()))


def canonical(quads: list[Quad]) -> set[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def exported(store: GraphStore, name: str, frame: str | None = None) -> bytes:
    buffer = io.BytesIO()
    export(store, name, buffer, frame)
    return buffer.getvalue()


def count(store: GraphStore, pattern: str) -> int:
    [row] = cast(pyoxigraph.QuerySolutions, store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}"))
    return int(row["n"].value)


def steps(facts: Facts, start: str, end: str) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in explain(facts, start, end).rows]


def test_unicri_is_tied_to_trafficking_in_persons_by_the_global_database(facts: Facts) -> None:
    [step] = steps(facts, "UNICRI", "trafficking in persons")
    assert (step["instrument"], step["leaf"]) == ("A/RES/56/261", "12(b)")
    assert step["relation"] == "is a partner in a mandate on"
    assert "Maintain a global database containing information about the nature and extent of trafficking" in str(
        step["words"]
    )


def test_unodc_is_tied_to_trafficking_through_the_centre_that_became_part_of_it(facts: Facts) -> None:
    found = steps(facts, "UNODC", "trafficking in persons")
    assert [step["to"] for step in found] == [
        "Office for Drug Control and Crime Prevention",
        "Centre for International Crime Prevention",
        "Trafficking in persons",
    ]
    assert "ST/SGB/2004/6" in str(found[0]["instrument"])
    assert (found[2]["instrument"], found[2]["leaf"]) == ("A/RES/56/261", "12(a)")


def test_the_committee_is_tied_to_the_commission_by_the_call_to_dissolve_it(facts: Facts) -> None:
    [step] = steps(facts, "CCPC", "CCPCJ")
    assert (step["instrument"], step["leaf"]) == ("A/RES/46/152", "27")
    assert str(step["relation"]).startswith("leads to: dissolved")


def test_every_tie_quotes_words_of_a_provision(built_store: GraphStore, facts: Facts) -> None:
    texts = cast(pyoxigraph.QuerySolutions, built_store.query("SELECT ?text { ?provision mg:text ?text }"))
    everything = "\n".join(row["text"].value for row in texts)
    ties = [tie for tie in all_ties(facts) if tie.provision]
    assert len(ties) > 1000
    quoted = {piece.strip(" …:") for tie in ties for piece in tie.words.replace(": ", "…").split("…")}
    assert [piece for piece in quoted if piece not in everything] == []


def test_the_opening_paragraphs_of_all_fifteen_plans_cite_the_vienna_declaration(facts: Facts) -> None:
    network = build_network(facts, "citations")
    openings = {"1", "5", "10", "13", "16", "19", "22", "25", "28", "31", "34", "37", "40", "43", "46"}
    cited_in = {name.rpartition(" ")[2] for name in network.edges[PLANS, VIENNA]["provisions"].split("; ")}
    assert openings <= cited_in
    assert cited_in - openings <= {"fn1"}


def test_the_office_of_legal_affairs_is_a_partner_in_the_plan_against_terrorism_only(facts: Facts) -> None:
    network = build_network(facts, "partnership")
    assert dict(network[f"{ID}body/ola"]) == {
        f"{ID}body/cicp": {
            "weight": 5,
            "provisions": "; ".join(f"A/RES/56/261 24({letter})" for letter in "abcde"),
        }
    }


def test_the_centre_has_its_mandates_from_the_plans_of_action(facts: Facts) -> None:
    network = build_network(facts, "bodies-instruments")
    instruments = {
        network.nodes[node]["identifier"]: data["weight"] for node, data in network[f"{ID}body/cicp"].items()
    }
    assert max(instruments, key=lambda symbol: instruments[symbol]) == "A/RES/56/261, annex"
    assert instruments["A/RES/56/261, annex"] > 50


def test_succession_leads_from_the_branch_to_the_office_of_today(facts: Facts) -> None:
    network = build_network(facts, "succession")
    chain = ["cpcjb", "cpcjd", "cicp", "odccp", "unodc"]
    assert nx.shortest_path(network, f"{ID}body/cpcjb", f"{ID}body/unodc") == [f"{ID}body/{key}" for key in chain]
    assert network.edges[f"{ID}body/cicp", f"{ID}body/odccp"]["change"].startswith("made part of")


def test_the_centre_is_the_most_central_body_of_the_themes(facts: Facts) -> None:
    bodies = [row for row in centrality(build_network(facts, "bodies-themes")).rows if row[2] == "body"]
    assert bodies[0][0] == "CICP"
    assert bodies[0][3] == max(cast(int, row[3]) for row in bodies)


def test_kidnapping_is_a_theme_that_nobody_is_to_act_on(facts: Facts) -> None:
    # A/RES/60/177, paragraph 13: "recommend that measures be devised to combat these crimes".
    [row] = [row for row in coverage(facts).rows if row[0] == "kidnapping"]
    assert row[1:3] == (0, 0) and cast(int, row[5]) >= 1


def test_themes_of_the_authority_files_are_all_covered_or_shown_as_uncovered(facts: Facts) -> None:
    assert {row[0] for row in coverage(facts).rows} == {thing.key for thing in facts.things.of_kind("theme")}


def test_overlap_is_between_zero_and_one_and_tells_what_is_shared(facts: Facts) -> None:
    rows = overlap(facts).rows
    assert len(rows) > 10
    for _, _, shared, *_, jaccard, weighted, pairs in rows:
        assert 0 < cast(float, weighted) <= 1 and 0 < cast(float, jaccard) <= 1
        assert len(str(pairs).split("; ")) == shared


def test_every_body_with_a_theme_is_in_one_community(facts: Facts) -> None:
    network = build_network(facts, "bodies-themes")
    members = [member for row in communities(network).rows for member in str(row[2]).split("; ")]
    assert sorted(members) == sorted(data["identifier"] for _, data in network.nodes(data=True))


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
@pytest.mark.parametrize("name", NETWORKS)
def test_each_network_reads_back_equal(facts: Facts, name: str, network_format: str, tmp_path: Path) -> None:
    network = build_network(facts, name, every_holder=True)
    write_network(network, network_format, tmp_path / "network")
    again = (nx.read_graphml if network_format == "graphml" else nx.read_gexf)(tmp_path / "network")
    for data in (data for *_, data in again.edges(data=True)):
        data.pop("id", None)  # GEXF numbers its edges.
    again.graph.clear()  # Both formats add notes about the file itself.
    assert len(network.edges) > 0
    assert nx.utils.graphs_equal(again, network)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("name", "rdf_format"), [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("json-ld", RdfFormat.JSON_LD)]
)
def test_each_dataset_reads_back_as_the_same_graph(
    built_store: GraphStore, statements: set[Quad], name: str, rdf_format: RdfFormat
) -> None:
    assert canonical(list(pyoxigraph.parse(exported(built_store, name), format=rdf_format))) == statements


def test_turtle_reads_back_as_the_union_of_the_graphs(built_store: GraphStore, statements: set[Quad]) -> None:
    again = canonical(list(pyoxigraph.parse(exported(built_store, "turtle"), format=RdfFormat.TURTLE)))
    assert again == canonical([Quad(*quad.triple) for quad in statements])


@pytest.mark.parametrize("name", ["trig", "json-ld"])
def test_rdflib_reads_the_same_dataset(built_store: GraphStore, statements: set[Quad], name: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(io.BytesIO(exported(built_store, name)), format=name)
    lines = dataset.serialize(format="nquads")
    assert canonical(list(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS))) == statements


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (Debian: raptor2-utils) is not installed")
@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
def test_raptor_reads_the_same_graph(built_store: GraphStore, statements: set[Quad], name: str, tmp_path: Path) -> None:
    export(built_store, name, tmp_path / "graph")
    command = ["rapper", "--quiet", "--input", name, "--output", "nquads", str(tmp_path / "graph")]
    done = subprocess.run(command, capture_output=True, check=True)
    again = canonical(list(pyoxigraph.parse(done.stdout, format=RdfFormat.N_QUADS)))
    assert again == (canonical([Quad(*quad.triple) for quad in statements]) if name == "turtle" else statements)


def test_csv_has_a_row_for_each_directive(built_store: GraphStore) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(built_store, "csv").decode(), newline="")))
    assert len(rows) == count(built_store, "?x a mg:Directive") > 300
    assert {row["instrument"] for row in rows} == set(SYMBOLS)
    [database] = [row for row in rows if (row["instrument"], row["leaf"]) == ("A/RES/56/261", "12(b)")]
    assert (database["holder_key"], database["class"], database["modality"]) == ("CICP", "Mandate", "undertaking")
    assert database["partners"] == "IGO; UNICRI"
    assert "trafficking-in-persons" in database["themes"].split("; ")


def test_a_frame_by_instrument_holds_every_provision_and_record(built_store: GraphStore) -> None:
    trees = json.loads(exported(built_store, "json-ld", "instrument"))["@graph"]
    assert [tree["symbol"] for tree in trees] == SYMBOLS
    provisions = [provision for tree in trees for provision in tree["provisions"]]
    records = [record["id"] for provision in provisions for record in provision.get("records", ())]
    assert len(provisions) == count(built_store, "?x a mg:Provision")
    assert len(set(records)) == count(
        built_store,
        "?x a ?class ; prov:wasDerivedFrom ?p . ?p a mg:Provision VALUES ?class {mg:Directive mg:BodyChange}",
    )


def test_a_frame_by_body_holds_every_directive_that_somebody_holds(built_store: GraphStore) -> None:
    trees = json.loads(exported(built_store, "json-ld", "body"))["@graph"]
    held = {directive["id"] for tree in trees for directive in tree["holds"]}
    assert len(held) == count(built_store, "?x mg:holder ?holder")


def test_the_context_has_a_word_for_every_property_of_the_model(built_store: GraphStore) -> None:
    document = json.loads(exported(built_store, "json-ld"))
    words = {key for graph in document["@graph"] for node in graph.get("@graph", ()) for key in node}
    assert [word for word in words if word.split(":")[0] in {"mg", "eli", "org", "prov", "skos"} and ":" in word] == []


def test_graphml_has_a_node_for_each_provision_and_directive(built_store: GraphStore) -> None:
    network = nx.read_graphml(io.BytesIO(exported(built_store, "graphml")))
    kinds = [set(kind.split("; ")) for _, kind in network.nodes(data="kind") if kind]
    for name in ("Provision", "Directive", "Instrument"):
        assert sum(name in kind for kind in kinds) == count(built_store, f"?x a mg:{name}")
