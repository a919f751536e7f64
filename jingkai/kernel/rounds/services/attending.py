"""Who of the raters was where those who are judged were seen."""

from collections.abc import Iterable
from datetime import datetime

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.models.activity import HELD
from jingkai.kernel.activities.queries import state_of
from jingkai.kernel.activities.services import enter_present, was_held
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Announcement, Entrant, Round
from ..models.round import KIND
from ..problems import ANNOUNCED, OTHER_ROUND
from .opening import WRITE


def attend(
    actor: Actor,
    round: Round,
    entrants: Iterable[Entrant],
    people: Iterable[Person],
    *,
    at: datetime,
    absent: Iterable[Person] = (),
    call: Writer | None = None,
) -> None:
    """Enter that these people saw these entrants, and that those who are `absent` did not; an activity that was not
    held is held by that. Who is entered so already stays.

    Raises Problem `rounds.other-round`, `rounds.announced`, `parties.not-allowed`, and those of `flows.prepare_move`
    where an activity can not be held (it was cancelled).
    """
    refuse_in_trial()
    book, some, there, gone = day_book(at), list(entrants), list(people), list(absent)
    book.require(actor, WRITE, KIND, round.host)
    if any(one.round_id != round.pk or one.activity is None for one in some):
        raise OTHER_ROUND()
    if Announcement.objects.filter(round=round).exists():
        raise ANNOUNCED()
    activities = {one.activity.pk: one.activity for one in some if one.activity is not None}.values()
    ready = [_held(actor, one, at, book) for one in activities if not was_held(one)]
    with joining(call, actor, act="rounds.attend", at=at, ref=round.ref) as writer:
        for move in ready:
            flows.write_move(writer, move)
        for one in activities:
            enter_present(actor, one, there, at=at, call=writer)
            enter_present(actor, one, gone, at=at, present=False, call=writer)


def _held(actor: Actor, activity: Activity, at: datetime, book: DayBook) -> flows.PreparedMove:
    possible = flow_of(activity.case.flow).possible(state_of(activity))
    name = next((one.move for one in possible if one.target == HELD), "hold")
    return flows.prepare_move(actor, activity.case, name, at=at, book=book)
