"""Reading the journal, as far as the reader may look into it. Nothing of it is counted: it tells what happened, and
never how much somebody did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.records.models import Entry, Seal

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for: entries of people so named, of a unit's people, between two days, of a room (`facts`), before
    a number of the journal.
    """

    person: str = ""
    unit: int | None = None
    since: date | None = None
    until: date | None = None
    room: str = ""
    before: int | None = None


@dataclass(frozen=True)
class Line:
    """An entry with its people by name; `sealed` is whether the chain of hashes holds it already."""

    entry: Entry
    person: str
    post: str
    for_person: str
    sealed: bool


@dataclass(frozen=True)
class Page:
    """Entries, the newest first; `older` is the number before which there are more, None at the end."""

    lines: list[Line]
    older: int | None


def journal(reader: Reader | None, wanted: Wanted) -> Page:
    """The page that is wanted."""
    rows = _meeting(_seen(reader), wanted)
    if wanted.before is not None:
        rows = rows.filter(seq__lt=wanted.before)
    found = list(rows.order_by("-seq")[: PAGE + 1])
    shown = found[:PAGE]
    people, posts = _people(shown), _posts(shown)
    sealed = set(Seal.objects.filter(entry__in=[one.seq for one in shown]).values_list("entry", flat=True))
    return Page(
        [
            Line(
                one,
                people.get(one.person or 0, ""),
                posts.get(one.post or 0, ""),
                people.get(one.for_person or 0, ""),
                one.seq in sealed,
            )
            for one in shown
        ],
        shown[-1].seq if len(found) > PAGE else None,
    )


def rooms(reader: Reader | None) -> list[str]:
    """The first words of the acts that the reader may read of: `facts`, `matters`."""
    acts = _seen(reader).order_by().values_list("act", flat=True).distinct()
    return sorted({one.partition(".")[0] for one in acts})


def last_seal() -> Seal | None:
    """Up to where the chain of hashes is closed."""
    return Seal.objects.order_by("-entry").first()


def _seen(reader: Reader | None) -> QuerySet[Entry]:
    return Entry.objects.all() if reader is None else visible(Entry.objects.all(), reader)


def _meeting(rows: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    if wanted.person:
        rows = rows.filter(person__in=Person.objects.filter(name__icontains=wanted.person).values("pk"))
    if wanted.unit is not None:
        rows = rows.filter(person__in=Post.objects.filter(body=wanted.unit).values("person"))
    if wanted.since is not None:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until is not None:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.room:
        rows = rows.filter(act__startswith=f"{wanted.room}.")
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def _people(entries: list[Entry]) -> Mapping[int, str]:
    keys = {key for one in entries for key in (one.person, one.for_person) if key is not None}
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))


def _posts(entries: list[Entry]) -> Mapping[int, str]:
    rows = Post.objects.filter(pk__in={one.post for one in entries if one.post is not None})
    return {one.pk: f"{one.body.name} {one.title}".strip() for one in rows.select_related("body")}


def units(reader: Reader | None, zone: Organisation, on: date) -> list[Organisation]:
    """The units whose people's entries the reader may read."""
    rows = Organisation.objects.live_on(on).filter(zone.subtree())
    if reader is not None:
        rows = rows.filter(pk__in=reader.units("logs"))
    return list(rows.order_by("pk"))
