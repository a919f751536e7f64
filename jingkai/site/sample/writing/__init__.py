"""The sample zone in a database."""

from .whole import Written, write_sample

__all__ = ["Written", "write_sample"]
