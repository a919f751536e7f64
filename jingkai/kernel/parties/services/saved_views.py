"""Keeping a view of a page under a name, and taking it away."""

from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from ..models import Ending, Organisation, SavedView
from ..models.saved_view import NAME_LENGTH, QUERY_LENGTH
from ..problems import NAME_MISSING, VIEW_TOO_LONG, VIEW_TOO_MANY, VIEW_UNKNOWN
from .grants import end

_REPLACED = "同名视图已另存"


def keep_view(
    actor: Actor,
    page: str,
    name: str,
    query: str,
    *,
    unit: Organisation | None = None,
    most: int,
    at: datetime,
) -> SavedView:
    """Keep the query of a page for the actor, at most `most` a page; for the people of `unit`, too, if one is given.
    The actor's own view of that name is replaced.

    Raises Problem `parties.name-missing`, `parties.view-too-long` (name or query), `parties.view-too-many`,
    `parties.view-foreign-unit`; ValueError for the platform itself, which keeps none.
    """
    if actor.person is None:
        raise ValueError("only a person keeps views")
    said = "".join(one for one in " ".join(name.split()) if one.isprintable())
    if not said:
        raise NAME_MISSING()
    if len(said) > NAME_LENGTH or len(query) > QUERY_LENGTH:
        raise VIEW_TOO_LONG(name=NAME_LENGTH, query=QUERY_LENGTH)
    today = day_of(at)
    with writing(actor, act="parties.view", at=at, ref=f"person:{actor.person}") as call:
        there = SavedView.objects.valid_on(today).filter(person=actor.person, page=page)
        if there.exclude(name=said).count() >= most:
            raise VIEW_TOO_MANY(most=most)
        for row in there.filter(name=said):
            end(actor, row, day=today, reason=_REPLACED, at=at, call=call)
        return call.add(
            SavedView(person_id=actor.person, unit=unit, page=page, name=said, query=query, since=today)
        )


def take_view_away(actor: Actor, number: int, *, reason: str, at: datetime) -> Ending:
    """The actor's own view is no longer there from today on, for nobody.

    Raises Problem `parties.view-unknown`, for another's view as for one that is not there.
    """
    today = day_of(at)
    row = SavedView.objects.valid_on(today).filter(pk=number, person=actor.person).first()
    if row is None:
        raise VIEW_UNKNOWN(number=number)
    return end(actor, row, day=today, reason=reason, at=at)
