"""What compares instruments, asked of what changed: a fraction of the time of asking it of everything.

A rule can be newly broken only where one of the nodes that it compares has changed. So its query is asked once for each
of its variables, which is bound to the changed nodes. If that finds nothing, the rule is kept as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from mandategraph.graph.questions import Query, Questions
from mandategraph.graph.sparqlconstraints import SparqlConstraint
from mandategraph.graph.views import View

_PATTERNS = re.compile(r"(.*?\bWHERE\s*\{)(.*)\}\s*", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"\s#[^\n]*")
_EXISTS = re.compile(r"\bEXISTS\s*\{[^{}]*\}", re.IGNORECASE)
_CALL = re.compile(r"\([^()]*\)")
# Where a variable is bound from outside, these do not mean the same, or are not asked any faster.
_APART = re.compile(r"\b(?:EXISTS|OPTIONAL|GROUP)\b|\{", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")


def concerned(view: View, questions: Questions, changed: Sequence[NamedNode]) -> Questions:
    """Return those questions that find something where `changed` nodes are among what they compare.

    A question that cannot be restricted is returned as well.
    """
    return Questions(
        tuple(one for one in questions.queries if not one.path or _find_any(view, _of_query(one, changed))),
        tuple(
            one for one in questions.constraints if not compared(one) or _find_any(view, _of_constraint(one, changed))
        ),
    )


def compared(constraint: SparqlConstraint) -> list[str]:
    """Return the variables of the triple patterns that a constraint joins, outside of EXISTS, FILTER and BIND.

    None are returned for a constraint of which that is not known.
    """
    _, patterns = _parted(constraint.query)
    for inner in (_COMMENT, _EXISTS, _CALL):
        while inner.search(patterns):
            patterns = inner.sub(" ", patterns)
    return [] if _APART.search(patterns) else list(dict.fromkeys(_VARIABLE.findall(patterns)))


def _find_any(view: View, queries: Iterable[str]) -> bool:
    return any(next(iter(view.select(query)), None) is not None for query in queries)


def _of_query(query: Query, changed: Sequence[NamedNode]) -> Iterator[str]:
    return (query.text(changed, variable) for variable in ("?this", "?value"))


def _of_constraint(constraint: SparqlConstraint, changed: Sequence[NamedNode]) -> Iterator[str]:
    head, patterns = _parted(constraint.query)
    for name in compared(constraint):
        yield f"{head} VALUES ?{name} {{ {' '.join(map(str, changed))} }} {patterns} }}"


def _parted(query: str) -> tuple[str, str]:
    """Return a query up to its patterns, and these. Where they do not end it, there are none."""
    whole = _PATTERNS.fullmatch(query)
    return (whole[1], whole[2]) if whole else (query, "")
