"""The options that commands share, defined once."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mandategraph.presentation.answers import chosen

if TYPE_CHECKING:
    from mandategraph.graph.web import Address

Command = TypeVar("Command", bound=Callable[..., Any])

# What can be chosen, spelled here so that help needs no heavy import; a test holds it against what it names.
GROUPS = ("instrument", "theme", "modality")
ANALYSES = ("centrality", "communities", "overlap", "coverage", "path", "network")
NETWORKS = ("bodies-themes", "bodies-instruments", "citations", "succession", "partnership")
LISTS = ("bodies", "instruments", "themes", "modalities", "actions", "conditions", "queries")
FRAMES = ("instrument", "body")
PICTURES = ("bodies-themes", "succession", "citations", "trace")
SEVERITIES = ("note", "notice", "warning")
COMPARED = ("holders", "verbs", "citations", "paragraphs", "kinds", "numbers")


def _place(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | Address | None:
    """Return where a store is. Raises `UsageError` for an address that no store can have."""
    if value is None or "://" not in value:
        return Path(value) if value else None
    from mandategraph.graph.web import Address

    return Address.of(value)


store_option = click.option(
    "--store",
    "directory",
    callback=_place,
    envvar="MANDATES_STORE",
    metavar="DIR|URL",
    help="Folder of the store, or address of a SPARQL endpoint.  [default: $MANDATES_STORE, or the user's data folder]",
)


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    """Return the day that an answer is told for. Raises `UsageError` for what is none."""
    if value is None:
        return None
    from mandategraph.graph.asat import read_day

    return read_day(value)


as_at_option = click.option(
    "--as-at",
    callback=_day,
    metavar="DATE",
    help="Answer as things stood on a day, such as 1998-01-01, or at the end of a year.  [default: today]",
)


def choice(name: str, values: Sequence[str], meaning: str, default: str | None = None) -> Callable[[Command], Command]:
    """Return an option that takes one of some values, which its help names; `meaning` ends where they follow."""
    told = f"{meaning} {', '.join(values[:-1])} or {values[-1]}.{f'  [default: {default}]' if default else ''}"
    return click.option(name, type=click.Choice(values), metavar="NAME", default=default, help=told)


def file_options(formats: Sequence[str], usual: str | None = "table") -> Callable[[Command], Command]:
    """Give a command `-f` as `wanted`, `-o` as `output`, and `--force`.

    `usual` is the format where neither of the first two tells one.
    """
    fallback = f", else {usual}" if usual else ""
    told = f"One of {', '.join(formats)}.  [default: what the file's suffix says{fallback}]"

    def decorate(command: Command) -> Command:
        for option in (
            click.option("--force", is_flag=True, help="Replace the file if it exists."),
            click.option("-o", "--output", default="-", metavar="FILE", help="File to write to; - is standard output."),
            click.option("-f", "--format", "wanted", type=click.Choice(formats), metavar="FORMAT", help=told),
        ):
            command = option(command)
        return command

    return decorate


def answer_options(formats: Sequence[str], usual: str | None = "table") -> Callable[[Command], Command]:
    """Give a command what `file_options` gives, and itself an `answer` (an `Answer`) for what they say."""

    def decorate(command: Command) -> Command:
        @file_options(formats, usual)
        @functools.wraps(command)
        def answering(*arguments: Any, wanted: str | None, output: str, force: bool, **options: Any) -> Any:
            return command(*arguments, answer=chosen(wanted, output, formats, usual, force), **options)

        return answering  # type: ignore[return-value]

    return decorate
