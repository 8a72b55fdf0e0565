"""From what a person writes to the thing of the graph that is meant."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal

from mandategraph.errors import UsageError
from mandategraph.graph.asking import Graph
from mandategraph.queries.values import resolve_value
from mandategraph.vocabulary import ID, XSD


@pytest.mark.parametrize(
    "kind, value, path",
    [
        ("body", "CICP", "body/cicp"),
        ("body", "cicp", "body/cicp"),
        ("body", "Centre for International Crime Prevention", "body/cicp"),
        ("body", "the  centre for international crime prevention", "body/cicp"),
        ("body", "United Nations Centre for International Crime Prevention", "body/cicp"),
        ("body", "Centre", "body/cicp"),
        ("body", "Member States", "body/states"),
        ("body", "Commonwealth Secretariat", "body/commonwealth-secretariat"),
        ("body", "<body/cicp>", "body/cicp"),
        ("body", f"{ID}body/cicp", "body/cicp"),
        ("theme", "trafficking-in-persons", "theme/trafficking-in-persons"),
        ("theme", "Human trafficking", "theme/trafficking-in-persons"),
        ("modality", "Obligation", "modality/obligation"),
        ("action", "collect data", "action/collect-data"),
        ("condition", "on request", "condition/on-request"),
        ("instrument", "A/RES/56/261", "A-RES-56-261/annex"),
        ("instrument", "a/res/56/261", "A-RES-56-261/annex"),
        ("instrument", "56/261", "A-RES-56-261/annex"),
        ("instrument", "A/RES/56/261, annex", "A-RES-56-261/annex"),
        ("instrument", "A-RES-56-261/annex", "A-RES-56-261/annex"),
        ("instrument", "resolution 56/261", "A-RES-56-261/annex"),
        ("instrument", "General Assembly resolution 56/261, annex", "A-RES-56-261/annex"),
        ("instrument", "Vienna Declaration", "A-RES-55-59/annex"),
        ("instrument", "the Vienna declaration", "A-RES-55-59/annex"),
        ("instrument", "A/49/748", "A-49-748/annex-sect-I.A"),
        ("instrument", "49/748", "A-49-748/annex-sect-I.A"),
        ("instrument", "UNTOC", "A-RES-55-25/annex-I"),
        ("instrument", "A/RES/55/25, annex II", "A-RES-55-25/annex-II"),
        ("instrument", "55/25 annex III", "A-RES-55-25/annex-III"),
        ("instrument", "E/RES/1992/1", "E-RES-1992-1"),
        ("instrument", "Economic and Social Council resolution 1992/1", "E-RES-1992-1"),
        ("instrument", "1992/1", "E-RES-1992-1"),
        ("instrument", "A/RES/40/34", "A-RES-40-34"),
        ("instrument", "A/RES/59/156", "A-RES-59-156"),
    ],
)
def test_people_may_write_it_in_many_ways(excerpts: Graph, kind: str, value: str, path: str) -> None:
    assert resolve_value(excerpts, kind, value) == ID[path]


@pytest.mark.parametrize(
    "value, leaf",
    [("26(a)", "26(a)"), ("26 (a)", "26(a)"), ("para. 26 (A)", "26(a)"), ("paragraph 27.", "27"), ("FN3", "fn3")],
)
def test_a_leaf_may_be_written_as_in_prose(excerpts: Graph, value: str, leaf: str) -> None:
    assert resolve_value(excerpts, "leaf", value) == Literal(leaf)


def test_a_year_is_four_digits(excerpts: Graph) -> None:
    assert resolve_value(excerpts, "year", "2005") == Literal("2005", datatype=XSD["gYear"])
    with pytest.raises(UsageError, match="'next year' is no year; write four digits"):
        resolve_value(excerpts, "year", "next year")


@pytest.mark.parametrize(
    "kind, value, message",
    [
        ("body", "CICPP", "the graph has no body called 'CICPP'; did you mean CICP"),
        ("theme", "coruption", "no theme called 'coruption'; did you mean corruption"),
        ("modality", "obligations", "no modality called 'obligations'; did you mean obligation"),
        ("instrument", "A/RES/56/216", "no instrument called 'A/RES/56/216'; did you mean A/RES/56/261"),
        ("leaf", "26(z)", r"no paragraph '26\(z\)'; did you mean 26\(a\)"),
        ("body", "  ", "the value of a body is empty"),
        ("theme", "CICP", "no theme called 'CICP'"),
    ],
)
def test_an_unknown_value_gets_near_names(excerpts: Graph, kind: str, value: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        resolve_value(excerpts, kind, value)


@pytest.mark.parametrize(
    "kind, value, names",
    [
        ("instrument", "A/RES/55/25", "A/RES/55/25, annex I, A/RES/55/25, annex II, A/RES/55/25, annex III"),
        ("instrument", "Protocol", "A/RES/55/25, annex II, A/RES/55/25, annex III"),
        ("body", "the Commission", "CCPCJ, INSTITUTES"),
    ],
)
def test_a_name_that_means_several_things_asks_which(excerpts: Graph, kind: str, value: str, names: str) -> None:
    with pytest.raises(UsageError, match=f"names more than one {kind}; write one of {names}$"):
        resolve_value(excerpts, kind, value)


def test_a_leaf_is_looked_for_in_the_instrument_that_is_asked_for(excerpts: Graph) -> None:
    with pytest.raises(UsageError, match=r"no paragraph '26\(a\)' in A/RES/55/59, annex"):
        resolve_value(excerpts, "leaf", "26(a)", ID["A-RES-55-59/annex"])


def test_a_resolution_stands_for_its_annex_only_where_the_annex_has_been_read(excerpts: Graph) -> None:
    read = resolve_value(excerpts, "instrument", "A/RES/55/59")
    cited = resolve_value(excerpts, "instrument", "A/RES/40/34")
    assert isinstance(read, pyoxigraph.NamedNode) and read.value.endswith("A-RES-55-59/annex")
    assert isinstance(cited, pyoxigraph.NamedNode) and cited.value.endswith("A-RES-40-34")
