"""The graph as it stood on a day."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.errors import UsageError
from mandategraph.graph.asat import AsAt, as_at, read_day
from mandategraph.graph.asking import Graph
from mandategraph.graph.sparql import rows, value
from mandategraph.graph.store import GraphStore
from mandategraph.graph.succession import heirs_by_label
from mandategraph.queries.catalogue import NamedQuery, catalogue, run
from mandategraph.vocabulary import AUTHORITIES_GRAPH, BUILD_GRAPH, DCTERMS, ELI, ID, MG, RDF, SHARED_GRAPH, XSD

FIRST = datetime.date(1991, 12, 18)
_TEXTS = "SELECT DISTINCT ?symbol { ?p mg:instrument ?i . ?i dcterms:identifier ?symbol }"
_DIRECTIVES = (
    """SELECT ?directive ?date { ?directive a mg:Directive ; mg:instrument ?i . ?i eli:date_document ?date }"""
)
_KNOWN = "SELECT ?symbol ?date { ?i a mg:Instrument ; dcterms:identifier ?symbol ; eli:date_document ?date }"
_RECEPTIONS = "SELECT ?date { ?i mg:reception ?r . ?r eli:date_document ?date }"


def view(store: Graph, date: str) -> AsAt:
    return as_at(store, datetime.date.fromisoformat(date))


def texts(store: Graph) -> set[str]:
    return {value(row, "symbol") for row in rows(store, _TEXTS)}


def directives(store: Graph, until: str = "9999") -> set[str]:
    return {value(row, "directive") for row in rows(store, _DIRECTIVES) if value(row, "date") <= until}


@pytest.fixture(scope="module")
def in_memory(built_store: GraphStore) -> GraphStore:
    """The five instruments in memory, which is read soonest."""
    return GraphStore.of(built_store.quads())


@pytest.fixture(scope="module")
def new_year_1998(in_memory: GraphStore) -> AsAt:
    """The graph as it stood on 1 January 1998."""
    return view(in_memory, "1998-01-01")


def test_only_the_instruments_of_that_time_are_there(new_year_1998: AsAt) -> None:
    assert texts(new_year_1998.graph) == {"A/RES/46/152, annex", "A/49/748, annex, sect. I.A"}
    assert (new_year_1998.later, new_year_1998.undated, new_year_1998.unsure) == (3, 0, ())


def test_mandates_of_a_body_are_held_by_what_it_had_become_by_then(in_memory: GraphStore) -> None:
    branch = ID["body/cpcjb"].value
    assert heirs_by_label(view(in_memory, "1998-01-01").graph)[branch] == "Centre for International Crime Prevention"
    assert (
        heirs_by_label(view(in_memory, "1997-10-01").graph)[branch] == "Crime Prevention and Criminal Justice Division"
    )
    assert heirs_by_label(view(in_memory, "2000-01-01").graph)[branch] == "Office for Drug Control and Crime Prevention"
    assert heirs_by_label(view(in_memory, "2003-01-01").graph)[branch] == "United Nations Office on Drugs and Crime"
    assert branch not in heirs_by_label(view(in_memory, "1995-06-01").graph)


def test_a_change_that_may_have_happened_is_told_as_unsure(in_memory: GraphStore) -> None:
    assert "The Division becomes the Centre for International Crime Prevention" in view(in_memory, "1997-10-01").unsure
    assert not view(in_memory, "1997-12-22").unsure
    assert view(in_memory, "2002-06-01").unsure == ("The Office becomes the United Nations Office on Drugs and Crime",)


def test_an_annex_stands_from_its_own_day_and_is_received_on_another(in_memory: GraphStore) -> None:
    before, after = view(in_memory, "1994-12-01").graph, view(in_memory, "1994-12-23").graph
    assert "A/49/748, annex, sect. I.A" in texts(before)
    assert "1994-12-23" not in {value(row, "date") for row in rows(before, _RECEPTIONS)}
    assert "1994-12-23" in {value(row, "date") for row in rows(after, _RECEPTIONS)}


def test_what_is_only_known_by_name_is_left_out_when_it_is_later(in_memory: GraphStore, new_year_1998: AsAt) -> None:
    known = {value(row, "symbol"): value(row, "date") for row in rows(new_year_1998.graph, _KNOWN)}
    assert max(known.values()) <= "1998-01-01"
    assert "A/RES/40/34, annex" in known
    assert "A/RES/57/170" not in known
    assert "A/RES/57/170" in {value(row, "symbol") for row in rows(in_memory, _KNOWN)}


def test_no_triple_names_what_is_left_out(in_memory: GraphStore, new_year_1998: AsAt) -> None:
    ends = {end.value for quad in new_year_1998.graph.quads() for end in (quad.subject, quad.object)
            if isinstance(end, NamedNode)}  # fmt: skip
    for iri in ("A-RES-55-59/annex", "A-RES-56-261/annex", "A-RES-60-177/annex"):
        assert not [end for end in ends if end.partition("#")[0] == f"{ID}{iri}"]
        assert not [end for end in ends if end.startswith(f"{BUILD_GRAPH.value}/{iri}")]


@settings(max_examples=15, deadline=None)
@given(day=st.dates(min_value=FIRST, max_value=datetime.date(2030, 1, 1)))
def test_the_directives_are_those_of_the_instruments_dated_until_then(
    in_memory: GraphStore, day: datetime.date
) -> None:
    assert directives(as_at(in_memory, day).graph) == directives(in_memory, until=day.isoformat())


def test_in_the_far_future_the_graph_is_whole(in_memory: GraphStore) -> None:
    whole = view(in_memory, "9999-12-31")
    assert set(whole.graph.quads()) == set(in_memory.quads())
    assert (whole.later, whole.undated) == (0, 0)


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_every_named_query_can_be_asked(new_year_1998: AsAt, in_memory: GraphStore, query: NamedQuery) -> None:
    values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    late = values.get("instrument") or values.get("declaration")
    if late and "46/152" not in late:
        values = {name: "A/RES/46/152" if words == late else words for name, words in values.items()}
    if values.get("leaf"):
        values["leaf"] = "26(c)"
    table = run(new_year_1998.graph, query, values)
    assert table.columns == run(in_memory, query, values).columns


def small(*more: Quad) -> GraphStore:
    """A resolution of 2009 whose day is unknown, its annex without a date, and one without anything known."""
    quads = list(more)
    for path, symbol, date in (("R-1", "R/1", "2009"), ("R-1/annex", "R/1", ""), ("R-2", "R/2", "")):
        graph = ID[path]
        quads += [
            Quad(graph, MG["symbol"], Literal(symbol), graph),
            Quad(graph, RDF["type"], MG["Instrument"], graph),
            Quad(graph, DCTERMS["identifier"], Literal(path.replace("-", "/").replace("/annex", ", annex")), graph),
            Quad(NamedNode(f"{graph.value}#para_1"), MG["instrument"], graph, graph),
        ]
        if date:
            quads.append(Quad(graph, ELI["date_document"], Literal(date, datatype=XSD["gYear"]), graph))
    return GraphStore.of(quads)


def test_a_year_counts_from_its_end_and_an_annex_stands_with_its_resolution() -> None:
    found = view(small(), "2010-01-01")
    assert texts(found.graph) == {"R/1", "R/1, annex"}
    assert (found.later, found.undated) == (0, 1)


def test_where_nothing_is_as_old_the_first_date_is_told() -> None:
    with pytest.raises(
        UsageError, match="nothing in this graph is as old as 2009-06-01; its first instrument is of 2009"
    ):
        view(small(), "2009-06-01")


def test_what_only_texts_name_is_known_from_the_first_of_them_on() -> None:
    named, unnamed = ID["x-1"], ID["x-2"]
    graph = ID["R-1"]
    loose = [Quad(thing, RDF["type"], MG["UnresolvedInstrument"], SHARED_GRAPH) for thing in (named, unnamed)]
    cites = [
        Quad(NamedNode(f"{graph.value}#para_1"), ELI["cites"], named, graph),
        Quad(NamedNode(f"{ID['R-2'].value}#para_1"), ELI["cites"], unnamed, ID["R-2"]),
        Quad(ID["body/x"], RDF["type"], MG["Body"], AUTHORITIES_GRAPH),
    ]
    quads = set(view(small(*loose, *cites), "2010-01-01").graph.quads())
    assert loose[0] in quads
    assert cites[2] in quads
    assert loose[1] not in quads


@pytest.mark.parametrize(
    ("words", "day"), [("1998-01-01", "1998-01-01"), ("1998", "1998-12-31"), (" 2002-12-18 ", "2002-12-18")]
)
def test_a_day_is_a_date_or_the_last_of_a_year(words: str, day: str) -> None:
    assert read_day(words).isoformat() == day


@pytest.mark.parametrize("words", ["", "yesterday", "1998-13-01", "1998-02-30", "98", "1/1/1998", "0000"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="is no day; write a date such as 1998-01-01, or a year"):
        read_day(words)


def test_a_day_that_is_yet_to_come_is_refused() -> None:
    with pytest.raises(UsageError, match="9000-01-01 is yet to come; name a day of the past"):
        read_day("9000-01-01")


def test_a_body_is_part_of_another_only_after_it_was_made_part_of_it(built_store: GraphStore) -> None:
    part_of = "ASK { <body/cicp> org:unitOf <body/odccp> }"
    assert bool(built_store.query(part_of))
    assert not bool(as_at(built_store, datetime.date(1998, 10, 29)).graph.query(part_of))
    assert bool(as_at(built_store, datetime.date(1998, 10, 30)).graph.query(part_of))
