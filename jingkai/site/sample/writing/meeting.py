"""The scheduling meeting of the sample month, called and not held."""

from __future__ import annotations

from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.parties.models import Post
from jingkai.systems.scheduling.api import KIND, Call, call_meeting

from ..declared import meeting_file
from .people import Parties


def write_meeting(parties: Parties, at: datetime) -> None:
    """Call it, unless it is there."""
    if Activity.objects.known_at().filter(zone=parties.zone, kind=KIND).exists():
        return
    said = meeting_file()
    chair = Post.objects.known_at().select_related("person").get(body=parties.zone, title=said.chair).person
    call = Call(said.title, said.day, said.where, chair, Period.parse(said.period))
    call_meeting(parties.actor(said.office, said.clerk), parties.zone, call, at=at)
