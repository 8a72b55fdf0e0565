"""Diagrams as pictures: what they show can be read, selected and told apart, whatever the words are."""

from __future__ import annotations

import re
import shutil
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mandategraph.answers.dossier import Asked, Diagram, Dossier, Edge, Node, Section, parts_of
from mandategraph.errors import MandatesError, UsageError
from mandategraph.presentation.pictures import mermaid, picture_of, png, svg
from mandategraph.presentation.pictures.kinds import looks

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's program dot is not installed")

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


def diagram_of(dossier: Dossier) -> Diagram:
    return next(part for _, part in parts_of(dossier) if isinstance(part, Diagram))


def words_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


@needs_dot
def test_a_picture_has_the_words_of_every_box_and_line_as_text(sample: Dossier) -> None:
    diagram = diagram_of(sample)
    drawn = words_of(etree.fromstring(svg(diagram)))
    for words in (*(node.label for node in diagram.nodes), *(edge.label for edge in diagram.edges)):
        assert all(word in drawn for word in words.split())


@needs_dot
def test_a_picture_tells_readers_of_screens_what_it_is(sample: Dossier) -> None:
    diagram = diagram_of(sample)
    root = etree.fromstring(svg(diagram))
    titles = {element.get("id"): words_of(element) for element in root if element.tag in (f"{SVG}title", f"{SVG}desc")}
    named = [titles[name] for name in root.get("aria-labelledby", "").split()]
    assert root.get("role") == "group"
    assert named[0] == "With whom the Centre works"
    assert "4 boxes and 3 lines" in named[1] and "were left out (3 of 6)" in named[1]


@needs_dot
def test_each_line_tells_the_provisions_behind_it_and_no_part_is_called_by_a_number(sample: Dossier) -> None:
    root = etree.fromstring(svg(diagram_of(sample)))
    titles = [words_of(title) for title in root.iter(f"{SVG}title")]
    assert any("A/RES/56/261, annex, para. 12(b)" in title for title in titles)
    assert not [title for title in titles if re.fullmatch(r"n\d+.*|legend\d+|cluster.*", title)]


@needs_dot
def test_a_box_leads_to_what_it_stands_for(sample: Dossier) -> None:
    root = etree.fromstring(svg(diagram_of(sample)))
    assert "https://w3id.org/mandategraph/id/body/cicp" in {link.get(XLINK) for link in root.iter(f"{SVG}a")}


@needs_dot
def test_two_pictures_on_a_page_share_no_name_of_a_part(sample: Dossier) -> None:
    one = diagram_of(sample)
    other = Diagram("Another", one.nodes, one.edges)
    names = [
        [element.get("id") for element in etree.fromstring(svg(each)).iter() if element.get("id")]
        for each in (one, other)
    ]
    assert len(set(names[0])) == len(names[0])
    assert not set(names[0]) & set(names[1])


@needs_dot
def test_the_legend_names_the_kinds_that_are_drawn_and_no_others(sample: Dossier) -> None:
    drawn = words_of(etree.fromstring(svg(diagram_of(sample))))
    assert "Legend" in drawn and " theme" in drawn
    assert "instrument that is cited" not in drawn


@needs_dot
def test_a_heavier_line_is_drawn_thicker() -> None:
    nodes = tuple(Node(name, name, "body") for name in "abc")
    root = etree.fromstring(svg(Diagram("Lines", nodes, (Edge("a", "b"), Edge("a", "c", weight=50)))))
    widths = [float(path.get("stroke-width", "1")) for path in root.iter(f"{SVG}path") if path.get("fill") == "none"]
    assert max(widths) > 2 * min(widths)


@needs_dot
def test_png_is_a_png(sample: Dossier) -> None:
    assert png(diagram_of(sample)).startswith(b"\x89PNG\r\n")


def test_without_dot_one_line_says_what_to_install(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MandatesError, match=r"needs Graphviz's program `dot`.*install") as told:
        svg(diagram_of(sample))
    assert told.value.exit_code == 3


ODD = st.text(st.characters() | st.sampled_from('":\\<>{}[]|&;#%→\n'), max_size=40)


@needs_dot
@settings(max_examples=25, deadline=None)
@given(labels=st.lists(ODD, min_size=2, max_size=3), relation=ODD)
def test_whatever_the_words_are_the_picture_is_drawn_and_is_well_formed(labels: list[str], relation: str) -> None:
    nodes = tuple(Node(f"a:{number}", label, "theme") for number, label in enumerate(labels))
    drawn = words_of(etree.fromstring(svg(Diagram("Odd words", nodes, (Edge("a:0", "a:1", relation),)))))
    for label in labels:
        plain = [word for word in label.split() if word and set(word) <= set(string.ascii_letters)]
        assert all(word in drawn for word in plain)


def test_mermaid_has_a_line_for_each_box_and_line_and_a_legend(sample: Dossier) -> None:
    diagram = diagram_of(sample)
    lines = mermaid(diagram).splitlines()
    assert lines[:4] == ["---", 'title: "With whom the Centre works"', "---", "flowchart LR"]
    assert '  n0["Centre for International Crime Prevention (CICP)"]:::k0' in lines
    assert '  click n0 href "https://w3id.org/mandategraph/id/body/cicp"' in lines
    assert '  n0 -->|"works with"| n1' in lines
    assert '    legend1(["theme"]):::k1' in lines


@given(words=ODD)
def test_no_words_end_a_label_of_mermaid_early(words: str) -> None:
    chart = mermaid(Diagram("Odd words", (Node("a", words, "body"), Node("b", "b", "body")), (Edge("a", "b", words),)))
    box, line = (line for line in chart.splitlines() if line.startswith("  n0"))
    assert box.count('"') == 2
    assert line.count('"') in (0, 2)


def test_every_kind_of_box_has_a_look() -> None:
    assert {"body", "former body", "theme", "instrument", "cited instrument"} <= looks().keys()


def test_a_dossier_without_a_diagram_says_why_nothing_is_drawn() -> None:
    empty = Dossier("Changes", Asked(), (Section("Changes", ("No changes of bodies were found in this graph.",)),))
    with pytest.raises(UsageError, match="nothing to draw: No changes of bodies were found"):
        picture_of(empty, "svg")
