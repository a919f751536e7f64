"""The system's tables."""

from .published import IssuedLight, PublishedMonth

__all__ = ["IssuedLight", "PublishedMonth"]
