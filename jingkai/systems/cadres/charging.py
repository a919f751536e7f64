"""Which projects a person answers for, entered by the organisation line on the person's record."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.parties.problems import NOT_ALLOWED
from jingkai.kernel.parties.queries import subtree_ids
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.registers.charging import amend_charge, charge
from jingkai.kernel.registers.events import charges
from jingkai.kernel.registers.models import Charge, Subject
from jingkai.kernel.registers.problems import CHARGE_MISMATCH
from jingkai.kernel.rules.access import reader_for

from .access import KIND
from .problems import SUBJECT_UNKNOWN

SAID = {
    "act": "登记分工",
    "act_en": "enter a charge",
    "needs": "组织部门",
    "needs_en": "organisation department",
}


def may_charge(reader: Reader, person: Person) -> bool:
    """Whether the reader enters for which projects the person answers; nobody does for himself."""
    units = Post.objects.known_at().filter(person=person).values_list("body", flat=True)
    return reader.person != person.pk and any(reader.may("write", KIND, one) for one in units)


def charge_by_name(
    actor: Actor, person: Person, name: str, duty: str, since: date, *, at: datetime
) -> Charge:
    """The person answers for the project of this code or name from a day on.

    Raises Problem `cadres.subject-unknown`, `parties.not-allowed`, and those of `registers.charging.charge`.
    """
    bodies = _allowed(actor, person, at)
    reader = reader_for(actor.person, on=day_of(at)) if actor.person is not None else None
    zones = list(Organisation.objects.filter(pk__in={one.root for one in bodies}))
    rows = Subject.objects.seen_by(reader).filter(Q(code=name.strip()) | Q(title=name.strip()))
    here = list(rows.filter(holder__in=subtree_ids(zones)).order_by("-pk")[:2])
    if len(here) != 1:
        raise SUBJECT_UNKNOWN(name=name.strip()[:60])
    return charge(actor, here[0], person, duty, since, at=at)


def end_charge(
    actor: Actor, person: Person, number: str, until: date, *, reason: str, at: datetime
) -> Charge:
    """A charge of the person ends with a day. Raises Problem `parties.not-allowed`, `registers.charge-mismatch`,
    `registers.charge-dates`.
    """
    _allowed(actor, person, at)
    key = int(number) if number.isdecimal() and len(number) < 19 else 0
    old = charges().filter(pk=key, person=person).select_related("subject", "person").first()
    if old is None:
        raise CHARGE_MISMATCH()
    return amend_charge(actor, old, until=until, reason=reason, at=at)


def _allowed(actor: Actor, person: Person, at: datetime) -> list[Organisation]:
    """The bodies in which the person holds or held a post, if the actor may enter this of him.

    Raises Problem `parties.not-allowed`.
    """
    posts = Post.objects.known_at().filter(person=person).select_related("body").order_by("-pk")
    bodies = [one.body for one in posts]
    reader = reader_for(actor.person, on=day_of(at)) if actor.person is not None else None
    if not bodies or reader is None or not may_charge(reader, person):
        raise NOT_ALLOWED(**SAID)
    return bodies
