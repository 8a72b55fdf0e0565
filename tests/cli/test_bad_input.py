"""What goes wrong ends with one clear line and its exit code, and nothing is lost."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from mandategraph.errors import InputError, MandatesError
from mandategraph.graph import build as building
from mandategraph.graph.build import build
from mandategraph.graph.violations import ValidationReport, Violation
from mandategraph.graph.writing import writing
from mandategraph.loaders.authorities import Authorities

Mandates = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]

ONTOLOGY = Path(__file__).parents[2] / "ontology"
PROGRESS = re.compile(r"Reading|Writing|Checking|Committing|Built \d|No graph in")


def complaint(result: Result, exit_code: int) -> str:
    """Return the one line that a command ended with."""
    assert result.exit_code == exit_code, result.output
    assert result.stdout == ""
    said = [line for line in result.stderr.splitlines() if not PROGRESS.match(line)]
    assert len(said) == 1, result.stderr
    assert said[0].startswith("mandates: ")
    return said[0].removeprefix("mandates: ")


@pytest.fixture
def own_store(built_directory: Path, tmp_path: Path) -> Path:
    """A store with the five instruments that a test may write to."""
    return shutil.copytree(built_directory, tmp_path / "own")


@pytest.fixture
def nothing_lost(mandates: Mandates, own_store: Path) -> Iterator[Path]:
    """The same store, which must answer after the test as it did before."""
    before = mandates("report", "--store", own_store, "--format", "json")
    assert before.exit_code == 0
    yield own_store
    after = mandates("report", "--store", own_store, "--format", "json")
    assert (after.exit_code, after.stdout) == (0, before.stdout)


# --- source files ------------------------------------------------------------------------------------------------

RESOLUTION = """Resolution 77/1

Crime prevention

The General Assembly,

1. Requests the Secretary-General to report on the matter;

2. Invites Member States to cooperate in the prevention of corruption.
"""
SOURCES = [
    ("nowhere.txt", None, 3, r"nowhere\.txt: No such file or directory; name a file that can be read"),
    ("empty.txt", b" \n", 3, r"empty\.txt: the file is empty; name a text of a UN instrument"),
    ("binary.txt", b"%PDF\0\1\2", 3, r"binary\.txt: a binary file, not a text; save the instrument as plain text"),
    ("latin.txt", b"1. R\xe9solution\n", 3, r"latin\.txt: line 1: not UTF-8; save the text as UTF-8 and try again"),
    ("letter.txt", b"Dear reader\n", 3, r"letter\.txt: no instrument here: .* name a text of the United Nations"),
]


@pytest.mark.parametrize("command", ["build", "read"])
@pytest.mark.parametrize(("name", "data", "code", "words"), SOURCES, ids=[source[0] for source in SOURCES])
def test_a_source_that_cannot_be_used_is_named_with_what_to_do(
    mandates: Mandates, tmp_path: Path, command: str, name: str, data: bytes | None, code: int, words: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    more = ("--store", tmp_path / "store") if command == "build" else ()
    assert re.search(words, complaint(mandates(command, path, *more), code))
    assert not (tmp_path / "store" / "store.json").exists()


@pytest.mark.parametrize("data", [source[1] for source in SOURCES], ids=[source[0] for source in SOURCES])
def test_a_source_that_cannot_be_used_loses_nothing(
    mandates: Mandates, tmp_path: Path, nothing_lost: Path, data: bytes | None
) -> None:
    path = tmp_path / "source.txt"
    if data is not None:
        path.write_bytes(data)
    complaint(mandates("build", path, "--store", nothing_lost), 3)


def test_a_folder_cannot_be_read_as_a_text(mandates: Mandates, tmp_path: Path) -> None:
    assert re.fullmatch(r"\S+: Is a directory; name a file that can be read", complaint(mandates("read", tmp_path), 3))


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    """A text whose paragraph 2 was lost."""
    path = tmp_path / "gap.txt"
    path.write_text(RESOLUTION.replace("\n2. ", "\n3. "), encoding="utf-8")
    return path


def test_a_gap_in_the_numbering_which_the_original_may_have_is_a_warning(
    mandates: Mandates, gap: Path, tmp_path: Path
) -> None:
    result = mandates("-v", "build", gap, "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert "1 warning of the shapes; `mandates validate` tells them" in result.stdout
    assert "1. Warning: Paragraphs without gap" in result.stderr
    assert "focus node  <A-RES-77-1#para_3>" in result.stderr
    validated = mandates("validate", "--store", tmp_path / "store")
    assert validated.exit_code == 0
    assert "Paragraph 3 stands here, but paragraph 2 does not" in " ".join(validated.stdout.split())


BROKEN = Violation(
    "Violation", "Names", "https://w3id.org/mandategraph/id/A-RES-77-1", "", "", "It has no name.", "shape:names", ""
)


@pytest.fixture
def strict_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate find something in every graph."""
    monkeypatch.setattr(building, "check_across", lambda database, changed: ValidationReport((BROKEN,)))


