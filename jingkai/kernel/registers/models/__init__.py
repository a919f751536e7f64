"""The room's tables."""

from .charge import Charge
from .milestone import Milestone
from .stage_event import StageEvent
from .subject import Subject

__all__ = ["Charge", "Milestone", "StageEvent", "Subject"]
