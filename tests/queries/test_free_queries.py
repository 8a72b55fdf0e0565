"""Queries that someone brings: what they may do, what they may not, and how mistakes are told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from mandategraph.errors import InputError, UsageError
from mandategraph.graph.asking import Graph
from mandategraph.queries.catalogue import get, run, run_text
from mandategraph.queries.guard import calls_service

HOLDERS = "SELECT ?leaf ?body { ?mandate mg:holder ?body ; prov:wasDerivedFrom/mg:leaf ?leaf } ORDER BY ?leaf"


def test_a_select_gives_its_own_columns_and_the_prefixes_are_known(excerpts: Graph) -> None:
    table = run_text(excerpts, "SELECT ?bodyLabel { <body/cicp> skos:prefLabel ?bodyLabel }")
    assert table.columns == ("bodyLabel",)
    assert table.rows == (("Centre for International Crime Prevention",),)


def test_an_iri_is_shown_as_a_query_may_write_it(excerpts: Graph) -> None:
    shown = run_text(excerpts, "SELECT ?class ?body { ?body skos:notation 'CICP' ; a ?class } ORDER BY ?class").rows
    assert shown == (("org:Organization", "<body/cicp>"), ("mg:Body", "<body/cicp>"))
    assert run_text(excerpts, f"ASK {{ {shown[1][1]} a {shown[1][0]} }}").rows == (("true",),)


def test_an_unbound_value_is_empty(excerpts: Graph) -> None:
    assert run_text(excerpts, "SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }").rows == (("1", ""),)


def test_rows_of_a_free_query_are_kept_as_they_are(excerpts: Graph) -> None:
    assert run_text(excerpts, "SELECT ?x { VALUES ?x { 1 1 } }").rows == (("1",), ("1",))


def test_an_ask_answers_true_or_false(excerpts: Graph) -> None:
    assert run_text(excerpts, "ASK { ?body a mg:Body }").rows == (("true",),)
    assert run_text(excerpts, "ASK { ?body a mg:Nothing }").rows == (("false",),)


def test_construct_and_describe_give_their_triples_to_read_and_to_write(excerpts: Graph) -> None:
    built = run_text(excerpts, "CONSTRUCT { ?body a mg:Body } WHERE { ?body skos:notation 'CICP' }")
    assert built.columns == ("subject", "predicate", "object")
    assert built.rows == (("<body/cicp>", "rdf:type", "mg:Body"),)
    assert len(built.triples) == 1
    described = run_text(excerpts, "DESCRIBE <body/cicp>")
    assert ("<body/cicp>", "skos:notation", "CICP") in described.rows


def test_a_value_is_bound_as_text_or_as_an_iri(excerpts: Graph) -> None:
    assert run_text(excerpts, HOLDERS, {"leaf": "27"}).rows == (("27", "<body/ecosoc>"),)
    assert {row[1] for row in run_text(excerpts, HOLDERS, {"body": "<body/cicp>"}).rows} == {"<body/cicp>"}
    table = run_text(excerpts, "SELECT ?class ?body { ?body a ?class }", {"class": "mg:UnrecognizedBody"})
    assert table.rows == (("mg:UnrecognizedBody", "<body/commonwealth-secretariat>"),)


def test_a_text_with_a_header_takes_values_as_the_named_queries_do(excerpts: Graph) -> None:
    query = get("mandates-of-body")
    brought = run_text(excerpts, query.text, {"body": "Centre for International Crime Prevention"}, "my.rq")
    assert brought == run(excerpts, query, {"body": "CICP"})
    assert brought.rows
    with pytest.raises(UsageError, match=r"my\.rq needs body"):
        run_text(excerpts, query.text, {}, "my.rq")


def test_a_value_for_a_variable_that_is_not_selected_is_refused(embedded_excerpts: Graph) -> None:
    with pytest.raises(UsageError, match=r"my\.rq: no value can be bound to \?nobody, because it is not in the SELECT"):
        run_text(embedded_excerpts, HOLDERS, {"nobody": "x"}, "my.rq")


def test_a_value_that_is_no_iri_is_refused(embedded_excerpts: Graph) -> None:
    with pytest.raises(UsageError, match=r"<a b> is no IRI"):
        run_text(embedded_excerpts, HOLDERS, {"body": "<a b>"})


@pytest.mark.parametrize(
    "text, message",
    [
        ("SELECT * {\n ?s ?p ?o\n FILTR(?o)\n}", r"q.rq, line 3, column \d+: this is not SPARQL: FILTR\(\?o\)$"),
        ("SELECT * {\n ?s ?p ?o ", r"q.rq, line 2, column \d+: the query ends too early: \?s \?p \?o$"),
        ("SELECT * {\n ?x a 'x }", r"q.rq, line 2, column \d+: the query ends too early: \?x a 'x }$"),
        ("SELECT * {\n ?x foo:a 1 }", r"q.rq, line 2, column \d+: the prefix foo: is not declared: \?x foo:a 1 }$"),
        ("SELECT * { } ; DROP ALL", r"q.rq, line 1, column \d+: this is not SPARQL: SELECT \* { } ; DROP ALL$"),
        ("SELECT * { ?x a <a b> }", r"q.rq, line 1, column \d+: this is not SPARQL \(IRI parsing failed\): SELECT"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?b", r"q.rq, line 1, .* \(The SELECT contains a variable that is unbound\)"),
        ("SELEC * {}", r"q.rq is no query \(it starts with 'SELEC'\); a query starts with SELECT, ASK, CONSTRUCT or"),
        ("", r"q.rq is no query \(it is empty\)"),
        ("# only a comment", r"q.rq is no query \(it is empty\)"),
    ],
)
def test_malformed_sparql_is_reported_in_one_line_with_its_place(
    embedded_excerpts: Graph, text: str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as raised:
        run_text(embedded_excerpts, text, name="q.rq")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a> <b> <c> }",
        "# tidy up\nPREFIX mg: <http://x/>\nBASE <http://x/> delete where { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP SILENT GRAPH <x>",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(embedded_excerpts: Graph, text: str) -> None:
    before = len(list(embedded_excerpts.quads()))
    with pytest.raises(UsageError, match=r"is an update, and updates are refused: a query only reads"):
        run_text(embedded_excerpts, text)
    assert len(list(embedded_excerpts.quads())) == before


@pytest.mark.parametrize("clause", ["FROM <file:///etc/passwd>", "FROM NAMED <https://example.org/x>", "from\n<g>"])
def test_files_and_the_web_are_refused(embedded_excerpts: Graph, clause: str) -> None:
    with pytest.raises(UsageError, match=r"FROM <.*> is refused: a query reads no file and no web page"):
        run_text(embedded_excerpts, f"SELECT * {clause} {{ ?s ?p ?o }}")


def test_the_graphs_of_the_store_may_be_chosen(excerpts: Graph) -> None:
    for clause in ("FROM <A-RES-55-59/annex>", "FROM <https://w3id.org/mandategraph/id/A-RES-55-59/annex>"):
        table = run_text(excerpts, f"SELECT DISTINCT ?i {clause} {{ ?i a mg:Instrument }}")
        assert table.rows == (("<A-RES-55-59/annex>",),)
    based = "BASE <https://w3id.org/mandategraph/> SELECT ?i FROM <id/A-RES-55-59/annex> { ?i a mg:Instrument }"
    assert run_text(excerpts, based).rows == (("<A-RES-55-59/annex>",),)


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . SeRvIcE<URL>{?a ?b ?c} }",
    "SELECT * { SERVICE # a comment\n <URL> # another\n { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    # "<" compares here, though the words after it could be an IRI.
    "SELECT * { ?s ?p ?a FILTER(?a<?s)SERVICE#>\n<URL> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?a FILTER(?a<'>')SERVICE<URL>{ ?a ?b ?c FILTER(?c!='x') } }",
    # Keywords need no blank before them.
    "SELECT * { ?s ?p 5SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p true.SERVICESILENT<URL>{ ?a ?b ?c } }",
    # Escapes that a parser may undo before it reads.
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
]

HARMLESS = [
    "# SERVICE <URL> { }\nSELECT * { ?s mg:key ?o }",
    "SELECT * { ?s mg:key ?o # SERVICE <URL> { }\n}",
    "SELECT * { ?s mg:key 'SERVICE <URL> { }' }",
    'SELECT * { ?s mg:key "it\'s \\" SERVICE <URL> { }" }',
    "SELECT * { ?s mg:key '''a'SERVICE <URL> { }''' }",
    'SELECT * { ?s mg:key """a"SERVICE <URL> { }""" }',
    "SELECT * { ?s mg:key <http://example.org/SERVICE> }",
    "SELECT * { GRAPH <http://example.org/SERVICE#x> { ?s ?p ?o } }",
    "SELECT ?service ?x { ?service mg:key ?x }",
    "SELECT * { GRAPH ?service { ?s mg:key ?o } }",
    "PREFIX e: <http://example.org/> SELECT * { ?s e:service ?x . ?s e:my-service ?y }",
    "PREFIX e: <http://example.org/> DESCRIBE e:service ?x { ?x mg:key 'nothing' }",
    "PREFIX service: <http://example.org/> SELECT * { ?s service:of ?o }",
    "SELECT * { ?s mg:key ?o FILTER(?o < 5 && ?o > 3) # SERVICE <URL> {\n }",
]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[tuple[str, list[str]]]:
    """A service on this machine that writes down every call."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", calls
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("text", CALLS)
def test_no_other_service_is_ever_called(embedded_excerpts: Graph, endpoint: tuple[str, list[str]], text: str) -> None:
    address, calls = endpoint
    with pytest.raises(UsageError, match="SERVICE is refused: a query reads only the graph of the store"):
        run_text(embedded_excerpts, text.replace("URL", address))
    assert calls == []


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_service_does_no_harm_elsewhere(embedded_excerpts: Graph, text: str) -> None:
    run_text(embedded_excerpts, text.replace("URL", "http://127.0.0.1/sparql"))


def test_a_long_query_is_searched_quickly() -> None:
    assert not calls_service("SELECT ?service { " + "?a <http://example.org/b> 'c' . " * 20_000 + "}")
