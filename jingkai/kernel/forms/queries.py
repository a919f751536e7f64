"""Reading what is asked and what came of it. With a reader only what that person may see; without, all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet

from jingkai.engines.periods import Due, Period
from jingkai.engines.quantity import NUMBER, Quantity, share
from jingkai.kernel.flows.models import Due as DueRow
from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Grant, Organisation, Person
from jingkai.kernel.rules.roles import roles_for

from .burden import HUNDRED, WITHDRAWN
from .models import Answer, Asked, Form, How, Line, Request, Saving, Submission
from .problems import FORM_NOT_FOUND, REQUEST_NOT_FOUND, SUBMISSION_NOT_FOUND


def find_form(
    zone: Organisation, code: str, reader: Reader | None = None, version: int | None = None
) -> Form:
    """The form of this code, its newest version if none is said. Raises Problem `forms.form-not-found`."""
    rows = Form.objects.seen_by(reader).filter(zone=zone, code=code).select_related("issuer", "zone")
    if version is not None:
        rows = rows.filter(version=version)
    found = rows.order_by("-version").first()
    if found is None:
        raise FORM_NOT_FOUND(form=code)
    return found


def newest_forms(zone: Organisation, reader: Reader | None = None) -> list[Form]:
    """The newest version of every form of the zone, by code."""
    rows = Form.objects.seen_by(reader).filter(zone=zone).select_related("issuer").order_by("code", "version")
    return list({one.code: one for one in rows}.values())


def find_request(number: int, reader: Reader | None = None) -> Request:
    """The request of this number. Raises Problem `forms.request-not-found`, for hidden as for absent."""
    rows = Request.objects.seen_by(reader).filter(pk=number)
    found = rows.select_related(
        "case__flow", "form__zone", "requester", "asked_by", "approver", "zone"
    ).first()
    if found is None:
        raise REQUEST_NOT_FOUND(number=number)
    return found


def find_submission(number: int, reader: Reader | None = None) -> Submission:
    """The submission of this number. Raises Problem `forms.submission-not-found`, for hidden as for absent."""
    found = with_all(Submission.objects.seen_by(reader).filter(pk=number)).first()
    if found is None:
        raise SUBMISSION_NOT_FOUND(number=number)
    return found


def with_all(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Submissions with all that a page says of them."""
    return rows.select_related("case__flow", "case__now", "unit", "request__form__zone", "request__requester")


@dataclass(frozen=True)
class Standing:
    """How one submission stands. `sent_at` is when it was first sent; `late` whether that, or nothing yet, is late.

    `cells` are all its cells, `asked` those it had to type when it was issued, `filled` and `typed` those of the last
    sending (None before the first).
    """

    submission: Submission
    state: str
    due: Due | None
    sent_at: datetime | None
    late: bool
    returned: int
    cells: int
    asked: int
    filled: int | None
    typed: int | None

    @property
    def missing(self) -> bool:
        """Whether its time is up and nothing was sent."""
        return self.sent_at is None and self.late

    @property
    def on_time(self) -> bool:
        """Whether it was sent, and in time."""
        return self.sent_at is not None and not self.late

    @property
    def sent_late(self) -> bool:
        """Whether it was sent, but late."""
        return self.sent_at is not None and self.late

    @property
    def minutes(self) -> Decimal:
        """What it asks of a person."""
        return Decimal(self.submission.minutes) / HUNDRED


@dataclass(frozen=True)
class Tally:
    """Submissions counted. Those whose time is not up yet and that are not there are `waiting`."""

    standings: tuple[Standing, ...]

    @property
    def units(self) -> int:
        return len({one.submission.unit_id for one in self.standings})

    @property
    def tables(self) -> int:
        return len(self.standings)

    @property
    def on_time(self) -> int:
        return sum(one.on_time for one in self.standings)

    @property
    def late(self) -> int:
        return sum(one.sent_late for one in self.standings)

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.standings)

    @property
    def waiting(self) -> int:
        return sum(one.sent_at is None and not one.late for one in self.standings)

    @property
    def returned(self) -> int:
        """How many were returned, at least once."""
        return sum(one.returned > 0 for one in self.standings)

    @property
    def cells(self) -> int:
        return sum(one.cells for one in self.standings)

    @property
    def asked(self) -> int:
        """Cells that had to be typed."""
        return sum(one.asked for one in self.standings)

    @property
    def filled(self) -> int:
        """Cells that were filled in for those asked."""
        return self.cells - self.asked

    @property
    def spared(self) -> Quantity:
        """The share of cells that nobody had to type; unknown where nothing was asked."""
        if not self.cells:
            return Quantity.unknown(NUMBER)
        return share(Quantity.exactly(self.filled, NUMBER), Quantity.exactly(self.cells, NUMBER))

    @property
    def minutes(self) -> Decimal:
        return sum((one.minutes for one in self.standings), Decimal(0))


def standing_of(request: Request, at: datetime, reader: Reader | None = None) -> Tally:
    """How the submissions of a request stand at `at`, by unit."""
    rows = Submission.objects.seen_by(reader).filter(request=request)
    return standings(with_all(rows).exclude(case__now__state=WITHDRAWN).order_by("unit__name", "pk"), at)


def asked_in(
    month: Period, at: datetime, *, units: Iterable[Organisation], reader: Reader | None = None
) -> Tally:
    """What these units were asked in a month, by the day it was issued; what was withdrawn is not in it."""
    rows = Submission.objects.seen_by(reader).filter(
        unit__in=[one.pk for one in units], case__day__gte=month.start, case__day__lte=month.last_day
    )
    return standings(with_all(rows).exclude(case__now__state=WITHDRAWN).order_by("request__due", "pk"), at)


