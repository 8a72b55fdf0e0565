"""All that a graph tells of a body."""

from mandategraph.answers.profile.answer import profile

__all__ = ["profile"]
