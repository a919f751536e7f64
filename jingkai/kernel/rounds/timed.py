"""What the platform does of this room by itself: it looks what fell, and tells of terms that are over."""

from collections.abc import Callable, Sequence
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.facts.zones import zones
from jingkai.kernel.flows.problems import MOVED_MEANWHILE, NO_SUCH_MOVE
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.timed import timed

from .services import follow_falls, remind

# How often it is looked again where others moved something in that moment; they move each case once.
_LOOKS = 5


@timed("rounds.follow-falls")
def falls(at: datetime) -> int:
    """How many consequences lapsed or were flagged because something fell that they stand on, in all zones."""
    return in_every_zone(at, lambda zone: follow_falls(SYSTEM, zone, at=at))


@timed("rounds.remind")
def reminders(at: datetime) -> int:
    """How many notices of terms that are over were sent."""
    return len(remind(SYSTEM, at=at))


def in_every_zone(at: datetime, look: Callable[[Organisation], Sequence[object]]) -> int:
    """How many `look` moved in the zones of that day. Where somebody else was quicker it looks again, and what he moved
    is not there any more. Raises Problem as `look`, once others were quicker every time.
    """
    return sum(len(_settled(look, zone)) for zone in zones(day_of(at)))


def _settled(look: Callable[[Organisation], Sequence[object]], zone: Organisation) -> Sequence[object]:
    for _ in range(_LOOKS - 1):
        try:
            return look(zone)
        except Problem as problem:
            if problem.kind not in (MOVED_MEANWHILE, NO_SUCH_MOVE):
                raise
    return look(zone)
