"""Positive examples and the negative list (正面典型、负面清单): a person, what he did, and what came of it."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, custom, see, through, visible
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find

KIND = "conduct"


class Side(models.TextChoices):
    """Which of the two lists."""

    POSITIVE = "positive", "正面典型"
    NEGATIVE = "negative", "负面清单"


def _seen(reader: Reader, level: Level) -> Q:
    """Who has a right to the lists; and whoever an entry is about reads it, whatever his role."""
    cases = visible(Case._base_manager.filter(pk=OuterRef("case"), kind=KIND), reader, level)
    mine = Q(person=reader.person) if reader.person is not None and level <= Level.CONTENT else Q(pk__in=[])
    return Q(Exists(cases)) | mine


# The person's name is not looked for: what is found is counted, and persons are not.
@find(
    "listing", "正面典型与负面清单", "Positive and negative lists", place=30,
    text=("happened", "effect"), title="happened",
)  # fmt: skip
@see(custom(KIND, _seen))
@append_only(
    Guard(
        "of-a-case-of-lists",
        "NOT EXISTS (SELECT 1 FROM jk_flows_case c WHERE c.id = NEW.case_id AND c.kind = 'conduct'"
        " AND c.holder_id = NEW.unit_id)",
        "supervision.listing-mismatch",
    ),
    problems={
        "jk_listing_case": "records.row-exists",
        "jk_listing_once": "supervision.listed-already",
        "jk_listing_whole": "supervision.listing-incomplete",
        "jk_listing_days": "supervision.listing-incomplete",
    },
    lasting=True,
)
class Listing(Scoped):
    """清单条目: `person` of `unit` (见人); `happened` in words and `event`, the reference of what it was (见事);
    `effect` in words and `proof`, the reference of what proves it (见成效). `days` is how late the matter was, counted
    by its own moves when it was entered: what a correction is of.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="listing_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    side = models.CharField("清单", max_length=8, choices=Side.choices)
    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    event = models.CharField("事项", max_length=200)
    happened = models.TextField("事")
    proof = models.CharField("成效的依据", max_length=200)
    effect = models.TextField("成效")
    days = models.PositiveIntegerField("超期天数", null=True)

    class Meta:
        verbose_name = "清单条目"
        verbose_name_plural = "清单条目"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_listing_case"),
            models.UniqueConstraint(fields=["side", "person", "event"], name="jk_listing_once"),
            models.CheckConstraint(
                condition=Q(side__in=Side.values)
                & ~Q(event="")
                & ~Q(happened="")
                & ~Q(proof="")
                & ~Q(effect=""),
                name="jk_listing_whole",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gt=0, side=Side.NEGATIVE), name="jk_listing_days"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"listing:{self.pk}"


def _listing() -> type[Listing]:
    return Listing


@see(through("listing", _listing))
@append_only(
    Guard(
        "by-the-person",
        "NOT EXISTS (SELECT 1 FROM jk_supervision_listing l"
        " WHERE l.id = NEW.listing_id AND l.person_id = NEW.person_id)",
        "supervision.reply-of-another",
    ),
    problems={"jk_reply_says": "supervision.reply-empty", "jk_reply_cause": "supervision.cause-unknown"},
    lasting=True,
)
class Reply(Scoped):
    """本人说明: what the person concerned says of an entry. It stands beside; the entry stays as it was. `cause` is the
    reference of another unit's matter whose delay was the cause: its own moves show it.
    """

    listing = models.ForeignKey(
        Listing, verbose_name="清单条目", on_delete=models.PROTECT, related_name="replies"
    )
    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    says = models.TextField("说明")
    # None and not "": a row that was there before the column is hashed as it was.
    cause = models.CharField("延误来自", max_length=200, null=True)

    class Meta:
        verbose_name = "本人说明"
        verbose_name_plural = "本人说明"
        constraints = [
            models.CheckConstraint(condition=~Q(says=""), name="jk_reply_says"),
            models.CheckConstraint(
                condition=Q(cause=None) | Q(cause__startswith="matter:"), name="jk_reply_cause"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.at:%Y-%m-%d}"
