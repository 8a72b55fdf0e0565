"""What the search for gaps reads of a graph: where directives stand, who reports, and what has a plan of action."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.directives import KINDS, Directive, Wanted, directives
from mandategraph.answers.gaps.rules import Reporting
from mandategraph.graph.sparql import rows, value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

# A sub-select is read once as a whole, which takes a disk a tenth of the time of as many look-ups.
_PLACES = f"""
SELECT DISTINCT ?directive ?kind ?holder ?verb ?provision ?order ?instrument ?date WHERE {{
  %s
  {KINDS}
  {{ SELECT ?directive ?verb WHERE {{ ?directive mg:modality ?verb }} }}
  {{ SELECT ?directive ?instrument WHERE {{ ?directive mg:instrument ?instrument }} }}
  {{ SELECT ?directive ?provision WHERE {{ ?directive prov:wasDerivedFrom ?provision }} }}
  {{ SELECT ?provision ?order WHERE {{ ?provision mg:order ?order }} }}
  OPTIONAL {{ SELECT ?directive ?holder WHERE {{ ?directive mg:holder ?holder }} }}
  OPTIONAL {{ SELECT ?instrument ?date WHERE {{ ?instrument eli:date_document ?date }} }}
}}
"""
_VERBS = "SELECT ?verb ?key ?strength WHERE { ?verb a mg:Modality ; skos:notation ?key ; mg:strength ?strength }"
_WORKERS = "SELECT DISTINCT ?body WHERE { VALUES ?key { %s } ?kind skos:notation ?key . ?body mg:bodyKind ?kind }"
_PLANNED = """
SELECT DISTINCT ?provision ?instrument WHERE {
  { SELECT DISTINCT ?paragraph WHERE { ?section mg:implements ?paragraph } }
  ?paragraph mg:instrument ?instrument .
  ?provision eli:is_part_of* ?paragraph .
}
"""
_OF_CLASS = "SELECT DISTINCT ?instrument WHERE { VALUES ?class { %s } ?instrument a ?class }"
_DEADLINES = "SELECT DISTINCT ?directive ?deadline WHERE { ?directive mg:deadline ?deadline }"
_BY_THEME = f"""
SELECT ?theme ?kind (COUNT(DISTINCT ?directive) AS ?number) WHERE {{
  %s
  {KINDS}
  {{ SELECT ?directive ?theme WHERE {{ ?directive dcterms:subject ?theme }} }}
}} GROUP BY ?theme ?kind
"""
_THEMES = "SELECT ?theme WHERE { ?theme a mg:Theme }"
_ASKED_TO_TELL = """
SELECT DISTINCT ?directive ?instrument ?holder ?words WHERE {
  {
    SELECT ?directive ?words
    WHERE { ?directive mg:quote ?words . FILTER REGEX(?words, "report|inform|apprise|brief|update", "i") }
  }
  { SELECT ?directive ?instrument WHERE { ?directive mg:instrument ?instrument } }
  OPTIONAL { SELECT ?directive ?holder WHERE { ?directive mg:holder ?holder } }
}
"""
_WHOLES = "SELECT DISTINCT ?annex ?whole WHERE { ?annex eli:is_annex_of ?whole }"
_READ = "SELECT DISTINCT ?instrument WHERE { ?provision mg:instrument ?instrument }"
_ABOVE = "SELECT DISTINCT ?part ?whole WHERE { ?part (org:subOrganizationOf|org:unitOf)+ ?whole }"
_BODIES = "SELECT ?body WHERE { VALUES ?key { %s } ?body a mg:Body ; skos:notation ?key }"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a directive stands, and who holds it (empty for nobody); things by IRI.

    `kind` is the local name of its class, `verb` the key of its modality, and `strength` orders these.
    """

    directive: str
    kind: str
    holder: str
    verb: str
    strength: int
    provision: str
    order: int
    instrument: str
    date: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Who is asked to report in which instrument.

    `wholes` is the resolution of each annex, `read` the instruments whose text is in the graph, `asked` how many
    directives ask for a report, `reporters` the holders of these ("" for nobody) in each instrument and its family,
    `above` what each body is a part of, `for_all` who reports for others too.
    """

    wholes: Mapping[str, str]
    read: frozenset[str]
    asked: int
    reporters: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]
    for_all: frozenset[str]

    def has_line(self, duty: Place) -> bool:
        """Tell whether somebody is asked to report who reports for the holder of a duty."""
        reporters = self.reporters.get(self.whole(duty.instrument), frozenset())
        return bool(reporters & {"", duty.holder, *self.for_all, *self.above.get(duty.holder, ())})

    def whole(self, instrument: str) -> str:
        """Return the resolution that an instrument is an annex of, or the instrument itself."""
        return self.wholes.get(instrument, instrument)


def places(store: Graph, wanted: Wanted) -> tuple[Place, ...]:
    """Return where directives stand, the strongest verb first, then the latest instrument, then as the texts stand."""
    verbs = {value(row, "verb"): (value(row, "key"), int(value(row, "strength"))) for row in rows(store, _VERBS)}
    found = []
    for row in rows(store, _PLACES % wanted.pattern()):
        verb, strength = verbs[value(row, "verb")]
        place = Place(
            directive=value(row, "directive"),
            kind=value(row, "kind"),
            holder=value(row, "holder"),
            verb=verb,
            strength=strength,
            provision=value(row, "provision"),
            order=int(value(row, "order")),
            instrument=value(row, "instrument"),
            date=value(row, "date"),
        )
        found.append(place)
    found.sort(key=lambda place: (place.instrument, place.order, place.directive))
    found.sort(key=lambda place: place.date, reverse=True)
    return tuple(sorted(found, key=lambda place: -place.strength))


def read(store: Graph, found: Iterable[Place]) -> list[Directive]:
    """Return the directives that stand at some places, in the order of the places."""
    listed = list(found)
    provisions = tuple(dict.fromkeys(place.provision for place in listed))
    known = {each.iri: each for each in directives(store, Wanted(provisions=provisions))} if provisions else {}
    return [known[place.directive] for place in listed]


def workers(store: Graph, kinds: Iterable[str]) -> frozenset[str]:
    """Return the bodies of some kinds (by key)."""
    return frozenset(value(row, "body") for row in rows(store, _WORKERS % _listed(kinds)))


def planned(store: Graph) -> tuple[frozenset[str], frozenset[str]]:
    """Return the provisions that a section of an instrument implements, or stands above, and their instruments."""
    found = [(value(row, "provision"), value(row, "instrument")) for row in rows(store, _PLANNED)]
    return frozenset(provision for provision, _ in found), frozenset(instrument for _, instrument in found)


def of_class(store: Graph, names: Iterable[str]) -> frozenset[str]:
    """Return the instruments of some classes (by local name)."""
    listed = " ".join(f"mg:{name}" for name in names)
    return frozenset(value(row, "instrument") for row in rows(store, _OF_CLASS % listed))


def deadlines(store: Graph) -> Mapping[str, list[str]]:
    """Return the days or years by which each directive that has a deadline is due, the first first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows(store, _DEADLINES):
        found[value(row, "directive")].append(value(row, "deadline"))
    return {directive: sorted(due) for directive, due in found.items()}


