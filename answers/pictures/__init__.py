"""The pictures that can be asked for by name, and the diagrams that they show."""

from mandategraph.answers.pictures.answer import PICTURES, pictured
from mandategraph.answers.pictures.diagrams import bodies_and_themes, citations, successions

__all__ = ["PICTURES", "bodies_and_themes", "citations", "pictured", "successions"]
