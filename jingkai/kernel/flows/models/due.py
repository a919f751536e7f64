"""Due dates, and asking for later ones."""

from django.db import models

from jingkai.engines import periods
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .case import Case
from .move import Move

_FOLLOWS = (
    "NEW.turn < 1 OR (NEW.turn = 1 AND NEW.replaces_id IS NOT NULL)"
    " OR (NEW.turn > 1 AND NOT EXISTS (SELECT 1 FROM jk_flows_due d WHERE d.id = NEW.replaces_id"
    " AND d.case_id = NEW.case_id AND d.term = NEW.term AND d.turn = NEW.turn - 1))"
)


def _case() -> type[Case]:
    return Case


@see(through("case", _case))
@append_only(
    Guard("follows", _FOLLOWS, "flows.due-out-of-order"),
    problems={"jk_due_turn": "flows.due-out-of-order"},
    lasting=True,
)
class Due(Scoped):
    """到期: a term of a case is due. A later day replaces this one and leaves it readable.

    `instant` is when time is up: 24:00 of `day` in Shanghai, or a clock time (`on_the_dot`).
    """

    case = models.ForeignKey(Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="dues")
    term = models.CharField("期限", max_length=60)
    turn = models.PositiveSmallIntegerField("第几次", default=1)
    day = models.DateField("到期日")
    instant = models.DateTimeField("到期时刻")
    on_the_dot = models.BooleanField("到点为止", default=False)
    assured = models.BooleanField("节假日表齐备", default=True)
    replaces = models.ForeignKey(
        "self",
        verbose_name="取代",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    move = models.ForeignKey(
        Move, verbose_name="由何动作", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "到期"
        verbose_name_plural = "到期"
        constraints = [models.UniqueConstraint(fields=["case", "term", "turn"], name="jk_due_turn")]

    def __str__(self) -> str:
        return f"{self.term} {self.day}"

    @property
    def due(self) -> periods.Due:
        """As the engine of periods knows it."""
        return periods.Due(self.day, self.instant, self.on_the_dot, self.assured)


@see(through("due__case", _case))
@append_only(problems={"jk_extension_case": "flows.extension-asked"}, lasting=True)
class Extension(Scoped):
    """延期申请: asks for a later day. It has a case of its own; granted, it gives a new Due."""

    case = models.ForeignKey(
        Case, verbose_name="申请的流程", on_delete=models.PROTECT, related_name="extension_rows"
    )
    due = models.ForeignKey(Due, verbose_name="原到期", on_delete=models.PROTECT, related_name="extensions")
    wanted = models.DateField("申请延至")
    reason = models.TextField("原因")

    class Meta:
        verbose_name = "延期申请"
        verbose_name_plural = "延期申请"
        constraints = [models.UniqueConstraint(fields=["case"], name="jk_extension_case")]

    def __str__(self) -> str:
        return f"{self.due_id} → {self.wanted}"
