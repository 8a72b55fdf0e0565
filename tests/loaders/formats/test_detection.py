"""The format of a file is found by its content; its name counts only where the content leaves it open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mandategraph.loaders.document import Document
from mandategraph.loaders.formats import read_documents
from mandategraph.loaders.formats.detection import format_of

FORMATS = {"txt": "text", "html": "html", "docx": "word", "xml": "akomantoso", "json": "registry", "pdf": "pdf"}


@pytest.mark.parametrize("suffix", ["", ".txt", ".docx", ".pdf", ".html", ".json"])
def test_a_file_is_read_by_its_content_whatever_it_is_called(
    in_each_format: Callable[[Document], Path], documents: Mapping[str, Document], suffix: str, tmp_path: Path
) -> None:
    path = in_each_format(documents["A/RES/60/177"])
    disguised = Path(shutil.copy(path, tmp_path / f"disguised{suffix}"))
    (document,) = read_documents(disguised)
    assert document.source.format == FORMATS[path.suffix[1:]]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("<!-- Page 1 -->\n\n55/25. Title", "a.txt", "text"),
        ("<!-- Page 1 -->\n\n55/25. Title", "a.md", "text"),
        ("[on the report of the Third Committee (A/55/383)]", "a.txt", "text"),
        ("**The General Assembly**,\n\n<br>\n\n1. Requests", "a.md", "text"),
        ("\n  <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>\n<HTML>", "a", "html"),
        ('<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml">', "a", "html"),
        ("<p>1. States shall act.</p>", "a", "html"),
        ("\ufeff<html>", "a", "html"),
        ("States shall <b>act</b> <p>and act.", "a.html", "html"),
        ("States shall <b>act</b> <p>and act.", "a.txt", "text"),
        ('<akn:akomaNtoso xmlns:akn="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">', "a", "akomantoso"),
        ("<!-- made by hand -->\n<akomaNtoso>", "a", "akomantoso"),
        (' \n[\n {"text": ""}]', "a", "registry"),
        ("garbage %PDF-1.7", "a", "pdf"),
    ],
)
def test_the_first_words_tell_the_format(content: str, name: str, expected: str) -> None:
    assert format_of(content.encode(), Path(name)) == expected


def test_xml_in_utf_16_is_recognized() -> None:
    assert format_of("<?xml version='1.0'?><akomaNtoso/>".encode("utf-16"), Path("a")) == "akomantoso"


def test_reading_a_text_loads_no_library_of_another_format(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. States shall act.", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from mandategraph.loaders.formats import read_documents;"
        f"read_documents(Path({str(path)!r}));"
        "print([name for name in ('docx', 'pdfminer', 'lxml') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
