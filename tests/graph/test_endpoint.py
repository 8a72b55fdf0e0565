"""A graph behind an address, against endpoints that these tests start on loopback: good ones, and bad ones."""

from __future__ import annotations

import base64
import datetime
import gc
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

from mandategraph.cli import main
from mandategraph.errors import StoreError, UsageError
from mandategraph.graph.asat import as_at
from mandategraph.graph.asking import Results, Term
from mandategraph.graph.binding import bind, mark_separators
from mandategraph.graph.endpoint import Endpoint
from mandategraph.graph.publishing import GRAPH_STORE_VARIABLE, graph_store_address, publish
from mandategraph.graph.store import GraphStore
from mandategraph.graph.web import Address, Patience
from mandategraph.queries.catalogue import NamedQuery, catalogue, run, run_text
from mandategraph.queries.values import resolve
from mandategraph.vocabulary import AUTHORITIES_GRAPH, BUILD_GRAPH, DCAT, ID, MG, SHARED_GRAPH

SOON = Patience(connect=2, silence=0.3, answer=1)
JSON = "application/sparql-results+json"


@dataclass
class Keeper:
    """What an endpoint of these tests keeps, and how it behaves."""

    store: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)
    union: bool = True
    user: str = ""
    refused_graph: str = ""
    log: list[str] = field(default_factory=list)
    misbehave: Callable[[BaseHTTPRequestHandler], None] | None = None
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    """SPARQL 1.1 at /query, the Graph Store Protocol at /store."""

    keeper: Keeper
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def answer(self, status: int, kind: str = "text/plain", body: bytes = b"", **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def allowed(self) -> bool:
        """Tell whether the request may pass, and ask for a password where not."""
        given = self.headers.get("Authorization", "")
        if not self.keeper.user or given == "Basic " + base64.b64encode(self.keeper.user.encode()).decode():
            return True
        self.answer(401, WWW_Authenticate='Basic realm="test"')
        return False

    def do_POST(self) -> None:
        """Answer a query."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.keeper.misbehave:
            self.keeper.misbehave(self)
        elif self.allowed():
            results = self.keeper.store.query(form["query"][0], use_default_graph_as_union=self.keeper.union)
            if isinstance(results, pyoxigraph.QueryTriples):
                self.answer(200, "application/n-triples", bytes(results.serialize(format=RdfFormat.N_TRIPLES) or b""))
            else:
                self.answer(200, JSON, bytes(results.serialize(format=QueryResultsFormat.JSON) or b""))

    def graph(self) -> NamedNode:
        """The graph that a request is about."""
        return NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])

    def do_PUT(self) -> None:
        """Replace a graph."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.allowed():
            return
        if self.graph().value == self.keeper.refused_graph:
            self.answer(507, body=b"the disk\nis \x1b[31mfull")
            return
        self.keeper.log.append(f"PUT {self.graph().value}")
        self.keeper.store.remove_graph(self.graph())
        self.keeper.store.bulk_load(body, format=RdfFormat.N_TRIPLES, to_graph=self.graph())
        self.answer(201)

    def do_DELETE(self) -> None:
        """Remove a graph."""
        if self.allowed():
            self.keeper.log.append(f"DELETE {self.graph().value}")
            self.keeper.store.remove_graph(self.graph())
            self.answer(204)


@contextmanager
def serving(keeper: Keeper) -> Iterator[Keeper]:
    """Serve on a free port of loopback while the block lasts."""
    handler = type("Handler", (_Handler,), {"keeper": keeper})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    keeper.address = f"http://127.0.0.1:{server.server_address[1]}/query"
    try:
        yield keeper
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def bad(misbehave: Callable[[BaseHTTPRequestHandler], None]) -> Keeper:
    """An endpoint that answers every query in one bad way."""
    return Keeper(misbehave=misbehave)


def saying(status: int, kind: str, body: bytes, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """A bad way to answer."""

    def misbehave(handler: BaseHTTPRequestHandler) -> None:
        assert isinstance(handler, _Handler)
        handler.answer(status, kind, body, **headers)

    return misbehave


@pytest.fixture(scope="module")
def five(built_store: GraphStore) -> Iterator[Keeper]:
    """An endpoint with the five instruments, and with a graph that is none of ours.

    Oxigraph counts a triple of its own union once for each graph that has it, and is slow there; so this has the merge.
    """
    store = pyoxigraph.Store()
    quads = list(built_store.quads())
    store.bulk_extend([*quads, *(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)])
    store.add(Quad(ID["x"], MG["text"], Literal("not ours"), NamedNode("http://example.org/theirs")))
    with serving(Keeper(store, union=False)) as keeper:
        yield keeper


@pytest.fixture(scope="module")
def in_memory(built_store: GraphStore) -> GraphStore:
    """The five instruments in memory, which answers soonest."""
    return GraphStore.of(built_store.quads())


@pytest.fixture(autouse=True)
def results_end_where_they_began() -> Iterator[None]:
    """Drop Oxigraph's results that a failure holds in this thread, not in one of a server's."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def endpoint(five: Keeper) -> Iterator[Endpoint]:
    """The five instruments behind an address."""
    with Endpoint.open(Address.of(five.address)) as opened:
        yield opened


def selections(query: NamedQuery) -> Iterator[dict[str, str]]:
    """The examples of a query's parameters: the required ones, alone and with one optional one or all of them."""
    needed = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    others = [(parameter.name, parameter.example) for parameter in query.parameters if not parameter.required]
    for number in sorted({0, min(1, len(others)), len(others)}):
        for chosen in itertools.combinations(others, number):
            yield needed | dict(chosen)


def solutions(results: Results) -> list[tuple[Term | None, ...]]:
    """The rows of a SELECT query."""
    return [tuple(row) for row in cast(pyoxigraph.QuerySolutions, results)]


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_values_bound_in_the_text_give_the_rows_that_values_bound_by_the_engine_give(
    in_memory: GraphStore, query: NamedQuery
) -> None:
    for values in selections(query):
        terms = resolve(in_memory, query, values)
        expected = solutions(in_memory.query(query.text, terms))
        found = solutions(in_memory.query(bind(query.text, terms)))
        assert Counter(found) == Counter(expected)  # Rows that the query's order does not tell apart may change places.


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_an_endpoint_answers_each_named_query_as_the_folder_does(
    in_memory: GraphStore, endpoint: Endpoint, query: NamedQuery
) -> None:
    values = next(selections(query))
    assert sorted(run(endpoint, query, values).rows) == sorted(run(in_memory, query, values).rows)  # type: ignore[arg-type]


def test_words_with_every_sign_of_syntax_are_bound_as_they_are() -> None:
    words = "quote \" and ' and \\ and } SELECT * { ?s ?p ?o } # \n ’ → é"
    text = 'SELECT ?words { BIND(CONCAT(?words, "") AS ?copy) { SELECT ?words { FILTER(STRLEN(?words) > 3) } } }'
    bound = bind(text, {"words": Literal(words)})
    assert solutions(pyoxigraph.Store().query(bound)) == [(Literal(words),)]


def test_a_variable_of_the_same_name_in_another_scope_is_left_alone() -> None:
    store = pyoxigraph.Store()
    store.extend(Quad(ID[name], MG["text"], Literal(name), DefaultGraph()) for name in "abc")
    text = "SELECT ?a ?n { ?a ?p ?v { SELECT (COUNT(?a) AS ?n) { ?a ?q ?w } } }"
    assert solutions(store.query(bind(text, {"a": ID["a"]}))) == [(ID["a"], Literal(3))]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a { ?a ?p 'x # }' } # ?a {",
        'SELECT ?a { VALUES (?p) { ("{") (UNDEF) } ?a ?p ?o OPTIONAL { ?a ?q ?r FILTER(?a != 1) } }',
        "SELECT * { { ?a ?p ?o } UNION { ?x ?y ?z MINUS { ?a ?p ?x } } }",
        "SELECT ?a WHERE { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { { SELECT ?a { ?a ?b ?c } } } }",
        "CONSTRUCT { ?a ?b [] } WHERE { GRAPH ?g { ?a ?b ?c } }",
        "CONSTRUCT WHERE { ?a ?b ?c }",
    ],
)
def test_what_is_bound_is_still_a_query(text: str) -> None:
    if text != "CONSTRUCT WHERE { ?a ?b ?c }":
        pyoxigraph.Store().query(bind(text, {"a": ID["a"]}))
    else:
        with pytest.raises(ValueError, match="short form"):
            bind(text, {"a": ID["a"]})


