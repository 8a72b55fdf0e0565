"""HTML pages: headings, paragraphs, lists and tables become blocks; scripts, styles and navigation are left out.

A list's items keep the marks that they print, or get those that a browser would show: "1." for the paragraphs of a
numbered list, "(a)" and "(i)" below. Numbers in `<sup>`, and links such as "[1]" to a note on the same page, are
footnote marks; the paragraph that such a link leads to is the footnote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from mandategraph.errors import InputError
from mandategraph.loaders.document import Document, Source
from mandategraph.loaders.formats.flow import joined, raised, row, superscript
from mandategraph.loaders.formats.marks import bullet_or_number, letter, numeral
from mandategraph.loaders.formats.text import instruments

FORMAT = "html"

_DROPPED = frozenset(
    "script style noscript template nav head form button select iframe object svg math canvas audio video aside".split()
)
_DROPPED_ROLES = frozenset("navigation banner contentinfo search complementary menu dialog".split())
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_NOTE_LINK = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\s*")
# The number that a footnote prints itself: "1", "1.", "[1]", "1/".
_OWN_NUMBER = re.compile(r"^\s*[\[(]?[0-9]{1,3}(?:[\]).]\s*|[\s/]+)")
_BACK = re.compile(r"\s*[↩↑^⤴\ufe0e\ufe0f]+\s*")
_WHITE = re.compile(r"[ \t\r\n\f]+")


def read(data: bytes, path: Path) -> tuple[Document, ...]:
    """Read a page into instruments; spans refer to its text, a blank line between two blocks.

    Raises `InputError` where the page has no text, or no instrument in it.
    """
    return instruments(running_text(data, path), path.stem, Source(path.name, sha256(data).hexdigest(), FORMAT))


def running_text(data: bytes, path: Path) -> str:
    """Return the text of a page. Raises `InputError` where it has none."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(_decoded(data).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{path}: no HTML that can be read ({error}); save the page again") from error
    mains = [element for element in page.iter() if element.tag == "main" or element.get("role") == "main"]
    root = mains[0] if len(mains) == 1 else page
    writer = _Writer({})
    writer.write(root)
    text = joined(writer.paragraphs())
    if not text:
        raise InputError(f"{path}: the page has no text; save it with its content, not only its frame")
    return text


def _decoded(data: bytes) -> str:
    """Return the characters of a page: by its byte order mark or its own word, else UTF-8, else Windows-1252."""
    named = _CHARSET.search(data[:4096])
    marked = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for encoding in (marked, named[1].decode() if named else "utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


class _Writer:
    """Walks through a page and writes its blocks; `notes` maps the anchors of footnotes to their numbers."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.notes = notes
        self.finished: list[str] = []
        self.words: list[str] = []
        # What goes before the next words: the mark of a list's item, or the number of a footnote.
        self.opening = ""

    def paragraphs(self) -> list[str]:
        """Return the blocks that were written."""
        self.end()
        return self.finished

    def end(self) -> None:
        """End the block."""
        text = "\n".join(line.strip() for line in "".join(self.words).split("\n")).strip()
        self.words.clear()
        if text:
            self.finished.append(_opened(self.opening, text))
            self.opening = ""

    def write(self, element: HtmlElement) -> None:
        """Write an element with all that it holds, and what follows it in its block."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _is_dropped(element, tag):
            return
        handler: Callable[[HtmlElement], None] | None = {
            "sup": self._raised,
            "a": self._link,
            "br": self._line,
            "ol": self._list,
            "ul": self._list,
            "tr": self._row,
        }.get(tag)
        if tag in _BLOCKS:
            self.end()
        if number := self.notes.get(element.get("id") or element.get("name") or ""):
            self.opening = superscript(number)
        if handler:
            handler(element)
        else:
            self._inside(element)
        if tag in _BLOCKS:
            self.end()

    def _inside(self, element: HtmlElement) -> None:
        pre = element.tag == "pre"
        self._say(element.text, pre)
        for child in element:
            self.write(child)
            self._say(child.tail, pre)

    def _say(self, text: str | None, pre: bool = False) -> None:
        if text:
            self.words.append(text if pre else _WHITE.sub(" ", text))

    def _line(self, _: HtmlElement) -> None:
        self.words.append("\n")

    def _raised(self, element: HtmlElement) -> None:
        words = "".join(element.itertext())
        self._remember(element, words)
        self.words.append(raised(words))

    def _link(self, element: HtmlElement) -> None:
        words = "".join(element.itertext())
        if _BACK.fullmatch(words):
            return
        match = _NOTE_LINK.fullmatch(words)
        if match and element.get("href", "")[:1] == "#" and (match[0] != match[1] or _in_superscript(element)):
            self._remember(element, words)
            self.words.append(superscript(match[1]))
        else:
            self._inside(element)

    def _remember(self, element: HtmlElement, words: str) -> None:
        """Remember which note a mark leads to, so that the note gets the number."""
        match = _NOTE_LINK.fullmatch(words)
        links = element.xpath("descendant-or-self::a/@href | ancestor::a/@href")
        if match and links and links[0][:1] == "#":
            self.notes.setdefault(links[0][1:], match[1])

    def _list(self, element: HtmlElement) -> None:
        value = int(element.get("start", "1")) if element.get("start", "1").isdigit() else 1
        for child in element:
            if child.tag != "li":
                self.write(child)
                continue
            value = int(child.get("value", "")) if child.get("value", "").isdigit() else value
            self.end()
            self.opening = _mark_of(element, value)
            self.write(child)
            self.opening = ""
            value += 1

    def _row(self, element: HtmlElement) -> None:
        cells = []
        for cell in element:
            inner = _Writer(self.notes)
            inner.write(cell)
            cells.append("\n\n".join(inner.paragraphs()))
        self.finished += row(cells)


def _mark_of(element: HtmlElement, value: int) -> str:
    """Return the mark that a browser shows before an item of a list."""
    style = element.get("style", "") + element.get("type", "")
    if element.tag == "ul" or "none" in style:
        return "•" if element.tag == "ul" and "none" not in style else ""
    nested = next(element.iterancestors("li"), None) is not None
    if element.get("type") == "a" or "lower-alpha" in style or "lower-latin" in style:
        return f"({letter(value)})"
    if element.get("type") == "i" or "lower-roman" in style:
        return f"({numeral(value).lower()})"
    if element.get("type") == "I" or "upper-roman" in style:
        return f"{numeral(value)}."
    if element.get("type") == "A" or "upper-alpha" in style or "upper-latin" in style:
        return f"{letter(value).upper()}."
    return f"({letter(value)})" if nested else f"{value}."


def _opened(opening: str, text: str) -> str:
    """Return a block with its mark, unless it prints one itself."""
    if not opening:
        return text
    if opening[0] in superscript("0123456789"):
        return f"{opening} {_OWN_NUMBER.sub('', text.removeprefix(opening))}"
    return text if bullet_or_number(text) else f"{opening} {text}"


def _in_superscript(element: HtmlElement) -> bool:
    return next(element.iterancestors("sup"), None) is not None


def _is_dropped(element: HtmlElement, tag: str) -> bool:
    """Tell whether an element is no text of the page: code, navigation, a site's head and foot, what is hidden."""
    if tag in _DROPPED or element.get("role") in _DROPPED_ROLES:
        return True
    if tag in ("header", "footer") and next(element.iterancestors("main", "article", "section"), None) is None:
        return True
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )
