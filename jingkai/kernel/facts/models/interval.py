"""The columns a quantity is kept in."""

from django.db import models
from django.db.models import F, Q

# Every combination of: lower end left out, upper end left out, about.
MARKS = ("", "(", ")", "()", "≈", "(≈", ")≈", "()≈")


class IntervalColumns(models.Model):
    """区间: ends as integers in the base unit × 10^decimals (an absent end is NULL, both absent is the
    unknown), the marks of the ends, the unit and the text as typed.
    """

    lo = models.BigIntegerField("下限", null=True)
    hi = models.BigIntegerField("上限", null=True)
    marks = models.CharField("端点标记", max_length=3, blank=True)
    unit = models.CharField("单位", max_length=40)
    text = models.CharField("原文", max_length=200, blank=True)

    class Meta:
        abstract = True


def interval_checks(prefix: str) -> list[models.CheckConstraint]:
    """The checks of these columns, by names that begin with `prefix`."""
    return [
        models.CheckConstraint(condition=Q(marks__in=MARKS), name=f"{prefix}_marks"),
        models.CheckConstraint(
            condition=Q(lo__isnull=True) | Q(hi__isnull=True) | Q(lo__lte=F("hi")), name=f"{prefix}_ends"
        ),
        models.CheckConstraint(condition=~Q(unit=""), name=f"{prefix}_unit"),
    ]


def interval_problems(prefix: str) -> dict[str, str]:
    """The Problems those checks stand for."""
    return {
        f"{prefix}_marks": "facts.malformed-interval",
        f"{prefix}_ends": "facts.malformed-interval",
        f"{prefix}_unit": "facts.incomplete",
    }
