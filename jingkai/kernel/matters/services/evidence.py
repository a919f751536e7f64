"""A move with the files that prove it, and with how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.services import Said, write_progress
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import Stored
from jingkai.kernel.records.writer import Writer

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
    said: Said | None = None,
    key: str = "",
    call: Writer | None = None,
) -> Move:
    """Make the next move, keep the files as its evidence and what it said of how far it is: all or nothing. With a
    request key it is done once, and asked again gives the move that was made.

    Raises Problem `records.request-changed` (the key was used for something else), those of `move`, and
    `flows.progress-month`, `flows.progress-not-done`.
    """
    if said is not None:
        said.starts(at)  # refused before anybody waits
    content = {
        "matter": matter.pk,
        "move": name,
        "note": note,
        "due": due,
        "files": [[one.stored.sha256, one.name] for one in files],
        "said": repr(said) if said is not None else "",
    }
    with joining(
        call, actor, act=f"matters.{name}", at=at, key=key, content=content, ref=matter.ref
    ) as writer:
        if writer.repeated is not None:
            return Move.objects.select_related("flow_move").get(batch=writer.repeated, case=matter.case)
        rows = writer.add_all(one.stored.row(one.name, one.media_type) for one in files)
        evidence = " ".join(f"file:{row.pk}" for row in rows)
        made = move(actor, matter, name, at=at, note=note, due=due, evidence=evidence, call=writer)
        if said is not None:
            write_progress(writer, made, said)
    return made
