"""Sending notices and noting what became of them."""

from collections.abc import Iterable
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from .models import Addressee, Notice, Receipt, Step
from .problems import NOBODY_ADDRESSED, NOT_ADDRESSED, TEXT_MISSING


def send(
    actor: Actor,
    title: str,
    *,
    at: datetime,
    units: Iterable[Organisation] = (),
    people: Iterable[Person] = (),
    text: str = "",
    kind: str = "notice",
    ref: str = "",
    must_acknowledge: bool = False,
    call: Writer | None = None,
) -> Notice:
    """Send a notice to persons, and to everybody who holds a post in the units on that day, each once.

    Somebody who left a unit yesterday receives nothing. Raises Problem `messages.nobody-addressed`,
    `messages.text-missing`.
    """
    if not title.strip():
        raise TEXT_MISSING()
    wanted: dict[int, int | None] = {person.pk: None for person in people}
    posts = Post.objects.valid_on(day_of(at)).filter(body__in=[unit.pk for unit in units])
    for person, unit in posts.order_by("pk").values_list("person", "body"):
        wanted.setdefault(person, unit)
    if not wanted:
        raise NOBODY_ADDRESSED()
    with joining(call, actor, act="messages.send", at=at, ref=ref) as writer:
        notice = writer.add(
            Notice(
                title=title.strip(),
                text=text,
                kind=kind,
                ref=ref,
                sender_id=actor.person,
                at=at,
                must_acknowledge=must_acknowledge,
            )
        )
        writer.add_all(Addressee(notice=notice, person_id=who, unit_id=unit) for who, unit in wanted.items())
    return notice


def receive(actor: Actor, notice: int, step: Step, *, at: datetime, call: Writer | None = None) -> Receipt:
    """Note that the actor got, read or acknowledged a notice. The same step twice gives the first receipt.

    `notice` is its number; one that is not addressed to the actor and one that is not there are refused alike.
    Raises Problem `messages.not-addressed`, `messages.receipt-out-of-order`.
    """
    mine = Addressee.objects.filter(notice=notice, person=actor.person).first()
    if mine is None or actor.person is None:
        raise NOT_ADDRESSED()
    return _note(actor, mine, step, at, call)


def urge(actor: Actor, notice: Notice, *, at: datetime, call: Writer | None = None) -> list[Receipt]:
    """Urge those who have not read it yet; one receipt each. Only the sender urges.

    Raises Problem `messages.not-addressed` for anybody else.
    """
    if actor.person is None or actor.person != notice.sender_id:
        raise NOT_ADDRESSED()
    done = Receipt.objects.filter(step__in=[Step.READ, Step.ACKNOWLEDGED]).values("addressee")
    waiting = Addressee.objects.filter(notice=notice).exclude(pk__in=done).order_by("pk")
    with joining(call, actor, act="messages.urge", at=at, ref=f"notice:{notice.pk}") as writer:
        return writer.add_all(
            Receipt(addressee=one, step=Step.URGED, at=at, day=day_of(at)) for one in waiting
        )


def _note(actor: Actor, mine: Addressee, step: Step, at: datetime, call: Writer | None) -> Receipt:
    there = Receipt.objects.filter(addressee=mine, step=step).first()
    if there is not None:
        return there
    with joining(call, actor, act=f"messages.{step}", at=at, ref=f"notice:{mine.notice_id}") as writer:
        return writer.add(Receipt(addressee=mine, step=step, at=at, day=day_of(at)))
