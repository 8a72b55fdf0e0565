"""Where the `mandates` command starts: help is told from prepared text, everything else is for `mandategraph.cli`.

Who asks for help waits for nothing: importing click alone takes three times as long as Python's own start. So this
module imports nothing beside what Python has already loaded. `docs/make_cli.py` prepares the text, as click sets it.
"""

from __future__ import annotations

import os
import sys

WIDTH = 80
"""The columns of a terminal that the prepared text is set for; click sets it anew for narrower ones."""

_HELP = os.path.join(os.path.dirname(__file__), "presentation", "help")  # noqa: PTH118, PTH120
_COMPLETION = "_MANDATES_COMPLETE"
_READER_GONE = 141


def main() -> None:
    """Run the command with the arguments of this process."""
    text = prepared_help(sys.argv[1:])
    if text is None or _COMPLETION in os.environ or _columns() < WIDTH:
        from mandategraph import cli

        cli.main(prog_name="mandates")
    else:
        _print(text)


def prepared_help(arguments: list[str]) -> str | None:
    """Return the help that arguments ask for, of the command as a whole or of one command, or nothing."""
    match arguments:
        case ["-h" | "--help"]:
            name = "all-commands"
        case [name, "-h" | "--help"] if name.isalpha():
            pass
        case _:
            return None
    try:
        with open(os.path.join(_HELP, f"{name}.txt"), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            return file.read()
    except FileNotFoundError:
        return None  # No such command; click says which ones there are.


def _columns() -> int:
    """Return how wide the terminal is, as click finds out; where there is none, as wide as the text needs."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return int(named)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or WIDTH if sys.__stdout__ else WIDTH
    except (ValueError, OSError):
        return WIDTH


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left goes nowhere, or Python complains about it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_READER_GONE)


if __name__ == "__main__":
    main()
