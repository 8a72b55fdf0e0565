"""Where an answer goes and in which format: `-o` and `-f`, with the format guessed from the file's suffix.

Only names stand here, so that `--help` needs no heavy import; a test holds them against the writers' own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mandategraph.errors import UsageError

TABLE_FORMATS = ("table", "markdown", "csv", "json", "jsonl", "html")
QUERY_FORMATS = (*TABLE_FORMATS, "turtle")
PAGE_FORMATS = ("text", "json")
EXPORT_FORMATS = ("turtle", "trig", "nquads", "json-ld", "csv", "graphml")
EVALUATION_FORMATS = ("table", "json", "html")
AGREEMENT_FORMATS = ("table", "csv", "json")
VIOLATION_FORMATS = ("table", "turtle", "json-ld")
NETWORK_FORMATS = ("graphml", "gexf")
DOSSIER_FORMATS = ("text", "markdown", "html", "csv", "json", "docx", "pdf", "xlsx")
PICTURE_FORMATS = ("svg", "png", "mermaid")
_FOR_FILES = ("docx", "pdf", "xlsx", "png")
"""Formats that no terminal can show."""

# A suffix stands for the first of its formats that a command can write.
_SUFFIXES = {
    ".txt": ("table", "text"),
    ".md": ("markdown",),
    ".csv": ("csv",),
    ".json": ("json", "json-ld"),
    ".jsonl": ("jsonl",),
    ".html": ("html",),
    ".htm": ("html",),
    ".ttl": ("turtle",),
    ".trig": ("trig",),
    ".nq": ("nquads",),
    ".jsonld": ("json-ld",),
    ".graphml": ("graphml",),
    ".gexf": ("gexf",),
    ".docx": ("docx",),
    ".pdf": ("pdf",),
    ".xlsx": ("xlsx",),
    ".svg": ("svg",),
    ".png": ("png",),
    ".mmd": ("mermaid",),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The chosen format, and where the answer goes: a file's path, or "-" for standard output."""

    format: str
    destination: str = "-"

    def write(self, answer: str | bytes) -> None:
        """Write the answer at one stroke. Raises `InputError` where the file cannot be written."""
        from mandategraph.graph.output import write_result

        write_result(answer.encode() if isinstance(answer, str) else answer, self.destination)

    def write_pieces(self, pieces: Iterable[str]) -> None:
        """Write pieces as they come to standard output, or at one stroke to a file; raises as `write` does."""
        for piece in pieces if self.destination == "-" else ("".join(pieces),):
            self.write(piece)


def chosen(
    wanted: str | None, destination: str, formats: Sequence[str], usual: str | None, force: bool = False
) -> Answer:
    """Return the answer to write: in the format that is wanted, or that the file's suffix tells, or that is usual.

    Raises `UsageError` where a suffix stands for a format that the command cannot write, where nothing tells the
    format, where the file exists and is not to be replaced by `force`, and where a terminal would get what it cannot
    show.
    """
    if not force and Path(destination).is_file():
        raise UsageError(f"{destination} exists already; name another file, or replace it with --force")
    suffix = Path(destination).suffix.lower()
    told = _SUFFIXES.get(suffix, ())
    guessed = next((name for name in told if name in formats), None)
    if wanted is None and told and guessed is None:
        raise UsageError(
            f"{destination}: this command writes no {told[0]}; say what the file shall hold with --format "
            f"({', '.join(formats)})"
        )
    found = wanted or guessed or usual
    if found is None:
        raise UsageError(f"say which format to write with --format ({', '.join(formats)}), or with the file's suffix")
    if found in _FOR_FILES and destination == "-" and sys.stdout.isatty():
        raise UsageError(f"{found} is nothing for a terminal; name a file with -o")
    return Answer(found, destination)
