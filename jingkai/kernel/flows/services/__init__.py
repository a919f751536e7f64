"""What may be written here; each takes the actor first and `call` to be part of another service."""

from .extending import ask_extension, decide_extension
from .hands import Barred, hands
from .issuing import issue_light
from .moving import PreparedMove, move, prepare_move, write_move
from .opening import add_doer, open_case, write_cases
from .permitting import Choice, choices, who, why_not
from .preparing import CaseDraft, PreparedCase, prepare_cases
from .progress import Said, thousandths, write_progress

__all__ = [
    "Barred",
    "CaseDraft",
    "Choice",
    "PreparedCase",
    "PreparedMove",
    "Said",
    "add_doer",
    "ask_extension",
    "choices",
    "decide_extension",
    "hands",
    "issue_light",
    "move",
    "open_case",
    "prepare_cases",
    "prepare_move",
    "thousandths",
    "who",
    "why_not",
    "write_cases",
    "write_move",
    "write_progress",
]
