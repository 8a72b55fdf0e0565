"""The one family of errors that a person may see, each with the exit code it ends the command with.

| code | meaning |
| --- | --- |
| 1 | a check found violations |
| 2 | the command was used wrongly |
| 3 | an input or the store cannot be used |
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class MandatesError(Exception):
    """Base of all expected failures: one line that says what is wrong, where, and what to do."""

    exit_code = 3


class ViolationsError(MandatesError):
    """A check ran and found violations."""

    exit_code = 1


class UsageError(MandatesError):
    """The caller asked for something that does not exist or cannot be combined."""

    exit_code = 2


class InputError(MandatesError):
    """A source, an authority file or an RDF file cannot be used as it stands."""


class StoreError(MandatesError):
    """The store cannot be opened, written or trusted."""


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean A or B?"`` for the names nearest to `wanted`, or an empty string."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(wanted.casefold(), by_folded, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(by_folded[name] for name in near)}?" if near else ""
