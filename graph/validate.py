"""The gate: what it finds in a graph, told so that a person can mend it.

Nothing that fails is committed or queried. The rules are SHACL, in `ontology/shapes.ttl`; how they are evaluated is the
business of `graph.shacl`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple
from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from mandategraph.graph.rdf_files import read_quads
from mandategraph.graph.shacl import Shapes, validation_report
from mandategraph.loaders.triples import authority_quads
from mandategraph.vocabulary import MG, OWL, PREFIXES, PROV
from mandategraph.vocabulary import RDF as RDF_TERMS

VOCABULARY = NamedNode(MG.removesuffix("#"))
"""The ontology that defines the vocabulary."""

# What is only met in a text, or read from it, says nothing against the authority files.
_READ_FROM = (PROV["wasDerivedFrom"], MG["sourceProvision"])
_MET_IN_A_TEXT = {MG["UnresolvedInstrument"], MG["UnrecognizedBody"]}
_SEVERITIES = ("Violation", "Warning", "Info")

Subject = NamedNode | BlankNode | Triple


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


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The violations, in a stable order, and the same as a standard `sh:ValidationReport` that serializes."""

    violations: tuple[Violation, ...]
    report_graph: Graph

    @property
    def conforms(self) -> bool:
        """Whether nothing was found, not even a warning: what SHACL calls to conform."""
        return not self.violations


def validate(quads: Iterable[Quad], shapes: Path | None = None) -> ValidationReport:
    """Validate the union of the named graphs of `quads` against a shapes file (by default the shipped one).

    The quads must include the authority files, for nothing else is looked up. Raises `InputError` where the shapes
    cannot be used.
    """
    store = Store()
    # The same statement in two graphs is one statement of the union.
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    loaded = _shipped_shapes() if shapes is None else Shapes.load(shapes)
    report = validation_report(store, loaded)
    found = [_violation(report, result, store, loaded) for result in report.subjects(RDF.type, SH.ValidationResult)]
    return ValidationReport(tuple(sorted(found, key=_rank)), report)


def validate_files(
    paths: Sequence[Path], shapes: Path | None = None, authorities: Iterable[Quad] | None = None
) -> ValidationReport:
    """Validate RDF files that someone brings, all of them together and with the authority files.

    Where the files describe a body, a concept or another thing of the authority files, their description takes the
    place of that one; where they have the vocabulary itself, they bring authority files of their own, and no others are
    added. `authorities` are the shipped ones by default. Raises `InputError` where a file cannot be used.
    """
    brought = [quad for path in paths for quad in read_quads(path)]
    if any(quad.object == OWL["Ontology"] and quad.subject == VOCABULARY for quad in brought):
        return validate(brought, shapes)
    described = _described(brought)
    known = authority_quads() if authorities is None else authorities
    return validate([*brought, *(quad for quad in known if quad.subject not in described)], shapes)


def _described(quads: Iterable[Quad]) -> set[Subject]:
    """Return what has a full description in the quads, as an authority file would give it."""
    described: set[Subject] = set()
    met: set[Subject] = set()
    for quad in quads:
        if quad.predicate in _READ_FROM or quad.object in _MET_IN_A_TEXT:
            met.add(quad.subject)
        elif quad.predicate == RDF_TERMS["type"]:
            described.add(quad.subject)
    return described - met


@cache
def _shipped_shapes() -> Shapes:
    with as_file(files("mandategraph") / "ontology" / "shapes.ttl") as path:
        return Shapes.load(path)


def _rank(violation: Violation) -> tuple[int, tuple[str, ...]]:
    """Return where a violation stands in a report: the most severe first, then by shape and thing."""
    known = violation.severity in _SEVERITIES
    return _SEVERITIES.index(violation.severity) if known else len(_SEVERITIES), astuple(violation)


def _violation(report: Graph, result: Node, store: Store, shapes: Shapes) -> Violation:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    rule = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    severity = report.value(result, SH.resultSeverity)
    assert focus is not None and rule is not None
    return Violation(
        severity=str(severity).removeprefix(str(SH)),
        shape=shapes.name(rule),
        focus=str(focus),
        path="" if path is None else _path(report, path),
        value="" if value is None or value == focus else str(value),
        message=" ".join(sorted(str(message) for message in report.objects(result, SH.resultMessage))),
        rule=str(rule),
        text=_text(store, focus),
    )


def _path(report: Graph, path: Node) -> str:
    """Write a SHACL path as SPARQL would: `mg:quote`, `^mg:footnote`, `mg:cue|mg:modal`, `mg:holder/mg:bodyKind`."""
    if isinstance(path, URIRef):
        near = (name for name, namespace in PREFIXES.items() if path.startswith(namespace))
        return next((f"{name}:{path.removeprefix(PREFIXES[name])}" for name in near), f"<{path}>")
    if inverse := report.value(path, SH.inversePath):
        return f"^{_path(report, inverse)}"
    alternatives = report.value(path, SH.alternativePath)
    steps = Collection(report, alternatives or path)
    return ("|" if alternatives else "/").join(_path(report, step) for step in steps)


def _text(store: Store, focus: Node) -> str:
    """Return the text or heading of a provision, or of the provision that a directive or a change was read from."""
    if not isinstance(focus, URIRef):
        return ""
    node = NamedNode(str(focus))
    sources = (quad.object for relation in _READ_FROM for quad in store.quads_for_pattern(node, relation, None))
    for provision in (node, *(source for source in sources if isinstance(source, NamedNode))):
        for words in (MG["text"], MG["heading"]):
            for quad in store.quads_for_pattern(provision, words, None):
                return str(getattr(quad.object, "value", quad.object))
    return ""
