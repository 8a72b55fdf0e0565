"""One instrument written out in every format, so that the readings can be compared.

A leaflet is an instrument as print shows it: its title and note, and then its paragraphs in order, each with its
number, its words with footnote marks in superscript digits, and how deep it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from mandategraph.loaders.document import Document, Kind, Provision

SUPERSCRIPT = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
TO_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Item:
    """A paragraph of print: its number and words; `depth` 0 for headings and formulas, 1 paragraphs, 2 and 3 points."""

    kind: Kind
    number: str
    words: str
    depth: int

    @property
    def printed(self) -> str:
        return f"{self.number} {self.words}".strip()


@dataclass(frozen=True)
class Leaflet:
    """An instrument as print shows it."""

    title: str
    note: str
    items: tuple[Item, ...]
    footnotes: Mapping[str, str]

    @property
    def paragraphs(self) -> list[str]:
        return [self.title, f"*{self.note}", *(item.printed for item in self.items)]


def _marked(provision: Provision, numbers: Mapping[str, str]) -> str:
    words = provision.heading or provision.text
    for mark in reversed(provision.marks):
        number = numbers[mark.footnote].translate(TO_SUPERSCRIPT)
        words = words[: mark.offset] + number + words[mark.offset :]
    return words


def leaflet_of(document: Document) -> Leaflet:
    """Return a document of the compendium as a leaflet."""
    numbers = {p.eid: p.number for p in document.walk() if p.kind is Kind.FOOTNOTE}
    depths = {Kind.PARAGRAPH: 1, Kind.RECITAL: 1, Kind.POINT: 2, Kind.SUBPOINT: 3}
    items = tuple(
        Item(p.kind, p.number, _marked(p, numbers), depths.get(p.kind, 0))
        for p in document.walk()
        if p.kind is not Kind.FOOTNOTE
    )
    footnotes = {p.number: p.text for p in document.walk() if p.kind is Kind.FOOTNOTE}
    return Leaflet(f"1. {document.title}*", document.note, items, footnotes)


def as_text(leaflet: Leaflet) -> bytes:
    notes = [f"{number.translate(TO_SUPERSCRIPT)}{words}" for number, words in leaflet.footnotes.items()]
    return "\n\n".join([*leaflet.paragraphs, *notes]).encode()


def _html_words(words: str) -> str:
    return SUPERSCRIPT.sub(
        lambda m: f'<sup><a href="#n{m[1].translate(FROM_SUPERSCRIPT)}">{m[1].translate(FROM_SUPERSCRIPT)}</a></sup>',
        escape(words),
    )


def as_html(leaflet: Leaflet) -> bytes:
    """A page with lists for the points, footnotes at its end, and a site around it."""
    parts = [f"<h1>{escape(leaflet.title)}</h1><p>*{escape(leaflet.note)}</p>"]
    depth = 1
    for item in leaflet.items:
        while depth < item.depth:
            parts.append('<ol style="list-style: none">')
            depth += 1
        while depth > max(item.depth, 1):
            parts.append("</ol>")
            depth -= 1
        tag = "li" if item.depth > 1 else "p" if item.depth else "h2"
        tag = "p" if item.kind is Kind.PREAMBLE else tag
        parts.append(f"<{tag}>{_html_words(item.printed)}</{tag}>")
    parts.append("</ol>" * (depth - 1))
    notes = "".join(
        f'<li id="n{number}">{escape(words)} <a href="#">↩</a></li>' for number, words in leaflet.footnotes.items()
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A site</title><style>p {{ color: red }}</style>
<script>document.write("1. Requests the Secretary-General to run scripts;")</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>2. Navigate</li></ul></nav><main>{"".join(parts)}<ol>{notes}</ol></main>
<footer>3. A site of nobody.</footer></body></html>""".encode()


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>"""


def as_word(leaflet: Leaflet) -> bytes:
    """A Word document with automatic numbers, and its footnotes in their own part."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in parse_xml(NUMBERING):
        if child.tag == qn("w:abstractNum"):
            numbering.insert(0, child)
        else:
            numbering.append(child)
    document.add_heading(leaflet.title, 0)
    document.add_paragraph(f"*{leaflet.note}")
    notes: list[str] = []
    for item in leaflet.items:
        automatic = item.kind in (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT) and item.number
        paragraph = document.add_paragraph()
        if automatic:
            numbers = f'<w:ilvl w:val="{item.depth - 1}"/><w:numId w:val="77"/>'
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{numbers}</w:numPr>"))
        _add_runs(paragraph, item.words if automatic else item.printed, notes)
    return _with_footnotes(document, [leaflet.footnotes[number] for number in notes])


