"""What the registry made of a document: read whole, kept apart, and refused where it is damaged."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mandategraph.errors import InputError
from mandategraph.loaders.formats.opinions import (
    REGISTRY,
    Link,
    MandateOpinion,
    Named,
    ParagraphKind,
    VerbOpinion,
    second_opinion,
)

PATH = Path("A_RES_52_12.json")

FIRST: dict[str, Any] = {
    "text": "Agenda item 157",
    "type": "frontmatter",
    "heading_level": None,
    "paragraph_type": None,
    "paragraph_level": None,
    "prefix": None,
    "links": [],
}
SECOND: dict[str, Any] = {
    "text": "Requests the Secretary-General to report on resolution 51/240;",
    "type": "paragraph",
    "heading_level": None,
    "paragraph_type": "operative",
    "paragraph_level": 1,
    "prefix": "2.",
    "language": "english",
    "links": [["51/240", "https://undocs.org/en/A/RES/51/240"]],
    "mandates": [
        {
            "action_verb": "Requests",
            "action_verb_normalized": "request",
            "action_verb_type": "directive",
            "assignees": [
                {
                    "assignee": "Secretary-General",
                    "assignee_normalized": "UN Secretary-General",
                    "assignee_type": "UN Secretariat",
                }
            ],
            "deliverables": [
                {
                    "deliverable": "report",
                    "deliverable_normalized": "Report on reform",
                    "deliverable_type": "report",
                }
            ],
            "mentioned_entities": [],
        }
    ],
}


def content(*paragraphs: object) -> bytes:
    return json.dumps(paragraphs).encode()


def test_a_paragraph_is_read_with_all_that_the_registry_made_of_it() -> None:
    first, second = second_opinion(content(FIRST, SECOND), PATH).paragraphs
    assert (first.place, first.part, first.kind, first.mandates) == (1, "frontmatter", ParagraphKind.NEITHER, None)
    assert (second.place, second.number, second.kind, second.level) == (2, "2.", ParagraphKind.OPERATIVE, 1)
    assert second.links == (Link("51/240", "https://undocs.org/en/A/RES/51/240"),)
    assert second.mandates == (
        MandateOpinion(
            verb=VerbOpinion("Requests", "request", "directive"),
            assignees=(Named("Secretary-General", "UN Secretary-General", "UN Secretariat"),),
            deliverables=(Named("report", "Report on reform", "report"),),
            mentioned=(),
        ),
    )


def test_an_opinion_says_whose_it_is_and_in_which_file_it_stands() -> None:
    data = content(FIRST)
    opinion = second_opinion(data, Path("folder") / PATH)
    assert (opinion.source.name, opinion.source.sha256) == (PATH.name, sha256(data).hexdigest())
    assert opinion.reader == REGISTRY
    assert not opinion.has_mandates


def test_mandates_that_were_not_read_are_told_from_mandates_that_were_not_found() -> None:
    read, unread = second_opinion(content(SECOND | {"mandates": []}, FIRST), PATH).paragraphs
    assert (read.mandates, unread.mandates) == ((), None)


def changed(field: str, value: object) -> dict[str, Any]:
    return SECOND | {field: value}


def in_mandate(field: str, value: object) -> dict[str, Any]:
    return SECOND | {"mandates": [SECOND["mandates"][0] | {field: value}]}


@pytest.mark.parametrize(
    ("damaged", "field"),
    [
        (changed("prefix", 2), "prefix"),
        (changed("text", None), "text"),
        (changed("paragraph_type", "procedural"), "paragraph_type"),
        (changed("paragraph_level", "1"), "paragraph_level"),
        (changed("heading_level", True), "heading_level"),
        (changed("links", "51/240"), "links"),
        (changed("links", [["51/240"]]), "links[1]"),
        (changed("links", [["51/240", None]]), "links[1]"),
        (changed("mandates", {}), "mandates"),
        (changed("mandates", ["request"]), "mandates[1]"),
        (in_mandate("action_verb", ["request"]), "mandates[1].action_verb"),
        (in_mandate("assignees", ["SG"]), "mandates[1].assignees[1]"),
        (in_mandate("assignees", [{"assignee": 7}]), "mandates[1].assignees[1].assignee"),
        (in_mandate("deliverables", None) | {"type": 3}, "type"),
        ("a string", "text"),
        (None, "text"),
    ],
)
def test_a_damaged_field_is_named_with_its_file_and_paragraph(damaged: object, field: str) -> None:
    with pytest.raises(InputError) as refused:
        second_opinion(content(FIRST, damaged), PATH)
    message = str(refused.value)
    assert message.startswith(f"{PATH}: paragraph 2: ")
    assert f"“{field}”" in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"[{", b'{"text": "x"}', b"[" * 100_000, b'["\xff"]', b""])
def test_what_is_no_list_in_json_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^A_RES_52_12\.json: .*registry"):
        second_opinion(data, PATH)