def test_a_separator_beyond_ascii_survives_a_store_that_garbles_it() -> None:
    text = 'SELECT (GROUP_CONCAT(?v; SEPARATOR=" · ") AS ?x) ("a · b" AS ?y) { VALUES ?v { "é" "b" } }'
    marked = mark_separators(text)
    assert 'SEPARATOR=" {U+00B7} "' in marked and '"a · b"' in marked
    with serving(Keeper()) as keeper:
        rows = Endpoint(Address.of(keeper.address)).query(text)
        assert solutions(rows) == [(Literal("é · b"), Literal("a · b"))]


def test_a_blank_node_cannot_be_bound() -> None:
    with pytest.raises(ValueError, match="cannot be bound"):
        bind("SELECT ?a { ?a ?b ?c }", {"a": pyoxigraph.BlankNode()})


def test_an_endpoint_reads_quads_names_triples_and_truth(built_store: GraphStore, endpoint: Endpoint) -> None:
    assert endpoint.graph_names() == built_store.graph_names()
    name = endpoint.graph_names()[0]
    assert set(endpoint.quads(name)) == set(built_store.quads(name))
    assert set(endpoint.quads()) == set(built_store.quads())
    assert bool(endpoint.query("ASK { ?body a mg:Body }"))
    assert not bool(endpoint.query("ASK { ?body a mg:Nothing }"))
    described = run_text(endpoint, "CONSTRUCT { ?b a mg:Body } { ?b a mg:Body } LIMIT 3")  # type: ignore[arg-type]
    assert len(described.triples) == 3


