"""A move with the files that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.kernel.flows.models import Move
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import Stored
from jingkai.kernel.records.writing import writing

from ..models import Matter
from .moving import move


@dataclass(frozen=True)
class Attached:
    """A file that comes with a move. Its content is stored already (`records.filestore.store`)."""

    stored: Stored
    name: str
    media_type: str


def move_with_files(
    actor: Actor,
    matter: Matter,
    name: str,
    files: Sequence[Attached],
    *,
    at: datetime,
    note: str = "",
    due: date | None = None,
) -> Move:
    """Make the next move and keep the files as its evidence, both or neither. Raises Problems as `move`."""
    if not files:
        return move(actor, matter, name, at=at, note=note, due=due)
    with writing(actor, act=f"matters.{name}", at=at, ref=matter.ref) as call:
        rows = call.add_all(one.stored.row(one.name, one.media_type) for one in files)
        evidence = " ".join(f"file:{row.pk}" for row in rows)
        return move(actor, matter, name, at=at, note=note, due=due, evidence=evidence, call=call)
