"""The fast gate: batch by batch and across the store, it finds what one look at everything finds."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store
from rdflib import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.plugins.sparql.sparql import Query

from mandategraph.errors import InputError
from mandategraph.graph.compiled import shipped_shapes
from mandategraph.graph.gate import BatchGate, check_across, check_all
from mandategraph.graph.kinds import kinds
from mandategraph.graph.restricted import compared
from mandategraph.graph.shacl import reference_report
from mandategraph.graph.sparqlconstraints import rows
from mandategraph.graph.store import GraphStore
from mandategraph.graph.views import View
from mandategraph.graph.violations import ValidationReport, Violation, merged
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import documents_in
from mandategraph.loaders.reading import Reading, read
from mandategraph.loaders.sources import source_files
from mandategraph.loaders.triples import (
    authority_quads,
    authority_sources,
    build_quads,
    instrument_quads,
    shared_quads,
)
from mandategraph.loaders.triples.connections import Connections
from mandategraph.vocabulary import AUTHORITIES_GRAPH, DCTERMS, ELI, ID, MG, RDFS, VOID
from mandategraph.vocabulary import RDF as RDF_TERMS

EXAMPLES = Path(__file__).parents[1] / "shapes"
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
VALID = (EXAMPLES / "valid.ttl").read_text(encoding="utf-8")
PREFIXES = "\n".join(f"PREFIX {prefix}" for prefix in re.findall(r"^@prefix (.*?) \.$", VALID, re.M))
BROKEN = [
    case.split("\n", 1)
    for path in sorted(EXAMPLES.glob("*.ru"))
    for case in path.read_text(encoding="utf-8").split("\n### ")[1:]
]
SHARES = 15
SHORTEST, EACH = 200, 20
"""How many of the shortest documents are checked by all rules, and how many of these at a time."""
OF_NOTHING = (MG["instrument"], Literal(0))
REGISTRY = Path(__file__).resolve().parents[3] / "shared" / "registry" / "registry.tar.xz"


def store_of(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def changed(*updates: str) -> list[Quad]:
    """Return the valid example after some changes."""
    store = Store()
    store.load(VALID.encode(), RdfFormat.TURTLE)
    for update in updates:
        store.update(f"{PREFIXES}\n{update}")
    return list(store)


def parted(quads: Iterable[Quad]) -> tuple[list[list[Quad]], list[Quad]]:
    """Part quads into what is about each instrument that has a text, and all else."""
    everything = list(quads)
    texts = {quad.object.value for quad in everything if quad.predicate == MG["instrument"]}
    counted = {quad.object: quad.subject.value for quad in everything if quad.predicate == VOID["classPartition"]}
    batches: dict[str, list[Quad]] = defaultdict(list)
    rest = []
    for quad in everything:
        name = counted.get(quad.subject, getattr(quad.subject, "value", "")).split("#")[0]
        (batches[name] if name in texts else rest).append(quad)
    return list(batches.values()), rest


def in_batches(quads: Iterable[Quad]) -> list[Violation]:
    """Check each instrument by itself, then what is left, then what compares them; all else is context."""
    everything = list(quads)
    batches, rest = parted(everything)
    reports = []
    for batch in batches:
        others = [quad for other in batches if other is not batch for quad in other if describes(quad)]
        reports.append(BatchGate(rest).check(batch, others))
    described = [quad for batch in batches for quad in batch if describes(quad)]
    reports.append(BatchGate(()).check(rest, described))
    reports.append(check_across(store_of(everything)))
    return list(merged(reports).violations)


def describes(quad: Quad) -> bool:
    """Say whether others may need a quad to know what they name: its class, and which reception is whose."""
    return quad.predicate in (RDF_TERMS["type"], MG["reception"])


def without_text(violations: Iterable[Violation]) -> set[tuple[str, ...]]:
    return {(one.severity, one.rule, one.focus, one.path, one.value, one.message) for one in violations}


# --- Batches ---


@pytest.mark.parametrize("share", range(SHARES))
def test_looking_at_one_instrument_at_a_time_finds_what_looking_at_all_finds(share: int) -> None:
    quads = changed(*(update for _, update in BROKEN[share::SHARES]))

    whole = check_all(store_of(quads))

    assert len(parted(quads)[0]) > 1
    assert len(without_text(whole.violations)) > 10
    assert without_text(in_batches(quads)) == without_text(whole.violations)


def test_the_valid_example_passes_batch_by_batch() -> None:
    assert in_batches(changed()) == []


def test_a_batch_may_name_what_only_its_context_describes() -> None:
    batch, rest = changed(), []
    cited = NamedNode(f"{ID}A-RES-99-1")
    paragraph = next(quad.subject for quad in batch if quad.object == MG["Paragraph"])
    batch.append(Quad(paragraph, ELI["cites"], cited, DefaultGraph()))
    context = [Quad(cited, RDF_TERMS["type"], MG["Instrument"], DefaultGraph())]

    alone = BatchGate(rest).check(batch)
    with_context = BatchGate(rest).check(batch, context)

    assert {(one.focus, one.value) for one in alone.violations} == {(str(paragraph.value), cited.value)}
    assert with_context.conforms


def test_a_directive_that_rests_on_another_graph_is_refused_beside_its_own() -> None:
    quads = changed("""
        DELETE { plan:para_2__states prov:wasDerivedFrom ?source }
        INSERT { plan:para_2__states prov:wasDerivedFrom example:preamble__recital_1 }
        WHERE { plan:para_2__states prov:wasDerivedFrom ?source }""")
    directive = next(quad.subject for quad in quads if str(quad.subject).endswith("annex#para_2__states>"))
    batches, rest = parted(quads)
    [batch] = [batch for batch in batches if any(quad.subject == directive for quad in batch)]

    found = BatchGate(rest).check(batch).violations

    assert {(one.shape, one.focus) for one in found} == {("Source provision of a directive", str(directive.value))}


def test_the_authority_files_themselves_are_not_checked_with_every_batch() -> None:
    batches, rest = parted(changed())
    rest = [quad for quad in rest if quad.predicate != MG["bodyKind"]]

    assert all(BatchGate(rest).check(batch).conforms for batch in batches)
    assert not BatchGate(()).check(rest, [quad for batch in batches for quad in batch]).conforms


def test_an_instrument_of_an_authority_file_is_checked_with_what_its_own_text_adds() -> None:
    instrument = NamedNode(f"{ID}A-RES-56-261/annex")
    batches, rest = parted(changed())
    [batch] = [batch for batch in batches if any(quad.subject == instrument for quad in batch)]
    known = [Quad(instrument, DCTERMS["identifier"], Literal("Another one"), AUTHORITIES_GRAPH)]

    report = BatchGate([*rest, *known]).check(batch)

    assert [one.shape for one in report.violations] == ["Identifier of an instrument"] * len(report.violations)
    assert not report.passes


def test_a_broken_body_of_the_authority_files_is_found_where_these_are_the_batch() -> None:
    known = list(authority_quads())
    always = list(build_quads(authority_sources(), len(known)))
    body = next(quad.subject for quad in known if quad.predicate == MG["bodyKind"])
    broken = [quad for quad in known if quad.predicate != MG["bodyKind"] or quad.subject != body]

    assert BatchGate(known).check([*known, *always], always).conforms
    found = BatchGate(broken).check([*broken, *always], always).violations
    assert {(one.shape, one.focus) for one in found} == {("Kind of a body", body.value)}


# --- Kinds ---


def test_nodes_are_of_a_kind_that_have_the_same_classes_and_properties_each_as_often() -> None:
    a, b, c, d, e = (NamedNode(f"urn:{letter}") for letter in "abcde")
    quads = [Quad(node, RDF_TERMS["type"], kind) for node, kind in ((a, MG["Body"]), (b, MG["Body"]), (c, MG["Theme"]))]
    quads += [Quad(node, MG["key"], Literal(key)) for node, key in ((a, "1"), (b, "2"), (c, "3"), (d, "4"), (d, "5"))]
    quads += [Quad(e, MG["key"], Literal("6"))]

    found = kinds(quads)

    assert set(found.nodes) == {a, b, c, d, e}
    assert len(found.examples) == 4 and len(found.examples & {a, b}) == 1 and found.examples > {c, d, e}
    assert found.classes == {MG["Body"], MG["Theme"]}
    assert found.properties == {MG["key"], RDF_TERMS["type"]}


@pytest.mark.parametrize("seed", range(4))
def test_to_look_at_one_node_of_each_kind_finds_what_looking_at_all_finds(seed: int, built_store: GraphStore) -> None:
    quads = damaged(built_store.quads(), 30, seed)
    known = [quad for quad in quads if quad.graph_name == AUTHORITIES_GRAPH]
    own = [quad for quad in quads if quad.graph_name != AUTHORITIES_GRAPH]

    found = [BatchGate(known).check(own, known), BatchGate(known).check(known, own), check_across(store_of(quads))]
    whole = check_all(store_of(quads))

    subjects = {getattr(quad.subject, "value", "") for quad in quads}
    expected = [one for one in whole.violations if one.focus in subjects]
    assert len(expected) > 20
    assert without_text(merged(found).violations) == without_text(expected)


# --- What compares instruments, where few nodes changed ---


def test_to_look_at_changed_nodes_finds_what_looking_at_all_finds() -> None:
    before, found = set(changed()), 0
    for _, update in BROKEN:
        after = set(changed(update))
        nodes = {quad.subject for quad in before ^ after if isinstance(quad.subject, NamedNode)}
        store = store_of(after)

        whole = check_across(store)

        assert without_text(check_across(store, nodes).violations) == without_text(whole.violations)
        found += bool(whole.violations)
    assert found > 15


def test_what_was_broken_before_is_not_looked_for_where_other_nodes_changed() -> None:
    update = next(update for head, update in BROKEN if head.startswith("Instrument-identifier-unique select"))
    store = store_of(changed(update))

    assert not check_across(store).passes
    assert check_across(store, [NamedNode(f"{ID}A-RES-99-1")]).passes


def test_all_that_compares_instruments_is_restricted_to_changed_nodes_but_what_folds_names() -> None:
    whole = {constraint.node for constraint in shipped_shapes().of_all.constraints if not compared(constraint)}

    assert whole == {NamedNode("https://w3id.org/mandategraph/shapes#Body-label-unique")}
    assert all(query.path for query in shipped_shapes().of_all.queries)


# --- Constraints in SPARQL ---


def test_what_is_asked_first_finds_something_wherever_the_constraint_does(built_store: GraphStore) -> None:
    constraints = [one for one in shipped_shapes().every.constraints if one.first]
    graphs = [changed(update) for _, update in BROKEN] + [damaged(built_store.quads(), 200, seed) for seed in range(4)]
    found = {constraint.node: 0 for constraint in constraints}
    for graph in graphs:
        for union in (False, True):
            store = Store()
            store.bulk_extend(graph if union else store_of(graph))
            for constraint in constraints:
                asked, unasked = (
                    {(row.this, *row.bindings.items()) for row in rows(View(store, union), one)}
                    for one in (constraint, replace(constraint, first=""))
                )
                assert asked == unasked
                found[constraint.node] += len(asked)
    assert len(found) > 1 and all(found.values())


# --- The same as pySHACL ---


def damaged(statements: Iterable[Quad], times: int, seed: int) -> list[Quad]:
    """Return statements after some were lost, and others got the values of others."""
    quads = sorted(statements, key=str)
    random = Random(seed)
    lost = set(random.sample(range(len(quads)), times))
    moved = [random.sample(quads, 2) for _ in range(times)]
    left = [quad for number, quad in enumerate(quads) if number not in lost]
    return left + [Quad(one.subject, one.predicate, other.object, one.graph_name) for one, other in moved]


def test_the_gate_and_pyshacl_find_the_same_in_five_instruments_that_were_damaged_at_random(
    built_store: GraphStore, core_shapes: bytes
) -> None:
    store = store_of(damaged(built_store.quads(), 60, 1))

    found = check_all(store)

    assert len(found.violations) > 100
    assert without_text(core(found)) == without_text(core(reference_report(store, core_shapes)))


def short_documents_of_the_registry(count: int) -> list[Quad]:
    """Return the graphs of documents from all over the registry, with what they name and the authority files."""
    authorities = Authorities.load()
    short = (file for file in source_files([REGISTRY]) if 2_000 < len(file.data) < 12_000)
    documents = [one for file in islice(short, 0, 2 * count, 2) for one in documents_in(file.data, file.path)]
    readings = [read(document, authorities) for document in documents]
    own = [quad for reading in readings for quad in instrument_quads(reading, authorities)]
    return [*authority_quads(), *own, *shared_quads(Connections.of(reading, authorities) for reading in readings)]


@pytest.mark.skipif(not REGISTRY.exists(), reason="the registry is no part of the project")
def test_the_gate_and_pyshacl_find_the_same_in_two_hundred_documents_of_the_registry(core_shapes: bytes) -> None:
    store = store_of(short_documents_of_the_registry(200))

    found, expected = check_all(store), reference_report(store, core_shapes)

    assert len(store) > 20_000
    assert without_text(core(found)) == without_text(core(expected))


@pytest.fixture(scope="module")
def shortest_readings() -> list[Reading]:
    """What is read in the two hundred shortest documents of the registry that can be read."""
    authorities = Authorities.load()
    shortest = sorted(source_files([REGISTRY]), key=lambda file: (len(file.data), file.path))
    found: list[Reading] = []
    for file in shortest:
        if len(found) >= SHORTEST:
            break
        with suppress(InputError):  # Too short to be an instrument.
            found += [read(document, authorities) for document in documents_in(file.data, file.path)]
    return found


def with_what_they_name(quads: list[Quad]) -> list[Quad]:
    """Return quads with the bodies and concepts that they name, what these name, and the classes.

    pySHACL checks all that it is given, and would need minutes for the rest of the authority files.
    """
    known: dict[object, list[Quad]] = defaultdict(list)
    for quad in authority_quads():
        known[quad.subject].append(quad)
    named: set[object] = set()
    edge: set[object] = {quad.object for quad in quads} & known.keys()
    for _ in range(2):
        named |= edge
        edge = ({quad.object for node in edge for quad in known[node]} & known.keys()) - named
    classes = [quad for of_one in known.values() for quad in of_one if quad.predicate == RDFS["subClassOf"]]
    return [*quads, *classes, *(quad for node in named for quad in known[node])]


@cache
def prepared(text: str, prefixes: tuple[tuple[str, object], ...], base: str | None) -> Query:
    """Return a query as rdflib evaluates it."""
    return prepareQuery(text, dict(prefixes), base)


@pytest.fixture
def prepared_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rdflib read each query of pySHACL once: to read it for each focus node takes nine tenths of the time."""
    evaluate = SPARQLProcessor.query

    def query(self: SPARQLProcessor, text: str, bindings: object, prefixes: dict[str, object], base: str | None = None):
        return evaluate(self, prepared(text, tuple(sorted(prefixes.items())), base), bindings, prefixes, base)

    monkeypatch.setattr(SPARQLProcessor, "query", query)


