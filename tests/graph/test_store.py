from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from mandategraph.errors import StoreError
from mandategraph.graph import store, writing
from mandategraph.graph.contents import Contents, DocumentRecord
from mandategraph.graph.layout import FORMAT, Layout, StoreDescription
from mandategraph.graph.store import GraphStore
from mandategraph.vocabulary import ID, MG

CONTENTS = Contents("as read", (DocumentRecord("old.txt", "cd" * 32, collected=False),))


def quads(word: str, count: int = 20) -> list[Quad]:
    """Return a graph of `count` paragraphs that all have the same word."""
    return [Quad(ID[f"a#para_{n}"], MG["text"], Literal(f"{word} {n}"), ID["a"]) for n in range(count)]


def rows(opened: GraphStore, query: str, **values: Literal) -> pyoxigraph.QuerySolutions:
    """Ask a SELECT query."""
    return cast(pyoxigraph.QuerySolutions, opened.query(query, values))


def words(opened: GraphStore) -> set[str]:
    """Return the words that a store of `quads` answers with."""
    return {row["text"].value.split()[0] for row in rows(opened, "SELECT ?text { ?paragraph mg:text ?text }")}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A store with an old graph in it."""
    folder = tmp_path / "store"
    writing.commit(folder, quads("old"), CONTENTS)
    return folder


def answers_as_before(directory: Path) -> bool:
    """Tell whether the old graph answers, whole and alone."""
    with GraphStore.open(directory) as opened:
        return set(opened.quads()) == set(quads("old"))


PREAMBLE = """
import os, signal, sys
from pathlib import Path
from mandategraph.graph import store, writing
from pyoxigraph import Literal, NamedNode, Quad
directory = Path(sys.argv[1])
"""


def start(script: str, directory: Path) -> subprocess.Popen[str]:
    """Start a script in a process of its own."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + script, str(directory)], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


# --- reading -----------------------------------------------------------------------------------------------------


def test_what_is_committed_comes_back(directory: Path) -> None:
    assert answers_as_before(directory)


def test_the_store_survives_from_one_opening_to_the_next(directory: Path) -> None:
    assert [words(GraphStore.open(directory)) for _ in range(3)] == [{"old"}] * 3


def test_the_description_says_what_is_in_the_store(directory: Path) -> None:
    description = GraphStore.open(directory).description
    assert description.triples == 20
    assert description.version == "0.1.0"
    assert description.built_at.endswith("+00:00")


def test_what_a_build_holds_is_told_to_the_next_one_unless_it_was_damaged(directory: Path) -> None:
    with writing.writing(directory) as writer:
        assert writer.current() == (GraphStore.open(directory).description, CONTENTS)
        file = directory / "builds" / "000001" / "contents.json"
        file.write_bytes(file.read_bytes().replace(b"as read", b"as Read"))
        assert writer.current() is None
        file.unlink()
        assert writer.current() is None


