"""Write `docs/cli.md` from the help of the commands: `python docs/make_cli.py`."""

from __future__ import annotations

from pathlib import Path

import click

from mandategraph.cli import main

PAGE = Path(__file__).with_name("cli.md")
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
    top = _context(main, "mandates")
    names = main.list_commands(top)
    commands = [(f"mandates {name}", main.get_command(top, name)) for name in names]
    return "\n".join(
        [INTRODUCTION, _entry("mandates", main), *(_entry(name, found) for name, found in commands if found)]
    )


def _entry(name: str, command: click.Command) -> str:
    return f"## {name}\n\n```\n{command.get_help(_context(command, name))}\n```\n"


def _context(command: click.Command, name: str) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
