"""Conclusions of supervisions (督查结论)."""

from django.db import models

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only


def _case() -> type[Case]:
    return Case


@see(through("case", _case))
@append_only(
    problems={
        "jk_conclusion_case": "records.row-exists",
        "jk_conclusion_text": "supervision.conclusion-incomplete",
    },
    lasting=True,
)
class Conclusion(Scoped):
    """督查结论: what a supervision found of one unit. It may be objected to while its case is open for it."""

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="conclusion_rows"
    )
    activity = models.ForeignKey(
        Activity, verbose_name="督查", on_delete=models.PROTECT, related_name="conclusions"
    )
    unit = models.ForeignKey(
        Organisation, verbose_name="督查对象", on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("结论")

    class Meta:
        verbose_name = "督查结论"
        verbose_name_plural = "督查结论"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_conclusion_case"),
            models.CheckConstraint(condition=~models.Q(text=""), name="jk_conclusion_text"),
        ]

    def __str__(self) -> str:
        return f"conclusion:{self.pk}"


def _conclusion() -> type[Conclusion]:
    return Conclusion


class _Person(Scoped):
    """A person's part in a conclusion."""

    conclusion = models.ForeignKey(Conclusion, verbose_name="督查结论", on_delete=models.PROTECT)
    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.conclusion_id} {self.person_id}"


@see(through("conclusion", _conclusion))
@append_only(
    Guard(
        "reviews-it-not",
        "EXISTS (SELECT 1 FROM jk_supervision_reviewer r"
        " WHERE r.conclusion_id = NEW.conclusion_id AND r.person_id = NEW.person_id)",
        "supervision.reviewer-wrote-it",
    ),
    problems={"jk_writer_once": "records.row-exists"},
    lasting=True,
)
class Writer(_Person):
    """撰写人: took part in making the conclusion."""

    class Meta:
        verbose_name = "撰写人"
        verbose_name_plural = "撰写人"
        default_related_name = "writers"
        constraints = [models.UniqueConstraint(fields=["conclusion", "person"], name="jk_writer_once")]


@see(through("conclusion", _conclusion))
@append_only(
    Guard(
        "wrote-it-not",
        "EXISTS (SELECT 1 FROM jk_supervision_writer w"
        " WHERE w.conclusion_id = NEW.conclusion_id AND w.person_id = NEW.person_id)",
        "supervision.reviewer-wrote-it",
    ),
    problems={"jk_reviewer_once": "records.row-exists"},
    lasting=True,
)
class Reviewer(_Person):
    """复核人: answers the objection. Who wrote the conclusion is never one (回避)."""

    class Meta:
        verbose_name = "复核人"
        verbose_name_plural = "复核人"
        default_related_name = "reviewers"
        constraints = [models.UniqueConstraint(fields=["conclusion", "person"], name="jk_reviewer_once")]
