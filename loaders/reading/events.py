"""What a text does to bodies, and which paragraphs of another instrument a section carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mandategraph.loaders.authorities import Body
from mandategraph.loaders.document import Document, Kind, Provision
from mandategraph.loaders.reading.actors import Mention
from mandategraph.loaders.records import BodyChange, Citation, Implementation, Quote

_KINDS = {
    "establish": "established",
    "creat": "established",
    "dissolv": "dissolved",
    "abolish": "dissolved",
    "renam": "renamed",
    "upgrad": "upgraded",
    "merg": "merged",
}
# How far back the words before a name are looked at, in characters: reading stays linear in long paragraphs.
_REACH = 50
_SHORT_FORM = re.compile(r"\s*\([^)]{1,20}\)")
_STEM = r"(?P<stem>establish|creat|dissolv|abolish|renam|upgrad|merg)"
# "A commission … shall be established", "is hereby dissolved", "X, to be renamed Y"; "was …" tells of the past
_PASSIVE = re.compile(
    r",?\s+(?P<mood>shall|should|will|must|to|is hereby|are hereby|is|are)"
    rf"\s+(?:be\s+)?{_STEM}ed\b"
)
# The whole subject: not "a meeting of States Parties is hereby established", "until an authority is established"
_WHOLE_SUBJECT = re.compile(r"(?:^|[.;:]\s|\b[Dd]ecides\s+(?:\w+\s+)?that\s)\W*(?:(?:the|an?)\s+)?$", re.IGNORECASE)
# "An office of the Coordinator will be established": something else is, and the name tells of what
_PART_OF_SUBJECT = re.compile(r"\b(?:by|for|from|of|to|under|with)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
# "Establishes the Commission", "decides to dissolve the Committee"
_ACTIVE = re.compile(
    r"(?:^(?:\w+\s+)?|\b(?:decides?|agrees?|resolves?)\s+(?:also\s+|further\s+)?to\s+|\bhereby\s+)"
    rf"{_STEM}(?:es|e|s)?\s+$",
    re.IGNORECASE,
)
# "an upgrading of the Branch … should be effected"
_NOMINAL = re.compile(rf"\b(?:the|an?)\s+{_STEM}(?:ing|ment|ion)\s+of\s+$", re.IGNORECASE)
_SHOULD_BE_DONE = re.compile(r"[^.;]*?\b(?:shall|should|will)\s+be\s+(?:effected|made|carried out|undertaken)\b")
_BECOMES = re.compile(
    r"^[^.;]{0,160}?\b(?:into|renamed|upon the establishment(?:\s+by\s+the\s+\w+)?\s+of|replaced by|succeeded by|with)"
    r"\s+$"
)
_NUMBER = r"\d+(?:\s*\([a-z]\))*"
_PARAGRAPHS = re.compile(
    rf"\bimplement\w*\b[^.;]*?\bparagraphs?\s+(?P<numbers>{_NUMBER}(?:(?:,|\s+and|,\s+and|\s+to)\s+{_NUMBER})*)"
    r"\s+of\s+(?:the\s+)?"
)
_EFFECTED = ("is hereby", "are hereby", "is", "are")


def body_changes(
    document: Document, mentions: Mapping[str, Sequence[Mention]], bodies: Mapping[str, Body]
) -> Iterator[BodyChange]:
    """Yield the changes to bodies that the operative provisions make or call for, in the order of the text.

    Nothing happens to a collective actor of `bodies`: "to establish a Member State-led committee" founds no State.
    """
    for provision in document.walk():
        if provision.kind in (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT):
            yield from _changes(provision, [m for m in mentions[provision.eid] if not bodies[m.key].collective])


def _changes(provision: Provision, mentions: Sequence[Mention]) -> Iterator[BodyChange]:
    text = provision.text
    for mention in mentions:
        reach = max(0, mention.start - _REACH)
        passive = _PASSIVE.match(text, _past_name(text, mention.end))
        if passive and not _is_subject(passive["mood"], text, reach, mention.start):
            passive = None
        active = _ACTIVE.search(text, reach, mention.start)
        if active is None:
            nominal = _NOMINAL.search(text, reach, mention.start)
            active = nominal if nominal and _SHOULD_BE_DONE.match(text, mention.end) else None
        if passive:
            start, end = mention.start, passive.end()
            stem, effected = passive["stem"], passive["mood"] in _EFFECTED
        elif active:
            start, end = active.start(), mention.end
            stem, effected = active["stem"].lower(), False
        else:
            continue
        kind = _KINDS[stem]
        after = next((m for m in mentions if m.start >= end and _BECOMES.match(text[mention.end : m.start])), None)
        becomes = after.key if after and after.key != mention.key else ""
        if kind == "established":
            original, resulting = "", mention.key
        else:
            original, resulting = mention.key, becomes
            end = after.end if after else end
        yield BodyChange(
            kind, provision.leaf, original, resulting, Quote(provision.eid, text[start:end], start, end), effected
        )


def _is_subject(mood: str, text: str, reach: int, start: int) -> bool:
    """Tell whether the name that begins at `start` is what a passive verb is about, by the words before it."""
    if mood in _EFFECTED:
        return _WHOLE_SUBJECT.search(text, reach, start) is not None
    # "contributions to the Fund, to be renamed": there the verb goes with the name alone.
    return mood == "to" or _PART_OF_SUBJECT.search(text, reach, start) is None


def _past_name(text: str, end: int) -> int:
    """Skip what belongs to a name: "the Branch of the Centre …", "the X (ABC)"."""
    match = _SHORT_FORM.match(text, end)
    return match.end() if match else end


def implementations(document: Document, citations: Mapping[str, Sequence[Citation]]) -> Iterator[Implementation]:
    """Yield, for each section that says which paragraphs of another instrument it implements, that link."""
    for root in document.provisions:
        yield from _implementing(root, "", citations)


def _implementing(
    provision: Provision, section: str, citations: Mapping[str, Sequence[Citation]]
) -> Iterator[Implementation]:
    section = provision.eid if provision.kind is Kind.SECTION else section
    for match in _PARAGRAPHS.finditer(provision.text) if section else ():
        cited = next((c for c in citations[provision.eid] if c.quote.start == match.end()), None)
        if cited:
            quote = Quote(
                provision.eid, provision.text[match.start() : cited.quote.end], match.start(), cited.quote.end
            )
            yield Implementation(section, cited.instrument, tuple(_leaves(match["numbers"])), quote)
    for child in provision.children:
        yield from _implementing(child, section, citations)


def _leaves(numbers: str) -> Iterator[str]:
    """Yield the leaves of "5, 6, 7 and 10", "3 to 5" and "4 (a)"."""
    previous = 0
    for part in re.finditer(r"(?P<range>to\s+)?(?P<number>\d+)(?P<points>(?:\s*\([a-z]\))*)", numbers):
        number = int(part["number"])
        if part["range"]:
            yield from (str(between) for between in range(previous + 1, number))
        yield f"{number}{part['points'].replace(' ', '')}"
        previous = number
