"""The catalogue: complete headers, values that are bound, and tables for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad

from mandategraph.errors import InputError, UsageError
from mandategraph.graph.asking import Graph
from mandategraph.queries.catalogue import NamedQuery, catalogue, get, run
from mandategraph.queries.headers import KINDS, read_header
from mandategraph.vocabulary import ID, MG, PREFIXES, PROV

EXCERPTS = Path(__file__).parent / "excerpts.trig"
FOLDER = resources.files("mandategraph").joinpath("queries")
NAMES = sorted(file.name.removesuffix(".rq") for file in FOLDER.iterdir() if file.name.endswith(".rq"))


BY_DATE = [
    "A/RES/46/152, annex",
    "A/49/748, annex, sect. I.A",
    "A/RES/55/59, annex",
    "A/RES/56/261, annex",
    "A/RES/60/177, annex",
    "A/RES/40/34, annex",
]


def name_of(query: NamedQuery) -> str:
    return query.name


def columns_of(query: NamedQuery) -> list[str]:
    return [column.name for column in query.columns]


def select_list(query: NamedQuery) -> list[str]:
    """The variables that a query gives, in their order, as Oxigraph reads them."""
    result = pyoxigraph.Store().query(query.text, base_iri=ID, prefixes=dict(PREFIXES))
    assert isinstance(result, pyoxigraph.QuerySolutions)
    return [variable.value for variable in result.variables]


def test_the_catalogue_has_every_query_file_and_at_least_24() -> None:
    assert [query.name for query in catalogue()] == NAMES
    assert len(NAMES) >= 24


@pytest.mark.parametrize("query", catalogue(), ids=name_of)
def test_every_header_is_complete_and_true(query: NamedQuery) -> None:
    assert query.title
    assert not query.title.endswith(".")
    assert query.question.rstrip(".").count("?") >= 1, "a question is a question"
    assert query.columns
    for parameter in query.parameters:
        assert parameter.kind in KINDS
        assert parameter.meaning and parameter.example
    parameters = [parameter.name for parameter in query.parameters]
    assert [name.removesuffix("Label") for name in select_list(query)] == columns_of(query) + parameters


@pytest.mark.parametrize("query", catalogue(), ids=name_of)
def test_every_query_file_is_tidy(query: NamedQuery) -> None:
    assert query.text.endswith("\n") and not query.text.endswith("\n\n")
    for line in query.text.splitlines():
        assert len(line) <= 120
        assert line == line.rstrip()
    assert "PREFIX" not in query.text, "the prefixes of the vocabulary are known"
    assert "http" not in query.text, "an IRI is written with its prefix"


@pytest.mark.parametrize("query", catalogue(), ids=name_of)
def test_the_table_has_the_columns_of_the_header(query: NamedQuery, excerpts: Graph) -> None:
    values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    table = run(excerpts, query, values)
    assert table.columns == tuple(columns_of(query))
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("query", catalogue(), ids=name_of)
def test_answers_have_no_raw_iris_and_no_row_twice(query: NamedQuery, excerpts: Graph) -> None:
    values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    rows = run(excerpts, query, values).rows
    assert len(set(rows)) == len(rows)
    for value in (value for row in rows for value in row):
        assert not re.search(r"https?://|^<|^mg:", value)


@pytest.mark.parametrize("query", catalogue(), ids=name_of)
def test_every_column_has_something_to_say(query: NamedQuery, excerpts: Graph) -> None:
    values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    table = run(excerpts, query, values)
    assert table.rows
    for column, name in enumerate(table.columns):
        assert any(row[column] for row in table.rows), name


@pytest.fixture(scope="module")
def repeated_quads() -> tuple[Quad, ...]:
    """The excerpts, with every directive given once more in 1991 and once more in 1994."""
    quads = list(pyoxigraph.parse(path=EXCERPTS, format=pyoxigraph.RdfFormat.TRIG))
    directives = {quad.subject for quad in quads if quad.object == MG["Directive"]}
    for path, eid in (("A-RES-46-152/annex", "para_26__point_a"), ("A-49-748/annex-sect-I.A", "para_21")):
        instead = {PROV["wasDerivedFrom"]: ID[f"{path}#{eid}"], MG["instrument"]: ID[path]}
        for quad in list(quads):
            if quad.subject in directives and isinstance(quad.subject, NamedNode):
                again = NamedNode(f"{quad.subject.value}__{eid}")
                quads.append(Quad(again, quad.predicate, instead.get(quad.predicate, quad.object), ID[path]))
    return tuple(quads)


@pytest.fixture
def repeated(keep: Callable[[Sequence[Quad]], Graph], repeated_quads: tuple[Quad, ...]) -> Graph:
    """The excerpts with repetitions, to ask."""
    return keep(repeated_quads)


@pytest.mark.parametrize("query", [query for query in catalogue() if "instrument" in columns_of(query)], ids=name_of)
def test_instruments_come_in_the_order_of_their_dates(query: NamedQuery, repeated: Graph) -> None:
    values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    table = run(repeated, query, values)
    place = table.columns.index("instrument")
    by_group: dict[tuple[str, ...], list[str]] = {}
    for row in table.rows:
        by_group.setdefault(row[:place], []).append(row[place])
    for group, instruments in by_group.items():
        assert instruments == sorted(instruments, key=BY_DATE.index), group


def test_places_come_in_the_order_of_the_dates_of_their_instruments(repeated: Graph) -> None:
    places = run(repeated, "actions-of-body", {"body": "CICP"}).rows[0][-1].split(" · ")
    assert [place.rpartition(" ")[0] for place in places] == [BY_DATE[0], BY_DATE[1], *[BY_DATE[3]] * 4]


def test_a_query_that_is_not_there_gets_near_names() -> None:
    with pytest.raises(UsageError, match=r"no query called 'mandate-of-body'; did you mean mandates-of-body"):
        get("mandate-of-body")


def test_a_missing_parameter_is_named_with_all_parameters(excerpts: Graph) -> None:
    with pytest.raises(UsageError, match=r"mandates-of-body needs body \(its parameters: body \(body\), instrument"):
        run(excerpts, "mandates-of-body")


def test_an_unknown_parameter_is_named_with_all_parameters(excerpts: Graph) -> None:
    with pytest.raises(UsageError, match=r"no parameter 'bodi'; did you mean body\? \(its parameters: body \(body\)"):
        run(excerpts, "mandates-of-body", {"bodi": "CICP"})


def test_a_query_without_parameters_says_so(excerpts: Graph) -> None:
    with pytest.raises(UsageError, match=r"bodies has no parameter 'body' \(it has no parameters\)"):
        run(excerpts, "bodies", {"body": "CICP"})


def test_values_are_bound_and_never_become_part_of_the_text(excerpts: Graph) -> None:
    hostile = '") } } DROP ALL ; SELECT * { ?s ?p ?o FILTER CONTAINS(?o, "'
    assert run(excerpts, "words", {"words": hostile}).rows == ()


def test_a_value_with_quotes_and_backslashes_is_looked_for_as_it_is(excerpts: Graph) -> None:
    assert run(excerpts, "words", {"words": "Ministers’ Council"}).rows
    assert run(excerpts, "words", {"words": "\\"}).rows == ()


def test_the_column_of_a_parameter_is_left_out(excerpts: Graph) -> None:
    table = run(excerpts, "mandates", {"theme": "corruption"})
    assert table.columns == ("body", "instrument", "leaf", "modality", "words")


def test_an_open_parameter_narrows_nothing_and_a_given_one_does(excerpts: Graph) -> None:
    everything = set(run(excerpts, "mandates").rows)
    assert len(everything) == 16
    for name, value, number in [
        ("body", "CICP", 6),
        ("theme", "corruption", 3),
        ("instrument", "46/152", 5),
        ("modality", "permission", 1),
        ("action", "collect-data", 4),
        ("since", "2005", 1),
    ]:
        narrowed = set(run(excerpts, "mandates", {name: value}).rows)
        assert narrowed < everything
        assert len(narrowed) == number, name


def test_parameters_narrow_together(excerpts: Graph) -> None:
    table = run(excerpts, "mandates", {"body": "CICP", "theme": "corruption", "action": "collect-data"})
    assert [row[2] for row in table.rows] == ["9(e)"]


def test_a_header_goes_on_in_indented_lines() -> None:
    query = read_header("mine", "# title: A long\n#   title\n# column: a — what stands\n#   there\n\nASK {}")
    assert query.title == "A long title"
    assert query.columns == (("a", "what stands there"),)


def test_comments_below_the_header_are_no_header() -> None:
    assert read_header("mine", "# title: Mine\nASK {}\n# title: Other\n").title == "Mine"


@pytest.mark.parametrize(
    "line, message",
    [
        ("# parameter: body body", r"mine, line 2: write a parameter as"),
        ("# parameter: body (bodies, required) — who; for example CICP", r"mine, line 2: 'bodies' is no kind"),
        ("# column: words", r"mine, line 2: write a column as"),
    ],
)
def test_a_broken_header_is_reported_with_its_line(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_header("mine", f"# title: Mine\n{line}\nASK {{}}")
