"""A scheme computed on facts, by the engine that is asked for; each gives the same bytes."""

from __future__ import annotations

from collections.abc import Collection

from .dense.scores import dense_rows
from .loading import Source, load
from .reading import Plan
from .scored import Engine, Scored, Trace, named, worded
from .statements.running import by_statements

__all__ = ["Engine", "Scored", "Trace", "score"]


def score(
    plan: Plan,
    facts: Source,
    units: Source | None = None,
    *,
    trace: Trace = "full",
    engine: Engine = "arrays",
    periods: Collection[str] | None = None,
) -> Scored:
    """Compute a scheme on facts. Of `periods` only (as they are written in the facts), the others are for
    comparison: last year's figures need not be complete.

    Raises the Problems of `load`; `scoring.missing` and `scoring.undefined` where the scheme says that they are
    refused, and `scoring.no-mean`; `scoring.no-spark` where that engine is not installed.
    """
    loaded = load(plan, facts, units)
    asked = loaded.asked(periods)
    if engine != "arrays":
        return by_statements(plan, loaded, asked, trace, engine)
    scores, rows = dense_rows(plan, loaded, asked, trace)
    return Scored(
        plan, loaded, named(scores, plan, loaded), None if rows is None else worded(rows, plan, loaded)
    )
