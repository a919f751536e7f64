"""One subject: what it reached and lost, what was promised for it and how that was changed."""

from __future__ import annotations

from dataclasses import dataclass

from jingkai.kernel.registers.models import Milestone, StageEvent, Subject


@dataclass(frozen=True)
class Reached:
    """A stage event; `withdrawn` is the event by which it was lost again."""

    event: StageEvent
    withdrawn: StageEvent | None


@dataclass(frozen=True)
class Promised:
    """A promise as it holds now, with those before it, the baseline first; the event that kept it, if there is one."""

    milestone: Milestone
    before: tuple[Milestone, ...]
    kept: StageEvent | None

    @property
    def days_late(self) -> int | None:
        """How many days after the promised one the stage was reached; 0 in time, None where it is not reached."""
        return max(0, (self.kept.on - self.milestone.due).days) if self.kept is not None else None


def history(subject: Subject, as_of: int | None = None) -> list[Reached]:
    """What it reached, the first first, as known at `as_of`."""
    events = list(StageEvent.objects.known_at(as_of).filter(subject=subject).order_by("on", "pk"))
    lost = {one.withdraws_id: one for one in events if one.withdraws_id is not None}
    return [Reached(one, lost.get(one.pk)) for one in events if one.withdraws_id is None]


def promises(subject: Subject, as_of: int | None = None) -> list[Promised]:
    """What is promised, by day, as known at `as_of`."""
    rows = {one.pk: one for one in Milestone.objects.known_at(as_of).filter(subject=subject)}
    replaced = {one.replaces_id for one in rows.values()}
    kept = {one.event.stage: one.event for one in history(subject, as_of) if one.withdrawn is None}
    found = []
    for one in rows.values():
        if one.pk in replaced:
            continue
        before = []
        older = rows.get(one.replaces_id or 0)
        while older is not None:
            before.insert(0, older)
            older = rows.get(older.replaces_id or 0)
        found.append(Promised(one, tuple(before), kept.get(one.stage)))
    return sorted(found, key=lambda one: (one.milestone.due, one.milestone.pk))
