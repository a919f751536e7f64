"""In which body somebody acts, and whether the post and the delegation hold."""

from dataclasses import dataclass
from datetime import date

from jingkai.kernel.parties.models import Delegation, Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import DayBook

from ..problems import MOVER_MISSING, NOT_DELEGATED, NOT_IN_POST


@dataclass(frozen=True)
class Acting:
    """Who moves: the actor, and the Body (plates resolved) in which, if any."""

    actor: Actor
    body: Organisation | None


def acting(actor: Actor, book: DayBook) -> Acting:
    """The body of the post that the actor acts in; for the platform itself none."""
    if actor.person is None or actor.post is None:
        return Acting(actor, None)
    post = Post.objects.filter(pk=actor.post).select_related("body").first()
    if post is None:
        return Acting(actor, None)
    return Acting(actor, book.body(post.body))


def wrong_with(one: Acting, day: date) -> list[Problem]:
    """What keeps this actor from acting at all on that day: no post, a post not held, no delegation."""
    actor = one.actor
    if actor.person is None or one.body is None:
        return [MOVER_MISSING()]
    found = []
    # Who acts for another acts in that other's post.
    holder = actor.for_person or actor.person
    posts = Post.objects.valid_on(day).filter(person=holder)
    if actor.post not in posts.values_list("pk", flat=True):
        found.append(NOT_IN_POST())
    if actor.for_person is not None and not _delegated(actor, day):
        found.append(NOT_DELEGATED())
    return found


def _delegated(actor: Actor, day: date) -> bool:
    rows = Delegation.objects.valid_on(day).filter(principal=actor.for_person, delegate=actor.person)
    return any(row.post_id in (None, actor.post) for row in rows)
