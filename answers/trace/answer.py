"""From a commitment to the sections, mandates and bodies that carry it out and to what cites it later; and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.answers.asked import Day, asked
from mandategraph.answers.changes import branches_from, steps_from
from mandategraph.answers.dates import written
from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Branch, Dossier, Row, Section, Table, Tree
from mandategraph.answers.names import Name, called, called_all
from mandategraph.answers.renewals import around, renewal_section
from mandategraph.answers.tables import first_of
from mandategraph.answers.trace import finding
from mandategraph.answers.trace.finding import Found, Place, Way, find
from mandategraph.answers.trace.picture import picture
from mandategraph.answers.words import command, listing, noun, number, sentence
from mandategraph.graph.addresses import provision_at
from mandategraph.graph.succession import NOBODY

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_MOST_BRANCHES = 12
"""How many directives of one holder a tree shows, for all sections together; more would hide the way."""
_MOST_ROWS = 100
"""How many directives the tables show together: the most that a reader looks through."""
_FEWEST = 2
"""How many directives are shown at least, however many sections there are."""
_MOST_NAMED = 3
"""How many sections a sentence names; of more it counts them."""
_MOST_CITING = 15
"""How many later instruments are told of: what a page holds."""
_MOST_PLACES = 3
"""How many places of a citing instrument are quoted."""

_KINDS = ("Mandate", "StateDirective", "ExternalDirective", "UnassignedDirective")


def trace(store: Graph, address: str, day: Day) -> Dossier:
    """Return the way of a provision, in both directions, whatever it is: a commitment, a mandate or a section.

    `address` is written as people write it ("Vienna Declaration 16", "56/261 4(e)", "section II of A/RES/56/261").
    Raises `UsageError`, with what would be near, for one that names no provision.
    """
    found = find(store, provision_at(store, address), day)
    sections = [
        section
        for section in (
            _way(found),
            _directives(found),
            _changes(found),
            _later(found),
            _renewed(store, found),
            _nothing(store, found),
        )
        if section
    ]
    return Dossier(
        f"Trace of {found.place.called}",
        asked(store, day, ("provision", f"{found.place.called}: {found.place.instrument.label}")),
        tuple(sections),
        (
            *day.not_covered(),
            "A way is told where a section says which paragraphs it carries out, and nowhere else.",
            "Citations name instruments, not paragraphs. A short name that several instruments share may have been "
            "taken for the wrong one: the words that cite are quoted.",
        ),
        summary=tuple(_summary(found)),
    )


def _summary(found: Found) -> Iterator[str]:
    place = found.place
    if found.down:
        held = [directive for way in found.down for directive in way.directives if directive.kind == "Mandate"]
        holders = {directive.holder: None for directive in held if directive.holder}
        given = f", which {'give' if len(found.down) > 1 else 'gives'} {number(len(held), 'mandate')}"
        to = f" to {called_all(holders)}" if holders else ""
        yield f"{place.called} is carried out by {_sections(found.down)}{given}{to}."
    for way in found.up:
        itself = way.section.iri == place.iri
        which = sentence(place.called) if itself else f"{place.called} stands in {way.section.called}, which"
        yield f"{which} carries out {finding.called(way.commitments)}."
    for holder in dict.fromkeys(directive.holder for directive in found.directives):
        if holder and (heirs_ := found.heirs(holder)):
            yield f"{sentence(found.day.now)} the mandates of {called_all([holder])} are held by {called_all(heirs_)}."
        elif holder and holder.iri in found.today:
            yield f"{sentence(found.day.now)} nobody holds the mandates of {called_all([holder])}."
    if found.later:
        yield (
            f"{sentence(number(len(found.later), 'later instrument'))} of this graph "
            f"cite{'s' * (len(found.later) == 1)} {place.instrument.key} as a whole."
        )


def _sections(ways: Sequence[Way]) -> str:
    if len(ways) <= _MOST_NAMED:
        return finding.called(way.section for way in ways)
    return (
        f"{number(len(ways), 'section')} of {listing(list(dict.fromkeys(way.section.instrument.key for way in ways)))}"
    )


def _way(found: Found) -> Section:
    branches = (
        *_holders(found, found.own),
        *(_down(found, way) for way in found.down),
        *(_up(found, way) for way in found.up),
        *_citing_branches(found),
    )
    root = Branch(f"{found.place.called}: {found.place.instrument.label}", (found.place.evidence,), branches)
    diagram = picture(found)
    tree = Tree("The way, step by step", (root,))
    return Section("The way", parts=(tree, diagram) if diagram.edges else (tree,))


def _down(found: Found, way: Way) -> Branch:
    only = [place for place in way.commitments if place.iri != found.place.iri]
    which = f" ({finding.called(only)})" if only else ""
    text = f"carried out{which} by {way.section.called}: {way.section.instrument.label}"
    return Branch(text, way.saying_so, tuple(_holders(found, way.directives)))


def _up(found: Found, way: Way) -> Branch:
    own = way.section.iri == found.place.iri
    says = "" if own else "which carries out "
    commitments = tuple(Branch(f"{says}{place.called}", (place.evidence,)) for place in way.commitments)
    which = "carries out" if own else f"stands in {way.section.called}"
    return Branch(which, way.saying_so, commitments)


def _holders(found: Found, directives: Sequence[Directive]) -> Iterator[Branch]:
    """Yield a branch for each holder: the United Nations' bodies first, then States, others, and nobody."""
    for holder, held in _by_holder(directives):
        count = number(len(held), noun(held))
        head = f"{called(holder) if holder else NOBODY}: {count}"
        if heirs_ := found.heirs(holder):
            head += f", held {found.day.now} by {called_all(heirs_)}"
        most = max(_FEWEST, _MOST_BRANCHES // max(len(found.down), 1))
        shown = [Branch(f"{_leaf(each)}, {each.modality.label.lower()}", (each.evidence,)) for each in held[:most]]
        if (rest := len(held) - most) > 0:
            shown.append(Branch(f"and {number(rest, 'other')}"))
        became = branches_from(found.changes, holder.iri) if holder else ()
        yield Branch(head, (), (*shown, *became))


def _by_holder(directives: Iterable[Directive]) -> list[tuple[Name | None, list[Directive]]]:
    held: defaultdict[Name | None, list[Directive]] = defaultdict(list)
    for directive in directives:
        held[directive.holder].append(directive)
    return sorted(held.items(), key=lambda item: (_KINDS.index(item[1][0].kind), -len(item[1]), str(item[0])))


def _leaf(directive: Directive) -> str:
    return directive.evidence.place.removeprefix(f"{directive.evidence.instrument}, ")


def _citing_branches(found: Found) -> Iterator[Branch]:
    if found.later:
        below = tuple(
            Branch(
                f"{citing.instrument.label} ({citing.instrument.key}), {written(citing.date)}: "
                f"{listing(citing.manners)}",
                tuple(place.evidence for place in citing.places[:1]),
            )
            for citing in found.later[:_MOST_CITING]
        )
        rest = len(found.later) - _MOST_CITING
        more = (Branch(f"and {number(rest, 'other')}"),) if rest > 0 else ()
        yield Branch(f"later instruments that cite {found.place.instrument.key} as a whole", (), (*below, *more))


def _directives(found: Found) -> Section | None:
    given = [(found.place, found.own), *((way.section, way.directives) for way in found.down)]
    most = max(_FEWEST, _MOST_ROWS // len(given))
    sections = tuple(_given(found, place, directives, most) for place, directives in given if directives)
    return Section("Mandates and other directives", below=sections) if sections else None


def _given(found: Found, place: Place, directives: Sequence[Directive], most: int) -> Section:
    """Return the table of what a provision gives; who holds it now is a column where anybody's heirs do."""
    changed = any(found.heirs(each.holder) for each in directives)
    columns = ("holder", *([f"held {found.day.now} by"] if changed else []), "modality")
    rows = []
    for each in directives[:most]:
        heirs = [listing([called(heir) for heir in found.heirs(each.holder)] or [""])] if changed else []
        rows.append(
            Row((called(each.holder) if each.holder else NOBODY, *heirs, each.modality.label), (each.evidence,))
        )
    more = command(("report", "--instrument", place.instrument.key), found.day)
    told = first_of(most, len(directives), "in the order of the text", more)
    return Section(sentence(place.called), told, (Table(f"Given by {place.called}", columns, tuple(rows)),))


def _changes(found: Found) -> Section | None:
    steps = {(change.iri, change.told): change for body in found.today for change in steps_from(found.changes, body)}
    rows = tuple(
        Row((change.date, sentence(change.told), change.remark), change.evidence)
        for change in sorted(steps.values(), key=lambda change: (change.date, change.told))
    )
    if not rows:
        return None
    table = Table("From the bodies that the texts name to those that followed", ("date", "change", "remark"), rows)
    return Section("What became of the bodies", (), (table,))


def _later(found: Found) -> Section | None:
    if not found.later:
        return None
    key = found.place.instrument.key
    told = f"Citations name instruments: these cite {found.place.instrument.label} ({key}), and not the paragraph."
    more = command(("query", "citations-in", "--set", f"instrument={key}"), found.day)
    rows = tuple(
        Row(
            (citing.date, called(citing.instrument), listing(citing.manners), len(citing.places)),
            tuple(place.evidence for place in citing.places[:_MOST_PLACES]),
        )
        for citing in found.later[:_MOST_CITING]
    )
    return Section(
        "Later instruments",
        (told, *first_of(_MOST_CITING, len(found.later), "by date", more)),
        (Table(f"Instruments of a later date that cite {key}", ("date", "instrument", "how", "places"), rows),),
    )


def _renewed(store: Graph, found: Found) -> Section | None:
    """Return what the provision's own directives repeat or vary, and where they are repeated or varied."""
    renewed = around(store, found.own)
    more = command(("renewals", "--instrument", found.place.instrument.key), found.day)
    return renewal_section("Repeated or varied", renewed, more, _MOST_CITING)


def _nothing(store: Graph, found: Found) -> Section | None:
    """Return what was searched where a direction leads nowhere, and which paragraphs near by lead further."""
    instrument = found.place.instrument
    told = []
    if not found.down and not found.up:
        told.append(
            "Searched: sections of all instruments that say which paragraphs they carry out. In this graph none says "
            f"so of {found.place.called}, and no section that it stands in carries out another paragraph."
        )
        if near := finding.carried_out(store, NamedNode(instrument.iri)):
            told.append(f"Of {instrument.key}, sections carry out these paragraphs: {listing(near)}.")
    if not found.own:
        told.append("No directive rests on its words.")
    if not found.later:
        dated = found.place.evidence.date
        which = f"no instrument of a later date than {written(dated)} cites it" if dated else "its date is not known"
        told.append(f"Searched: the citations of {instrument.key}; {which}.")
    return Section("Where the way ends", tuple(told)) if told else None
