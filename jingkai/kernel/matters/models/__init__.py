"""The tables of the room."""

from .handover import Handover
from .matter import Matter, MatterCounter
from .signal import Joined, Joining, Signal

__all__ = ["Handover", "Joined", "Joining", "Matter", "MatterCounter", "Signal"]