def test_the_truth_that_virtuoso_tells_is_understood() -> None:
    asked = b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[%s]}}'
    one = b'{"__ASK_RETVAL":{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1"}}'
    for rows, truth in ((one, True), (b"", False)):
        with serving(bad(saying(200, JSON, asked % rows))) as keeper:
            assert bool(Endpoint(Address.of(keeper.address)).query("ASK { ?s ?p ?o }")) is truth
    truth_of_xsd = b'{"type":"typed-literal","datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": "1"}'
    body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":' + truth_of_xsd + b"}]}}"
    with serving(bad(saying(200, JSON, body))) as keeper:
        told = Endpoint(Address.of(keeper.address)).query("SELECT ?x { ?s ?p ?x }")
        assert solutions(told) == [(Literal(True),)]


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing for longer than anybody waits."""
    time.sleep(1)


def endless(pause: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Go on for ever, in pieces."""

    def misbehave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            for _ in range(2_000):
                handler.wfile.write(b" " * 10_000)
                time.sleep(pause)
        except OSError:
            pass  # The reader has had enough.
        handler.close_connection = True

    return misbehave


def broken_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":')
    handler.close_connection = True


BAD = {
    "HTML": (saying(200, "text/html", b"<html>Welcome!</html>"), "answered text/html, not the results of a query"),
    "no type": (saying(200, "", b"hello"), "answered something without a type"),
    "RDF": (saying(200, "text/turtle", b"<urn:a> a <urn:b> ."), "answered text/turtle"),
    "truncated JSON": (saying(200, JSON, b'{"head":{"vars":["where"]},"results":{"bindings":[{"wh'), "is garbled"),
    "JSON of another kind": (saying(200, JSON, b'{"error":"no"}'), "is garbled"),
    "not UTF-8": (saying(200, JSON, b'{"head":{"vars":["\xff"]}}'), "is garbled"),
    "empty": (saying(200, JSON, b""), "is garbled"),
    "500": (saying(500, "text/plain", b"Virtuoso 22003 Error\n\n\x1b[2JSPARQL query:"), "answered 500"),
    "500 in HTML": (saying(500, "text/html", b"<h1>Oops"), "answered 500 Internal Server Error"),
    "404": (saying(404, "text/plain", b"no such page"), "answered 404 Not Found: no such page"),
    "401": (saying(401, "text/plain", b"", WWW_Authenticate="Basic realm=x"), "access is refused (401); write a user"),
    "redirect": (saying(302, "text/plain", b"", Location="file:///etc/passwd"), "redirects to file:"),
    "redirect elsewhere": (saying(307, "text/plain", b"", Location="http://u:pw@10.0.0.1/"), "not followed"),
    "cut off": (
        saying(200, JSON, b'{"head":{"vars":["where"]},"results":{"bindings":[]}}', X_SPARQL_MaxRows="10000"),
        "cut its answer off after 10000 rows",
    ),
    "in part": (saying(206, JSON, b'{"head":{"vars":["where"]},"results":{"bindings":[]}}'), "only a part"),
    "silence": (silent, "was silent for 0.3 seconds"),
    "endless": (endless(0), "longer than 1,000,000 bytes"),
    "slow": (endless(0.05), "took longer than 1 seconds"),
    "broken off": (broken_off, "broke off its answer"),
}


@pytest.mark.parametrize("misbehave, told", BAD.values(), ids=list(BAD))
def test_a_bad_answer_is_told_in_one_line(misbehave: Callable[[BaseHTTPRequestHandler], None], told: str) -> None:
    with serving(bad(misbehave)) as keeper:
        with pytest.raises(StoreError) as caught:
            Endpoint.open(Address.of(keeper.address), SOON, max_bytes=10**8 if "took" in told else 10**6)
        assert told in str(caught.value)
        assert str(caught.value).startswith(keeper.address) and "\n" not in str(caught.value)
        assert str(caught.value).isprintable() and "pw" not in str(caught.value).replace("passwd", "")


