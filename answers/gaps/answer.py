"""What was not found: plans of action for commitments, holders of directives, bodies on themes, reports on duties.

A gap says "not found in this graph", never "does not exist". What counts as one, and how severe it is, stands in
`rules.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day, asked, without_text
from mandategraph.answers.directives import Wanted
from mandategraph.answers.dossier import Dossier, Row, Section, Severity, Table
from mandategraph.answers.gaps import search
from mandategraph.answers.gaps.kinds import (
    Found,
    Scope,
    commitments,
    deadlines,
    instruments,
    reporting,
    themes,
    unassigned,
)
from mandategraph.answers.gaps.rules import gap_rules
from mandategraph.answers.names import called, named
from mandategraph.answers.words import command, counted, lowered

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_KINDS = (commitments, deadlines, unassigned, themes, reporting)
_NO_PROOF = (
    "A gap says that something was not found in this graph. It may stand in an instrument that is not in the graph, or "
    "in words that the reading does not understand."
)


def gaps(store: Graph, day: Day, instrument: str = "", theme: str = "") -> Dossier:
    """Return what was not found in a graph, or for one instrument or theme of it, and how severe that is.

    `instrument` and `theme` are written as people write them, and either may be empty. Raises `UsageError`, with near
    names, for what the graph does not know. The answer's `severity` is the highest of its findings.
    """
    scope = Scope(
        named(store, "instrument", instrument) if instrument else None,
        named(store, "theme", theme) if theme else None,
        day,
    )
    scope = replace(scope, places=search.places(store, scope.wanted))
    found = [kind(store, scope) for kind in _KINDS] if scope.places else []
    values = [("instrument", called(scope.instrument))] if scope.instrument else []
    values += [("theme", scope.theme.label)] if scope.theme else []
    where = f" in {scope.instrument.key}" if scope.instrument else ""
    about = f" on the theme {scope.theme.label}" if scope.theme else ""
    return Dossier(
        title=f"Gaps{where}{about}",
        asked=asked(store, day, *values),
        sections=(_overview(found), *map(_section, found)) if found else (_nothing(store, scope),),
        not_covered=(_NO_PROOF, *(f"{each.gap.title}: {each.gap.limits}" for each in found), *day.not_covered()),
        severity=max((case.severity for each in found for case in each.cases), default=None),
        summary=_summary(found),
    )


def _nothing(store: Graph, scope: Scope) -> Section:
    """Return the section that says why nothing could be missing, and what could be asked instead."""
    why = (
        "No such directive is in this graph, so no gap could be looked for. This does not say that nothing is missing."
    )
    everything = f"{counted(instruments(search.places(store, Wanted())), 'instrument')} of this graph have directives"
    more = f"{everything}: {command(('query', 'instruments'), scope.day)}"
    return Section("What was looked for", (why, more, *without_text(store, scope.instrument)))


def _overview(found: Sequence[Found]) -> Section:
    meanings = gap_rules().severities
    rows = []
    for each in found:
        numbers = _severities(each)
        rows.append(Row((each.gap.title, *(numbers[severity] for severity in meanings))))
    told = tuple(f"A {severity.name.lower()} is {meaning}." for severity, meaning in meanings.items())
    columns = ("gap", *(f"{severity.name.lower()}s" for severity in meanings))
    return Section("What was looked for", told, (Table("Findings by severity", columns, tuple(rows)),))


def _section(found: Found) -> Section:
    result = f"{_result(found)}." if found.number else "Nothing was found that is a gap by this rule."
    cases = [
        Section(
            f"{_name(case.severity)}: {lowered(case.heading)} ({told.number:,})",
            (case.told, *told.paragraphs),
            told.parts,
        )
        for case, told in found.cases.items()
    ]
    paragraphs = (f"Rule: {found.gap.rule}", f"Searched: {found.searched}.", result)
    return Section(found.gap.title, paragraphs, found.overview, tuple(cases))


def _summary(found: Sequence[Found]) -> tuple[str, ...]:
    gaps_found = [each for each in found if each.number]
    if not found:
        return ("Nothing was searched, for there are no such directives in this graph.",)
    if not gaps_found:
        return ("No gap was found by any of the rules.",)
    return tuple(f"{_result(each)}{_severest(each)}." for each in gaps_found)


def _result(found: Found) -> str:
    return f"Not found in this graph: {found.gap.missing} {counted(found.number, *found.gap.things)}"


def _severest(found: Found) -> str:
    """Return how many findings are as severe as the most severe of them, where they are not all the same."""
    numbers = _severities(found)
    severity = max(numbers)
    if len(numbers) == 1:
        return f" ({severity.name.lower()})"
    return f" ({counted(numbers[severity], severity.name.lower())} among them)"


def _severities(found: Found) -> Counter[Severity]:
    """Return how many findings of each severity there are."""
    numbers: Counter[Severity] = Counter()
    for case, told in found.cases.items():
        numbers[case.severity] += told.number
    return numbers


def _name(severity: Severity) -> str:
    return severity.name.capitalize()
