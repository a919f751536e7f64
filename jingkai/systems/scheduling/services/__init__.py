"""What may be written here; each takes the actor first."""

from .calling import Call, call_meeting

__all__ = ["Call", "call_meeting"]
