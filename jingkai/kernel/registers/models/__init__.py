"""The room's tables."""

from .milestone import Milestone
from .stage_event import StageEvent
from .subject import Subject

__all__ = ["Milestone", "StageEvent", "Subject"]
