"""Why not you: who may make a move, and what keeps this person from it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jingkai.engines.documents import Words
from jingkai.engines.periods import day_of
from jingkai.kernel.parties.access import Level
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.parties.problems import TOKEN_CLOSED
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


@dataclass
class Doing:
    """Who does a case: those named, and those that made a do move. Read once for all that is asked of it."""

    case: Case

    @cached_property
    def bodies(self) -> frozenset[int]:
        """Ids of the bodies."""
        named = Doer.objects.filter(case=self.case).values_list("body", flat=True)
        return frozenset(one for one in [*named, *(body for body, _, _ in self._moved)] if one is not None)

    @cached_property
    def people(self) -> frozenset[int]:
        """Ids of those who made a do move, and of those for whom one was made."""
        return frozenset(one for _, *both in self._moved for one in both if one is not None)

    @cached_property
    def _moved(self) -> list[tuple[int | None, int | None, int | None]]:
        rows = Move.objects.filter(case=self.case, flow_move__side=Side.DO)
        return list(rows.values_list("body", "person", "for_person"))


@dataclass(frozen=True)
class Choice:
    """A move that the flow has from here: who may make it, and what keeps the actor from it, if anything."""

    move: MoveBody
    who: Words
    obstacles: tuple[Problem, ...]


def choices(actor: Actor, case: Case, at: datetime, book: DayBook | None = None) -> list[Choice]:
    """Every move that the flow has from here, in the order of its file."""
    book = day_book(at, book)
    one, doing = acting(actor, book), Doing(case)
    return [
        Choice(move, _who(move, case, doing, at), tuple(obstacles(one, case, move, book, doing)))
        for move in possible(case)
    ]


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
    there = possible(case)
    where = flow.states[state].title if state else _NOBODY
    # What the flow calls it, where it has it elsewhere; else as it was asked for.
    wanted = next((one.title for one in flow.moves if one.move == name), Words(zh=name, en=name))
    return NO_SUCH_MOVE(
        state=where.zh,
        state_en=where.en,
        move=wanted.zh,
        move_en=wanted.en,
        possible="、".join(f"{one.title.zh}（{one.move}）" for one in there) or "—",
        possible_en=", ".join(f"{one.title.en} ({one.move})" for one in there) or "—",
    )


def obstacles(
    one: Acting, case: Case, wanted: MoveBody, book: DayBook, doing: Doing | None = None
) -> list[Problem]:
    """What keeps somebody in a body from making a move that the flow has, on the day of the book."""
    if one.actor.person is None and wanted.side == "none" and wanted.by == "any" and not wanted.act:
        return []
    doing = doing or Doing(case)
    found = wrong_with(one, book.on)
    if one.actor.token is not None and not book.reader(one.actor).opens(case.kind, Level.ACT):
        found.append(TOKEN_CLOSED(scope=f"{case.kind}:write"))
    if one.body is None:
        return found
    if wanted.by == "doer" and one.body.pk not in doing.bodies:
        found.append(NOT_THE_DOER(who=_names(doing.bodies)))
    if (wanted.side == "verify" or wanted.by == "other") and _is_doer(one, doing, book):
        found.append(VERIFIER_IS_DOER())
    if wanted.act:
        try:
            book.require(one.actor, wanted.act, wanted.of, case.holder, keeps=KEPT)
        except Problem as problem:
            found.append(problem)
    return found


def _is_doer(one: Acting, doing: Doing, book: DayBook) -> bool:
    """Whether this person or body did the case, acts for one that did, or holds a post in a doing body."""
    people = {one.actor.person, one.actor.for_person} - {None}
    if one.body is not None and one.body.pk in doing.bodies:
        return True
    if people & doing.people:
        return True
    posts = Post.objects.valid_on(book.on).filter(person__in=people).values_list("body", flat=True)
    return bool(book.bodies(posts) & doing.bodies)


def who(case: Case, name: str, at: datetime) -> Words:
    """Who may make this move: the units that do the case, or roles outside of them."""
    found = flow_of(case.flow).move(name, state_of(case))
    return _who(found, case, Doing(case), at) if found is not None else _NOBODY


def _who(wanted: MoveBody, case: Case, doing: Doing, at: datetime) -> Words:
    if wanted.by == "doer":
        units = _names(doing.bodies)
        return Words(zh=units, en=units)
    roles = who_may(wanted.act, wanted.of, case.holder, day_of(at)) if wanted.act else [_ANY]
    zh = "、".join(one.zh for one in roles) or "—"
    en = ", ".join(one.en for one in roles) or "—"
    if wanted.side == "verify":
        units = _names(doing.bodies)
        zh, en = f"{zh}（{units}除外）", f"{en} (not {units})"
    return Words(zh=zh, en=en)


_ANY = Words(zh="任何单位", en="any unit")
_NOBODY = Words(zh="—", en="—")


def _names(bodies: Collection[int]) -> str:
    rows = Organisation.objects.filter(pk__in=bodies).order_by("pk")
    return "、".join(rows.values_list("name", flat=True)) or "—"
