"""What a build keeps of the one before: whatever came, changed or went, the graph is what a fresh build makes."""

from __future__ import annotations

import os
import random
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Quad

from mandategraph.errors import InputError, MandatesError
from mandategraph.graph import build as building
from mandategraph.graph import production, writing
from mandategraph.graph.build import SHIPPED_SOURCE, BuildSummary, build
from mandategraph.graph.gathering import Progress
from mandategraph.graph.store import GraphStore
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.records import Reading
from mandategraph.vocabulary import DCTERMS, ID

CORPUS = Path(building.__file__).parents[1] / "corpus" / SHIPPED_SOURCE

CITING = """Resolution 77/1

Crime prevention

The General Assembly,

Recalling its resolution 77/2 of 15 November 2022 and the Havana Programme of Work,

1. Requests the Crime Club to report on the matter;

2. Invites Member States to cooperate in the prevention of corruption.
"""
CITED = """Resolution 77/2

Prisons

The General Assembly,

Recalling the Havana Programme of Work,

1. Requests the Crime Club to report on prisons, in accordance with its resolution 77/9.
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with two resolutions that cite each other, and a declaration with the plan that implements it."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "citing.txt").write_text(CITING, encoding="utf-8")
    (folder / "cited.txt").write_text(CITED, encoding="utf-8")
    text = CORPUS.read_text(encoding="utf-8")
    documents = read_documents(CORPUS)
    starts = [document.title_spans[0].start for document in documents]
    for document, start, end in zip(documents, starts, [*starts[1:], len(text)], strict=True):
        if document.symbol in ("A/RES/55/59", "A/RES/56/261"):
            (folder / f"{document.symbol.replace('/', '_')}.txt").write_text(text[start:end], encoding="utf-8")
    return folder


def quads(store: Path) -> set[Quad]:
    """Return all that a store holds, the merge included."""
    with GraphStore.open(store) as opened:
        return set(opened.quads()) | set(opened._database.quads_for_pattern(None, None, None))


def answer(store: Path, query: str) -> bool:
    with GraphStore.open(store) as opened:
        return bool(opened.query(query))


def same_as_fresh(store: Path, sources: Sequence[Path], tmp_path: Path) -> bool:
    """Tell whether a store holds what a fresh build of the sources holds."""
    fresh = tmp_path / f"fresh{len(list(tmp_path.iterdir()))}"
    build(sources, fresh)
    with GraphStore.open(store) as amended, GraphStore.open(fresh) as new:
        assert amended.description.triples == new.description.triples
    return quads(store) == quads(fresh)


def test_documents_that_come_change_and_go_leave_what_a_fresh_build_makes(sources: Path, tmp_path: Path) -> None:
    store, away = tmp_path / "store", tmp_path / "away"
    away.mkdir()
    build([sources], store)
    generator = random.Random(3)
    names = sorted(entry.name for entry in sources.iterdir())
    for turn in range(6):
        name = generator.choice(names)
        present = sources / name
        if not present.exists():
            shutil.move(away / name, present)
        elif turn % 3 == 1:
            present.write_text(present.read_text(encoding="utf-8").replace("report", "speak"), encoding="utf-8")
        else:
            shutil.move(present, away / name)
        summary = build([sources], store)
        assert summary.read <= 1
        assert same_as_fresh(store, [sources], tmp_path)


def test_the_tables_that_rebuilds_add_are_merged_where_they_are_many(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    for verb in ("report", "speak", "inform"):
        (sources / "cited.txt").write_text(CITED.replace("report", verb), encoding="utf-8")
        build([sources], store)
    tables = len(list(store.rglob("*.sst")))
    monkeypatch.setattr(writing, "_TABLES", 0)
    (sources / "cited.txt").write_text(CITED, encoding="utf-8")
    build([sources], store)
    assert len(list(store.rglob("*.sst"))) < tables
    assert same_as_fresh(store, [sources], tmp_path)


def test_a_cited_resolution_that_comes_is_described_by_itself_and_then_again_by_its_symbol(
    sources: Path, tmp_path: Path
) -> None:
    store, cited = tmp_path / "store", sources / "cited.txt"
    unresolved = "ASK { <A-RES-77-2> a mg:UnresolvedInstrument }"
    cited.rename(tmp_path / "cited.txt")
    build([sources], store)
    assert answer(store, unresolved)
    (tmp_path / "cited.txt").rename(cited)
    build([sources], store)
    assert not answer(store, unresolved) and answer(store, "ASK { <A-RES-77-2#para_1> a mg:Paragraph }")
    cited.unlink()
    build([sources], store)
    assert answer(store, unresolved)


def test_a_plan_implements_paragraphs_only_while_their_declaration_is_there(sources: Path, tmp_path: Path) -> None:
    store, linked = tmp_path / "store", "ASK { ?directive mg:implements ?paragraph }"
    build([sources], store)
    assert answer(store, linked)
    (sources / "A_RES_55_59.txt").unlink()
    build([sources], store)
    assert not answer(store, linked)


def test_nothing_is_read_where_nothing_changed(sources: Path, tmp_path: Path) -> None:
    store, told = tmp_path / "store", list[Progress]()
    (sources / "wrong.json").write_text("[3]", encoding="utf-8")
    assert build([sources], store).read == 5
    summary = build([sources], store, on_document=told.append)
    assert (summary.read, len(summary.refused), told) == (0, 1, [])
    assert build([sources], store, fresh=True).read == 5


def test_a_document_that_was_left_out_is_named_where_it_lies_now(sources: Path, tmp_path: Path) -> None:
    (sources / "wrong.json").write_text("[3]", encoding="utf-8")
    build([sources], tmp_path / "store")
    moved = sources.rename(tmp_path / "moved")
    assert str(moved / "wrong.json") in build([moved], tmp_path / "store").refused[0]
    with pytest.raises(InputError, match=r"wrong\.json"):
        build([moved], tmp_path / "store", strict=True)


def test_other_authority_files_or_another_version_read_everything_anew(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folder = tmp_path / "store", tmp_path / "ontology"
    build([sources], store)
    shutil.copytree(CORPUS.parents[1] / "ontology", folder)
    with (folder / "bodies.ttl").open("a", encoding="utf-8") as bodies:
        bodies.write("# A remark.\n")
    assert build([sources], store, authorities=folder).read == 4
    monkeypatch.setattr("mandategraph.__version__", "99.0")
    assert build([sources], store, authorities=folder).read == 4


def test_a_damaged_table_is_not_built_upon(sources: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([sources], store)
    table = max((store / "builds" / "000001").glob("*.sst"), key=lambda file: file.stat().st_size)
    table.write_bytes(table.read_bytes()[:-100])
    assert build([sources], store).read == 4
    assert same_as_fresh(store, [sources], tmp_path)


# --- many documents ----------------------------------------------------------------------------------------------


def packed(folder: Path, archive: Path, mode: str = "w:xz") -> Path:
    """Pack the files of a folder, the last first."""
    with tarfile.open(archive, mode) as tar:  # type: ignore[call-overload]
        for entry in sorted(folder.iterdir(), reverse=True):
            tar.add(entry, entry.name)
    return archive


def test_an_archive_a_folder_and_any_number_of_processes_give_the_same_graph(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(production, "BATCH", 1)  # Every document is a task of its own.
    stores = [tmp_path / name for name in ("folder", "archive", "two")]
    build([sources], stores[0])
    build([packed(sources, tmp_path / "all.tar.xz")], stores[1])
    build([sources], stores[2], workers=2)
    assert quads(stores[0]) == quads(stores[1]) == quads(stores[2])


def test_documents_that_cannot_be_used_are_left_out_and_named(sources: Path, tmp_path: Path) -> None:
    (sources / "french.txt").write_text("Le Conseil de sécurité demande aux États de coopérer. " * 20, encoding="utf-8")
    (sources / "empty.json").touch()
    (sources / "wrong.json").write_text('[{"text": 3}]', encoding="utf-8")
    summary = build([sources], tmp_path / "store")
    assert len(summary.instruments) == 4
    assert [Path(refusal.split(":")[0]).name for refusal in summary.refused] == [
        "empty.json",
        "french.txt",
        "wrong.json",
    ]
    assert all("\n" not in refusal for refusal in summary.refused)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('[{"text": "The General Assembly,"', "line 1: not valid JSON; export the document from the registry again"),
        ('{"paragraphs": 3}', "not a list of paragraphs; name a document as the registry exports it"),
        ('[{"text": "The General Assembly,"}, {"prefix": "1."}]', "paragraph 2: no “text”"),
        ('[{"text": "' + "The Assembly " * 4_000_000 + '"}]', "51,999,999 characters of text, and at most 20,000,000"),
        ('[{"text": "' + "The Assembly " * 4_000 + '"}]', "line 1: 51,999 characters in one line, and at most 50,000"),
    ],
    ids=["cut off", "no list", "no text", "50 MB in a paragraph", "50 kB in a paragraph"],
)
def test_a_damaged_document_of_the_registry_is_named_with_what_is_wrong(
    sources: Path, tmp_path: Path, data: str, words: str
) -> None:
    (sources / "A_RES_77_3.json").write_text(data, encoding="utf-8")
    (refusal,) = build([packed(sources, tmp_path / "registry.tar.xz")], tmp_path / "store").refused
    assert refusal.startswith(f"{tmp_path / 'registry.tar.xz' / 'A_RES_77_3.json'}: ")
    assert words in refusal


def test_an_error_while_a_graph_is_made_leaves_that_document_out(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = production.instrument_quads

    def refusing(reading: Reading, authorities: Authorities) -> list[Quad]:
        if reading.document.symbol == "A/RES/77/2":
            raise InputError("A/RES/77/2 1: STATES holds two directives here; one was expected")
        return made(reading, authorities)

    monkeypatch.setattr(production, "instrument_quads", refusing)
    summary = build([sources], tmp_path / "store")
    assert len(summary.instruments) == 3
    (refusal,) = summary.refused
    assert refusal.startswith(f"{sources / 'cited.txt'}: A/RES/77/2 1: ")


def test_what_breaks_the_shapes_is_left_out_and_what_cites_it_stays(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = production.instrument_quads

    def breaking(reading: Reading, authorities: Authorities) -> list[Quad]:
        broken = reading.document.symbol == "A/RES/77/2"
        return [quad for quad in made(reading, authorities) if not (broken and quad.predicate == DCTERMS["title"])]

    monkeypatch.setattr(production, "instrument_quads", breaking)
    summary = build([sources], tmp_path / "store")
    (refusal,) = summary.refused
    assert refusal.startswith(f"{sources / 'cited.txt'}: breaks the shapes in 1 place; the first: ")
    assert "A/RES/77/1" in [instrument.identifier for instrument in summary.instruments]


def test_what_the_gate_remarks_on_a_document_is_told_once_whoever_cites_it(sources: Path, tmp_path: Path) -> None:
    (sources / "cited.txt").write_text(f"{CITED}\n3. Decides to remain seized of the matter.\n", encoding="utf-8")
    (warning,) = build([sources], tmp_path / "store").warnings
    assert warning.shape == "Paragraphs without gap"
    assert warning.focus.startswith(f"{ID}A-RES-77-2#")


@pytest.mark.parametrize("packing", [False, True], ids=["folder", "archive"])
def test_sources_without_any_instrument_leave_the_previous_graph(sources: Path, tmp_path: Path, packing: bool) -> None:
    store, odd = tmp_path / "store", tmp_path / "odd"
    build([sources], store)
    before = quads(store)
    odd.mkdir()
    (odd / "letter.txt").write_text("Dear reader", encoding="utf-8")
    with pytest.raises(InputError, match=r"no instrument in any of 1 documents; the first: .*: no instr"):
        build([packed(odd, tmp_path / "odd.tar.xz") if packing else odd], store)
    assert quads(store) == before


def test_a_cut_off_archive_leaves_the_previous_graph(sources: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([sources / "citing.txt"], store)
    before = quads(store)
    archive = packed(sources, tmp_path / "cut.tar.xz")
    archive.write_bytes(archive.read_bytes()[:-300])
    with pytest.raises(InputError, match=r"cut\.tar\.xz: the archive is damaged or cut off"):
        build([archive], store)
    assert quads(store) == before


def test_a_broken_authority_file_is_named_however_many_processes_read(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(production, "BATCH", 1)
    folder = tmp_path / "ontology"
    shutil.copytree(CORPUS.parents[1] / "ontology", folder)
    (folder / "bodies.ttl").write_text("body:cicp a mg:Body .", encoding="utf-8")
    with pytest.raises(InputError, match=r"bodies\.ttl: line 1"):
        build([sources], tmp_path / "store", authorities=folder, workers=2)


def test_strictly_a_document_that_cannot_be_used_stops_the_build(sources: Path, tmp_path: Path) -> None:
    (sources / "empty.txt").touch()
    with pytest.raises(InputError, match=r"empty\.txt: the file is empty"):
        build([sources], tmp_path / "store", strict=True)
    assert not (tmp_path / "store" / "store.json").exists()


def test_a_symbol_that_is_there_twice_is_left_out_the_second_time(sources: Path, tmp_path: Path) -> None:
    shutil.copy(sources / "cited.txt", sources / "zz.txt")
    summary = build([sources], tmp_path / "store")
    (refusal,) = summary.refused
    assert refusal.startswith(f"A/RES/77/2 is in {sources / 'cited.txt'} and in {sources / 'zz.txt'}")
    assert build([sources], tmp_path / "store").read == 1  # Only the copy, which might be needed now.
    (sources / "cited.txt").unlink()
    assert build([sources], tmp_path / "store").refused == ()
    with pytest.raises(InputError, match="A/RES/77/2 is in"):
        shutil.copy(sources / "zz.txt", sources / "cited.txt")
        build([sources], tmp_path / "store", strict=True)


def test_what_a_person_names_counts_before_what_lies_in_a_folder(sources: Path, tmp_path: Path) -> None:
    own = tmp_path / "zz.txt"
    own.write_text(CITED.replace("prisons", "the reform of prisons"), encoding="utf-8")
    (refusal,) = build([sources, own], tmp_path / "store").refused
    assert str(sources / "cited.txt") in refusal
    assert answer(tmp_path / "store", "ASK { ?p mg:text ?text FILTER (CONTAINS(?text, 'the reform of prisons')) }")


def test_the_reading_tells_how_far_it_is(sources: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    build([sources], tmp_path / "store", on_document=told.append)
    assert [progress.documents for progress in told] == [1, 2, 3, 4]
    assert told[-1].share == 1
    assert told[-1].size == sum(entry.stat().st_size for entry in sources.iterdir())


# --- accidents ---------------------------------------------------------------------------------------------------


@pytest.fixture
def nothing_lost(sources: Path, tmp_path: Path) -> Iterator[Path]:
    """A store that must hold after the test what it held before, and no files besides."""
    store = tmp_path / "store"
    build([sources / "citing.txt"], store)
    before = quads(store)
    yield store
    assert quads(store) == before
    assert [entry.name for entry in (store / "builds").iterdir()] == ["000001"]


def dies(folder: Path | None) -> None:
    os._exit(9)


def test_a_process_that_dies_is_one_clear_line_and_the_previous_graph_answers(
    sources: Path, nothing_lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(production, "BATCH", 1)
    monkeypatch.setattr("mandategraph.graph.gathering.prepare", dies)
    with pytest.raises(MandatesError, match=r"a process that reads for this one died, .*--workers 1") as caught:
        build([sources], nothing_lost, workers=2)
    assert caught.value.exit_code == 3


def test_an_interruption_while_reading_leaves_the_previous_graph_and_no_files(
    sources: Path, nothing_lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(production, "BATCH", 1)

    def interrupt(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([sources], nothing_lost, workers=2, on_document=interrupt)


def test_a_shard_that_cannot_be_written_is_one_clear_line(
    sources: Path, nothing_lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(MandatesError, match=r"cannot be written: No space left on device; .*untouched"):
            build([sources], nothing_lost)


def test_a_summary_is_a_plain_value(sources: Path, tmp_path: Path) -> None:
    summary = build([sources], tmp_path / "store")
    assert isinstance(summary, BuildSummary)
    assert hash(summary) == hash(summary)
    with writing.writing(tmp_path / "store") as writer:
        current = writer.current()
    assert current is not None
    assert {record.path for record in current[1].instruments()} == {each.path for each in summary.instruments}
    assert ID[summary.instruments[0].path] in GraphStore.open(tmp_path / "store").graph_names()
