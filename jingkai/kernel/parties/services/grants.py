"""Giving roles and delegating them, and ending what holds."""

from datetime import date, datetime

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Compartment, Dated, Delegation, Ending, Grant, Organisation, Person, Place, Post, Scope
from ..models.registration import Registration
from ..problems import DELEGATION_ENDLESS, GRANT_WITHOUT_ROLE, GRANT_WITHOUT_SCOPE
from .joining import joining


def grant(
    actor: Actor,
    person: Person,
    role: str,
    *,
    scope: Scope,
    since: date,
    at: datetime,
    until: date | None = None,
    post: Post | None = None,
    unit: Organisation | None = None,
    place: Place | None = None,
    campaign: str = "",
    compartment: Compartment | None = None,
    call: Writer | None = None,
) -> Grant:
    """Give a person a role in one scope. With `post` it holds only while that post is held.

    Raises Problem `parties.grant-without-role`, `parties.grant-without-scope` (none, or more than one),
    `parties.grant-foreign-post`, `parties.dates-backwards`. Whether the actor may give it is asked by
    `rules.access.require`, which knows the roles.
    """
    if not role.strip():
        raise GRANT_WITHOUT_ROLE()
    if sum(bool(one) for one in (unit, place, campaign, compartment)) != 1:
        raise GRANT_WITHOUT_SCOPE()
    with joining(call, actor, act="parties.grant", at=at, ref=f"person:{person.pk}") as writer:
        return writer.add(
            Grant(
                person=person,
                role=role.strip(),
                scope=scope,
                unit=unit,
                place=place,
                campaign=campaign,
                compartment=compartment,
                post=post,
                since=since,
                until=until,
            )
        )


def delegate(
    actor: Actor,
    principal: Person,
    to: Person,
    *,
    since: date,
    until: date | None,
    at: datetime,
    post: Post | None = None,
    call: Writer | None = None,
) -> Delegation:
    """Let `to` act for `principal` until a last day, by the grants of `post` or by all of them.

    What was itself delegated is not handed on. Raises Problem `parties.delegation-endless`,
    `parties.delegation-to-self`, `parties.grant-foreign-post`.
    """
    if until is None or until < since:
        raise DELEGATION_ENDLESS()
    with joining(call, actor, act="parties.delegate", at=at, ref=f"person:{principal.pk}") as writer:
        return writer.add(Delegation(principal=principal, delegate=to, post=post, since=since, until=until))


def end(
    actor: Actor,
    row: Dated | Registration,
    *,
    day: date,
    reason: str,
    at: datetime,
    call: Writer | None = None,
) -> Ending:
    """The post, grant, delegation, alias, plate or registration holds no more from `day` on.

    Raises Problem `parties.ended-already`, `parties.ending-of-nothing` (it would end before it began),
    `parties.reason-missing`.
    """
    relation = str(row._meta.model_name)
    with joining(call, actor, act="parties.end", at=at, ref=f"{relation}:{row.pk}") as writer:
        return writer.add(Ending(relation=relation, target=row.pk, day=day, reason=reason.strip()))
