"""What other systems and the command line may call."""

from .entered import KIND
from .services import Call, call_meeting

__all__ = ["KIND", "Call", "call_meeting"]
