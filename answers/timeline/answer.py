"""Instruments, changes of bodies and mandates on a line: what happened when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day, asked
from mandategraph.answers.changes import Change, before_and_after, body_changes
from mandategraph.answers.dates import written
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.dossier import Dossier, Row, Section, Table
from mandategraph.answers.names import Name, called, called_all, definite, names
from mandategraph.answers.tables import first_of
from mandategraph.answers.timeline.happenings import (
    Happening,
    Text,
    adopted,
    changed,
    due,
    given,
    in_time,
    received,
    texts,
)
from mandategraph.answers.words import command, listing, number, sentence
from mandategraph.graph.sparql import rows, text_of, value
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_MOST_INSTRUMENTS = 40
"""How many instruments stand on the line: of more, those with most directives; none of all of a large graph."""
_MOST_DEADLINES = 20
"""How many deadlines stand on the line: those nearest to the day."""
_MOST_UNDATED = 10
"""How many of the instruments without a date are named."""

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_COUNTS = """
SELECT ?instrument (COUNT(?directive) AS ?number) WHERE {
  { SELECT ?directive WHERE { ?directive a mg:Directive } }
  { SELECT ?directive ?instrument WHERE { ?directive mg:instrument ?instrument } }
}
GROUP BY ?instrument
"""
_DUE = "SELECT DISTINCT ?provision WHERE { ?directive mg:deadline ?deadline ; prov:wasDerivedFrom ?provision }"


@dataclass(frozen=True, slots=True)
class _Line:
    """What the timeline is about: the instruments, how many directives each gives, changes, and deadlines.

    `about` names what narrows it, `bodies` are the body that was asked for with those before and after it.
    """

    texts: tuple[Text, ...]
    counts: Mapping[str, int]
    changes: tuple[Change, ...]
    deadlines: tuple[Happening, ...]
    about: tuple[tuple[str, Name], ...]
    bodies: tuple[Name, ...]

    @property
    def dated(self) -> tuple[Text, ...]:
        """The instruments of which a date is known."""
        return tuple(text for text in self.texts if text.date)


def timeline(store: Graph, day: Day, body: str = "", theme: str = "") -> Dossier:
    """Return what happened when: as counts for each year, and one by one as far as a reader can take it in.

    `body` (with those before and after it) and `theme`, as a person writes them, narrow it. Raises `UsageError`, with
    near names, for one that the graph does not have.
    """
    line = _line(store, day, body, theme)
    title = "Timeline" + "".join(
        f" of {definite(name) if kind == 'body' else called(name)}" for kind, name in line.about
    )
    sections = [section for section in (_years(line), _events(store, line, day), _undated(line)) if section]
    return Dossier(
        title,
        asked(store, day, *((kind, called(name)) for kind, name in line.about)),
        tuple(sections) or (_nothing(line),),
        (*day.not_covered(), "A date is as exact as the graph knows it; of an annex it may not be known."),
        summary=tuple(_summary(line)),
    )


def _line(store: Graph, day: Day, body: str, theme: str) -> _Line:
    asked_for = {kind: text_of(resolve_value(store, kind, words)) for kind, words in _given(body, theme)}
    changes, every = body_changes(store), texts(store)
    bodies = (
        frozenset({asked_for["body"]}).union(*before_and_after(changes, asked_for["body"])) if body else frozenset()
    )
    known = names(store, {*asked_for.values(), *bodies})
    about = tuple((kind, known[iri]) for kind, iri in asked_for.items())
    if not about:
        counts = {value(row, "instrument"): int(value(row, "number")) for row in rows(store, _COUNTS)}
        provisions = tuple(sorted({value(row, "provision") for row in rows(store, _DUE)}))
        found = directives(store, Wanted(provisions=provisions)) if provisions else ()
        return _Line(every, counts, changes, tuple(due(found, day)), (), ())
    found = directives(
        store, Wanted(bodies=tuple(sorted(bodies)), themes=tuple(filter(None, [asked_for.get("theme")])))
    )
    counts = Counter(directive.instrument.iri for directive in found)
    concerned = bodies or {directive.holder.iri for directive in found if directive.holder}
    return _Line(
        tuple(text for text in every if text.name.iri in counts),
        counts,
        tuple(change for change in changes if change.ends & concerned),
        tuple(due(found, day)),
        about,
        tuple(sorted((known[iri] for iri in bodies), key=lambda name: name.label)),
    )


def _given(body: str, theme: str) -> Iterator[tuple[str, str]]:
    return (pair for pair in (("body", body), ("theme", theme)) if pair[1])


def _summary(line: _Line) -> Iterator[str]:
    total = sum(line.counts.values())
    if line.texts:
        dates = [text.date for text in line.dated]
        period = f", of {written(dates[0])} to {written(dates[-1])}" if len(dates) > 1 else ""
        yield f"{sentence(number(len(line.texts), 'instrument'))} with {number(total, 'directive')}{period}."
    if len(line.bodies) > 1:
        yield f"Told are {called_all(line.bodies)}: the body that was asked for, with those before and after it."
    happened = sum(1 for change in line.changes if change.effected)
    if happened:
        yield f"{sentence(number(happened, 'change'))} of bodies {'has' if happened == 1 else 'have'} happened."


def _years(line: _Line) -> Section | None:
    instruments = Counter(text.date[:4] for text in line.dated)
    given_then: Counter[str] = Counter()
    for text in line.dated:
        given_then[text.date[:4]] += line.counts.get(text.name.iri, 0)
    changes = Counter(change.date[:4] for change in line.changes if change.effected and change.date)
    deadlines = Counter(one.date[:4] for one in line.deadlines)
    years = sorted({*instruments, *changes, *deadlines})
    if not years:
        return None
    columns = ("year", "instruments", "directives", "changes of bodies", "deadlines")
    found = (Row((year, instruments[year], given_then[year], changes[year], deadlines[year])) for year in years)
    return Section("Year by year", parts=(Table("What each year brought", columns, tuple(found)),))


def _events(store: Graph, line: _Line, day: Day) -> Section | None:
    everything = not line.about and len(line.dated) > _MOST_INSTRUMENTS
    ranked = sorted(line.dated, key=lambda text: -line.counts.get(text.name.iri, 0))
    shown = [] if everything else ranked[:_MOST_INSTRUMENTS]
    near = [] if everything else sorted(line.deadlines, key=lambda one: _distance(one, day))[:_MOST_DEADLINES]
    happenings = [
        *adopted(shown),
        *received(store, shown),
        *changed(change for change in line.changes if change.date),
        *given(_of(store, line, shown)),
        *near,
    ]
    if not happenings:
        return None
    left_out = _left_out(line, len(shown), len(near), day)
    found = tuple(Row((one.date, one.what, one.kind), one.evidence) for one in in_time(happenings))
    return Section("One after the other", left_out, (Table("What happened when", ("date", "what", "kind"), found),))


def _left_out(line: _Line, instruments: int, deadlines: int, day: Day) -> tuple[str, ...]:
    """Return what is told of the instruments and deadlines that do not stand on the line one by one."""
    if line.dated and not instruments:
        narrowed = command(("timeline", "--body", "UNODC"), day)
        return (
            f"Instruments ({len(line.dated):,}) and deadlines ({len(line.deadlines):,}) are counted above, being "
            f"too many to be told one by one. A body or a theme narrows them, as in {narrowed}",
        )
    known, limits = command(("query", "instruments"), day), command(("query", "deadlines"), day)
    return (
        *first_of(instruments, len(line.dated), "those that give most directives", known),
        *first_of(deadlines, len(line.deadlines), "the deadlines that are nearest", limits),
    )


def _of(store: Graph, line: _Line, shown: Sequence[Text]) -> Iterable[Directive]:
    """Return the directives of the instruments that are shown, as far as they are asked for."""
    if not shown:
        return ()
    themes = tuple(name.iri for kind, name in line.about if kind == "theme")
    instruments = tuple(text.name.iri for text in shown)
    return directives(store, Wanted(tuple(name.iri for name in line.bodies), themes, instruments))


def _distance(one: Happening, day: Day) -> tuple[int, str]:
    return (abs(int(one.date[:4]) - day.date.year), one.date)


def _undated(line: _Line) -> Section | None:
    undated = [text.name for text in line.texts if not text.date]
    changes = [change.told for change in line.changes if not change.date]
    told = []
    if undated:
        first = listing([called(name) for name in undated[:_MOST_UNDATED]])
        which = f"the first {_MOST_UNDATED} are {first}" if len(undated) > _MOST_UNDATED else first
        told.append(f"{sentence(number(len(undated), 'instrument'))} without a known date: {which}.")
    if changes:
        told.append(f"{sentence(number(len(changes), 'change'))} of bodies without a known date: {listing(changes)}.")
    return Section("Without a date", tuple(told)) if told else None


def _nothing(line: _Line) -> Section:
    about = listing([called(name) for _, name in line.about]) or "this graph"
    return Section(
        "Nothing on the line",
        (
            "Searched: the instruments of this graph, their receptions, the directives that they give, changes of "
            f"bodies, and deadlines. None is about {about}.",
        ),
    )
