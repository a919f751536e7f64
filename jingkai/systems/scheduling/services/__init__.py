"""What may be written here; each takes the actor first."""

from .calling import Call, call_meeting
from .concluding import confirm, last_written
from .noting import Said, change, note, strike

__all__ = ["Call", "Said", "call_meeting", "change", "confirm", "last_written", "note", "strike"]
