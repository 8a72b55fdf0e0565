"""Which directives later instruments repeat or vary, with what they change; `likeness` has the rule."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from mandategraph.answers import bodies
from mandategraph.answers.asked import Day, asked, without_text
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.dossier import Branch, Dossier, Row, Section, Table, Tree
from mandategraph.answers.names import Name, called, named
from mandategraph.answers.renewals.likeness import ALIKE, SAME, Difference, Renewal, Series, find_renewals
from mandategraph.answers.tables import first_of
from mandategraph.answers.words import command, number, options, sentence
from mandategraph.graph.sparql import rows, value
from mandategraph.graph.succession import heirs
from mandategraph.vocabulary import MG, PREFIXES

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_MOST_ROWS = 60
"""Rows of a table: each quotes two passages, and more are not read through."""
_MOST_CHAINS = 10
_LONG = 3
"""Instruments of a chain that is worth being shown as one."""

_CITED = """
SELECT DISTINCT ?instrument ?cited WHERE {
  { SELECT ?provision ?cited WHERE { ?provision eli:cites ?cited } }
  { SELECT ?provision ?instrument WHERE { ?provision mg:instrument ?instrument } }
}
"""
_RULE = (
    "A directive renews one of an earlier instrument where the same body, or what became of it, holds both; they have "
    f"a theme in common; at least {ALIKE:.0%} of their words are the same, in the same order; and the later instrument "
    "cites the earlier or has its title, or the words in common include some that few directives have. It is repeated "
    f"where at least {SAME:.0%} of the words are the same, else varied. Of several earlier instruments the nearest is "
    "told."
)
_NOT_COVERED = (
    "A directive that says the same in quite other words is not found.",
    "Instruments without a known date are not compared.",
)


def renewals(store: Graph, day: Day, *, body: str = "", theme: str = "", instrument: str = "") -> Dossier:
    """Return which directives later instruments repeat or vary, narrowed as `find` is; raises as it does."""
    found = find(store, body=body, theme=theme, instrument=instrument)
    repeated = [renewal for renewal in found.renewals if renewal.repeated]
    varied = [renewal for renewal in found.renewals if not renewal.repeated]
    narrowed = options({"body": body, "theme": theme, "instrument": instrument})
    more = command(("renewals", *narrowed, "-f", "turtle"), day)
    sections = (
        _instruments(found.renewals),
        _chains(found.renewals),
        renewal_section("Varied", varied, more),
        renewal_section("Repeated", repeated, more),
    )
    return Dossier(
        title="Directives that later instruments repeat or vary",
        asked=asked(store, day, *found.asked_for),
        sections=(Section("How it is told", (_RULE,)), *(section for section in sections if section)),
        not_covered=(*day.not_covered(), *_NOT_COVERED),
        summary=(_summary(found.compared, repeated, varied), *without_text(store, found.instrument)),
    )


def renewal_links(store: Graph, day: Day, *, body: str = "", theme: str = "", instrument: str = "") -> str:
    """Return each renewal as a triple in Turtle, `later mg:renews earlier`; narrowed and raising as `find`."""
    renewed = find(store, body=body, theme=theme, instrument=instrument).renewals
    triples = sorted(
        (Triple(NamedNode(each.later.iri), MG["renews"], NamedNode(each.earlier.iri)) for each in renewed), key=str
    )
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    assert data is not None  # Without an output, serialize returns the bytes.
    return data.decode()


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, in names; how many directives were compared; the renewals among them; of which instrument."""

    asked_for: tuple[tuple[str, str], ...]
    compared: int
    renewals: tuple[Renewal, ...]
    instrument: Name | None = None


