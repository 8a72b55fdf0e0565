"""How a build goes on, and what it made."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from mandategraph.graph.build import BuildSummary
    from mandategraph.graph.gathering import Progress
    from mandategraph.presentation.terminal import Talk

_LISTED = 30
"""How many instruments are listed one by one."""
_STEPS = 1_000


class BuildTalk:
    """Tells the steps of a build, and, on a terminal, how far the reading is: a bar, the rate, and the time left."""

    def __init__(self, talk: Talk) -> None:
        self._say = talk.progress()
        self._shows = not talk.quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._start = 0.0
        self._words = ""

    def __enter__(self) -> Self:
        self._start = time.monotonic()
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def step(self, words: str) -> None:
        """Tell the next step."""
        self._close()
        self._say(words)

    def document(self, progress: Progress) -> None:
        """Show how far the reading is."""
        if not self._shows:
            return
        rate = progress.size / 1e6 / max(time.monotonic() - self._start, 0.001)
        self._words = f"{_counted(progress.documents, 'document')}, {rate:.1f} MB/s"
        if self._bar is None:
            self._bar = click.progressbar(length=_STEPS, file=sys.stderr, item_show_func=lambda _item: self._words)
        self._bar.update(int(progress.share * _STEPS) - self._bar.pos)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None


def render_summary(summary: BuildSummary, place: str) -> str:
    """Return what a build holds, instrument by instrument where they are few, and in which place it is."""
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
    return "\n".join([*lines, f"{summary.triples:,} triples in {place}", ""])


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
