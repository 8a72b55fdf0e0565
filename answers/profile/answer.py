"""The profile of a body: what it is and was, what it is to do, with whom, on what conditions and by when.

`mandategraph.answers.tables` has the rows and `mandategraph.answers.bodies` the body; here they are put in sections.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mandategraph.answers.asked import Day, asked
from mandategraph.answers.dates import written
from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Dossier, Row, Section, Table
from mandategraph.answers.names import Name, called, called_all, definite, is_general
from mandategraph.answers.profile.holding import Holding, read
from mandategraph.answers.profile.summing import holders, summary
from mandategraph.answers.renewals.answer import renewal_section
from mandategraph.answers.tables import (
    COLUMNS,
    FIRST,
    ORDER,
    QUOTED,
    by_name,
    directive_table,
    first_of,
    name_table,
    strength_table,
    strongest,
)
from mandategraph.answers.words import command, sentence

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

COMPLETE = 100
"""How many directives are all listed under their themes; of a body with more, the first of each theme are."""
FIRST_OF_THEME = 3
"""How many directives on a theme are listed then: thirty themes of three fill some ten pages."""
_NOT_COVERED = (
    "Only what this graph reads as a directive is told: other instruments may give the body more.",
    "Whether a mandate was carried out, or ended by a later text, is not told.",
)


def profile(store: Graph, body: str, day: Day) -> Dossier:
    """Return all that the graph tells of a body, as a person calls it; `store` is the graph as it stood on the day.

    Raises `UsageError`, with near names, for a body that the graph does not have.
    """
    known = read(store, body, day)
    sections = (make(known) for make in _SECTIONS)
    return Dossier(
        title=f"Profile of {definite(known.body.name)}",
        asked=asked(store, day, ("body", called(known.body.name))),
        sections=tuple(section for section in sections if section is not None),
        not_covered=(*day.not_covered(), *_NOT_COVERED),
        summary=summary(known),
    )


def _names(known: Holding) -> Section:
    one, now = known.body, known.day.now
    told = [f"{called(one.name)}. Kind of body: {one.kind.lower()}."]
    if one.wholes:
        told.append(f"Part of {called_all(one.wholes)}.")
    if one.others:
        told.append(f"Also called: {'; '.join(one.others)}.")
    if one.note:
        told.append(one.note)
    if not known.changes:
        told.append("This graph knows no change of it.")
        return Section("Names and changes", tuple(told))
    if one.inherited:
        told.append(f"{sentence(now)} it holds its own mandates and those of {called_all(one.inherited)}.")
    elif one.today == (one.name,):
        told.append(f"{sentence(now)} it holds its own mandates.")
    else:
        told.append(holders(known))
    return Section("Names and changes", tuple(told), (known.changes,))


def _nothing(known: Holding) -> Section | None:
    """Return what was searched for a body that holds nothing, and what is nearest to it."""
    if known.held:
        return None
    told = (f"Searched: who holds the directives of this graph. None is held by {definite(known.body.name)}.",)
    if not known.near:
        return Section("Mandates", (*told, "No body that it is a part of, or that was before or after it, holds any."))
    table = Table(
        "Bodies near it: its whole, its parts, and what was before and after it",
        ("body", "directives"),
        tuple(Row((called(name), count)) for name, count in known.near.items()),
    )
    return Section("Mandates", told, (table,))


def _themes(known: Holding) -> Section | None:
    if not known.held:
        return None
    themes = by_name(known.held, "themes")
    told = [f"One on several themes is counted under each of them; the {known.noun}s are {len(known.held):,} in all."]
    if any(map(is_general, themes)):
        told.append("“Crime and justice in general” is what remains where no other theme is found in the words.")
    table = strength_table(f"{sentence(known.noun)}s by theme and by strength of the verb, strongest first", themes)
    below = tuple(_theme(known, theme, found) for theme, found in themes.items())
    return Section(f"{sentence(known.noun)}s by theme", tuple(told), (table,), below)


def _theme(known: Holding, theme: Name, found: list[Directive]) -> Section:
    shown = len(found) if len(known.held) <= COMPLETE else FIRST_OF_THEME
    told = first_of(shown, len(found), ORDER, known.report("--theme", theme.key))
    return Section(theme.label, told, (directive_table(theme.label, strongest(found)[:shown]),))


def _predecessors(known: Holding) -> Section | None:
    if not known.inherited:
        return None
    below = []
    for name in known.body.inherited:
        found = [directive for directive in known.inherited if directive.holder == name]
        if found:
            told = first_of(FIRST, len(found), ORDER, command(("profile", name.key), known.day))
            table = directive_table(called(name), strongest(found)[:FIRST], ("themes", *COLUMNS))
            below.append(Section(called(name), told, (table,)))
    told = (f"These were given to bodies before it. By the changes told above, it holds them {known.day.now}.",)
    heading = f"Mandates of bodies before it, held {known.day.now}"
    return Section(heading, told, below=tuple(below))


def _named(known: Holding, heading: str, field: str, head: str, query: str, none: str, caption: str) -> Section | None:
    """Return a section on what the directives of the body name in one of their fields."""
    if not known.held:
        return None
    named = by_name(known.held, field)
    if not named:
        return Section(heading, (none,))
    shown = dict(list(named.items())[:FIRST])
    told = first_of(FIRST, len(named), "those named most often", query)
    table = name_table(_quoting(caption, shown), head, shown, known.noun)
    return Section(heading, told, (table,))


def _quoting(caption: str, named: dict[Name, list[Directive]]) -> str:
    """Return a caption that says, where it is so, that only the first words are quoted."""
    cut = any(len(found) > QUOTED for found in named.values())
    return f"{caption}; of each, the first {QUOTED} are quoted, {ORDER}" if cut else caption


def _partners(known: Holding) -> Section | None:
    return _named(
        known,
        "Partners",
        "partners",
        "body",
        known.query("partners"),
        f"None of the {known.count(known.held)} names somebody to work with.",
        f"With whom it is to act, by number of {known.noun}s",
    )


def _conditions(known: Holding) -> Section | None:
    return _named(
        known,
        "Conditions",
        "conditions",
        "condition",
        known.query("conditions"),
        f"None of the {known.count(known.held)} depends on a condition.",
        f"What its {known.noun}s depend on",
    )


def _instruments(known: Holding) -> Section | None:
    heading = "Conventions and other instruments that it serves"
    if not known.held:
        return None
    named = by_name(known.held, "cites")
    if not named:
        return Section(heading, (f"None of the {known.count(known.held)} cites an instrument.",))
    parts = []
    told: list[str] = []
    for caption, of_treaties in (("Conventions and protocols", True), ("Other instruments", False)):
        found = {name: held for name, held in named.items() if (name.iri in known.treaties) == of_treaties}
        shown = dict(list(found.items())[:FIRST])
        if shown:
            parts.append(name_table(_quoting(caption, shown), "instrument", shown, known.noun))
            left = first_of(FIRST, len(found), f"{caption.lower()} cited most often", known.report())
            told += left
    return Section(heading, ("Those that its words, or the words that lead into them, cite.", *told), tuple(parts))


def _duties(known: Holding) -> Section | None:
    if not known.held:
        return None
    below = []
    for duty, found in known.owed.items():
        heading = sentence(duty.name)
        if found:
            told = (duty.rule, *first_of(FIRST, len(found), ORDER, known.report()))
            below.append(Section(heading, told, (directive_table(heading, strongest(found)[:FIRST]),)))
        else:
            none = f"None of the {known.count(known.held)} asks for any by this rule."
            below.append(Section(heading, (duty.rule, none)))
    return Section("Databases, reports and meetings that it owes", below=tuple(below))


def _due(known: Holding) -> Section | None:
    if not known.held:
        return None
    open_, passed = known.deadlines()
    if not open_ and not passed:
        return Section("Deadlines", (f"None of the {known.count(known.held)} names a year or a day to be done by.",))
    told: list[str] = []
    parts = []
    for state, found, order in (("Open", open_, "the next to come"), ("Passed", passed, "the last to pass")):
        if not found:
            told.append(f"None is {state.lower()} {known.day.now}.")
            continue
        told += first_of(FIRST, len(found), f"{order}", known.query("deadlines"))
        due = tuple(
            Row((written(deadline), directive.modality.label), (directive.evidence,))
            for deadline, directive in found[:FIRST]
        )
        parts.append(Table(f"{state} {known.day.now}", ("due", "modality"), due))
    return Section("Deadlines", tuple(told), tuple(parts))


def _renewed(known: Holding) -> Section | None:
    if not known.held:
        return None
    heading = "Repeated or varied by later instruments"
    more = command(("renewals", "--body", known.body.name.key), known.day)
    found = renewal_section(heading, known.renewed, more, FIRST)
    return found or Section(heading, (f"None of the {known.count(known.held)} was found again in a later instrument.",))


def _others(known: Holding) -> Section | None:
    """Return where the body is only named by what others are to do."""
    below = []
    for heading, found, told, column, query in (
        (
            "Only an onward addressee",
            known.onward,
            "The holder is to ask it to act, or may; the text itself does not give it the task.",
            "is to ask",
            "onward",
        ),
        ("Partner of others", known.partnered, "The holder is to act with it.", "action types", "partners"),
    ):
        if found:
            left = first_of(FIRST, len(found), ORDER, known.query(query))
            table = directive_table(heading, strongest(found)[:FIRST], ("holder", "modality", column))
            below.append(Section(heading, (told, *left), (table,)))
        else:
            below.append(Section(heading, ("No directive of others names it so.",)))
    return Section("In the directives of others", below=tuple(below))


_SECTIONS: tuple[Callable[[Holding], Section | None], ...] = (
    _names,
    _nothing,
    _themes,
    _predecessors,
    _partners,
    _conditions,
    _instruments,
    _duties,
    _due,
    _renewed,
    _others,
)
"""The sections of a profile, in order; one that has nothing to say of such a body is left out."""
