"""A zone under the shipped rules in which a department asks the streets to fill in a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import Period
from jingkai.engines.quantity import read_number
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.forms.models import Field, Form, Request, Submission
from jingkai.kernel.forms.services import (
    FieldDraft,
    FormDraft,
    LineDraft,
    RequestDraft,
    SectionDraft,
    define_fields,
    define_form,
    draft_request,
    issue,
    send,
)
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import Zone, a_person, a_unit
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold

MARCH = Period.month(2024, 3)
MORNING = at("2024-04-01")
DUE = date(2024, 4, 10)


@dataclass
class Asking:
    """A zone, the department that asks (经发局) and another one (统计办), each with somebody in it."""

    zone: Zone
    bureau: Organisation
    asker: Person
    statistics: Organisation
    statistician: Person

    def by(self, person: Person) -> Actor:
        """The person at work."""
        return self.zone.actor(person)


def an_asking_zone() -> Asking:
    zone = a_ruled_zone()
    bureau, asker = a_department(zone, "经发局")
    statistics, statistician = a_department(zone, "统计办")
    return Asking(zone, bureau, asker, statistics, statistician)


def a_department(zone: Zone, name: str) -> tuple[Organisation, Person]:
    unit = a_unit(name, zone.zone)
    person, post = a_person(f"{name}干部", unit)
    assert post is not None
    zone.posts[person.pk] = post
    hold(person, "lead", unit)
    return unit, person


def figure(code: str, name: str, owner: Organisation, **more: object) -> FieldDraft:
    """A field of a measure of its own name, in 亿元."""
    return FieldDraft(
        **({"code": code, "name": name, "owner": owner, "unit": "亿元", "measure": name} | more)
    )  # type: ignore[arg-type]


def fields(asking: Asking, *drafts: FieldDraft) -> list[Field]:
    return define_fields(SYSTEM, asking.zone.zone, drafts, at=MORNING)


def a_form(asking: Asking, codes: Sequence[str], code: str = "monthly", **more: object) -> Form:
    """A monthly form of these fields in one section."""
    section = SectionDraft("主要指标", [LineDraft(one) for one in codes])
    said = {
        "code": code, "title": "月度调度表", "issuer": asking.bureau, "period": "month", "sections": [section],
    }  # fmt: skip
    return define_form(SYSTEM, asking.zone.zone, FormDraft(**(said | more)), at=MORNING)  # type: ignore[arg-type]


def the_form(asking: Asking) -> Form:
    """Investment (of the statistics office), output value (of the bureau) and the next steps, in words."""
    fields(
        asking,
        figure("invest", "固定资产投资", asking.statistics, calibers=("统计", "自报")),
        figure("output", "工业总产值", asking.bureau),
        FieldDraft("next", "下一步打算", asking.bureau, kind="text"),
    )
    return a_form(asking, ["invest", "output", "next"])


def known(
    asking: Asking,
    name: str,
    value: str,
    holder: Organisation,
    *,
    by: Organisation | None = None,
    caliber: str = "统计",
    period: Period = MARCH,
    unit: str = "亿元",
) -> None:
    """A fact that somebody reported, by default the statistics office."""
    quantity = read_number(value, unit)
    assert quantity is not None
    draft = Draft(
        name=name, holder=holder, period=period, quantity=quantity, reported_by=by or asking.statistics,
        source=Source(words="统计月报"), caliber=caliber,
    )  # fmt: skip
    record(SYSTEM, [draft], at=MORNING)


def a_request(
    asking: Asking,
    form: Form,
    *units: Organisation,
    when: datetime = MORNING,
    due: date | None = DUE,
    by: Person | None = None,
    **more: object,
) -> Request:
    """Drafted by the bureau for March, to the east street if nobody else is said."""
    asker = by or asking.asker
    requester = {asking.asker.pk: asking.bureau, asking.statistician.pk: asking.statistics}.get(
        asker.pk, asking.zone.office
    )
    said = {
        "form": form, "period": MARCH, "units": units or (asking.zone.east,), "requester": requester, "due": due,
    }  # fmt: skip
    return draft_request(asking.by(asker), RequestDraft(**(said | more)), at=when)  # type: ignore[arg-type]


def asked(asking: Asking, form: Form, *units: Organisation, **more: object) -> list[Submission]:
    """Drafted and issued at once."""
    request = a_request(asking, form, *units, **more)  # type: ignore[arg-type]
    by = more.get("by") or asking.asker
    when = more.get("when") or MORNING
    assert isinstance(by, Person)
    assert isinstance(when, datetime)
    return issue(asking.by(by), request, at=when)


def sent(asking: Asking, submission: Submission, typed: dict[str, str], when: datetime | None = None) -> None:
    """Sent by somebody of the east street."""
    who = asking.by(asking.zone.easterner)
    send(who, submission, typed, seen=0, at=when or at("2024-04-08"))
