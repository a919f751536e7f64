"""The system's tables."""

from .upper import Note, Responsibility, Tag

__all__ = ["Note", "Responsibility", "Tag"]
