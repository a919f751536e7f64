"""Which rows of a month stand against no schedule, and why."""

from __future__ import annotations

from collections import Counter

from .line import Line
from .month import Month
from .view import head
from .words import Words

# In the order in which they are said.
REASONS = ("no-target", "no-schedule", "unknown")


def uncompared(month: Month) -> Counter[str]:
    """How many of the zone's own rows are not compared with a schedule, by reason: `no-target`; `no-schedule` (a
    rate, a balance: nothing that grows over the year); `unknown` (no figure, or an interval around the schedule).
    """
    found = Counter(reason for line in month.lines if (reason := _reason(line)))
    counts = head(month)
    rest = counts.lines - counts.ahead - counts.even - counts.within - counts.behind - found.total()
    return found + Counter({"unknown": rest})


def in_words(month: Month, words: Words) -> str:
    """That in a sentence; empty where every row is compared."""
    found = uncompared(month)
    if not found:
        return ""
    parts = [words(f"uncompared_{one}", count=found[one]) for one in REASONS if found[one]]
    return words("uncompared", count=found.total(), why=words("comma").join(parts))


def _reason(line: Line) -> str:
    if line.aimed is None:
        return "no-target"
    return "" if line.definition.flows else "no-schedule"
