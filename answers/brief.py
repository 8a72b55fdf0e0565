"""A brief to hand over: what a body, a theme or an instrument comes to, in a few pages with quotes and a picture.

It is put together from what other answers tell in full, and says at each cut which of them that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers import bodies
from mandategraph.answers.asked import Day, asked, without_text
from mandategraph.answers.bodies import Body
from mandategraph.answers.dates import written
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.dossier import Diagram, Dossier, Row, Section, Table, parts_of
from mandategraph.answers.gaps import gaps
from mandategraph.answers.names import Name, called, definite, named
from mandategraph.answers.pictures.diagrams import bodies_and_themes, citations
from mandategraph.answers.renewals import find as renewals_found
from mandategraph.answers.renewals import renewal_section
from mandategraph.answers.tables import ORDER, by_name, directive_table, first_of, name_table, strongest
from mandategraph.answers.words import command, noun, number, options, sentence
from mandategraph.errors import UsageError
from mandategraph.graph.succession import NOBODY

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_GROUPS, _OF_GROUP = 10, 5
"""How many themes or holders are told, and how many directives of each: what a few pages hold."""
_FEW = 20
"""Up to how many directives are told one by one, without groups."""
_ROWS = 10
"""How many rows a table of bodies, instruments or deadlines has."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a brief is about, and the directives that fit all of it."""

    body: Body | None
    theme: Name | None
    instrument: Name | None
    day: Day
    found: tuple[Directive, ...]

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield what was asked for, as names for people."""
        if self.body:
            yield "body", called(self.body.name)
        if self.theme:
            yield "theme", self.theme.label
        if self.instrument:
            yield "instrument", called(self.instrument)

    def keys(self, *which: str) -> dict[str, str]:
        """Return the keys of what was asked for, by what it is ("body", "theme", "instrument"); empty for the rest."""
        things = {"body": self.body and self.body.name, "theme": self.theme, "instrument": self.instrument}
        return {kind: thing.key if thing else "" for kind in which for thing in (things[kind],)}

    def more(self, name: str, *which: str) -> str:
        """Return the command that tells all that is cut here; `which` are the options that it has."""
        return command((name, *options(self.keys(*which))), self.day)


def brief(store: Graph, day: Day, body: str = "", theme: str = "", instrument: str = "") -> Dossier:
    """Return a brief on a body, a theme or an instrument, or on what they have in common.

    Raises `UsageError` where none of them is named, and, with near names, for one that the graph does not have.
    """
    if not (body or theme or instrument):
        raise UsageError("say what the brief is about with --body, --theme or --instrument")
    matter = _matter(store, day, body, theme, instrument)
    sections = (
        _directives(matter, store),
        _holders(matter, store),
        _changes(matter, store),
        _deadlines(matter),
        _instruments(matter),
        _renewals(matter, store),
        _gaps(matter, store),
        _picture(matter, store),
    )
    about = " · ".join(words for _, words in matter.named())
    return Dossier(
        title=f"Brief: {about}",
        asked=asked(store, day, *matter.named()),
        sections=tuple(section for section in sections if section),
        not_covered=(*day.not_covered(), *_not_covered(matter)),
        summary=_summary(matter),
    )


def _matter(store: Graph, day: Day, body: str, theme: str, instrument: str) -> _Matter:
    one = bodies.body(store, body) if body else None
    subject = named(store, "theme", theme) if theme else None
    text = named(store, "instrument", instrument) if instrument else None
    wanted = Wanted(
        bodies=(one.name.iri,) if one else (),
        themes=(subject.iri,) if subject else (),
        instruments=(text.iri,) if text else (),
    )
    return _Matter(one, subject, text, day, directives(store, wanted))


def _summary(matter: _Matter) -> tuple[str, ...]:
    if not matter.found:
        return (f"No directive in this graph fits all of it: {'; '.join(words for _, words in matter.named())}.",)
    instruments = {directive.instrument for directive in matter.found}
    holders = {directive.holder for directive in matter.found if directive.holder}
    unheld = sum(1 for directive in matter.found if not directive.holder)
    told = [
        f"{sentence(number(len(instruments), 'instrument'))} {'gives' if len(instruments) == 1 else 'give'} "
        f"{number(len(matter.found), noun(matter.found))}."
    ]
    if not matter.body:
        nobody = f"; {number(unheld, 'directive')} name nobody who is to act" if unheld else ""
        told.append(f"{sentence(number(len(holders), 'holder'))} {'is' if len(holders) == 1 else 'are'} named{nobody}.")
    elif matter.body.today != (matter.body.name,):
        heirs = " and ".join(definite(name) for name in matter.body.today) or "nobody"
        told.append(f"What {definite(matter.body.name)} was given is held by {heirs} {matter.day.now}.")
    return tuple(told)


def _directives(matter: _Matter, store: Graph) -> Section:
    """Return the directives themselves: in groups by theme for a body, else by holder; few are told as they are."""
    heading = "What is to be done"
    if not matter.found:
        searched = "; ".join(f"{name}: {words}" for name, words in matter.named())
        why = f"No directive was found in this graph. Searched for {searched}."
        return Section(heading, (why, *without_text(store, matter.instrument)))
    by_theme = matter.body is not None and matter.theme is None
    columns = ("modality", "conditions", "partners") if matter.body else ("holder", "modality", "conditions")
    if len(matter.found) <= _FEW:
        ordered = strongest(matter.found)
        return Section(heading, (f"In this order: {ORDER}.",), (directive_table(heading, ordered, columns),))
    groups = by_name(matter.found, "themes") if by_theme else _by_holder(matter.found)
    told = first_of(
        _GROUPS, len(groups), "those with most directives", matter.more("report", "body", "theme", "instrument")
    )
    below = tuple(_group(matter, name, held, columns) for name, held in list(groups.items())[:_GROUPS])
    return Section(heading, told, below=below)


def _group(matter: _Matter, name: Name | None, held: Sequence[Directive], columns: Sequence[str]) -> Section:
    heading = called(name) if name else NOBODY
    shown = [column for column in columns if column != "holder"]
    told = first_of(_OF_GROUP, len(held), ORDER)
    return Section(
        f"{heading}: {number(len(held), noun(held))}",
        told,
        (directive_table(heading, strongest(held)[:_OF_GROUP], shown),),
    )


def _by_holder(found: Sequence[Directive]) -> dict[Name | None, list[Directive]]:
    """Return directives by who holds them, most first; those that nobody holds are a group of their own."""
    groups: defaultdict[Name | None, list[Directive]] = defaultdict(list)
    for directive in found:
        groups[directive.holder].append(directive)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0].label if item[0] else "")))


def _holders(matter: _Matter, store: Graph) -> Section | None:
    """Return, for a body and a theme, who else has mandates on the theme."""
    if not (matter.body and matter.theme):
        return None
    others = [
        directive
        for directive in directives(store, Wanted(themes=(matter.theme.iri,)))
        if directive.kind == "Mandate" and directive.holder and directive.holder != matter.body.name
    ]
    heading = "Who else has mandates on the theme"
    if not others:
        return Section(heading, ("No mandate of another body of the United Nations system was found in this graph.",))
    groups = {name: held for name, held in _by_holder(others).items() if name}
    told = first_of(
        _ROWS, len(groups), "those with most mandates", command(("report", "--theme", matter.theme.key), matter.day)
    )
    return Section(heading, told, (name_table(heading, "body", dict(list(groups.items())[:_ROWS]), "mandate"),))


def _changes(matter: _Matter, store: Graph) -> Section | None:
    if not matter.body:
        return None
    table = bodies.change_table(store, matter.body)
    return Section("Names and changes of the body", parts=(table,)) if table else None


def _deadlines(matter: _Matter) -> Section | None:
    due = sorted(
        ((deadline, directive) for directive in matter.found for deadline in directive.deadlines),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if not due:
        return None
    rows = tuple(
        Row(
            (
                written(deadline),
                "passed" if matter.day.has_passed(deadline) else "open",
                called(directive.holder) if directive.holder else NOBODY,
            ),
            (directive.evidence,),
        )
        for deadline, directive in due[:_ROWS]
    )
    told = first_of(_ROWS, len(due), "the latest", command(("query", "deadlines"), matter.day))
    return Section(
        "Deadlines", told, (Table(f"Passed or open {matter.day.now}", ("due", "state", "who is to act"), rows),)
    )


def _instruments(matter: _Matter) -> Section | None:
    """Return the instruments that the directives stand in, the latest first."""
    if matter.instrument or not matter.found:
        return None
    groups: defaultdict[Name, list[Directive]] = defaultdict(list)
    for directive in matter.found:
        groups[directive.instrument].append(directive)
    ordered = sorted(groups, key=lambda name: (groups[name][0].evidence.date, name.key), reverse=True)
    rows = tuple(
        Row((written(groups[name][0].evidence.date) or "no date known", called(name), len(groups[name])))
        for name in ordered[:_ROWS]
    )
    told = first_of(_ROWS, len(ordered), "the latest", matter.more("report", "body", "theme"))
    return Section(
        "Where it is written", told, (Table("Instruments", ("date", "instrument", f"{noun(matter.found)}s"), rows),)
    )


def _renewals(matter: _Matter, store: Graph) -> Section | None:
    if not (matter.body or matter.instrument):
        return None
    which = ("body", "theme", "instrument")
    found = renewals_found(store, **matter.keys(*which))
    return renewal_section(
        "Repeated or varied by later instruments", found.renewals, matter.more("renewals", *which), _ROWS
    )


def _gaps(matter: _Matter, store: Graph) -> Section | None:
    if not (matter.theme or matter.instrument):
        return None
    dossier = gaps(store, matter.day, **matter.keys("instrument", "theme"))
    overview = dossier.sections[0]
    told = (*dossier.summary, f"All of them, with their rules: {matter.more('gaps', 'instrument', 'theme')}")
    return Section("What was not found in this graph", told, overview.parts)


def _picture(matter: _Matter, store: Graph) -> Section | None:
    """Return one picture: of an instrument what it cites, else of bodies and themes around what was asked for."""
    if matter.instrument:
        dossier = citations(store, matter.day, matter.instrument.key)
    else:
        # The one line between a body and a theme is no picture; who is on the theme is.
        body = matter.body.name.key if matter.body and not matter.theme else ""
        dossier = bodies_and_themes(store, matter.day, body, matter.theme.key if matter.theme else "")
    if not any(isinstance(part, Diagram) for _, part in parts_of(dossier)):
        return None
    return dossier.sections[0]


def _not_covered(matter: _Matter) -> Iterator[str]:
    yield "Only what this graph reads as a directive is told. Whether it was carried out is not."
    if matter.body and matter.body.inherited:
        told = ", ".join(called(name) for name in matter.body.inherited)
        more = command(("profile", matter.body.name.key), matter.day)
        yield f"Mandates that were given to bodies before it ({told}) are told by {more}."
    if not (matter.theme or matter.instrument):
        yield "What was not found is told for a theme or an instrument only."
