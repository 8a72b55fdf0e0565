"""The directives of a document: one record for one leaf and one holder."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.reading.attributes import deadlines
from mandategraph.loaders.reading.clause import Context, Holder
from mandategraph.loaders.reading.description import Describer
from mandategraph.loaders.reading.findings import Findings
from mandategraph.loaders.reading.grammar import WE_LEAD, WE_OPENING
from mandategraph.loaders.reading.lexicon import Lexicon
from mandategraph.loaders.reading.shares import ITEMS, Chapeau, Share, ShareReader, completes
from mandategraph.loaders.records import Directive, Quote

# A clause ends where the next begins, and leaves the words that join them: "…, and by".
_LOOSE_END = re.compile(r"[\s,;]*(?:\b(?:and|or|but|by|also|further|therefore|hence|accordingly)\b[\s,;]*)*$")
# How much of a clause's end is looked at, in characters.
_REACH = 80


@dataclass(frozen=True, slots=True)
class DirectiveReader:
    """Reads the directives of one document, in the order of its text."""

    lexicon: Lexicon
    findings: Findings
    describer: Describer

    @classmethod
    def of(cls, lexicon: Lexicon, findings: Findings) -> DirectiveReader:
        """Return a reader of the document that the findings are of."""
        return cls(lexicon, findings, Describer(lexicon, findings))

    def read(self) -> Iterator[Directive]:
        """Yield the directives of the document."""
        context = Context(organ=self._organ(), we_speak=self._we_speak())
        yield from self._level(self.findings.document.provisions, (), None, context)

    def _level(
        self,
        provisions: Sequence[Provision],
        headings: tuple[str, ...],
        chapeau: Chapeau | None,
        context: Context,
        we: bool = False,
    ) -> Iterator[Directive]:
        """Yield what the provisions of one level direct.

        A paragraph without a number leads in those after it: "Member States commit themselves: 1. To criminalize …".
        """
        led_in = chapeau
        for place, provision in enumerate(provisions):
            follows = provisions[place + 1 : place + 2]
            leads = not provision.number and any(completes(each) for each in follows)
            own = yield from self._below(
                provision, headings, led_in if completes(provision) else chapeau, context, we, leads
            )
            led_in = own if leads else led_in

    def _below(
        self,
        provision: Provision,
        headings: tuple[str, ...],
        chapeau: Chapeau | None,
        context: Context,
        we: bool,
        leads: bool,
    ) -> Generator[Directive, None, Chapeau | None]:
        """Yield what a provision and those below it direct, and return the chapeau that it is.

        `we` tells that "We …:" leads it in, `leads` that what follows completes its sentence.
        """
        if provision.kind in (Kind.PREAMBLE, Kind.RECITAL):
            return None
        own_chapeau = None
        if provision.kind is Kind.SECTION:
            headings = (*headings, provision.heading) if provision.heading else headings
        elif provision.text:
            whole = provision.kind is Kind.PARAGRAPH
            context.organ_speaks = False
            context.we_opened = (whole and context.we_speak) or (we and provision.kind in ITEMS)
            shares, own_chapeau = ShareReader(self.lexicon, self.findings).read(provision, chapeau, context, leads)
            yield from self._records(provision, shares, headings)
            chapeau = own_chapeau or chapeau
        we = provision.text.endswith(":") and bool(WE_LEAD.search(provision.text))
        yield from self._level(provision.children, headings, chapeau, context, we)
        return own_chapeau

    def _organ(self) -> tuple[Holder, ...]:
        """Return the organ that adopts the instrument: the one that its preamble opens with."""
        first = self._preamble()
        opening = [mention for mention in self.findings.mentions[first.eid] if mention.start <= 1] if first else []
        return tuple(Holder(mention.key, first.text[mention.start : mention.end]) for mention in opening if first)

    def _we_speak(self) -> bool:
        """Tell whether "We, …" opens the instrument, and leaves its verbs to the paragraphs."""
        for provision in self.findings.document.walk():
            if provision.number:
                break
            if WE_OPENING.match(provision.text):
                return True
        return False

    def _preamble(self) -> Provision | None:
        first = next(self.findings.document.walk(), None)
        return first if first and first.kind is Kind.PREAMBLE else None

    def _records(self, provision: Provision, shares: Sequence[Share], headings: tuple[str, ...]) -> Iterator[Directive]:
        by_holder: dict[str, list[Share]] = {}
        for share in shares:
            by_holder.setdefault(share.holder.key, []).append(share)
        for held in by_holder.values():
            yield self._record(provision, held, headings)

    @staticmethod
    def _standing(shares: Sequence[Share], provision: Provision, chapeau: Chapeau | None) -> str:
        """Return the first words for the holder that stand in the provision or its chapeau; a pronoun’s do not."""
        texts = (provision.text, chapeau.provision.text if chapeau else "")
        words = (share.holder.words for share in shares)
        return next((each for each in words if each and any(each in text for text in texts)), "")

    def _record(self, provision: Provision, shares: Sequence[Share], headings: tuple[str, ...]) -> Directive:
        """Merge the shares of one holder in one leaf into one record; the strongest modality wins."""
        modalities = self.lexicon.authorities.modalities
        leading = max(shares, key=lambda share: modalities[share.modality].strength)
        start, end = min(share.span.start for share in shares), max(share.span.end for share in shares)
        quote = _without_loose_end(provision.text[start:end])
        chapeau = leading.chapeau
        cited = self.findings.cited(provision, 0, len(provision.text))
        if chapeau:
            cited += self.findings.cited(chapeau.provision, chapeau.span.start, chapeau.span.end)
        conditions = self.describer.conditions(provision, shares)
        return Directive(
            leaf=provision.leaf,
            holder=leading.holder.key,
            modality=leading.modality,
            quote=Quote(provision.eid, quote, start, start + len(quote)),
            rule=leading.rule,
            partners=tuple(sorted({key for share in shares for key in share.partners} - {leading.holder.key})),
            conditions=tuple(sorted(conditions)),
            themes=self.describer.themes(provision, shares, headings, chapeau),
            cites=tuple(sorted({citation.key for citation in cited})),
            instruments=tuple(sorted({citation.instrument for citation in cited})),
            deadlines=deadlines(" ".join(provision.text[share.span.start : share.span.end] for share in shares)),
            actions=self.describer.actions(provision, shares),
            onward=self.describer.onward(provision, shares, leading.holder.key),
            chapeau=chapeau.provision.eid if chapeau else "",
            holder_words=self._standing((leading, *shares), provision, chapeau),
            cue_words=leading.cue_words,
            condition_words=tuple(conditions[key] for key in sorted(conditions)),
        )


def _without_loose_end(words: str) -> str:
    loose = _LOOSE_END.search(words, max(0, len(words) - _REACH))
    return words[: loose.start()] if loose else words
