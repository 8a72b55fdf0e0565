"""One document of the registry: what is read here, beside what the registry made of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mandategraph.evaluation.context import apart
from mandategraph.evaluation.disagreements import (
    CITATIONS,
    HOLDERS,
    KINDS,
    NUMBERS,
    PARAGRAPHS,
    VERBS,
    Disagreement,
    DocumentAgreement,
    Side,
)
from mandategraph.evaluation.results import Passage
from mandategraph.evaluation.scores import Score
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Kind, Provision, Span
from mandategraph.loaders.formats import registry
from mandategraph.loaders.formats.opinions import ParagraphKind, ParagraphOpinion, second_opinion
from mandategraph.loaders.reading import read
from mandategraph.loaders.reading.actors import ActorFinder
from mandategraph.loaders.reading.lexicon import lexicon
from mandategraph.loaders.reading.roles import unknown_key
from mandategraph.loaders.reading.verbs import verb_finder
from mandategraph.loaders.records import UNASSIGNED, Directive
from mandategraph.loaders.symbols import find_symbols

_DIRECTIVE = "directive"
_NOT_IN_ITS_SCHEME = ("decision", "permission")
_FRAGMENTS = {"international", "regional", "subregional", "national", "local", "programmes", "funds", ""}
_LIMITS = re.compile(r"^(?:(?:the|all|other|relevant|its|concerned|interested) )+")
_DIRECTING = re.compile(
    r"\W*(?:also |further |strongly |again )*(?:requests?|urges?|calls? (?:also |further )?(?:up)?on|calls? for"
    r"|invites?|encourages?|recommends?|asks?|appeals?|demands?|directs?|instructs?)",
    re.IGNORECASE,
)
_SAME_VERBS = {"call on": "call upon"}
# The registry leaves out the letter of "66/253 A".
_LETTER = re.compile(r"(?<=\d)[A-Z](?:-[A-Z])?$")
_ENGLISH = ("", "english")
_OPERATIVE = (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT)
_KINDS = dict.fromkeys(_OPERATIVE, ParagraphKind.OPERATIVE) | dict.fromkeys(
    (Kind.PREAMBLE, Kind.RECITAL), ParagraphKind.PREAMBULAR
)
_COUNTED = {Side.OURS: "extra", Side.REGISTRY: "missed"}


class _Charge(NamedTuple):
    """Whom the registry charges, in the paragraph's words, and the verb: its plain form and its words."""

    name: str
    verb: str
    verb_words: str


@dataclass(slots=True)
class _Tally:
    """What the two have of one field, summed while a document is compared."""

    document: str
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_verb: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    disagreements: list[Disagreement] = field(default_factory=list)

    def right(self, name: str, times: int = 1) -> None:
        self.counts[name]["right"] += times

    def differs(
        self, name: str, side: Side, passage: Passage, value: str, others: Iterable[str] = (), verb: str = ""
    ) -> None:
        self.counts[name][_COUNTED[side]] += 1
        found = Disagreement(name, side, self.document, value, tuple(sorted(set(others))), passage, verb)
        self.disagreements.append(found)

    def result(self) -> DocumentAgreement:
        return DocumentAgreement(
            self.document,
            {name: Score(**counts) for name, counts in self.counts.items()},
            {verb: Score(**counts) for verb, counts in self.by_verb.items()},
            tuple(self.disagreements),
        )


