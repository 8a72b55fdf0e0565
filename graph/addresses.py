"""How people write the place of a provision ("56/261 4(e)", "para. 16 of the Vienna Declaration"), and how we do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mandategraph.errors import UsageError
from mandategraph.graph.sparql import rows, value
from mandategraph.queries.table import lengthen
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_PARAGRAPH = r"(?:(?:operative\s+|op\.?\s+)?(?:para(?:graph)?s?\b\.?|¶|§)\s*)"
_LEAF = rf"""(?:
    # 26, para. 26 (c), 4e, 35(d)(ii)
    {_PARAGRAPH}?\d+[a-z]{{0,5}}(?:[\s.]*\([a-z]{{1,5}}\)|[\s.]+[a-z]{{1,5}}\b)*
  | (?:footnote|note|fn)\.?\s*\d+                       # fn9, footnote 9
  | (?:{_PARAGRAPH}?u|unnumbered\s+{_PARAGRAPH}?)\d+    # u1, unnumbered para. 1
  | sect(?:ion)?\b\.?\s*[ivxlc]+(?:[\s.,]+[a-z0-9]+)*   # sect. II.B
  | preamble | (?:preamble,?\s+)?recital\s+\d+
  | (?:[ivx]+|annex)/\S+                                # I/3(a), annex/22
  | [a-z]+_\S+                                          # para_4__point_e, as in an IRI
)"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_WHOLE_LEAF = re.compile(_LEAF, _FLAGS)
_LEAF_OF = re.compile(rf"(?P<leaf>{_LEAF}),?\s+(?:of|in)\s+(?:the\s+)?(?P<instrument>.+)", _FLAGS)
_GAP = re.compile(r"[\s,]+")

_IRI = re.compile(r"<.*>|https?://\S+")

_PROVISIONS = """
SELECT DISTINCT ?provision ?leaf ?order ?identifier ?instrument WHERE {
  ?provision a mg:Provision ; mg:instrument ?instrument ; mg:order ?order .
  ?instrument dcterms:identifier ?identifier .
  OPTIONAL { ?provision mg:leaf ?leaf }
}
ORDER BY ?order
"""
_NAMED = """
SELECT DISTINCT ?provision ?thing WHERE {
  { ?thing a mg:Provision . BIND(?thing AS ?provision) }
  UNION { ?thing prov:wasDerivedFrom|mg:sourceProvision ?provision }
  ?provision a mg:Provision .
}
"""


def address(identifier: str, *leaves: str) -> str:
    """Return the place of provisions as a reader cites it: "A/RES/56/261, annex, para. 4(e)", or "paras. 5 and 6"."""
    numbered = [re.fullmatch(r"(fn|u|)(\d.*)", leaf) for leaf in leaves]
    kinds = {match[1] for match in numbered if match}
    if None in numbered or len(kinds) != 1:
        return f"{identifier}, {', '.join(leaves)}"
    one, many = {"fn": ("footnote", "footnotes"), "u": ("unnumbered para.", "unnumbered paras.")}.get(
        kinds.pop(), ("para.", "paras.")
    )
    *first, last = (match[2] for match in numbered if match)
    return f"{identifier}, {many} {', '.join(first)} and {last}" if first else f"{identifier}, {one} {last}"


def provision_at(store: Graph, words: str) -> NamedNode:
    """Return the provision that an address names: an instrument and a leaf in either order, or an IRI.

    A directive's IRI stands for the provision that it was read from. Raises `UsageError` for an address that names no
    instrument or no provision of it, with what would be near.
    """
    words = " ".join(words.split())
    if _IRI.fullmatch(words):
        return _named(store, words)
    failures: list[UsageError] = []
    for instrument, leaf in _readings(words):
        try:
            return _found(store, instrument, leaf)
        except UsageError as error:
            failures.append(error)
    if failures:
        # Of several readings, the one that got as far as an instrument is what was meant.
        raise next((error for error in failures if isinstance(error, _NoSuchProvisionError)), failures[-1])
    raise UsageError(f"{words!r}: no paragraph in this address; write it like “A/RES/56/261 4(e)”")


