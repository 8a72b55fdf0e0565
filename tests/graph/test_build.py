from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import Literal, Quad, QuerySolution, QuerySolutions

from mandategraph.errors import InputError, StoreError
from mandategraph.graph import build as building
from mandategraph.graph import store, writing
from mandategraph.graph.build import SHIPPED_SOURCE, BuildSummary, GateError, build, ensure_built
from mandategraph.graph.contents import Contents
from mandategraph.graph.store import GraphStore
from mandategraph.loaders.formats import read_documents
from mandategraph.vocabulary import AUTHORITIES_GRAPH, BUILD_GRAPH, ID, MG, SHARED_GRAPH

ROOT = Path(building.__file__).parents[1]
CORPUS = ROOT / "corpus" / SHIPPED_SOURCE
ONTOLOGY = ROOT / "ontology"
OLD = [Quad(ID["old"], MG["text"], Literal("old"), ID["old"])]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A store that answers with an old graph."""
    folder = tmp_path / "store"
    writing.commit(folder, OLD)
    return folder


def rows(folder: Path, query: str) -> list[QuerySolution]:
    """Ask a store a SELECT query."""
    return list(cast(QuerySolutions, GraphStore.open(folder).query(query)))


def contents(folder: Path) -> Contents:
    """Return what the current build of a store holds."""
    with writing.writing(folder) as writer:
        current = writer.current()
    assert current is not None
    return current[1]


def answers_as_before(directory: Path) -> bool:
    with GraphStore.open(directory) as opened:
        return list(opened.quads()) == OLD


@pytest.fixture(scope="module")
def first_use(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A store of the shipped instruments, made by its first use, and what a person was told meanwhile."""
    told: list[str] = []
    folder = tmp_path_factory.mktemp("first") / "store"
    ensure_built(folder, told.append).close()
    return folder, told


def authorities_with(tmp_path: Path, what_is_known: str) -> Path:
    """Return a folder of authority files that also has a body, the Crime Club."""
    folder = tmp_path / "authorities"
    shutil.copytree(ONTOLOGY, folder)
    club = 'body:club a mg:Body, org:Organization ; skos:notation "CLUB" ; skos:prefLabel "Crime Club"@en'
    with (folder / "bodies.ttl").open("a", encoding="utf-8") as bodies:
        bodies.write(f"\n{club} ; {what_is_known} .\n")
    return folder


# --- the shipped instruments -------------------------------------------------------------------------------------


def test_the_first_use_builds_the_shipped_instruments_and_says_so(first_use: tuple[Path, list[str]]) -> None:
    folder, told = first_use
    assert told[0] == f"No graph in {folder} yet: building the instruments that mandategraph ships"
    assert f"Reading {SHIPPED_SOURCE}" in told
    assert told[-1].startswith("Built 5 instruments, ")


def test_a_later_use_builds_nothing_and_says_nothing(first_use: tuple[Path, list[str]]) -> None:
    folder, _ = first_use
    told: list[str] = []
    before = GraphStore.open(folder).description
    assert ensure_built(folder, told.append).description == before
    assert told == []


def test_a_build_has_a_graph_for_each_instrument_and_for_what_is_said_beside_them(
    first_use: tuple[Path, list[str]],
) -> None:
    instruments = {ID[document.path] for document in read_documents(CORPUS)}
    assert len(instruments) == 5
    assert set(GraphStore.open(first_use[0]).graph_names()) == {
        *instruments,
        AUTHORITIES_GRAPH,
        SHARED_GRAPH,
        BUILD_GRAPH,
    }


def test_each_instrument_has_one_title_and_one_identifier(first_use: tuple[Path, list[str]]) -> None:
    found = rows(
        first_use[0],
        "SELECT ?instrument (COUNT(*) AS ?n) { ?instrument prov:wasDerivedFrom ?source ; a mg:Instrument ;"
        " dcterms:title ?title ; dcterms:identifier ?identifier ; mg:key ?key } GROUP BY ?instrument",
    )
    assert [row["n"].value for row in found] == ["1"] * 5


def test_every_provision_and_every_word_of_the_source_texts_is_in_the_graph(first_use: tuple[Path, list[str]]) -> None:
    answer = rows(
        first_use[0],
        "SELECT ?instrument ?eid ?text { ?p a mg:Provision ; mg:instrument ?instrument . OPTIONAL { ?p mg:text ?text }"
        " BIND (STRAFTER(STR(?p), '#') AS ?eid) }",
    )
    found = {(row["instrument"], row["eid"].value): row["text"].value if row["text"] else "" for row in answer}
    assert found == {
        (ID[document.path], provision.eid): provision.text
        for document in read_documents(CORPUS)
        for provision in document.walk()
    }


