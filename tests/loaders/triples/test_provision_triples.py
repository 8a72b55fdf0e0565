"""What the graph says of a provision: its place, number, words, footnotes and citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.document import Document, Kind, Provision
from mandategraph.loaders.records import Directive, Quote, Reading
from mandategraph.loaders.triples import instrument_quads
from mandategraph.vocabulary import ELI, ID, MG, RDF

Objects = Callable[[Iterable[Quad], str, NamedNode], set[str]]
Quads = list[Quad]

TEXT = "In cooperation with UNICRI and by 2005, assist States."
PLAN = "A-RES-56-261/annex"


def test_a_point_has_its_place_its_number_and_its_words(quads: Quads, objects: Objects) -> None:
    point = f"{PLAN}#para_4__point_a"
    assert objects(quads, point, RDF["type"]) == {
        MG["Provision"].value,
        MG["Point"].value,
        ELI["LegalResourceSubdivision"].value,
    }
    assert objects(quads, point, ELI["is_part_of"]) == {ID[f"{PLAN}#para_4"].value}
    assert objects(quads, point, MG["instrument"]) == {ID[PLAN].value}
    assert objects(quads, point, MG["number"]) == {"(a)"}
    assert objects(quads, point, MG["leaf"]) == {"4(a)"}
    assert objects(quads, point, MG["text"]) == {TEXT}
    assert objects(quads, point, MG["heading"]) == set()


def test_the_outermost_provisions_are_part_of_the_instrument(quads: Quads, objects: Objects) -> None:
    assert objects(quads, f"{PLAN}#sec_I", ELI["is_part_of"]) == {ID[PLAN].value}
    assert objects(quads, f"{PLAN}#fn_9", ELI["is_part_of"]) == {ID[PLAN].value}


def test_a_section_has_a_heading_and_neither_leaf_nor_text(quads: Quads, objects: Objects) -> None:
    assert objects(quads, f"{PLAN}#sec_I", MG["heading"]) == {"Action against corruption"}
    assert not objects(quads, f"{PLAN}#sec_I", MG["leaf"]) | objects(quads, f"{PLAN}#sec_I", MG["text"])


def test_provisions_are_numbered_through_in_the_order_of_the_text(quads: Quads) -> None:
    order = {q.object: str(q.subject).rstrip(">").partition("#")[2] for q in quads if q.predicate == MG["order"]}
    names = ["sec_I", "sec_I__sec_A", "para_4", "para_4__point_a", "fn_9"]
    assert order == {Literal(place): name for place, name in enumerate(names, start=1)}


def test_a_mark_ties_its_provision_to_the_footnote_and_a_citation_to_the_instrument(
    quads: Quads, objects: Objects
) -> None:
    assert objects(quads, f"{PLAN}#para_4", MG["footnote"]) == {ID[f"{PLAN}#fn_9"].value}
    assert objects(quads, f"{PLAN}#fn_9", ELI["cites"]) == {ID["A-RES-55-25/annex-I"].value}


def test_words_with_quotation_marks_line_ends_and_signs_beyond_the_first_plane_come_back(
    document: Document, directive: Directive, objects: Objects, authorities: Authorities
) -> None:
    odd = 'say "𝔸\\"\n\tand assist'
    provision = Provision(Kind.PARAGRAPH, "para_1", "1.", "1", text=odd)
    start = odd.index("assist")
    words = Quote("para_1", "assist", start, len(odd))
    strange = Reading(
        replace(document, provisions=(provision,)), (replace(directive, quote=words, chapeau="", partners=()),)
    )
    quads = list(instrument_quads(strange, authorities))
    assert objects(quads, f"{PLAN}#para_1", MG["text"]) == {odd}
    assert objects(quads, f"{PLAN}#para_1__cicp", MG["start"]) == {str(start)}
    assert (serialize(quads, format=RdfFormat.N_QUADS) or b"").count(b"\n") == len(quads)
