"""What publishing a month would keep: its figures, what is open or disagrees, and what changed since the last time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.kernel.matters.queries import Noticed
from jingkai.kernel.matters.services.noticing import OPEN
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor

from ..findings import about_of, behind
from ..line import Line
from ..month import Month, compute
from ..on_record import on_record
from ..publishing import Standing, batches_of, blanks, mark_of, publishable, standing
from ..view import view
from ..words import Lang, Words


@dataclass(frozen=True)
class Changed:
    """A row whose figure is another than when the month was published, both in words."""

    name: str
    holder: str
    then: str
    now: str


@dataclass(frozen=True)
class Ready:
    """The whole month as known now, and `mark`, by which a press says what was looked at. `late` are the rows behind,
    `blanks` the indicators without a figure, `open` the signals on record that came to nothing yet.
    """

    month: Month
    mark: str
    batches: int
    blanks: tuple[Line, ...]
    late: tuple[Line, ...]
    open: tuple[Noticed, ...]
    published: Standing | None


def ready(actor: Actor, zone: Organisation, period: Period, *, at: datetime) -> Ready:
    """Look at what would be published; nothing is stored. Raises Problems as `publishable`."""
    month = publishable(actor, zone, period, at=at)
    return Ready(
        month=month,
        mark=mark_of(month),
        batches=len(batches_of(month)),
        blanks=tuple(blanks(month)),
        late=tuple(line for line in month.everything if any(behind([line]))),
        open=tuple(one for one in on_record(month).noticed if one.state == OPEN),
        published=standing(month),
    )


def changes(found: Ready, lang: Lang) -> Iterator[Changed]:
    """The rows whose figure is another than when the month was published, also those that are gone or new."""
    if found.published is None or not found.published.changed:
        return
    then = _figures(compute(found.month.zone, found.month.period, found.published.as_of), lang)
    now = _figures(found.month, lang)
    for about in dict.fromkeys([*now, *then]):
        name, holder, _ = now.get(about) or then[about]
        old, new = (some[about][2] if about in some else "—" for some in (then, now))
        if old != new:
            yield Changed(name, holder, old, new)


def _figures(month: Month, lang: Lang) -> dict[str, tuple[str, str, str]]:
    """Of each row by what it is about: the indicator, whose, and the figure in words."""
    rows = {about_of(line): view(line, lang) for line in month.everything}
    return {about: (row.name, row.holder, str(row.value)) for about, row in rows.items()}


def name_of(person: int | None, lang: Lang) -> str:
    """Who published: a person's name, or the platform."""
    found = Person.objects.filter(pk=person).values_list("name", flat=True).first()
    return found or Words(lang)("system")
