"""A graph that another store keeps, asked over the SPARQL 1.1 protocol.

It answers as `graph.store.GraphStore` does. The store behind the address must offer the union of its named graphs as
its default graph: queries ask the merge of all instruments. Only named graphs below the namespace of resources belong
to the build; whatever else the store keeps is never listed and never removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Self, cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat

from mandategraph.errors import StoreError
from mandategraph.graph.asking import Results, Term
from mandategraph.graph.binding import bind, mark_separators, unmark
from mandategraph.graph.web import MAX_BYTES, Address, Answer, Patience, Web, one_line
from mandategraph.queries.guard import first_word
from mandategraph.vocabulary import AUTHORITIES_GRAPH, ID, OWL, PREFIXES

_BASE = f"BASE <{ID}>\n"
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_OWN_BASE = re.compile(r"(\s|#[^\n\r]*)*BASE\s*<[^>]*>", re.IGNORECASE)
_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"

_UNION = f"""SELECT DISTINCT ?where {{
  {{ GRAPH <{AUTHORITIES_GRAPH.value}> {{ mg:Body a <{OWL["Class"].value}> }} BIND("named" AS ?where) }}
  UNION {{ mg:Body a <{OWL["Class"].value}> BIND("default" AS ?where) }}
}}"""
# Counted, and not DISTINCT, which takes Virtuoso three hundred times as long.
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?subject ?property ?value } } GROUP BY ?graph"

# Virtuoso writes the truth value of XSD as a number. Quotation marks inside a JSON string have a backslash, so this
# cannot stand in anybody's words.
_TRUTH = re.compile(rb'("datatype":\s*"http://www\.w3\.org/2001/XMLSchema#boolean",\s*"value":\s*")([01])"')
_WORDS_OF_TRUTH = {b"0": b'false"', b"1": b'true"'}
_VIRTUOSO_ASKED = "__ASK_RETVAL"


class Endpoint:
    """The graph behind an address. Unlike a `GraphStore` it changes while it is open, when its keeper changes it."""

    def __init__(self, address: Address, patience: Patience | None = None, max_bytes: int = MAX_BYTES) -> None:
        """Take the address of queries; nothing is sent yet."""
        self.address = address
        self._web = Web(address, patience, max_bytes)

    @classmethod
    def open(cls, address: Address, patience: Patience | None = None, max_bytes: int = MAX_BYTES) -> Endpoint:
        """Return the graph behind an address after a look whether it is there and whole.

        Raises `StoreError` where nothing answers, where it keeps no build, and where its default graph is not the
        union of its named graphs.
        """
        endpoint = cls(address, patience, max_bytes)
        try:
            with endpoint.reading():
                found = {row["where"].value for row in cast(pyoxigraph.QuerySolutions, endpoint.query(_UNION))}
            if not found:
                raise StoreError(f"{address}: keeps no build; run `mandates build … --store` with its address")
            if found == {"named"}:
                raise StoreError(
                    f"{address}: its default graph is not the union of its named graphs; "
                    "turn that on, or name an address that has it (docs/stores.md says how)"
                )
            if found == {"default"}:
                raise StoreError(f"{address}: keeps the build without its named graphs; load it anew as N-Quads")
        except BaseException:
            endpoint.close()
            raise
        return endpoint

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; ask nothing after."""
        self._web.close()

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Results:
        """Ask a SPARQL query, with the prefixes of the vocabulary known and relative IRIs below the resources.

        `substitutions` binds variables of the SELECT list by name. Raises `StoreError` where the endpoint does not
        answer, or not with the results of a query, all of them.
        """
        rows = first_word(text).upper() in {"SELECT", "ASK"}
        # As a form, the one way of the protocol that every store takes: Virtuoso 7 waits for ever on the other.
        marked = mark_separators(text)
        answer = self._web.send(
            "POST",
            form={"query": _with_prologue(bind(marked, substitutions or {}))},
            headers={"Accept": _ROWS if rows else _TRIPLES},
        )
        self._refuse_part(answer)
        with self.reading():
            return self._rows(answer, marked != text) if rows else self._triples(answer)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all of the build, graph by graph."""
        for name in [graph] if graph is not None else self.graph_names():
            found = cast(
                pyoxigraph.QuerySolutions,
                self.query(f"SELECT DISTINCT ?s ?p ?o {{ GRAPH <{name.value}> {{ ?s ?p ?o }} }}"),
            )
            with self.reading():
                for row in found:
                    yield Quad(row["s"], row["p"], row["o"], name)

    def graph_names(self) -> tuple[NamedNode, ...]:
        """Return the names of the build's named graphs, in order."""
        return tuple(sorted(self.graph_sizes(), key=lambda name: name.value))

    def graph_sizes(self) -> dict[NamedNode, int]:
        """Return the build's named graphs, each with the number of its triples, as the store counts them now."""
        found = cast(pyoxigraph.QuerySolutions, self.query(_GRAPHS))
        with self.reading():
            return {row["graph"]: int(row["triples"].value) for row in found if _of_a_build(row["graph"])}

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what the parsers raise for a garbled answer into a `StoreError`, also while results are read."""
        try:
            yield
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(f"{self.address}: its answer is garbled: {one_line(str(error))}") from error

    def _rows(self, answer: Answer, marked: bool) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        format = QueryResultsFormat.from_media_type(answer.media_type)
        if format is None or format.media_type not in _ROWS:
            raise self._not_sparql(answer)
        body = _TRUTH.sub(lambda truth: truth[1] + _WORDS_OF_TRUTH[truth[2]], answer.body)
        results = pyoxigraph.parse_query_results(unmark(body) if marked else body, format=format)
        if isinstance(results, pyoxigraph.QueryBoolean):
            return results
        if [variable.value for variable in results.variables] == [_VIRTUOSO_ASKED]:
            truth = "true" if any(row[0].value in {"1", "true"} for row in results) else "false"
            boolean = pyoxigraph.parse_query_results(
                f'{{"head":{{}},"boolean":{truth}}}', format=QueryResultsFormat.JSON
            )
            return cast(pyoxigraph.QueryBoolean, boolean)
        return results

    def _triples(self, answer: Answer) -> pyoxigraph.QueryTriples:
        format = RdfFormat.from_media_type(answer.media_type)
        if answer.media_type == "text/plain":
            format = RdfFormat.N_TRIPLES  # The name that N-Triples had before it had its own.
        if format is None or format.supports_datasets:
            raise self._not_sparql(answer)
        triples = pyoxigraph.Store()
        triples.extend(pyoxigraph.parse(answer.body, format=format))
        return cast(pyoxigraph.QueryTriples, triples.query("CONSTRUCT WHERE { ?s ?p ?o }"))

    def _not_sparql(self, answer: Answer) -> StoreError:
        what = one_line(answer.media_type) or "something without a type"
        return StoreError(f"{self.address}: answered {what}, not the results of a query; is it a SPARQL endpoint?")

    def _refuse_part(self, answer: Answer) -> None:
        """Raise `StoreError` where Virtuoso says that it cut an answer off, by number of rows or by time."""
        if rows := answer.headers.get("x-sparql-maxrows"):
            raise StoreError(
                f"{self.address}: cut its answer off after {one_line(rows)} rows; raise ResultSetMaxRows there"
            )
        if answer.status == 206 or "x-sql-state" in answer.headers:
            raise StoreError(f"{self.address}: gave only a part of its answer; raise the time that a query may take")


def _with_prologue(text: str) -> str:
    """Return a query with the prefixes of the vocabulary; a base of its own stands for ours, as Virtuoso takes one."""
    own = _OWN_BASE.match(text)
    return f"{own[0]}\n{_PREFIXES}{text[own.end() :]}" if own else _BASE + _PREFIXES + text


def _of_a_build(name: Term | None) -> bool:
    return isinstance(name, NamedNode) and name.value.startswith(ID)
