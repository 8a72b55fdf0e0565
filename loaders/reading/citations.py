"""Which instruments a provision names, and how each was recognized.

A text names an instrument by symbol, by title, by a short name that it has introduced ("the Convention"), by a
footnote, or by "Ibid." in a footnote. What the authority files do not have is kept as it stands, as unresolved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mandategraph.loaders.authorities import Authorities, InstrumentRecord
from mandategraph.loaders.document import Kind, Provision
from mandategraph.loaders.reading.actors import Mention
from mandategraph.loaders.reading.phrases import PhraseFinder
from mandategraph.loaders.records import Citation, Quote
from mandategraph.loaders.symbols import SymbolMatch, find_symbols

_ANNEX = re.compile(r"\s*,\s*annex(?:es)?(?:\s+(?P<first>[IVX]+)(?:\s*[-–]\s*(?P<last>[IVX]+))?)?", re.IGNORECASE)
_SECTION = re.compile(r",\s*sect(?:ion|\.)\s+(?P<section>[IVX]+(?:\.[A-Z])?)")
_TREATY_SERIES = re.compile(r"(?:Treaty Series|Ibid\.?),?\s*vol\.\s*(\d+),\s*No\.\s*(\d+)")
_SALES_NUMBER = re.compile(r"Sales No\.\s*(E\.\d{2}\.[IVX]+\.\d+)")
_IBID = re.compile(r"\bIbid\.")
# How far back the words before a short name are looked at, in characters.
_REACH = 40
_DETERMINED = re.compile(r"\b(?:the|that|this|said|its|those)\s+(?:[Pp]resent\s+)?$", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:present|draft|future)\s+$", re.IGNORECASE)
# "the Convention on …" is another instrument than the Convention; "the Convention and the protocols thereto" is not.
_LONGER_TITLE = re.compile(r"\s+(?:on|for|against|of|relating to)\s+(?:the\s+)?[A-Z]")
# "resolution 6/1 of the Conference of the Parties …", "Commission resolution 20/7", "resolution 2 (XXXIV)".
_NUMBERED = re.compile(
    r"\b[Rr]esolution\s+(?P<number>\d{1,4}/\d{1,4}|\d{1,3}\s?\([IVXL]+\))(?![\w/])(?P<of>\s+of\s+the\s+)?"
)
_IN_ITS = re.compile(r"\s+(?:in\s+its\s+)?")
# The organs whose resolutions a symbol names.
_WITH_SYMBOLS = frozenset({"GA", "ECOSOC", "SC", "HRC"})
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class InstrumentNames:
    """The names, identifiers and short names of the instruments in the authority files."""

    names: PhraseFinder[tuple[str, bool]]
    by_path: Mapping[str, InstrumentRecord]
    by_identifier: Mapping[str, InstrumentRecord]
    by_short_name: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, authorities: Authorities) -> InstrumentNames:
        """Return the names over the instruments of the authority files."""
        names: PhraseFinder[tuple[str, bool]] = PhraseFinder()
        shorts: dict[str, list[str]] = defaultdict(list)
        for record in authorities.instruments.values():
            for name in record.names:
                names.add_name(name, (record.path, False))
            for short in record.short_names:
                shorts[short.lower()].append(record.path)
        for short in shorts:
            names.add_name(short, (short, True))
        return cls(
            names=names,
            by_path=authorities.instruments,
            by_identifier={record.identifier.lower(): record for record in authorities.instruments.values()},
            by_short_name={short: tuple(paths) for short, paths in shorts.items()},
        )


@dataclass(slots=True)
class CitationFinder:
    """Finds citations in the provisions of one document, in order, and remembers what short names mean there.

    `own_path` is the path of the document itself, which it does not cite.
    """

    known: InstrumentNames
    own_path: str
    introduced: dict[str, str] = field(default_factory=dict)
    last_in_footnote: list[InstrumentRecord] = field(default_factory=list)

    def citations(self, provision: Provision, mentions: Sequence[Mention] = ()) -> list[Citation]:
        """Return the instruments that a provision names, other than the document itself.

        `mentions` are the actors that it names: a resolution of an organ whose resolutions have no symbols of their
        own is cited by the organ's key and its number.
        """
        named = list(self._by_name(provision))
        # "resolution 11/3 of the Committee" is no resolution of the General Assembly.
        symbols = [symbol for symbol in self._by_symbol(provision) if not any(_within(symbol, name) for name in named)]
        known = [*named, *symbols]
        found = [
            *known,
            *(
                other
                for other in self._by_organ(provision, mentions)
                if not any(_within(other, each) for each in known)
            ),
            *(self._in_footnote(provision) if provision.kind is Kind.FOOTNOTE else ()),
        ]
        unique: dict[tuple[str, int], Citation] = {}
        for citation in sorted(found, key=lambda citation: citation.quote.start):
            if not self._is_own(citation):
                unique.setdefault((citation.instrument, citation.quote.start), citation)
        return list(unique.values())

    def _is_own(self, citation: Citation) -> bool:
        """Tell whether an instrument is the document itself, or an annex of the resolution that is read."""
        return citation.instrument == self.own_path or citation.instrument.startswith(f"{self.own_path}/")

    def _by_symbol(self, provision: Provision) -> Iterator[Citation]:
        for match in find_symbols(provision.text):
            records, end = self._annexes(provision.text, match)
            quote = _quote(provision, match.start, end)
            for record in records:
                self._introduce(record)
                yield Citation(record.key, record.path, quote, "symbol")
            if not records:
                path = match.symbol.replace("/", "-").replace(" ", "-")
                yield Citation(match.symbol, path, quote, "unresolved")

    @staticmethod
    def _by_organ(provision: Provision, mentions: Sequence[Mention]) -> Iterator[Citation]:
        """Read "resolution 6/1 of the Conference of the Parties" and "Commission resolution 20/7"."""
        text = provision.text
        if not mentions or "esolution" not in text:
            return
        for match in _NUMBERED.finditer(text):
            organs = (
                mention.key
                for mention in mentions
                if (match["of"] and mention.name_start == match.end())
                or (mention.end < match.start() and _IN_ITS.fullmatch(text, mention.end, match.start()))
            )
            organ = next(organs, None)
            if organ and organ not in _WITH_SYMBOLS:
                number = re.sub(r"\W+", "-", match["number"]).strip("-")
                key = f"{organ}-resolution-{number}".lower()
                yield Citation(key, key, _quote(provision, match.start(), match.end("number")), "unresolved")

    def _annexes(self, text: str, match: SymbolMatch) -> tuple[list[InstrumentRecord], int]:
        """Return the instruments that "55/25, annexes I-III" or "55/59, annex" means, else the resolution itself."""
        annex = _ANNEX.match(text, match.end)
        if annex:
            wanted = ["annex"]
            if annex["first"]:
                first, last = _ROMAN.index(annex["first"]), _ROMAN.index(annex["last"] or annex["first"])
                wanted = [f"annex {number}" for number in _ROMAN[first : last + 1]]
            section = _SECTION.match(text, annex.end())
            if section:
                wanted = [f"annex, sect. {section['section']}"]
            found = [self.known.by_identifier.get(f"{match.symbol}, {part}".lower()) for part in wanted]
            if all(found):
                return [record for record in found if record], section.end() if section else annex.end()
        # The letter of "resolution 2200 A (XXI)" is left out of many registers.
        plain = re.sub(r"(?<=\d)[A-Z](?=\()", "", match.symbol)
        record = self.known.by_identifier.get(match.symbol.lower()) or self.known.by_identifier.get(plain.lower())
        return ([record] if record else []), match.end

    def _by_name(self, provision: Provision) -> Iterator[Citation]:
        text = provision.text
        for match in self.known.names.find_longest(text):
            name, is_short = match.payload
            path: str | None = name
            if is_short:
                path = self._meaning(name, text, match.start, match.end)
            if path is None:
                continue
            record = self.known.by_path[path]
            if not is_short:
                self._introduce(record)
            quote = _quote(provision, match.start, match.end)
            yield Citation(record.key, record.path, quote, "short-name" if is_short else "name")

    def _meaning(self, short: str, text: str, start: int, end: int) -> str | None:
        reach = max(0, start - _REACH)
        determined = _DETERMINED.search(text, reach, start) and not _PRESENT.search(text, reach, start)
        if not determined or _LONGER_TITLE.match(text, end):
            return None
        introduced = self.introduced.get(short)
        if introduced:
            return introduced
        candidates = self.known.by_short_name[short]
        return candidates[0] if len(candidates) == 1 else None

    def _introduce(self, record: InstrumentRecord) -> None:
        for short in record.short_names:
            self.introduced[short.lower()] = record.path

    def _in_footnote(self, provision: Provision) -> Iterator[Citation]:
        """Read what only footnotes have: the Treaty Series, sales numbers and "Ibid."."""
        text = provision.text
        known: list[tuple[re.Match[str], InstrumentRecord | None]] = []
        for match in _TREATY_SERIES.finditer(text):
            known.append((match, self.known.by_identifier.get(f"unts {match[1]} no. {match[2]}")))
        for match in _SALES_NUMBER.finditer(text):
            known.append((match, self.known.by_identifier.get(f"sales no. {match[1]}".lower())))
        found = [(match, record) for match, record in known if record]
        for match, record in found:
            yield Citation(record.key, record.path, _quote(provision, match.start(), match.end()), "symbol")
        ibid = _IBID.search(text)
        if ibid and not found:
            for record in self.last_in_footnote:
                yield Citation(record.key, record.path, _quote(provision, ibid.start(), ibid.end()), "ibid")
        elif found:
            self.last_in_footnote = [record for _, record in found]


def _within(inner: Citation, outer: Citation) -> bool:
    return outer.quote.start <= inner.quote.start and inner.quote.end <= outer.quote.end


def _quote(provision: Provision, start: int, end: int) -> Quote:
    return Quote(provision.eid, provision.text[start:end], start, end)
