"""How far the mandates of bodies are about the same."""

from mandategraph.answers.overlap.answer import overlap

__all__ = ["overlap"]
