"""How the directives of a provision were read: the rule that saw each, the words that it saw, and what they cite.

The graph holds rule and words. How a cited instrument was recognized is found out again, from the texts and the
authority files that the graph holds, by the same finder that the build used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.graph.provisions import ProvisionPage, Rested
from mandategraph.graph.sparql import local_name, rows, value
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.reading.attributes import ConceptFinder
from mandategraph.loaders.reading.citations import CitationFinder, InstrumentNames
from mandategraph.loaders.reading.sentences import sentences
from mandategraph.loaders.records import Citation
from mandategraph.loaders.terms import instrument_iri
from mandategraph.vocabulary import AUTHORITIES_GRAPH, ID

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_RULES = """
SELECT DISTINCT ?key ?label ?definition ?scheme WHERE {
  ?rule skos:inScheme ?scheme ; skos:notation ?key ; skos:prefLabel ?label ; skos:definition ?definition .
}
"""
_EVIDENCE = """
SELECT DISTINCT ?directive ?source ?chapeau ?instrument ?provision WHERE {
  ?directive prov:wasDerivedFrom ?source ; a mg:Directive ; mg:instrument ?instrument .
  ?source eli:is_part_of* ?provision .
  OPTIONAL { ?directive mg:chapeau ?chapeau }
}
"""
_CITED = """
SELECT DISTINCT ?directive ?cited ?identifier ?title ?provision WHERE {
  ?directive prov:wasDerivedFrom/eli:is_part_of* ?provision ; a mg:Directive ; eli:cites ?cited .
  OPTIONAL { ?cited dcterms:identifier ?identifier }
  OPTIONAL { ?cited dcterms:title ?title }
}
"""
_TEXTS = """
SELECT DISTINCT ?text ?order ?words ?leaf ?kind ?footnote ?instrument WHERE {
  ?text mg:instrument ?instrument ; a mg:Provision , ?kind ; mg:order ?order .
  FILTER (?kind IN (mg:Preamble, mg:Recital, mg:Section, mg:Paragraph, mg:Point, mg:SubPoint, mg:Footnote))
  OPTIONAL { ?text mg:text ?words }
  OPTIONAL { ?text mg:leaf ?leaf }
  OPTIONAL { ?text mg:footnote ?footnote }
}
ORDER BY ?order
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its key, with its label and what it sees in words; both empty where the graph has no such rule."""

    key: str
    label: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text, and the leaf of the provision that they stand in."""

    text: str
    leaf: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited instrument: by which words it was recognized, and by which rule.

    `introduced` are the words by which the text named it before, where a short name stands for it. No words and no rule
    where the text that the graph holds does not show them.
    """

    identifier: str
    title: str
    words: Words | None = None
    rule: Rule | None = None
    introduced: Words | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """How one directive was read.

    `rules` are the chapeau's, if the directive passes down from one, and then the rule of its clause. `conditions` are
    pairs of a condition's label and the words that set it. No `holder` where nobody is named.
    """

    rules: tuple[Rule, ...]
    verb: Words | None
    holder: Words | None
    conditions: tuple[tuple[str, Words], ...]
    chapeau: Words | None
    cited: tuple[Cited, ...]


def accounts(store: Graph, page: ProvisionPage) -> dict[str, Account]:
    """Return the account of each directive (by IRI) that rests on a provision's page."""
    provision = {"provision": NamedNode(page.iri)}
    evidence = {value(row, "directive"): row for row in rows(store, _EVIDENCE, provision)}
    if not evidence:
        return {}
    instrument = value(next(iter(evidence.values())), "instrument")
    writer = _Writer(
        rules={
            scheme: {
                value(row, "key"): Rule(value(row, "key"), value(row, "label"), value(row, "definition"))
                for row in rows(store, _RULES, {"scheme": ID[f"scheme/{scheme}"]})
            }
            for scheme in ("reading-rules", "citation-rules")
        },
        texts=_Texts.of(store, instrument),
        cited=_cited(store, provision),
    )
    return {
        rested.iri: writer.account(
            rested, value(evidence[rested.iri], "source"), value(evidence[rested.iri], "chapeau")
        )
        for rested in page.directives
    }


def _cited(store: Graph, provision: Mapping[str, NamedNode]) -> dict[str, dict[str, Cited]]:
    """Return the instruments (by IRI) that each directive cites, as far as the graph tells."""
    found: dict[str, dict[str, Cited]] = {}
    for row in rows(store, _CITED, provision):
        cited = Cited(value(row, "identifier"), value(row, "title"))
        found.setdefault(value(row, "directive"), {})[value(row, "cited")] = cited
    return found