def find(store: Graph, *, body: str = "", theme: str = "", instrument: str = "") -> Found:
    """Return the renewals among the directives that are asked for, as people write it.

    `body` narrows to what it and the bodies of its line hold, `theme` to directives on it, `instrument` to what this
    one renews and what later ones renew of it. Without any, everything is compared: 20 seconds of the registry.
    Raises `UsageError`, with near names, for what the graph does not have.
    """
    asked_for: list[tuple[str, str]] = []
    wanted: dict[str, tuple[str, ...]] = {}
    if body:
        line = bodies.body(store, body)
        asked_for.append(("body", called(line.name)))
        wanted["bodies"] = tuple(sorted(line.line))
    if theme:
        subject = named(store, "theme", theme)
        asked_for.append(("theme", subject.label))
        wanted["themes"] = (subject.iri,)
    centre = named(store, "instrument", instrument) if instrument else None
    if centre:
        asked_for.append(("instrument", called(centre)))
        if not body:
            held = directives(store, Wanted(instruments=(centre.iri,)))
            wanted["bodies"] = _line(store, {each.holder.iri for each in held if each.holder})
            if not wanted["bodies"]:  # Nobody in particular would be everybody.
                return Found(tuple(asked_for), 0, (), centre)
    compared = directives(store, Wanted(**wanted))
    renewed = among(store, compared)
    if centre:
        renewed = tuple(
            each for each in renewed if centre.iri in (each.later.instrument.iri, each.earlier.instrument.iri)
        )
    return Found(tuple(asked_for), len(compared), renewed, centre)


def among(store: Graph, compared: Sequence[Directive]) -> tuple[Renewal, ...]:
    """Return the renewals among some directives, in the order of the later ones."""
    return find_renewals(compared, _families(store), _series(store, compared))


def around(store: Graph, some: Sequence[Directive]) -> tuple[Renewal, ...]:
    """Return what some directives renew, and what renews them, in the order of the later ones."""
    holders = {each.holder.iri for each in some if each.holder}
    themes = {theme.iri for each in some for theme in each.themes}
    if not holders or not themes:
        return ()
    # Only what the same line of bodies holds on a theme in common can be a renewal.
    compared = directives(store, Wanted(bodies=_line(store, holders), themes=tuple(sorted(themes))))
    wanted = {each.iri for each in some}
    return tuple(each for each in among(store, compared) if wanted & {each.later.iri, each.earlier.iri})


def _families(store: Graph) -> dict[str, str]:
    """Return, for each body that changed, the body that stands for its line: who holds its mandates today."""
    return {body: ends[0] for body, ends in heirs(store).items() if ends}


def _line(store: Graph, holders: set[str]) -> tuple[str, ...]:
    families = _families(store)
    lines = {families.get(holder, holder) for holder in holders}
    return tuple(sorted(holders | lines | {body for body, line in families.items() if line in lines}))


def _series(store: Graph, compared: Sequence[Directive]) -> Series:
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _CITED):
        cited[value(row, "instrument")].add(value(row, "cited"))
    return Series(cited, {each.instrument.iri: each.instrument.label.casefold() for each in compared})


def _summary(compared: int, repeated: Sequence[Renewal], varied: Sequence[Renewal]) -> str:
    if not compared:
        return "No renewal was found in this graph: there are no such directives to compare."
    if not repeated and not varied:
        were = "was" if compared == 1 else "were"
        return f"No renewal was found in this graph: {number(compared, 'directive')} {were} compared."
    return (
        f"{sentence(number(compared, 'directive'))} were compared. Of these, {number(len(repeated), 'directive')} "
        f"{'repeats' if len(repeated) < 2 else 'repeat'} one of an earlier instrument, and "
        f"{number(len(varied), 'directive')} {'varies' if len(varied) < 2 else 'vary'} one."
    )


