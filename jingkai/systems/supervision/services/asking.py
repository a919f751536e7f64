"""What of pasted minutes is to be asked before their points are tasks: who is not known, which day is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from ..kinds import MINUTES, MinutesBody
from .due import DueSaid
from .minutes import Meeting, Point, due_reader, several
from .naming import Known, Names


@dataclass(frozen=True)
class Stranger:
    """A name in a field of a point (`part`) that no unit here bears, with names of units that it may mean."""

    part: str
    name: str
    like: tuple[str, ...]


@dataclass(frozen=True)
class Asks:
    """What of a point is to be asked: units, the leader where nobody or more than one is called so, the due date."""

    units: tuple[Stranger, ...] = ()
    leader: str = ""
    due: DueSaid | None = None

    def of(self, part: str) -> list[Stranger]:
        """The names in one field."""
        return [one for one in self.units if one.part == part]


def ask(points: Sequence[Point], zone: Organisation, meeting: Meeting, on: date) -> dict[int, Asks]:
    """What is to be asked of each point, by its row: what `open_tasks` would refuse, but for what is missing."""
    names, known = Names(zone, on), Known(zone, on)
    kind = RuleBook().body(MINUTES, zone, on, MinutesBody).meetings.get(meeting.kind)
    reader = due_reader(zone, meeting, kind.term) if kind is not None else None
    found = {}
    for one in points:
        units = tuple(
            Stranger(part, name, tuple(known.like(name)))
            for part in ("unit", "executing")
            for name in several(getattr(one, part))
            if not names.units([name], one.row)
        )
        said = reader.read(one.due, one.title) if reader is not None else None
        found[one.row] = Asks(
            units=units,
            leader=one.leader if one.leader and names.leader(one.leader, one.row) is None else "",
            due=said if said is not None and said.due is None else None,
        )
    return found