@dataclass(frozen=True, slots=True)
class _Texts:
    """The provisions of one instrument by IRI, in the order of the text, with their footnotes and citations."""

    provisions: Mapping[str, Provision]
    footnotes: Mapping[str, Sequence[str]]
    citations: Mapping[str, Sequence[Citation]]
    conditions: ConceptFinder
    labels: Mapping[str, str]

    @classmethod
    def of(cls, store: Graph, instrument: str) -> _Texts:
        """Read the provisions back from the graph and find their citations as a build does."""
        authorities = Authorities.of(quad.triple for quad in store.quads(AUTHORITIES_GRAPH))
        provisions: dict[str, Provision] = {}
        footnotes: dict[str, list[str]] = {}
        for row in rows(store, _TEXTS, {"instrument": NamedNode(instrument)}):
            iri = value(row, "text")
            kind = Kind(local_name(value(row, "kind")))
            provisions[iri] = Provision(kind, local_name(iri), leaf=value(row, "leaf"), text=value(row, "words"))
            footnotes.setdefault(iri, []).extend(filter(None, [value(row, "footnote")]))
        finder = CitationFinder(InstrumentNames.of(authorities), instrument.removeprefix(ID))
        return cls(
            provisions=provisions,
            footnotes=footnotes,
            citations={iri: finder.citations(provision) for iri, provision in provisions.items()},
            conditions=ConceptFinder.of(authorities.conditions),
            labels={key: concept.label for key, concept in authorities.conditions.items()},
        )

    def introduced(self, instrument: str, place: str, start: int) -> Words | None:
        """Return the words by which the text last named an instrument in full before a place."""
        found = None
        for iri, citations in self.citations.items():
            for citation in citations:
                if iri == place and citation.quote.start >= start:
                    break
                if citation.instrument == instrument and citation.how in ("name", "symbol"):
                    found = Words(citation.quote.text, _name(self.provisions[iri]))
            if iri == place:
                break
        return found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes accounts over the texts of one instrument."""

    rules: Mapping[str, Mapping[str, Rule]]
    texts: _Texts
    cited: Mapping[str, Mapping[str, Cited]]

    def account(self, rested: Rested, source: str, chapeau: str) -> Account:
        """Return the account of one directive, from its source provision and its chapeau (IRIs)."""
        directing = self.texts.provisions[chapeau or source]
        return Account(
            rules=tuple(self._rule("reading-rules", key) for key in rested.rule.split("/")),
            verb=_in(directing, rested.details.get("verb", ())),
            holder=_in(directing, rested.details.get("holder's words", ())),
            conditions=tuple(self._conditions(rested, [source, *filter(None, [chapeau])])),
            chapeau=_clause(directing, rested) if chapeau else None,
            cited=tuple(self._resolved(rested, [source, *filter(None, [chapeau])])),
        )

    def _rule(self, scheme: str, key: str) -> Rule:
        return self.rules[scheme].get(key, Rule(key))

    def _conditions(self, rested: Rested, places: Iterable[str]) -> Iterator[tuple[str, Words]]:
        """Yield the words that set a condition with the condition's label; the first place that has them counts."""
        for words in rested.details.get("condition's words", ()):
            where = next((place for place in places if words in self.texts.provisions[place].text), None)
            leaf = _name(self.texts.provisions[where]) if where else ""
            for key in self.texts.conditions.keys([words]):
                yield self.texts.labels[key], Words(words, leaf)

    def _resolved(self, rested: Rested, places: Sequence[str]) -> Iterator[Cited]:
        """Yield the cited instruments, each with the words that name it in the places or in their footnotes."""
        notes = [note for place in places for note in self.texts.footnotes[place]]
        for iri, cited in self.cited.get(rested.iri, {}).items():
            found = [
                (place, citation)
                for place in (*places, *notes)
                for citation in self.texts.citations[place]
                if instrument_iri(citation.instrument).value == iri
            ]
            if not found:
                yield cited
                continue
            place, citation = found[0]
            introduced = None
            if citation.how == "short-name":
                introduced = self.texts.introduced(citation.instrument, place, citation.quote.start)
            yield Cited(
                identifier=cited.identifier,
                title=cited.title,
                words=Words(citation.quote.text, _name(self.texts.provisions[place])),
                rule=self._rule("citation-rules", citation.how),
                introduced=introduced,
            )


def _clause(provision: Provision, rested: Rested) -> Words:
    """Return the sentence of a chapeau that passes down: the last one that has the verb."""
    spans = sentences(provision.text)
    verbs = rested.details.get("verb", ())
    having = [span for span in spans if any(verb in provision.text[span.start : span.end] for verb in verbs)]
    text = provision.text[having[-1].start : having[-1].end] if having else provision.text
    return Words(text, _name(provision))


def _in(provision: Provision, words: Sequence[str]) -> Words | None:
    return Words(words[0], _name(provision)) if words else None


def _name(provision: Provision) -> str:
    """Return how a person finds a provision again: by its leaf, or in the preamble."""
    return provision.leaf or ("the preamble" if provision.kind in (Kind.PREAMBLE, Kind.RECITAL) else "")