class _NoSuchProvisionError(UsageError):
    """The instrument is known, and has no such provision."""


@dataclass(frozen=True, slots=True)
class _Provisions:
    """The provisions of one instrument, by every name that an address may give them."""

    identifier: str
    by_name: Mapping[str, NamedNode]
    leaves: tuple[str, ...]

    @classmethod
    def of(cls, store: Graph, instrument: NamedNode) -> _Provisions:
        found = list(rows(store, _PROVISIONS, {"instrument": instrument}))
        by_name: dict[str, NamedNode] = {}
        for names in (_leaf_names, _eid_names):
            for row in found:
                for name in names(value(row, "leaf"), value(row, "provision")):
                    by_name.setdefault(name, row["provision"])
        leaves = tuple(value(row, "leaf") for row in found if value(row, "leaf"))
        return cls(value(found[0], "identifier") if found else "", by_name, leaves)


def _readings(words: str) -> Iterator[tuple[str, str]]:
    """Yield each way to take an address apart into an instrument and a leaf, the shortest instrument first."""
    if match := _LEAF_OF.fullmatch(words):
        yield match["instrument"], match["leaf"]
    for gap in _GAP.finditer(words):
        if gap.start() and _WHOLE_LEAF.fullmatch(words, gap.end()):
            yield words[: gap.start()], words[gap.end() :]


def _found(store: Graph, instrument: str, leaf: str) -> NamedNode:
    named = resolve_value(store, "instrument", instrument)
    assert isinstance(named, NamedNode)
    provisions = _Provisions.of(store, named)
    if not provisions.leaves:
        raise _NoSuchProvisionError(f"{instrument}: the graph knows this instrument only by name; build its text first")
    if provision := provisions.by_name.get(_folded(leaf)):
        return provision
    raise _NoSuchProvisionError(
        f"{provisions.identifier} has no provision {leaf!r}; {_nearest(leaf, provisions.leaves)}"
    )


def _named(store: Graph, iri: str) -> NamedNode:
    thing = lengthen(iri if iri.startswith("<") else f"<{iri}>")
    assert thing is not None
    row = next(iter(rows(store, _NAMED, {"thing": thing})), None)
    if row is None:
        raise UsageError(f"{iri}: the graph has no provision with this IRI, and no record of a provision")
    provision: NamedNode = row["provision"]
    return provision


def _leaf_names(leaf: str, iri: str) -> Iterator[str]:
    if leaf:
        yield _folded(leaf)


def _eid_names(leaf: str, iri: str) -> Iterator[str]:
    eid = iri.partition("#")[2]
    yield _folded(eid)
    if eid.startswith("sec_"):
        yield "sec" + re.sub(r"sec_|_", "", eid).lower()
    if "recital_" in eid:
        yield _folded(eid.partition("__")[2])


def _folded(leaf: str) -> str:
    """Return the letters and digits that tell one leaf from another: "para. 26 (c)" and "26(c)" are 26c."""
    plain = leaf.casefold()
    if plain.startswith(("para_", "preamble_", "fn_", "sec_")):
        return plain
    plain = re.sub(r"footnote|note", "fn", plain)
    plain = re.sub(r"unnumbered", "u", plain)
    plain = re.sub(r"section|sect\b|sect\.", "sec", plain)
    plain = re.sub(r"\b(?:operative|op|paragraphs?|paras?|preamble,?(?=\s+recital))\b", "", plain)
    return re.sub(r"[^a-z0-9/]", "", plain)


def _nearest(leaf: str, leaves: tuple[str, ...]) -> str:
    number = re.search(r"\d+", leaf)
    below = [known for known in leaves if number and re.match(rf"{number[0]}\(", known)]
    if number and below:
        return f"paragraph {number[0]} has {', '.join(below)}"
    numbers = sorted({int(known) for known in leaves if known.isdigit()})
    return f"its paragraphs run from {numbers[0]} to {numbers[-1]}" if numbers else f"it has {', '.join(leaves)}"
