"""What reading finds in a document: plain values, named by the keys of the authority files.

Bodies, concepts and instruments appear by key ("CICP", "on-request", "A/RES/55/25"); `loaders.triples` turns keys
into IRIs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from mandategraph.loaders.document import Document

UNASSIGNED = "UNASSIGNED"
"""The holder of a directive that nobody holds."""


class Quote(NamedTuple):
    """Words of a provision: `text == provision.text[start:end]`, the provision named by its eId."""

    eid: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Directive:
    """One holder, one source provision, one modality, one action.

    `quote` is the action's words in the source provision; `holder_words`, `cue_words` and `condition_words` are the
    words that the reading rests on, which may stand in a chapeau above. `chapeau` is that provision's eId, or
    empty. `cites` are the keys of the cited instruments, `instruments` their paths (see `Citation`). `rule` names
    the reading rule.
    """

    leaf: str
    holder: str
    modality: str
    quote: Quote
    rule: str
    partners: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()
    chapeau: str = ""
    holder_words: str = ""
    cue_words: str = ""
    condition_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyChange:
    """A change to a body that a provision makes or calls for (`effected` tells which).

    `kind` is one of established, dissolved, renamed, upgraded, merged, made-part-of. `original` is the body as it
    was, `resulting` what it becomes or belongs to; either may be empty. A body without an authority record stands
    here by its name in quotation marks.
    """

    kind: str
    leaf: str
    original: str
    resulting: str
    quote: Quote
    effected: bool


@dataclass(frozen=True, slots=True)
class Implementation:
    """A section (by eId) that implements paragraphs (by leaf) of another instrument (by path)."""

    section: str
    instrument: str
    leaves: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument that a provision names.

    `key` is the instrument's key ("A/RES/55/25", "un-charter"), `instrument` its IRI path below the namespace of
    resources ("A-RES-55-25/annex-I"), `how` says how it was resolved: symbol, name, short-name, footnote, ibid, or
    unresolved where the authority files do not have it.
    """

    key: str
    instrument: str
    quote: Quote
    how: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All records of one document. `unrecognized` maps the key of a body unknown to the authorities to its words."""

    document: Document
    directives: tuple[Directive, ...] = ()
    changes: tuple[BodyChange, ...] = ()
    implementations: tuple[Implementation, ...] = ()
    citations: tuple[Citation, ...] = ()
    unrecognized: dict[str, str] = field(default_factory=dict)