@pytest.mark.usefixtures("strict_gate")
def test_what_does_not_pass_the_gate_is_not_stored(mandates: Mandates, resolution: Path, nothing_lost: Path) -> None:
    words = complaint(mandates("build", resolution, "--store", nothing_lost), 1)
    assert "breaks its shapes in 1 place and was not stored; the first: A-RES-77-1: It has no name." in words


@pytest.mark.usefixtures("strict_gate")
def test_what_fails_the_gate_is_told_in_full_when_verbose(
    mandates: Mandates, resolution: Path, nothing_lost: Path
) -> None:
    result = mandates("-v", "build", resolution, "--store", nothing_lost)
    assert result.exit_code == 1
    assert "1. Violation: Names" in result.stderr
    assert "focus node  <A-RES-77-1>" in result.stderr


def test_a_text_with_a_gap_can_be_read_all_the_same(mandates: Mandates, gap: Path) -> None:
    lines = mandates("read", gap, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["leaf"] for line in lines] == ["1", "3"]


def test_the_same_instrument_twice_is_refused(mandates: Mandates, resolution: Path, nothing_lost: Path) -> None:
    twin = shutil.copy(resolution, resolution.with_name("twin.txt"))
    words = complaint(mandates("build", resolution, twin, "--store", nothing_lost), 3)
    assert re.fullmatch(r"A/RES/77/1 is in \S+ and in \S+; leave one of them out", words)


# --- authority files, which only the library takes ---------------------------------------------------------------


def as_a_person_sees_it(error: MandatesError) -> str:
    words = str(error)
    assert "\n" not in words
    return words


