"""Saying who answers for a subject (分工), and changing it."""

from __future__ import annotations

from datetime import date, datetime

from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from .events import charges
from .models import Charge, Subject
from .problems import CHARGE_DATES, CHARGE_INCOMPLETE, CHARGE_MISMATCH, CHARGED_ALREADY


def charge(
    actor: Actor,
    subject: Subject,
    person: Person,
    duty: str,
    since: date,
    *,
    until: date | None = None,
    at: datetime,
) -> Charge:
    """Say that the person answers for the subject, from a day (to a day, which is the last one).

    Raises Problem `registers.charge-incomplete`, `registers.charge-dates`, `registers.charged-already` while another
    charge of the same person over the same subject holds in that time.
    """
    _check(duty, since, until)
    there = charges().filter(subject=subject, person=person)
    if any(_meet(one, since, until) for one in there):
        raise CHARGED_ALREADY(person=person.name, subject=subject.title)
    with writing(actor, act="registers.charge", at=at, ref=f"subject:{subject.pk}") as call:
        return call.add(Charge(subject=subject, person=person, duty=duty.strip(), since=since, until=until))


def amend_charge(
    actor: Actor,
    old: Charge,
    *,
    since: date | None = None,
    until: date | None = None,
    duty: str = "",
    reason: str,
    at: datetime,
) -> Charge:
    """Change a charge that holds: end it, say, by `until`. The old row stays.

    Raises Problem `registers.charge-mismatch` without a reason or where it was changed since, `registers.charge-dates`.
    """
    first, what = since or old.since, duty.strip() or old.duty
    _check(what, first, until)
    if not reason.strip() or not charges().filter(pk=old.pk).exists():
        raise CHARGE_MISMATCH()
    with writing(actor, act="registers.charge", at=at, ref=f"subject:{old.subject_id}") as call:
        return call.add(
            Charge(
                subject=old.subject,
                person=old.person,
                duty=what,
                since=first,
                until=until,
                replaces=old,
                reason=reason.strip(),
            )
        )


def _check(duty: str, since: date, until: date | None) -> None:
    if not duty.strip():
        raise CHARGE_INCOMPLETE()
    if until is not None and until < since:
        raise CHARGE_DATES()


def _meet(one: Charge, since: date, until: date | None) -> bool:
    return (until is None or one.since <= until) and (one.until is None or since <= one.until)
