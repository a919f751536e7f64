"""Opening a case to read it: what is sealed, or granted only with a journal, leaves an entry."""

from datetime import datetime

from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import journal

from .models import Case, Move
from .queries import find_case, history


def open_to_read(actor: Actor, reader: Reader, number: int, *, at: datetime) -> tuple[Case, list[Move]]:
    """The case and its moves. Reading one in a compartment, or by a right that is logged, is journalled.

    Raises Problem `flows.case-not-found`, the same for hidden as for absent; an attempt leaves no entry.
    """
    case = find_case(reader, number)
    moves = history(reader, number)
    if is_logged(reader, case):
        journal(actor, act="flows.read", at=at, ref=f"case:{case.pk}")
    return case, moves


def is_logged(reader: Reader, case: Case) -> bool:
    """Whether this reader's reading of the case is journalled: it lies in a compartment, or every right by which
    the reader reaches its holder says so.
    """
    if case.compartment_id is not None:
        return True
    rights = [one for one in reader.sights_of(case.kind, Level.CONTENT) if case.holder_id in one.units]
    return bool(rights) and all(one.logged for one in rights)
