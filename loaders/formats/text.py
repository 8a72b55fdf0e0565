"""Plain text and Markdown: one instrument, or a compendium of several under numbered titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats.blocks import Block, blocks, clean
from mandategraph.loaders.formats.footnotes import with_footnote_marks
from mandategraph.loaders.formats.languages import in_english
from mandategraph.loaders.formats.limits import require_readable_size
from mandategraph.loaders.formats.recognition import require_instrument
from mandategraph.loaders.formats.resolutions import read_resolution
from mandategraph.loaders.formats.structure import provisions
from mandategraph.loaders.symbols import find_symbols

FORMAT = "text"

# "34. Vienna Declaration on Crime and Justice: …*": a number, words, and the asterisk of the note with the symbol.
_TITLE = re.compile(r"(\*\*)?(?P<number>\d+)\.\s+(?P<title>[^.]+?)\*+$", re.DOTALL)
_TITLE_NOTE = re.compile(r"\*(?=[^*\s])(?P<note>[^*]+)$")
_TITLE_LENGTH = 1_000
_PART = re.compile(r"\b(annex(?:es)?\b.*|sect\..*)$")


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read a text into its instruments.

    Raises `InputError` where it is not UTF-8, or where no instrument is in it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}: line {line}: not UTF-8; save the text as UTF-8 and try again") from error
    return instruments(text, path.stem, Source(path.name, sha256(data).hexdigest(), FORMAT))


def instruments(text: str, stem: str, source: Source) -> tuple[Document, ...]:
    """Read running text into its instruments: every format ends here, once its own markup is undone.

    `stem` is the file's name without suffix, which tells the instrument where it is a symbol ("A_RES_45_112"). Raises
    `InputError` where the text is beyond the limits, in another language, or no instrument.
    """
    require_readable_size(text, source.name)
    every = list(blocks(with_footnote_marks(text)))
    found = in_english(every, source.name)
    require_instrument(found, source.name)
    documents = _documents(found, stem, source)
    left = {block.span for block in every} - {block.span for block in found}
    return (replace(documents[0], artefacts=(*documents[0].artefacts, *sorted(left))), *documents[1:])


def _documents(found: Sequence[Block], stem: str, source: Source) -> tuple[Document, ...]:
    titles = [place for place, block in enumerate(found) if _opens_compendium_instrument(block.raw)]
    if titles:
        return tuple(_compendium(found, titles, source))
    return read_resolution(found, stem, source)


def _compendium(found: Sequence[Block], titles: Sequence[int], source: Source) -> Iterator[Document]:
    for order, (start, end) in enumerate(zip(titles, [*titles[1:], len(found)], strict=True)):
        title = _TITLE.match(found[start].raw)
        assert title is not None
        body = list(found[start + 1 : end])
        note = next((block for block in body if _TITLE_NOTE.match(block.raw)), None)
        if note is None:
            raise InputError(
                f"{source.name}: instrument {title['number']}: its title has an asterisk but no note gives the symbol; "
                f"add a paragraph like “*General Assembly resolution 46/152, annex.”"
            )
        body.remove(note)
        document = _document(body, note.raw.lstrip("*"), clean([title["title"]])[0], source)
        # What stands before the first title is the heading of the collection.
        heading = found[:start] if order == 0 else []
        yield replace(
            document,
            title_spans=(found[start].span, note.span),
            artefacts=tuple(block.span for block in heading),
        )


def _document(body: Sequence[Block], note: str, title: str, source: Source) -> Document:
    symbols = find_symbols(note)
    if not symbols:
        raise InputError(f"{source.name}: “{title}”: no UN symbol in its note “{note}”; write it as in A/RES/55/59")
    part = _PART.search(note[symbols[0].end :].rstrip(". "))
    return Document(
        symbol=symbols[0].symbol,
        part=part[1] if part else "",
        title=title,
        source=source,
        provisions=provisions(body),
        note=note,
    )


def _opens_compendium_instrument(raw: str) -> bool:
    """Tell a title, whose last asterisk belongs to a note, from a numbered heading in *emphasis*."""
    # Looking at short blocks only keeps the search linear.
    return len(raw) <= _TITLE_LENGTH and bool(_TITLE.match(raw)) and raw.count("*") % 2 == 1
