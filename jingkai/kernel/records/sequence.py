"""The one sequence. Its order is the order of commits, and it has no gaps."""

from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError, connection

from .actor import Actor
from .models import Batch, BatchLive, Counter, Entry, RoomVersion

_TAKE = "UPDATE jk_records_counter SET last = last + 1 WHERE id = 1 RETURNING last"


def latest() -> int:
    """The number of the last committed entry: what `as_of` is when nobody says otherwise."""
    return Counter.objects.values_list("last", flat=True).get(id=1)


def take() -> int:
    """The next number; the counter's row is held until commit. Raises DatabaseError where that row is lost."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE)
        taken = cursor.fetchone()
    if taken is None:
        raise DatabaseError("jk_records_counter has lost its row: run doctor")
    return int(taken[0])


def enter(
    actor: Actor, *, at: datetime, act: str, batch: Batch | None = None, ref: str = "", digest: str = ""
) -> Entry:
    """Take the next number and write the entry. It is the last thing a transaction does: the counter's row
    is held from here to commit, so no later number can be committed before this one.
    """
    entry = Entry(
        seq=take(),
        at=at,
        person=actor.person,
        post=actor.post,
        for_person=actor.for_person,
        token=actor.token,
        act=act,
        batch=batch,
        ref=ref,
        digest=digest,
    )
    entry.save(force_insert=True)
    if batch is not None:
        BatchLive(batch=batch, live_seq=entry.seq).save(force_insert=True)
    return entry


def moved_on(rooms: Iterable[str], seq: int) -> None:
    """These rooms (labels of apps), and this one, changed with the batch that went live at the number. It is called
    where the counter's row is held, so no two commits wait for each other here.
    """
    # Each call writes here: one statement of plain SQL.
    named = sorted({RoomVersion._meta.app_label, *rooms})
    places = ", ".join(["(%s, %s)"] * len(named))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO jk_records_roomversion (room, seq) VALUES {places}"
            " ON CONFLICT (room) DO UPDATE SET seq = excluded.seq",
            [one for room in named for one in (room, seq)],
        )
