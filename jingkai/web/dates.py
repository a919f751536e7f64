"""Moments as people here read them."""

from __future__ import annotations

from datetime import datetime

from jingkai.engines.periods import SHANGHAI

NO_MOMENT = "—"


def moment(at: datetime | None) -> str:
    """A time in the zone's own clock: 2024-04-08 17:00."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at is not None else NO_MOMENT
