"""The authority files, as the reader needs them: names to look for and the keys that they stand for.

The files are Turtle that a librarian edits (`ontology/*.ttl`). Nothing here decides what a body is called or which
words open a request: to teach the system a new body or cue verb, one adds it there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import pyoxigraph

from mandategraph.errors import InputError
from mandategraph.vocabulary import DCTERMS, ID, MG, RDF, SKOS

_COLLECTIVE_KINDS = ("states", "other-actors")


@dataclass(frozen=True, slots=True)
class Body:
    """A body, organ, officer or collective actor.

    `iri` is its path below the namespace of resources; `themes` are those of a section that is headed by its name;
    `sources` are the paths of the instruments that found or name it.
    """

    key: str
    iri: str
    label: str
    kind: str
    of_united_nations: bool
    names: tuple[str, ...]
    short_names: tuple[str, ...]
    collective_names: tuple[str, ...]
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def collective(self) -> bool:
        """Whether it stands for many actors whom no text establishes or dissolves: States, universities, the media."""
        return self.kind in _COLLECTIVE_KINDS or bool(self.collective_names)


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """An instrument that the authority files describe. `path` is its IRI below the namespace of resources."""

    path: str
    key: str
    identifier: str
    symbol: str
    title: str
    classes: tuple[str, ...]
    names: tuple[str, ...]
    short_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A theme, condition, action type or modality with the cues that give it away.

    The cues of a modality are told apart by how they work in a sentence: `modals` after a subject in the third
    person, `performatives` as the verb of an organ or of "we", `first_person` after "we", `impersonal` anywhere.
    """

    key: str
    iri: str
    label: str
    cues: tuple[str, ...] = ()
    strength: int = 0
    modals: tuple[str, ...] = ()
    performatives: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()


Keyed = TypeVar("Keyed", Body, Concept)


@dataclass(frozen=True, slots=True, eq=False)
class Authorities:
    """All authority files. Bodies and concepts are found by key, instruments by path."""

    bodies: Mapping[str, Body]
    instruments: Mapping[str, InstrumentRecord]
    themes: Mapping[str, Concept]
    modalities: Mapping[str, Concept]
    actions: Mapping[str, Concept]
    conditions: Mapping[str, Concept]
    reading_cues: Mapping[str, Concept]

    @classmethod
    def load(cls, folder: Path | None = None) -> Authorities:
        """Read the authority files of `folder`, or the ones that the package ships.

        Raises `InputError` where a file is no Turtle, or where two things share a key.
        """
        return cls.of(triples(folder))

    @classmethod
    def of(cls, source: Iterable[pyoxigraph.Triple]) -> Authorities:
        """Return the authorities that some triples describe. Raises `InputError` where two things share a key."""
        statements = _Statements(source)
        return cls(
            bodies=_by_key("body", map(statements.body, statements.of_class("Body"))),
            instruments={
                record.path: record for record in map(statements.instrument, statements.of_class("Instrument"))
            },
            themes=_by_key("theme", map(statements.concept, statements.of_class("Theme"))),
            modalities=_by_key("modality", map(statements.concept, statements.of_class("Modality"))),
            actions=_by_key("action type", map(statements.concept, statements.of_class("ActionType"))),
            conditions=_by_key("condition", map(statements.concept, statements.of_class("Condition"))),
            reading_cues=_by_key("reading cue", map(statements.concept, statements.of_class("ReadingCue"))),
        )


def authority_files(folder: Path | None = None) -> list[Traversable]:
    """Return the vocabulary and the authority files of `folder` (or the shipped ones), without the shapes."""
    root: Traversable = folder if folder is not None else files("mandategraph") / "ontology"
    found = [entry for entry in root.iterdir() if entry.name.endswith(".ttl") and entry.name != "shapes.ttl"]
    if not found:
        raise InputError(f"{root}: no authority files (*.ttl) here; name the folder that holds bodies.ttl")
    return sorted(found, key=lambda entry: entry.name)


