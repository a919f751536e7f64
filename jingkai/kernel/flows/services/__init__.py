"""What may be written here; each takes the actor first and `call` to be part of another service."""

from .extending import ask_extension, decide_extension
from .issuing import issue_light
from .moving import move
from .opening import add_doer, open_case
from .permitting import who, why_not

__all__ = [
    "add_doer",
    "ask_extension",
    "decide_extension",
    "issue_light",
    "move",
    "open_case",
    "who",
    "why_not",
]
