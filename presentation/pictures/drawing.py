"""Diagrams drawn by Graphviz.

Its SVG has real text, but names every part "node1" or "edge1" and has no words for who cannot see it. So parts get
names of their own, for a page may hold several pictures, and the picture a title and a description.
"""

from __future__ import annotations

import hashlib
import math
import textwrap
from collections.abc import Iterator

import graphviz
from lxml import etree

from mandategraph.answers.dossier import Diagram, Node
from mandategraph.errors import MandatesError
from mandategraph.presentation.forms.wording import one_line
from mandategraph.presentation.pictures.kinds import Look, looks

_SVG = "{http://www.w3.org/2000/svg}"
_LINE_LENGTH, _RELATION_LENGTH = 26, 30
"""Letters in a line of a box, and beside a line between boxes."""
_THINNEST, _THICKEST = 1.0, 4.0
"""Widths of lines in points: of the lightest that there could be, and of the heaviest that there is."""
_DOTS_PER_INCH = {"svg": "72", "png": "144"}
_FONT = "Helvetica,Arial,sans-serif"
_Picture = graphviz.Digraph | graphviz.Graph


def svg(diagram: Diagram) -> str:
    """Return a diagram as one `<svg>` element, to be put into a page or a file, with a legend.

    Its text can be selected; a title, a description and the words behind each line are there for readers of screens.
    Raises `MandatesError` where Graphviz's `dot` is absent or fails.
    """
    root = etree.fromstring(_drawn(diagram, "svg"), etree.XMLParser(remove_comments=True, remove_pis=True))
    _name_parts(root, f"picture-{hashlib.sha256(repr(diagram).encode()).hexdigest()[:8]}", diagram)
    return etree.tostring(root, encoding="unicode")


def png(diagram: Diagram) -> bytes:
    """Return a diagram as a PNG picture, for documents that take no SVG; raises as `svg` does."""
    return _drawn(diagram, "png")


def _drawn(diagram: Diagram, picture_format: str) -> bytes:
    try:
        return bytes(_graph(diagram, _DOTS_PER_INCH[picture_format]).pipe(format=picture_format))
    except graphviz.ExecutableNotFound as error:
        raise MandatesError(
            "a picture needs Graphviz's program `dot`, which is not here; install the package graphviz of your system, "
            "or ask for the text of a Mermaid chart"
        ) from error
    except graphviz.CalledProcessError as error:
        told = " ".join((error.stderr or b"").decode(errors="replace").split())
        raise MandatesError(f"Graphviz cannot draw {diagram.caption!r}: {told}") from error


def _graph(diagram: Diagram, dots_per_inch: str) -> _Picture:
    made: type[_Picture] = graphviz.Digraph if diagram.directed else graphviz.Graph
    graph: _Picture = made(
        graph_attr={"rankdir": "LR", "fontname": _FONT, "nodesep": "0.12", "ranksep": "0.9", "dpi": dots_per_inch},
        node_attr={"fontname": _FONT, "fontsize": "11", "height": "0.3", "margin": "0.12,0.06"},
        edge_attr={"fontname": _FONT, "fontsize": "9", "color": "#4b5563", "fontcolor": "#1f2937", "arrowsize": "0.7"},
    )
    # Graphviz reads a colon in a name as a port, so boxes are called by number.
    names = {node.key: f"n{number}" for number, node in enumerate(diagram.nodes)}
    for node in diagram.nodes:
        link = {"URL": node.link, "target": "_top"} if node.link else {}
        graph.node(names[node.key], _label(node.label, _LINE_LENGTH), **_attributes(looks()[node.kind]), **link)
    heaviest = max((edge.weight for edge in diagram.edges), default=1)
    for edge in diagram.edges:
        width = _THINNEST + (_THICKEST - _THINNEST) * math.sqrt((edge.weight - 1) / heaviest)
        label = _label(edge.label, _RELATION_LENGTH)
        graph.edge(names[edge.source], names[edge.target], label, penwidth=f"{width:.1f}")
    _legend(graph, diagram)
    return graph


def _legend(graph: _Picture, diagram: Diagram) -> None:
    kinds = dict.fromkeys(node.kind for node in diagram.nodes)
    frame = {"label": "Legend", "fontsize": "10", "color": "#9ca3af", "style": "rounded", "labeljust": "l"}
    with graph.subgraph(name="cluster_legend", graph_attr=frame) as legend:
        for number, kind in enumerate(kinds):
            look = looks()[kind]
            legend.node(f"legend{number}", _label(look.called, _LINE_LENGTH), fontsize="9", **_attributes(look))


def _attributes(look: Look) -> dict[str, str]:
    style = "filled,dashed" if look.dashed else "filled"
    return {"shape": look.shape, "style": style, "fillcolor": look.fill, "color": look.line, "fontcolor": "#111827"}


def _label(words: str, length: int) -> str:
    """Return words in lines, with nothing in them that Graphviz takes for its own marks."""
    lines = textwrap.wrap(one_line(words), length, break_long_words=False, break_on_hyphens=False)
    return "\\n".join(graphviz.escape(line) for line in lines)


def _name_parts(root: etree._Element, name: str, diagram: Diagram) -> None:
    """Give the picture and its parts names and words of their own."""
    told = dict(_titles(diagram))
    for element in list(root.iter()):
        if identifier := element.get("id"):
            element.set("id", f"{name}-{identifier}")
        title = element.find(f"{_SVG}title")
        if title is not None and title.text:
            title.text = one_line(told.get(title.text, ""))
        if title is not None and not title.text:
            element.remove(title)
    for attribute in ("width", "height"):
        if size := root.get(attribute):
            root.set(attribute, size.replace("pt", ""))
    root.set("role", "group")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    for place, (tag, words) in enumerate((("title", diagram.caption), ("desc", _description(diagram)))):
        element = etree.Element(f"{_SVG}{tag}", id=f"{name}-{'title' if tag == 'title' else 'description'}")
        element.text = one_line(words)
        root.insert(place, element)


def _titles(diagram: Diagram) -> Iterator[tuple[str, str]]:
    """Yield what Graphviz calls each box and line, and what a reader should be told of it."""
    names = {node.key: f"n{number}" for number, node in enumerate(diagram.nodes)}
    labels = {node.key: node.label for node in diagram.nodes}
    for node in diagram.nodes:
        yield names[node.key], _told(node)
    arrow = "->" if diagram.directed else "--"
    for edge in diagram.edges:
        places = "; ".join(evidence.place for evidence in edge.evidence)
        relation = f" ({edge.label})" if edge.label else ""
        told = f"{labels[edge.source]} → {labels[edge.target]}{relation}{f': {places}' if places else ''}"
        yield f"{names[edge.source]}{arrow}{names[edge.target]}", told


def _told(node: Node) -> str:
    return f"{node.label} ({looks()[node.kind].called})"


def _description(diagram: Diagram) -> str:
    left_out = f" {diagram.left_out}" if diagram.left_out else ""
    return (
        f"A diagram of {len(diagram.nodes):,} boxes and {len(diagram.edges):,} lines; the table beside it tells the "
        f"same.{left_out}"
    )
