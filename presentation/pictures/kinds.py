"""How each kind of box of a diagram looks; `kinds.toml` says it."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Look:
    """How a box looks (Graphviz's name of the shape, colours as in HTML), and what the legend calls it."""

    called: str
    shape: str
    fill: str
    line: str
    dashed: bool = False


@functools.cache
def looks() -> Mapping[str, Look]:
    """Return how each kind of box looks, by kind."""
    text = (resources.files("mandategraph") / "presentation" / "pictures" / "kinds.toml").read_text(encoding="utf-8")
    return {kind: Look(**look) for kind, look in tomllib.loads(text).items()}
