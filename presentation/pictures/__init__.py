"""Diagrams as pictures: SVG and PNG by Graphviz, and the text of a Mermaid flowchart."""

from collections.abc import Callable, Mapping

from mandategraph.answers.dossier import Diagram, Dossier, parts_of
from mandategraph.errors import UsageError
from mandategraph.presentation.pictures.drawing import png, svg
from mandategraph.presentation.pictures.mermaid import mermaid

__all__ = ["FORMATS", "mermaid", "picture_of", "png", "svg"]

FORMATS: Mapping[str, Callable[[Diagram], str | bytes]] = {
    "svg": lambda diagram: svg(diagram) + "\n",
    "png": png,
    "mermaid": mermaid,
}
"""What draws a diagram alone, by the name of the format."""


def picture_of(dossier: Dossier, picture_format: str) -> str | bytes:
    """Return the diagram of a dossier, alone, in one of `FORMATS`.

    Raises `UsageError` where it has none, with what the dossier says instead.
    """
    diagrams = [part for _, part in parts_of(dossier) if isinstance(part, Diagram)]
    if not diagrams:
        told = " ".join(words for section in dossier.sections for words in section.paragraphs)
        raise UsageError(f"there is nothing to draw: {told}")
    return FORMATS[picture_format](diagrams[0])
