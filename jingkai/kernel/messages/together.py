"""Many notices in one call: who gets each is found before, then they are written a table at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.writer import Writer

from .models import Addressee, Notice


@dataclass(frozen=True)
class NoticeDraft:
    """A notice to persons, by id each with the unit in which; `ref` is what it is about."""

    title: str
    people: Mapping[int, int]
    ref: str
    kind: str = "notice"
    must_acknowledge: bool = False


def holders_of(groups: Sequence[Sequence[Organisation]], *, at: datetime) -> list[dict[int, int]]:
    """For each group of units who holds a post in one of them on that day: persons by id, each once, with the first of
    the units in which.
    """
    units = {unit.pk for group in groups for unit in group}
    holders: dict[int, list[int]] = defaultdict(list)
    posts = Post.objects.valid_on(day_of(at)).filter(body__in=units).order_by("pk")
    for person, body in posts.values_list("person", "body"):
        holders[body].append(person)
    found = []
    for group in groups:
        people: dict[int, int] = {}
        for unit in group:
            for person in holders[unit.pk]:
                people.setdefault(person, unit.pk)
        found.append(people)
    return found


def write_notices(call: Writer, drafts: Sequence[NoticeDraft]) -> list[Notice]:
    """Write them, sent by the actor of the call at its time. One that would reach nobody is left out."""
    some = [one for one in drafts if one.people]
    notices = call.add_all(
        Notice(
            title=one.title,
            text="",
            kind=one.kind,
            ref=one.ref,
            sender_id=call.actor.person,
            at=call.at,
            must_acknowledge=one.must_acknowledge,
        )
        for one in some
    )
    call.add_all(
        Addressee(notice=notice, person_id=person, unit_id=unit)
        for one, notice in zip(some, notices, strict=True)
        for person, unit in one.people.items()
    )
    return notices
