"""From clauses to directives: what a chapeau passes down, and one record for one leaf and one holder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Kind, Provision, Span
from mandategraph.loaders.reading.actors import ActorFinder, Mention, Role, RoleReader
from mandategraph.loaders.reading.attributes import GENERAL_THEME, AttributeFinders, SilentSpans, deadlines
from mandategraph.loaders.reading.citations import cited_with_footnotes
from mandategraph.loaders.reading.clause import Clause, Context, Holder
from mandategraph.loaders.reading.clauses import ClauseReader
from mandategraph.loaders.reading.phrases import PhraseFinder
from mandategraph.loaders.reading.sentences import sentences
from mandategraph.loaders.reading.verbs import Form, Verb, verb_finder
from mandategraph.loaders.records import UNASSIGNED, Citation, Directive, Quote


@dataclass(frozen=True, slots=True)
class Chapeau:
    """What an introductory clause passes down to the items that complete it."""

    provision: Provision
    clauses: tuple[Clause, ...]
    span: Span
    partners: tuple[str, ...]
    conditions: tuple[str, ...]
    condition_words: tuple[str, ...]
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        """The chapeau's own words."""
        return self.provision.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One holder's share of one leaf, before the shares of several clauses are merged."""

    holder: Holder
    modality: str
    rule: str
    span: Span
    action_start: int
    cue_words: str
    partners: tuple[str, ...]
    chapeau: Chapeau | None = None

    @property
    def states_action_after_verb(self) -> bool:
        """Tell an active clause, whose action follows the verb, from a passive, whose subject is the object acted on."""
        return not self.rule.startswith("passive-") or self.rule == "passive-request"


