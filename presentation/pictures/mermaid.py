"""Diagrams as the text of a Mermaid flowchart, which many sites and editors draw by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from mandategraph.answers.dossier import Diagram, Edge
from mandategraph.presentation.forms.wording import one_line
from mandategraph.presentation.pictures.kinds import Look, looks

_SHAPES = {"box": '["{}"]', "ellipse": '(["{}"])', "note": '>"{}"]', "folder": '[/"{}"/]', "tab": '[["{}"]]'}
"""Mermaid's brackets around a label, by Graphviz's name of the shape."""


def mermaid(diagram: Diagram) -> str:
    """Return a diagram as the text of a Mermaid flowchart (https://mermaid.js.org), with a legend."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield from ("---", f"title: {_quoted(diagram.caption)}", "---", "flowchart LR")
    kinds = list(dict.fromkeys(node.kind for node in diagram.nodes))
    names = {node.key: f"n{number}" for number, node in enumerate(diagram.nodes)}
    for node in diagram.nodes:
        yield f"  {names[node.key]}{_box(looks()[node.kind], node.label)}:::k{kinds.index(node.kind)}"
        if node.link:
            yield f'  click {names[node.key]} href "{node.link}"'
    for edge in diagram.edges:
        yield f"  {names[edge.source]} {_line(edge, diagram.directed)} {names[edge.target]}"
    yield "  subgraph legend[Legend]"
    for number, kind in enumerate(kinds):
        yield f"    legend{number}{_box(looks()[kind], looks()[kind].called)}:::k{number}"
    yield "  end"
    for number, kind in enumerate(kinds):
        look = looks()[kind]
        dashes = ",stroke-dasharray:4" if look.dashed else ""
        yield f"  classDef k{number} fill:{look.fill},stroke:{look.line},color:#111827{dashes}"


def _box(look: Look, label: str) -> str:
    return _SHAPES[look.shape].format(_escaped(label))


def _line(edge: Edge, directed: bool) -> str:
    stroke = "-->" if directed else "---"
    return f'{stroke}|"{_escaped(edge.label)}"|' if edge.label else stroke


def _escaped(words: str) -> str:
    """Return words with the marks that Mermaid or HTML would take for their own as entities, as Mermaid spells them."""
    plain = one_line(words)
    return "".join(f"#{ord(mark)};" if mark in '"#<>&`;{}|\\' else mark for mark in plain)


def _quoted(words: str) -> str:
    """Return words as a double-quoted text of YAML."""
    plain = one_line(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
