"""What tests of the answers share: the day they are told for. The graph that they ask is `built_store`."""

from __future__ import annotations

import datetime

import pytest

from mandategraph.answers.asked import Day


@pytest.fixture(scope="session")
def day() -> Day:
    """A day on which the graph is as it is, so that what has passed and what is open stays the same."""
    return Day(datetime.date(2026, 11, 24))
