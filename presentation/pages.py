"""What all output shares: the width of text, how it is wrapped, and the frame of an HTML page."""

from __future__ import annotations

import html
import shutil
import sys
import textwrap

_PLAIN_WIDTH = 110


def width() -> int:
    """Return how wide text is set: the terminal's width, or a fixed one where output is piped."""
    return shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns if sys.stdout.isatty() else _PLAIN_WIDTH


def wrapped(words: str, first: str = "", rest: str | None = None, narrower: int = 0) -> list[str]:
    """Return lines of text: the first one begins with `first`, the others with `rest` (by default as far in).

    Only blanks are places to break, so that a symbol, an IRI or a hyphenated word stays what it is.
    """
    return textwrap.wrap(
        words,
        width() - narrower,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def html_page(title: str, body: str) -> str:
    """Return a whole, self-contained HTML page around `body`, which is HTML already."""
    return _PAGE.format(title=html.escape(title), body=body)


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 Georgia, serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }}
h2 {{ border-bottom: 2px solid #1a4f8a; margin-top: 2.5rem }}
h3 {{ margin: 1.5rem 0 .3rem }} h4 {{ margin: 1rem 0 .2rem; font-weight: normal; font-variant: small-caps }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc }}
.leaf {{ white-space: nowrap; width: 5rem }} .modality {{ width: 9rem }} .today {{ color: #444 }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