@pytest.mark.parametrize("name", ["HTML", "truncated JSON", "500", "401", "broken off"])
def test_the_command_ends_with_one_line_and_the_code_of_an_unusable_store(name: str) -> None:
    with serving(bad(BAD[name][0])) as keeper:
        ended = CliRunner().invoke(main, ["report", "--store", keeper.address], prog_name="mandates")
    assert ended.exit_code == 3 and ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1 and BAD[name][1] in ended.stderr


def test_an_endpoint_that_refuses_connections_is_told() -> None:
    with serving(Keeper()) as keeper:
        address = keeper.address
    with pytest.raises(StoreError, match="cannot be reached"):
        Endpoint.open(Address.of(address))
    ended = CliRunner().invoke(main, ["report", "--store", address])
    assert ended.exit_code == 3 and len(ended.stderr.splitlines()) == 1


def test_an_endpoint_without_the_union_or_without_a_build_is_told(built_store: GraphStore) -> None:
    store = pyoxigraph.Store()
    with serving(Keeper(store, union=False)) as keeper:
        with pytest.raises(StoreError, match="keeps no build"):
            Endpoint.open(Address.of(keeper.address))
        store.bulk_extend(built_store.quads())
        with pytest.raises(StoreError, match="is not the union of its named graphs"):
            Endpoint.open(Address.of(keeper.address))
        store.clear()
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in built_store.quads())
        with pytest.raises(StoreError, match="without its named graphs"):
            Endpoint.open(Address.of(keeper.address))


@pytest.mark.parametrize("written", ["ftp://host/x", "file:///etc/passwd", "gopher://h", "http://", "http://h:x/"])
def test_an_address_that_no_store_has_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        Address.of(written)
    assert CliRunner().invoke(main, ["report", "--store", written]).exit_code == 2


def test_a_user_is_told_only_to_who_asks_and_never_printed(built_store: GraphStore) -> None:
    store = pyoxigraph.Store()
    store.bulk_extend(built_store.quads())
    with serving(Keeper(store, user="jo:s3cret")) as keeper:
        right = Address.of(keeper.address.replace("http://", "http://jo:s3cret@") + "?key=s3cret")
        assert "s3cret" not in f"{right} {right!r}"
        with Endpoint.open(right) as opened:
            assert opened.graph_names() == built_store.graph_names()
        wrong = keeper.address.replace("http://", "http://jo:s3cret2@")
        ended = CliRunner().invoke(main, ["-v", "report", "--store", wrong])
        assert ended.exit_code == 3 and "the password is wrong" in ended.stderr and "s3cret" not in ended.output


