"""Who sees the tables of the room below, which knows no readers."""

from django.db.models import Q

from jingkai.kernel.records.models import (
    Basis,
    Batch,
    BatchLive,
    Counter,
    Entry,
    File,
    RequestKey,
    Retired,
    RoomVersion,
    Seal,
    SearchText,
    Withdrawal,
)

from .access import custom, hidden, see
from .access.levels import Level
from .access.reader import Reader
from .models import Post


def _entries(reader: Reader, level: Level) -> Q:
    """The journal of those who hold a post in a unit that the reader may look into; and one's own."""
    units = reader.units("logs", level)
    people = Post.objects.filter(body__in=units).values("person")
    known = Q() if reader.as_of is None else Q(seq__lte=reader.as_of)
    seen = Q(person__in=people) | Q(person=reader.person, person__isnull=False)
    if any(one.narrow == "technical" for one in reader.sights_of("logs", level)):
        # What the platform did by itself: releases, timers.
        seen |= Q(person__isnull=True)
    return known & seen


see(custom("logs", _entries))(Entry)
for _table in (Batch, BatchLive, Counter, RoomVersion, RequestKey, Seal, Withdrawal, Basis, Retired):
    see(hidden("bookkeeping of the journal; verify and doctor read it"))(_table)
see(hidden("rows are found through it, and seen by the rule of their own table"))(SearchText)
see(hidden("a file is opened through the fact or evidence that shows it"))(File)