def test_every_quote_of_the_graph_stands_in_its_provision_at_its_offsets(first_use: tuple[Path, list[str]]) -> None:
    quotes = rows(
        first_use[0],
        "SELECT ?quote ?start ?end ?text {"
        " ?d mg:quote ?quote ; mg:start ?start ; mg:end ?end ; prov:wasDerivedFrom/mg:text ?text }",
    )
    assert len(quotes) > 300
    for row in quotes:
        assert row["text"].value[int(row["start"].value) : int(row["end"].value)] == row["quote"].value


def test_the_description_in_the_graph_counts_what_is_in_the_graph(first_use: tuple[Path, list[str]]) -> None:
    opened = GraphStore.open(first_use[0])
    stated = rows(first_use[0], "SELECT ?graph ?triples { ?d void:subset ?graph . ?graph void:triples ?triples }")
    computed = {BUILD_GRAPH, SHARED_GRAPH}
    sizes = {row["graph"]: int(row["triples"].value) for row in stated}
    assert sizes == {name: len(list(opened.quads(name))) for name in opened.graph_names() if name not in computed}
    assert len(sizes) == 6


def test_the_graph_and_the_store_name_the_source_with_its_checksum(first_use: tuple[Path, list[str]]) -> None:
    (source,) = contents(first_use[0]).sources()
    assert (source.name, source.sha256) == (SHIPPED_SOURCE, read_documents(CORPUS)[0].source.sha256)
    titles = rows(first_use[0], "SELECT ?title { <A-RES-56-261/annex> prov:wasDerivedFrom/dcterms:title ?title }")
    assert [row["title"].value for row in titles] == [SHIPPED_SOURCE]


# --- the same input gives the same graph -------------------------------------------------------------------------


def split_corpus(folder: Path) -> list[Path]:
    """Write each instrument of the corpus as a file of its own."""
    text = CORPUS.read_text(encoding="utf-8")
    starts = [document.title_spans[0].start for document in read_documents(CORPUS)]
    paths = []
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        path = folder / f"{place}.txt"
        path.write_text(text[start:end], encoding="utf-8")
        paths.append(path)
    return paths


def test_the_named_graphs_are_the_same_byte_for_byte_whatever_the_order_of_the_sources(
    tmp_path: Path,
) -> None:
    sources = split_corpus(tmp_path)
    graphs = []
    for turn, order in enumerate([sources, sources[::-1], random.Random(7).sample(sources, len(sources))]):
        folder = tmp_path / f"store{turn}"
        build(order, folder)
        opened = GraphStore.open(folder)
        graphs.append({name: store.sorted_nquads(opened.quads(name)) for name in opened.graph_names()})
    assert graphs[0] == graphs[1] == graphs[2]
    assert len(graphs[0]) == 8


