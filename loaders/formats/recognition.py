"""Telling texts of the United Nations from all others, before anything is read into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from mandategraph.errors import InputError
from mandategraph.loaders.formats.blocks import Block
from mandategraph.loaders.symbols import find_symbols

# Who acts in these texts, and for whom. Every one of some thousand resolutions has five and more in a thousand words.
_ACTORS = re.compile(
    r"\bUnited\s+Nations\b|(?<!United )\bStates?\b|\b(?:States|Contracting)\s+[Pp]art(?:y|ies)\b|\bGovernments?\b"
    r"|\bAssembly\b|\bSecretary-General\b|\bSecretariat\b|\b(?:Council|Commission|Committee)\b"
    r"|\b(?:Conference|Convention|Protocol|Centre|Congress|Organizations?|Parties|Institutes?|Programme)\b"
)
_WORD = re.compile(r"\w+")
_PER_THOUSAND = 2
_SAMPLE = 200_000


def require_instrument(found: Sequence[Block], name: str) -> None:
    """Raise `InputError` where the text names hardly any State or organ, so that it is no instrument."""
    text = "\n".join(block.raw for block in found)[:_SAMPLE]
    enough = max(1, _PER_THOUSAND * len(_WORD.findall(text)) // 1000)
    # Most texts name enough of them on their first page.
    actors = sum(1 for _ in islice(_ACTORS.finditer(text), enough))
    if actors < enough and not find_symbols(text[:2000]):
        raise InputError(
            f"{name}: no instrument here: the text names {'hardly any' if actors else 'no'} States, organs or bodies; "
            f"name a text of the United Nations"
        )
