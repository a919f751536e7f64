"""What a unit answers, saving by saving."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .form import Line
from .request import Submission


def _submission() -> type[Submission]:
    return Submission


@see(through("submission", _submission))
@append_only(
    Guard(
        "n-follows",
        "NEW.n < 1 OR (NEW.n > 1 AND NOT EXISTS (SELECT 1 FROM jk_forms_saving s"
        " WHERE s.submission_id = NEW.submission_id AND s.n = NEW.n - 1))",
        "forms.saved-meanwhile",
    ),
    problems={"jk_saving_n": "forms.saved-meanwhile"},
    lasting=True,
)
class Saving(Scoped):
    """暂存或报送: the n-th state of a submission's answers, whole; the last one counts.

    `sent` is one that was handed in; then the filled cells stand in it too, as they were known at `as_of`.
    """

    submission = models.ForeignKey(
        Submission, verbose_name="报送", on_delete=models.PROTECT, related_name="savings"
    )
    n = models.PositiveIntegerField("第几次")
    sent = models.BooleanField("已报送", default=False)
    person = models.ForeignKey(
        Person, verbose_name="填报人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")
    as_of = models.PositiveBigIntegerField("截至留痕号")

    class Meta:
        verbose_name = "填报记录"
        verbose_name_plural = "填报记录"
        constraints = [models.UniqueConstraint(fields=["submission", "n"], name="jk_saving_n")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.n}"


class How(models.TextChoices):
    """Where an answer comes from."""

    FILLED = "filled", "系统填入"
    TYPED = "typed", "人工填写"


def _saving() -> type[Saving]:
    return Saving


_OTHER_FORM = (
    "NOT EXISTS (SELECT 1 FROM jk_forms_saving s"
    " JOIN jk_forms_submission b ON b.id = s.submission_id"
    " JOIN jk_forms_request r ON r.id = b.request_id"
    " JOIN jk_forms_line l ON l.form_id = r.form_id"
    " WHERE s.id = NEW.saving_id AND l.id = NEW.line_id)"
)


@see(through("saving", _saving))
@append_only(
    Guard("of-its-form", _OTHER_FORM, "forms.field-unknown"),
    problems={"jk_answer_once": "records.row-exists", "jk_answer_how": "forms.answer-unclear"},
    lasting=True,
)
class Answer(Scoped):
    """填报内容: what stands in one cell: filled from a fact, or typed, as it was typed.

    Where both stand in one saving, what was typed contradicts the fact: the fact counts, and what was typed is kept.
    """

    saving = models.ForeignKey(
        Saving, verbose_name="填报记录", on_delete=models.PROTECT, related_name="answers"
    )
    line = models.ForeignKey(Line, verbose_name="表内字段", on_delete=models.PROTECT, related_name="+")
    how = models.CharField("来源", max_length=6, choices=How.choices)
    text = models.TextField("内容", blank=True)
    fact = models.ForeignKey(
        Fact, verbose_name="数据", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "填报内容"
        verbose_name_plural = "填报内容"
        constraints = [
            models.UniqueConstraint(fields=["saving", "line", "how"], name="jk_answer_once"),
            models.CheckConstraint(
                condition=Q(how=How.FILLED, fact__isnull=False, text="")
                | (Q(how=How.TYPED, fact=None) & ~Q(text="")),
                name="jk_answer_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.saving_id} {self.line_id}"


@see(through("saving", _saving))
@append_only(
    Guard("of-its-form", _OTHER_FORM, "forms.field-unknown"),
    problems={"jk_explanation_once": "records.row-exists", "jk_explanation_said": "forms.doubts-unanswered"},
    lasting=True,
)
class Explanation(Scoped):
    """说明: what was asked about a typed figure (in both languages, as it stood then), and why it is so."""

    saving = models.ForeignKey(
        Saving, verbose_name="填报记录", on_delete=models.PROTECT, related_name="explanations"
    )
    line = models.ForeignKey(Line, verbose_name="表内字段", on_delete=models.PROTECT, related_name="+")
    asked = models.TextField("疑问")
    asked_en = models.TextField("疑问（英文）")
    reason = models.TextField("说明")

    class Meta:
        verbose_name = "说明"
        verbose_name_plural = "说明"
        constraints = [
            models.UniqueConstraint(fields=["saving", "line"], name="jk_explanation_once"),
            models.CheckConstraint(
                condition=~Q(asked="") & ~Q(asked_en="") & ~Q(reason=""), name="jk_explanation_said"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.saving_id} {self.line_id}"

    def words(self, lang: str) -> str:
        """What was asked, in one language."""
        return self.asked if lang == "zh" else self.asked_en


@see(through("submission", _submission))
@append_only(
    Guard(
        "of-its-move",
        "NOT EXISTS (SELECT 1 FROM jk_flows_move v JOIN jk_forms_submission b ON b.case_id = v.case_id"
        " WHERE v.id = NEW.move_id AND b.id = NEW.submission_id)",
        "forms.remark-mismatch",
    ),
    problems={"jk_remark_text": "forms.reason-missing"},
    lasting=True,
)
class Remark(Scoped):
    """退回意见: what is to be mended, and in which cell."""

    submission = models.ForeignKey(
        Submission, verbose_name="报送", on_delete=models.PROTECT, related_name="remarks"
    )
    move = models.ForeignKey(Move, verbose_name="动作", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, verbose_name="表内字段", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("意见")

    class Meta:
        verbose_name = "退回意见"
        verbose_name_plural = "退回意见"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="jk_remark_text")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.line_id}"
