"""The verbs that direct: every form in which the cues of the modalities appear in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from mandategraph.loaders.authorities import Authorities, Concept
from mandategraph.loaders.reading.phrases import Match, PhraseFinder

STATEMENT = "statement"
"""Stands in place of a modality where a verb only states, praises or believes."""
EMPHASIS = "emphasis"
"""Stands in place of a modality where a verb insists on what somebody must or should do."""

# "Requests also the Secretary-General …": drafting of all decades puts adverbs inside the phrase.
_ADVERBS = "(also |further |again |once more |therefore |once again |accordingly |)"


class Form(Enum):
    """How a verb stands in its sentence."""

    MODAL = "modal"
    PLAIN = "plain"
    THIRD = "third person"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    FIRST = "first person"
    IMPERSONAL = "impersonal"


class Verb(NamedTuple):
    """A directing (or stating) verb: its modality, or `STATEMENT`, its form, and the cue that it is a form of."""

    modality: str
    form: Form
    cue: str


def verb_finder(authorities: Authorities) -> PhraseFinder[Verb]:
    """Return a finder of every form of every cue verb in the authority files."""
    finder: PhraseFinder[Verb] = PhraseFinder()
    for concept in (
        *authorities.modalities.values(),
        authorities.reading_cues[STATEMENT],
        authorities.reading_cues[EMPHASIS],
    ):
        for phrase, verb in _forms(concept):
            finder.add_cue(phrase, verb)
    return finder


def _forms(concept: Concept) -> Iterator[tuple[str, Verb]]:
    for cue in concept.modals:
        yield cue, Verb(concept.key, Form.MODAL, cue)
    for cue in concept.first_person:
        yield cue, Verb(concept.key, Form.FIRST, cue)
    for cue in concept.impersonal:
        yield cue, Verb(concept.key, Form.IMPERSONAL, cue)
    for cue in concept.performatives:
        first, _, rest = cue.partition(" ")
        tail = f" {_ADVERBS}{rest}" if rest else ""
        yield f"{first}{tail}", Verb(concept.key, Form.PLAIN, cue)
        yield f"{third_person(first)}{tail}", Verb(concept.key, Form.THIRD, cue)
        yield f"{participle(first)}{tail}", Verb(concept.key, Form.PARTICIPLE, cue)
        yield f"{gerund(first)}{tail}", Verb(concept.key, Form.GERUND, cue)


def third_person(verb: str) -> str:
    """Return the third person singular: "requests", "urges", "notifies", "stresses"."""
    if verb == "are":
        return "is"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh", "z")) else f"{verb}s"


def participle(verb: str) -> str:
    """Return the regular past participle: "requested", "urged", "notified"."""
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def gerund(verb: str) -> str:
    """Return the present participle: "requesting", "urging"."""
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


VerbMatch = Match[Verb]
