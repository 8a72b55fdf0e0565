"""Cut a provision's text into sentences.

UN texts end a sentence with a full stop before a capital, and set independent clauses apart by semicolons; both end a
sentence here. Full stops of abbreviations ("No. 11806", "chap. I, sect. A") do not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mandategraph.loaders.document import Span

_END = re.compile(r"[.?!][)”\"]*\s+(?=[“\"(]?[A-Z0-9])|;\s+")
_ABBREVIATION = re.compile(r"\b(?:Nos?|vol|chap|sect|paras?|arts?|Corr|Add|Rev|Suppl|Ibid|cf|e\.g|i\.e|[A-Z])\.\s*$")


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the ranges of the sentences of a text, without the white space between them.

    They are kept for a while: a text's clauses are read first, and then its themes for each holder.
    """
    found: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        if text[end.start()] == "." and _ABBREVIATION.search(text[start : end.start() + 1]):
            continue
        stop = end.start() + len(end[0].rstrip())
        found.append(Span(start, stop))
        start = end.end()
    if text[start:].strip():
        found.append(Span(start, len(text.rstrip())))
    return tuple(found)
