"""How a unit came to stand in a register by its own application: what it filed, and which units were asked."""

from django.db import models

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find
from jingkai.kernel.rules.models import RuleSet

from .subject import Subject


def _case() -> type[Case]:
    return Case


@find("application", "申报", "Applications", place=41, text=("title",), title="title")
@see(through("case", _case))
@append_only(
    problems={"jk_application_case": "records.row-exists", "jk_application_subject": "records.row-exists"},
    lasting=True,
)
class Application(Scoped):
    """申报: a subject that its own unit applied to be entered, by the rule version of its register of that day. Where
    it stands says its case.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="application_rows"
    )
    subject = models.ForeignKey(
        Subject, verbose_name="对象", on_delete=models.PROTECT, related_name="applications"
    )
    rule = models.ForeignKey(RuleSet, verbose_name="规则版本", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "申报"
        verbose_name_plural = "申报"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_application_case"),
            models.UniqueConstraint(fields=["subject"], name="jk_application_subject"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"application:{self.pk}"


def _application() -> type[Application]:
    return Application


@see(through("application", _application))
@append_only(
    Guard(
        "in-turn",
        "NEW.turn <> 1 + (SELECT COUNT(*) FROM jk_registers_filing f"
        " WHERE f.application_id = NEW.application_id AND f.id <> NEW.id)",
        "flows.moved-meanwhile",
    ),
    problems={"jk_filing_turn": "flows.moved-meanwhile"},
    lasting=True,
)
class Filing(Scoped):
    """申报内容: what the applicant filed the turn-th time, whole; its papers stand with the move by which it did."""

    application = models.ForeignKey(
        Application, verbose_name="申报", on_delete=models.PROTECT, related_name="filings"
    )
    turn = models.PositiveIntegerField("次")
    fields = models.JSONField("内容", default=dict)

    class Meta:
        verbose_name = "申报内容"
        verbose_name_plural = "申报内容"
        constraints = [models.UniqueConstraint(fields=["application", "turn"], name="jk_filing_turn")]

    def __str__(self) -> str:
        return f"{self.application_id}#{self.turn}"


@find("consultation", "征求意见", "Consultations", place=42, text=("title",), title="title")
@see(through("case", _case))
@append_only(problems={"jk_consultation_case": "records.row-exists"}, lasting=True)
class Consultation(Scoped):
    """征求意见: a unit is asked about an application; its reply reaches the `stage`. Its case is of the unit asked."""

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="consultation_rows"
    )
    application = models.ForeignKey(
        Application, verbose_name="申报", on_delete=models.PROTECT, related_name="consultations"
    )
    stage = models.CharField("阶段", max_length=60)
    title = models.CharField("名称", max_length=300)

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        constraints = [models.UniqueConstraint(fields=["case"], name="jk_consultation_case")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"consultation:{self.pk}"
