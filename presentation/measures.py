"""The analyses of networks by name, printed as tables or written as networks."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from mandategraph.errors import UsageError
from mandategraph.graph import analysis as measures
from mandategraph.graph.analysis import Measurement
from mandategraph.graph.explanation import COLUMNS as STEP_COLUMNS
from mandategraph.graph.explanation import explain
from mandategraph.graph.facts import Facts
from mandategraph.graph.network import build_network
from mandategraph.graph.networkfiles import NETWORK_FORMATS, writable
from mandategraph.presentation.pages import width
from mandategraph.presentation.tables import render_table

_OF_NETWORK: Mapping[str, Callable[..., Measurement]] = {
    "centrality": measures.centrality,
    "communities": measures.communities,
}


def analysis(
    facts: Facts, what: str, things: Sequence[str], network: str, all_holders: bool, result_format: str
) -> str | bytes:
    """Return one analysis in a format of `tables.TABLE_FORMATS`, or a network as "graphml" or "gexf".

    `what` is centrality, communities (of `network`), overlap, coverage, path (between two `things`) or network (its
    edges). Raises `UsageError` where things and analysis do not fit.
    """
    if (what == "path") != (len(things) == 2) or (things and what != "path"):
        raise UsageError("name two things with `path`, and none otherwise: mandates analyse path UNICRI corruption")
    if what == "network" or result_format in NETWORK_FORMATS:
        graph = build_network(facts, network, all_holders)
        if result_format in NETWORK_FORMATS:
            return NETWORK_FORMATS[result_format](writable(graph))
        edges = [
            (facts.things.label(one), facts.things.label(other), *_shown(data))
            for one, other, data in graph.edges(data=True)
        ]
        return render_table(("from", "to", "weight", "provisions"), edges, result_format)
    return _printed(_measurement(facts, what, things, network, all_holders), result_format)


def _measurement(facts: Facts, what: str, things: Sequence[str], network: str, all_holders: bool) -> Measurement:
    if what == "path":
        return explain(facts, *things)
    if what == "overlap":
        return measures.overlap(facts, all_holders)
    if what == "coverage":
        return measures.coverage(facts)
    return _OF_NETWORK[what](build_network(facts, network, all_holders))


def _shown(data: Mapping[str, object]) -> tuple[object, object]:
    return data.get("weight", ""), data.get("provisions", "")


def _printed(measurement: Measurement, result_format: str) -> str:
    if result_format != "table":
        return render_table(measurement.columns, measurement.rows, result_format)
    head = [measurement.title, *textwrap.wrap(measurement.measure, width()), ""]
    if measurement.columns == STEP_COLUMNS:
        return "\n".join([*head, *_told(measurement)]) + "\n"
    return "\n".join(head) + "\n" + render_table(measurement.columns, measurement.rows, result_format)


def _told(measurement: Measurement) -> Iterator[str]:
    """Tell a chain step by step, each with the provision that it rests on and its words."""
    if not measurement.rows:
        yield "No chain of provisions ties the two in this graph."
    for row in measurement.rows:
        step = dict(zip(measurement.columns, map(str, row), strict=True))
        yield from textwrap.wrap(f"{step['step']}. {step['from']} {step['relation']} {step['to']}", width())
        if step["leaf"]:
            indent = "   "
            yield f"{indent}{step['instrument']}, {step['leaf']}:"
            yield from textwrap.wrap(f"“{step['words']}”", width(), initial_indent=indent, subsequent_indent=indent)
        if step["also in"]:
            yield from textwrap.wrap(f"   also in {step['also in']}", width(), subsequent_indent="   ")
