"""What the platform does of this system by itself: it looks what fell of what rewards stand on."""

from datetime import datetime

from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.timed import timed
from jingkai.kernel.rounds.timed import in_every_zone

from .services import follow_falls


@timed("cadres.follow-falls")
def falls(at: datetime) -> int:
    """How many rewards lapsed or were flagged because an entry fell that they stand on, in all zones."""
    return in_every_zone(at, lambda zone: follow_falls(SYSTEM, zone, at=at))
