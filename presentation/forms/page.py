"""An answer as one HTML page that needs nothing from elsewhere: to be read on any screen, heard, and printed.

Without scripts, every number of a matrix opens what it rests on, every picture has its table, and every quotation leads
to a note on where it stands, and back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from mandategraph.answers.dossier import Diagram, Dossier, Evidence, Matrix, Part, Table, table_of
from mandategraph.errors import MandatesError
from mandategraph.presentation.forms import wording
from mandategraph.presentation.forms.wording import asked_of, evidence_of, printable, shown, source

_WIDEST = 5
"""How many columns fit on upright paper, the words among them; wider tables are printed across."""
_WARMEST = 4
_SHORT = 18
"""Letters that the head of a row keeps on one line, such as a date."""
_LONG = 80
"""Letters that make a cell a text, which needs room."""
_WEB = ("https://", "http://")


def write_html(dossier: Dossier) -> bytes:
    """Return an answer as a whole HTML page in UTF-8."""
    page = _template().render(
        dossier=dossier,
        asked=asked_of(dossier),
        quotes=next(evidence_of(dossier), None) is not None,
        notes=_Notes(),
        style=Markup(_read("page.css")),
        version=version("mandategraph"),
    )
    return page.encode()


@dataclass(frozen=True, slots=True)
class _Cited:
    """The number of a note, and the name of the place that cites it; empty where the note does not lead back there."""

    number: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Note:
    """A note: words, unless they are quoted where they are cited; where they stand; and the places that cite it."""

    number: int
    words: str
    place: str
    link: str
    source: str
    anchors: tuple[str, ...]


@dataclass(slots=True)
class _Notes:
    """The notes of a page, in the order in which they are first cited."""

    _numbers: wording.Notes = field(default_factory=wording.Notes)
    _anchors: dict[int, list[str]] = field(default_factory=dict)
    _quoted: set[int] = field(default_factory=set)

    def mention(self, evidence: Evidence) -> _Cited:
        """Return the number of the note on evidence, from a place that the note does not lead back to."""
        return _Cited(self._numbers.number(evidence))

    def cite(self, evidence: Evidence) -> _Cited:
        """Return the number of the note on evidence, and a name for the place that cites it."""
        number = self._numbers.number(evidence)
        anchors = self._anchors.setdefault(number, [])
        anchors.append(f"cited-{number}-{len(anchors) + 1}")
        return _Cited(number, anchors[-1])

    def quote(self, evidence: Evidence) -> _Cited:
        """Cite evidence from a place that does not quote its words, so that the note will."""
        cited = self.cite(evidence)
        self._quoted.add(cited.number)
        return cited

    def all(self) -> tuple[_Note, ...]:
        """Return the notes that were cited, by number."""
        return tuple(
            _Note(
                number,
                evidence.words if number in self._quoted else "",
                evidence.place,
                evidence.provision if evidence.provision.startswith(_WEB) else "",
                source(evidence),
                tuple(self._anchors.get(number, ())),
            )
            for evidence, number in self._numbers.numbers.items()
        )


@dataclass(frozen=True, slots=True)
class _Picture:
    """A diagram as SVG, or the reason why it could not be drawn."""

    svg: str
    reason: str = ""


def _drawn(diagram: Diagram) -> _Picture:
    from mandategraph.presentation.pictures import svg

    try:
        return _Picture(Markup(svg(diagram)))
    except MandatesError as error:
        return _Picture("", str(error))


def _fullest_cell(matrix: Matrix) -> int:
    return max(map(len, matrix.cells.values()), default=0)


def _heat(number: int, fullest: int) -> int:
    """Return how warm a cell is tinted, from 1, against the fullest cell of its matrix."""
    return math.ceil(_WARMEST * number / fullest)


def _numeric_columns(table: Table) -> frozenset[int]:
    return frozenset(
        place
        for place in range(len(table.columns))
        if table.rows and all(not isinstance(row.cells[place], str) for row in table.rows)
    )


def _kind_of(part: Part) -> str:
    return type(part).__name__


def _printed(value: object) -> object:
    """Return what the template prints, without control characters; markup is made by us, and stays."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_printed, trim_blocks=True)
    environment.globals |= {
        "drawn": _drawn,
        "fullest_cell": _fullest_cell,
        "heat": _heat,
        "kind_of": _kind_of,
        "long": _LONG,
        "numeric_columns": _numeric_columns,
        "short": _SHORT,
        "shown": shown,
        "table_of": table_of,
        "widest": _WIDEST,
        "words": wording,
    }
    return environment.from_string(_read("page.html.jinja"))


def _read(name: str) -> str:
    return (files("mandategraph") / "presentation" / "forms" / name).read_text(encoding="utf-8")
