"""The forms that an answer can be given: the same rows as text, Markdown, HTML, CSV, JSON, Word, PDF and a workbook.

Each form has a module of its own, which is imported when the form is asked for: so `--help` stays quick, and a library
that only one form needs may be absent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

from mandategraph.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from mandategraph.answers.dossier import Dossier

Writer = Callable[["Dossier"], bytes]


def _writer(module: str, function: str) -> Writer:
    """Return the function of a module of this package, which is imported at its first call."""

    def later(dossier: Dossier) -> bytes:
        return cast("Writer", getattr(import_module(f"{__name__}.{module}"), function))(dossier)

    return later


FORMS: Mapping[str, Writer] = {
    "text": _writer("text", "write_text"),
    "markdown": _writer("markdown", "write_markdown"),
    "html": _writer("page", "write_html"),
    "csv": _writer("flat", "write_csv"),
    "json": _writer("flat", "write_json"),
    "docx": _writer("word", "write_docx"),
    "pdf": _writer("pdf", "write_pdf"),
    "xlsx": _writer("workbook", "write_xlsx"),
}
"""What writes each form, by the name of the form; all but the last three are text in UTF-8."""


def write(dossier: Dossier, form: str) -> bytes:
    """Return an answer in one of `FORMS`.

    Raises `UsageError` for another form, and another `MandatesError` where what a form needs is not installed.
    """
    if form not in FORMS:
        near = did_you_mean(form, FORMS)
        raise UsageError(f"an answer cannot be written as {form!r}{near}; known: {', '.join(FORMS)}")
    return FORMS[form](dossier)
