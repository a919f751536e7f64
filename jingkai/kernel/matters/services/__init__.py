"""What may be written here; each takes the actor first and `call` to be part of another service."""

from .drafts import Draft
from .found import note_found
from .lights import Followed, Noted, follow_up, note_lights
from .moving import choices, hand_over, move
from .noticing import Notice, clear, dismiss, enter_signal, notice
from .opening import open_matter, open_matters, open_split
from .outcome import Outcome
from .raising import PreparedJoining, add_to_matter, open_as_matter, prepare_joining
from .together import Opened, Opening, PreparedOpening

__all__ = [
    "Draft",
    "Followed",
    "Noted",
    "Notice",
    "Opened",
    "Opening",
    "Outcome",
    "PreparedJoining",
    "PreparedOpening",
    "add_to_matter",
    "choices",
    "clear",
    "dismiss",
    "enter_signal",
    "follow_up",
    "hand_over",
    "move",
    "note_found",
    "note_lights",
    "notice",
    "open_as_matter",
    "open_matter",
    "open_matters",
    "open_split",
    "prepare_joining",
]
