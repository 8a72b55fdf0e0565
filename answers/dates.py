"""Dates as people write them."""

from __future__ import annotations

import datetime


def written(date: str) -> str:
    """Return an ISO date in words, "4 December 2000"; what is no whole date ("2005") stays as it is."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B %Y}"
