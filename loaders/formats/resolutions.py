"""The text of one resolution, statement or declaration: front matter, body, closing lines and annexes.

Old volumes print several resolutions on a page; the one that is meant is told by the file's name, where that is a
symbol, or by the symbol that the text prints. What stands before it, after it and between its parts is kept as
artefacts. Each annex is an instrument of its own; its leaves are written "annex/4(b)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source, Span
from mandategraph.loaders.formats.artefacts import is_artefact
from mandategraph.loaders.formats.blocks import Block, clean
from mandategraph.loaders.formats.structure import footnote_number, opens_footnote, provisions
from mandategraph.loaders.symbols import find_symbols, symbol_of_number, symbol_of_stem

# "75/153. Follow-up to …", "1373 (2001)", "Resolution 1373 (2001)", "1988/13. Strengthening …", "S-33/1. Situation …"
_TITLE = re.compile(
    r"[*_]*(?:Resolution\s+)?(?P<number>(?:S-|ES-)?\d{1,4}/\d{1,4}(?:\s?[A-Z])?\b|\d{1,4}\s?(?:[A-Z]\s)?\((?:\d{4}|[IVXLC]+|E?S-[IVX]+)\))"
    r"\.?[*_]*\s*(?P<title>.*)$",
    re.DOTALL,
)
_ENACTING = re.compile(
    r"[*_“\"]*The\s+(?P<organ>[A-Z][\w’ -]*?(?:\s+of\s+the\s+[A-Z][\w’ -]*?)?)[*_]*,[*_]*$", re.DOTALL
)
_WE = re.compile(r"We\b.*,$", re.DOTALL)
_SPEAKS = re.compile(r"[“\"]\s*The (?:Security )?Council\s+\w+")
_FIRST_PARAGRAPH = re.compile(r"(?:1\.|I\.|Article 1\b|(?:Part|PART|Chapter|CHAPTER) (?:I|1|one|ONE)\b)\s*\S?")
_ANNEX = re.compile(r"[*_]*(?:ANNEX|Annex|APPENDIX|Appendix)(?:\s+(?P<number>[IVX]+|[A-Z]|\d{1,2}))?[*_.:]*$")
_CLOSING = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)\s+(?:\(\w+\)\s+)?(?:plenary\s+)?meeting|\[?Adopted (?:by a recorded vote|without a vote)"
)
_FIRST_OF_ANNEX = re.compile(r"(?:\d{1,3}\.|[IVX]+\.|[A-Z]\.|\([a-z]\)|Article\b|Rule\b|Part\b)")
_LOOK_AHEAD = 12


def read_resolution(found: Sequence[Block], stem: str, source: Source) -> tuple[Document, ...]:
    """Read the blocks of a text that holds one instrument, with its annexes after it.

    `stem` is the name of the file without suffix. Raises `InputError` where no instrument is in the text.
    """
    notes = [block for block in found if opens_footnote(block.raw)]
    body = [block for block in found if not is_artefact(block) and block not in notes]
    hint = symbol_of_stem(stem)
    begin, end = _extent(body, hint)
    opening = _opening(body, begin, end)
    if opening is None:
        raise InputError(f"{source.name}: no instrument here: neither a preamble nor a paragraph “1.” was found")
    symbol, title = _identity(body, begin, opening, hint, stem)
    annexes = [place for place in range(opening, end) if _ANNEX.match(body[place].raw)]
    close = _closing(body, opening, annexes[0] if annexes else end)
    used = [Span(*block.span) for block in body[begin:opening]]
    documents = [
        Document(
            symbol=symbol,
            part="",
            title=title,
            source=source,
            provisions=provisions(_with_notes(body[opening:close], notes), source.name),
            title_spans=tuple(used),
            artefacts=tuple(_left_over(found, body, begin, end, close, annexes)),
        )
    ]
    for place, stop in zip(annexes, [*annexes[1:], end], strict=False):
        documents += _annex(body, notes, place, stop, symbol, title, source)
    return _with_unused_notes(documents, notes)


def _with_notes(part: Sequence[Block], notes: Sequence[Block]) -> list[Block]:
    """Return a part of the text with the footnotes that its marks name; print may set them on the next part's page."""
    numbers = {mark.number for block in part for mark in clean([block.raw])[1]}
    return [*part, *(note for note in notes if footnote_number(note.raw) in numbers)]


def _with_unused_notes(documents: Sequence[Document], notes: Sequence[Block]) -> tuple[Document, ...]:
    """Count the footnotes that no mark names, those of neighbours, among the artefacts of the first document."""
    used = {span for document in documents for provision in document.walk() for span in provision.spans}
    unused = tuple(note.span for note in notes if note.span not in used)
    return (replace(documents[0], artefacts=(*documents[0].artefacts, *unused)), *documents[1:])


