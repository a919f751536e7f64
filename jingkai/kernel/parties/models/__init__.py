"""The tables of the room."""

from .account import Account

__all__ = ["Account"]
