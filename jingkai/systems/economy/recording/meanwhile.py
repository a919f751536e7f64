"""Who was first, where somebody recorded the same figures while another was looking at them."""

from __future__ import annotations

from django.http import QueryDict

from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.models import BatchLive, Entry
from jingkai.web.dates import moment
from jingkai.web.grid.block import cell_name

from ..words import Words
from .understood import Understood

LOOKED_AT = "looked_at"
# How many cells are named.
_NAMED = 8


def changed_meanwhile(found: Understood, sent: QueryDict, words: Words) -> str:
    """What changed since the form was checked: who recorded which of its cells first, and when; where that is not what
    changed, only that something did.
    """
    text = sent.get(LOOKED_AT, "")
    since = int(text) if text.isdecimal() and len(text) < 19 else None
    cells = {place: one.before.row.batch_id for place, one in found.laid.items() if one.before is not None}
    lives = BatchLive.objects.filter(batch__in=cells.values(), withdrawn_seq=None).order_by("-live_seq")
    last = lives.filter(live_seq__gt=since).first() if since is not None else None
    if last is None:
        return words("record_changed")
    entry = Entry.objects.get(seq=last.live_seq)
    who = Person.objects.filter(pk=entry.person).first() if entry.person is not None else None
    taken = sorted(place for place, batch in cells.items() if batch == last.batch_id)
    named = words("and").join(cell_name(*place) for place in taken[:_NAMED])
    return words(
        "record_first",
        who=who.name if who is not None else words("system"),
        at=moment(entry.at),
        n=len(taken),
        cells=named + ("…" if len(taken) > _NAMED else ""),
    )