def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path, nothing_lost: Path) -> None:
    folder = shutil.copytree(ONTOLOGY, tmp_path / "authorities")
    lines = (folder / "bodies.ttl").read_text(encoding="utf-8").splitlines()
    (folder / "bodies.ttl").write_text(
        "\n".join([*lines, "body:club a mg:Body ; ;; skos:prefLabel ."]), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        build((), nothing_lost, authorities=folder)
    assert f"bodies.ttl: line {len(lines) + 1}: broken Turtle: " in as_a_person_sees_it(caught.value)


def test_a_key_that_two_bodies_share_is_told_with_both(tmp_path: Path, nothing_lost: Path) -> None:
    folder = shutil.copytree(ONTOLOGY, tmp_path / "authorities")
    with (folder / "bodies.ttl").open("a", encoding="utf-8") as bodies:
        bodies.write('\nbody:club a mg:Body, org:Organization ; skos:notation "CICP" ; skos:prefLabel "Club"@en .\n')
    for use in (lambda: Authorities.load(folder), lambda: build((), nothing_lost, authorities=folder)):
        with pytest.raises(InputError) as caught:
            use()
        words = as_a_person_sees_it(caught.value)
        assert "body key 'CICP' is used twice" in words
        assert "id/body/cicp>" in words
        assert "id/body/club>" in words


def test_a_folder_without_authority_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no authority files"):
        Authorities.load(tmp_path)


# --- values that name nothing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "--body", "CICPP"), r"no body called 'CICPP'; did you mean CICP\b"),
        (("report", "--body", "Comission on Crime Prevention"), r"did you mean .*Commission on Crime Prevention"),
        (("report", "--theme", "corupt"), r"no theme called 'corupt'; did you mean corruption\b"),
        (("report", "--instrument", "Viena Declaration"), r"no instrument called .*; did you mean Vienna Decl"),
        (("report", "--modality", "obligate"), r"no modality called 'obligate'; did you mean obligation\b"),
        (("report", "--since", "soon"), r"'soon' is no year; write four digits, for example 2005"),
        (("show", "56/261"), r"no paragraph in this address; write it like “A/RES/56/261 4\(e\)”"),
        (("show", "56/261", "99"), r"A/RES/56/261, annex has no provision '99'; its paragraphs run from 1 to 48"),
        (("show", "46/152", "26(f)"), r"paragraph 26 has 26\(a\), 26\(b\), 26\(c\), 26\(d\), 26\(e\)$"),
        (("show", "56/262", "4"), r"no instrument called '56/262'"),
        (("show", "A/RES/58/4", "5"), r"knows this instrument only by name; build its text first"),
        (("show", "<body/cicp>"), r"<body/cicp>: the graph has no provision with this IRI"),
        (("query", "mandates-of-bdy"), r"no query called 'mandates-of-bdy'; did you mean mandates-of-body\b"),
        (("query", "--list", "mandates-of-bdy"), r"did you mean mandates-of-body\b"),
        (("query", "mandates-of-body"), r"mandates-of-body needs body \(its parameters: "),
        (("query", "mandates-of-body", "--set", "bdy=CICP"), r"no parameter 'bdy'; did you mean body\?"),
        (("query", "mandates-of-body", "--set", "body"), r"--set body: write it as key=value"),
        (("query", "mandates-of-body", "--set", "body=CICP", "--set", "body=SG"), r"body is set already, to 'CICP'"),
        (("query", "mandates-of-body", "--set", "body=CICPP"), r"no body called 'CICPP'; did you mean CICP\b"),
        (("analyse", "path", "UNICRI"), r"name two things with `path`"),
        (("analyse", "overlap", "UNICRI"), r"name two things with `path`, and none otherwise"),
        (("analyse", "path", "UNICRI", "terorism"), r"called 'terorism'; did you mean Terrorism\b"),
        (("analyse", "overlap", "--network", "citations"), r"--network goes with centrality"),
        (("analyse", "coverage", "--all-holders"), r"--all-holders goes with centrality"),
        (("analyse", "overlap", "--format", "gexf"), r"gexf holds a network: mandates analyse network --format gexf"),
        (("list", "themes", "--unrecognized"), r"--unrecognized goes with bodies only, not with themes"),
        (("export",), r"say which format to write with --format"),
        (("export", "--format", "csv", "--frame", "body"), r"a frame goes with json-ld only, not with csv"),
    ],
)  # fmt: skip
def test_a_wrong_use_is_told_with_what_would_be_right(
    mandates: Mandates, arguments: tuple[str, ...], words: str
) -> None:
    assert re.search(words, complaint(mandates(*arguments), 2))


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("report", "--nonsense"),
        ("report", "--format", "pdf"),
        ("show",),
        ("--quiet", "--verbose", "list"),
    ],
)
def test_a_command_line_that_cannot_be_parsed_is_a_wrong_use(mandates: Mandates, arguments: tuple[str, ...]) -> None:
    result = mandates(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize(("command", "name"), [("report", "x.ttl"), ("export", "x.html"), ("show", "x.csv")])
def test_a_suffix_that_stands_for_another_kind_of_file_is_a_wrong_use(
    mandates: Mandates, tmp_path: Path, command: str, name: str
) -> None:
    address = ("56/261", "4") if command == "show" else ()
    words = complaint(mandates(command, *address, "-o", tmp_path / name), 2)
    assert re.search(r"x\.\w+: this command writes no \S+; say what the file shall hold with --format \(", words)
    assert not (tmp_path / name).exists()


# --- SPARQL ------------------------------------------------------------------------------------------------------


def test_malformed_sparql_is_told_with_line_and_column(mandates: Mandates, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?body\nWHERE { ?body mg:holder }", encoding="utf-8")
    words = complaint(mandates("query", path), 3)
    assert re.search(r"mine\.rq, line 2, column \d+: .*: WHERE \{ \?body mg:holder \}$", words)


def test_malformed_sparql_from_standard_input_is_told_too(mandates: Mandates) -> None:
    assert complaint(mandates("query", "-", given=b"SELECT }"), 3).startswith("standard input, line 1, column ")


def test_a_query_that_stops_in_the_middle_is_told_so(mandates: Mandates) -> None:
    words = complaint(mandates("query", "-", given=b"SELECT * { ?s ?p ?o"), 3)
    assert re.fullmatch(r"standard input, line 1, column \d+: the query ends too early.*", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"DELETE WHERE { ?s ?p ?o }", "DELETE is an update, and updates are refused"),
        (b"INSERT DATA { <a> <b> <c> }", "INSERT is an update, and updates are refused"),
        (b"SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        (b"SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM <file:///etc/passwd> is refused"),
    ],
)
def test_a_query_that_would_do_more_than_read_is_refused(
    mandates: Mandates, nothing_lost: Path, text: bytes, words: str
) -> None:
    assert complaint(mandates("query", "-", "--store", nothing_lost, given=text), 2).startswith(words)


@pytest.mark.parametrize(
    ("given", "words"),
    [(b"\xff\xfe", "standard input: line 1: not UTF-8"), (b"", "standard input is no query (it is empty)")],
)
def test_a_query_that_is_no_text_is_told(mandates: Mandates, given: bytes, words: str) -> None:
    assert complaint(mandates("query", "-", given=given), 3).startswith(words)


def test_a_query_file_that_is_not_there_is_told(mandates: Mandates) -> None:
    assert complaint(mandates("query", "nowhere.rq"), 3).startswith("nowhere.rq: cannot be read: No such file")


# --- RDF files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("nowhere.ttl", None, r"nowhere\.ttl: cannot be read: No such file or directory"),
        ("empty.ttl", b"", r"empty\.ttl: the file is empty"),
        ("broken.ttl", b"@prefix a: <http://a/> .\na:b a:c", r"broken\.ttl: line 2: broken Turtle: "),
        ("latin.ttl", b'<http://a/> <http://b/> "caf\xe9" .', r"latin\.ttl: "),
        ("foreign.ttl", b"<http://a/> <http://b/> <http://c/> .", r"foreign\.ttl: no data of the mandate graph"),
        ("picture.png", b"\x89PNG", r"picture\.png: not known as RDF by its suffix"),
    ],
)
def test_an_rdf_file_that_cannot_be_used_is_told(
    mandates: Mandates, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert re.search(words, complaint(mandates("validate", tmp_path / name), 3))


# --- stores ------------------------------------------------------------------------------------------------------


def test_a_store_that_cannot_be_written_is_told(mandates: Mandates, resolution: Path) -> None:
    words = complaint(mandates("build", resolution, "--store", resolution / "store"), 3)
    assert "store: the store cannot be written: Not a directory; what was there before is untouched" in words


def test_a_folder_with_other_files_is_not_built_into(mandates: Mandates, resolution: Path) -> None:
    words = complaint(mandates("build", resolution, "--store", resolution.parent), 3)
    assert words.endswith("holds 'resolution.txt' and no store; name a folder that is empty or new")
    assert [path.name for path in resolution.parent.iterdir()] == ["resolution.txt"]


def test_a_store_of_a_newer_version_is_neither_read_nor_written(
    mandates: Mandates, own_store: Path, resolution: Path
) -> None:
    pointer = own_store / "store.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"format": 99, "version": "9.0"}))
    before = pointer.read_bytes()
    for arguments in (("report",), ("build", resolution)):
        words = complaint(mandates(*arguments, "--store", own_store), 3)
        assert "the store has format 99, of mandategraph 9.0" in words
        assert words.endswith("; upgrade mandategraph, or name another folder")
    assert pointer.read_bytes() == before


def test_a_damaged_store_is_told_and_can_be_built_anew(mandates: Mandates, own_store: Path, resolution: Path) -> None:
    (own_store / "store.json").write_text("{", encoding="utf-8")
    assert "the store is damaged" in complaint(mandates("report", "--store", own_store), 3)
    assert mandates("build", resolution, "--store", own_store).exit_code == 0
    assert mandates("report", "--store", own_store).exit_code == 0


def test_a_second_build_at_the_same_time_is_refused(mandates: Mandates, resolution: Path, nothing_lost: Path) -> None:
    with writing(nothing_lost):
        words = complaint(mandates("build", resolution, "--store", nothing_lost), 3)
    assert "another build is writing this store" in words


# --- where answers go --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("report",), ("export", "--format", "turtle"), ("list",), ("query", "bodies")])
def test_a_folder_to_write_to_is_told(mandates: Mandates, tmp_path: Path, command: tuple[str, ...]) -> None:
    words = complaint(mandates(*command, "-o", tmp_path), 3)
    assert words == f"{tmp_path}: is a folder; name a file to write to"


def test_a_file_that_cannot_be_written_is_told(mandates: Mandates, resolution: Path) -> None:
    words = complaint(mandates("report", "-o", resolution / "report.csv"), 3)
    assert re.search(r"report\.csv: cannot be written: Not a directory; choose another place", words)


def test_an_answer_that_fails_leaves_the_old_file(mandates: Mandates, tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text("old", encoding="utf-8")
    complaint(mandates("report", "--body", "CIPC", "-o", tmp_path / "report.csv"), 2)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report.csv", "old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mandategraph.cli", "report"],
            stdout=full, stderr=subprocess.PIPE, env=environment, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert re.fullmatch(rb"mandates: No space left on device; .*\n", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_seen_enough_is_no_failure(environment: dict[str, str], unbuffered: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mandategraph.cli", "export", "--format", "nquads"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment | {"PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b"<")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(120) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("step", ["Reading", "Checking"])
def test_ctrl_c_ends_a_build_with_one_line(environment: dict[str, str], nothing_lost: Path, step: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mandategraph.cli", "build", "--store", str(nothing_lost)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    while not process.stderr.readline().startswith(step):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    output, told = process.communicate(timeout=120)
    complaints = [line for line in told.splitlines() if not PROGRESS.match(line)]
    assert (process.returncode, output, complaints) == (
        130, "", ["mandates: stopped; what was there before is as it was"],
    )  # fmt: skip


# --- how failures look -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("read", "nowhere.txt"), 3), (("report", "--body", "CIPC"), 2), (("query", "-"), 3), (("show", "x"), 2)],
)
def test_no_failure_shows_the_programs_own_trace(process: Process, arguments: tuple[str, ...], code: int) -> None:
    done = process(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_the_trace_is_shown_on_demand(process: Process) -> None:
    done = process("--traceback", "read", "nowhere.txt")
    assert done.returncode != 0
    assert b"Traceback" in done.stderr


def test_a_fault_of_the_program_is_one_line_too(
    mandates: Mandates, resolution: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_fault(path: Path) -> None:
        raise KeyError("missing")

    monkeypatch.setattr("mandategraph.loaders.formats.read_documents", at_fault)
    words = complaint(mandates("read", resolution), 70)
    assert words.startswith("a fault of the program (KeyError: 'missing'); please report")


def test_errors_are_told_even_when_quiet(mandates: Mandates) -> None:
    assert complaint(mandates("--quiet", "read", "nowhere.txt"), 3)


def test_a_failure_speaks_whatever_the_terminals_encoding(process: Process, environment: dict[str, str]) -> None:
    environment |= {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = process("show", "56/261")
    assert done.returncode == 2
    assert done.stderr.startswith(b"mandates: '56/261': no paragraph in this address")


def test_an_answer_is_utf_8_whatever_the_terminals_encoding(process: Process, environment: dict[str, str]) -> None:
    environment |= {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = process("report", "--body", "UNODC")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "A/RES/60/177, annex — Bangkok Declaration" in done.stdout.decode()


def test_the_working_folder_is_left_as_it_was(
    process: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    process("report", "--body", "UNODC")
    assert list(tmp_path.iterdir()) == []
