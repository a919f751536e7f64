"""Whose hands a move is in: the people who may really make it of this case, by their posts on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jingkai.kernel.parties.models import Post
from jingkai.kernel.rules.access import holders_of
from jingkai.kernel.rules.daybook import day_book

from ..kinds import MoveBody
from ..models import Case, Move
from .permitting import KEPT, Doing


@dataclass(frozen=True)
class Barred:
    """Whom a room keeps from a move besides: persons (who wrote a paper), bodies (that handed a matter on)."""

    people: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()


def hands(case: Case, wanted: MoveBody, at: datetime, barred: Barred | None = None) -> list[Post]:
    """The posts in which somebody may make this move now, one a person, those of the unit that opened the case first:
    the grant reaches it, and who did the case does not verify it. By delegation others may besides.

    Empty for a move that asks for no right and no doer: anybody may make it. None is named of a case in a compartment.
    """
    if case.compartment_id is not None or (wanted.by != "doer" and not wanted.act):
        return []
    book, barred = day_book(at), barred or Barred()
    doing = Doing(case)
    rows = Post.objects.valid_on(book.on).select_related("person", "body")
    if wanted.act:
        held = holders_of(wanted.act, wanted.of, case.holder, book.rules, book.on, KEPT)
        anywhere = [person for person, post in held if post is None]
        rows = rows.filter(Q(person__in=anywhere) | Q(pk__in=[post for _, post in held if post is not None]))
    posts = [one for one in rows.order_by("body", "pk") if one.person_id not in barred.people]
    bodies = {one.pk: book.body(one.body).pk for one in posts}
    if wanted.by == "doer":
        posts = [one for one in posts if bodies[one.pk] in doing.bodies]
    if wanted.side == "verify" or wanted.by == "other":
        did = doing.people | _in_bodies((one.person_id for one in posts), doing, at)
        posts = [one for one in posts if one.person_id not in did]
    posts = [one for one in posts if bodies[one.pk] not in barred.bodies]
    opener = Move.objects.filter(case=case).order_by("n").values_list("body", flat=True).first()
    own = [one for one in posts if bodies[one.pk] == opener]
    found: dict[int, Post] = {}
    for one in [*own, *posts]:
        found.setdefault(one.person_id, one)
    return list(found.values())


def _in_bodies(people: Iterable[int], doing: Doing, at: datetime) -> set[int]:
    """Those of the people who hold any post in a body that does the case."""
    book = day_book(at)
    rows = Post.objects.valid_on(book.on).filter(person__in=list(people)).values_list("person", "body")
    return {person for person, body in rows if book.bodies([body]) & doing.bodies}
