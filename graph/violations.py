"""What the gate found, told so that a person can mend it, and as a standard SHACL report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, Triple

from mandategraph.vocabulary import MG, PROV, RDF, SH, XSD

if TYPE_CHECKING:
    from rdflib import Graph

READ_FROM = (PROV["wasDerivedFrom"], MG["sourceProvision"])
"""How a record names the provision that it was read from."""
_SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong.

    `severity` is Violation, Warning or Info; `shape` the name of the rule that was broken and `rule` its IRI; `focus`
    the IRI of what breaks it; `path` the property concerned ("mg:quote"), empty if it is the thing as a whole; `value`
    the offending value, empty if there is none; `message` says what is wrong and what to do; `text` is the text of the
    provision that is concerned, empty if there is none.
    """

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    message: str
    rule: str
    text: str

    @property
    def rank(self) -> tuple[int, tuple[str, ...]]:
        """Where it stands in a report: the most severe first, then by shape and thing."""
        known = self.severity in _SEVERITIES
        return _SEVERITIES.index(self.severity) if known else len(_SEVERITIES), astuple(self)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was found, in a stable order; the same as the statements of SHACL results (none where nothing was found).

    `remarks` says how the graph was checked where that is out of the ordinary. Reports can be sent between processes.
    """

    violations: tuple[Violation, ...] = ()
    results: tuple[Triple, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing was found, not even a warning: what SHACL calls to conform."""
        return not self.violations

    @property
    def passes(self) -> bool:
        """Whether the graph may be committed: there may be warnings, but nothing is broken."""
        return all(violation.severity != _SEVERITIES[0] for violation in self.violations)

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """What may be wrong, and does not keep a graph from being committed."""
        return tuple(violation for violation in self.violations if violation.severity != _SEVERITIES[0])

    @property
    def report_graph(self) -> Graph:
        """The standard `sh:ValidationReport`, which serializes."""
        # rdflib takes half a second to import, and most graphs pass.
        from mandategraph.graph.rdflibterms import as_rdflib

        graph = as_rdflib(self._statements())
        graph.bind("sh", str(SH))
        return graph

    def _statements(self) -> Iterator[Triple]:
        root = BlankNode()
        yield Triple(root, RDF["type"], SH["ValidationReport"])
        yield Triple(root, SH["conforms"], Literal(str(self.conforms).lower(), datatype=XSD["boolean"]))
        details = {triple.object for triple in self.results if triple.predicate == SH["detail"]}
        for triple in self.results:
            yield triple
            if triple.object == SH["ValidationResult"] and triple.subject not in details:
                yield Triple(root, SH["result"], triple.subject)


def merged(reports: Iterable[ValidationReport]) -> ValidationReport:
    """Make one report of several on different things."""
    everything = tuple(reports)
    found = sorted((one for report in everything for one in report.violations), key=lambda one: one.rank)
    results = tuple(triple for report in everything for triple in report.results)
    return ValidationReport(tuple(found), results, tuple(dict.fromkeys(r for one in everything for r in one.remarks)))
