"""What was said to a person and waits to be read, and how far a notice got."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jingkai.kernel.parties.access import Reader

from .models import Addressee, Notice, Receipt, Step


def inbox(reader: Reader) -> list[Notice]:
    """The notices addressed to the reader, the newest first."""
    mine = Addressee.objects.visible_to(reader).filter(person=reader.person)
    return list(Notice.objects.visible_to(reader).filter(addressees__in=mine).order_by("-at", "-pk"))


@dataclass(frozen=True)
class Received:
    """A notice as one of its addressees has it, with what that person's receipts say, oldest first."""

    notice: Notice
    receipts: Sequence[Receipt]


def count_waiting(person: int) -> int:
    """How many notices to this person wait to be read or acknowledged: one query, for the frame of every page.

    Rows of this room are lasting, so whether they are known need not be asked.
    """
    return Addressee.objects.filter(_waits(), person=person).count()


def waiting(reader: Reader, most: int) -> list[Received]:
    """The reader's notices that wait: first those to be acknowledged, then the unread, the newest first."""
    rows = _mine(reader).filter(_waits()).order_by("-notice__must_acknowledge", "-notice__at", "-notice")
    return _received(rows[:most])


def earlier(reader: Reader, first: int, last: int) -> list[Received]:
    """The reader's notices of which nothing is waited for, the newest first, from `first` up to `last`."""
    return _received(_mine(reader).exclude(_waits()).order_by("-notice__at", "-notice")[first:last])


def received_by(reader: Reader, *, after: int, most: int) -> list[Received]:
    """The reader's notices by number, those after this one."""
    return _received(_mine(reader).filter(notice__gt=after).order_by("notice")[:most])


def _mine(reader: Reader) -> QuerySet[Addressee]:
    return Addressee.objects.visible_to(reader).filter(person=reader.person)


def _waits() -> Q:
    """The condition on addressees: not acknowledged where that is asked for, not read where it is not."""
    given = Receipt.objects.filter(addressee=OuterRef("pk"))
    acknowledged = Exists(given.filter(step=Step.ACKNOWLEDGED))
    read = Exists(given.filter(step__in=[Step.READ, Step.ACKNOWLEDGED]))
    return Q(notice__must_acknowledge=True) & ~Q(acknowledged) | Q(notice__must_acknowledge=False) & ~Q(read)


def _received(rows: QuerySet[Addressee]) -> list[Received]:
    found = list(rows.select_related("notice__sender"))
    receipts: dict[int, list[Receipt]] = {one.pk: [] for one in found}
    for one in Receipt.objects.filter(addressee__in=list(receipts)).order_by("at", "pk"):
        receipts[one.addressee_id].append(one)
    return [Received(one.notice, receipts[one.pk]) for one in found]


def progress(reader: Reader, notice: int) -> Mapping[str, int]:
    """How many were addressed, and how many reached each step, of what the reader may see of this notice.

    The sender sees all, an addressee only what is his own; for anybody else it is as if there were none.
    """
    addressed = Addressee.objects.visible_to(reader).filter(notice=notice).count()
    counted = Receipt.objects.visible_to(reader).filter(addressee__notice=notice).values("step")
    steps = dict(counted.annotate(n=Count("addressee", distinct=True)).values_list("step", "n"))
    return {"addressed": addressed} | {step.value: steps.get(step.value, 0) for step in Step}
