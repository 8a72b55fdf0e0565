"""A dossier as a PDF file: its HTML page, printed by WeasyPrint, and tagged so that it can be heard (PDF/UA)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mandategraph.graph.libraries import LibraryError, library
from mandategraph.presentation.forms.page import write_html

if TYPE_CHECKING:
    from mandategraph.answers.dossier import Dossier

_VARIANT = "pdf/ua-1"


def write_pdf(dossier: Dossier) -> bytes:
    """Return a dossier as a tagged PDF with bookmarks.

    Raises `LibraryError` where WeasyPrint, or the library Pango that it sets text with, is not installed.
    """
    page = write_html(dossier).decode()
    weasyprint = _weasyprint()
    return bytes(weasyprint.HTML(string=page, url_fetcher=_fetcher()).write_pdf(pdf_variant=_VARIANT))


def _weasyprint() -> Any:
    try:
        return library("weasyprint", "PDF", "WeasyPrint", "brief")
    except OSError as error:
        raise LibraryError(
            "PDF needs Pango, which WeasyPrint sets text with, and which is no Python library: install the packages "
            "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0, or what your system calls them"
        ) from error


def _fetcher() -> Any:
    """Return what fetches only what the page holds itself: nothing is asked of the network or read from files."""
    urls: Any = import_module("weasyprint.urls")
    return urls.URLFetcher(allowed_protocols={"data"})
