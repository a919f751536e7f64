"""The written reports of a month: who sent in time, who late, who not, what was returned, how much was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import Known
from jingkai.kernel.forms.models import Answer, Form, How, Request, Saving
from jingkai.kernel.forms.queries import Standing, Tally, standing_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .kinds import REPORT, WrittenReportBody

# Requests by which nobody is asked any more.
_ENDED = ("withdrawn", "halted")
DRAFT, AWAITING = "draft", "awaiting"


@dataclass(frozen=True)
class Beside:
    """What a unit typed where a fact says otherwise: the fact counts, and what was typed stands beside it."""

    unit: Organisation
    field: str
    typed: str
    fact: Known


@dataclass(frozen=True)
class Reports:
    """The reports of a month: the request by which they were asked, and how each stands."""

    request: Request
    state: str
    tally: Tally
    beside: tuple[Beside, ...]

    @property
    def issued(self) -> bool:
        """Whether the units were asked."""
        return self.state not in (DRAFT, AWAITING)

    @property
    def typed(self) -> int:
        """Cells that people had to type."""
        return self.tally.asked

    def of(self, kind: str) -> list[Standing]:
        """Those that are `on_time`, `sent_late`, `missing`, or were `returned`."""
        return [one for one in self.tally.standings if getattr(one, kind)]


def rule_of(zone: Organisation, period: Period) -> WrittenReportBody:
    """The zone's rule of written reports. Raises Problem `rules.not-found`."""
    return RuleBook().body(REPORT, zone, period.last_day, WrittenReportBody)


def form_of(zone: Organisation, period: Period, reader: Reader | None = None) -> Form | None:
    """The newest version of the form of the written report, if the zone has designed one."""
    rows = Form.objects.seen_by(reader).filter(zone=zone, code=rule_of(zone, period).form)
    return rows.select_related("issuer", "zone").order_by("-version").first()


def last_request(zone: Organisation, before: Period) -> Request | None:
    """The last request for the report of a month before this one, whose units are asked again."""
    rows = Request.objects.known_at().filter(
        zone=zone, form__code=rule_of(zone, before).form, end__lte=before.start
    )
    return (
        rows.exclude(case__now__state__in=_ENDED)
        .select_related("requester", "form")
        .order_by("-end", "-pk")
        .first()
    )


def reports_of(
    zone: Organisation, period: Period, at: datetime, reader: Reader | None = None
) -> Reports | None:
    """The reports of a month as they stand at `at`, as far as the reader may see; None where none were asked."""
    rows = Request.objects.seen_by(reader).filter(
        zone=zone, form__code=rule_of(zone, period).form, start=period.start, end=period.end
    )
    rows = rows.exclude(case__now__state__in=_ENDED).select_related(
        "case__now", "case__flow", "requester", "form__zone"
    )
    found = rows.order_by("-pk").first()
    if found is None:
        return None
    tally = standing_of(found, at, reader)
    return Reports(found, found.case.now.state, tally, tuple(_beside(tally)))


def _beside(tally: Tally) -> list[Beside]:
    """Where in the last sending a typed figure stands beside a fact."""
    units = {one.submission.pk: one.submission.unit for one in tally.standings}
    last = {
        row.submission_id: row.pk
        for row in Saving.objects.filter(submission__in=units, sent=True).order_by("n")
    }
    rows = Answer.objects.filter(saving__in=last.values()).select_related(
        "line__field", "fact__measure", "saving"
    )
    facts, typed = {}, {}
    for one in rows.order_by("pk"):
        (facts if one.how == How.FILLED else typed)[one.saving_id, one.line_id] = one
    return [
        Beside(units[one.saving.submission_id], one.line.field.name, one.text, Known(facts[key].fact))
        for key, one in typed.items()
        if key in facts
    ]
