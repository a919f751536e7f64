"""Forms of the sample zone: one month's reports of five streets and towns, and what they are asked now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.declared import define_declared
from jingkai.kernel.forms.models import Form, Request, Submission
from jingkai.kernel.forms.services import (
    ListedTable,
    Merge,
    RequestDraft,
    accept,
    ask_approval,
    draft_request,
    give_back,
    issue,
    list_tables,
    reduce_tables,
    send,
)
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writing import writing

from ..declared import zone_file
from .people import Parties, read_parties

ACT = "sample.forms"
_KINDS = ("street", "town")
_FEBRUARY, _YEAR = Period.month(2024, 2), Period.of_year(2023)
_ISSUED = datetime(2024, 3, 11, 1, tzinfo=UTC)
_DUE = datetime(2024, 3, 15, 9, tzinfo=UTC)
_TYPED = {
    "visits": "23",
    "stuck": "1",
    "problems": "一个项目用地手续未办结，影响二期开工。",
    "next": "本月内与规划建设局会商用地，二季度开工；继续每周走访重点企业。",
}
_DAY = timedelta(days=1)
# A list of tables as a street keeps it; how many there are and how many stay.
_TABLES, _KEPT = 32, 23


@dataclass(frozen=True)
class _Desk:
    """Who works at the forms: the person of each unit that reports, and the office that approves."""

    parties: Parties

    def of(self, unit: str) -> Actor:
        """The second post of a unit, as for matters."""
        posts = next(one.posts for one in zone_file().units if one.name == unit)
        return self.parties.actor(unit, posts[1].title)

    def first(self, unit: str) -> Actor:
        """The first post of a unit: its head."""
        posts = next(one.posts for one in zone_file().units if one.name == unit)
        return self.parties.actor(unit, posts[0].title)

    @property
    def streets(self) -> list[Organisation]:
        """The streets and towns, in their order."""
        return [one for one in self.parties.units.values() if one.kind in _KINDS]


def write_forms(zone_name: str, *, at: datetime) -> int:
    """The forms, last year's reports and what is asked on the day of `at`; how many submissions are new."""
    parties = read_parties(zone_name, at)
    done = f"sample:forms-done:{parties.zone.pk}"
    if RequestKey.objects.filter(key=done).exists():
        return 0
    before = Submission.objects.count()
    text = resources.files("jingkai.site.sample").joinpath("forms.yaml").read_text(encoding="utf-8")
    defined = define_declared(SYSTEM, parties.zone, text, at=_ISSUED - _DAY)
    forms = {one.code: one for one in defined}
    desk = _Desk(parties)
    _write_reports(desk, forms)
    _write_now(desk, forms, at)
    _write_list(desk, at)
    with writing(SYSTEM, act=ACT, at=at, key=done, content=zone_name, ref=zone_name):
        pass
    return Submission.objects.count() - before


def _write_reports(desk: _Desk, forms: Mapping[str, Form]) -> None:
    """February's reports: three accepted, one late, one returned for its next steps."""
    some = _asked(desk, forms["economy-month"], _FEBRUARY, "经济发展局", _ISSUED, _DUE)
    bureau = desk.first("经济发展局")
    for place, one in enumerate(some):
        if state_of(one.case) != "asked":
            continue
        late = place == 3
        when = _DUE + timedelta(minutes=70) if late else _DUE - _DAY + timedelta(hours=place)
        typed = _TYPED | ({"next": "无"} if place == len(some) - 1 else {"visits": str(14 + 5 * place)})
        send(desk.of(one.unit.name), one, typed, seen=0, at=when)
        checked = _DUE + _DAY
        if place == len(some) - 1:
            give_back(bureau, one, at=checked, remarks={"next": "请写明措施和完成时限"})
        elif not late:
            accept(bureau, one, at=checked)


def _write_now(desk: _Desk, forms: Mapping[str, Form], at: datetime) -> None:
    """What is asked now: a profile, a table that asks two of its fields again, and an emergency to be approved."""
    profile = _asked(desk, forms["profile-year"], _YEAR, "统计办", at, None)
    _asked(desk, forms["staff-year"], _YEAR, "社会事业局", at, None)
    first = profile[1]
    if state_of(first.case) == "asked":
        typed = {"residents": "6万余", "staff": "46", "contact": "经济发展办公室"}
        send(desk.of(first.unit.name), first, typed, seen=0, at=at)
    approver = desk.first("督查室")
    draft = RequestDraft(
        form=forms["flood"],
        period=Period.day(day_of(at)),
        units=desk.streets,
        requester=desk.parties.units["应急环保局"],
        due=day_of(at),
        emergency=True,
        approver=Person.objects.get(pk=approver.person),
        reason="未来三小时有强降雨，需立即核查低洼点位",
    )
    head = desk.first("应急环保局")
    request = draft_request(head, draft, at=at, key=f"sample:form:flood:{desk.parties.zone.pk}")
    if state_of(request.case) == "draft":
        ask_approval(head, request, at=at)


def _asked(
    desk: _Desk, form: Form, period: Period, unit: str, at: datetime, due: datetime | None
) -> list[Submission]:
    """Asked of the streets and towns by a unit, once."""
    draft = RequestDraft(form, period, desk.streets, desk.parties.units[unit], due=due)
    key = f"sample:form:{form.code}:{desk.parties.zone.pk}"
    there = RequestKey.objects.filter(key=key).first()
    request = (
        Request.objects.get(batch=there.batch)
        if there is not None
        else draft_request(desk.first(unit), draft, at=at, key=key)
    )
    if state_of(request.case) == "draft":
        issue(desk.first(unit), request, at=at)
    return list(Submission.objects.filter(request=request).select_related("unit", "request").order_by("pk"))


def _write_list(desk: _Desk, at: datetime) -> None:
    """The tables a street fills in, and those of them that were merged."""
    street = desk.streets[0]
    tables = [
        ListedTable(f"{n:02}", f"样例表格{n:02}", "样例部门", "月" if n % 3 else "季")
        for n in range(1, _TABLES + 1)
    ]
    if list_tables(desk.of(street.name), street, tables, at=at):
        merges = [Merge(f"{n:02}", "01" if n % 2 else "") for n in range(_KEPT + 1, _TABLES + 1)]
        reduce_tables(desk.of("督查室"), street, merges, reason="样例：合并同源、取消无依据的表格", at=at)
