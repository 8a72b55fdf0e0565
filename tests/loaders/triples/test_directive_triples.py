"""What the graph says of a directive and of a change to a body, and which records are refused."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.errors import InputError
from mandategraph.loaders.authorities import Authorities
from mandategraph.loaders.records import BodyChange, Directive, Quote, Reading
from mandategraph.loaders.triples import instrument_quads
from mandategraph.vocabulary import DCTERMS, ELI, ID, MG, ORG, PROV, RDF, XSD

ReadingWith = Callable[..., Reading]
Objects = Callable[[Iterable[Quad], str, NamedNode], set[str]]
Quads = list[Quad]

PLAN = "A-RES-56-261/annex"
MANDATE = "A-RES-56-261/annex#para_4__point_a__cicp"


def test_a_directive_carries_all_that_its_record_says(quads: Quads, objects: Objects) -> None:
    expected = {
        MG["holder"]: {ID["body/cicp"].value},
        MG["modality"]: {ID["modality/undertaking"].value},
        MG["actionType"]: {ID["action/assist"].value},
        MG["partner"]: {ID["body/unicri"].value},
        MG["condition"]: {ID["condition/on-request"].value},
        DCTERMS["subject"]: {ID["theme/corruption"].value},
        ELI["cites"]: {ID["A-RES-55-25/annex-I"].value},
        MG["onwardAddressee"]: {ID["body/states"].value},
        MG["instrument"]: {ID[PLAN].value},
        PROV["wasDerivedFrom"]: {ID[f"{PLAN}#para_4__point_a"].value},
        MG["chapeau"]: {ID[f"{PLAN}#para_4"].value},
        MG["quote"]: {"assist States"},
        MG["rule"]: {"will-with-points"},
        MG["holderWords"]: {"The Centre"},
        MG["cueWords"]: {"will"},
        MG["conditionWords"]: {"on request"},
    }
    assert {predicate: objects(quads, MANDATE, predicate) for predicate in expected} == expected


def test_the_quote_stands_at_its_offsets_in_the_text_of_its_provision(quads: Quads, objects: Objects) -> None:
    (start,) = objects(quads, MANDATE, MG["start"])
    (end,) = objects(quads, MANDATE, MG["end"])
    (text,) = objects(quads, f"{PLAN}#para_4__point_a", MG["text"])
    assert {text[int(start) : int(end)]} == objects(quads, MANDATE, MG["quote"])


def test_deadlines_are_typed_by_how_much_of_the_date_is_known(quads: Quads) -> None:
    deadlines = {quad.object for quad in quads if quad.predicate == MG["deadline"]}
    assert deadlines == {Literal("2005", datatype=XSD["gYear"]), Literal("2003-04-18", datatype=XSD["date"])}


def test_a_deadline_that_is_no_date_is_refused(
    reading_with: ReadingWith, directive: Directive, authorities: Authorities
) -> None:
    with pytest.raises(InputError, match="'soon' is no date"):
        list(instrument_quads(reading_with(replace(directive, deadlines=("soon",))), authorities))


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        ("CICP", "Mandate"),
        ("STATES", "StateDirective"),
        ("INTERPOL", "ExternalDirective"),
        ("FOREST-CLUB", "ExternalDirective"),
        ("UNASSIGNED", "UnassignedDirective"),
    ],
)
def test_the_class_of_a_directive_follows_from_who_holds_it(
    reading_with: ReadingWith, directive: Directive, objects: Objects, authorities: Authorities, holder: str, name: str
) -> None:
    held = replace(reading_with(replace(directive, holder=holder)), unrecognized={"FOREST-CLUB": "Forest Club"})
    quads = list(instrument_quads(held, authorities))
    iri = f"{PLAN}#para_4__point_a__{holder.lower()}"
    assert objects(quads, iri, RDF["type"]) == {
        MG["Directive"].value,
        PROV["Entity"].value,
        MG[name].value,
    }


def test_a_directive_that_nobody_holds_has_no_holder(
    reading_with: ReadingWith, directive: Directive, authorities: Authorities
) -> None:
    quads = instrument_quads(reading_with(replace(directive, holder="UNASSIGNED", partners=())), authorities)
    assert not [quad for quad in quads if quad.predicate == MG["holder"]]


def test_two_directives_of_one_holder_in_one_provision_are_refused(
    reading_with: ReadingWith, directive: Directive, authorities: Authorities
) -> None:
    with pytest.raises(InputError, match=r"A/RES/56/261 4\(a\): CICP holds two directives"):
        list(instrument_quads(reading_with(directive, replace(directive, rule="other")), authorities))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"holder": "NOBODY-KNOWS"}, "no body has the key 'NOBODY-KNOWS'; add it to bodies.ttl"),
        ({"partners": ("NOBODY-KNOWS",)}, "no body has the key 'NOBODY-KNOWS'; add it to bodies.ttl"),
        ({"themes": ("x",)}, "no theme has the key 'x'; add it to themes.ttl"),
        ({"modality": "x"}, "no modality has the key 'x'; add it to modalities.ttl"),
        ({"actions": ("x",)}, "no action type has the key 'x'; add it to action-types.ttl"),
        ({"conditions": ("x",)}, "no condition has the key 'x'; add it to conditions.ttl"),
    ],
)
def test_a_key_that_no_authority_file_has_is_refused(
    reading_with: ReadingWith, directive: Directive, authorities: Authorities, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=f"A/RES/56/261: {message}"):
        list(instrument_quads(reading_with(replace(directive, **change)), authorities))


def test_a_change_of_a_body_has_its_bodies_its_kind_and_its_words(
    plan: Reading, quote: Quote, objects: Objects, authorities: Authorities
) -> None:
    change = BodyChange("dissolved", "4(a)", "CICP", "", quote, effected=False)
    quads = list(instrument_quads(replace(plan, changes=(change,)), authorities))
    iri = f"{PLAN}#para_4__point_a__dissolved__cicp"
    assert objects(quads, iri, RDF["type"]) == {MG["BodyChange"].value, ORG["ChangeEvent"].value}
    assert objects(quads, iri, MG["changeKind"]) == {ID["change-kind/dissolved"].value}
    assert objects(quads, iri, ORG["originalOrganization"]) == {ID["body/cicp"].value}
    assert objects(quads, iri, ORG["resultingOrganization"]) == set()
    assert objects(quads, iri, MG["effected"]) == {"false"}
    assert objects(quads, iri, MG["quote"]) == {"assist States"}
    assert objects(quads, iri, MG["sourceProvision"]) == {ID[f"{PLAN}#para_4__point_a"].value}


def test_the_quads_of_an_instrument_do_not_depend_on_the_order_of_its_records(
    reading_with: ReadingWith, directive: Directive, authorities: Authorities
) -> None:
    directives = [replace(directive, holder=holder) for holder in ("CICP", "STATES", "INTERPOL", "UNASSIGNED")]
    expected = set(instrument_quads(reading_with(*directives), authorities))
    for seed in range(5):
        shuffled = random.Random(seed).sample(directives, len(directives))
        assert set(instrument_quads(reading_with(*shuffled), authorities)) == expected
