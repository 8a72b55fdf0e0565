"""An answer as an Excel workbook."""

from mandategraph.presentation.forms.workbook.book import EVIDENCE_COLUMNS, write_xlsx

__all__ = ["EVIDENCE_COLUMNS", "write_xlsx"]