class Comparer:
    """Compares documents of the registry, one by one, with what the registry made of them."""

    def __init__(self, authorities: Authorities) -> None:
        self._authorities = authorities
        self._verbs = verb_finder(authorities)

    def compare(self, path: Path, data: bytes) -> DocumentAgreement:
        """Return how far the two agree on a document. Raises `InputError` where its file cannot be used."""
        opinion = second_opinion(data, path)
        documents = registry.read(data, path)
        compared = [
            paragraph for paragraph in opinion.paragraphs if paragraph.text.strip() and paragraph.language in _ENGLISH
        ]
        tally = _Tally(path.stem)
        for paragraph in compared:
            _compare_citations(paragraph, tally)
        _compare_paragraphs(compared, documents, tally)
        if opinion.has_mandates:
            self._compare_holders(compared, documents, tally)
        return tally.result()

    def _compare_holders(
        self, paragraphs: Sequence[ParagraphOpinion], documents: Sequence[Document], tally: _Tally
    ) -> None:
        ours = self._our_holders(documents)
        actors = ActorFinder(lexicon(self._authorities).actors)
        for paragraph in paragraphs:
            # Short names mean the body that the document introduced last, so every paragraph is looked at.
            actors.mentions(paragraph.text)
            theirs = _their_holders(paragraph, actors)
            mine = ours.get(_letters(paragraph.text), {})
            if paragraph.kind is ParagraphKind.OPERATIVE and (theirs or _DIRECTING.match(paragraph.text)):
                for holder in sorted(mine.keys() & theirs.keys()):
                    self._agreed(paragraph, holder, mine[holder], theirs[holder], tally)
                for holder in sorted(theirs.keys() - mine.keys()):
                    self._only_theirs(paragraph, holder, theirs[holder], mine, tally)
                for holder in sorted(mine.keys() - theirs.keys()):
                    # What was passed down need not be in the registry's introductory paragraph as well.
                    if theirs or not mine[holder][-1].chapeau:
                        self._only_ours(paragraph, holder, mine[holder], theirs, tally)

    def _agreed(
        self,
        paragraph: ParagraphOpinion,
        holder: str,
        ours: Sequence[Directive],
        theirs: Sequence[_Charge],
        tally: _Tally,
    ) -> None:
        our_verbs = {self._verb(directive) for directive in ours}
        their_verbs = {charge.verb for charge in theirs}
        tally.right(HOLDERS)
        tally.by_verb[theirs[0].verb]["right"] += 1
        tally.right(VERBS, len(our_verbs & their_verbs))
        for side, verbs, others in (
            (Side.OURS, our_verbs - their_verbs, their_verbs),
            (Side.REGISTRY, their_verbs - our_verbs, our_verbs),
        ):
            for verb in sorted(verbs):
                passage = _passage(paragraph, [directive.cue_words for directive in ours])
                tally.differs(VERBS, side, passage, f"{holder}: {verb}", others, verb)

    def _only_theirs(
        self,
        paragraph: ParagraphOpinion,
        holder: str,
        theirs: Sequence[_Charge],
        others: Iterable[str],
        tally: _Tally,
    ) -> None:
        charge = theirs[0]
        passage = _passage(paragraph, (charge.verb_words, charge.name))
        tally.differs(HOLDERS, Side.REGISTRY, passage, holder, others, charge.verb)
        tally.by_verb[charge.verb]["missed"] += 1

    def _only_ours(
        self,
        paragraph: ParagraphOpinion,
        holder: str,
        ours: Sequence[Directive],
        others: Iterable[str],
        tally: _Tally,
    ) -> None:
        verb = self._verb(ours[0])
        passage = _passage(paragraph, (ours[0].cue_words, ours[0].holder_words))
        tally.differs(HOLDERS, Side.OURS, passage, holder, others, verb)
        tally.by_verb[verb]["extra"] += 1

    def _our_holders(self, documents: Iterable[Document]) -> dict[str, dict[str, list[Directive]]]:
        """Return our directives that can be compared, by the letters of their paragraphs and by holder."""
        holders: dict[str, dict[str, list[Directive]]] = defaultdict(lambda: defaultdict(list))
        for document in documents:
            letters = {provision.eid: _letters(provision.text) for provision in document.walk()}
            for directive in read(document, self._authorities).directives:
                if directive.holder != UNASSIGNED and directive.modality not in _NOT_IN_ITS_SCHEME:
                    for eid in filter(None, (directive.chapeau, directive.quote.eid)):
                        holders[letters[eid]][directive.holder].append(directive)
        return holders

    def _verb(self, directive: Directive) -> str:
        """Return the plain form of a directive's verb: "call upon" for "Calls upon"."""
        found = self._verbs.find_longest(directive.cue_words)
        cue = found[0].payload.cue if found else ""
        # Cues are patterns, and some stand for many phrases.
        return _plain_verb(cue if cue.replace(" ", "").isalpha() else directive.cue_words.lower())


def _their_holders(paragraph: ParagraphOpinion, actors: ActorFinder) -> dict[str, list[_Charge]]:
    """Return those to whom the registry assigns a paragraph by a directive verb, by key."""
    holders: dict[str, list[_Charge]] = defaultdict(list)
    for mandate in paragraph.mandates or ():
        if mandate.verb.kind == _DIRECTIVE:
            verb = _plain_verb(mandate.verb.plain or mandate.verb.words.lower())
            for name in (assignee.words for assignee in mandate.assignees):
                if name not in _FRAGMENTS:
                    known = actors.mentions(f"the {name}")
                    key = known[0].key if known else unknown_key(_LIMITS.sub("", name))
                    holders[key].append(_Charge(name, verb, mandate.verb.words))
    return holders


