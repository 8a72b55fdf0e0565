"""A directing clause as a value: who is directed, in which modality, by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Holder(NamedTuple):
    """A holder's key and the words that name it."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A directing clause: `start` and `end` bound its words in the text, `cue_start` and `cue_end` its verb.

    No holders means that nobody holds the directive. `opens` tells that a subject and a verb stand at the very
    beginning of the sentence, so that it is a sentence of its own and no item of a chapeau.
    """

    modality: str
    holders: tuple[Holder, ...]
    start: int
    end: int
    cue_start: int
    cue_end: int
    rule: str
    opens: bool = False


@dataclass(slots=True)
class Context:
    """What a sentence takes from those before it, and from the instrument.

    `holders` is what a pronoun as subject refers to, `addressed` what it refers to as object ("requests them to …").
    `organ` is the adopting organ, which holds its own decisions; `organ_speaks` tells that an organ has directed in the
    paragraph, so that "it" can go on. `we_speak` tells that the text began with "We, …";
    `we_opened`, that it left its verb to this paragraph ("Proclaim our will …").
    """

    holders: tuple[Holder, ...] = ()
    addressed: tuple[Holder, ...] = ()
    organ: tuple[Holder, ...] = ()
    organ_speaks: bool = False
    we_opened: bool = False
    we_speak: bool = False
