"""Tables of this system."""

from .task_line import TaskLine

__all__ = ["TaskLine"]
