"""The tables of the room."""

from .issue import Issue
from .number import PaperCounter, PaperNumber
from .paper import About, Paper
from .publication import Objection, Publication
from .text import Recipient, Review, Text

__all__ = [
    "About",
    "Issue",
    "Objection",
    "Paper",
    "PaperCounter",
    "PaperNumber",
    "Publication",
    "Recipient",
    "Review",
    "Text",
]
