"""What stands on an entry falls with it: when it is taken back, and when what proves it is corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.records.models import BatchLive
from jingkai.kernel.rounds.basis import Fallen

from ..models import Listing


def fallen_listings(keys: set[int]) -> Iterable[Fallen]:
    """The entries that were taken back. What proves them is a record of its own, and is asked by its own kind."""
    rows = Listing.objects.filter(pk__in=keys, case__now__ended=True).select_related(
        "case__flow", "case__now"
    )
    for row in rows:
        if flow_of(row.case.flow).states[row.case.now.state].end:
            last = Move.objects.filter(case=row.case).order_by("-n")[0]
            live = BatchLive.objects.get(batch=last.batch_id).live_seq
            yield Fallen(row.ref, "", last.note, live)
