"""Opening the graph that a command asks: where it is kept, and on which day it is looked at."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from mandategraph.presentation.terminal import Talk

if TYPE_CHECKING:
    from mandategraph.answers.asked import Day
    from mandategraph.graph.asking import Graph
    from mandategraph.graph.web import Address


def build_folder(directory: Path | Address | None) -> Path:
    """Return the folder of a store; for one that is kept elsewhere, the folder that its builds are made in."""
    from mandategraph.graph.store import default_directory

    if directory is None or isinstance(directory, Path):
        return directory or default_directory()
    from mandategraph.graph.publishing import workspace

    return workspace(directory)


def opened(directory: Path | Address | None, talk: Talk, day: datetime.date | None = None) -> Graph:
    """Return a graph to ask, built first where there is none yet; as it stood on a day, where one is given."""
    return opened_on(directory, talk, day)[0]


def opened_on(directory: Path | Address | None, talk: Talk, day: datetime.date | None) -> tuple[Graph, Day]:
    """Return a graph as `opened` does, and the day that answers are told for: today where none is given."""
    from mandategraph.answers.asked import Day, today
    from mandategraph.graph.asat import as_at

    store = _stored(directory, talk)
    if day is None:
        return store, today()
    with store:
        view = as_at(store, day)
    told = Day(day, past=True, later=view.later, undated=view.undated, unsure=view.unsure)
    for words in told.not_covered():
        talk.say(words)
    return view.graph, told


def _stored(directory: Path | Address | None, talk: Talk) -> Graph:
    if directory is not None and not isinstance(directory, Path):
        from mandategraph.graph.endpoint import Endpoint

        talk.detail(f"asking {directory}")
        return Endpoint.open(directory)
    from mandategraph.graph.build import ensure_built
    from mandategraph.graph.store import GraphStore

    if directory is not None and _is_typed():
        # Who names a store means that one: building another there would answer from what was not asked.
        store = GraphStore.open(directory)
    else:
        store = ensure_built(build_folder(directory), talk.progress())
    about = store.description
    talk.detail(f"asking {build_folder(directory)}: {about.triples:,} triples, built {about.built_at}")
    return store


def _is_typed() -> bool:
    """Tell whether the store was named with the command, and not by the environment."""
    source = click.get_current_context().get_parameter_source("directory")
    return source is ParameterSource.COMMANDLINE
