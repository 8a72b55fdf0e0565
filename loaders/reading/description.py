"""What the shares of a holder in a leaf are about: themes, action types, conditions, onward addressees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mandategraph.loaders.document import Provision, Span
from mandategraph.loaders.reading.attributes import GENERAL_THEME
from mandategraph.loaders.reading.findings import Findings
from mandategraph.loaders.reading.lexicon import Lexicon
from mandategraph.loaders.reading.sentences import sentences
from mandategraph.loaders.reading.shares import Chapeau, Share
from mandategraph.loaders.reading.verbs import Form, VerbMatch
from mandategraph.loaders.records import Citation

_PASSED_ON = ("request", "invitation", "recommendation", "obligation")
# How far back the words before a verb are looked at, in characters.
_REACH = 20
# "Assistance to requesting Governments": those who request are no addressees.
_ATTRIBUTE = re.compile(r"\b(?:to|for|of|in|among|all|other)\s+$")
# "the Declaration", "the present Guidelines": the text itself or its annex, where its title says so.
_KIND = (
    r"(?P<kind>Declaration|Principles|Guidelines|Safeguards|Rules|Plan of Action|Programme of Action|Code of Conduct"
    r"|Convention|Protocol|Strategy|Standards|Treaty|Recommendations)\b"
)
_KIND_IN_TITLE = re.compile(_KIND, re.IGNORECASE)
_OWN_TEXT = re.compile(
    r"\b(?:the|these|this)\s+(?:[Pp]resent\s+|annexed\s+|Political\s+|Basic\s+|Model\s+|Guiding\s+)*(?P<name>[A-Z]\w+\s+)?"
    rf"{_KIND}(?!\s+(?:on|for|against|of|to)\b)".replace("Safeguards", "[Ss]afeguards")
)


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes the shares of one document with the cues of the authority files.

    A chapeau's words count for each of its items, a sentence's for each of its holders: they are read once.
    """

    lexicon: Lexicon
    findings: Findings
    _themes_by_heading: dict[str, set[str]] = field(default_factory=dict)
    _themes: dict[tuple[str, Span], set[str]] = field(default_factory=dict)
    _actions: dict[tuple[str, Span], set[str]] = field(default_factory=dict)

    def conditions(self, provision: Provision, shares: Sequence[Share]) -> dict[str, str]:
        """Return the conditions of the shares and of their chapeau, each with the words that set it."""
        found: dict[str, str] = {}
        for share in shares:
            found |= self.lexicon.conditions.words(provision.text, share.span)
        for share in shares:
            if share.chapeau:
                found |= self.lexicon.conditions.words(share.chapeau.provision.text, share.chapeau.span)
        return found

    def themes(
        self, provision: Provision, shares: Sequence[Share], headings: Sequence[str], chapeau: Chapeau | None
    ) -> tuple[str, ...]:
        """Return the themes of the sentences that direct the holder, of the headings above them and of the chapeau."""
        found = set().union(*(self._themes_of_heading(heading) for heading in headings))
        whole = Span(0, len(provision.text))
        directing = [
            sentence
            for sentence in ([whole] if chapeau else sentences(provision.text))
            if any(share.span.start < sentence.end and sentence.start < share.span.end for share in shares)
        ]
        own = set().union(*(self._themes_of(provision, span) for span in directing))
        found |= own or self._themes_of(provision, whole)
        if chapeau:
            found |= self._themes_of(chapeau.provision, chapeau.span)
        elif introduction := self.findings.introductions.get(provision.eid):
            # "We are concerned that …. In this regard:" directs nobody, and yet says what its items are about.
            found |= self._themes_of(introduction, Span(0, len(introduction.text)))
        return tuple(sorted(found)) or (GENERAL_THEME,)

    def _themes_of_heading(self, heading: str) -> set[str]:
        """Return the themes of a heading's words and of the bodies that it is named after."""
        if heading not in self._themes_by_heading:
            mentions = self.findings.heading_mentions.get(heading, ())
            words = self.lexicon.themes.outside(heading, [Span(m.name_start, m.end) for m in mentions])
            bodies = self.lexicon.authorities.bodies
            self._themes_by_heading[heading] = words.union(*(bodies[mention.key].themes for mention in mentions))
        return self._themes_by_heading[heading]

    def _themes_of(self, provision: Provision, span: Span) -> set[str]:
        """Return the themes of the words in a span."""
        place = provision.eid, span
        if place not in self._themes:
            self._themes[place] = self._read_themes(provision, span)
        return self._themes[place]

    def _read_themes(self, provision: Provision, span: Span) -> set[str]:
        """Find the themes of the words in a span, names of bodies left out, titles of instruments put in.

        An instrument that only qualifies ("in accordance with …") counts if nothing else gives a theme.
        """
        cited = [c for c in self.findings.citations[provision.eid] if span.start <= c.quote.start < span.end]
        silent = self.lexicon.silence.spans(provision.text, span, ("qualification",))
        qualifying = [c for c in cited if any(s.start <= c.quote.start < s.end for s in silent)]
        names = [*self.findings.names(provision), *(Span(c.quote.start, c.quote.end) for c in cited)]
        words = self.lexicon.themes.outside(provision.text, names, span)
        named = self._themes_of_titles(c for c in cited if c not in qualifying)
        named |= self._themes_of_own_text(provision.text, span)
        return words | named or self._themes_of_titles(qualifying)

    def _themes_of_titles(self, cited: Iterable[Citation]) -> set[str]:
        """Return the themes of the titles of cited instruments."""
        themes = self.lexicon.title_themes
        return set().union(*(themes.get(citation.instrument, ()) for citation in cited))

    def _themes_of_own_text(self, text: str, span: Span) -> set[str]:
        """Return the themes of the document's title where the words name the document or its annex."""
        title = self.findings.document.title
        kinds = {match["kind"].lower() for match in _KIND_IN_TITLE.finditer(title)}
        named = kinds and any(
            match["kind"].lower() in kinds and (match["name"] or "") in title
            for match in _OWN_TEXT.finditer(text, span.start, span.end)
        )
        return self._themes_of_heading(title) if named else set()

    def actions(self, provision: Provision, shares: Sequence[Share]) -> tuple[str, ...]:
        """Return the action types of what is to be done: not of purposes, conditions, names, fields and partners.

        A chapeau's own verb and object count as well: "provide technical cooperation in the following areas:".
        """
        found: set[str] = set()
        for share in shares:
            found |= self._actions_of(provision, Span(share.action_start, share.span.end))
            if share.chapeau:
                clause = share.chapeau.clause
                passive = clause.rule.startswith("passive-")
                start = clause.start if passive else clause.cue_end
                found |= self._actions_of(share.chapeau.provision, Span(start, clause.end))
        return tuple(sorted(found))

    def _actions_of(self, provision: Provision, span: Span) -> set[str]:
        place = provision.eid, span
        if place not in self._actions:
            self._actions[place] = self._read_actions(provision, span)
        return self._actions[place]

    def _read_actions(self, provision: Provision, span: Span) -> set[str]:
        titles = (Span(c.quote.start, c.quote.end) for c in self.findings.citations[provision.eid])
        silent = [
            *self.lexicon.silence.spans(provision.text, span),
            *self.lexicon.conditions.spans(provision.text, span),
        ]
        return self.lexicon.actions.outside(provision.text, [*self.findings.names(provision), *titles, *silent], span)

    def onward(self, provision: Provision, shares: Sequence[Share], holder: str) -> tuple[str, ...]:
        """Return whom the holder is to ask in turn: "invites the Commission to request the Secretary-General …"."""
        found: set[str] = set()
        mentions = self.findings.mentions[provision.eid]
        for share in shares:
            for verb in self.lexicon.verbs.find(provision.text, share.action_start, share.span.end):
                if verb.payload.modality in _PASSED_ON and self._passes_on(verb, provision.text):
                    found |= set(self.lexicon.roles.heads(provision.text, verb.end, share.span.end, mentions))
        return tuple(sorted(found - {holder}))

    @staticmethod
    def _passes_on(verb: VerbMatch, text: str) -> bool:
        if verb.payload.form is Form.GERUND:
            return not _ATTRIBUTE.search(text, max(0, verb.start - _REACH), verb.start)
        return verb.payload.form is Form.PLAIN
