"""The rules that say what counts as a gap, as `rules.toml` gives them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mandategraph.answers.dossier import Severity


@dataclass(frozen=True, slots=True)
class Case:
    """Findings of a gap that are equally severe: what they have in common, and why they are as severe as that.

    `instruments` are the classes of the instruments that it is about, by local name; none where it is about any.
    """

    key: str
    severity: Severity
    heading: str
    told: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of gap: its heading, the rule that finds it, and what the rule cannot see.

    `missing` is what was not found ("a plan of action for"), `things` what it was not found for (one and many). The
    `cases` come the most severe first.
    """

    key: str
    title: str
    missing: str
    things: tuple[str, str]
    rule: str
    limits: str
    cases: tuple[Case, ...]

    def case(self, key: str) -> Case:
        """Return the case that has this key."""
        return next(case for case in self.cases if case.key == key)


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who has duties to report on: the `kinds` of bodies; `no_duties` are modalities, `for_others` keys of bodies.

    `words` are regular expressions for the words that ask for a report.
    """

    kinds: tuple[str, ...]
    no_duties: tuple[str, ...]
    for_others: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapRules:
    """All gaps, by key; who has duties; and what each severity means, the highest first."""

    gaps: Mapping[str, Gap]
    reporting: Reporting
    severities: Mapping[Severity, str]


@cache
def gap_rules() -> GapRules:
    """Return the rules that the package ships."""
    given = tomllib.loads((files("mandategraph") / "answers" / "gaps" / "rules.toml").read_text(encoding="utf-8"))
    reporting = given["reporting"]
    severities = {Severity[name.upper()]: meaning for name, meaning in given["severities"].items()}
    return GapRules(
        gaps={gap["key"]: _gap(gap) for gap in given["gap"]},
        reporting=Reporting(
            tuple(reporting["kinds"]),
            tuple(reporting["no-duties"]),
            tuple(reporting["for-others"]),
            tuple(reporting["words"]),
        ),
        severities={severity: severities[severity] for severity in sorted(Severity, reverse=True)},
    )


def _gap(given: Mapping[str, Any]) -> Gap:
    cases = [
        Case(key, Severity[case["severity"].upper()], case["heading"], case["told"], tuple(case.get("instruments", ())))
        for key, case in given["cases"].items()
    ]
    return Gap(
        **{**given, "things": tuple(given["things"]), "cases": tuple(sorted(cases, key=lambda case: -case.severity))}
    )
