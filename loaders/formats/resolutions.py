"""The text of one resolution, statement or declaration: front matter, body, closing lines and annexes.

Old volumes print several resolutions on a page; the one that is meant is told by the file's name, where that is a
symbol, or by the symbol that the text prints. What stands before it, after it and between its parts is kept as
artefacts. Where neither tells, all are meant, and each is an instrument. Each annex is an instrument of its own; its
leaves are written "annex/4(b)".

The file's name also gives the symbol, since the printed number may be misprinted or misread in its session or year
("174 (III)" for "174 (II)"). But where the page prints another number altogether, a document is what it says it is:
whoever filed it under the name mistook it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats import openings
from mandategraph.loaders.formats.artefacts import without_artefacts
from mandategraph.loaders.formats.blocks import Block, clean, has_marks
from mandategraph.loaders.formats.numbering import ALONE, footnote, opens_footnote
from mandategraph.loaders.formats.recitals import is_recital
from mandategraph.loaders.formats.structure import provisions
from mandategraph.loaders.formats.titles import title_of
from mandategraph.loaders.formats.volumes import contradicts, extents, is_resolution
from mandategraph.loaders.symbols import find_symbols, symbol_of_number, symbol_of_stem

# A document of any organ: the symbol in capitals, with a number at the end ("ECE/TRANS/328", "FCCC/CP/2015/10/Add.1").
_STEM = re.compile(r"[A-Z]{1,5}(?:_+[\w.()-]+)*_[\w.()-]*\d[\w.()-]*")


def read_resolution(found: Sequence[Block], stem: str, source: Source) -> tuple[Document, ...]:
    """Read the blocks of a text that holds resolutions or other instruments, with their annexes.

    `stem` is the name of the file without suffix. Raises `InputError` where no instrument is in the text.
    """
    kept = without_artefacts(found)
    notes = [block for block in kept if opens_footnote(block.raw)]
    body = [block for block in kept if not opens_footnote(block.raw)]
    hint = _symbol_of(stem)
    documents: list[Document] = []
    for begin, end in extents(body, hint):
        documents += _resolution(body, begin, end, notes, hint, stem, source)
    if not documents:
        raise InputError(f"{source.name}: no instrument here: neither a preamble nor a paragraph “1.” was found")
    return _with_artefacts(documents, found)


def _symbol_of(stem: str) -> str:
    """Return the symbol that a file is named after, of any organ, or an empty string."""
    stem = stem.replace("_(", "(")
    return symbol_of_stem(stem) or (re.sub("_+", "/", stem) if _STEM.fullmatch(stem) else "")


def _resolution(
    body: Sequence[Block], begin: int, end: int, notes: Sequence[Block], hint: str, stem: str, source: Source
) -> Iterator[Document]:
    """Yield the instrument between two places and its annexes; nothing where none opens there."""
    opening = _opening(body, begin, end, hint)
    if opening is None:
        return
    symbol, title = _identity(body, begin, opening, hint, stem)
    annexes = [place for place in range(opening, end) if openings.annex(body[place].raw)]
    text = _text(body, opening, annexes[0] if annexes else end)
    places = pairwise([*annexes, end])
    found = (each for place, stop in places for each in _annex(body, notes, place, stop, symbol, title, source))
    parts = list(_named_apart(found))
    yield Document(
        symbol=symbol,
        part="",
        title=title,
        source=source,
        provisions=provisions(_with_notes(_without_heads(text), notes)),
        title_spans=tuple(block.span for block in body[begin:opening]),
        front=tuple(block.raw for block in body[begin:opening]),
        closing=tuple(_closing_lines(body[opening:end], text, parts)),
    )
    yield from parts


def _named_apart(annexes: Iterable[Document]) -> Iterator[Document]:
    """Yield annexes, the second "annex" as "annex-2": an annex may have an annex, and parts "A" and "B" one each."""
    taken = Counter[str]()
    for document in annexes:
        taken[document.part] += 1
        if (times := taken[document.part]) > 1:
            part = f"{document.part}-{times}"
            document = replace(document, part=part, leaf_prefix=_leaf_prefix(part))
        yield document


def _leaf_prefix(part: str) -> str:
    return f"{part.replace(' ', '')}/"


def _closing_lines(blocks: Sequence[Block], text: Sequence[Block], annexes: Sequence[Document]) -> Iterator[str]:
    """Yield the blocks that are part of no text, as far as the next instrument on the page."""
    used = {block.span for block in text}
    for document in annexes:
        used.update(document.title_spans)
        used.update(span for provision in document.walk() for span in provision.spans)
    for block in blocks:
        if block.span not in used:
            if openings.organ(block.raw):
                return
            yield block.raw


def _without_heads(part: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text without the document symbols that stand alone at the top of its pages."""
    return [block for block in part if not _is_symbol(block.raw)]


def _is_symbol(raw: str) -> bool:
    symbols = find_symbols(raw[:80])
    return bool(symbols) and len(raw.strip("*")) == symbols[0].end - symbols[0].start