@pytest.mark.parametrize(
    "asked, graphs",
    [
        ("http://h/sparql", "http://h/sparql-graph-crud"),
        ("http://u:p@h/sparql", "http://u:p@h/sparql-graph-crud-auth"),
        ("http://h:7878/query", "http://h:7878/store"),
        ("http://h/ds/sparql", "http://h/ds/data"),
        ("http://h/repositories/un", "http://h/repositories/un/rdf-graphs/service"),
        ("http://h/ds", "http://h/ds"),
    ],
)
def test_the_address_of_graphs_follows_from_that_of_queries(
    asked: str, graphs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(GRAPH_STORE_VARIABLE, raising=False)
    assert graph_store_address(Address.of(asked)).url == graphs
    monkeypatch.setenv(GRAPH_STORE_VARIABLE, "https://h/gsp/")
    assert graph_store_address(Address.of(asked)).url == "https://h/gsp/"


def test_a_build_is_published_graph_by_graph_and_what_went_is_deleted(built_store: GraphStore) -> None:
    old, theirs = ID["A-RES-1-1"], NamedNode("http://example.org/theirs")
    store = pyoxigraph.Store()
    store.extend([Quad(old, MG["text"], Literal("old"), old), Quad(old, MG["text"], Literal("x"), theirs)])
    with serving(Keeper(store)) as keeper:
        address = Address.of(keeper.address)
        done = publish(built_store, address)
        assert (done.graphs, done.deleted) == (len(built_store.graph_names()), 1)
        assert keeper.log[-2:] == [f"DELETE {old.value}", f"PUT {BUILD_GRAPH.value}"]
        assert store.contains_named_graph(theirs)
        with Endpoint.open(address) as opened:
            assert set(opened.quads()) == set(built_store.quads())
            assert done.triples == sum(1 for _ in built_store.quads())


def test_a_refused_graph_is_named_and_nothing_is_deleted(built_store: GraphStore) -> None:
    names = built_store.graph_names()
    old = ID["A-RES-1-1"]
    store = pyoxigraph.Store()
    store.add(Quad(old, MG["text"], Literal("old"), old))
    with serving(Keeper(store, refused_graph=names[2].value)) as keeper:
        with pytest.raises(StoreError) as caught:
            publish(built_store, Address.of(keeper.address))
        told = str(caught.value)
        assert "507" in told and "the disk is" in told and "others; publish again" in told and told.isprintable()
        assert store.contains_named_graph(old)


def test_nothing_is_sent_where_nothing_answers(built_store: GraphStore) -> None:
    with serving(bad(saying(500, "text/plain", b"down"))) as keeper:
        with pytest.raises(StoreError, match="answered 500"):
            publish(built_store, Address.of(keeper.address))
        assert keeper.log == []


def test_only_what_changed_is_published_again(built_store: GraphStore) -> None:
    changed, doubted, gone = (ID[path] for path in ("A-RES-55-59/annex", "A-RES-60-177/annex", "A-RES-1-1"))
    with serving(Keeper()) as keeper:
        address = Address.of(keeper.address)
        publish(built_store, address)
        quads = [quad for quad in built_store.quads() if quad.graph_name != changed or quad.predicate != MG["heading"]]
        version = Quad(changed, DCAT["version"], Literal("sha256:another"), BUILD_GRAPH)
        quads = [quad for quad in quads if (quad.subject, quad.predicate) != (changed, DCAT["version"])] + [version]
        keeper.store.remove(next(keeper.store.quads_for_pattern(None, None, None, doubted)))
        keeper.store.add(Quad(gone, MG["text"], Literal("old"), gone))
        keeper.log.clear()

        done = publish(GraphStore.of(quads), address)

        put = [BUILD_GRAPH, changed, doubted, AUTHORITIES_GRAPH, SHARED_GRAPH]
        assert keeper.log[0] == keeper.log[-1] == f"PUT {BUILD_GRAPH.value}"
        assert set(keeper.log) == {f"DELETE {gone.value}", *(f"PUT {name.value}" for name in put)}
        assert (done.graphs, done.unchanged, done.deleted) == (5, 3, 1)
        assert set(keeper.store) == set(quads)


def test_a_publication_that_was_broken_off_is_completed_even_where_the_old_build_comes_back(
    built_store: GraphStore,
) -> None:
    names = [name for name in built_store.graph_names() if name.value.endswith("annex")]
    other = [
        Quad(quad.subject, quad.predicate, Literal(f"{quad.object.value} again"), quad.graph_name)
        if quad.predicate in (MG["text"], DCAT["version"]) and isinstance(quad.object, Literal)
        else quad
        for quad in built_store.quads()
    ]
    with serving(Keeper()) as keeper:
        address = Address.of(keeper.address)
        publish(built_store, address)
        keeper.refused_graph = names[-1].value
        with pytest.raises(StoreError, match="publish again"):
            publish(GraphStore.of(other), address)
        assert set(keeper.store) != set(built_store.quads())
        keeper.refused_graph = ""
        publish(built_store, address)
        assert set(keeper.store) == set(built_store.quads())


def test_the_command_builds_into_an_endpoint_and_asks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MANDATES_STORE", raising=False)
    text = tmp_path / "resolution.txt"
    text.write_text(
        "Resolution 77/1\n\nCrime prevention\n\nThe General Assembly,\n\nRecalling its resolution 55/25 of "
        "15 November 2000,\n\n1. Requests the Secretary-General to report on the matter.\n"
    )
    with serving(Keeper()) as keeper:
        built = CliRunner().invoke(main, ["build", str(text), "--workers", "1", "--store", keeper.address])
        assert built.exit_code == 0, built.output
        assert "Published" in built.stderr
        shown = CliRunner().invoke(main, ["report", "--store", keeper.address])
        assert shown.exit_code == 0 and "report on the matter" in shown.stdout
        before = set(keeper.store)
        text.write_text("nothing that is an instrument")
        assert CliRunner().invoke(main, ["build", str(text), "--store", keeper.address]).exit_code == 3
        assert set(keeper.store) == before


def test_the_graph_as_it_stood_is_the_same_wherever_it_is_kept(endpoint: Endpoint, in_memory: GraphStore) -> None:
    day = datetime.date(1998, 1, 1)
    assert set(as_at(endpoint, day).graph.quads()) == set(as_at(in_memory, day).graph.quads())
