"""A task in one sentence, as the chair reads it out and as it stands in the minutes."""

from __future__ import annotations

from .tasks import Task
from .words import Words


def sentence(task: Task, words: Words) -> str:
    """What, who leads, who helps, which leader, until when; what is not known yet is left out."""
    parts = [task.title]
    if task.unit is not None:
        parts.append(words("by_unit", unit=task.unit.name))
    if task.executing:
        parts.append(words("with", units=words("and").join(one.name for one in task.executing)))
    if task.leader is not None:
        parts.append(words("by_leader", leader=task.leader.name))
    if task.line.due is not None:
        day = task.line.due
        parts.append(words("done_by", year=day.year, month=day.month, day=day.day, iso=day.isoformat()))
    return words("comma").join(parts) + words("stop")
