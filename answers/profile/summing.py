"""The profile of a body in a few sentences, which can be read aloud."""

from __future__ import annotations

from collections import Counter

from mandategraph.answers.names import called_all, definite, is_general
from mandategraph.answers.profile.holding import Holding
from mandategraph.answers.tables import by_name
from mandategraph.answers.words import in_words, listing, lowered, noun, number, sentence

_TOP = 3
"""How many themes the summary names."""


def summary(known: Holding) -> tuple[str, ...]:
    """Return two to four sentences that can be read aloud."""
    told = [_holds(known)]
    if known.held:
        told += [_strengths(known), _owes(known)]
    if known.body.today != (known.body.name,) or known.inherited:
        told.append(holders(known))
    if not known.held and (known.onward or known.partnered):
        told.append(
            f"Others are to turn to it in {number(len(known.onward), 'directive')}, "
            f"and to work with it in {in_words(len(known.partnered))}."
        )
    return tuple(told)


def _holds(known: Holding) -> str:
    if not known.held:
        return f"This graph has no directive that {definite(known.body.name)} is to carry out."
    instruments = {directive.instrument.key for directive in known.held}
    years = sorted({date[:4] for directive in known.held if (date := directive.evidence.date)})
    when = f" of {years[0]}{f' to {years[-1]}' if len(years) > 1 else ''}" if years else ""
    themes = [(theme, found) for theme, found in by_name(known.held, "themes").items() if not is_general(theme)]
    about = f" on {number(len(themes), 'theme')}" if themes else ""
    if len(themes) > _TOP:
        most = [f"{lowered(theme.label)} ({len(found):,})" for theme, found in themes[:_TOP]]
        about += f", most of all {listing(most)}"
    return (
        f"{sentence(number(len(instruments), 'instrument'))}{when} {'gives' if len(instruments) == 1 else 'give'} "
        f"{definite(known.body.name)} {known.count(known.held)}{about}."
    )


def _strengths(known: Holding) -> str:
    counts = Counter(directive.modality for directive in known.held)
    ordered = sorted(counts, key=lambda modality: -modality.strength)
    if len(ordered) == 1:
        one = ordered[0].label.lower()
        return f"All of them are {one}s." if len(known.held) > 1 else f"It is {_a(one)}."
    told = [f"{counts[modality]:,} {modality.label.lower()}{'s' * (counts[modality] > 1)}" for modality in ordered]
    return f"By the strength of their verbs, they are {listing(told)}."


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _owes(known: Holding) -> str:
    open_, passed = known.deadlines()
    asked_for = [f"{duty.name} ({len(found):,})" for duty, found in known.owed.items() if found]
    about = f"They ask for {listing(asked_for)}" if asked_for else "They ask for no database, report or meeting"
    if not open_ and not passed:
        return f"{about}, and set no deadline."
    dates = number(len(open_) + len(passed), "deadline")
    return f"{about}, and set {dates}: {len(passed):,} passed, {len(open_):,} open {known.day.now}."


def holders(known: Holding) -> str:
    """Return the sentence that says whose mandates the body holds on the day, or who holds its own."""
    one, now = known.body, known.day.now
    if known.inherited:
        given_to = list(dict.fromkeys(name for directive in known.inherited if (name := directive.holder)))
        told, whose = number(len(known.inherited), noun(known.inherited)), called_all(given_to)
        also = "also " if known.held else ""
        return f"{sentence(now)} it {also}holds {told} that were given to {whose}."
    if not one.today:
        return f"It is no more, and this graph knows no body that holds its mandates {now}."
    return f"{sentence(now)} its mandates are held by {called_all(one.today)}."
