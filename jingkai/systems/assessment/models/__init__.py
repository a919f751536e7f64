"""The system's tables."""

from .upper import Charge, Note, Tag

__all__ = ["Charge", "Note", "Tag"]
