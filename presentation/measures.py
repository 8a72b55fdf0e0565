"""The analyses of networks by name, printed as tables or written as networks."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mandategraph.errors import UsageError
from mandategraph.graph import analysis as measures
from mandategraph.graph.analysis import Measurement
from mandategraph.graph.explanation import COLUMNS as STEP_COLUMNS
from mandategraph.graph.explanation import explain
from mandategraph.graph.facts import EVERYTHING, Facts, Part
from mandategraph.graph.network import NETWORKS, build_network
from mandategraph.graph.networkfiles import NETWORK_FORMATS, writable
from mandategraph.presentation.pages import wrapped
from mandategraph.presentation.tables import render_table

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

# Which analyses take which option.
_OF_A_NETWORK = ("centrality", "communities", "network")
_OF_HOLDERS = (*_OF_A_NETWORK, "overlap")
# What the others need to know.
_PARTS = {
    "overlap": Part.MANDATES | Part.THEMES | Part.ACTIONS,
    "coverage": Part.MANDATES | Part.OTHERS | Part.THEMES,
    "path": EVERYTHING & ~(Part.ACTIONS | Part.LIMITS | Part.WORDS),
}


@contextmanager
def _garbage_left_alone() -> Iterator[None]:
    """Let the garbage collector rest: millions of small values are made here, and all of them stay to the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_garbage_left_alone()
def analysis(
    store: Graph, what: str, things: Sequence[str], network: str | None, all_holders: bool, result_format: str
) -> str | bytes:
    """Return one analysis in a format of `tables.TABLE_FORMATS`, or a network as "graphml" or "gexf".

    `what` is centrality, communities (of `network`), overlap, coverage, path (between two `things`) or network (its
    edges). Raises `UsageError` where things, options and analysis do not fit.
    """
    _refuse_unfitting(what, things, network, all_holders, result_format)
    name = network or "bodies-themes"
    facts = Facts.read(store, _parts(what, name, all_holders))
    if what == "network":
        graph = build_network(facts, name, all_holders)
        if result_format in NETWORK_FORMATS:
            return NETWORK_FORMATS[result_format](writable(graph))
        return render_table(
            ("from", "to", "weight", "provisions"), _edges(facts, graph.edges(data=True)), result_format
        )
    return _printed(_measurement(store, facts, what, things, name, all_holders), result_format)


def _parts(what: str, network: str, all_holders: bool) -> Part:
    if what in _OF_A_NETWORK:
        return NETWORKS[network].needs(all_holders)
    return _PARTS[what] | Part.OTHERS if all_holders else _PARTS[what]


def _refuse_unfitting(
    what: str, things: Sequence[str], network: str | None, all_holders: bool, result_format: str
) -> None:
    if (what == "path") != (len(things) == 2) or (things and what != "path"):
        raise UsageError("name two things with `path`, and none otherwise: mandates analyse path UNICRI corruption")
    if network and what not in _OF_A_NETWORK:
        raise UsageError(f"--network goes with {', '.join(_OF_A_NETWORK)}, not with {what}")
    if all_holders and what not in _OF_HOLDERS:
        raise UsageError(f"--all-holders goes with {', '.join(_OF_HOLDERS)}, not with {what}")
    if result_format in NETWORK_FORMATS and what != "network":
        raise UsageError(f"{result_format} holds a network: mandates analyse network --format {result_format}")


def _measurement(
    store: Graph, facts: Facts, what: str, things: Sequence[str], network: str, all_holders: bool
) -> Measurement:
    if what == "path":
        start, end = things
        return explain(facts, start, end, store)
    if what == "overlap":
        return measures.overlap(facts, all_holders)
    if what == "coverage":
        return measures.coverage(facts)
    measure = measures.centrality if what == "centrality" else measures.communities
    return measure(build_network(facts, network, all_holders))


def _edges(
    facts: Facts, edges: Sequence[tuple[str, str, Mapping[str, object]]]
) -> Iterator[tuple[str, str, object, object]]:
    for one, other, data in edges:
        # A succession that no text calls for rests on the authority files, and tells its change.
        written = data.get("provisions") or data.get("change", "")
        yield facts.things.label(one), facts.things.label(other), data.get("weight", 1), written


def _printed(measurement: Measurement, result_format: str) -> str:
    if result_format != "table":
        return render_table(measurement.columns, measurement.rows, result_format)
    head = [measurement.title, *wrapped(measurement.measure), ""]
    if measurement.columns == STEP_COLUMNS:
        return "\n".join([*head, *_told(measurement)]) + "\n"
    return "\n".join(head) + "\n" + render_table(measurement.columns, measurement.rows, result_format)


def _told(measurement: Measurement) -> Iterator[str]:
    """Tell a chain step by step, each with the provision that it rests on and its words."""
    if not measurement.rows:
        yield "No chain of provisions ties the two in this graph."
    for row in measurement.rows:
        step = dict(zip(measurement.columns, map(str, row), strict=True))
        yield from wrapped(f"{step['from']} {step['relation']} {step['to']}", f"{step['step']}. ")
        if step["leaf"]:
            yield f"   {step['instrument']}, {step['leaf']}:"
            yield from wrapped(f"“{step['words']}”", "   ")
        elif step["instrument"]:
            yield from wrapped(step["instrument"], "   ")
        if step["also in"]:
            yield from wrapped(f"also in {step['also in']}", "   ")
