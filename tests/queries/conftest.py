"""The graphs that the queries are asked of, each in an embedded store and in a Virtuoso of the tests' own.

There is one Virtuoso a session (with pytest-xdist, one a worker): on loopback, on free ports, in a temporary folder.
Its bulk loader loads what a test asks for, unless that is what it holds already.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad

from mandategraph.graph.asking import Graph
from mandategraph.graph.endpoint import Endpoint
from mandategraph.graph.store import GraphStore, sorted_nquads
from mandategraph.graph.web import Address
from mandategraph.vocabulary import AUTHORITIES_GRAPH, ID, PREFIXES

EXCERPTS = Path(__file__).parent / "excerpts.trig"

SERVER, CLIENT = "virtuoso-t", "isql-vt"
MISSING = next((f"{name} is not installed" for name in (SERVER, CLIENT) if shutil.which(name) is None), "")
"""Why there can be no Virtuoso here; empty where there can."""

_SECONDS_TO_START = 60

_CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 8
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {most_rows}
"""


# --- A Virtuoso ---


class Virtuoso:
    """A Virtuoso that runs."""

    def __init__(self, folder: Path, sql: int, http: int) -> None:
        self._folder, self._sql, self._http = folder, sql, http
        self._files = 0
        self._held: Sequence[Quad] | None = ()

    @property
    def address(self) -> str:
        """The address of queries."""
        return f"http://127.0.0.1:{self._http}/sparql"

    @property
    def address_of_keeper(self) -> str:
        """The address of queries, with the user who may write."""
        return f"http://dba:dba@127.0.0.1:{self._http}/sparql"

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until both ports are served."""
        end = time.monotonic() + _SECONDS_TO_START
        for port in (self._sql, self._http):
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    log = self._folder / "virtuoso.log"
                    told = log.read_text(errors="replace")[-500:] if log.exists() else "it left no log"
                    assert process.poll() is None and time.monotonic() < end, f"Virtuoso did not start: {told}"
                    time.sleep(0.1)

    def hold(self, quads: Sequence[Quad]) -> None:
        """Hold these quads and no others, unless it holds this very sequence already."""
        if quads is self._held:
            return
        self.clear()
        self.load(quads)
        self._held = quads

    def clear(self) -> None:
        """Remove all graphs of builds. What others then write here, it knows nothing of."""
        with Endpoint(Address.of(self.address)) as asked:
            self.run(*(f"SPARQL CLEAR GRAPH <{name.value}>;" for name in asked.graph_names()))
        self._held = None

    def load(self, quads: Sequence[Quad]) -> None:
        """Load quads with the bulk loader, as an institution would."""
        self._files += 1
        files = self._folder / f"load-{self._files}"
        files.mkdir()
        (files / "build.nq").write_bytes(sorted_nquads(quads))
        # The name of files is a pattern of SQL; the graph is for lines that name none.
        self.run(f"ld_dir('{files}', '%.nq', 'urn:none');", "rdf_loader_run();", "checkpoint;")
        states = self.run(f"SELECT ll_state, ll_error FROM DB.DBA.load_list WHERE ll_file LIKE '{files}/%';")
        assert "2" in states and "NULL" in states, f"the bulk loader failed: {states}"

    def run(self, *statements: str) -> str:
        """Run SQL statements and return what they print."""
        command = [CLIENT, f"127.0.0.1:{self._sql}", "dba", "dba", "ERRORS=STDOUT", "VERBOSE=OFF", "BANNER=OFF"]
        done = subprocess.run(
            command, input="\n".join(statements).encode(), capture_output=True, timeout=300, check=False
        )
        said = done.stdout.decode(errors="replace")
        assert done.returncode == 0 and "*** Error" not in said, said
        return said


@contextmanager
def running(folder: Path, most_rows: int = 1_000_000) -> Iterator[Virtuoso]:
    """Start a Virtuoso in an empty folder, and end it with the block. Skip the test where there can be none."""
    if MISSING:
        pytest.skip(f"no Virtuoso to ask: {MISSING}")
    sql, http = _free_ports(2)
    (folder / "virtuoso.ini").write_text(
        _CONFIGURATION.format(sql=sql, http=http, folder=folder, most_rows=most_rows), encoding="ascii"
    )
    command = [SERVER, "+foreground", "+configfile", "virtuoso.ini"]
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        server = Virtuoso(folder, sql, http)
        server.wait(process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


@pytest.fixture(scope="session")
def start_virtuoso() -> Callable[..., AbstractContextManager[Virtuoso]]:
    """What starts a further Virtuoso, for a test that needs one of its own kind."""
    return running


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """The Virtuoso of the session."""
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


# --- The graphs, in either store ---

Keeping = Callable[[Sequence[Quad]], Graph]
"""What takes quads and gives a graph to ask."""


@pytest.fixture(scope="session")
def keep_embedded() -> Keeping:
    """Keeps quads in memory; what it kept before stays."""
    kept: dict[int, tuple[Sequence[Quad], Graph]] = {}

    def keep(quads: Sequence[Quad]) -> Graph:
        if id(quads) not in kept:
            kept[id(quads)] = quads, GraphStore.of(quads)
        return kept[id(quads)][1]

    return keep


@pytest.fixture(scope="session")
def keep_in_virtuoso(virtuoso: Virtuoso) -> Iterator[Keeping]:
    """Keeps quads in the Virtuoso of the session; only what it kept last can be asked."""
    with Endpoint(Address.of(virtuoso.address)) as endpoint:

        def keep(quads: Sequence[Quad]) -> Graph:
            virtuoso.hold(quads)
            return endpoint

        yield keep


@pytest.fixture(params=["embedded", "in_virtuoso"])
def keep(request: pytest.FixtureRequest) -> Keeping:
    """Either store: a test that asks for this runs against both."""
    kept: Keeping = request.getfixturevalue(f"keep_{request.param}")
    return kept


@cache
def excerpt_quads() -> tuple[Quad, ...]:
    """The excerpts of the five instruments."""
    return tuple(pyoxigraph.parse(path=EXCERPTS, format=pyoxigraph.RdfFormat.TRIG))


@pytest.fixture
def excerpts(keep: Keeping) -> Graph:
    """The excerpts of the five instruments: a small graph that follows the model."""
    return keep(excerpt_quads())


@pytest.fixture
def embedded_excerpts(keep_embedded: Keeping) -> Graph:
    """The excerpts in the embedded store alone, for what is decided before any store is asked."""
    return keep_embedded(excerpt_quads())


@pytest.fixture
def with_more(keep: Keeping) -> Callable[[str], Graph]:
    """What gives the excerpts with further triples among the authorities, written in Turtle."""
    prefixes = PREFIXES | {"id": ID, "body": f"{ID}body/", "happening": f"{ID}change-kind/"}
    written = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())

    def more(turtle: str) -> Graph:
        text = f"{written} {AUTHORITIES_GRAPH} {{ {turtle} }}"
        return keep((*excerpt_quads(), *pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG)))

    return more


@pytest.fixture(scope="session")
def five_quads(built_store: GraphStore) -> tuple[Quad, ...]:
    """The build of the five instruments that the package ships."""
    return tuple(built_store.quads())


@pytest.fixture
def five(keep: Keeping, five_quads: tuple[Quad, ...]) -> Graph:
    """The five instruments that the package ships."""
    return keep(five_quads)