def _instruments(renewed: Sequence[Renewal]) -> Section | None:
    """Return which instruments renew how much of which."""
    if not renewed:
        return None
    pairs = Counter((each.later.instrument, each.earlier.instrument, each.later.evidence.date) for each in renewed)
    repeated = Counter((each.later.instrument, each.earlier.instrument) for each in renewed if each.repeated)
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], pair[2], pair[0].key, pair[1].key))
    table = Table(
        "Which instruments renew which",
        ("later instrument", "earlier instrument", "repeated", "varied"),
        tuple(
            Row(
                (
                    called(later),
                    called(earlier),
                    repeated[later, earlier],
                    pairs[later, earlier, date] - repeated[later, earlier],
                )
            )
            for later, earlier, date in ordered[:_MOST_ROWS]
        ),
    )
    return Section("Instruments", first_of(_MOST_ROWS, len(ordered), "those with most in common first"), (table,))


def _chains(renewed: Sequence[Renewal]) -> Section | None:
    """Return the longest chains of directives that renew each other."""
    chains = [chain for chain in _followed(renewed) if len(chain) >= _LONG]
    if not chains:
        return None
    chains.sort(key=lambda chain: (-len(chain), chain[0].evidence.date, chain[0].iri))
    branches = tuple(_chain_branch(chain) for chain in chains[:_MOST_CHAINS])
    told = first_of(_MOST_CHAINS, len(chains), "the longest first")
    return Section(
        "From instrument to instrument", told, (Tree("Directives that were renewed again and again", branches),)
    )


def _followed(renewed: Sequence[Renewal]) -> Iterator[list[Directive]]:
    """Yield each chain, from the first directive to the last; where one was renewed twice, a chain for each."""
    earlier = {each.later.iri: each.earlier for each in renewed}
    later = {each.earlier.iri for each in renewed}
    for each in renewed:
        if each.later.iri not in later:
            chain = [each.later]
            while before := earlier.get(chain[-1].iri):
                chain.append(before)
            yield chain[::-1]


def _chain_branch(chain: Sequence[Directive]) -> Branch:
    first, last = chain[0], chain[-1]
    holder = called(last.holder) if last.holder else ""
    text = f"{holder}: {number(len(chain), 'instrument')} from {first.evidence.date[:4]} to {last.evidence.date[:4]}"
    return Branch(
        text,
        (),
        tuple(Branch(f"{each.modality.label} of {each.evidence.date[:4]}", (each.evidence,)) for each in chain),
    )


def renewal_section(heading: str, renewed: Sequence[Renewal], more: str, most: int = _MOST_ROWS) -> Section | None:
    """Return a section that lists renewals, the latest first: at most so many rows, and the command for the rest."""
    if not renewed:
        return None
    latest = sorted(renewed, key=lambda each: each.later.evidence.date, reverse=True)
    table = Table(
        "The earlier words, then the later",
        ("held by", "words in common", "what changed"),
        tuple(
            Row((_holders(each), _share(each), _told(each)), (each.earlier.evidence, each.later.evidence))
            for each in latest[:most]
        ),
    )
    return Section(heading, first_of(most, len(latest), "the latest instrument first", more), (table,))


def _share(renewal: Renewal) -> str:
    """Return how much of the words is the same, never rounded up to what the rule calls repeated."""
    return f"{math.floor(round(renewal.likeness * 100, 6))}%"


def _holders(renewal: Renewal) -> str:
    holders = [each.holder for each in (renewal.earlier, renewal.later) if each.holder]
    return ", then ".join(dict.fromkeys(called(holder) for holder in holders))


def _told(renewal: Renewal) -> str:
    """Return what the later directive changes, in words."""
    told = [_difference(each) for each in renewal.differences()]
    if renewal.earlier.modality != renewal.later.modality:
        before, after = renewal.earlier.modality.label.lower(), renewal.later.modality.label.lower()
        told.insert(0, f"{before} became {after}")
    return sentence("; ".join(told)) if told else "Nothing: the same word for word"


def _difference(difference: Difference) -> str:
    if not difference.after:
        return f"left out “{difference.before}”"
    if not difference.before:
        return f"added “{difference.after}”"
    return f"“{difference.before}” became “{difference.after}”"
