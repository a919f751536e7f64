"""Asking units to fill in a form."""

from django.db import models
from django.db.models import F, Q

from jingkai.engines.periods import Due, Period
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find

from .form import Form, Line
from .sight import request_seen, submission_seen

# The state of a request that units were asked by, whatever its flow. A guard below reads it.
ISSUED = "issued"


@find("request", "下发", "Requests", place=34, text=("title",), title="title")
@see(request_seen())
@append_only(
    problems={
        "jk_request_case": "records.row-exists",
        "jk_request_approver": "forms.approver-missing",
        "jk_request_other": "forms.approver-is-requester",
        "jk_request_period": "forms.period-differs",
    },
    lasting=True,
)
class Request(Scoped):
    """下发: a form, for a period, to some units, until a time. Its states stand with its case.

    `due` is when time is up: 24:00 of a day, or a clock time. Who asks in a hurry names another person as `approver`.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="request_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, verbose_name="表", on_delete=models.PROTECT, related_name="requests")
    title = models.CharField("名称", max_length=260)
    start = models.DateField("自")
    end = models.DateField("至")
    requester = models.ForeignKey(
        Organisation, verbose_name="下发单位", on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        Person, verbose_name="下发人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateTimeField("报送期限")
    emergency = models.BooleanField("紧急", default=False)
    approver = models.ForeignKey(
        Person, verbose_name="批准人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("事由", blank=True)

    class Meta:
        verbose_name = "下发"
        verbose_name_plural = "下发"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_request_case"),
            models.CheckConstraint(
                condition=Q(emergency=False) | Q(approver__isnull=False), name="jk_request_approver"
            ),
            # Two unknowns are not equal: the platform itself asks in no hurry.
            models.CheckConstraint(
                condition=Q(approver=None) | Q(asked_by=None) | ~Q(approver=F("asked_by")),
                name="jk_request_other",
            ),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="jk_request_period"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"request:{self.pk}"

    @property
    def period(self) -> Period:
        """The period it asks for."""
        return period_of(self)

    @property
    def due_date(self) -> Due:
        """Until when, as the engine of periods knows it."""
        return Due.until(self.due)


def _request() -> type[Request]:
    return Request


@see(through("request", _request))
@append_only(
    Guard(
        "with-its-request",
        "NOT EXISTS (SELECT 1 FROM jk_forms_request r"
        " WHERE r.id = NEW.request_id AND r.batch_id = NEW.batch_id)",
        "forms.request-fixed",
    ),
    problems={"jk_formrecipient_once": "records.row-exists"},
    lasting=True,
)
class Recipient(Scoped):
    """报送单位: a unit that the request is to ask. It comes with the request."""

    request = models.ForeignKey(
        Request, verbose_name="下发", on_delete=models.PROTECT, related_name="recipients"
    )
    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "报送单位"
        verbose_name_plural = "报送单位"
        constraints = [models.UniqueConstraint(fields=["request", "unit"], name="jk_formrecipient_once")]

    def __str__(self) -> str:
        return f"{self.request_id} → {self.unit_id}"


_NOT_ISSUED = (
    "NOT EXISTS (SELECT 1 FROM jk_flows_move m"
    " JOIN jk_flows_flowmove f ON f.id = m.flow_move_id"
    " JOIN jk_forms_request r ON r.case_id = m.case_id"
    f" WHERE r.id = NEW.request_id AND f.target = '{ISSUED}')"
)
_NOT_NAMED = (
    "NOT EXISTS (SELECT 1 FROM jk_forms_recipient p"
    " WHERE p.request_id = NEW.request_id AND p.unit_id = NEW.unit_id)"
)


@see(submission_seen())
@append_only(
    Guard("of-what-was-issued", _NOT_ISSUED, "forms.not-issued"),
    Guard("of-a-recipient", _NOT_NAMED, "forms.not-asked"),
    problems={"jk_submission_case": "records.row-exists", "jk_submission_once": "forms.asked-already"},
    lasting=True,
)
class Submission(Scoped):
    """报送: what one unit is asked by a request. Its states and its due date stand with its case.

    `minutes` is what it asks of a person, in hundredths of a minute, by the rule that held when it was issued.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="submission_rows"
    )
    request = models.ForeignKey(
        Request, verbose_name="下发", on_delete=models.PROTECT, related_name="submissions"
    )
    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField("分钟（百分之一）")

    class Meta:
        verbose_name = "报送"
        verbose_name_plural = "报送"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_submission_case"),
            models.UniqueConstraint(fields=["request", "unit"], name="jk_submission_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.unit_id}"

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"submission:{self.pk}"


def _submission() -> type[Submission]:
    return Submission


@see(through("submission", _submission))
@append_only(problems={"jk_asked_once": "records.row-exists"}, lasting=True)
class Asked(Scoped):
    """所填字段: when the request was issued no fact answered this field, so the unit was asked to type it."""

    submission = models.ForeignKey(
        Submission, verbose_name="报送", on_delete=models.PROTECT, related_name="asked"
    )
    line = models.ForeignKey(Line, verbose_name="表内字段", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "所填字段"
        verbose_name_plural = "所填字段"
        constraints = [models.UniqueConstraint(fields=["submission", "line"], name="jk_asked_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.line_id}"
