"""Places and compartments."""

from datetime import datetime

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Compartment, Organisation, Place
from ..models.tree import path_under
from ..problems import NAME_MISSING
from .joining import joining


def add_place(
    actor: Actor,
    name: str,
    *,
    kind: str,
    parent: Place | None,
    at: datetime,
    unit: Organisation | None = None,
    call: Writer | None = None,
) -> Place:
    """Enter a place under another. `unit` answers for it. Raises Problem `parties.name-missing`."""
    if not name.strip():
        raise NAME_MISSING()
    with joining(call, actor, act="parties.place", at=at) as writer:
        return writer.add(
            Place(name=name.strip(), kind=kind, parent=parent, above=path_under(parent), unit=unit)
        )


def add_compartment(
    actor: Actor,
    key: str,
    name: str,
    *,
    clause: str,
    at: datetime,
    elsewhere: bool = False,
    call: Writer | None = None,
) -> Compartment:
    """Enter a compartment; `elsewhere` if it is an installation of its own, of which nothing is kept here.

    Raises Problem `parties.compartment-taken`.
    """
    with joining(call, actor, act="parties.compartment", at=at, ref=f"compartment:{key}") as writer:
        return writer.add(Compartment(key=key, name=name, clause=clause, elsewhere=elsewhere))
