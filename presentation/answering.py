"""The commands whose answers can be handed over: each makes a dossier and writes it in any form.

`mandates profile`, `compare`, `overlap`, `gaps`, `trace`, `timeline`, `renewals`, `picture` and `brief`.
"""

from __future__ import annotations

import datetime
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mandategraph.presentation import answers, options
from mandategraph.presentation.answers import Answer
from mandategraph.presentation.options import answer_options, as_at_option, store_option
from mandategraph.presentation.terminal import Talk

if TYPE_CHECKING:
    from mandategraph.answers.asked import Day
    from mandategraph.answers.dossier import Dossier
    from mandategraph.graph.asking import Graph
    from mandategraph.graph.web import Address

Command = Callable[..., Any]

_body = click.option("--body", default="", help="Only this body, by key or name.")
_theme = click.option("--theme", default="", help="Only what is about this theme, by key or name.")
_instrument = click.option("--instrument", default="", help="Only this instrument, by symbol or title.")


def _answering(
    formats: tuple[str, ...] = answers.DOSSIER_FORMATS, turtle: Callable[[], Command] | None = None
) -> Callable[[Command], Command]:
    """Make a command of what takes a graph and a day (and more) and gives a dossier: it is opened and written here.

    `turtle` brings the function, asked in the same way, that gives the answer as triples in Turtle.
    """

    def decorate(make: Command) -> Command:
        @store_option
        @as_at_option
        @answer_options((*formats, "turtle") if turtle else formats, formats[0])
        @click.pass_obj
        @functools.wraps(make)
        def command(
            talk: Talk,
            /,
            directory: Path | Address | None,
            as_at: datetime.date | None,
            answer: Answer,
            fail_on: str | None = None,
            **asked: Any,
        ) -> None:
            from mandategraph.presentation.places import opened_on

            store, day = opened_on(directory, talk, as_at)
            with store:
                if turtle and answer.format == "turtle":
                    answer.write(turtle()(store, day, **asked))
                    return
                dossier: Dossier = make(store, day, **asked)
            _write(dossier, answer)
            if fail_on and dossier.severity and dossier.severity.name.lower() in _as_severe(fail_on):
                sys.exit(1)

        return command

    return decorate


def _as_severe(severity: str) -> tuple[str, ...]:
    return options.SEVERITIES[options.SEVERITIES.index(severity) :]


def _write(dossier: Dossier, answer: Answer) -> None:
    if answer.format in answers.PICTURE_FORMATS:
        from mandategraph.presentation.pictures import picture_of

        answer.write(picture_of(dossier, answer.format))
    else:
        from mandategraph.presentation.forms import write

        answer.write(write(dossier, answer.format))


def _renewal_links() -> Command:
    from mandategraph.answers.renewals import renewal_links

    return renewal_links


@click.command()
@click.argument("body", nargs=-1, required=True)
@_answering()
def profile(store: Graph, day: Day, body: tuple[str, ...]) -> Dossier:
    """Tell all about a body, from its names to its deadlines.

    Names over time, mandates by theme and strength, partners, conditions, conventions that it serves, and what it owes.

    \b
    Example: mandates profile CICP -o cicp.html
    """
    from mandategraph.answers.profile import profile as make

    return make(store, " ".join(body), day)


@click.command()
@click.argument("bodies", nargs=-1, required=True, metavar="BODY BODY...")
@_answering()
def compare(store: Graph, day: Day, bodies: tuple[str, ...]) -> Dossier:
    """Lay the mandates of bodies side by side.

    Tells what two or more bodies share, and what only one of them has, by theme and type of action.

    \b
    Example: mandates compare CICP CCPCJ
    """
    from mandategraph.answers.comparison import compare as make

    return make(store, bodies, day)


@click.command()
@click.option("--body", default="", help="This body with those nearest to it, by key or name.")
@_theme
@_answering()
def overlap(store: Graph, day: Day, body: str, theme: str) -> Dossier:
    """Show which bodies work on the same themes in the same ways.

    Overlap says that bodies work on the same thing, not that one of them is too many.

    \b
    Example: mandates overlap -o overlap.xlsx
    """
    from mandategraph.answers.overlap import overlap as make

    return make(store, day, body=body, theme=theme)


@click.command()
@_instrument
@_theme
@options.choice("--fail-on", options.SEVERITIES, "Exit with 1 where a gap is as severe as this or more:")
@_answering()
def gaps(store: Graph, day: Day, instrument: str, theme: str) -> Dossier:
    """List what was not found: plans, holders, bodies and more.

    \b
    Example: mandates gaps --instrument A/RES/55/59 --fail-on warning
    """
    from mandategraph.answers.gaps import gaps as make

    return make(store, day, instrument=instrument, theme=theme)


@click.command()
@click.argument("address", nargs=-1, required=True)
@_answering()
def trace(store: Graph, day: Day, address: tuple[str, ...]) -> Dossier:
    """Follow a commitment to its mandates and bodies, and back.

    \b
    Example: mandates trace Vienna Declaration 16
    """
    from mandategraph.answers.trace import trace as make

    return make(store, " ".join(address), day)


@click.command()
@_body
@_theme
@_answering()
def timeline(store: Graph, day: Day, body: str, theme: str) -> Dossier:
    """Put instruments, changes of bodies and mandates on a line.

    \b
    Example: mandates timeline --body CICP
    """
    from mandategraph.answers.timeline import timeline as make

    return make(store, day, body=body, theme=theme)


@click.command()
@_body
@_theme
@_instrument
@_answering(turtle=_renewal_links)
def renewals(store: Graph, day: Day, body: str, theme: str, instrument: str) -> Dossier:
    """Find directives that later instruments repeat or vary.

    \b
    Example: mandates renewals --body UNODC --theme corruption
    """
    from mandategraph.answers.renewals import renewals as make

    return make(store, day, body=body, theme=theme, instrument=instrument)


@click.command()
@click.argument("what", type=click.Choice(options.PICTURES), metavar="WHAT")
@click.argument("address", nargs=-1)
@_body
@_theme
@_instrument
@_answering((*answers.PICTURE_FORMATS, *answers.DOSSIER_FORMATS))
def picture(
    store: Graph, day: Day, what: str, address: tuple[str, ...], body: str, theme: str, instrument: str
) -> Dossier:
    """Draw who works on what, what became of whom, what cites what.

    \b
    WHAT is one of
      bodies-themes   bodies and the themes of their mandates (takes --body, --theme)
      succession      bodies and what became of them (takes --body)
      citations       instruments and what they cite (takes --instrument)
      trace           a provision's way from commitment to body; ADDRESS says which provision

    SVG and PNG need the program dot of Graphviz. With a form such as html, the picture comes with its table.

    \b
    Examples: mandates picture succession --body CICP -o cicp.svg
              mandates picture trace Vienna Declaration 16 --format mermaid
    """
    from mandategraph.answers.pictures import pictured

    return pictured(store, day, what, address=" ".join(address), body=body, theme=theme, instrument=instrument)


@click.command()
@_body
@_theme
@_instrument
@_answering()
def brief(store: Graph, day: Day, body: str, theme: str, instrument: str) -> Dossier:
    """Make a document on a body, a theme or an instrument.

    Findings with numbered quotes, tables, one picture, and what was not covered.

    \b
    Example: mandates brief --body CICP --theme corruption -o brief.docx
    """
    from mandategraph.answers.brief import brief as make

    return make(store, day, body=body, theme=theme, instrument=instrument)


COMMANDS = (profile, compare, overlap, gaps, trace, timeline, renewals, picture, brief)
"""The commands of this module, in the order in which help lists them."""
