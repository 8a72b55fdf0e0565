"""What a body owes by its mandates: databases, reports and meetings, told by the words that ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mandategraph.answers.directives import Directive

_FLAGS = re.IGNORECASE


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


# The verb has to come before the thing: "using the database established by …" keeps no database.
DUTIES = (
    Duty(
        "databases",
        "The rule: the words ask to establish, create, set up, maintain, keep, manage, operate or update a database.",
        re.compile(
            r"\b(?:maintain|keep|establish|create|set up|manage|operate|update)[^.;]*\bdata ?bases?\b",
            _FLAGS,
        ),
    ),
    Duty(
        "reports",
        "The rule: the words ask to report to somebody or on something, or to submit, prepare, present, provide, "
        "issue, publish or the like a report.",
        re.compile(
            r"(?:\b(?:to|shall|should|will|and|also) |^)report (?:\w+ ){0,6}?(?:to|on|by|at|back)\b"
            r"|\b(?:submit|prepare|to present|provide|include|transmit|issue|publish|produce|make|compile)\w*\b"
            r"[^.;]*\breports?\b",
            _FLAGS,
        ),
    ),
    Duty(
        "meetings",
        "The rule: the action type is Convene, and the words ask to convene somebody, or to hold, host, organize or "
        "arrange a meeting, session, seminar, workshop, conference, congress, forum or the like.",
        re.compile(
            r"\b(?:re)?conven(?:e|ing)\b"
            r"|\b(?:hold|host|organi[sz]e|arrange)\w*\b[^.;]*"
            r"\b(?:meeting|session|seminar|workshop|conference|congress|forum|consultation|symposi|event|discussion)",
            _FLAGS,
        ),
        "convene",
    ),
)
"""The duties that a profile tells, in its order."""