@pytest.mark.skipif(not REGISTRY.exists(), reason="the registry is no part of the project")
@pytest.mark.usefixtures("prepared_queries")
@pytest.mark.parametrize("share", range(SHORTEST // EACH))
def test_the_gate_and_pyshacl_find_the_same_by_all_rules_in_two_hundred_short_documents_that_were_damaged(
    share: int, shortest_readings: list[Reading]
) -> None:
    authorities = Authorities.load()
    readings = shortest_readings[share * EACH : (share + 1) * EACH]
    own = [quad for reading in readings for quad in instrument_quads(reading, authorities)]
    links = shared_quads(Connections.of(reading, authorities) for reading in readings)
    # To rdflib a path ends everywhere where it is to end at 0, so no provision gets 0 for its instrument.
    broken = [quad for quad in damaged(own, len(own) // 15, share) if (quad.predicate, quad.object) != OF_NOTHING]
    store = store_of(with_what_they_name([*broken, *links]))

    found, expected = check_all(store), reference_report(store, SHAPES.read_bytes())

    assert len(readings) == EACH and len(found.violations) > 100
    assert {one.rule for one in found.violations} & {node.node.value for node in shipped_shapes().every.constraints}
    assert without_text(found.violations) == without_text(expected.violations)


def core(report: ValidationReport) -> list[Violation]:
    """Leave out constraints in SPARQL: on so many focus nodes pySHACL would need some minutes for them."""
    graph = report.report_graph
    constraints = {str(node) for node in graph.objects(None, SH.sourceConstraint)}
    return [one for one in report.violations if one.rule not in constraints]


@pytest.fixture(scope="session")
def core_shapes() -> bytes:
    from rdflib import Graph

    shapes = Graph().parse(SHAPES)
    shapes.remove((None, SH.sparql, None))
    return shapes.serialize(format="turtle", encoding="utf-8")


# --- Reports ---


def test_a_misprint_of_the_original_is_a_warning_and_passes() -> None:
    update = next(update for head, update in BROKEN if head.startswith("Paragraph-run select"))

    report = check_all(store_of(changed(update)))

    assert {one.severity for one in report.violations} == {"Warning"}
    assert report.passes and not report.conforms
    assert report.warnings == report.violations


def test_an_empty_report_is_a_conforming_shacl_report() -> None:
    graph = ValidationReport().report_graph

    root = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert graph.value(root, SH.conforms).toPython() is True
    assert len(graph) == 2


def test_merged_reports_are_one_shacl_report_in_the_order_of_one() -> None:
    reports = [check_all(store_of(changed(update))) for _, update in BROKEN[:20]]

    report = merged(reports)

    graph = report.report_graph
    assert len(report.violations) == sum(len(one.violations) for one in reports) > 19
    assert list(report.violations) == sorted(report.violations, key=lambda one: one.rank)
    assert len(list(graph.subjects(RDF.type, SH.ValidationReport))) == 1
    assert len(list(graph.objects(None, SH.result))) == len(report.violations)


def test_a_report_can_be_sent_between_processes() -> None:
    report = check_all(store_of(changed(*(update for _, update in BROKEN[:5]))))

    sent = pickle.loads(pickle.dumps(report))

    assert sent == report and len(sent.violations) > 3
    assert len(sent.report_graph) == len(report.report_graph)


def test_where_nothing_is_wrong_neither_pyshacl_nor_rdflib_is_imported() -> None:
    program = (
        "import sys; from pyoxigraph import Store; from mandategraph.graph.gate import BatchGate, check_across; "
        "assert BatchGate(()).check(()).conforms and check_across(Store()).conforms; "
        "print([name for name in ('rdflib', 'pyshacl') if name in sys.modules])"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
