"""Automatic numbers of Word paragraphs: counting the levels of w:numbering as Word does, and printing them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mandategraph.loaders.formats.marks import letter, numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%(\d)")


class _Level(NamedTuple):
    """How one level of a list counts and prints: "(%2)" with lower-case letters from 1."""

    start: int
    form: str
    text: str


class _List(NamedTuple):
    """A list: which counters it shares, its levels, and the levels that it starts at a number of its own."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each was counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """Return the lists of a w:numbering element, or none for `None`."""
        if root is None:
            return cls()
        abstract = {each.get(f"{W}abstractNumId"): each for each in root.findall(f"{W}abstractNum")}
        styled = {value(each, "styleLink"): each for each in abstract.values() if value(each, "styleLink")}
        lists = {}
        for each in root.findall(f"{W}num"):
            key = value(each, "abstractNumId")
            base = abstract.get(key)
            if base is not None and value(base, "numStyleLink") in styled:
                base = styled[value(base, "numStyleLink")]
            levels = {} if base is None else {index(level): _level(level) for level in base.findall(f"{W}lvl")}
            starts = {}
            for override in each.findall(f"{W}lvlOverride"):
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[index(override)] = _level(own)
                if value(override, "startOverride"):
                    starts[index(override)] = int(value(override, "startOverride"))
            lists[each.get(f"{W}numId", "")] = _List(key, levels, starts)
        return cls(lists)

    def mark(self, list_id: str, depth: int) -> str:
        """Count one paragraph of a list and return the mark that Word prints before it; empty where it prints none."""
        each = self.lists.get(list_id)
        if each is None or depth not in each.levels:
            return ""
        counters = self.counted.setdefault(each.counters, {})
        if list_id not in self.seen:
            self.seen.add(list_id)
            for level, start in each.starts.items():
                counters[level] = start - 1
        counters[depth] = counters.get(depth, each.levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        if each.levels[depth].form == "bullet":
            return "•"
        return _PLACEHOLDER.sub(lambda match: self._printed(each, counters, int(match[1]) - 1), each.levels[depth].text)

    @staticmethod
    def _printed(each: _List, counters: dict[int, int], depth: int) -> str:
        level = each.levels.get(depth)
        return _formed(counters.get(depth, level.start), level.form) if level else ""


def value(element: Any, name: str) -> str:
    """Return the w:val of an element's child, or an empty string."""
    child = element.find(f"{W}{name}") if element is not None else None
    return "" if child is None else child.get(f"{W}val", "")


def index(element: Any) -> int:
    """Return the level that a w:lvl or w:lvlOverride is about."""
    return int(element.get(f"{W}ilvl", "0"))


def _level(element: Any) -> _Level:
    start = value(element, "start")
    return _Level(
        int(start) if start.isdigit() else 1, value(element, "numFmt") or "decimal", value(element, "lvlText")
    )


def _formed(number: int, form: str) -> str:
    """Return a number in one of Word's number formats, in Arabic digits where the format is a rare one."""
    if form in ("lowerLetter", "upperLetter"):
        shown = letter(number)
    elif form in ("lowerRoman", "upperRoman"):
        shown = numeral(number).lower()
    else:
        return "" if form == "none" else f"{number:02}" if form == "decimalZero" else str(number)
    return shown.upper() if form.startswith("upper") else shown
