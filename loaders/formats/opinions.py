"""What the registry of UN mandates made of a document: a second opinion, kept apart from what is read here.

The registry's JSON tells, beside the printed words, how a large language model read them: what kind of paragraph it is,
its verb, the documents that it cites and, in some documents, who is to do what. None of that ever becomes a record of
this project. It is read for one purpose, to be compared with them, and always carries the file that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mandategraph.errors import InputError
from mandategraph.loaders.document import Source
from mandategraph.loaders.formats.registry import paragraphs, printed, source_of

REGISTRY = "the registry of UN mandates, by a large language model"
"""Who read the paragraphs."""


class ParagraphKind(StrEnum):
    """What the registry takes a paragraph for; headings, front matter and the like are neither."""

    OPERATIVE = "operative"
    PREAMBULAR = "preambular"
    NEITHER = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a paragraph that the registry links to a document, such as "70/286", and the document's address."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that the registry names: the paragraph's words, the registry's own name, and its kind.

    The words are empty where the registry concludes what no words say, as that "we" is the General Assembly.
    """

    words: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class VerbOpinion:
    """A verb as it stands in the text, its plain form ("call upon") and its kind; empty where the registry has none.

    Kinds of the verbs of mandates are directive, deciding, reinforcing, observing and evaluative; those of paragraphs
    are operative and preambular.
    """

    words: str = ""
    plain: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MandateOpinion:
    """One verb of a paragraph with those whom it charges, what they are to deliver, and who else is mentioned."""

    verb: VerbOpinion
    assignees: tuple[Named, ...]
    deliverables: tuple[Named, ...]
    mentioned: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ParagraphOpinion:
    """What the registry made of one paragraph.

    `place` counts the paragraphs of the file from 1, `number` is as printed, `part` one of frontmatter, title,
    heading, paragraph, footer and backmatter, `level` and `heading_level` tell how deep it stands where the registry
    knows, `language` is given where it was detected. `mandates` is `None` where the registry read none, which is not
    the same as having found none.
    """

    place: int
    number: str
    text: str
    part: str
    kind: ParagraphKind
    level: int | None
    heading_level: int | None
    language: str
    verb: VerbOpinion
    links: tuple[Link, ...]
    mandates: tuple[MandateOpinion, ...] | None


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What somebody else made of a document: the file that tells it, who read it, and paragraph by paragraph."""

    source: Source
    paragraphs: tuple[ParagraphOpinion, ...]
    reader: str = REGISTRY

    @property
    def has_mandates(self) -> bool:
        """Whether the reader found mandates in the document."""
        return any(paragraph.mandates for paragraph in self.paragraphs)


def second_opinion(data: bytes, path: Path) -> SecondOpinion:
    """Return the registry's own reading of a document.

    Raises `InputError`, naming file, paragraph and field, where a field is not of the form that the registry exports.
    """
    found = enumerate(paragraphs(data, path), 1)
    return SecondOpinion(source_of(data, path), tuple(_paragraph(paragraph, place, path) for place, paragraph in found))


def _paragraph(paragraph: object, place: int, path: Path) -> ParagraphOpinion:
    printed(paragraph, place, path)
    assert isinstance(paragraph, Mapping)  # Whatever else it were would have no words.
    fields = _Fields(paragraph, f"{path}: paragraph {place}")
    return ParagraphOpinion(
        place=place,
        number=fields.words("prefix"),
        text=fields.words("text"),
        part=fields.words("type"),
        kind=fields.kind("paragraph_type"),
        level=fields.number("paragraph_level"),
        heading_level=fields.number("heading_level"),
        language=fields.words("language"),
        verb=_verb(fields),
        links=tuple(fields.links("links")),
        mandates=tuple(map(_mandate, fields.each("mandates"))) if fields.has("mandates") else None,
    )


def _mandate(fields: _Fields) -> MandateOpinion:
    return MandateOpinion(
        verb=_verb(fields),
        assignees=tuple(_named(fields, "assignees", "assignee")),
        deliverables=tuple(_named(fields, "deliverables", "deliverable")),
        mentioned=tuple(_named(fields, "mentioned_entities", "mentioned_entity")),
    )


def _verb(fields: _Fields) -> VerbOpinion:
    return VerbOpinion(*map(fields.words, ("action_verb", "action_verb_normalized", "action_verb_type")))


def _named(fields: _Fields, several: str, one: str) -> Iterator[Named]:
    for each in fields.each(several):
        yield Named(*map(each.words, (one, f"{one}_normalized", f"{one}_type")))


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of an object in the file, the paragraph that it stands in, and the path to it from there.

    A field that is absent or null is empty, as the registry's older exports have fewer fields.
    """

    values: Mapping[str, object]
    paragraph: str
    above: str = ""

    def words(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str | None):
            raise self._damaged(name, "text or null")
        return value or ""

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        if not isinstance(value, int | None) or isinstance(value, bool):
            raise self._damaged(name, "a whole number or null")
        return value

    def kind(self, name: str) -> ParagraphKind:
        value = self.words(name)
        if value not in list(ParagraphKind):
            raise self._damaged(name, "operative, preambular or null")
        return ParagraphKind(value)

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None

    def each(self, name: str) -> Iterator[_Fields]:
        for item, value in self._items(name):
            if not isinstance(value, Mapping):
                raise self._damaged(item, "an object with fields")
            yield _Fields(value, self.paragraph, f"{self.above}{item}.")

    def links(self, name: str) -> Iterator[Link]:
        for item, value in self._items(name):
            if not isinstance(value, list) or len(value) != 2 or not all(isinstance(each, str) for each in value):
                raise self._damaged(item, "a label and an address")
            yield Link(*value)

    def _items(self, name: str) -> Iterator[tuple[str, object]]:
        value = self.values.get(name)
        if not isinstance(value, list | None):
            raise self._damaged(name, "a list or null")
        return ((f"{name}[{place}]", item) for place, item in enumerate(value or (), 1))

    def _damaged(self, name: str, wanted: str) -> InputError:
        return InputError(
            f"{self.paragraph}: “{self.above}{name}” must be {wanted}; export the document from the registry again"
        )
