"""How preambular paragraphs open in United Nations texts."""

from __future__ import annotations

import re

_ADVERB = re.compile(r"(?:\w+ly|also|further|once|again|still|having)\s+", re.IGNORECASE)
_OPENER = re.compile(
    r"(?:\w+(?:ing|ed)|aware|mindful|conscious|cognizant|desirous|confident|hopeful|anxious|appreciative)\b",
    re.IGNORECASE,
)


def is_recital(text: str) -> bool:
    """Tell whether a paragraph opens like a preambular one: a participle or an adjective, adverbs before it.

    >>> is_recital("Deeply concerned about the extent and growth of crime,")
    True
    >>> is_recital("Requests the Secretary-General to report;")
    False
    """
    words = text.lstrip('*_ “"')
    while adverb := _ADVERB.match(words):
        words = words[adverb.end() :]
    return bool(_OPENER.match(words))
