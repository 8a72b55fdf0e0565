"""Libraries that only some wishes need, and that an install without extras does not bring."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from mandategraph.errors import MandatesError


class LibraryError(MandatesError):
    """A library that a wish needs is not installed."""


def library(module: str, wish: str, project: str, extra: str) -> ModuleType:
    """Return a module of an optional library.

    `wish` is what needs it ("PDF"), `project` what it is called ("WeasyPrint"), `extra` the extra of this project that
    brings it. Raises `LibraryError` where it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise  # The library is there, and something that it needs itself is not.
        raise LibraryError(f"{wish} needs {project}: pip install 'mandategraph[{extra}]'") from error


def require(module: str, wish: str, project: str, extra: str) -> None:
    """Raise `LibraryError` where an optional library, which need not be imported here, is not installed."""
    if importlib.util.find_spec(module) is None:
        raise LibraryError(f"{wish} needs {project}: pip install 'mandategraph[{extra}]'")
