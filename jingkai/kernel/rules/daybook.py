"""What holds on one day, each thing read once for all who ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from jingkai.engines.periods import Calendar, day_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Plate
from jingkai.kernel.records.actor import Actor

from .access import reader_of, require
from .book import RuleBook
from .holidays import calendar_for


@dataclass
class DayBook:
    """日簿: the rules, calendars, bodies and rights that hold `on` a day.

    Each is read when it is first asked for. Make one a call, before its transaction, and let it go with the call:
    what is entered meanwhile it does not see.
    """

    on: date
    rules: RuleBook = field(default_factory=RuleBook)
    _calendars: dict[int, Calendar] = field(default_factory=dict)
    _bodies: dict[int, Organisation] = field(default_factory=dict)
    _readers: dict[tuple[int, int | None], Reader] = field(default_factory=dict)

    def calendar(self, unit: Organisation) -> Calendar:
        """The calendar of the unit."""
        if unit.pk not in self._calendars:
            self._calendars[unit.pk] = calendar_for(unit, self.on, self.rules)
        return self._calendars[unit.pk]

    def body(self, unit: Organisation) -> Organisation:
        """The unit's Body: itself, or the one whose plate it is."""
        body = self._plates.get(unit.pk, unit.pk)
        if body == unit.pk:
            return unit
        if body not in self._bodies:
            self._bodies[body] = Organisation.objects.get(pk=body)
        return self._bodies[body]

    def bodies(self, units: Iterable[int]) -> set[int]:
        """The ids of the Bodies that these organisations are, by their ids."""
        return {self._plates.get(one, one) for one in units}

    def reader(self, actor: Actor) -> Reader:
        """The Reader that who acts is. Raises ValueError for the platform itself, which reads all."""
        if actor.person is None:
            raise ValueError("the platform itself reads all")
        who = (actor.person, actor.token)
        if who not in self._readers:
            self._readers[who] = reader_of(actor, on=self.on, book=self.rules)
        return self._readers[who]

    def require(
        self,
        actor: Actor,
        act: str,
        kind: str,
        unit: Organisation | None,
        *,
        keeps: frozenset[str] = frozenset(),
    ) -> None:
        """As `access.require`. Raises Problem `parties.not-allowed`."""
        if actor.person is not None:
            require(actor, act, kind, unit, on=self.on, keeps=keeps, reader=self.reader(actor))

    @cached_property
    def _plates(self) -> Mapping[int, int]:
        """The Body of each organisation that is a plate, by id."""
        return dict(Plate.objects.valid_on(self.on).values_list("organisation", "body"))


def day_book(at: datetime, book: DayBook | None = None) -> DayBook:
    """The book of the day of `at`: the one given, else a new one. Raises ValueError for one of another day."""
    if book is None:
        return DayBook(day_of(at))
    if book.on != day_of(at):
        raise ValueError(f"a book of {book.on} says nothing about {day_of(at)}")
    return book
