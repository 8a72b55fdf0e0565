"""RDF files that someone brings: Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML, told apart by their suffix.

Such a file is not trusted: nothing that it names is fetched, and XML with a DOCTYPE, which can grow to gigabytes, is
refused.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from xml.parsers import expat

from pyoxigraph import Quad, RdfFormat, parse

from mandategraph.errors import InputError
from mandategraph.vocabulary import MG

FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}
"""The format that each suffix stands for."""


def read_quads(path: Path) -> list[Quad]:
    """Read an RDF file.

    Raises `InputError` where the file cannot be read, has an unknown suffix, is broken (with the line), is empty, or
    has nothing of the mandate graph in it.
    """
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; name an RDF file") from error
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(f"{path}: not known as RDF by its suffix; the file's name must end in {', '.join(FORMATS)}")
    if form == RdfFormat.RDF_XML and data.strip():
        _refuse_doctype(path, data)
    quads = _parsed(path, data, form)
    if not quads:
        raise InputError(f"{path}: the file is empty: it makes no statement; was another file meant?")
    if not any(MG in f"{quad.predicate} {quad.object}" for quad in quads):
        raise InputError(f"{path}: no data of the mandate graph in it (no term of {MG}); was another file meant?")
    return quads


def _parsed(path: Path, data: bytes, form: RdfFormat) -> list[Quad]:
    try:
        # Files that are read together must not share blank nodes by accident.
        return (
            list(parse(data, form, base_iri=path.resolve().as_uri(), rename_blank_nodes=True)) if data.strip() else []
        )
    except SyntaxError as error:
        place = f"line {error.lineno}: " if error.lineno else ""
        if "remote context" in str(error.msg):
            advice = "its @context is an address, and nothing is fetched; write the context itself into the file"
            raise InputError(f"{path}: {place}{advice}") from error
        reason = " ".join(str(error.msg).split())
        raise InputError(f"{path}: {place}broken {form.name}: {reason}") from error


def _refuse_doctype(path: Path, data: bytes) -> None:
    """Read XML once with a strict parser, so that no DOCTYPE reaches the one that reads RDF, wherever it stands.

    Raises `InputError` for a DOCTYPE, before anything in it is looked at, and for XML that is not well-formed.
    """

    def refuse(*_: object) -> None:
        line = parser.CurrentLineNumber
        raise InputError(f"{path}: line {line}: a DOCTYPE, which is refused as it can hide a bomb; remove it")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{path}: line {error.lineno}: broken RDF/XML: {expat.ErrorString(error.code)}") from error
