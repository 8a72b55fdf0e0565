"""How a build goes on, and what it made."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from mandategraph.graph.build import BuildSummary
    from mandategraph.graph.gathering import Progress
    from mandategraph.presentation.terminal import Talk

_LISTED = 30
"""How many instruments are listed one by one."""
_STEPS = 1_000


@contextmanager
def reading_progress(talk: Talk) -> Iterator[Callable[[Progress], None]]:
    """Give what shows, on a terminal, how far the reading is: a bar, the rate, and the time that is left."""
    if talk.quiet or not sys.stderr.isatty():
        yield lambda progress: None
        return
    start = time.monotonic()
    words = ""
    shown: ProgressBar[int] = click.progressbar(
        length=_STEPS, file=sys.stderr, show_eta=True, show_percent=True, item_show_func=lambda item: words
    )
    with shown as bar:

        def show(progress: Progress) -> None:
            nonlocal words
            rate = progress.size / 1e6 / max(time.monotonic() - start, 0.001)
            words = f"{progress.documents:,} documents, {rate:.1f} MB/s"
            bar.update(int(progress.share * _STEPS) - bar.pos)

        yield show


def render_summary(summary: BuildSummary) -> str:
    """Return what a build holds, instrument by instrument where they are few, and where it is."""
    made = summary.instruments
    if len(made) <= _LISTED:
        lines = [f"{each.identifier}: {each.provisions:,} provisions, {each.directives:,} directives" for each in made]
    else:
        provisions, directives = (sum(getattr(each, name) for each in made) for name in ("provisions", "directives"))
        lines = [f"{len(made):,} instruments: {provisions:,} provisions, {directives:,} directives"]
        lines += [f"{len(summary.sources):,} documents, {summary.read:,} of them read anew"]
    if summary.refused:
        lines += [f"{_counted(len(summary.refused), 'document')} left out"]
    if summary.warnings:
        lines += [f"{_counted(len(summary.warnings), 'warning')} of the shapes; `mandates validate` tells them"]
    return "\n".join([*lines, f"{summary.triples:,} triples in {summary.directory}", ""])


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
