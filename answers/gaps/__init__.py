"""What was not found in a graph, by the rules of `rules.toml`."""

from mandategraph.answers.gaps.answer import gaps

__all__ = ["gaps"]
