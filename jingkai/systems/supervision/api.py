"""What other systems may call."""

from .services import Meeting, Minuted, Point, conclude, import_list, open_tasks, plan_supervision

__all__ = ["Meeting", "Minuted", "Point", "conclude", "import_list", "open_tasks", "plan_supervision"]
