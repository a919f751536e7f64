"""A scheduling meeting of the small zone."""

from django.utils import timezone

from jingkai.engines.periods import Period
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.actor import Actor
from jingkai.systems.scheduling.api import Call, call_meeting
from tests.month.commands import Shell


def a_meeting(shell: Shell) -> Activity:
    """Called for today by 督查员 of an office of her own, about March; she chairs it, too."""
    assert shell("init", "--unit", "督查室").code == 0
    post = ("--post", "主任", "--role", "supervision", "--since", "2023-01-01")
    assert shell("person", "add", "督查员", "--unit", "督查室", *post).code == 0
    held = Post.objects.select_related("person").get(person__name="督查员")
    call = Call("3月调度会", timezone.localdate(), "三楼会议室", held.person, Period.parse("2024-03"))
    zone = Organisation.objects.get(parent=None)
    return call_meeting(Actor(person=held.person_id, post=held.pk), zone, call, at=timezone.now())
