"""Why not you: who may make a move, and what keeps this person from it."""

from datetime import datetime

from django.db.models import Q

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.access import who_may
from jingkai.kernel.rules.daybook import DayBook, day_book

from ..kinds import MoveBody
from ..models import Case, Doer, Move, Side
from ..problems import NO_SUCH_MOVE, NOT_THE_DOER, VERIFIER_IS_DOER
from ..state import flow_of, possible, state_of
from .acting import Acting, acting, wrong_with

# The further conditions of a grant (`narrow`) that the guards of this room keep by themselves.
KEPT = frozenset({"not-own", "not-own-major-finding"})


def why_not(actor: Actor, case: Case, name: str, at: datetime) -> list[Problem]:
    """Everything that keeps the actor from making this move now; empty if nothing does.

    The same answers are given by `move()`, which raises the first, and the database keeps the gravest of them.
    """
    state = state_of(case)
    found = flow_of(case.flow).move(name, state)
    if found is None:
        return [no_such_move(case, name, state)]
    book = day_book(at)
    return obstacles(acting(actor, book), case, found, book)


def no_such_move(case: Case, name: str, state: str) -> Problem:
    """The refusal of a move that the flow version does not have here; says what there is."""
    flow = flow_of(case.flow)
    titles = [f"{one.title.zh}（{one.move}）" for one in possible(case)]
    title = flow.states[state].title.zh if state else "—"
    return NO_SUCH_MOVE(state=title, move=name, possible="、".join(titles) or "—")


def obstacles(one: Acting, case: Case, wanted: MoveBody, book: DayBook) -> list[Problem]:
    """What keeps somebody in a body from making a move that the flow has, on the day of the book."""
    if one.actor.person is None and wanted.side == "none" and wanted.by == "any" and not wanted.act:
        return []
    found = wrong_with(one, book.on)
    if one.body is None:
        return found
    if wanted.by == "doer" and one.body.pk not in (doing := doing_bodies(case)):
        found.append(NOT_THE_DOER(who=_names(doing)))
    if (wanted.side == "verify" or wanted.by == "other") and is_doer(one, case, book):
        found.append(VERIFIER_IS_DOER())
    if wanted.act:
        try:
            book.require(one.actor, wanted.act, wanted.of, case.holder, keeps=KEPT)
        except Problem as problem:
            found.append(problem)
    return found


def doing_bodies(case: Case) -> set[int]:
    """Ids of the bodies that do the case: those named, and those that made a do move."""
    named = Doer.objects.filter(case=case).values_list("body", flat=True)
    moved = Move.objects.filter(case=case, flow_move__side=Side.DO).values_list("body", flat=True)
    return {one for one in [*named, *moved] if one is not None}


def is_doer(one: Acting, case: Case, book: DayBook) -> bool:
    """Whether this person or body did the case, acts for one that did, or holds a post in a doing body."""
    people = {one.actor.person, one.actor.for_person} - {None}
    bodies = doing_bodies(case)
    did = Move.objects.filter(case=case, flow_move__side=Side.DO)
    if one.body is not None and one.body.pk in bodies:
        return True
    if did.filter(Q(person__in=people) | Q(for_person__in=people)).exists():
        return True
    posts = Post.objects.valid_on(book.on).filter(person__in=people).values_list("body", flat=True)
    return bool(book.bodies(posts) & bodies)


def who(case: Case, name: str, at: datetime) -> str:
    """Who may make this move, in Chinese: the units that do the case, or roles outside of them."""
    found = flow_of(case.flow).move(name, state_of(case))
    if found is None:
        return "—"
    if found.by == "doer":
        return _names(doing_bodies(case))
    roles = who_may(found.act, found.of, case.holder, day_of(at)) if found.act else ["任何单位"]
    besides = f"（{_names(doing_bodies(case))}除外）" if found.side == "verify" else ""
    return "、".join(roles) + besides


def _names(bodies: set[int]) -> str:
    rows = Organisation.objects.filter(pk__in=bodies).order_by("pk")
    return "、".join(rows.values_list("name", flat=True)) or "—"
