"""What one provision directs: the shares of its own clauses, and those that a chapeau passes down to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandategraph.loaders.document import Kind, Provision, Span
from mandategraph.loaders.reading.clause import Clause, Context, Holder
from mandategraph.loaders.reading.findings import Findings
from mandategraph.loaders.reading.grammar import ADDS_ITEMS, COMPLETE, INFINITIVE, VERBAL, WE_BEGIN
from mandategraph.loaders.reading.lexicon import Lexicon
from mandategraph.loaders.reading.nounphrases import NounPhrases
from mandategraph.loaders.reading.roles import Role
from mandategraph.loaders.reading.sentences import sentences
from mandategraph.loaders.records import UNASSIGNED

ITEMS = (Kind.POINT, Kind.SUBPOINT)
_ADDRESSING = ("organ-directs", "we-direct", "impersonal")
# How much of a paragraph’s end is looked at, in characters.
_TAIL = 300
_OPENS_ITEMS = (":", "following", "—")


@dataclass(frozen=True, slots=True)
class Chapeau:
    """An introductory clause whose items complete its sentence; `span` is its place in the provision's text."""

    provision: Provision
    clause: Clause
    span: Span
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One holder's share of one clause over one leaf.

    `span` is what it covers of the leaf's text, `action_start` where the words of the action begin.
    """

    holder: Holder
    modality: str
    rule: str
    span: Span
    action_start: int
    cue_words: str
    partners: tuple[str, ...]
    chapeau: Chapeau | None = None


@dataclass(frozen=True, slots=True)
class ShareReader:
    """Reads provisions into shares."""

    lexicon: Lexicon
    findings: Findings

    def read(
        self, provision: Provision, above: Chapeau | None, context: Context, leads: bool
    ) -> tuple[list[Share], Chapeau | None]:
        """Return what a provision directs, and the chapeau that it is to its items, or to what it `leads` in."""
        spans = sentences(provision.text)
        mentions = self.findings.mentions[provision.eid]
        clauses = [self.lexicon.clauses.read(provision.text, span.start, span.end, mentions, context) for span in spans]
        introduces = leads or any(child.kind in ITEMS for child in provision.children)
        chapeau = self._chapeau(provision, spans, clauses) if introduces else None
        # The chapeau's own sentence is completed by its items and directs nothing by itself, unless it is whole.
        completed = chapeau is not None and not _is_whole(provision.text)
        own = clauses[:-1] if completed and clauses[-1] else clauses
        shares = [share for group in own for clause in group for share in self._own(provision, clause)]
        first = clauses[0][0] if clauses and clauses[0] else None
        stands_alone = bool(WE_BEGIN.match(provision.text)) or (
            first is not None and (first.opens or _performs(first, provision.text))
        )
        if above and (provision.kind in ITEMS or completes(provision)) and not stands_alone:
            covered = spans[0].end if len(spans) > 1 and any(clauses[1:]) else len(provision.text)
            shares = [*self._passed_down(provision, above, Span(0, covered)), *shares]
        return shares, chapeau

    def _chapeau(
        self, provision: Provision, spans: Sequence[Span], clauses: Sequence[Sequence[Clause]]
    ) -> Chapeau | None:
        """Return the clause that a provision passes down: its last sentence's, or else the last one before it."""
        group = next((group for group in reversed(clauses) if group), None)
        if group is None or not provision.text.rstrip().endswith(_OPENS_ITEMS):
            return None
        clause = group[-1]
        span = spans[-1] if clauses[-1] else Span(clause.start, clause.end)
        return Chapeau(provision, clause, span, self._partners(provision, span))

    def _own(self, provision: Provision, clause: Clause) -> Iterator[Share]:
        span = Span(clause.start, clause.end)
        # In a passive the subject is what is acted on, so its action begins with the clause.
        passive = clause.rule.startswith("passive-") and clause.rule != "passive-request"
        for holder in clause.holders or (Holder(UNASSIGNED, ""),):
            yield Share(
                holder=holder,
                modality=clause.modality,
                rule=clause.rule,
                span=span,
                action_start=span.start if passive else clause.cue_end,
                cue_words=provision.text[clause.cue_start : clause.cue_end],
                partners=self._partners(provision, span),
            )

    def _passed_down(self, provision: Provision, chapeau: Chapeau, span: Span) -> Iterator[Share]:
        clause = chapeau.clause
        # "Invites: (a) Financial institutions to …": the items name the addressees.
        named = self._addressed(provision, span) if clause.rule in _ADDRESSING and not clause.holders else ()
        for holder in named or clause.holders or (Holder(UNASSIGNED, ""),):
            yield Share(
                holder=holder,
                modality=clause.modality,
                rule=f"chapeau/{clause.rule}",
                span=span,
                action_start=span.start,
                cue_words=chapeau.provision.text[clause.cue_start : clause.cue_end],
                partners=(*chapeau.partners, *self._partners(provision, span)),
                chapeau=chapeau,
            )

    def _addressed(self, provision: Provision, span: Span) -> tuple[Holder, ...]:
        acts = INFINITIVE.search(provision.text, span.start, span.end)
        if acts is None or VERBAL.search(provision.text, span.start, acts.start()):
            return ()
        mentions = self.findings.mentions[provision.eid]
        nouns = NounPhrases(provision.text, span.start, span.end, mentions, self.lexicon.roles, Context())
        return nouns.heads(span.start)

    def _partners(self, provision: Provision, span: Span) -> tuple[str, ...]:
        mentions = self.findings.mentions[provision.eid]
        parts = self.lexicon.roles.parts(provision.text, span.start, span.end, mentions)
        return tuple(part.mention.key for part in parts if part.role is Role.PARTNER)


def completes(provision: Provision) -> bool:
    """Tell whether a numbered paragraph goes on with the sentence before it: "… commit themselves: 1. To deny"."""
    return provision.kind is Kind.PARAGRAPH and bool(provision.number) and provision.text.startswith("To ")


def _is_whole(text: str) -> bool:
    """Tell whether a clause before a colon is a sentence without its items."""
    return bool(COMPLETE.search(text) or ADDS_ITEMS.search(text[-_TAIL:]))


def _performs(clause: Clause, text: str) -> bool:
    """Tell whether an item of "we will:" is done by its own words, as "(c) Request the Secretary-General to …" is.

    To encourage somebody takes time, and stays what "we" undertake.
    """
    encourages = text[clause.cue_start : clause.cue_end].lower().startswith("encourage")
    return clause.rule == "we-direct" and bool(clause.holders) and not encourages
