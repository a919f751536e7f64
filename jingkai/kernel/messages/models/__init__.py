"""The tables of the room."""

from .notice import Addressee, Notice
from .receipt import Receipt, Step

__all__ = ["Addressee", "Notice", "Receipt", "Step"]
