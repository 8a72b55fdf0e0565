"""An answer as a Word document, with what python-docx has no way to write."""

from mandategraph.presentation.forms.word.document import write_docx

__all__ = ["write_docx"]
