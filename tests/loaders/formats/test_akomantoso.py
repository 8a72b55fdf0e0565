"""The structure of Akoma Ntoso markup, written out as print shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandategraph.loaders.document import Kind
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.formats.akomantoso import running_text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def text(inside: str) -> list[str]:
    xml = f'<?xml version="1.0"?><akomaNtoso xmlns="{NAMESPACE}"><statement>{inside}</statement></akomaNtoso>'
    return running_text(xml.encode(), Path("a.xml")).split("\n\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<paragraph><num>1.</num><content><p>Urges States.</p></content></paragraph>", ["1. Urges States."]),
        ("<paragraph><num>1</num><content><p>Urges States.</p></content></paragraph>", ["1. Urges States."]),
        ("<section><num>II.</num><heading>PLAN</heading><p>Words.</p></section>", ["II. PLAN", "Words."]),
        ("<article><num>Article 2</num><heading>Scope</heading><p>Words.</p></article>", ["Article 2 Scope", "Words."]),
        (
            "<paragraph><num>1.</num><p>Asks:</p><point><num>a</num><p>A;</p></point></paragraph>",
            ["1. Asks:", "(a) A;"],
        ),
        (
            "<p>Asks:</p><blockList><listIntroduction>States to:</listIntroduction><item><num>(i)</num><p>Act.</p>"
            "</item></blockList>",
            ["Asks:", "States to:", "(i) Act."],
        ),
        (
            "<p>The <organization refersTo='#x'>Council</organization> <b>acts</b>\n here.</p>",
            ["The Council acts here."],
        ),
        ("<p>One<eol/>two</p>", ["One\ntwo"]),
        ("<p>Kept <del>lost</del><ins>added</ins>.</p>", ["Kept added."]),
        ("<table><tr><td><p>Post</p></td><td><p>2</p></td></tr></table>", ["Post | 2"]),
        ("<crossHeading>Membership</crossHeading>", ["Membership"]),
    ],
)
def test_numbers_stand_before_words_and_blocks_apart(body: str, expected: list[str]) -> None:
    assert text(f"<mainBody>{body}</mainBody>") == expected


def test_metadata_and_tables_of_contents_are_no_text() -> None:
    inside = (
        "<meta><identification/><notes><note><p>x</p></note></notes></meta><preface><toc><tocItem>1. x</tocItem></toc>"
    )
    assert text(f"{inside}<p>Title</p></preface>") == ["Title"]


def test_authorial_notes_become_footnotes_at_the_end() -> None:
    note = "<authorialNote marker='3'><p>See A/55/1.</p></authorialNote>"
    assert text(f"<mainBody><p>The Code{note} and again<noteRef marker='3' href='#n'/>.</p></mainBody>") == [
        "The Code³ and again³.",
        "³ See A/55/1.",
    ]


def test_notes_without_a_marker_are_counted() -> None:
    note = "<authorialNote><p>Ibid.</p></authorialNote>"
    assert text(f"<mainBody><p>One{note} two{note}.</p></mainBody>") == ["One¹ two².", "¹ Ibid.", "² Ibid."]


def test_the_symbol_of_the_metadata_and_the_annex_of_an_attachment_are_read(tmp_path: Path) -> None:
    path = tmp_path / "resolution.xml"
    path.write_text(
        f"""<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution"><meta><identification source="#x"><FRBRWork>
        <FRBRalias name="symbol" value="A/RES/55/59"/></FRBRWork></identification></meta>
        <preface><p><docTitle>Vienna Declaration</docTitle></p></preface>
        <preamble><formula name="enactingFormula"><p>The General Assembly,</p></formula>
        <recitals><recital><p>Recalling its resolution 54/125,</p></recital></recitals></preamble>
        <mainBody><paragraph><num>1.</num><p>Endorses the Vienna Declaration.</p></paragraph></mainBody>
        <attachments><attachment><doc name="declaration"><preface><p>Vienna Declaration on Crime</p></preface>
        <preamble><formula><p>We the States Members of the United Nations,</p></formula></preamble>
        <mainBody><paragraph><num>1.</num><p>We shall act.</p></paragraph></mainBody></doc></attachment>
        </attachments></statement></akomaNtoso>""",
        encoding="utf-8",
    )
    resolution, annex = read_documents(path)
    assert (resolution.symbol, resolution.title, resolution.source.format) == (
        "A/RES/55/59",
        "Vienna Declaration",
        "akomantoso",
    )
    assert [p.kind for p in resolution.walk()] == [Kind.PREAMBLE, Kind.RECITAL, Kind.PARAGRAPH]
    assert (annex.part, annex.leaf_prefix, annex.title) == ("annex", "annex/", "Vienna Declaration on Crime")
    assert [p.leaf for p in annex.walk() if p.leaf] == ["1"]
