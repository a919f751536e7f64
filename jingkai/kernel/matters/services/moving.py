"""Moving matters: as flows do, and what a parent and a handover add to it."""

from dataclasses import replace
from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.kinds import MoveBody
from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.parties.access import visible
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.parties.queries import resolves_to
from jingkai.kernel.parties.services import joining
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Handover, Matter
from ..models.matter import CLOSED
from ..problems import CHILDREN_OPEN, HANDED_OVER, UNIT_ELSEWHERE
from ..standing import ended, ends, former_leads, lead_of

CLOSE, TRANSFER = "close", "transfer"


def move(
    actor: Actor,
    matter: Matter,
    name: str,
    *,
    at: datetime,
    evidence: str = "",
    note: str = "",
    due: date | None = None,
    call: Writer | None = None,
    book: DayBook | None = None,
) -> Move:
    """Make the next move of a matter. When the last child of a parent closes, its verifier closes the parent too.

    Where that verifier may not close the parent (a unit that does a child of it), the parent waits for somebody
    else. Who makes many moves gives the `book` of the day of `at`. Raises Problems as `flows.services.move`, and
    `matters.children-open`, `matters.handed-over`.
    """
    refuse_in_trial()
    book = day_book(at, book)
    wanted = flow_of(matter.case.flow).move(name, state_of(matter.case))
    if wanted is not None and (found := _obstacles(actor, matter, wanted, book)):
        raise found[0]
    ready = flows.prepare_move(
        actor, matter.case, name, at=at, evidence=evidence, note=note, due=due, book=book
    )
    with joining(call, actor, act=f"matters.{name}", at=at, ref=matter.ref) as writer:
        row = flows.write_move(writer, ready)
        if matter.parent is not None and ended(matter):
            _close_parent(actor, matter.parent, at, writer)
    return row


def choices(actor: Actor, matter: Matter, at: datetime) -> list[flows.Choice]:
    """Every move that the matter's flow has from here: who may make it, and what keeps the actor from it."""
    book = day_book(at)
    return [
        replace(one, obstacles=(*_obstacles(actor, matter, one.move, book), *one.obstacles))
        for one in flows.choices(actor, matter.case, at, book)
    ]


def hand_over(
    actor: Actor,
    matter: Matter,
    unit: Organisation,
    *,
    note: str,
    at: datetime,
    leader: Person | None = None,
    call: Writer | None = None,
) -> Handover:
    """Hand the matter over to another unit (转办). Who led it before remains one of those who did it.

    Raises Problems as `move`, and `matters.unit-elsewhere`.
    """
    if unit.root != matter.zone_id:
        raise UNIT_ELSEWHERE(unit=unit.name, zone=matter.zone.name)
    with joining(call, actor, act="matters.transfer", at=at, ref=matter.ref) as writer:
        row = move(actor, matter, TRANSFER, at=at, note=note, call=writer)
        flows.add_doer(actor, matter.case, unit, at=at, call=writer)
        body = resolves_to(unit, on=day_of(at))
        return writer.add(Handover(matter=matter, move=row, unit=body, leader=leader))


def _obstacles(actor: Actor, matter: Matter, wanted: MoveBody, book: DayBook) -> list[Problem]:
    """What a matter's parts and its handovers add to what keeps somebody from a move."""
    found = []
    if wanted.target == CLOSED:
        found += _children_open(actor, matter, book)
    if wanted.by == "doer":
        found += _handed_over(actor, matter, book)
    return found


def _children_open(actor: Actor, matter: Matter, book: DayBook) -> list[Problem]:
    """A parent closes after its children, never before. Named are those that the actor may see."""
    children = list(matter.children.select_related("case__flow").order_by("pk"))
    how = ends(children)
    still = [one for one in children if not how[one.pk]]
    if not still:
        return []
    named = still
    if actor.person is not None:
        rows = visible(Matter.objects.filter(parent=matter), book.reader(actor))
        seen = set(rows.values_list("pk", flat=True))
        named = [one for one in still if one.pk in seen]
    others = ["…"] if len(named) < len(still) else []
    return [CHILDREN_OPEN(children="、".join([*(one.label for one in named), *others]))]


def _handed_over(actor: Actor, matter: Matter, book: DayBook) -> list[Problem]:
    """Who handed a matter on does not work on it any more."""
    former = former_leads(matter)
    if not former or actor.post is None:
        return []
    post = Post.objects.filter(pk=actor.post).first()
    if post is None or not book.bodies([post.body_id]) & former:
        return []
    now = lead_of(matter).unit
    return [HANDED_OVER(unit=now.name if now else "—")]


def _close_parent(actor: Actor, parent: Matter, at: datetime, writer: Writer) -> None:
    """Close the parent if this was its last child, and at least one was closed and not only withdrawn."""
    # Two who close the last two children at the same moment: the second waits here, then sees the first.
    CaseState.objects.select_for_update().get(case=parent.case)
    how = set(ends(parent.children.select_related("case__flow")).values())
    if ended(parent) or "" in how or "closed" not in how:
        return
    if not flows.why_not(actor, parent.case, CLOSE, at):
        move(actor, parent, CLOSE, at=at, note="子项已全部了结", call=writer)
