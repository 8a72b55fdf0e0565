"""What is set side by side to tell overlap: bodies, their mandates, and how far the fields of each two are the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mandategraph.answers.bodies import parts
from mandategraph.answers.directives import Directive, Wanted, directives
from mandategraph.answers.names import Name, is_general, names
from mandategraph.answers.words import number
from mandategraph.graph.fields import Field, Overlap, overlaps
from mandategraph.graph.sparql import rows, value
from mandategraph.graph.succession import heirs

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

BODIES = 12
"""How many bodies are set side by side: what an eye can compare, and a page can hold."""

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_MANDATES = """
  %s
  { SELECT ?directive WHERE { ?directive a mg:Mandate } }
  { SELECT ?directive ?body WHERE { ?directive mg:holder ?body } }
"""
_HELD = f"SELECT ?body (COUNT(DISTINCT ?directive) AS ?number) WHERE {{ {_MANDATES} }} GROUP BY ?body"
_FIELDS = f"""
SELECT ?body ?theme ?action (COUNT(DISTINCT ?directive) AS ?number) WHERE {{
  {_MANDATES}
  {{ SELECT ?directive ?theme WHERE {{ ?directive dcterms:subject ?theme }} }}
  {{ SELECT ?directive ?action WHERE {{ ?directive mg:actionType ?action }} }}
}} GROUP BY ?body ?theme ?action
"""
_PARTNERS = f"""
SELECT ?body ?other (COUNT(DISTINCT ?directive) AS ?number) WHERE {{
  {_MANDATES % ""}
  {{ SELECT ?directive ?other WHERE {{ ?directive mg:partner ?other }} }}
}} GROUP BY ?body ?other
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """The bodies that are set side by side, their mandates, and the overlap of each two, the highest weighted first.

    What every pair shares begins with what most mandates of both ask for; the theme of what has no other comes last,
    for it says little. `known` are the names of bodies and concepts by IRI; `held` tells how many mandates each body
    with mandates has, those with most first.
    """

    bodies: tuple[Name, ...]
    mandates: tuple[Directive, ...]
    pairs: tuple[Overlap, ...]
    known: Mapping[str, Name]
    held: Mapping[Name, int]


def compared(store: Graph, one: Name | None, theme: Name | None) -> Compared:
    """Return one body with those whose fields are nearest to its own, or the bodies with most mandates.

    With a theme, only mandates on it count.
    """
    wanted = Wanted(themes=(theme.iri,) if theme else ())
    counted = {value(row, "body"): int(value(row, "number")) for row in rows(store, _HELD % wanted.pattern())}
    held = sorted(counted, key=lambda body: (-counted[body], body))
    fields = _fields(store, wanted)
    found = sorted(overlaps({body: fields[body] for body in held if body in fields}), key=_highest)
    if one:
        found = [_seen_from(one.iri, pair) for pair in found if one.iri in (pair.one, pair.other)]
        chosen = [one.iri, *(pair.other for pair in found)][:BODIES]
    else:
        chosen = held[:BODIES]
    pairs = [pair for pair in found if {pair.one, pair.other} <= set(chosen)]
    known = names(store, {*held, *chosen, *(iri for pair in pairs for shared in pair.shared for iri in shared)})
    read = directives(store, replace(wanted, bodies=tuple(chosen))) if pairs else ()
    return Compared(
        bodies=tuple(known[body] for body in chosen),
        mandates=tuple(directive for directive in read if directive.kind == "Mandate"),
        pairs=tuple(_telling_first(pair, known) for pair in pairs),
        known=known,
        held={known[body]: counted[body] for body in held},
    )


def ties(store: Graph, pairs: Iterable[Overlap]) -> dict[tuple[str, str], str]:
    """Return how the two bodies of each pair stand to each other, as far as the graph tells, by their IRIs."""
    partners = {(value(row, "body"), value(row, "other")): int(value(row, "number")) for row in rows(store, _PARTNERS)}
    wholes, ends = parts(store), heirs(store)
    told = {}
    for pair in pairs:
        one, other = pair.one, pair.other
        together = partners.get((one, other), 0) + partners.get((other, one), 0)
        ways = [f"partners in {number(together, 'mandate')}"] if together else []
        for part, whole, words in ((one, other, ("first", "second")), (other, one, ("second", "first"))):
            ways += [f"the {words[0]} is part of the {words[1]}"] * ((part, whole) in wholes)
            ways += [f"the {words[1]} holds the mandates of the {words[0]} today"] * (whole in ends.get(part, ()))
        told[one, other] = "; ".join(ways)
    return told


def _fields(store: Graph, wanted: Wanted) -> dict[str, Field]:
    fields: defaultdict[str, Field] = defaultdict(Counter)
    for row in rows(store, _FIELDS % wanted.pattern()):
        theme = value(row, "theme")
        if not wanted.themes or theme in wanted.themes:
            fields[value(row, "body")][theme, value(row, "action")] = int(value(row, "number"))
    return fields


def _highest(pair: Overlap) -> tuple[float, float, int, str, str]:
    return (-pair.weighted, -pair.jaccard, -len(pair.shared), pair.one, pair.other)


def _seen_from(body: str, pair: Overlap) -> Overlap:
    """Return a pair with this body as the first."""
    if pair.one == body:
        return pair
    return replace(pair, one=pair.other, other=pair.one, pairs=pair.other_pairs, other_pairs=pair.pairs)


def _telling_first(pair: Overlap, known: Mapping[str, Name]) -> Overlap:
    return replace(pair, shared=tuple(sorted(pair.shared, key=lambda shared: is_general(known[shared[0]]))))
