"""One service as part of another: both write into one call."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing


@contextmanager
def joining(
    call: Writer | None,
    actor: Actor,
    *,
    act: str,
    at: datetime,
    key: str = "",
    content: Any = None,
    ref: str = "",
) -> Iterator[Writer]:
    """The caller's call, if it has one; else a call of its own, as `writing()`."""
    if call is not None:
        yield call
        return
    with writing(actor, act=act, at=at, key=key, content=content, ref=ref) as own:
        yield own
