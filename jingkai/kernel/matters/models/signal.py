"""Signals: something noticed, before anybody does anything about it."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find
from jingkai.kernel.rules.models import RuleSet

from .matter import Matter


def _case() -> type[Case]:
    return Case


@find("signal", "苗头", "Signals", place=20, text=("zh", "en"), title="zh", title_en="en", note="occasion")
@see(through("case", _case))
@append_only(
    problems={
        "jk_signal_case": "records.row-exists",
        "jk_signal_once": "matters.signal-noted",
        "jk_signal_words": "matters.signal-words-missing",
    },
    lasting=True,
)
class Signal(Scoped):
    """苗头: something noticed by a rule (`rule` says which) or a person. What became of it stands with its case.

    `about` is what it is about, `occasion` when or in what it was noticed (a month: 2024-03). The same about the
    same on one occasion is one signal; noticed again after it was cleared, or by somebody who may not see it, it is the
    next `turn`.
    A light of a period that ends before `until` does not clear it.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="signal_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Organisation, verbose_name="责任单位", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("种类", max_length=40)
    about = models.CharField("关于", max_length=200, db_index=True)
    occasion = models.CharField("时点", max_length=40)
    until = models.DateField("时点末日")
    turn = models.PositiveSmallIntegerField("第几次", default=1)
    level = models.PositiveSmallIntegerField("灯级", null=True, blank=True)
    zh = models.TextField("内容")
    en = models.TextField("内容（英）", blank=True)
    # References of the records it stands on: ["fact:17", "target:3"].
    refs = models.JSONField("依据", default=list)
    rule = models.ForeignKey(
        RuleSet, verbose_name="规则版本", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "苗头"
        verbose_name_plural = "苗头"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_signal_case"),
            models.UniqueConstraint(
                fields=["zone", "kind", "about", "occasion", "turn"], name="jk_signal_once"
            ),
            models.CheckConstraint(condition=~Q(zh="") & ~Q(about=""), name="jk_signal_words"),
        ]

    def __str__(self) -> str:
        return self.zh


class Joined(models.TextChoices):
    """How a signal came to a matter."""

    OPENED = "opened", "立项"
    ADDED = "added", "并入"


def _signal() -> type[Signal]:
    return Signal


@see(through("signal", _signal))
@append_only(
    Guard(
        "of-one-zone",
        "NOT EXISTS (SELECT 1 FROM jk_matters_signal s JOIN jk_matters_matter m ON m.zone_id = s.zone_id"
        " WHERE s.id = NEW.signal_id AND m.id = NEW.matter_id)",
        "matters.signal-elsewhere",
    ),
    problems={"jk_joining_signal": "matters.signal-joined", "jk_joining_how": "matters.signal-joined"},
    lasting=True,
)
class Joining(Scoped):
    """苗头与事项: a signal was opened as this matter, or added to it. A signal goes one way, once."""

    signal = models.ForeignKey(Signal, verbose_name="苗头", on_delete=models.PROTECT, related_name="joinings")
    matter = models.ForeignKey(Matter, verbose_name="事项", on_delete=models.PROTECT, related_name="joinings")
    how = models.CharField("方式", max_length=6, choices=Joined.choices)

    class Meta:
        verbose_name = "苗头与事项"
        verbose_name_plural = "苗头与事项"
        constraints = [
            models.UniqueConstraint(fields=["signal"], name="jk_joining_signal"),
            models.CheckConstraint(condition=Q(how__in=Joined.values), name="jk_joining_how"),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} → {self.matter_id}"
