"""A provision, from the commitment to the bodies that carry it out, and back."""

from mandategraph.answers.trace.answer import trace

__all__ = ["trace"]