def asked_about(
    period: Period, at: datetime, *, units: Iterable[Organisation], reader: Reader | None = None
) -> Tally:
    """What these units were asked about a period, whenever that was: the requests whose own period ends in it."""
    rows = Submission.objects.seen_by(reader).filter(
        unit__in=[one.pk for one in units],
        request__end__gte=period.start,
        request__end__lte=period.last_day,
    )
    return standings(with_all(rows).exclude(case__now__state=WITHDRAWN).order_by("request__due", "pk"), at)


def by_unit(tally: Tally) -> dict[int, Tally]:
    """The same, for each unit by its id, in the order in which they come."""
    found: dict[int, list[Standing]] = {}
    for one in tally.standings:
        found.setdefault(one.submission.unit_id, []).append(one)
    return {unit: Tally(tuple(some)) for unit, some in found.items()}


def standings(rows: Iterable[Submission], at: datetime) -> Tally:
    """How each of these submissions stands at `at`, in as many queries as for one."""
    some = list(rows)
    keys = [one.pk for one in some]
    cases = [one.case_id for one in some]
    lines = dict(
        Line.objects.filter(form__in={one.request.form_id for one in some})
        .values_list("form").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    asked = dict(
        Asked.objects.filter(submission__in=keys).values_list("submission").annotate(n=Count("pk")).order_by()
    )
    dues = {one.case_id: one.due for one in DueRow.objects.filter(case__in=cases).order_by("turn")}
    first, back = _moves(cases)
    answers = _answers(keys)
    found = []
    for one in some:
        due, sent_at = dues.get(one.case_id), first.get(one.case_id)
        filled, typed = answers.get(one.pk, (None, None))
        found.append(
            Standing(
                submission=one,
                state=one.case.now.state,
                due=due,
                sent_at=sent_at,
                late=due is not None and due.passed(sent_at or at),
                returned=back.get(one.case_id, 0),
                cells=lines.get(one.request.form_id, 0),
                asked=asked.get(one.pk, 0),
                filled=filled,
                typed=typed,
            )
        )
    return Tally(tuple(found))


def _moves(cases: Sequence[int]) -> tuple[dict[int, datetime], dict[int, int]]:
    """By case, when it was first sent, and how often it was returned."""
    first: dict[int, datetime] = {}
    back: dict[int, int] = {}
    rows = Move.objects.filter(case__in=cases, flow_move__move__in=["send", "return"]).order_by("n")
    for case, name, when in rows.values_list("case", "flow_move__move", "at"):
        if name == "send":
            first.setdefault(case, when)
        else:
            back[case] = back.get(case, 0) + 1
    return first, back


def _answers(keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By submission, the cells filled and typed in its last sending; what contradicts a filled cell is not one more."""
    last = {
        one.submission_id: one.pk
        for one in Saving.objects.filter(submission__in=keys, sent=True).order_by("n")
    }
    lines: dict[int, dict[str, set[int]]] = {}
    rows = Answer.objects.filter(saving__in=last.values()).values_list("saving__submission", "how", "line")
    for submission, how, line in rows:
        lines.setdefault(submission, {How.FILLED: set(), How.TYPED: set()})[how].add(line)
    return {
        key: (len(found[How.FILLED]), len(found[How.TYPED] - found[How.FILLED]))
        for key, found in lines.items()
    } | {key: (0, 0) for key in last if key not in lines}


def approvers(zone: Organisation, on: date) -> list[Person]:
    """Who may approve requests in the zone on a day: people with a grant of a role that allows it."""
    roles = [
        name
        for name, role in roles_for(zone, on).roles.items()
        if any(one.of == "forms" and "approve" in one.may for one in role.opens)
    ]
    units = Organisation.objects.filter(zone.subtree())
    grants = Grant.objects.valid_on(on).filter(role__in=roles, unit__in=units)
    return list(Person.objects.filter(pk__in=grants.values("person")).order_by("pk"))


@dataclass(frozen=True)
class Duplicate:
    """A unit that was asked to type the same field more than once in a month, and by which requests."""

    unit: Organisation
    line: Line
    submissions: tuple[Submission, ...]

    @property
    def requesters(self) -> list[Organisation]:
        """Who asked, each once."""
        return list({one.request.requester_id: one.request.requester for one in self.submissions}.values())


def duplicates(zone: Organisation, month: Period, reader: Reader | None = None) -> list[Duplicate]:
    """The fields that a unit was asked to type more than once in a month, each once, by unit and field."""
    seen = Submission.objects.seen_by(reader).filter(
        request__zone=zone, case__day__gte=month.start, case__day__lte=month.last_day
    )
    open_now = {one.pk: one for one in with_all(seen).exclude(case__now__state=WITHDRAWN).order_by("pk")}
    groups: dict[tuple[int, int], list[tuple[Line, Submission]]] = {}
    rows = Asked.objects.filter(submission__in=open_now).select_related("line__field").order_by("pk")
    for row in rows:
        one = open_now[row.submission_id]
        groups.setdefault((one.unit_id, row.line.field_id), []).append((row.line, one))
    twice = [
        Duplicate(some[0][1].unit, some[0][0], tuple(one for _, one in some))
        for some in groups.values()
        if len({one.request_id for _, one in some}) > 1
    ]
    return sorted(twice, key=lambda one: (one.unit.name, one.line.field.name))
