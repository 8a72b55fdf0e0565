"""The vocabulary as a page for people, made by pyLODE."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import lxml.html

from mandategraph.errors import MandatesError
from mandategraph.graph.libraries import require


def ontology_page() -> bytes:
    """Return the documentation of the vocabulary as one HTML page, which needs nothing from elsewhere.

    Raises `LibraryError` where pyLODE is not installed, `MandatesError` where it fails.
    """
    require("pylode", "the documentation of the vocabulary", "pyLODE", "package")
    with (
        as_file(files("mandategraph") / "ontology/mandategraph.ttl") as source,
        tempfile.TemporaryDirectory() as folder,
    ):
        page = Path(folder) / "page.html"
        # In a process of its own, for it changes how the whole of its process writes its log.
        command = [sys.executable, "-m", "pylode", "--sort", "-o", str(page), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not page.exists():
            last = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
            raise MandatesError(f"pyLODE cannot document the vocabulary: {last}")
        return _mended(page.read_bytes())


def _mended(page: bytes) -> bytes:
    """Say the language of a page, which pyLODE does not, and let every identifier stand in it once."""
    root = lxml.html.document_fromstring(page)
    root.set("lang", "en")
    seen: set[str] = set()
    # A property that has one value is described among the properties, and once more among those with one value.
    for element in root.iter():
        if (identifier := element.get("id")) in seen:
            del element.attrib["id"]
        elif identifier:
            seen.add(identifier)
    return bytes(lxml.html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")) + b"\n"
