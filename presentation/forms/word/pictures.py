"""The pictures of a Word document: each diagram drawn once, and how much of a page it takes."""

from __future__ import annotations

import io

from docx.image.image import Image

from mandategraph.answers.dossier import Diagram
from mandategraph.errors import MandatesError
from mandategraph.presentation.forms.word.frame import PORTRAIT
from mandategraph.presentation.pictures import png

_SMALLEST_SHARE = 0.75
"""A picture that would be made smaller than this on an upright page gets a page that lies."""


class Pictures:
    """The diagrams of one dossier as pictures. What draws or measures one raises `MandatesError` where it cannot."""

    def __init__(self) -> None:
        self._drawn: dict[int, bytes] = {}

    def drawn(self, diagram: Diagram) -> bytes:
        """Return a diagram as a PNG."""
        if id(diagram) not in self._drawn:
            self._drawn[id(diagram)] = png(diagram)
        return self._drawn[id(diagram)]

    def size(self, diagram: Diagram) -> tuple[float, float]:
        """Return the width and height of a picture in centimetres."""
        image = Image.from_file(io.BytesIO(self.drawn(diagram)))
        return image.width.cm, image.height.cm

    def is_wide(self, diagram: Diagram) -> bool:
        """Tell whether a picture needs a page that lies; one that cannot be drawn does not."""
        try:
            return self.size(diagram)[0] * _SMALLEST_SHARE > PORTRAIT
        except MandatesError:
            return False  # Why it cannot be drawn is told in its place.