def triples(folder: Path | None = None) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of the authority files. Raises `InputError` where one is no Turtle."""
    for entry in authority_files(folder):
        try:
            for quad in pyoxigraph.parse(entry.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            place = f"line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else "unknown line"
            reason = error.msg if isinstance(error, SyntaxError) else str(error)
            raise InputError(f"{entry}: {place}: broken Turtle: {reason}") from error


class _Statements:
    """The triples of the authority files by subject and predicate."""

    def __init__(self, source: Iterable[pyoxigraph.Triple]) -> None:
        self._objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: dict[str, list[str]] = defaultdict(list)
        class_marker = RDF["type"].value
        for triple in source:
            if not isinstance(triple.subject, pyoxigraph.NamedNode):
                continue
            value = str(getattr(triple.object, "value", triple.object))
            self._objects[triple.subject.value, triple.predicate.value].append(value)
            if triple.predicate.value == class_marker:
                self._subjects[value].append(triple.subject.value)

    def of_class(self, name: str) -> list[str]:
        return [subject for subject in sorted(self._subjects[f"{MG}{name}"]) if subject.startswith(ID)]

    def all(self, subject: str, *properties: pyoxigraph.NamedNode) -> tuple[str, ...]:
        found = (value for term in properties for value in self._objects[subject, term.value])
        return tuple(dict.fromkeys(found))

    def one(self, subject: str, term: pyoxigraph.NamedNode) -> str:
        return next(iter(self._objects[subject, term.value]), "")

    def body(self, subject: str) -> Body:
        return Body(
            key=self.one(subject, SKOS["notation"]),
            iri=subject.removeprefix(ID),
            label=self.one(subject, SKOS["prefLabel"]),
            kind=self.one(subject, MG["bodyKind"]).rsplit("/", 1)[-1],
            of_united_nations=self.one(subject, MG["ofUnitedNations"]) == "true",
            names=self.all(subject, SKOS["prefLabel"], SKOS["altLabel"]),
            short_names=self.all(subject, MG["shortName"]),
            collective_names=self.all(subject, SKOS["hiddenLabel"]),
            themes=tuple(theme.rsplit("/", 1)[-1] for theme in self.all(subject, DCTERMS["subject"])),
            sources=tuple(source.removeprefix(ID) for source in self.all(subject, DCTERMS["source"])),
        )

    def instrument(self, subject: str) -> InstrumentRecord:
        classes = self.all(subject, RDF["type"])
        return InstrumentRecord(
            path=subject.removeprefix(ID),
            key=self.one(subject, MG["key"]),
            identifier=self.one(subject, DCTERMS["identifier"]),
            symbol=self.one(subject, MG["symbol"]),
            title=self.one(subject, DCTERMS["title"]),
            classes=tuple(name.removeprefix(MG) for name in classes if name.startswith(MG)),
            names=self.all(subject, DCTERMS["title"], SKOS["altLabel"]),
            short_names=self.all(subject, MG["shortName"]),
        )

    def concept(self, subject: str) -> Concept:
        return Concept(
            key=self.one(subject, SKOS["notation"]),
            iri=subject.removeprefix(ID),
            label=self.one(subject, SKOS["prefLabel"]),
            cues=self.all(subject, MG["cue"]),
            strength=int(self.one(subject, MG["strength"]) or 0),
            modals=self.all(subject, MG["modal"]),
            performatives=self.all(subject, MG["performative"]),
            first_person=self.all(subject, MG["firstPerson"]),
            impersonal=self.all(subject, MG["impersonal"]),
        )


def _by_key(what: str, records: Iterable[Keyed]) -> dict[str, Keyed]:
    found: dict[str, Keyed] = {}
    for record in records:
        if not record.key:
            raise InputError(f"authority files: {what} <{ID}{record.iri}> has no key: give it a skos:notation")
        if record.key in found:
            twin = found[record.key]
            raise InputError(
                f"authority files: {what} key {record.key!r} is used twice, "
                f"by <{ID}{twin.iri}> and <{ID}{record.iri}>: give one of them another key"
            )
        found[record.key] = record
    return found
