"""The room's tables."""

from .application import Application, Consultation, Filing
from .charge import Charge
from .milestone import Milestone
from .stage_event import StageEvent
from .subject import Subject

__all__ = ["Application", "Charge", "Consultation", "Filing", "Milestone", "StageEvent", "Subject"]
