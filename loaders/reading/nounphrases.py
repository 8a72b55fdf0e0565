"""Whom a noun phrase names: subjects before a verb, addressees after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mandategraph.loaders.reading.actors import Mention
from mandategraph.loaders.reading.clause import Context, Holder
from mandategraph.loaders.reading.grammar import (
    ACRONYM,
    ADDRESSED,
    BODY_NOUN,
    DEED_BY,
    DEED_OF,
    HEAD_OF_NAME,
    INFINITIVE,
    LIST_JOINT,
    MEMBERS_NAMED,
    NESTED,
    NEXT_SUBJECT,
    OBJECT_PRONOUN,
    PARENTHESIS,
    PART_OF,
    PRONOUN,
    RELATIVE_LIST,
    SUBJECT_NAME,
    SUBORDINATE,
    TASKS_OF,
    THAT_CLAUSE,
    TWO_BODIES,
    UNKNOWN_BODY,
    UNKNOWN_NAME,
    UNKNOWN_OFFICER,
    UNKNOWN_PLURAL,
)
from mandategraph.loaders.reading.roles import Role, RoleReader, unknown_key


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """The noun phrases of one sentence, `text[start:end]`, and the actors that they name."""

    text: str
    start: int
    end: int
    mentions: Sequence[Mention]
    roles: RoleReader
    context: Context

    def addressees(self, position: int, addressed: bool = False) -> tuple[Holder, ...]:
        """Return those whom a verb that ends at `position` speaks to: "urges [all States and the institutes] to …".

        `addressed` tells that a verb before it in the sentence speaks to somebody, whom a pronoun then means.
        """
        if OBJECT_PRONOUN.match(self.text, position, self.end):
            # "Welcomes the reforms of the Secretary-General and invites him to report …"
            named = self._named_last(position)
            return self.context.addressed if addressed or not named else named
        to = ADDRESSED.match(self.text, position, self.end)
        if to:  # "recommends to the General Assembly the adoption of …"
            return self.heads(to.end())
        found = self.heads(position)
        parenthesis = PARENTHESIS.match(self.text, position, self.end)
        if not found and parenthesis:
            found = self.heads(parenthesis.end())
        within = next(
            filter(None, (each.match(self.text, position, self.end) for each in (DEED_OF, DEED_BY, PART_OF))), None
        )
        if not found and within:
            found = self.heads(within.end())
        return found or self._unknown(position)

    def _named_last(self, position: int) -> tuple[Holder, ...]:
        """Return the actor, or the list of actors, that the sentence names last before `position`."""
        found: list[Mention] = []
        for mention in reversed(self.mentions):
            if mention.start < self.start or mention.end > position:
                continue
            if found and not LIST_JOINT.fullmatch(self.text, mention.end, found[0].start):
                break
            found.insert(0, mention)
        return unique(map(self.holder, found))

    def heads(self, position: int) -> tuple[Holder, ...]:
        """Return the actors that the noun phrase at `position` consists of; none where it begins with other words."""
        acts = INFINITIVE.search(self.text, position, self.end)
        return self._members(position, self.end, acts.start() if acts else position)

    def _members(self, start: int, end: int, list_end: int) -> tuple[Holder, ...]:
        """Return the actors of the list at `start`: those of the authority files, and up to `list_end` others too."""
        others = self.roles.unlisted(self.text, start, list_end, self.mentions)
        begin = start
        if others and not self.text[start : others[0].start].strip():
            # "invites interested institutions, Member States and …": the known names follow.
            follows = (m.start for m in self.mentions if LIST_JOINT.fullmatch(self.text, others[0].end, m.start))
            begin = next(follows, end)
        parts = self.roles.parts(self.text, begin, end, self.mentions)
        if begin == start and (not parts or self.text[start : parts[0].mention.start].strip()):
            return ()
        found = [*others, *(part.mention for part in parts if part.role is Role.HEAD)]
        return unique(map(self.holder, sorted(found, key=lambda mention: mention.start)))

    def agents(self, position: int) -> tuple[Holder, ...]:
        """Return the agents of a passive whose verb ends at `position`."""
        parts = self.roles.parts(self.text, position, self.end, self.mentions)
        return unique(self.holder(part.mention) for part in parts if part.role is Role.AGENT)

    def subject_start(self, floor: int, verb: int) -> int | None:
        """Return where the subject of a verb starts, or nothing where the verb stands in a nested clause.

        `floor` is the end of the verb before it in the sentence, or less than 0 where there is none.
        """
        begin = floor if floor >= 0 else self.start
        that = THAT_CLAUSE.match(self.text[begin:verb])
        if that and floor < 0 and not self._actor_begins(begin):
            return self._past_opening(begin + that.end(), verb)
        if floor < 0:
            return self._past_opening(begin, verb)
        segment = self.text[begin:verb]
        for boundary in reversed(list(NEXT_SUBJECT.finditer(segment))):
            rest = segment[boundary.end() :]
            begins = self._actor_begins(begin + boundary.end())
            if rest.strip() and not NESTED.search(rest) and (begins or PRONOUN.match(rest)):
                return begin + boundary.end()
        return None

    def unknown_subject(self, start: int, end: int) -> tuple[Holder, ...]:
        """Return the body that the subject names where no authority file has it: "The Office for Lunar Affairs"."""
        match = SUBJECT_NAME.match(self.text[start:end])
        if match is None or not BODY_NOUN.search(match["name"]):
            return ()
        if any(start <= mention.name_start < end for mention in self.mentions):
            return ()
        return self._unknown_bodies(match, start)

    def named_in(self, start: int, end: int) -> tuple[Holder, ...]:
        """Return the actors that the subject `text[start:end]` names, or that a pronoun there refers to."""
        if PRONOUN.match(self.text[start:end]) and self.context.holders:
            return self.context.holders
        return self._members(start, end, end)

    def mentions_from_start(self) -> list[Mention]:
        """Return the actors that the sentence names."""
        return [mention for mention in self.mentions if mention.start >= self.start]

    def possessor(self, start: int, end: int) -> tuple[Holder, ...]:
        """Read "the goals of the programme shall be to …": the programme holds it."""
        owned = [m for m in self.mentions if start <= m.start and m.end <= end]
        if owned and TASKS_OF.search(self.text[start : owned[0].start]):
            return (Holder(owned[0].key, self.text[owned[0].start : owned[0].end]),)
        return ()

    def holder(self, mention: Mention) -> Holder:
        """Return an actor with its words."""
        return Holder(mention.key, self.text[mention.start : mention.end])

    def _past_opening(self, start: int, verb: int) -> int | None:
        """Skip what leads up to the subject: "In order to …, States should …"."""
        if self._actor_begins(start) or PRONOUN.match(self.text[start:verb]):
            return start
        commas = [m.end() for m in re.finditer(r",\s+", self.text[start:verb])]
        for comma in commas:
            if RELATIVE_LIST.search(self.text[start : start + comma]):
                continue
            if self._actor_begins(start + comma) or PRONOUN.match(self.text[start + comma : verb]):
                return start + comma
        return None if SUBORDINATE.match(self.text[start:verb]) and not commas else start

    def _actor_begins(self, position: int) -> bool:
        return any(m.start <= position <= m.name_start for m in self.mentions)

    def _unknown_bodies(self, match: re.Match[str], offset: int = 0) -> tuple[Holder, ...]:
        """Return the body that an unknown name stands for, or the two that "and" joins in it."""
        name, begin = match["name"], match.start("name") + offset
        for joint in reversed(list(TWO_BODIES.finditer(name))):
            if any(m.name_start < begin + joint.start() < m.end for m in self.mentions):
                continue
            first = self._body(begin, begin + joint.start())
            second = self._body(begin + joint.end(), begin + len(name))
            if first and second:
                return unique((first, second))
        return (Holder(unknown_key(name), name),)

    def _body(self, start: int, end: int) -> Holder | None:
        """Return the body that `text[start:end]` names: a known one, or one by its noun or acronym."""
        name = self.text[start:end]
        known = next((m for m in self.mentions if m.name_start == start and m.end == end), None)
        if known:
            return self.holder(known)
        is_body = BODY_NOUN.search(HEAD_OF_NAME.sub("", name)) or ACRONYM.fullmatch(name)
        return Holder(unknown_key(name), name) if is_body else None

    def _unknown(self, position: int) -> tuple[Holder, ...]:
        officer = UNKNOWN_OFFICER.match(self.text, position, self.end)
        if officer:
            return (Holder(unknown_key(officer["name"]), officer["name"]),)
        body = UNKNOWN_NAME.match(self.text, position, self.end) or UNKNOWN_BODY.match(self.text, position, self.end)
        match = body or UNKNOWN_PLURAL.match(self.text, position, self.end)
        if match is None or not (body or self.roles.is_group(match["name"])):
            return ()
        if any(m.start <= match.start("name") < m.end for m in self.mentions):
            return ()
        members = MEMBERS_NAMED.match(self.text, match.end(), self.end)
        return (*self._unknown_bodies(match), *(self.heads(members.end()) if members else ()))


def unique(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Return the holders, each key once, in their order."""
    found: dict[str, Holder] = {}
    for holder in holders:
        found.setdefault(holder.key, holder)
    return tuple(found.values())
