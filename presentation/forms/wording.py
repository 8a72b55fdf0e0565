"""What all forms say in the same words: fixed headings, days, numbers, where words stand, and the numbers of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mandategraph.answers.dates import written
from mandategraph.answers.dossier import Diagram, Dossier, Edge, Evidence, Value, parts_of, table_of
from mandategraph.graph.addresses import address

ASKED = "What was asked"
SUMMARY = "In short"
CONTENTS = "Contents"
NOT_COVERED = "What this does not cover"
NOTES = "Where the words stand"
INSTRUMENTS = "Instruments quoted"
TWIN = "The same as a table"
WHERE = "where it stands"
QUOTED = "in which words"

_LINE_ENDS = re.compile(r"\r\n?|\x85")
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return a text without characters that steer a terminal or that a document may not hold: U+FFFD stands for each.

    Line ends become line feeds.
    """
    return _UNPRINTABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text on one line, its blanks made single, and printable."""
    return " ".join(printable(text).split())


def shown(value: Value) -> str:
    """Return what stands in a cell for people: a fraction with two digits, so that rows can be compared at a glance."""
    return f"{value:.2f}" if isinstance(value, float) else one_line(str(value))


def asked_of(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return what was asked, of which graph, as at which day and when, as names and values."""
    asked = dossier.asked
    told = [*asked.values, ("graph", asked.graph), ("as at", written(asked.as_at)), ("asked on", written(asked.made))]
    if dossier.severity is not None:
        told.append(("most severe finding", dossier.severity.name.lower()))
    return tuple((name, value) for name, value in told if value)


def source(evidence: Evidence) -> str:
    """Return the instrument that words stand in: its title and its date, as far as they are known."""
    return ", ".join(words for words in (evidence.title, written(evidence.date)) if words)


def places(evidence: Iterable[Evidence]) -> str:
    """Return where words stand, told shortly: "A/RES/56/261, annex, paras. 4(e) and 7(a); A/RES/55/59, para. 16"."""
    leaves: dict[str, dict[str, None]] = {}
    for found in evidence:
        leaves.setdefault(found.instrument, {}).setdefault(found.leaf)
    return "; ".join(
        address(instrument, *told) if (told := [leaf for leaf in within if leaf]) else instrument
        for instrument, within in leaves.items()
    )


def relation(diagram: Diagram, edge: Edge) -> str:
    """Return a line of a diagram as a line of text: "A — partner of → B (3)"."""
    labels = {node.key: node.label for node in diagram.nodes}
    said = f" {edge.label} " if edge.label else ""
    arrow = f"—{said}→" if diagram.directed else f"—{said}—" if said else "—"
    weight = f" ({edge.weight})" if edge.weight != 1 else ""
    return f"{labels[edge.source]} {arrow} {labels[edge.target]}{weight}"


def evidence_of(dossier: Dossier) -> Iterator[Evidence]:
    """Yield all evidence of an answer, in the order of its parts."""
    for _, part in parts_of(dossier):
        for row in table_of(part).rows:
            yield from row.evidence


@dataclass(slots=True)
class Notes:
    """Numbers for evidence, from 1, in the order of its first use; the same evidence keeps its number."""

    numbers: dict[Evidence, int] = field(default_factory=dict)

    def number(self, evidence: Evidence) -> int:
        """Return the number of the note on this evidence."""
        return self.numbers.setdefault(evidence, len(self.numbers) + 1)
