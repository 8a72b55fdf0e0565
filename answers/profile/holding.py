"""What is known of a body for its profile: what it holds, what came to it, and where others name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers import bodies
from mandategraph.answers.asked import Day
from mandategraph.answers.bodies import Body
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.dossier import Table
from mandategraph.answers.names import Name
from mandategraph.answers.profile.duties import Duty, duties
from mandategraph.answers.renewals.answer import among
from mandategraph.answers.renewals.likeness import Renewal
from mandategraph.answers.words import command, noun, number
from mandategraph.graph.sparql import rows, value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_TREATIES = "SELECT DISTINCT ?treaty WHERE { VALUES ?class { mg:Convention mg:Protocol } ?treaty a ?class }"
_PARTNERED = """
SELECT DISTINCT ?body ?provision WHERE { ?directive mg:partner ?body ; prov:wasDerivedFrom ?provision }
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """What is known of a body: what it holds, what came to it from the bodies before it, and where others name it.

    `renewed` are those of its directives that later instruments repeat or vary.
    """

    body: Body
    day: Day
    held: tuple[Directive, ...]
    inherited: tuple[Directive, ...]
    onward: tuple[Directive, ...]
    partnered: tuple[Directive, ...]
    renewed: tuple[Renewal, ...]
    owed: dict[Duty, list[Directive]]
    changes: Table | None
    near: dict[Name, int]
    treaties: frozenset[str]

    @property
    def noun(self) -> str:
        """What the body holds is called: "mandate", or "directive" where it is no body of the United Nations."""
        return noun(self.held)

    def count(self, directives: Sequence[object]) -> str:
        """Return how many directives there are, in words."""
        return number(len(directives), self.noun)

    def report(self, *options: str) -> str:
        """Return the command that reports all of the body's directives, narrowed by options."""
        return command(("report", "--body", self.body.name.key, *options), self.day)

    def query(self, name: str) -> str:
        """Return the command that answers a named query for the body."""
        return command(("query", name, "--set", f"body={self.body.name.key}"), self.day)

    def deadlines(self) -> tuple[list[tuple[str, Directive]], list[tuple[str, Directive]]]:
        """Return the deadlines that are open, the next first, and those that passed, the last first."""
        dated = sorted(
            ((deadline, directive) for directive in self.held for deadline in directive.deadlines),
            key=lambda pair: pair[0],
        )
        passed = [pair for pair in dated if self.day.has_passed(pair[0])]
        return dated[len(passed) :], sorted(passed, key=lambda pair: pair[0], reverse=True)


def read(store: Graph, words: str, day: Day) -> Holding:
    """Return what the graph knows of the body that a person calls `words`; raises `UsageError` where there is none."""
    body = bodies.body(store, words)
    iri = body.name.iri
    line = directives(store, Wanted(bodies=tuple(sorted(body.line))))
    held = tuple(directive for directive in line if directive.holder == body.name)
    own = {directive.evidence.provision for directive in held}
    partnered = tuple(value(row, "provision") for row in rows(store, _PARTNERED, {"body": NamedNode(iri)}))
    return Holding(
        body=body,
        day=day,
        held=held,
        inherited=tuple(directive for directive in line if directive.holder in body.inherited),
        onward=tuple(
            directive
            for directive in directives(store, Wanted(addressees=(iri,)))
            if directive.evidence.provision not in own
        ),
        partnered=tuple(
            directive
            for directive in (directives(store, Wanted(provisions=partnered)) if partnered else ())
            if directive.holder != body.name and body.name in directive.partners
        ),
        renewed=tuple(each for each in among(store, line) if each.earlier.holder == body.name),
        owed={duty: duty.owed(held) for duty in duties()},
        changes=bodies.change_table(store, body),
        near={} if held else bodies.near(store, body),
        treaties=frozenset(value(row, "treaty") for row in rows(store, _TREATIES)),
    )
