"""Data packages, checked by programs that know nothing of this one."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import lxml.html
import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat
from rdflib.namespace import DCTERMS, PROV, RDF, VOID

from mandategraph.errors import InputError, UsageError
from mandategraph.graph import package as packages
from mandategraph.graph.libraries import LibraryError
from mandategraph.graph.package import Package, write_package
from mandategraph.graph.store import GraphStore
from mandategraph.graph.table import COLUMNS

SMALL = Path(__file__).with_name("small.trig")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = rdflib.URIRef("https://w3id.org/mandategraph/id/dataset")

pytestmark = pytest.mark.skipif(
    find_spec("pylode") is None, reason="a data package needs pyLODE, which is not installed"
)


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with GraphStore.of(pyoxigraph.parse(path=SMALL)) as store:
        yield store


@pytest.fixture(scope="module")
def package(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Package:
    return write_package(store, tmp_path_factory.mktemp("packages") / "data")


def canonical(quads: object) -> set[Quad]:
    dataset = Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@pytest.mark.parametrize(
    ("name", "form"), [("mandategraph.trig", RdfFormat.TRIG), ("mandategraph.jsonld", RdfFormat.JSON_LD)]
)
def test_the_rdf_files_hold_the_whole_graph(store: GraphStore, package: Package, name: str, form: RdfFormat) -> None:
    read = list(pyoxigraph.parse(path=package.directory / name, format=form))
    assert canonical(read) == canonical(store.quads())
    assert len(read) == package.contents.triples > 500


def test_rdflib_reads_the_trig(package: Package) -> None:
    read = rdflib.Dataset()
    read.parse(package.directory / "mandategraph.trig", format="trig")
    assert sum(1 for _ in read.quads()) == package.contents.triples


def test_the_trig_declares_each_prefix_once(package: Package) -> None:
    lines = (package.directory / "mandategraph.trig").read_text(encoding="utf-8").splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix ")]
    assert len(set(prefixes)) == len(prefixes) > 20


def test_pyld_expands_the_jsonld_to_as_many_statements(package: Package) -> None:
    document = json.loads((package.directory / "mandategraph.jsonld").read_bytes())
    dataset = jsonld.to_rdf(document)
    assert sum(len(triples) for triples in dataset.values()) == package.contents.triples
    assert len(jsonld.expand(document)) == len(document["@graph"])


def test_the_table_has_the_columns_that_its_metadata_describe(store: GraphStore, package: Package) -> None:
    metadata = json.loads((package.directory / "directives.csv-metadata.json").read_bytes())
    assert metadata["url"] == "directives.csv"
    columns = metadata["tableSchema"]["columns"]
    assert tuple(column["titles"] for column in columns) == COLUMNS
    assert all(column["dc:description"] for column in columns)
    rows = list(csv.DictReader(io.StringIO((package.directory / "directives.csv").read_bytes().decode(), newline="")))
    assert len(rows) == dict(package.contents.counts)["Directive"]
    required = [column["name"] for column in columns if column.get("required")]
    assert all(row[name] for row in rows for name in required)


def test_csvw_finds_nothing_wrong_with_the_table(package: Package) -> None:
    csvw = pytest.importorskip("csvw", reason="the CSVW validator csvw is not installed")
    table = csvw.CSVW(str(package.directory / "directives.csv"), validate=True)
    assert table.is_valid
    described = csvw.Table.from_file(package.directory / "directives.csv-metadata.json")
    assert len(list(described)) == dict(package.contents.counts)["Directive"]


def test_networkx_reads_the_graphml(package: Package) -> None:
    network = nx.read_graphml(package.directory / "mandategraph.graphml")
    assert network.number_of_nodes() > 50
    assert network.number_of_edges() > 100


def test_the_vocabulary_is_a_page_that_needs_nothing_from_elsewhere(package: Package) -> None:
    page = lxml.html.parse(str(package.directory / "ontology/index.html")).getroot()
    assert page.get("lang") == "en"
    assert page.findtext("head/title") == "The mandategraph vocabulary"
    loaded = [
        value
        for element in page.iter("link", "script", "img", "iframe", "object")
        for value in (element.get("src"), element.get("href") if element.tag == "link" else None)
        if value
    ]
    assert all(value.startswith("data:") for value in loaded)
    identifiers = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(set(identifiers)) == len(identifiers)
    anchors = {href[1:] for element in page.iter("a") if (href := element.get("href") or "").startswith("#")}
    assert anchors <= set(identifiers)
    assert {"Mandate", "holder", "modality"} <= set(identifiers)


@pytest.fixture(scope="module")
def description(package: Package) -> rdflib.Graph:
    place = package.directory / "description.ttl"
    return rdflib.Graph().parse(place, format="turtle", publicID=f"{package.directory.as_uri()}/")


def test_the_description_tells_licence_version_counts_and_provenance(
    package: Package, description: rdflib.Graph
) -> None:
    for kind in (DCAT.Dataset, VOID.Dataset, PROV.Entity):
        assert (DATASET, RDF.type, kind) in description
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.rights, DCAT.version):
        assert len(list(description.objects(DATASET, predicate))) == 1, predicate
    assert description.value(DATASET, VOID.triples).toPython() == package.contents.triples
    counts = {
        str(description.value(part, VOID["class"])).rpartition("#")[2]: description.value(
            part, VOID.entities
        ).toPython()
        for part in description.objects(DATASET, VOID.classPartition)
    }
    assert counts == dict(package.contents.counts)
    kinds = ("Mandate", "StateDirective", "ExternalDirective", "UnassignedDirective")
    assert counts["Directive"] == sum(counts.get(kind, 0) for kind in kinds)
    assert description.value(DATASET, PROV.wasGeneratedBy) is not None
    sources = list(description.objects(DATASET, PROV.wasDerivedFrom))
    assert len(sources) == len(package.contents.sources)


def test_every_file_is_described_with_its_size_and_its_sha256(package: Package, description: rdflib.Graph) -> None:
    described = list(description.objects(DATASET, DCAT.distribution))
    assert len(described) == len(package.files) == 9
    for distribution in described:
        address = str(description.value(distribution, DCAT.downloadURL))
        data = (package.directory / address.removeprefix(f"{package.directory.as_uri()}/")).read_bytes()
        assert description.value(distribution, DCAT.byteSize).toPython() == len(data)
        seal = description.value(distribution, SPDX.checksum)
        assert str(description.value(seal, SPDX.checksumValue)).casefold() == hashlib.sha256(data).hexdigest()
        media = str(description.value(distribution, DCAT.mediaType))
        assert media.startswith("https://www.iana.org/assignments/media-types/")
        assert description.value(distribution, DCTERMS.license) is not None


def test_every_file_but_the_seals_is_sealed(package: Package) -> None:
    lines = (package.directory / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sealed = {name: seal for seal, name in (line.split("  ", 1) for line in lines)}
    found = {
        path.relative_to(package.directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in package.directory.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert sealed == found
    assert "README.md" in found


def test_the_page_to_read_first_names_every_file(package: Package) -> None:
    page = (package.directory / "README.md").read_text(encoding="utf-8")
    assert all(f"]({file.path})" in page for file in package.files)
    assert f"| Directive | {dict(package.contents.counts)['Directive']} |" in page


def test_the_same_graph_gives_the_same_package(store: GraphStore, package: Package, tmp_path: Path) -> None:
    again = write_package(store, tmp_path / "again")
    assert (again.directory / "SHA256SUMS").read_bytes() == (package.directory / "SHA256SUMS").read_bytes()


# --- where it is written -----------------------------------------------------------------------------------------


def test_a_folder_that_exists_is_kept_unless_forced(store: GraphStore, package: Package, tmp_path: Path) -> None:
    place = shutil.copytree(package.directory, tmp_path / "data")
    (place / "old.txt").write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="exists and is kept; name another folder, or replace it with --force"):
        write_package(store, place)
    assert (place / "old.txt").exists()
    write_package(store, place, force=True)
    assert not (place / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_folder_that_holds_something_else_is_kept_even_when_forced(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds something else than a data package"):
        write_package(store, tmp_path, force=True)
    with pytest.raises(UsageError, match="is a file"):
        write_package(store, tmp_path / "mine.txt", force=True)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_failure_leaves_the_old_package_and_nothing_beside_it(
    store: GraphStore, package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    place = shutil.copytree(package.directory, tmp_path / "data")
    monkeypatch.setattr(packages, "ontology_page", full)
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        write_package(store, place, force=True)
    assert (place / "SHA256SUMS").read_bytes() == (package.directory / "SHA256SUMS").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_without_pylode_nothing_is_written_and_what_to_install_is_said(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pylode", None)
    with pytest.raises(LibraryError, match=r"a data package needs pyLODE: pip install 'mandategraph\[package\]'"):
        write_package(store, tmp_path / "data")
    assert list(tmp_path.iterdir()) == []
