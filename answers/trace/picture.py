"""The way of a provision as a picture: commitments, sections, mandates, bodies and what became of these."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence

from mandategraph.answers.changes import steps_from
from mandategraph.answers.dates import written
from mandategraph.answers.directives import Directive
from mandategraph.answers.dossier import Diagram, Edge, Evidence, Node
from mandategraph.answers.names import Name, called
from mandategraph.answers.trace.finding import Found, Place
from mandategraph.answers.words import noun, number
from mandategraph.graph.succession import NOBODY

_MOST_BOXES = 24
"""How many mandates are boxes of their own; more cannot be read, and are counted on the lines."""
_MOST_SECTIONS = 6
"""How many of the sections that carry out a commitment are drawn: the latest."""
_MOST_LATER = 6
"""How many later instruments are drawn, so that the way itself stays readable."""
_MOST_PLACES = 3
"""How many places a line that counts names."""
_LONGEST_TITLE = 60
"""Letters of words or a title in a box."""


class _Drawing:
    """Boxes and lines as they are drawn, each once; `former` are the bodies (IRIs) that no longer exist."""

    def __init__(self, former: frozenset[str]) -> None:
        self._former = former
        self._nodes: dict[str, Node] = {}
        self._edges: defaultdict[tuple[str, str, str], dict[Evidence, None]] = defaultdict(dict)
        self._weights: dict[tuple[str, str, str], int] = {}

    def box(self, key: str, label: str, kind: str) -> str:
        """Draw a box, unless it is there, and return its key."""
        self._nodes.setdefault(key, Node(key, label, kind, key if ":" in key else ""))
        return key

    def body(self, holder: Name | None) -> str:
        """Draw the box of a body, or of nobody, and return its key."""
        if holder is None:
            return self.box("nobody", NOBODY, "body")
        return self.box(holder.iri, called(holder), "former body" if holder.iri in self._former else "body")

    def line(self, source: str, target: str, label: str, evidence: Iterable[Evidence] = (), weight: int = 1) -> None:
        """Draw a line between boxes; one that is there is drawn once, with the words for both."""
        self._edges[source, target, label].update(dict.fromkeys(evidence))
        self._weights[source, target, label] = weight

    def diagram(self, caption: str, left_out: str) -> Diagram:
        """Return what was drawn."""
        edges = tuple(Edge(*ends, self._weights[ends], tuple(evidence)) for ends, evidence in self._edges.items())
        return Diagram(caption, tuple(self._nodes.values()), edges, left_out=left_out)


def picture(found: Found) -> Diagram:
    """Return the way of a provision as a picture; it has no lines where there is no way."""
    changed = [change for change in found.changes if change.effected and change.what != "made part of"]
    drawing = _Drawing(frozenset(change.before.iri for change in changed if change.before))
    mandates = [directive for directive in found.directives if directive.kind == "Mandate"]
    counted = len(mandates) > _MOST_BOXES
    start = _place(drawing, found.place, "commitment" if found.down else "provision")
    if not found.up:
        _held(drawing, start, found.own, counted)
    for way in (*found.down[-_MOST_SECTIONS:], *found.up):
        section = _place(drawing, way.section, "section")
        for commitment in way.commitments:
            drawing.line(_place(drawing, commitment, "commitment"), section, "is carried out by", way.saying_so)
        _held(drawing, section, way.directives, counted)
    _successions(drawing, found)
    _later(drawing, start, found)
    return drawing.diagram("The way as a picture", " ".join(_left_out(found, len(mandates), counted)))


def _place(drawing: _Drawing, place: Place, kind: str) -> str:
    return drawing.box(place.iri, _beginning(place.evidence), "section" if place.heading else kind)


def _beginning(evidence: Evidence) -> str:
    """Return where words stand and how they begin."""
    return f"{evidence.place}: {textwrap.shorten(evidence.words, _LONGEST_TITLE, placeholder=' …')}"


def _held(drawing: _Drawing, giver: str, directives: Sequence[Directive], counted: bool) -> None:
    """Draw who is to do what: each mandate as a box, or how many of them on a line; directives of others counted."""
    by_holder: defaultdict[Name | None, list[Directive]] = defaultdict(list)
    for directive in directives:
        by_holder[directive.holder].append(directive)
    for holder, held in by_holder.items():
        body = drawing.body(holder)
        if counted or any(directive.kind != "Mandate" for directive in held):
            evidence = [directive.evidence for directive in held[:_MOST_PLACES]]
            drawing.line(giver, body, f"gives {number(len(held), noun(held))} to", evidence, len(held))
            continue
        for directive in held:
            mandate = giver
            if directive.evidence.provision != giver:
                mandate = drawing.box(directive.evidence.provision, _beginning(directive.evidence), "mandate")
                drawing.line(giver, mandate, "gives", (directive.evidence,))
            drawing.line(mandate, body, "is held by", (directive.evidence,))


def _successions(drawing: _Drawing, found: Found) -> None:
    for body in found.today:
        for change in steps_from(found.changes, body):
            if change.before and change.after:
                before, after = drawing.body(change.before), drawing.body(change.after)
                drawing.line(before, after, f"{change.what}, {written(change.date)}", change.evidence)


def _later(drawing: _Drawing, start: str, found: Found) -> None:
    carrying_out = {way.section.instrument.iri for way in found.down}
    others = [citing for citing in found.later if citing.instrument.iri not in carrying_out]
    for citing in others[:_MOST_LATER]:
        title = textwrap.shorten(citing.instrument.label, _LONGEST_TITLE, placeholder=" …")
        box = drawing.box(citing.instrument.iri, f"{title} ({citing.instrument.key})", "instrument")
        evidence = [place.evidence for place in citing.places[:_MOST_PLACES]]
        drawing.line(start, box, "stands in what is cited by", evidence, len(citing.places))


def _left_out(found: Found, mandates: int, counted: bool) -> Iterable[str]:
    if counted:
        yield f"The {mandates:,} mandates are counted on the lines; the table has each of them."
    if len(found.down) > _MOST_SECTIONS:
        yield f"Of {len(found.down):,} sections the latest {_MOST_SECTIONS} are drawn."
    if len(found.later) > _MOST_LATER:
        yield f"Of {len(found.later):,} later instruments no more than {_MOST_LATER} are drawn."
