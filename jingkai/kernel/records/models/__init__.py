"""The tables of the room."""

from .basis import Basis
from .batch import Batch
from .batch_live import BatchLive
from .counter import Counter
from .entry import Entry
from .file import File
from .recorded import Recorded, RecordedQuerySet
from .request_key import RequestKey
from .retired import Retired
from .room_version import RoomVersion
from .seal import Seal
from .search_text import SearchText
from .withdrawal import Withdrawal

__all__ = [
    "Basis",
    "Batch",
    "BatchLive",
    "Counter",
    "Entry",
    "File",
    "Recorded",
    "RecordedQuerySet",
    "RequestKey",
    "Retired",
    "RoomVersion",
    "Seal",
    "SearchText",
    "Withdrawal",
]