def test_a_triple_of_two_graphs_counts_once_in_a_query_and_is_kept_in_both() -> None:
    triple = (ID["s"], MG["p"], Literal("o"))
    opened = GraphStore.of([Quad(*triple, ID["one"]), Quad(*triple, ID["two"])])
    (row,) = rows(opened, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert row["n"].value == "1"
    assert opened.graph_names() == (ID["one"], ID["two"])
    assert len(list(opened.quads())) == 2
    assert list(opened.quads(ID["two"])) == [Quad(*triple, ID["two"])]


def test_graph_and_from_choose_among_the_named_graphs() -> None:
    opened = GraphStore.of([Quad(ID["s"], MG["p"], Literal(name), ID[name]) for name in ("one", "two")])
    in_graph = rows(opened, f"SELECT ?o {{ GRAPH <{ID}one> {{ ?s ?p ?o }} }}")
    from_graph = rows(opened, f"SELECT ?o FROM <{ID}two> {{ ?s ?p ?o }}")
    assert [row["o"].value for row in in_graph] == ["one"]
    assert [row["o"].value for row in from_graph] == ["two"]


def test_values_are_bound_and_relative_iris_are_resources(directory: Path) -> None:
    opened = GraphStore.open(directory)
    found = rows(opened, "SELECT ?paragraph ?text { ?paragraph mg:text ?text }", text=Literal("old 3"))
    assert [row["paragraph"] for row in found] == [ID["a#para_3"]]
    assert bool(opened.query("ASK { <a#para_3> mg:text 'old 3' }"))


def test_a_malformed_query_says_where(directory: Path) -> None:
    with pytest.raises(SyntaxError, match="1:9"):
        GraphStore.open(directory).query("SELECT }")


def test_a_query_cannot_change_the_store(directory: Path) -> None:
    with pytest.raises(SyntaxError):
        GraphStore.open(directory).query("DELETE WHERE { ?s ?p ?o }")
    assert answers_as_before(directory)


def test_a_store_that_was_closed_answers_no_more(directory: Path) -> None:
    with GraphStore.open(directory) as opened:
        pass
    with pytest.raises(StoreError, match="was closed"):
        opened.query("ASK { ?s ?p ?o }")


def test_a_graph_in_memory_has_no_description() -> None:
    with pytest.raises(StoreError, match="has no description"):
        _ = GraphStore.of([]).description


def test_the_default_directory_is_the_users_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MANDATES_STORE", str(tmp_path))
    assert store.default_directory() == tmp_path
    monkeypatch.setenv("MANDATES_STORE", "")
    assert store.default_directory().parts[-2:] == ("mandategraph", "store")


# --- the same input gives the same graph -------------------------------------------------------------------------


@given(st.permutations(quads("same")))
@settings(max_examples=20, deadline=None)
def test_sorted_quads_are_the_same_bytes_in_any_order_and_with_repetitions(shuffled: list[Quad]) -> None:
    assert store.sorted_nquads([*shuffled, shuffled[0]]) == store.sorted_nquads(quads("same"))


# --- replacing a graph -------------------------------------------------------------------------------------------


def test_a_second_build_replaces_the_first_and_leaves_nothing_of_it(directory: Path) -> None:
    writing.commit(directory, quads("new"))
    assert words(GraphStore.open(directory)) == {"new"}
    assert [entry.name for entry in (directory / "builds").iterdir()] == ["000002"]


def test_an_open_store_goes_on_answering_with_what_it_opened(directory: Path) -> None:
    opened = GraphStore.open(directory)
    running = iter(rows(opened, "SELECT ?text { ?paragraph mg:text ?text }"))
    next(running)
    for _ in range(3):
        writing.commit(directory, quads("new"))
    assert len(list(running)) == 19
    assert words(opened) == {"old"}
    assert words(GraphStore.open(directory)) == {"new"}


def test_a_build_that_is_still_read_is_removed_only_once_nobody_reads_it(directory: Path) -> None:
    opened = GraphStore.open(directory)
    writing.commit(directory, quads("new"))
    assert (directory / "builds" / "000001" / "CURRENT").exists()
    opened.close()
    writing.commit(directory, quads("newer"))
    assert [entry.name for entry in (directory / "builds").iterdir()] == ["000003"]


def test_a_build_is_free_again_when_its_reader_is_forgotten(directory: Path) -> None:
    opened = GraphStore.open(directory)
    assert words(opened) == {"old"}
    del opened
    writing.commit(directory, quads("new"))
    assert [entry.name for entry in (directory / "builds").iterdir()] == ["000002"]


def test_a_reader_in_another_process_keeps_its_build_and_later_openings_see_the_new_one(directory: Path) -> None:
    reader = start(
        "opened = store.GraphStore.open(directory)\n"
        "print('open', flush=True)\nsys.stdin.readline()\n"
        "print(sorted({q.object.value.split()[0] for q in opened.quads()}))\n"
        "print(sorted({q.object.value.split()[0] for q in store.GraphStore.open(directory).quads()}))",
        directory,
    )
    assert reader.stdout is not None and reader.stdout.readline() == "open\n"
    writing.commit(directory, quads("new"))
    writing.commit(directory, quads("newer"))
    assert (directory / "builds" / "000001").exists()
    output, errors = reader.communicate("go on\n", timeout=60)
    assert (output, errors) == ("['old']\n['newer']\n", "")
    writing.commit(directory, quads("newest"))
    assert not (directory / "builds" / "000001").exists()


def test_readers_that_open_and_ask_during_many_swaps_always_get_one_whole_graph(directory: Path) -> None:
    reader = start(
        "print('under way', flush=True)\nseen = set()\n"
        "while not (directory / 'stop').exists():\n"
        "    with store.GraphStore.open(directory) as opened:\n"
        "        found = [q.object.value.split()[0] for q in opened.quads()]\n"
        "        assert len(found) == 20 and len(set(found)) == 1, found\n"
        "        seen.add(found[0])\n"
        "print(len(seen))",
        directory,
    )
    assert reader.stdout is not None and reader.stdout.readline() == "under way\n"
    for swap in range(25):
        writing.commit(directory, quads(f"new{swap}"))
    (directory / "stop").touch()
    output, errors = reader.communicate(timeout=60)
    assert errors == ""
    assert int(output) > 1
    writing.commit(directory, quads("last"))
    assert len(list((directory / "builds").iterdir())) == 1


def test_an_opening_that_loses_the_race_against_a_swap_opens_the_new_build(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Layout.read
    swaps = iter(["new"])

    def read_and_be_overtaken(layout: Layout) -> object:
        found = read(layout)
        for word in swaps:
            writing.commit(directory, quads(word))
        return found

    monkeypatch.setattr(Layout, "read", read_and_be_overtaken)
    assert words(GraphStore.open(directory)) == {"new"}


# --- a build that fails ------------------------------------------------------------------------------------------

KILLED_AT = {
    "before the database": "import mandategraph.graph.layout as at\nat.Layout.new_build = stop",
    "with an empty build folder": "writing.Draft.begin = stop",
    "while quads are written": (
        "merged, seen = writing._merged, []\n"
        "def slowly(quad):\n"
        "    seen.append(quad)\n"
        "    return stop() if len(seen) == 15 else merged(quad)\n"
        "writing._merged = slowly"
    ),
    "before the database is read back": "writing.Draft._compare = stop",
    "before the swap": "import mandategraph.graph.layout as at\nat.Layout.point_to = stop",
    "with the new pointer beside the old": "Path.replace = stop",
    "after the swap": (
        "import mandategraph.graph.layout as at\n"
        "at.Layout.remove_leftovers = lambda layout, keep: keep == '000002' and stop()"
    ),
    "while the old build is removed": "import mandategraph.graph.layout as at\nat._set_aside = stop",
}


@pytest.mark.parametrize("moment", KILLED_AT)
def test_a_build_that_is_killed_leaves_one_whole_graph_and_no_obstacle(directory: Path, moment: str) -> None:
    process = start(
        "def stop(*a, **k): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"{KILLED_AT[moment]}\n"
        "new = [Quad(NamedNode(f'http://s/{n}'), NamedNode('http://p'), Literal('new'), NamedNode('http://g'))\n"
        "       for n in range(20)]\n"
        "writing.commit(directory, new)",
        directory,
    )
    _, errors = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, errors
    swapped = moment in ("after the swap", "while the old build is removed")
    with GraphStore.open(directory) as opened:
        assert {str(quad.object).strip('"').split()[0] for quad in opened.quads()} == {"new" if swapped else "old"}
        assert len(list(opened.quads())) == 20
    writing.commit(directory, quads("next"))
    assert words(GraphStore.open(directory)) == {"next"}
    assert len(list((directory / "builds").iterdir())) == 1


def test_what_a_killed_build_left_is_removed_by_the_next_one_before_it_writes(directory: Path) -> None:
    leftover = directory / "builds" / "000009"
    leftover.mkdir()
    (leftover / "000001.sst").write_bytes(b"half a table")
    with writing.writing(directory):
        assert not leftover.exists()
    assert answers_as_before(directory)


def test_a_full_disk_leaves_the_previous_graph_answering(directory: Path) -> None:
    # A limit on the size of files makes writes fail in the midst of the database, as a full disk does.
    process = start(
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))\n"
        "new = [Quad(NamedNode(f'http://s/{n}'), NamedNode('http://p'), Literal(f'{n} ' * 40), NamedNode('http://g'))\n"
        "       for n in range(20_000)]\n"
        "try: writing.commit(directory, new)\n"
        "except store.StoreError as error: print(error)",
        directory,
    )
    output, errors = process.communicate(timeout=60)
    assert "the store cannot be written: IO error" in output and "untouched" in output, errors
    assert output.count("\n") == 1
    assert answers_as_before(directory)
    assert [entry.name for entry in (directory / "builds").iterdir()] == ["000001"]


