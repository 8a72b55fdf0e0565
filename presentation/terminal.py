"""How the command behaves towards a person: what it says on standard error, and how it ends.

Exit codes: those of `mandategraph.errors`, 130 after Ctrl-C, 141 where a reader such as `head` has seen enough, 70 for
a fault of the program itself.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from mandategraph.errors import MandatesError

STOPPED, READER_GONE, FAULT, UNUSABLE = 130, 141, 70, MandatesError.exit_code


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said on standard error: nothing when `quiet`, more when `verbose`."""

    quiet: bool = False
    verbose: bool = False

    def say(self, words: str) -> None:
        """Say a line, unless quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    def detail(self, words: str) -> None:
        """Say a line only when verbose."""
        if self.verbose:
            self.say(words)

    def progress(self) -> Callable[[str], None]:
        """Return what says each step of some work; when verbose, with the seconds that have passed."""
        start = time.monotonic()

        def step(words: str) -> None:
            self.say(f"{time.monotonic() - start:6.1f} s  {words}" if self.verbose else words)

        return step


class Commands(click.Group):
    """A group of commands that ends every failure with one line on standard error and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; with `--traceback` a failure shows the program's own trace instead."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _forget_standard_output()
            sys.exit(READER_GONE)
        except KeyboardInterrupt:
            _end("stopped; what was there before is as it was", STOPPED)
        except Exception as error:
            if ctx.params.get("traceback"):
                raise
            _end(*_told(error))


def _told(error: Exception) -> tuple[str, int]:
    if isinstance(error, MandatesError):
        return str(error), error.exit_code
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}; see that there is room and that the place can be used", UNUSABLE
    kind = type(error).__name__
    return f"a fault of the program ({kind}: {error}); please report what `mandates --traceback …` shows", FAULT


def _end(words: str, code: int) -> None:
    click.echo(f"mandates: {' '.join(words.split())}", err=True)
    sys.exit(code)


def _forget_standard_output() -> None:
    """Send what is left to nowhere, or Python complains about it once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