def _with_notes(part: Sequence[Block], notes: Sequence[Block]) -> list[Block]:
    """Return a part of the text with the footnotes that its marks name; print may set them on the next part's page."""
    numbers = {mark.number for block in part if has_marks(block.raw) for mark in clean([block.raw])[1]}
    return [*part, *(note for note in notes if footnote(note.raw)[0] in numbers)]


def _with_artefacts(documents: Sequence[Document], found: Sequence[Block]) -> tuple[Document, ...]:
    """Count every block that is part of no document among the artefacts of the first one."""
    used = {span for document in documents for provision in document.walk() for span in provision.spans}
    used |= {span for document in documents for span in document.title_spans}
    rest = tuple(block.span for block in found if block.span not in used)
    return (replace(documents[0], artefacts=rest), *documents[1:])


def _opening(body: Sequence[Block], begin: int, end: int, hint: str) -> int | None:
    """Return the block with which the text itself opens, behind the front matter.

    A resolution opens with its formula, wherever that stands; without one, with the recital behind its title. Any
    other document opens with whichever comes first, as formulas may stand in what it quotes; one that is known by
    its symbol opens with its first sentence where it has neither formulas nor numbers.
    """
    kinds = (openings.organ, openings.opens_we_text, openings.opens_statement, openings.opens_first_paragraph)
    places = [next((place for place in range(begin, end) if opens(body[place].raw)), None) for opens in kinds]
    known = [place for place in places if place is not None]
    if known and is_resolution(hint) and places[0] is None:
        # The formula may be on the page before.
        recitals = (place for place in range(begin, min(known)) if _is_whole_recital(body[place].raw))
        return next(recitals, known[0])
    if known:
        return _with_letter_of_part(body, begin, known[0] if is_resolution(hint) else min(known))
    titled = next((place for place in range(begin, end - 1) if openings.title(body[place].raw)), None)
    if titled is not None and is_recital(body[titled + 1].raw):
        return titled + 1
    return next((place for place in range(begin, end) if openings.is_sentence(body[place].raw)), None) if hint else None


def _is_whole_recital(raw: str) -> bool:
    return is_recital(raw) and raw.rstrip("*_").endswith(",") and openings.is_sentence(raw.lstrip("*_"))


def _with_letter_of_part(body: Sequence[Block], begin: int, opening: int) -> int:
    """Return where "A" and the title of a first part stand before an enacting formula, or else the formula's place."""
    for place in range(max(begin, opening - 2), opening):
        if ALONE.fullmatch(body[place].raw) and body[place].raw.strip("*_.") in ("A", "I"):
            return place
    return opening


def _identity(body: Sequence[Block], begin: int, opening: int, hint: str, stem: str) -> tuple[str, str]:
    """Return the symbol and the title that the front matter gives; the file's name counts where it is a symbol."""
    front = body[begin:opening]
    title_place = next((place for place in range(begin, opening) if openings.title(body[place].raw)), None)
    match = openings.title(body[title_place].raw) if title_place is not None else None
    organ = next((organ for block in body[opening : opening + 3] if (organ := openings.organ(block.raw))), "")
    named = symbol_of_number(organ, match["number"]) if match else ""
    printed = [found.symbol for block in front if "(" not in block.raw for found in find_symbols(block.raw)]
    if named and is_resolution(hint) and match and contradicts(hint, match[0]):
        hint = named
    symbol = hint or next((found for found in printed if "/RES/" in found), "") or named or next(iter(printed), stem)
    return symbol, title_of(symbol, [block.raw for block in front])


def _text(body: Sequence[Block], opening: int, end: int) -> list[Block]:
    """Return the blocks of a resolution without its closing lines: parts "A" and "B" have lines of their own."""
    text: list[Block] = []
    while opening < end:
        close = _closing(body, opening, end)
        text += body[opening:close]
        opening = next((place for place in range(close, end) if _opens_part(body, place)), end)
    return text


def _opens_part(body: Sequence[Block], place: int) -> bool:
    """Tell whether a letter or numeral stands alone, with a title or a formula behind it."""
    return bool(ALONE.fullmatch(body[place].raw)) and any(
        openings.organ(block.raw) for block in body[place + 1 : place + 4]
    )


def _closing(body: Sequence[Block], opening: int, end: int) -> int:
    return next((place for place in range(opening, end) if openings.closes(body[place].raw)), end)


def _annex(
    body: Sequence[Block],
    notes: Sequence[Block],
    place: int,
    stop: int,
    symbol: str,
    title: str,
    source: Source,
) -> Iterator[Document]:
    match = openings.annex(body[place].raw)
    number = match["number"] if match else None
    part = f"annex {number}" if number else "annex"
    close = _closing(body, place, stop)
    opening = next((p for p in range(place + 1, close) if openings.opens_annex_text(body[p].raw)), None)
    if opening is None:
        return
    tree = provisions(_with_notes(_without_heads(body[opening:close]), notes))
    if not tree:
        return
    heading = " ".join(clean([block.raw])[0] for block in body[place + 1 : opening])
    yield Document(
        symbol=symbol,
        part=part,
        title=heading.strip(" *") or f"{title}, {part}",
        source=source,
        provisions=tree,
        title_spans=tuple(block.span for block in body[place:opening]),
        leaf_prefix=_leaf_prefix(part),
    )