def test_another_process_with_other_hashing_builds_the_same_graphs(
    first_use: tuple[Path, list[str]], tmp_path: Path
) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom mandategraph.graph import build\nbuild.build((), Path(sys.argv[1]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4242"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "store")], check=True, env=environment)
    assert contents(tmp_path / "store") == contents(first_use[0])


# --- a build of one's own sources --------------------------------------------------------------------------------


def test_a_build_reports_each_step_and_what_it_made(resolution: Path, directory: Path) -> None:
    told: list[str] = []
    summary = build([resolution], directory, told.append)
    assert [step.split()[0] for step in told] == ["Reading", "Reading", "Writing", "Checking", "Committing"]
    assert [instrument.identifier for instrument in summary.instruments] == ["A/RES/77/1"]
    assert summary.instruments[0].directives == 2
    assert [used.name for used in summary.sources] == ["resolution.txt"]
    description = GraphStore.open(directory).description
    assert (summary.build, summary.triples) == (description.build, description.triples)
    assert len(list(GraphStore.open(directory).quads(ID["A-RES-77-1"]))) == summary.instruments[0].triples


def test_a_build_replaces_the_graph_that_was_there(resolution: Path, directory: Path) -> None:
    build([resolution], directory)
    assert GraphStore.open(directory).graph_names() == (
        ID["A-RES-77-1"],
        AUTHORITIES_GRAPH,
        BUILD_GRAPH,
    )


def test_authority_files_of_ones_own_take_the_place_of_the_shipped_ones(
    resolution: Path, directory: Path, tmp_path: Path
) -> None:
    folder = authorities_with(tmp_path, "mg:bodyKind kind:institute ; mg:ofUnitedNations true")
    text = resolution.read_text(encoding="utf-8")
    resolution.write_text(text.replace("Member States", "the Crime Club"), encoding="utf-8")
    build([resolution], directory, authorities=folder)
    assert bool(GraphStore.open(directory).query("ASK { ?d a mg:Mandate ; mg:holder <body/club> }"))


# --- a build that fails leaves what was there --------------------------------------------------------------------


def test_a_graph_that_breaks_the_shapes_is_not_stored(resolution: Path, directory: Path, tmp_path: Path) -> None:
    folder = authorities_with(tmp_path, "mg:ofUnitedNations true")
    with pytest.raises(GateError, match=r"the graph breaks its shapes in 1 place and was not stored") as caught:
        build([resolution], directory, authorities=folder)
    assert caught.value.exit_code == 1
    assert "body/club: A body needs exactly one kind" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [violation.focus for violation in caught.value.violations] == [f"{ID}body/club"]
    assert answers_as_before(directory)


@pytest.mark.parametrize("names", [("resolution.txt", "resolution.txt"), ("resolution.txt", "copy.txt")])
def test_the_same_instrument_from_two_sources_is_refused(
    resolution: Path, directory: Path, names: Sequence[str]
) -> None:
    shutil.copy(resolution, resolution.with_name("copy.txt"))
    with pytest.raises(InputError, match=r"A/RES/77/1 is .*; leave one of them out") as caught:
        build([resolution.with_name(name) for name in names], directory)
    assert all(name in str(caught.value) for name in names)
    assert answers_as_before(directory)


def test_an_instrument_that_the_shipped_corpus_also_has_is_refused_beside_it(directory: Path, tmp_path: Path) -> None:
    twin = split_corpus(tmp_path)[2]
    with pytest.raises(InputError, match=r"A/RES/55/59, annex is in "):
        build([CORPUS, twin], directory)
    assert answers_as_before(directory)


def test_a_source_that_is_not_there_leaves_the_previous_graph(directory: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        build([tmp_path / "nowhere.txt"], directory)
    assert answers_as_before(directory)


def test_broken_turtle_in_an_authority_file_leaves_the_previous_graph(
    resolution: Path, directory: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "authorities"
    shutil.copytree(ONTOLOGY, folder)
    (folder / "bodies.ttl").write_text("body:cicp a mg:Body .", encoding="utf-8")
    with pytest.raises(InputError, match=r"bodies\.ttl: line 1"):
        build([resolution], directory, authorities=folder)
    assert answers_as_before(directory)


def test_a_full_disk_during_the_commit_leaves_the_previous_graph(
    resolution: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writing, "Store", full)
    with pytest.raises(StoreError, match="No space left on device"):
        build([resolution], directory)
    assert answers_as_before(directory)


def test_a_second_build_at_the_same_time_fails_before_it_reads_anything(resolution: Path, directory: Path) -> None:
    told: list[str] = []
    with writing.writing(directory), pytest.raises(StoreError, match="another build is writing this store"):
        build([resolution], directory, told.append)
    assert told == []
    assert answers_as_before(directory)


@pytest.mark.parametrize("step", ["Reading what", "Reading res", "Writing", "Checking", "Committing"])
def test_a_build_that_is_killed_at_any_step_leaves_the_previous_graph(
    resolution: Path, directory: Path, step: str
) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom mandategraph.graph import build as at\n"
        "def tell(step):\n    if step.startswith(sys.argv[3]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "at.build([Path(sys.argv[1])], Path(sys.argv[2]), tell)"
    )
    process = subprocess.run(
        [sys.executable, "-c", script, str(resolution), str(directory), step], timeout=120, check=False
    )
    assert process.returncode == -signal.SIGKILL
    assert answers_as_before(directory)
    with writing.writing(directory) as writer:  # The dead build holds nothing.
        writer.commit(OLD)
    assert answers_as_before(directory)


def test_the_first_use_does_not_build_over_a_store_of_another_version(directory: Path) -> None:
    pointer = directory / "store.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"format": 99}), encoding="utf-8")
    told: list[str] = []
    with pytest.raises(StoreError, match="format 99"):
        ensure_built(directory, told.append)
    assert told == []


def test_the_first_use_in_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written: Not a directory"):
        ensure_built(tmp_path / "file" / "store")


def test_a_summary_is_a_plain_value(resolution: Path, tmp_path: Path) -> None:
    summary = build([resolution], tmp_path / "new")
    assert isinstance(summary, BuildSummary)
    assert summary.directory == tmp_path / "new"
    assert hash(summary) == hash(summary)
