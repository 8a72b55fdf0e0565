"""The named queries, asked of a Virtuoso of the tests' own: on loopback, on free ports, in a temporary folder.

Its bulk loader loads the five instruments. Virtuoso 7 does not keep to SPARQL everywhere: `OTHERWISE` says where.
"""

from __future__ import annotations

import itertools
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.errors import StoreError
from mandategraph.graph.endpoint import Endpoint
from mandategraph.graph.publishing import grouped, publish
from mandategraph.graph.store import GraphStore, sorted_nquads
from mandategraph.graph.web import Address
from mandategraph.queries.catalogue import NamedQuery, catalogue, run
from mandategraph.vocabulary import ID, MG

SERVER, CLIENT = "virtuoso-t", "isql-vt"
MISSING = next((f"{name} is not installed" for name in (SERVER, CLIENT) if shutil.which(name) is None), "")
"""Why there can be no Virtuoso here; empty where there can."""

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"no Virtuoso to ask: {MISSING}")

OTHERWISE: dict[str, str] = {
    "body-history": "a path of any length inside EXISTS, joined by ||, loses rows",
    "instruments": "a path of any length inside OPTIONAL finds nothing",
    "mandates-today": "NOT EXISTS around a bound start of a path lets rows through",
    "paragraph": "UNION inside a group that binds loses branches",
}
"""The queries that Virtuoso 7 answers otherwise, and why. Strict: one that it comes to answer well fails the test."""

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


@contextmanager
def running(folder: Path, most_rows: int = 1_000_000) -> Iterator[Virtuoso]:
    """Start a Virtuoso in an empty folder, and end it with the block."""
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


class Virtuoso:
    """A Virtuoso that runs."""

    def __init__(self, folder: Path, sql: int, http: int) -> None:
        self._folder, self._sql, self._http = folder, sql, http

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

    def load(self, quads: Iterable[Quad]) -> None:
        """Load quads with the bulk loader, as an institution would."""
        files = self._folder / "load"
        files.mkdir()
        (files / "build.nq").write_bytes(sorted_nquads(quads))
        # The name of files is a pattern of SQL; the graph is for lines that name none.
        self.run(f"ld_dir('{files}', '%.nq', 'urn:none');", "rdf_loader_run();", "checkpoint;")
        states = self.run("SELECT ll_state, ll_error FROM DB.DBA.load_list;")
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


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory, built_store: GraphStore) -> Iterator[Virtuoso]:
    """A Virtuoso with the five instruments."""
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        server.load(built_store.quads())
        yield server


@pytest.fixture(scope="module")
def endpoint(virtuoso: Virtuoso) -> Iterator[Endpoint]:
    """The five instruments behind Virtuoso's address."""
    with Endpoint.open(Address.of(virtuoso.address)) as opened:
        yield opened


@pytest.fixture(scope="module")
def in_memory(built_store: GraphStore) -> GraphStore:
    """The five instruments in memory, which answers soonest."""
    return GraphStore.of(built_store.quads())


def selections(query: NamedQuery) -> Iterator[dict[str, str]]:
    """The examples of a query's parameters: the required ones, alone and with one optional one or all of them."""
    needed = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    others = [(parameter.name, parameter.example) for parameter in query.parameters if not parameter.required]
    for number in sorted({0, min(1, len(others)), len(others)}):
        for chosen in itertools.combinations(others, number):
            yield needed | dict(chosen)


def asked(query: NamedQuery) -> object:
    """A query as a parameter of a test, expected to fail where Virtuoso is known to answer otherwise."""
    marks = [pytest.mark.xfail(reason=OTHERWISE[query.name], strict=True)] if query.name in OTHERWISE else []
    return pytest.param(query, id=query.name, marks=marks)


@pytest.mark.parametrize("query", [asked(query) for query in catalogue()])
def test_virtuoso_gives_the_rows_that_the_folder_gives(
    in_memory: GraphStore, endpoint: Endpoint, query: NamedQuery
) -> None:
    for values in selections(query):
        found = run(endpoint, query, values)  # type: ignore[arg-type]
        expected = run(in_memory, query, values)
        assert found.columns == expected.columns
        # Rows that the query's order does not tell apart may stand in any order.
        assert Counter(found.rows) == Counter(expected.rows), values


def test_every_query_that_virtuoso_answers_otherwise_is_one_of_the_catalogue() -> None:
    assert set(OTHERWISE) <= {query.name for query in catalogue()}


def test_virtuoso_gives_every_quad_back(built_store: GraphStore, endpoint: Endpoint) -> None:
    assert endpoint.graph_names() == built_store.graph_names()
    assert set(endpoint.quads()) == set(built_store.quads())


def test_virtuoso_tells_truth_and_triples(endpoint: Endpoint) -> None:
    assert bool(endpoint.query("ASK { ?body a mg:Body }")) and not bool(endpoint.query("ASK { ?body a mg:Nothing }"))
    described = endpoint.query("CONSTRUCT { ?body skos:prefLabel ?name } { ?body a mg:Body ; skos:prefLabel ?name }")
    assert len(list(described)) > 50  # type: ignore[arg-type]


def test_a_text_beyond_ascii_can_be_bound(in_memory: GraphStore, endpoint: Endpoint) -> None:
    values = {"words": "’"}
    assert run(in_memory, "words", values).rows
    assert run(endpoint, "words", values).rows == run(in_memory, "words", values).rows  # type: ignore[arg-type]


def test_an_answer_that_virtuoso_cut_off_is_no_answer(tmp_path: Path, built_store: GraphStore) -> None:
    with running(tmp_path, most_rows=100) as server:
        server.load(built_store.quads())
        with Endpoint.open(Address.of(server.address)) as opened, pytest.raises(StoreError, match="after 100 rows"):
            opened.query("SELECT ?s ?o { ?s mg:order ?o }")


def test_a_build_is_published_into_virtuoso_by_its_graph_store(tmp_path: Path, built_store: GraphStore) -> None:
    with running(tmp_path) as server:
        keeper = Address.of(server.address_of_keeper)
        gone = ID["A-RES-1-1"]
        publish([(gone, [Quad(gone, MG["text"], Literal("gone")).triple])], keeper)
        done = publish(grouped(built_store.quads()), keeper)
        assert (done.graphs, done.deleted) == (len(built_store.graph_names()), 1)
        with Endpoint.open(Address.of(server.address)) as opened:
            assert set(opened.quads()) == set(built_store.quads())
        with pytest.raises(StoreError, match="access is refused"):
            publish(grouped(built_store.quads()), Address.of(server.address))


def test_virtuosos_own_graphs_are_left_alone(virtuoso: Virtuoso, endpoint: Endpoint) -> None:
    theirs = NamedNode("http://www.openlinksw.com/schemas/virtrdf#")
    assert bool(endpoint.query(f"ASK {{ GRAPH <{theirs.value}> {{ ?s ?p ?o }} }}"))
    assert theirs not in endpoint.graph_names()
