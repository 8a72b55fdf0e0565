"""What happened when, on a line."""

from mandategraph.answers.timeline.answer import timeline

__all__ = ["timeline"]