def _extent(body: Sequence[Block], hint: str) -> tuple[int, int]:
    """Return where the instrument that is meant begins and ends among its neighbours."""
    titles = [place for place in range(len(body)) if _is_title(body, place)]
    if not titles:
        return 0, len(body)
    printed = [match.symbol for match in find_symbols(" ".join(block.raw for block in body[: titles[0]]))]
    chosen = next(
        (place for wanted in (hint, *printed) for place in titles if wanted and _same_number(body[place].raw, wanted)),
        titles[0],
    )
    later = [place for place in titles if place > chosen]
    return (0 if chosen == titles[0] else chosen), (later[0] if later else len(body))


def _is_title(body: Sequence[Block], place: int) -> bool:
    if not _TITLE.match(body[place].raw):
        return False
    return any(_ENACTING.match(block.raw) for block in body[place + 1 : place + _LOOK_AHEAD])


def _same_number(raw: str, symbol: str) -> bool:
    match = _TITLE.match(raw)
    plain = re.sub(r"[^\w()-]", "", match["number"]) if match else ""
    return bool(plain) and re.sub(r"[^\w()-]", "", symbol).endswith(plain)


def _opening(body: Sequence[Block], begin: int, end: int) -> int | None:
    for pattern in (_ENACTING, _WE, _SPEAKS, _FIRST_PARAGRAPH):
        place = next((place for place in range(begin, end) if pattern.match(body[place].raw)), None)
        if place is not None:
            return place
    return None


def _identity(body: Sequence[Block], begin: int, opening: int, hint: str, stem: str) -> tuple[str, str]:
    """Return the symbol and the title that the front matter gives; the file's name counts where it is a symbol."""
    front = body[begin:opening]
    title_place = next((place for place in range(begin, opening) if _TITLE.match(body[place].raw)), None)
    match = _TITLE.match(body[title_place].raw) if title_place is not None else None
    enacting = _ENACTING.match(body[opening].raw)
    organ = enacting["organ"] if enacting else ""
    named = symbol_of_number(organ, match["number"]) if match else ""
    printed = [found.symbol for block in front if "(" not in block.raw for found in find_symbols(block.raw)]
    symbol = hint or next((found for found in printed if "/RES/" in found), "") or named or next(iter(printed), stem)
    words = match["title"] if match else ""
    if match and not words.strip() and title_place is not None and title_place + 1 < opening:
        words = body[title_place + 1].raw
    if not words.strip():
        words = next((block.raw for block in reversed(front) if not find_symbols(block.raw)), symbol)
    return symbol, clean([words])[0].strip() or symbol


def _closing(body: Sequence[Block], opening: int, end: int) -> int:
    return next((place for place in range(opening, end) if _CLOSING.match(body[place].raw)), end)


def _left_over(
    found: Sequence[Block], body: Sequence[Block], begin: int, end: int, close: int, annexes: Sequence[int]
) -> Iterator[Span]:
    """Yield the ranges that belong to no provision: artefacts, neighbours, closing lines."""
    yield from (block.span for block in found if is_artefact(block))
    yield from (block.span for block in (*body[:begin], *body[end:]))
    yield from (block.span for block in body[close : annexes[0] if annexes else end])


def _annex(
    body: Sequence[Block],
    notes: Sequence[Block],
    place: int,
    stop: int,
    symbol: str,
    title: str,
    source: Source,
) -> Iterator[Document]:
    number = (_ANNEX.match(body[place].raw) or {"number": None})["number"]
    part = f"annex {number}" if number else "annex"
    close = _closing(body, place, stop)
    opening = next((p for p in range(place + 1, close) if _begins_text(body, p)), None)
    if opening is None:
        return
    heading = " ".join(clean([block.raw])[0] for block in body[place + 1 : opening])
    yield Document(
        symbol=symbol,
        part=part,
        title=heading.strip(" *") or f"{title}, {part}",
        source=source,
        provisions=provisions(_with_notes(body[opening:close], notes), source.name),
        title_spans=tuple(block.span for block in body[place:opening]),
        artefacts=tuple(block.span for block in body[close:stop]),
        leaf_prefix=f"{part.replace(' ', '')}/",
    )


def _begins_text(body: Sequence[Block], place: int) -> bool:
    """Tell whether a block is the first of an annex's text, and no longer its title."""
    raw = body[place].raw
    return any(pattern.match(raw) for pattern in (_ENACTING, _WE, _FIRST_OF_ANNEX)) or raw.rstrip()[-1] in ".;:,"
