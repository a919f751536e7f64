"""The tables of the room."""

from .activity import Activity, Output, Participant

__all__ = ["Activity", "Output", "Participant"]
