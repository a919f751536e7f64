"""What the platform does of this room by itself: it tells of replies that are late."""

from datetime import datetime

from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.timed import timed

from .consulting import remind


@timed("registers.remind")
def reminders(at: datetime) -> int:
    """How many notices of late replies were sent."""
    return len(remind(SYSTEM, at=at))
