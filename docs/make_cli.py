"""Write `docs/cli.md`, and the prepared text of `--help`, from the help of the commands: `python docs/make_cli.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mandategraph.__main__ import WIDTH as PREPARED_WIDTH
from mandategraph.cli import main

PAGE = Path(__file__).with_name("cli.md")
PREPARED = Path(__file__).parents[1] / "presentation" / "help"
WIDTH = 100

INTRODUCTION = """\
# The `mandates` command

Data goes to standard output, talk to standard error; so `mandates report --format csv | …` is safe, and `-q` before the
command silences the talk. A failure is one line that says what is wrong, where, and what to do; `--traceback` before
the command shows the program's own trace.

| exit code | meaning |
| --- | --- |
| 0 | fine |
| 1 | a check found violations |
| 2 | the command was used wrongly |
| 3 | an input or the store cannot be used |
| 70 | a fault of the program |
| 130 | stopped by Ctrl-C |
| 141 | whoever read the output, such as `head`, had seen enough |

The format of an answer is what `--format` says, else what the suffix of the `--output` file says. A file is written
whole or not at all.

<!-- Written by docs/make_cli.py from the help of the commands in cli.py; change that. -->
"""


def page() -> str:
    """Return the page as it should be."""
    entries = (f"## {name}\n\n```\n{_help(name, command, WIDTH)}\n```\n" for name, command in _commands())
    return "\n".join([INTRODUCTION, *entries])


def prepared() -> dict[str, str]:
    """Return what `--help` tells, by the name of its file; click leaves the last two columns of a terminal empty."""
    names = (name.removeprefix("mandates").strip() or "all-commands" for name, _ in _commands())
    texts = (f"{_help(name, command, PREPARED_WIDTH - 2)}\n" for name, command in _commands())
    return {f"{name}.txt": text for name, text in zip(names, texts, strict=True)}


def _commands() -> Iterator[tuple[str, click.Command]]:
    yield "mandates", main
    for name, command in sorted(main.commands.items()):
        yield f"mandates {name}", command


def _help(name: str, command: click.Command, width: int) -> str:
    context = click.Context(command, info_name=name, terminal_width=width, help_option_names=["-h", "--help"])
    return command.get_help(context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    PREPARED.mkdir(exist_ok=True)
    for old in PREPARED.iterdir():
        old.unlink()
    for name, text in prepared().items():
        (PREPARED / name).write_text(text, encoding="utf-8")
