"""Places of provisions, as people write them and as we do."""

from __future__ import annotations

import pytest

from mandategraph.errors import UsageError
from mandategraph.graph.addresses import address, provision_at
from mandategraph.graph.store import GraphStore
from mandategraph.vocabulary import ID


@pytest.mark.parametrize(
    ("leaves", "expected"),
    [
        (("4(e)",), "A/RES/56/261, annex, para. 4(e)"),
        (("5", "6"), "A/RES/56/261, annex, paras. 5 and 6"),
        (("5", "6", "10"), "A/RES/56/261, annex, paras. 5, 6 and 10"),
        (("fn9",), "A/RES/56/261, annex, footnote 9"),
        (("fn9", "fn10"), "A/RES/56/261, annex, footnotes 9 and 10"),
        (("u1",), "A/RES/56/261, annex, unnumbered para. 1"),
        (("I/3(a)",), "A/RES/56/261, annex, I/3(a)"),
        (("5", "fn9"), "A/RES/56/261, annex, 5, fn9"),
    ],
)
def test_a_place_is_cited_as_lawyers_do(leaves: tuple[str, ...], expected: str) -> None:
    assert address("A/RES/56/261, annex", *leaves) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A/RES/56/261 4(e)", "A-RES-56-261/annex#para_4__point_e"),
        ("a/res/56/261 4(E)", "A-RES-56-261/annex#para_4__point_e"),
        ("56/261 4 (e)", "A-RES-56-261/annex#para_4__point_e"),
        ("56/261 4 e", "A-RES-56-261/annex#para_4__point_e"),
        ("56/261, 4e", "A-RES-56-261/annex#para_4__point_e"),
        ("  56/261   4(e)  ", "A-RES-56-261/annex#para_4__point_e"),
        ("A/RES/56/261, annex, para. 4(e)", "A-RES-56-261/annex#para_4__point_e"),
        ("A/RES/56/261, annex, paragraph 4 (e)", "A-RES-56-261/annex#para_4__point_e"),
        ("A/RES/56/261 ¶ 4(e)", "A-RES-56-261/annex#para_4__point_e"),
        ("56/261 para_4__point_e", "A-RES-56-261/annex#para_4__point_e"),
        ("56/261 35(d)(ii)", "A-RES-56-261/annex#para_35__point_d__point_ii"),
        ("56/261 35 d ii", "A-RES-56-261/annex#para_35__point_d__point_ii"),
        ("Vienna Declaration 16", "A-RES-55-59/annex#para_16"),
        ("the Vienna Declaration, para 16", "A-RES-55-59/annex#para_16"),
        ("paragraph 16 of the Vienna Declaration", "A-RES-55-59/annex#para_16"),
        ("operative paragraph 3 of A/RES/60/177", "A-RES-60-177/annex#para_3"),
        ("46/152 fn9", "A-RES-46-152/annex#fn_9"),
        ("46/152, footnote 9", "A-RES-46-152/annex#fn_9"),
        ("49/748 u1", "A-49-748/annex-sect-I.A#para_u1"),
        ("A/49/748, annex, sect. I.A, unnumbered para. 1", "A-49-748/annex-sect-I.A#para_u1"),
        ("A/49/748, annex, sect. I.A, para. 10", "A-49-748/annex-sect-I.A#para_10"),
        ("56/261 sect. II.B", "A-RES-56-261/annex#sec_II__sec_B"),
        ("section II of 56/261", "A-RES-56-261/annex#sec_II"),
        ("Vienna Declaration, preamble", "A-RES-55-59/annex#preamble"),
        ("55/59 recital 3", "A-RES-55-59/annex#preamble__recital_3"),
        (f"{ID}A-RES-55-59/annex#para_16", "A-RES-55-59/annex#para_16"),
        ("<A-RES-55-59/annex#para_16>", "A-RES-55-59/annex#para_16"),
        ("<A-RES-55-59/annex#para_16__ccpcj>", "A-RES-55-59/annex#para_16"),
    ],
)
def test_an_address_is_understood_as_people_write_it(built_store: GraphStore, written: str, expected: str) -> None:
    assert provision_at(built_store, written) == ID[expected]


def test_what_we_write_we_understand(built_store: GraphStore) -> None:
    for leaf, eid in (("4(e)", "para_4__point_e"), ("19", "para_19"), ("35(d)(ii)", "para_35__point_d__point_ii")):
        assert provision_at(built_store, address("A/RES/56/261, annex", leaf)) == ID[f"A-RES-56-261/annex#{eid}"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "no paragraph in this address"),
        ("A/RES/56/261", "no paragraph in this address; write it like “A/RES/56/261 4"),
        ("16", "no paragraph in this address"),
        ("56/261 99", r"^A/RES/56/261, annex has no provision '99'; its paragraphs run from 1 to 48$"),
        ("56/261 4(z)", r"has no provision '4\(z\)'; paragraph 4 has 4\(a\), 4\(b\), 4\(c\)"),
        ("56/261 sect. XX", r"has no provision 'sect\. XX'"),
        ("Viena Declaration 16", "did you mean Vienna Declaration"),
        ("A/RES/55/25 3", "A/RES/55/25: the graph knows this instrument only by name"),
        ("<body/cicp>", "no provision with this IRI"),
        ("https://example.org/", "no provision with this IRI"),
    ],
)
def test_an_address_that_names_nothing_is_told_with_what_would_be_near(
    built_store: GraphStore, written: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        provision_at(built_store, written)
    assert "\n" not in str(caught.value)


def test_a_long_address_is_refused_at_once(built_store: GraphStore) -> None:
    with pytest.raises(UsageError):
        provision_at(built_store, "56/261 4 " + "a" * 60 + "-" + " b" * 60 + "!")
