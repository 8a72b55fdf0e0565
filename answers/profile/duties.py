"""What a body owes by its mandates: databases, reports and meetings, told by the words that ask for them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mandategraph.answers.directives import Directive


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that a body may owe: its name in the plural, and the rule that finds it, as a reader is told it.

    `words` have to be found in the words of the directive, which has to ask for the `action` (a key) if one is given.
    """

    name: str
    rule: str
    words: re.Pattern[str]
    action: str = ""

    def owed(self, directives: Iterable[Directive]) -> list[Directive]:
        """Return those of the directives that ask for it."""
        return [directive for directive in directives if self._asked(directive)]

    def _asked(self, directive: Directive) -> bool:
        fits = not self.action or any(action.key == self.action for action in directive.actions)
        return fits and self.words.search(directive.evidence.words) is not None


@cache
def duties() -> tuple[Duty, ...]:
    """Return the duties that a profile tells, in its order, as `duties.toml` gives them."""
    path = files("mandategraph") / "answers" / "profile" / "duties.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))["duty"]
    return tuple(
        Duty(duty["name"], duty["rule"], re.compile("|".join(duty["words"]), re.IGNORECASE), duty.get("action", ""))
        for duty in given
    )
