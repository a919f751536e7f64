"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.records.doctor import Finding, examination

from .models import Joining, Matter, Signal
from .models.matter import CLOSED
from .standing import ends

_OPENED, _ADDED = "opened", "added"


@examination
def parents() -> Iterator[Finding]:
    """No parent is closed while a child is open; one whose children have all ended waits for its verifier."""
    rows = list(Matter.objects.filter(children__isnull=False).distinct().select_related("case__flow"))
    children = list(Matter.objects.filter(parent__in=rows).select_related("case__flow"))
    how = ends([*rows, *children])
    for row in rows:
        still = any(not how[one.pk] for one in children if one.parent_id == row.pk)
        if how[row.pk] == CLOSED and still:
            zh, en = (
                f"事项 {row.label} 已销号而子项未了结",
                f"matter {row.label} is closed, a child of it is not",
            )
            yield Finding("matters.children-open", "fault", row.ref, zh, en)
        elif not how[row.pk] and not still:
            zh, en = (
                f"事项 {row.label} 的子项均已了结，待核验销号",
                f"all children of {row.label} have ended: it waits to be verified",
            )
            yield Finding("matters.parent-waits", "note", row.ref, zh, en)


@examination
def joined_signals() -> Iterator[Finding]:
    """A signal is at a matter exactly if its case says so."""
    says = CaseState.objects.filter(case=OuterRef("case"), state__in=[_OPENED, _ADDED])
    there = Joining.objects.filter(signal=OuterRef("pk"))
    for signal in Signal.objects.filter(Exists(says) & ~Exists(there) | ~Exists(says) & Exists(there)):
        zh, en = (
            f"苗头 {signal.pk} 的状态与事项的关联不一致",
            f"signal {signal.pk}: its state and its matter differ",
        )
        yield Finding("matters.signal-joined", "fault", f"signal:{signal.pk}", zh, en)
