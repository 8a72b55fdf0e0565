"""From the keys of records to the IRIs of the graph.

Records name bodies, concepts and instruments by key. Here a key becomes the IRI that the authority files give it, or,
for a body or an instrument that they do not have, an IRI of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from mandategraph.errors import InputError
from mandategraph.loaders.authorities import Authorities, Concept
from mandategraph.loaders.document import Document
from mandategraph.loaders.records import UNASSIGNED, BodyChange, Citation
from mandategraph.vocabulary import ID, MG, XSD

# What the path of an IRI cannot hold as it is.
_UNSAFE_IN_IRI = re.compile(r'[\x00-\x20\x7f<>"{}|\\^`#?]')
QUOTATION_MARKS = "\"'“”‘’"
"""What stands around the name of a body that has no key."""

_LEAF = re.compile(r"(?P<head>u?\d+)(?P<items>(?:\([0-9A-Za-z]+\)){0,2})|fn(?P<footnote>\d+)")
_DATATYPE_OF_DATE = (
    (re.compile(r"\d{4}"), "gYear"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
)


# What a title says of an instrument that no authority file describes; the first that fits counts.
_CLASS_BY_TITLE = (
    (re.compile(r"\bprotocol\b", re.IGNORECASE), "Protocol"),
    (re.compile(r"\bconvention\b", re.IGNORECASE), "Convention"),
    (re.compile(r"\bmodel treaty\b", re.IGNORECASE), "ModelTreaty"),
    (re.compile(r"\bdeclaration\b", re.IGNORECASE), "Declaration"),
    (re.compile(r"\b(?:plans?|programmes?) of action\b", re.IGNORECASE), "PlanOfAction"),
    (re.compile(r"\bstatement of principles\b", re.IGNORECASE), "StatementOfPrinciples"),
    (re.compile(r"\b(?:rules|principles|guidelines|standards|norms)\b", re.IGNORECASE), "StandardsAndNorms"),
)


def is_unresolved(citation: Citation) -> bool:
    """Tell whether the authority files do not have the instrument that is cited."""
    return citation.how == "unresolved"


def is_quoted(name: str) -> bool:
    """Tell whether a body stands by its name in quotation marks and not by its key."""
    return name[:1] in QUOTATION_MARKS if name else False


def names_of(changes: Iterable[BodyChange]) -> Iterable[str]:
    """Yield the bodies that take part in changes."""
    return (name for change in changes for name in (change.original, change.resulting) if name)


def body_key(name: str) -> str:
    """Return the key of a body that stands by its key or by its name in quotation marks."""
    return re.sub(r"\W+", "-", name).strip("-").upper() if is_quoted(name) else name


def record_suffix(name: str) -> str:
    """Return how a body, or nobody, ends the IRI of a record about it: "cicp", "unassigned"."""
    return _in_iri(body_key(name).lower())


@dataclass(frozen=True, slots=True)
class Terms:
    """Turns the keys of one instrument's records into IRIs.

    `met` are the keys of bodies that the instrument names and the authority files do not have; `place` names the
    instrument in errors.
    """

    authorities: Authorities
    met: Container[str]
    place: str

    def body(self, name: str) -> NamedNode:
        """Return a body's IRI. Raises `InputError` for a key that is in no authority file and has no words either."""
        key = body_key(name)
        if key in self.authorities.bodies:
            return ID[self.authorities.bodies[key].iri]
        if key in self.met:
            return met_body_iri(key)
        raise InputError(f"{self.place}: no body has the key {key!r}; add it to bodies.ttl")

    def directive_class(self, holder: str) -> NamedNode:
        """Return the class that a directive has by its holder: who holds it decides what it is called."""
        body = self.authorities.bodies.get(holder)
        if holder == UNASSIGNED:
            return MG["UnassignedDirective"]
        if body is not None and body.kind == "states":
            return MG["StateDirective"]
        return MG["Mandate"] if body is not None and body.of_united_nations else MG["ExternalDirective"]

    def theme(self, key: str) -> NamedNode:
        """Return a theme's IRI. Raises `InputError` for an unknown key, as the next three do."""
        return self._concept("theme", self.authorities.themes, key, "themes.ttl")

    def modality(self, key: str) -> NamedNode:
        """Return a modality's IRI."""
        return self._concept("modality", self.authorities.modalities, key, "modalities.ttl")

    def action(self, key: str) -> NamedNode:
        """Return an action type's IRI."""
        return self._concept("action type", self.authorities.actions, key, "action-types.ttl")

    def condition(self, key: str) -> NamedNode:
        """Return a condition's IRI."""
        return self._concept("condition", self.authorities.conditions, key, "conditions.ttl")

    def _concept(self, what: str, known: Mapping[str, Concept], key: str, file: str) -> NamedNode:
        if key not in known:
            raise InputError(f"{self.place}: no {what} has the key {key!r}; add it to {file}")
        return ID[known[key].iri]

    def date(self, written: str) -> Literal:
        """Return a year, month or day as a typed literal. Raises `InputError` for anything else."""
        for form, datatype in _DATATYPE_OF_DATE:
            if form.fullmatch(written):
                return Literal(written, datatype=XSD[datatype])
        raise InputError(f"{self.place}: {written!r} is no date; write 2005, 2005-04 or 2005-04-18")


def identifier_of(document: Document) -> str:
    """Return the full identifier of an instrument: "A/RES/56/261, annex"."""
    return f"{document.symbol}, {document.part}" if document.part else document.symbol


def classes_of(document: Document) -> tuple[str, ...]:
    """Return the class that symbol and title give an instrument.

    An annex whose title does not tell is of the resolution that it belongs to; a statement of a President declares; any
    other document is a report.
    """
    is_resolution = "/RES/" in document.symbol
    if is_resolution and not document.part:
        return ("Resolution",)
    told = next((name for words, name in _CLASS_BY_TITLE if words.search(document.title)), "")
    by_symbol = "Resolution" if is_resolution else "Declaration" if "/PRST/" in document.symbol else "Report"
    return (told or by_symbol,)


def instrument_iri(path: str) -> NamedNode:
    """Return the IRI of an instrument, which is also the name of its graph, from its path."""
    return ID[_in_iri(path)]


def provision_iri(path: str, eid: str) -> NamedNode:
    """Return the IRI of a provision, or of a record named after it, from its instrument's path and its eId."""
    return NamedNode(f"{instrument_iri(path).value}#{eid}")


def met_body_iri(key: str) -> NamedNode:
    """Return the IRI of a body that a text names and the authority files do not have."""
    return ID[f"body/{_in_iri(key.lower())}"]


def paragraph_eid(leaf: str) -> str:
    """Return the eId of the paragraph or footnote that a leaf names: "35(d)(ii)" is "para_35__point_d__point_ii".

    Raises `InputError` for a leaf of an unknown form.
    """
    match = _LEAF.fullmatch(leaf)
    if match is None:
        raise InputError(f"{leaf!r} does not name a paragraph")
    if match["footnote"]:
        return f"fn_{match['footnote']}"
    items = re.findall(r"\w+", match["items"])
    return "__".join([f"para_{match['head']}", *(f"point_{item}" for item in items)])


def english(words: str) -> Literal:
    """Return a name or title as the authority files write them."""
    return Literal(words, language="en")


def source_iri(sha256: str) -> NamedNode:
    """Return the IRI of a source file, which its contents name."""
    return ID[f"source/{sha256}"]


def _in_iri(text: str) -> str:
    return _UNSAFE_IN_IRI.sub(lambda match: quote(match[0]), text.replace(" ", "-"))