def _plain_verb(verb: str) -> str:
    return _SAME_VERBS.get(verb, verb)


def _compare_citations(paragraph: ParagraphOpinion, tally: _Tally) -> None:
    """Compare the labels that the registry links in a paragraph with the symbols that are found there."""
    if not paragraph.links:
        return
    labels = {_plain_symbol(link.label) for link in paragraph.links}
    symbols = {_plain_symbol(match.symbol): match for match in find_symbols(paragraph.text)}
    for link in paragraph.links:
        if any(symbol.endswith(_plain_symbol(link.label)) for symbol in symbols):
            tally.right(CITATIONS)
        else:
            tally.differs(CITATIONS, Side.REGISTRY, _passage(paragraph, [link.label]), link.label, symbols)
    for symbol, match in symbols.items():
        if not symbol.endswith(tuple(labels)):
            passage = Passage(paragraph.number, paragraph.text, (Span(match.start, match.end),))
            tally.differs(CITATIONS, Side.OURS, passage, match.symbol, labels)


def _plain_symbol(symbol: str) -> str:
    """Return a symbol without blanks, hyphens and the letter of a part."""
    return _LETTER.sub("", re.sub(r"[\s‑-]", "", symbol).upper())


def _compare_paragraphs(paragraphs: Sequence[ParagraphOpinion], documents: Iterable[Document], tally: _Tally) -> None:
    """Compare the registry's paragraphs with the provisions that have the same words."""
    provisions: dict[str, list[Provision]] = defaultdict(list)
    for document in documents:
        for provision in document.walk():
            provisions[_letters(provision.text)].append(provision)
    theirs = {_letters(paragraph.text) for paragraph in paragraphs}
    for letters, same in provisions.items():
        for provision in same:
            # Where the registry took text for front matter, the number stands among the words.
            if (
                provision.kind in _OPERATIVE
                and letters
                and not {letters, _letters(provision.number) + letters} & theirs
            ):
                tally.differs(PARAGRAPHS, Side.OURS, Passage(provision.number, provision.text), provision.number)
    for paragraph in paragraphs:
        same = provisions.get(_letters(paragraph.text), [])
        if paragraph.kind is ParagraphKind.OPERATIVE:
            _compare_operative(paragraph, same, tally)
        if same and paragraph.kind is not ParagraphKind.NEITHER:
            kinds = [_KINDS[provision.kind] for provision in same if provision.kind in _KINDS]
            _compare_values(KINDS, paragraph, paragraph.kind, kinds, tally)


def _compare_operative(paragraph: ParagraphOpinion, same: Sequence[Provision], tally: _Tally) -> None:
    """Compare an operative paragraph of the registry with the provisions that have the same words."""
    if not same:
        tally.differs(PARAGRAPHS, Side.REGISTRY, _passage(paragraph), paragraph.number.strip())
        return
    tally.right(PARAGRAPHS)
    numbers = {_letters(provision.number): provision.number for provision in same}
    printed = _letters(paragraph.number)
    _compare_values(NUMBERS, paragraph, numbers.get(printed, paragraph.number.strip()), list(numbers.values()), tally)


def _compare_values(name: str, paragraph: ParagraphOpinion, theirs: str, ours: Sequence[str], tally: _Tally) -> None:
    """Compare one value of a paragraph: where ours is another one, both sides have what the other has not."""
    if theirs in ours:
        tally.right(name)
        return
    tally.differs(name, Side.REGISTRY, _passage(paragraph), theirs, ours)
    for value in sorted(set(ours)):
        tally.differs(name, Side.OURS, _passage(paragraph), value, [theirs])


def _passage(paragraph: ParagraphOpinion, words: Iterable[str] = ()) -> Passage:
    """Return a paragraph with the first place of some words marked."""
    found = (re.search(re.escape(each), paragraph.text, re.IGNORECASE) for each in words if each)
    return Passage(paragraph.number, paragraph.text, tuple(apart(Span(*match.span()) for match in found if match)))


def _letters(text: str) -> str:
    """Return a text's letters and digits alone: how it is spaced, punctuated and capitalized makes no difference."""
    return re.sub(r"\W+", "", text).lower()