def _add_runs(paragraph: Paragraph, words: str, notes: list[str]) -> None:
    for place, part in enumerate(SUPERSCRIPT.split(words)):
        run = paragraph.add_run("" if place % 2 else part)
        if place % 2 and int(part.translate(FROM_SUPERSCRIPT)) <= len(notes):
            run.text, run.font.superscript = part.translate(FROM_SUPERSCRIPT), True
        elif place % 2:
            notes.append(part.translate(FROM_SUPERSCRIPT))
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(len(notes)))
            run._r.append(reference)


def _with_footnotes(document: WordDocument, notes: list[str]) -> bytes:
    separators = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    written = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r></w:p></w:footnote>'
        for number, words in enumerate(notes, 1)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {nsdecls('w')}>{separators}{written}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_akomantoso(leaflet: Leaflet) -> bytes:
    """An AKN4UN document: the nesting is that of the markup, numbers in num, footnotes as authorial notes."""
    body: list[str] = []
    noted: set[str] = set()
    open_tags: list[tuple[int, str]] = []
    preamble = [item for item in leaflet.items if item.kind in (Kind.PREAMBLE, Kind.RECITAL)]
    opening = "".join(
        f"<{'formula' if item.kind is Kind.PREAMBLE else 'recital'}><p>{_akn_words(item.words, leaflet, noted)}</p>"
        f"</{'formula' if item.kind is Kind.PREAMBLE else 'recital'}>"
        for item in preamble
    )
    for place, item in enumerate(leaflet.items):
        if item in preamble:
            continue
        while open_tags and (open_tags[-1][0] >= item.depth or not item.depth):
            body.append(f"</{open_tags.pop()[1]}>")
        words = f"<p>{_akn_words(item.words, leaflet, noted)}</p>"
        number = f"<num>{item.number}</num>" if item.number else ""
        if item.kind is Kind.SECTION:
            body.append(f"<crossHeading>{item.printed}</crossHeading>")
            continue
        following = leaflet.items[place + 1] if place + 1 < len(leaflet.items) else None
        tag = {Kind.PARAGRAPH: "paragraph", Kind.POINT: "point", Kind.SUBPOINT: "indent"}[item.kind]
        deeper = following is not None and following.depth > item.depth
        body.append(
            f"<{tag}>{number}" + (f"<intro>{words}</intro>" if deeper else f"<content>{words}</content></{tag}>")
        )
        if deeper:
            open_tags.append((item.depth, tag))
    body += [f"</{tag}>" for _, tag in reversed(open_tags)]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="declaration">
<meta><identification source="#un"><FRBRWork><FRBRalias value="1. Metadata are no text" name="x"/></FRBRWork>
</identification></meta>
<preface><p><docTitle>{escape(leaflet.title)}</docTitle></p><p>*{escape(leaflet.note)}</p></preface>
<preamble>{opening}</preamble><mainBody>{"".join(body)}</mainBody></statement></akomaNtoso>""".encode()


def _akn_words(words: str, leaflet: Leaflet, noted: set[str]) -> str:
    def note(match: re.Match[str]) -> str:
        number = match[1].translate(FROM_SUPERSCRIPT)
        if number in noted:
            return f'<noteRef href="#note_{number}" marker="{number}"/>'
        noted.add(number)
        return f'<authorialNote marker="{number}"><p>{escape(leaflet.footnotes[number])}</p></authorialNote>'

    return SUPERSCRIPT.sub(note, escape(words))


def as_registry(leaflet: Leaflet) -> bytes:
    """The registry's JSON, with opinions of its own that must not be read."""
    opinions = {
        "paragraph_type": "preambular",
        "action_verb": "Decides",
        "links": [],
        "mandates": [{"assignees": ["X"]}],
    }
    paragraphs = [{"text": text, "type": "title", "prefix": None, **opinions} for text in leaflet.paragraphs[:2]]
    paragraphs += [
        {"text": item.words, "type": "paragraph", "prefix": item.number or None, **opinions} for item in leaflet.items
    ]
    paragraphs += [
        {"text": words, "type": "footer", "prefix": number.translate(TO_SUPERSCRIPT), **opinions}
        for number, words in leaflet.footnotes.items()
    ]
    return json.dumps(paragraphs).encode()


