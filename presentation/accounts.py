"""How a directive was read, told in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mandategraph.graph.accounts import Account, Cited, Rule, Words
from mandategraph.graph.provisions import Rested


def account_lines(rested: Rested, account: Account) -> Iterator[tuple[str, str]]:
    """Yield what is told of how a directive was read, name by name."""
    yield "how it was read", f"{_told_rules(account.rules)} (rule {rested.rule})"
    yield "holder", _told_words(account.holder, "not named in this sentence" if rested.holder else "nobody is named")
    yield "verb", f"{_told_words(account.verb, 'no words')}: {rested.modality.lower()}"
    for label, words in account.conditions:
        yield "condition", f"{label.lower()}: {_told_words(words)}"
    if account.chapeau:
        yield "chapeau", f"{account.chapeau.leaf}: “{account.chapeau.text}”"
    for cited in account.cited:
        yield "cited", _told_citation(cited)


def _told_rules(rules: Sequence[Rule]) -> str:
    """Tell the rule of the clause; where a chapeau passes it down, first that, and then what stands in it."""
    first, *inner = map(_told_rule, rules)
    return " ".join([first, *(f"In it, {told[0].lower()}{told[1:]}" for told in inner)])


def _told_rule(rule: Rule) -> str:
    return rule.explanation or f"The graph has no words for the rule {rule.key}; build it again to have them."


def _told_words(words: Words | None, otherwise: str = "") -> str:
    if words is None:
        return otherwise
    return f"“{words.text}”{f', in {words.leaf}' if words.leaf else ''}"


def _told_citation(cited: Cited) -> str:
    name = " — ".join(filter(None, (cited.identifier, cited.title)))
    if cited.words is None or cited.rule is None:
        return f"{name}: the text does not show by which words"
    how = cited.rule.explanation or cited.rule.key
    introduced = f" (here: {_told_words(cited.introduced)})" if cited.introduced else ""
    return f"{name}: {_told_words(cited.words)}: {how}{introduced}"
