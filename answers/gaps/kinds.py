"""The kinds of gaps: for each, what was searched and what was found, told by case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day
from mandategraph.answers.directives import Wanted, directives
from mandategraph.answers.dossier import Row, Table
from mandategraph.answers.gaps import search
from mandategraph.answers.gaps.rules import Case, Gap, gap_rules
from mandategraph.answers.gaps.search import Place
from mandategraph.answers.names import Name, called, names
from mandategraph.answers.tables import FIRST, ORDER, QUOTED, directive_table, first_of, strongest
from mandategraph.answers.words import command, counted

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

LISTED = 40
"""How many findings of a case are listed: here they are the answer, and a page or two of them can still be read."""
BINDING = 4
"""The strength from which a verb binds: that of a commitment."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where gaps are looked for, and for which day; `places` are those of all directives in it."""

    instrument: Name | None
    theme: Name | None
    day: Day
    places: tuple[Place, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """The directives of the instrument and on the theme."""
        return Wanted(
            instruments=(self.instrument.iri,) if self.instrument else (),
            themes=(self.theme.iri,) if self.theme else (),
        )

    def query(self, name: str, *parameters: str) -> str:
        """Return the command for a named query, with what is asked as far as the query has `parameters` for it."""
        things = {"instrument": self.instrument, "theme": self.theme}
        known = [(parameter, things[parameter]) for parameter in parameters]
        words = [word for parameter, thing in known if thing for word in ("--set", f"{parameter}={thing.key}")]
        return command(("query", name, *words), self.day)


@dataclass(frozen=True, slots=True)
class Told:
    """Findings that are told together: how many there are, what is said of them, and their tables."""

    number: int
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the search for one kind of gap gave: what it went through, and the findings by case, most severe first.

    `overview` are tables on all findings, where there are too many to list.
    """

    gap: Gap
    searched: str
    cases: Mapping[Case, Told]
    overview: tuple[Table, ...] = ()

    @classmethod
    def of(cls, gap: Gap, searched: str, cases: Mapping[Case, Told], *overview: Table) -> Found:
        """Return findings with their cases put in order."""
        return cls(gap, searched, {case: cases[case] for case in gap.cases if case in cases}, overview)

    @property
    def number(self) -> int:
        """How many findings there are in all."""
        return sum(told.number for told in self.cases.values())


def commitments(store: Graph, scope: Scope) -> Found:
    """Find the commitments that no plan of action takes up."""
    gap = gap_rules().gaps["commitments"]
    searched = [place for place in scope.places if place.verb == "commitment"]
    provisions, with_plan = search.planned(store)
    classes = {each: search.of_class(store, each.instruments) for each in gap.cases if each.instruments}

    def case(place: Place) -> Case:
        if place.instrument in with_plan:
            return gap.case("left-out")
        fitting = (each for each, of_class in classes.items() if place.instrument in of_class)
        return next(fitting, gap.case("no-plan"))

    grouped = _by_case((place for place in searched if place.provision not in provisions), case)
    planned = len({place.instrument for place in searched} & with_plan)
    told = (
        f"{counted(len(searched), 'commitment')} in {counted(instruments(searched), 'instrument')}; "
        f"{planned or 'none'} of the instruments {'has' if planned < 2 else 'have'} a plan of action in this graph"
    )
    more = scope.query("commitments-without-plan", "instrument") if scope.instrument else ""
    cases = {key: _listed(store, found, ("holder", "themes"), more) for key, found in grouped.items()}
    return Found.of(gap, told, cases)


def unassigned(store: Graph, scope: Scope) -> Found:
    """Find the directives that nobody holds."""
    gap = gap_rules().gaps["unassigned"]
    missing = [place for place in scope.places if not place.holder]
    grouped = _by_case(missing, lambda place: gap.case("binding" if place.strength >= BINDING else "other"))
    more = scope.query("unassigned", "instrument", "theme")
    cases = {key: _listed(store, found, ("modality", "themes"), more) for key, found in grouped.items()}
    told = f"{counted(len(scope.places), 'directive')} in {counted(instruments(scope.places), 'instrument')}"
    if all(each.number <= LISTED for each in cases.values()):
        return Found.of(gap, told, cases)
    return Found.of(gap, told, cases, _where_most(store, missing), _on_what_most(store, scope))


def deadlines(store: Graph, scope: Scope) -> Found:
    """Find the deadlines that nobody is to keep."""
    gap = gap_rules().gaps["deadlines"]
    due = search.deadlines(store)
    searched = [place for place in scope.places if place.directive in due]
    missing = sorted((place for place in searched if not place.holder), key=lambda place: due[place.directive][-1])

    def case(place: Place) -> Case:
        last = due[place.directive][-1]
        return gap.case("passed" if scope.day.has_passed(last) else "open")

    columns, more = ("due", "modality", "themes"), scope.query("deadlines")
    cases = {}
    for key, found in _by_case(missing, case).items():
        if key.key == "open":
            cases[key] = _listed(store, found, columns, more, "what is due next")
        else:
            cases[key] = _listed(store, found[::-1], columns, more, "what was due last")
    return Found.of(gap, f"{counted(len(searched), 'directive')} with a deadline", cases)


def themes(store: Graph, scope: Scope) -> Found:
    """Find the themes on which States have directives and no body of the United Nations has a mandate anywhere."""
    gap = gap_rules().gaps["themes"]
    by_theme = search.by_theme(store, scope.wanted)
    if scope.theme:
        by_theme = {scope.theme.iri: by_theme.get(scope.theme.iri, Counter())}
    told = f"{counted(len(by_theme), 'theme')}, and all directives on {'it' if len(by_theme) == 1 else 'them'}"
    without = {iri: kinds for iri, kinds in by_theme.items() if kinds and not kinds["Mandate"]}
    known = names(store, without)
    everywhere = search.by_theme(store, Wanted()) if scope.instrument else by_theme
    elsewhere = {iri for iri in without if everywhere[iri]["Mandate"]}
    for iris, what in (
        (elsewhere, "Only other instruments of this graph have mandates on"),
        (
            {iri for iri, kinds in without.items() if not kinds["StateDirective"]} - elsewhere,
            "Neither States nor bodies of the United Nations system have directives on",
        ),
    ):
        if labels := sorted(known[iri].label for iri in iris):
            told += f". {what}: {'; '.join(labels)}"
    missing = {known[iri]: kinds for iri, kinds in without.items() if kinds["StateDirective"] and iri not in elsewhere}
    if not missing:
        return Found.of(gap, told, {})
    paragraph = f"Below each theme up to {QUOTED} directives to States are quoted: {ORDER}."
    table = _theme_table(store, scope, missing)
    return Found.of(gap, told, {gap.case("no-mandate"): Told(len(missing), (paragraph,), (table,))})


def _theme_table(store: Graph, scope: Scope, missing: Mapping[Name, Counter[str]]) -> Table:
    """Return who has how many directives on themes without a mandate, where States have most first."""
    wanted = Wanted(themes=tuple(theme.iri for theme in missing), instruments=scope.wanted.instruments)
    of_states = [each for each in directives(store, wanted) if each.kind == "StateDirective"]
    rows = []
    for theme, kinds in sorted(missing.items(), key=lambda item: (-item[1]["StateDirective"], item[0].label)):
        quoted = strongest(each for each in of_states if theme in each.themes)[:QUOTED]
        counts = (kinds[f"{kind}Directive"] for kind in ("State", "External", "Unassigned"))
        rows.append(Row((theme.label, *counts), tuple(each.evidence for each in quoted)))
    columns = ("theme", "directives to States", "to others", "that nobody holds")
    return Table("Who has directives on these", columns, tuple(rows))


def reporting(store: Graph, scope: Scope) -> Found:
    """Find the duties on which nobody is asked to report."""
    rules = gap_rules()
    gap = rules.gaps["reporting"]
    lines = search.lines(store, rules.reporting)
    workers = search.workers(store, rules.reporting.kinds)
    searched = [
        place
        for place in scope.places
        if place.kind == "Mandate" and place.holder in workers and place.verb not in rules.reporting.no_duties
    ]

    def case(place: Place) -> Case:
        return gap.case("whole" if lines.whole(place.instrument) in lines.read else "annex")

    grouped = _by_case((place for place in searched if not lines.has_line(place)), case)
    told = (
        f"{counted(len(searched), 'duty', 'duties')} in "
        f"{counted(instruments(searched), 'instrument')}, and {counted(lines.asked, 'directive')} "
        "of this graph whose words ask for a report"
    )
    return Found.of(gap, told, {key: _duties(store, found) for key, found in grouped.items()})


def _duties(store: Graph, found: Sequence[Place]) -> Told:
    """Tell duties by body and instrument, where there are most first."""
    grouped: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in found:
        grouped[place.holder, place.instrument].append(place)
    ranked = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:LISTED]
    known = names(store, {iri for group, _ in ranked for iri in group})
    quoted = {each.iri: each for each in search.read(store, (place for _, group in ranked for place in group[:QUOTED]))}
    rows = tuple(
        Row(
            (called(known[holder]), called(known[instrument]), len(group)),
            tuple(quoted[place.directive].evidence for place in group[:QUOTED]),
        )
        for (holder, instrument), group in ranked
    )
    told = f"Below each body and instrument up to {QUOTED} of the duties are quoted: {ORDER}."
    cut = first_of(LISTED, len(grouped), "where there are most duties")
    return Told(
        len(found), (told, *cut), (Table("Who has how many duties where", ("body", "instrument", "duties"), rows),)
    )


def _listed(store: Graph, found: Sequence[Place], columns: Sequence[str], more: str, order: str = ORDER) -> Told:
    shown = search.read(store, found[:LISTED])
    cut = first_of(LISTED, len(found), order, more)
    return Told(len(found), cut, (directive_table("Each with its words", shown, columns),))


def _where_most(store: Graph, missing: Sequence[Place]) -> Table:
    grouped: defaultdict[str, list[Place]] = defaultdict(list)
    for place in missing:
        grouped[place.instrument].append(place)
    ranked = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:FIRST]
    known = names(store, (instrument for instrument, _ in ranked))
    quoted = search.read(store, (found[0] for _, found in ranked))
    rows = tuple(
        Row((called(known[instrument]), len(found)), (first.evidence,))
        for (instrument, found), first in zip(ranked, quoted, strict=True)
    )
    return Table(
        f"The {len(rows)} instruments with the most, each with its strongest", ("instrument", "directives"), rows
    )


def _on_what_most(store: Graph, scope: Scope) -> Table:
    by_theme = {iri: kinds["UnassignedDirective"] for iri, kinds in search.by_theme(store, scope.wanted).items()}
    known = names(store, by_theme)
    rows = sorted(((known[iri].label, number) for iri, number in by_theme.items() if number), key=lambda row: -row[1])
    return Table("How many on each theme", ("theme", "directives"), tuple(map(Row, rows)))


def _by_case(found: Iterable[Place], case: Callable[[Place], Case]) -> dict[Case, list[Place]]:
    grouped: defaultdict[Case, list[Place]] = defaultdict(list)
    for place in found:
        grouped[case(place)].append(place)
    return grouped


def instruments(places: Iterable[Place]) -> int:
    """Return how many instruments some directives stand in."""
    return len({place.instrument for place in places})