def by_theme(store: Graph, wanted: Wanted) -> Mapping[str, Counter[str]]:
    """Return how many directives of each kind (the local name of their class) are about each theme, also where none."""
    found: dict[str, Counter[str]] = {value(row, "theme"): Counter() for row in rows(store, _THEMES)}
    for row in rows(store, _BY_THEME % wanted.pattern()):
        found.setdefault(value(row, "theme"), Counter())[value(row, "kind")] = int(value(row, "number"))
    return found


def lines(store: Graph, rule: Reporting) -> Lines:
    """Return who is asked to report in which instrument."""
    wholes = {value(row, "annex"): value(row, "whole") for row in rows(store, _WHOLES)}
    asking = re.compile("|".join(rule.words), re.IGNORECASE)
    reporters: defaultdict[str, set[str]] = defaultdict(set)
    asked = 0
    for row in rows(store, _ASKED_TO_TELL):
        words, instrument = value(row, "words"), value(row, "instrument")
        if asking.search(words):
            asked += 1
            reporters[wholes.get(instrument, instrument)].add(value(row, "holder"))
    above: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _ABOVE):
        above[value(row, "part")].add(value(row, "whole"))
    return Lines(
        wholes=wholes,
        read=frozenset(value(row, "instrument") for row in rows(store, _READ)),
        asked=asked,
        reporters={instrument: frozenset(found) for instrument, found in reporters.items()},
        above={part: frozenset(found) for part, found in above.items()},
        for_all=frozenset(value(row, "body") for row in rows(store, _BODIES % _listed(rule.for_others))),
    )


def _listed(keys: Iterable[str]) -> str:
    return " ".join(f'"{key}"' for key in keys)
