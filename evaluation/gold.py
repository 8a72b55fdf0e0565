"""Gold files: directives as careful people read them by the mandate guide, one JSON object a line.

    {"doc": "A/RES/46/152", "leaf": "26(c)", "holder": "CCPCJ", "modality": "obligation", "themes": ["general"],
     "actions": ["cooperate"], "actions_may": ["cooperate", "coordinate"], "cue": "shall …"}

`leaf`, `holder` and `modality` are needed; `doc` names the instrument, and is needed where a source holds several. The
lists are `partners`, `conditions`, `themes`, `cites`, `deadlines`, `actions` and `onward`. A key with `_may` lists
readings of its field that are right as well without being required. `cue` quotes words to find the place by. Other keys
are left aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mandategraph.errors import InputError
from mandategraph.evaluation.scores import FIELDS, LISTS

_NEEDED = ("leaf", "holder", "modality")
_MAY = "_may"


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """A directive as people read it.

    `values` and `allowed` hold the keys of each field (of modality, one); a field that the line does not have is not
    among them. `doc` names the instrument and is empty where the line leaves it to the source. `place` is file and
    line, for messages.
    """

    place: str
    line: int
    doc: str
    leaf: str
    holder: str
    values: Mapping[str, frozenset[str]]
    allowed: Mapping[str, frozenset[str]]
    cue: str

    @property
    def modality(self) -> str:
        """The modality's key."""
        return next(iter(self.values["modality"]))


def read_gold(path: Path) -> tuple[GoldRecord, ...]:
    """Read a gold file.

    Raises `InputError`, with file and line, where the file cannot be read, a line is no such object, or two lines tell
    of the same leaf and holder.
    """
    records = tuple(_records(path))
    if not records:
        raise InputError(f"{path}: no records; write one JSON object a line, with leaf, holder and modality")
    seen: dict[tuple[str, str, str], GoldRecord] = {}
    for record in records:
        first = seen.setdefault((record.doc, leaf_key(record.leaf), record.holder), record)
        if first is not record:
            raise InputError(
                f"{record.place}: {record.holder} at {record.leaf} is in line {first.line} already; "
                f"one leaf and one holder give one record"
            )
    return records


def leaf_key(leaf: str) -> str:
    """Return a leaf without the blanks and the full stop that people may write: "26 (c)" is 26(c)."""
    return "".join(leaf.split()).rstrip(".")


def _records(path: Path) -> Iterator[GoldRecord]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; name a gold file (JSON lines)") from error
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}: line {line}: not UTF-8; save the gold file as UTF-8 and try again") from error
    for number, text in enumerate(lines, start=1):
        if text.strip():
            yield _record(text, f"{path}: line {number}", number)


def _record(text: str, place: str, line: int) -> GoldRecord:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise InputError(f"{place}: broken JSON ({reason}); write one JSON object a line") from error
    if not isinstance(found, dict):
        raise InputError(f"{place}: not a JSON object; write one record a line, with leaf, holder and modality")
    for key in _NEEDED:
        if not isinstance(found.get(key), str) or not found[key].strip():
            raise InputError(f"{place}: a record needs “{key}”, some text, as the mandate guide writes it")
    for key in ("doc", "cue"):
        if not isinstance(found.get(key, ""), str):
            raise InputError(f"{place}: “{key}” is text; write it in quotation marks")
    values = {field: _keys(found, field, place) for field in LISTS if field in found}
    allowed = {field: _keys(found, field + _MAY, place) for field in FIELDS if field + _MAY in found}
    return GoldRecord(
        place=place,
        line=line,
        doc=found.get("doc", "").strip(),
        leaf=found["leaf"].strip(),
        holder=found["holder"].strip(),
        values={"modality": frozenset([found["modality"].strip()]), **values},
        allowed=allowed,
        cue=found.get("cue", ""),
    )


def _keys(found: Mapping[str, Any], key: str, place: str) -> frozenset[str]:
    keys = found[key]
    if not isinstance(keys, list) or not all(isinstance(each, str) for each in keys):
        raise InputError(f'{place}: “{key}” is a list of keys; write it as ["…", "…"]')
    return frozenset(each.strip() for each in keys)
