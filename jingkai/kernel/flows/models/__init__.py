"""The tables of the room."""

from .case import Case, CaseState, Doer
from .due import Due, Extension
from .flow_move import FlowMove, Side
from .issued_light import IssuedLight
from .move import Move
from .progress import Progress

__all__ = [
    "Case",
    "CaseState",
    "Doer",
    "Due",
    "Extension",
    "FlowMove",
    "IssuedLight",
    "Move",
    "Progress",
    "Side",
]
