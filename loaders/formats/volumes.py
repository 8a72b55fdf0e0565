"""Pages of old volumes, on which several resolutions stand: where the one that is meant begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandategraph.loaders.formats import openings
from mandategraph.loaders.formats.blocks import Block
from mandategraph.loaders.symbols import find_symbols

_LOOK_AHEAD = 12


def extents(body: Sequence[Block], hint: str) -> list[tuple[int, int]]:
    """Return where the instruments that are meant begin and end among their neighbours."""
    titles = _titles(body)
    # A report that quotes resolutions is read as a whole.
    if not titles or not is_resolution(hint):
        return [(0, len(body))]
    ends = dict(zip(titles, [*titles[1:], len(body)], strict=True))
    # What stands before the first title is its front matter, unless it is the end of a neighbour.
    is_neighbour = any(openings.organ(block.raw) or openings.closes(block.raw) for block in body[: titles[0]])
    starts = {place: 0 if place == titles[0] and not is_neighbour else place for place in titles}
    printed = [match.symbol for match in find_symbols(" ".join(block.raw for block in body[: titles[0]]))]
    chosen = next(
        (place for wanted in (hint, *printed) for place in titles if wanted and _same_number(body[place].raw, wanted)),
        None,
    )
    if chosen is None and not hint:
        return [(starts[place], ends[place]) for place in titles]
    has_text_before = any(openings.is_sentence(block.raw) for block in body[: titles[0]])
    if chosen is None and has_text_before and _stands_before(hint, body[titles[0]].raw):
        # The page begins in the midst of it.
        return [(0, titles[0])]
    chosen = titles[0] if chosen is None else chosen
    return [(starts[chosen], ends[chosen])]


def _stands_before(symbol: str, raw: str) -> bool:
    """Tell whether the resolution with a symbol stands before the one with this title in a volume."""
    wanted, printed = _running_number(symbol), _running_number(_number(raw))
    return bool(wanted and printed) and wanted < printed


def contradicts(symbol: str, raw: str) -> bool:
    """Tell whether a title has another number than the symbol, which no misprint of the session or year explains."""
    wanted, printed = _running_number(symbol), _running_number(_number(raw))
    return bool(wanted and printed) and wanted != printed


def _number(raw: str) -> str:
    match = openings.title(raw)
    return match["number"] if match else ""


def _running_number(symbol: str) -> int:
    """Return the number within a session or year: 25 of "A/RES/44/25", 1373 of "S/RES/1373 (2001)"; 0 for none."""
    match = re.search(r"(\d+)\s?(?:[A-Z/]+(?:-[A-Z])?\s?)?(?:\([^()]*\))?$", symbol)
    return int(match[1]) if match else 0


def _titles(body: Sequence[Block]) -> list[int]:
    """Return the places of titles; in bilingual volumes, the first of two with the same number."""
    titles: list[int] = []
    for place in range(len(body)):
        if _is_title(body, place) and not (titles and _is_same_title(body, titles[-1], place)):
            titles.append(place)
    return titles


def _is_same_title(body: Sequence[Block], before: int, place: int) -> bool:
    """Tell whether a title has the number of the one before, and no text stands between them."""
    first, second = openings.title(body[before].raw), openings.title(body[place].raw)
    same = bool(first and second and first["number"] == second["number"])
    return same and place - before < _LOOK_AHEAD and not any(openings.organ(b.raw) for b in body[before + 1 : place])


def is_resolution(symbol: str) -> bool:
    """Tell whether a symbol is a resolution's; a text without one is taken for a resolution."""
    return "/RES" in symbol.upper() or not symbol


def _is_title(body: Sequence[Block], place: int) -> bool:
    if not openings.title(body[place].raw):
        return False
    return any(openings.organ(block.raw) for block in body[place + 1 : place + _LOOK_AHEAD])


def _same_number(raw: str, symbol: str) -> bool:
    plain = re.sub(r"[^\w()-]", "", _number(raw))
    return bool(plain) and re.sub(r"[^\w()-]", "", symbol).endswith(plain)
