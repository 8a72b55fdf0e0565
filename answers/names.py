"""What things are called: bodies, concepts and instruments by the names that people know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandategraph.answers.words import listing
from mandategraph.graph.sparql import listed, local_name, rows, text_of, value
from mandategraph.loaders.reading.attributes import GENERAL_THEME
from mandategraph.queries.values import resolve_value

if TYPE_CHECKING:
    from mandategraph.graph.asking import Graph

_NAMES = """
SELECT DISTINCT ?thing ?key ?label ?strength
WHERE {
  VALUES ?thing { %s }
  OPTIONAL { ?thing skos:prefLabel ?preferred }
  OPTIONAL { ?thing dcterms:title ?title }
  OPTIONAL { ?thing skos:notation ?notation }
  OPTIONAL { ?thing dcterms:identifier ?identifier }
  OPTIONAL { ?thing mg:strength ?strength }
  BIND(COALESCE(?notation, ?identifier, "") AS ?key)
  BIND(COALESCE(?preferred, ?title, ?identifier, "") AS ?label)
}
"""
_HEAD = re.compile(r"[^,(]*?(?= (?:of|on|for|to|in|at|against|with|from)\b|[,(]|$)")


@dataclass(frozen=True, slots=True)
class Name:
    """A body, a concept or an instrument: its IRI, its key ("CICP", "A/RES/55/25") and its name for people.

    `strength` orders modalities, the strongest highest; it is 0 for everything else.
    """

    iri: str
    key: str
    label: str
    strength: int = 0


def names(store: Graph, things: Iterable[str]) -> dict[str, Name]:
    """Return key and name of each thing (by IRI); what nothing describes is called by the last part of its IRI."""
    found: dict[str, Name] = {}
    wanted = sorted(set(things))
    for row in rows(store, _NAMES % listed(wanted)) if wanted else ():
        iri = value(row, "thing")
        key, label = value(row, "key") or local_name(iri), value(row, "label") or local_name(iri)
        found[iri] = Name(iri, key, label, int(value(row, "strength") or 0))
    return found


def named(store: Graph, kind: str, words: str) -> Name:
    """Return the thing of a kind ("body", "theme", "instrument") that a person calls `words`.

    Raises `UsageError`, with near names, for one that the graph does not have.
    """
    iri = text_of(resolve_value(store, kind, words))
    return names(store, (iri,))[iri]


def alphabet(name: Name) -> tuple[str, str]:
    """Return the key that puts names in the order of the alphabet."""
    return (name.label.casefold(), name.iri)


def is_general(theme: Name) -> bool:
    """Tell whether a theme is the one that stands where no other was found in the words."""
    return theme.key == GENERAL_THEME


def called(name: Name) -> str:
    """Return how a thing is called in a cell: its name, with the acronym or symbol that people know in brackets."""
    # Keys in lower case, such as those of themes, are for programs.
    told = name.key and not name.key.islower() and name.key.casefold() != name.label.casefold()
    return f"{name.label} ({name.key})" if told else name.label


def definite(name: Name) -> str:
    """Return a body as a sentence calls it: "the Centre for … (CICP)"; names in the plural take no article."""
    head = _HEAD.match(name.label)
    words = head[0].split() if head else []
    many = bool(words) and (words[-1] in ("society", "Society") or re.search(r"[^s]s$", words[-1]) is not None)
    some = many and words[-1] not in ("Nations", "Affairs") and (" of the " not in name.label or words[0] == "Other")
    bare = some or name.label.startswith(("The ", "the "))
    return called(name) if bare else f"the {called(name)}"


def called_all(names: Iterable[Name]) -> str:
    """Return bodies as a sentence lists them: "the Office for … (ODCCP) and the Centre for … (CICP)"."""
    return listing([definite(name) for name in names])
