"""Matters: one thing each that has to be closed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Max

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import hidden, see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only, cache
from jingkai.kernel.records.search import find
from jingkai.kernel.registers.models import Subject

# The state in which a matter is closed (销号), whatever its flow. The guard below reads it.
CLOSED = "closed"

_TO_CLOSED = (
    "SELECT 1 FROM jk_flows_flowmove f JOIN jk_flows_case c ON c.flow_id = f.flow_id"
    f" WHERE c.id = NEW.case_id AND f.target = '{CLOSED}'"
)
_BEFORE = (
    "SELECT 1 FROM jk_matters_matter m"
    " WHERE m.zone_id = NEW.zone_id AND m.year = NEW.year AND m.number = NEW.number - 1"
)


def _case() -> type[Case]:
    return Case


def _named(rest: str) -> Mapping[str, int] | None:
    """The matter that `ref_of` names: 3-2024-17."""
    parts = rest.split("-")
    if len(parts) != 3 or not all(one.isdecimal() and len(one) < 10 for one in parts):
        return None
    zone, year, number = map(int, parts)
    return {"zone_id": zone, "year": year, "number": number}


@find(
    "matter", "事项", "Matters", place=10,
    text=("label", "title", "origin"), title="title", note="label", named=_named,
)  # fmt: skip
@see(through("case", _case))
@append_only(
    Guard("parent-is-older", "NEW.parent_id >= NEW.id", "matters.parent-not-older"),
    Guard(
        "parent-of-the-zone",
        "EXISTS (SELECT 1 FROM jk_matters_matter p WHERE p.id = NEW.parent_id AND p.zone_id <> NEW.zone_id)",
        "matters.parent-elsewhere",
    ),
    # A flow that reaches `closed` otherwise than by a verify move, or never, closes no matter. Who makes that
    # move is asked by the triggers of the moves (flows.verifier-is-doer).
    Guard(
        "closes-by-verifying",
        f"NOT EXISTS ({_TO_CLOSED}) OR EXISTS ({_TO_CLOSED} AND f.side <> 'verify')",
        "matters.closing-unverified",
    ),
    Guard(
        "number-follows",
        f"NEW.number < 1 OR (NEW.number > 1 AND NOT EXISTS ({_BEFORE}))",
        "matters.number-gap",
    ),
    problems={
        "jk_matter_case": "matters.case-taken",
        "jk_matter_number": "matters.number-taken",
        "jk_matter_origin": "matters.origin-differs",
        "jk_matter_title": "matters.title-missing",
    },
    lasting=True,
)
class Matter(Scoped):
    """事项: one thing to be closed. States, due dates and who else does it stand with its case.

    `number` counts a zone's matters of a year without a gap. `origin` is the reference of what it came from
    (a row of minutes, a signal, a list), and nothing else of the zone has the same. A matter that is split has
    no unit of its own: its children have.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="matter_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("序号")
    title = models.CharField("事项", max_length=500)
    origin = models.CharField("来源", max_length=200)
    subject = models.ForeignKey(
        Subject, verbose_name="台账对象", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("种类", max_length=40)
    category = models.CharField("分类", max_length=40, blank=True)
    level = models.CharField("级别", max_length=40, blank=True)
    lead_unit = models.ForeignKey(
        Organisation,
        verbose_name="牵头单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead_leader = models.ForeignKey(
        Person, verbose_name="牵头领导", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="上级事项",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_matter_case"),
            models.UniqueConstraint(fields=["zone", "year", "number"], name="jk_matter_number"),
            models.UniqueConstraint(fields=["zone", "origin"], name="jk_matter_origin"),
            models.CheckConstraint(condition=~models.Q(title=""), name="jk_matter_title"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """Its number as people say it: 2024-17."""
        return f"{self.year}-{self.number}"

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return ref_of(self.zone_id, self.year, self.number)


def ref_of(zone: int, year: int, number: int) -> str:
    """The reference of a matter. It is known before the matter has its row, since its case carries it."""
    return f"matter:{zone}-{year}-{number}"


def _rebuild() -> Iterator[dict[str, Any]]:
    rows = Matter._base_manager.values_list("zone_id", "year").annotate(last=Max("number")).order_by()
    for zone, year, last in rows:
        yield {"zone_id": zone, "year": year, "last": last}


@see(hidden("the counter behind the numbers"))
@cache(
    Guard(
        "by-one",
        "NEW.zone_id <> OLD.zone_id OR NEW.year <> OLD.year OR NEW.last <> OLD.last + 1",
        "matters.number-gap",
        on="update",
    ),
    rebuild=_rebuild,
)
class MatterCounter(models.Model):
    """事项序号: the last number of a zone and year. Who takes the next holds it until commit."""

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最后序号")

    class Meta:
        verbose_name = "事项序号"
        verbose_name_plural = "事项序号"
        constraints = [models.UniqueConstraint(fields=["zone", "year"], name="jk_mattercounter_once")]

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"
