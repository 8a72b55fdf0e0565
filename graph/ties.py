"""What ties two things together: a directive, a provision or a change of a body that names them both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from mandategraph.graph.facts import ChangeFact, DirectiveFact, Facts, ProvisionFact
from mandategraph.graph.network import tell_change

# How little a tie says. A body lives on in its successor, so that tie costs next to nothing. That two things stand
# somewhere in the same instrument says little: it counts only where two better steps would not do.
SAME_DIRECTIVE = 10
BESIDE_THE_HOLDER = 11
CITATION = 10
SUCCESSION = 2
SUCCESSION_CALLED_FOR = 10
SAME_INSTRUMENT = 25

_WIDTH = 300
"""The most characters that are quoted of a provision or a chapeau."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two things in one provision: `forth` tells the tie from `one` to `other`, `back` the other way round.

    For a change of a body that the authority files tell and no provision of the store, `provision` is None, `words` are
    empty and `sources` (IRIs or words) say where it is written. `quote` makes the words: most ties are never told.
    """

    one: str
    other: str
    forth: str
    back: str
    cost: int
    provision: ProvisionFact | None
    quote: Callable[[], str]
    sources: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The provision's words that name the two."""
        return self.quote()


@dataclass(frozen=True, slots=True)
class _Role:
    """What a body does in a directive; `verb` tells it from the body, `noun` from the other thing to the body."""

    verb: str
    noun: str
    cost: int


_HOLDER = _Role("holds a {}", "a {} held by", SAME_DIRECTIVE)
_PARTNER = _Role("is a partner in a {}", "a {} with the partner", BESIDE_THE_HOLDER)
_ADDRESSEE = _Role("is to be addressed under a {}", "a {} to address", BESIDE_THE_HOLDER)


def all_ties(facts: Facts) -> Iterator[Tie]:
    """Yield every tie between bodies, themes and instruments, in the order of the texts."""
    for fact in facts.directives:
        yield from _ties_of_directive(fact)
    for provision, cited in facts.citations:
        if provision.instrument != cited:
            quote = partial(_citing_words, facts, provision, cited)
            yield Tie(provision.instrument, cited, "cites", "is cited by", CITATION, provision, quote)
    changes: defaultdict[tuple[str, str], list[ChangeFact]] = defaultdict(list)
    for change in facts.changes:
        if change.original and change.resulting:
            changes[change.original, change.resulting].append(change)
    for pair, together in changes.items():
        yield _succession(facts, pair, together)


def _succession(facts: Facts, pair: tuple[str, str], changes: list[ChangeFact]) -> Tie:
    """All changes from one body to another as one tie, in the words of the first provision that tells one of them."""
    told = "; ".join(tell_change(facts, change) for change in changes)
    cost = SUCCESSION if any(change.effected for change in changes) else SUCCESSION_CALLED_FOR
    read = next((change for change in changes if change.provision), None)
    sources = tuple(dict.fromkeys(source for change in changes for source in change.sources))
    provision, words = (read.provision, read.quote) if read else (None, "")
    return Tie(*pair, f"leads to: {told}", f"comes from: {told}", cost, provision, lambda: words, sources)


def _ties_of_directive(fact: DirectiveFact) -> Iterator[Tie]:
    def tie(one: str, other: str, forth: str, back: str, cost: int) -> Tie:
        return Tie(one, other, forth, back, cost, fact.provision, quote)

    quote = partial(_words_of, fact)
    record = "mandate" if fact.kind == "Mandate" else "directive"
    instrument = fact.provision.instrument
    cited = [iri for iri in fact.cites if iri != instrument]
    helpers = [(iri, _PARTNER) for iri in fact.partners] + [(iri, _ADDRESSEE) for iri in fact.onward]
    helpers = [(iri, role) for iri, role in helpers if iri != fact.holder]
    for body, role in [(fact.holder, _HOLDER), *helpers] if fact.holder else helpers:
        verb, noun = role.verb.format(record), role.noun.format(record)
        for theme in fact.themes:
            yield tie(body, theme, f"{verb} on", f"is a theme of {noun}", role.cost)
        for other in cited:
            yield tie(body, other, f"{verb} that cites", f"is cited in {noun}", role.cost)
        yield tie(body, instrument, f"{verb} of", f"has {noun}", SAME_INSTRUMENT)
    if fact.holder:
        for helper, role in helpers:
            forth = f"holds {role.noun.format(record)}"
            yield tie(fact.holder, helper, forth, f"{role.verb.format(record)} held by", SAME_DIRECTIVE)
    for theme in fact.themes:
        for other in cited:
            yield tie(theme, other, f"is a theme of a {record} that cites", f"is cited in a {record} on", CITATION)
        yield tie(theme, instrument, f"is a theme of a {record} of", f"has a {record} on", SAME_INSTRUMENT)


def _words_of(fact: DirectiveFact) -> str:
    """The directive's words, behind those of the provision above that begin its sentence."""
    above = fact.chapeau.text if fact.chapeau and fact.chapeau != fact.provision else ""
    if not above:
        return fact.quote
    return f"{_excerpt(above, [])} {'' if above.endswith(':') else '… '}{fact.quote}"


def _citing_words(facts: Facts, provision: ProvisionFact, cited: str) -> str:
    return _excerpt(provision.text, _names_of(facts, cited))


def _names_of(facts: Facts, iri: str) -> list[str]:
    """The names of an instrument that a text may use, the longest first; "40/34" finds "resolution 40/34"."""
    thing = facts.things.by_iri.get(iri)
    names = {thing.identifier, thing.key, *thing.names} if thing else set()
    names |= {name.removeprefix("A/RES/") for name in names}
    return sorted((name for name in names if name), key=lambda name: (-len(name), name))


def _excerpt(text: str, names: list[str]) -> str:
    """Return the words of `text` around the first of `names` that stands in it, cut at words with "…"."""
    if len(text) <= _WIDTH:
        return text
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    place = next((found for name in names if (found := folded.find(name.casefold())) >= 0), 0)
    start = max(0, min(place - _WIDTH // 2, len(text) - _WIDTH))
    end = start + _WIDTH
    if start:
        start = text.index(" ", start) + 1
    if end < len(text):
        end = text.rindex(" ", start, end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