class Typesetter:
    """Sets a leaflet on pages: columns, running heads, page numbers, footnotes at the foot, broken words."""

    def __init__(self, columns: int) -> None:
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4)
        self.width, self.height = A4
        self.columns = columns
        self.column_width = (self.width - 120 - 24 * (columns - 1)) / columns
        self.page, self.column = 0, columns
        self.y = 0.0
        self.floor = 70.0
        self.notes: list[str] = []
        self.noted: set[str] = set()

    def finished(self) -> bytes:
        self._end_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def paragraph(self, words: str, indent: float, footnotes: Mapping[str, str], size: float = 10) -> None:
        lines = list(_wrapped(words, self.column_width, indent, size))
        for place, line in enumerate(lines):
            numbers = [mark for mark in SUPERSCRIPT.findall(line) if mark not in self.noted]
            marked = [footnotes[mark.translate(FROM_SUPERSCRIPT)] for mark in numbers]
            self.noted |= set(numbers)
            needed = 10 * sum(len(list(_wrapped(f"1 {note}", self.column_width, 0, 8))) for note in marked)
            if self.y - 12 < self.floor + needed:
                self._next_column()
            for number, note in zip(numbers, marked, strict=True):
                self.notes.append(f"{number} {note}")
            self.floor += needed
            left = self.left + (indent if place == 0 else 0)
            self._line(line, left, self.y, size)
            self.y -= 12
        self.y -= 6

    @property
    def left(self) -> float:
        return 60 + self.column * (self.column_width + 24)

    def _next_column(self) -> None:
        self._set_notes()
        self.column += 1
        if self.column >= self.columns:
            if self.page:
                self._end_page()
            self.page += 1
            self.column = 0
            self.canvas.setFont("Times-Roman", 10)
            self.canvas.drawString(60, self.height - 40, "Compendium of standards and norms")
            self.canvas.drawString(self.width / 2, 30, f"{self.page + 111}")
        self.y, self.floor = self.height - 70, 70.0

    def _end_page(self) -> None:
        self._set_notes()
        self.canvas.showPage()

    def _set_notes(self) -> None:
        y = 60 + 10 * sum(len(list(_wrapped(note, self.column_width, 0, 8))) for note in self.notes)
        for note in self.notes:
            for line in _wrapped(note, self.column_width, 0, 8):
                y -= 10
                self._line(line, self.left, y, 8)
        self.notes = []

    def _line(self, line: str, left: float, y: float, size: float) -> None:
        for place, part in enumerate(SUPERSCRIPT.split(line)):
            text = part.translate(FROM_SUPERSCRIPT) if place % 2 else part
            own = 0.6 * size if place % 2 else size
            self.canvas.setFont("Times-Roman", own)
            self.canvas.drawString(left, y + (0.35 * size if place % 2 else 0), text)
            left += stringWidth(text, "Times-Roman", own)


def _wrapped(words: str, width: float, indent: float, size: float) -> Iterator[str]:
    """Break words into lines; long lower-case words are broken in two where they do not fit."""
    line, room = "", width - indent
    for word in words.split(" "):
        if stringWidth(f"{line} {word}", "Times-Roman", size) > room:
            half = len(word) // 2
            fits = stringWidth(f"{line} {word[:half]}-", "Times-Roman", size) <= room
            if word.isalpha() and word.islower() and len(word) > 9 and fits:
                yield f"{line} {word[:half]}-"
                line = word[half:]
            else:
                yield line
                line = word
            room = width
        else:
            line = f"{line} {word}".strip()
    yield line


def as_pdf(leaflet: Leaflet, columns: int = 1) -> bytes:
    typesetter = Typesetter(columns)
    for text in leaflet.paragraphs[:2]:
        typesetter.paragraph(text, 0, {})
    for item in leaflet.items:
        typesetter.paragraph(item.printed, 20 if item.depth else 0, leaflet.footnotes)
    return typesetter.finished()


WRITERS: Mapping[str, tuple[str, Callable[[Leaflet], bytes]]] = {
    "text": ("txt", as_text),
    "html": ("html", as_html),
    "word": ("docx", as_word),
    "akomantoso": ("xml", as_akomantoso),
    "registry": ("json", as_registry),
    "pdf": ("pdf", as_pdf),
    "pdf in two columns": ("pdf", lambda leaflet: as_pdf(leaflet, 2)),
}


@pytest.fixture(params=WRITERS)
def in_each_format(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Document], Path]:
    """Write a document of the compendium in one of the formats, and return the file."""
    suffix, write = WRITERS[request.param]

    def make(document: Document) -> Path:
        path = tmp_path / f"instrument.{suffix}"
        path.write_bytes(write(leaflet_of(document)))
        return path

    return make
