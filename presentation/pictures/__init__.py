"""Diagrams as pictures: SVG and PNG by Graphviz, and the text of a Mermaid flowchart."""

from mandategraph.answers.dossier import Diagram, Dossier, parts_of
from mandategraph.errors import UsageError
from mandategraph.presentation.pictures.drawing import png, svg
from mandategraph.presentation.pictures.mermaid import mermaid

__all__ = ["mermaid", "picture_of", "png", "svg"]


def picture_of(dossier: Dossier, picture_format: str) -> str | bytes:
    """Return the diagram of a dossier, alone, as "svg", "png" or "mermaid".

    Raises `UsageError` where it has none, with what the dossier says instead.
    """
    diagrams = [part for _, part in parts_of(dossier) if isinstance(part, Diagram)]
    if not diagrams:
        told = " ".join(words for section in dossier.sections for words in section.paragraphs)
        raise UsageError(f"there is nothing to draw: {told}")
    if picture_format == "png":
        return png(diagrams[0])
    return svg(diagrams[0]) + "\n" if picture_format == "svg" else mermaid(diagrams[0])
