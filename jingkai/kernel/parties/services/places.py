"""Places and compartments."""

from datetime import datetime

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import journal

from ..access import Reader
from ..models import Compartment, Organisation, Place
from ..models.tree import path_under
from ..problems import COMPARTMENT_ELSEWHERE, NAME_MISSING, NOT_FOUND
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


def ask_compartment(actor: Actor, reader: Reader, key: str, *, at: datetime) -> Compartment:
    """The compartment of this key, for somebody who has a grant on it.

    One that is run as its own installation is refused to everybody with its clause, and the attempt is
    journalled: Problem `parties.compartment-elsewhere`. One that the reader has no grant on is as if it were
    not there: Problem `parties.not-found`.
    """
    found = Compartment.objects.filter(key=key, elsewhere=True).first()
    if found is not None:
        journal(actor, act="parties.compartment-refused", at=at, ref=f"compartment:{key}")
        raise COMPARTMENT_ELSEWHERE(name=found.name, clause=found.clause)
    open_to = Compartment.objects.visible_to(reader).filter(key=key).first()
    if open_to is None:
        raise NOT_FOUND(what=key)
    return open_to