class FullDisk:
    """Stands in for whatever writes, and has no room."""

    def __call__(self, *arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("place", ["new_build", "Store", "point_to", "replace", "fsync"])
def test_a_disk_that_is_full_at_any_step_is_one_clear_line(
    directory: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    with monkeypatch.context() as patch:
        owner = {"Store": writing, "replace": Path, "fsync": os}.get(place, Layout)
        patch.setattr(owner, place, FullDisk())
        with pytest.raises(StoreError, match=r"cannot be written: No space left on device; .*untouched"):
            writing.commit(directory, quads("new"))
    assert answers_as_before(directory)
    assert [entry.name for entry in (directory / "builds").iterdir()] == ["000001"]


def test_a_build_that_fails_of_itself_leaves_the_previous_graph_answering(directory: Path) -> None:
    def broken() -> Iterator[Quad]:
        yield from quads("new")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.commit(directory, broken())
    assert answers_as_before(directory)


def test_an_interruption_right_after_the_swap_leaves_the_new_graph_answering(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to = Layout.point_to

    def interrupted(layout: Layout, description: StoreDescription) -> None:
        point_to(layout, description)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Layout, "point_to", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writing.commit(directory, quads("new"))
    assert words(GraphStore.open(directory)) == {"new"}


def test_a_database_that_does_not_give_back_what_was_written_is_not_committed(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = writing.Draft.close

    def forgetful(draft: writing.Draft) -> None:
        if draft._open_database is not None:
            draft.database.remove(quads("new")[0])
            draft.database.flush()
        close(draft)

    monkeypatch.setattr(writing.Draft, "close", forgetful)
    with pytest.raises(StoreError, match="19 triples came back"):
        writing.commit(directory, quads("new"))
    assert answers_as_before(directory)


def test_a_second_build_at_the_same_time_fails_at_once(directory: Path) -> None:
    with writing.writing(directory), pytest.raises(StoreError, match="another build is writing this store; wait"):
        writing.commit(directory, quads("new"))
    assert answers_as_before(directory)


def test_a_build_in_another_process_keeps_the_lock_until_it_ends_however_it_ends(directory: Path) -> None:
    other = start(
        "with writing.writing(directory):\n    print('writing', flush=True)\n    sys.stdin.readline()", directory
    )
    assert other.stdout is not None and other.stdout.readline() == "writing\n"
    with pytest.raises(StoreError, match="another build"):
        writing.commit(directory, quads("new"))
    other.kill()
    other.communicate()
    writing.commit(directory, quads("new"))
    assert words(GraphStore.open(directory)) == {"new"}


# --- stores that cannot be used ----------------------------------------------------------------------------------


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    assert not store.exists(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="nowhere: no store here; run `mandates build`"):
        GraphStore.open(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "store"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreError, match="the store cannot be written: Not a directory"):
        writing.commit(tmp_path / "file" / below, quads("new"))
    with pytest.raises(StoreError, match="no store here"):
        GraphStore.open(tmp_path / "file" / below)


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Commission", encoding="utf-8")
    with pytest.raises(StoreError, match=r"holds 'letter\.txt' and no store"):
        writing.commit(tmp_path, quads("new"))
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def rewrite_pointer(directory: Path, **changes: object) -> None:
    pointer = directory / "store.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def test_a_store_of_a_newer_version_is_neither_opened_nor_written(directory: Path) -> None:
    rewrite_pointer(directory, format=FORMAT + 1, version="9.0.0", something="new")
    with pytest.raises(StoreError, match=r"has format 3, of mandategraph 9\.0\.0, .* upgrade mandategraph"):
        GraphStore.open(directory)
    with pytest.raises(StoreError, match="upgrade mandategraph"):
        writing.commit(directory, quads("new"))
    rewrite_pointer(directory, format=FORMAT)
    assert answers_as_before(directory)


def test_a_store_of_an_older_version_is_written_anew_by_a_build(directory: Path) -> None:
    rewrite_pointer(directory, format=FORMAT - 1, version="0.0.1")
    with pytest.raises(StoreError, match="run `mandates build` to write it anew"):
        GraphStore.open(directory)
    writing.commit(directory, quads("new"))
    assert words(GraphStore.open(directory)) == {"new"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 2}', '{"format": "one"}', '{"format": 2, "build": 3, "files": 1}']
)
def test_a_damaged_pointer_is_one_clear_line_and_a_build_repairs_it(directory: Path, text: str) -> None:
    (directory / "store.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=r"the store is damaged: .*; run `mandates build`"):
        GraphStore.open(directory)
    writing.commit(directory, quads("new"))
    assert words(GraphStore.open(directory)) == {"new"}
    assert len(list((directory / "builds").iterdir())) == 1


def database_files(directory: Path) -> list[Path]:
    build = directory / "builds" / "000001"
    return [build / name for name in GraphStore.open(directory).description.files]


@pytest.mark.parametrize("damage", ["lost", "cut short", "overwritten"])
def test_damage_to_any_file_of_the_database_is_found_or_does_no_harm(directory: Path, damage: str) -> None:
    files = database_files(directory)
    assert {file.name.split("-")[0] for file in files} >= {"CURRENT", "MANIFEST"} and len(files) > 4
    for file in files:
        whole = file.read_bytes()
        if damage == "lost":
            file.unlink()
        else:
            file.write_bytes(whole[: len(whole) // 2] if damage == "cut short" else b"\0" * len(whole))
        with pytest.raises(StoreError, match="the store is damaged: ") as caught:
            GraphStore.open(directory)
        assert "\n" not in str(caught.value)
        file.write_bytes(whole)
    assert answers_as_before(directory)


def test_a_changed_byte_in_the_database_never_changes_an_answer(directory: Path) -> None:
    found_while_reading = 0
    for file in database_files(directory):
        whole = file.read_bytes()
        for place in range(10, len(whole), 200):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
            try:
                opened = GraphStore.open(directory)
            except StoreError:
                continue
            try:
                assert set(opened.quads()) == set(quads("old"))
            except StoreError as error:
                assert "checksum mismatch" in str(error)
                found_while_reading += 1
        file.write_bytes(whole)
    assert found_while_reading


def test_a_store_whose_build_is_gone_is_damaged_and_a_build_repairs_it(directory: Path) -> None:
    (directory / "builds" / "000001").rename(directory.parent / "elsewhere")
    with pytest.raises(StoreError, match="damaged"):
        GraphStore.open(directory)
    writing.commit(directory, quads("new"))
    assert words(GraphStore.open(directory)) == {"new"}


def test_quads_without_a_named_graph_are_refused(directory: Path) -> None:
    with pytest.raises(ValueError, match="without a named graph"):
        writing.commit(directory, [Quad(ID["s"], MG["p"], Literal("o"))])
    assert answers_as_before(directory)


def test_the_files_of_a_store_are_those_that_this_version_writes(directory: Path) -> None:
    assert {entry.name for entry in directory.iterdir()} == {"store.json", "builds", "lock"}
    assert isinstance(pyoxigraph.Store.read_only(str(directory / "builds" / "000001")), pyoxigraph.Store)
    assert json.loads((directory / "store.json").read_text())["triples"] == 20