@dataclass(slots=True)
class DirectiveReader:
    """Reads the directives of one document."""

    authorities: Authorities
    document: Document
    citations: Mapping[str, Sequence[Citation]]
    actors: ActorFinder
    mentions: Mapping[str, Sequence[Mention]]
    clause_reader: ClauseReader
    roles: RoleReader
    verbs: PhraseFinder[Verb]
    attributes: AttributeFinders
    silence: SilentSpans
    titles: Mapping[str, str]

    def read(self) -> Iterator[Directive]:
        """Yield the directives of the document in the order of its text."""
        context = Context(organ=self._organ())
        for provision in self.document.provisions:
            yield from self._below(provision, (), (), context)

    def _below(
        self, provision: Provision, headings: tuple[str, ...], chapeaux: tuple[Chapeau, ...], context: Context
    ) -> Iterator[Directive]:
        if provision.kind in (Kind.PREAMBLE, Kind.RECITAL):
            return
        if provision.kind is Kind.SECTION:
            headings = (*headings, provision.heading)
        elif provision.text:
            readings, chapeau = self._provision(provision, chapeaux, context)
            yield from self._records(provision, readings, headings, chapeaux)
            chapeaux = (*chapeaux, chapeau) if chapeau else chapeaux
        for child in provision.children:
            yield from self._below(child, headings, chapeaux, context)

    def _organ(self) -> tuple[Holder, ...]:
        """Return the organ that adopts the instrument: the one that its preamble opens with."""
        first = next(self.document.walk(), None)
        if first is None or first.kind is not Kind.PREAMBLE:
            return ()
        opening = [mention for mention in self.mentions[first.eid] if mention.start <= 1]
        return tuple(Holder(mention.key, first.text[mention.start : mention.end]) for mention in opening)

    @property
    def _we_speak(self) -> bool:
        first = next(self.document.walk(), None)
        return first is not None and first.kind is Kind.PREAMBLE and first.text.startswith("We")

    def _provision(
        self, provision: Provision, chapeaux: tuple[Chapeau, ...], context: Context
    ) -> tuple[list[_Reading], Chapeau | None]:
        """Return what the provision's own words and the chapeau above it direct, and what it passes down itself."""
        text, mentions = provision.text, self.mentions[provision.eid]
        context.we_opened = self._we_speak and provision.kind is Kind.PARAGRAPH and not provision.number
        spans = sentences(text)
        clauses = [self.clause_reader.read(text, span.start, span.end, mentions, context) for span in spans]
        items = [child for child in provision.children if child.kind in (Kind.POINT, Kind.SUBPOINT)]
        chapeau = self._chapeau(provision, spans, clauses) if items else None
        own = list(clauses)
        if chapeau and chapeau.clauses and clauses[-1]:
            own[-1] = []
        readings = [self._share(provision, clause, holder) for group in own for clause in group for holder in _held(clause)]
        stands_alone = bool(clauses and clauses[0] and clauses[0][0].opens)
        inherited = chapeaux[-1] if chapeaux and provision.kind in (Kind.POINT, Kind.SUBPOINT) else None
        if inherited and not stands_alone:
            if chapeau and not chapeau.clauses:
                chapeau = None
            first = Span(0, spans[0].end if len(spans) > 1 and any(clauses[1:]) else len(text))
            shares = [
                self._inherited_share(provision, clause, holder, first, inherited)
                for clause in inherited.clauses
                for holder in _held(clause)
            ]
            readings = [*shares, *readings]
        return readings, chapeau

    def _chapeau(
        self, provision: Provision, spans: Sequence[Span], clauses: Sequence[Sequence[Clause]]
    ) -> Chapeau | None:
        """Return the clauses that a provision with items passes down: its last sentence's, or else the last before."""
        if not spans or not provision.text.rstrip().endswith((":", "following", "—")):
            return None
        group = next((group for group in reversed(clauses) if group), ())
        if not group:
            return None
        own_sentence = bool(clauses[-1])
        passed = _last_subject(group)
        span = spans[-1] if own_sentence else Span(passed[0].start, passed[-1].end)
        words = provision.text[span.start : span.end]
        found = self.attributes.conditions.words(words)
        chapeau = Chapeau(
            provision=provision,
            clauses=tuple(passed),
            span=span,
            partners=self._partners(provision, span),
            conditions=tuple(sorted(found)),
            condition_words=tuple(found.values()),
            citations=tuple(cited_with_footnotes(provision, self.citations, span.start, span.end)),
        )
        return chapeau

    def _share(self, provision: Provision, clause: Clause, holder: Holder) -> _Reading:
        span = Span(clause.start, clause.end)
        cue_words = provision.text[clause.cue_start : clause.cue_end]
        return _Reading(
            holder, clause.modality, clause.rule, span, clause.cue_end, cue_words, self._partners(provision, span)
        )

    def _inherited_share(
        self, provision: Provision, clause: Clause, holder: Holder, span: Span, chapeau: Chapeau
    ) -> _Reading:
        cue_words = chapeau.provision.text[clause.cue_start : clause.cue_end]
        partners = (*chapeau.partners, *self._partners(provision, span))
        rule = f"chapeau/{clause.rule}"
        return _Reading(holder, clause.modality, rule, span, span.start, cue_words, partners, chapeau)

    def _partners(self, provision: Provision, span: Span) -> tuple[str, ...]:
        parts = self.roles.parts(provision.text, span.start, span.end, self.mentions[provision.eid])
        return tuple(part.mention.key for part in parts if part.role is Role.PARTNER)

    def _records(
        self,
        provision: Provision,
        readings: Sequence[_Reading],
        headings: tuple[str, ...],
        chapeaux: tuple[Chapeau, ...],
    ) -> Iterator[Directive]:
        by_holder: dict[str, list[_Reading]] = {}
        for reading in readings:
            by_holder.setdefault(reading.holder.key, []).append(reading)
        for shares in by_holder.values():
            yield self._record(provision, shares, headings)

    def _record(self, provision: Provision, shares: Sequence[_Reading], headings: tuple[str, ...]) -> Directive:
        """Merge the shares of one holder in one leaf into one record; the strongest modality wins."""
        leading = max(shares, key=lambda share: self.authorities.modalities[share.modality].strength)
        start, end = min(s.span.start for s in shares), max(s.span.end for s in shares)
        quote = provision.text[start:end].rstrip(" ;")
        chapeau = leading.chapeau
        own_texts = [provision.text[share.span.start : share.span.end] for share in shares]
        conditions: dict[str, str] = {}
        for text in own_texts:
            conditions |= self.attributes.conditions.words(text)
        if chapeau:
            conditions |= dict(zip(chapeau.conditions, chapeau.condition_words, strict=True))
        cited = [*cited_with_footnotes(provision, self.citations, 0, len(provision.text)), *(chapeau.citations if chapeau else ())]
        holder = leading.holder.key
        partners = {key for share in shares for key in share.partners} - {holder}
        return Directive(
            leaf=provision.leaf,
            holder=holder,
            modality=leading.modality,
            quote=Quote(provision.eid, quote, start, start + len(quote)),
            rule=leading.rule,
            partners=tuple(sorted(partners)),
            conditions=tuple(sorted(conditions)),
            themes=self._themes(provision, shares, headings, chapeau),
            cites=tuple(sorted({citation.key for citation in cited})),
            instruments=tuple(sorted({citation.instrument for citation in cited})),
            deadlines=deadlines(" ".join(own_texts)),
            actions=self._actions(provision, shares),
            onward=self._onward(provision, shares, holder),
            chapeau=chapeau.provision.eid if chapeau else "",
            holder_words=leading.holder.words,
            cue_words=leading.cue_words,
            condition_words=tuple(conditions[key] for key in sorted(conditions)),
        )

    def _themes(
        self,
        provision: Provision,
        shares: Sequence[_Reading],
        headings: tuple[str, ...],
        chapeau: Chapeau | None,
    ) -> tuple[str, ...]:
        """Return the themes of the sentences that direct the holder, of the headings above them and of the chapeau."""
        found = set().union(*(self._themes_of_heading(heading) for heading in headings))
        whole = Span(0, len(provision.text))
        directing = [
            sentence
            for sentence in ([whole] if chapeau else sentences(provision.text))
            if any(share.span.start < sentence.end and sentence.start < share.span.end for share in shares)
        ]
        own = set().union(*(self._themes_of(provision, span, self.citations[provision.eid]) for span in directing))
        found |= own or self._themes_of(provision, whole, self.citations[provision.eid])
        if chapeau:
            found |= self._themes_of(chapeau.provision, chapeau.span, chapeau.citations)
        return tuple(sorted(found)) or (GENERAL_THEME,)

    def _themes_of_heading(self, heading: str) -> set[str]:
        """Return the themes of a heading's words and of the bodies that it is named after."""
        mentions = self.actors.mentions(heading)
        words = self.attributes.themes.outside(heading, [Span(m.name_start, m.end) for m in mentions])
        return words.union(*(self.authorities.bodies[mention.key].themes for mention in mentions))

    def _themes_of(self, provision: Provision, span: Span, citations: Sequence[Citation]) -> set[str]:
        """Return the themes of the words in a span, names of bodies left out, titles of instruments put in.

        An instrument that only qualifies ("in accordance with …") counts if nothing else gives a theme.
        """
        cited = [c for c in citations if c.quote.eid == provision.eid and span.start <= c.quote.start < span.end]
        silent = self.silence.spans(provision.text, span.start, span.end, ("qualification",))
        qualifying = [c for c in cited if any(s.start <= c.quote.start < s.end for s in silent)]
        names = [*self._names(provision), *(Span(c.quote.start, c.quote.end) for c in cited)]
        themes = self.attributes.themes
        words = themes.outside(provision.text, names, span)
        named = themes.keys(self.titles.get(c.instrument, "") for c in cited if c not in qualifying)
        return words.union(named) or set(themes.keys(self.titles.get(c.instrument, "") for c in qualifying))

    def _actions(self, provision: Provision, shares: Sequence[_Reading]) -> tuple[str, ...]:
        """Return the action types of what is to be done: not of purposes and regards, names, fields and partners."""
        titles = [Span(c.quote.start, c.quote.end) for c in self.citations[provision.eid]]
        names = [*self._names(provision), *titles]
        found: set[str] = set()
        for share in shares:
            start = share.action_start if share.states_action_after_verb else share.span.start
            silent = self.silence.spans(provision.text, start, share.span.end)
            found |= self.attributes.actions.outside(provision.text, [*names, *silent], Span(start, share.span.end))
            if share.chapeau:
                found |= self._actions_passed_down(share.chapeau)
        return tuple(sorted(found))

    def _actions_passed_down(self, chapeau: Chapeau) -> set[str]:
        """Return the action types of the chapeau's own verb and object: "provide technical cooperation … in:"."""
        found: set[str] = set()
        for clause in chapeau.clauses:
            text = chapeau.provision.text
            start = clause.start if clause.rule.startswith("passive-") else clause.cue_end
            silent = self.silence.spans(text, start, clause.end)
            names = [*self._names(chapeau.provision), *silent]
            found |= self.attributes.actions.outside(text, names, Span(start, clause.end))
        return found

    def _names(self, provision: Provision) -> list[Span]:
        return [Span(mention.name_start, mention.end) for mention in self.mentions[provision.eid]]

    def _onward(self, provision: Provision, shares: Sequence[_Reading], holder: str) -> tuple[str, ...]:
        """Return whom the holder is to ask in turn: "invites the Commission to request the Secretary-General …"."""
        found: set[str] = set()
        for share in shares:
            for verb in self.verbs.find(provision.text[share.action_start : share.span.end]):
                if verb.payload.form in (Form.PLAIN, Form.GERUND) and verb.payload.modality in _PASSED_ON:
                    after = share.action_start + verb.end
                    found |= set(self.roles.heads(provision.text, after, share.span.end, self.mentions[provision.eid]))
        return tuple(sorted(found - {holder}))


_PASSED_ON = ("request", "invitation", "recommendation")


def _held(clause: Clause) -> tuple[Holder, ...]:
    return clause.holders or (Holder(UNASSIGNED, ""),)


def _last_subject(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the last clause, and those before it in the same sentence that other holders of it stand in."""
    return [clauses[-1]]


def directive_reader(
    authorities: Authorities,
    document: Document,
    citations: Mapping[str, Sequence[Citation]],
    actors: ActorFinder,
) -> DirectiveReader:
    """Return a reader for one document, whose citations and actors have been found in the order of its text."""
    verbs = verb_finder(authorities)
    roles = RoleReader.of(authorities)
    return DirectiveReader(
        authorities=authorities,
        document=document,
        citations=citations,
        actors=actors,
        mentions={provision.eid: actors.mentions(provision.text) for provision in document.walk()},
        clause_reader=ClauseReader(verbs, roles),
        roles=roles,
        verbs=verbs,
        attributes=AttributeFinders.of(authorities),
        silence=SilentSpans.of(authorities),
        titles={path: record.title for path, record in authorities.instruments.items()},
    )
