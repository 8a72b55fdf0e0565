"""What print and transcription leave on a page that is not part of an instrument.

Page marks, running heads, document numbers, distribution lines and the lines of a table of contents are recognized by
their form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandategraph.loaders.formats.blocks import Block

_ARTEFACT = re.compile(
    r"""(?:
        <!--.*-->                                                  # a transcriber's page mark
      | [-–—_*](?:\s*[-–—_*]){2,}                                   # a rule, or * * *
      | \d{1,4}(?:\s*/\s*\d{1,4})?                                 # a page number, or 3/5
      | \d{0,4}\s*General\ Assembly\s*[—–-]+\s*[\w-]+\s+[Ss]ession\s*\d{0,4}     # running heads of bound volumes
      | \d{0,4}\s*[IVXLC]+\.\s+Resolutions\ adopted\ .*
      | \d{0,4}\s*Economic\ and\ Social\ Council\s*\d{0,4}
      | (?:Distr|Original)\.?\s*:.*
      | \d{2}-\d{5}.*                                              # a job number
      | Please\ recycle.*
      | \*\d{5,8}\*                                                # a bar code in figures
      | /\s?(?:\.\s?){2,3}|/…                                      # a page goes on
      | (?:[A-Z]+/[\w./-]+(?:\s\(\d{4}\))?\s+)?(?:English\s+)?Page\s+\d{1,4}     # A/RES/47/120 Page 2
    )$""",
    re.VERBOSE | re.DOTALL,
)

# "Opening of the session ............ 12", with a tab or dots before the page.
_CONTENTS = re.compile(r"(?:\t|\.{4}|(?:\s\.){4}|…{2})[\s.…]*\d{1,4}(?:[\s,–-]+\d{1,4})*$")
# Whatever is longer is text.
_LENGTH = 600


def is_artefact(block: Block) -> bool:
    """Tell whether a block is a page mark, a running head or a distribution line."""
    return len(block.raw) <= _LENGTH and bool(_ARTEFACT.fullmatch(block.raw.strip()))


def without_artefacts(found: Sequence[Block]) -> list[Block]:
    """Return the blocks that are text: no artefact, and no line of a table of contents (two of them in a row)."""
    kept = [block for block in found if not is_artefact(block)]
    contents = [len(block.raw) <= _LENGTH and bool(_CONTENTS.search(block.raw)) for block in kept]
    return [
        block
        for place, block in enumerate(kept)
        if not (contents[place] and any(contents[max(0, place - 1) : place] + contents[place + 1 : place + 2]))
    ]
