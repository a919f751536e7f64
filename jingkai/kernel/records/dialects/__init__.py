"""The two databases' ways of keeping the same promises."""

from .dialect import Dialect, Trigger, dialect_of

__all__ = ["Dialect", "Trigger", "dialect_of"]
