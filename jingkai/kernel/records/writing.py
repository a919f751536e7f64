"""The one way to write: one call, one transaction, one batch, one entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from .actor import Actor
from .models import Entry
from .sequence import enter
from .translate import translated
from .turn import transacting
from .writer import Writer


@contextmanager
def writing(
    actor: Actor, *, act: str, at: datetime, key: str = "", content: Any = None, ref: str = ""
) -> Iterator[Writer]:
    """Open the only transaction of a call; at its end write its entry and make its batch live.

    `act` names what is done (`facts.import`), `at` when, `key` and `content` make a repeated request have one
    effect, `ref` is what the entry is about. On any exception nothing of the call remains. Database refusals
    come out as Problems. Raises Problem `records.request-changed`; RuntimeError if a transaction is open
    already: a service that is part of another takes its Writer.
    """
    writer = Writer(actor, at, act, ref)
    with translated(), transacting():
        writer.open(key, content)
        if writer.repeated is None:
            yield writer
            writer.close()
            return
    # The call had its effect before: no transaction is open, and the Writer takes no row.
    yield writer


def journal(actor: Actor, *, act: str, at: datetime, ref: str = "", digest: str = "") -> Entry:
    """Write an entry without a batch: somebody read what is sealed, or tried to."""
    with translated(), transacting():
        return enter(actor, at=at, act=act, ref=ref, digest=digest)
