"""Numbers of papers: one row after the other for each series, zone and year."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Max

from jingkai.kernel.parties.access import hidden, see, through
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import Guard, append_only, cache

from .paper import Paper

_BEFORE = (
    "SELECT 1 FROM jk_papers_papernumber p WHERE p.zone_id = NEW.zone_id AND p.series = NEW.series"
    " AND p.year = NEW.year AND p.n = NEW.n - 1"
)


def _paper() -> type[Paper]:
    return Paper


@see(through("paper", _paper))
@append_only(
    Guard("follows", f"NEW.n < 1 OR (NEW.n > 1 AND NOT EXISTS ({_BEFORE}))", "papers.number-gap"),
    Guard(
        "of-its-zone",
        "NOT EXISTS (SELECT 1 FROM jk_papers_paper p WHERE p.id = NEW.paper_id AND p.zone_id = NEW.zone_id)",
        "papers.number-elsewhere",
    ),
    problems={"jk_papernumber_n": "papers.number-taken", "jk_papernumber_paper": "papers.issued"},
    lasting=True,
)
class PaperNumber(Scoped):
    """文号: the n-th number of a series, zone and year. It stays with its paper, also when that is cancelled."""

    paper = models.ForeignKey(Paper, verbose_name="文件", on_delete=models.PROTECT, related_name="numbers")
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    series = models.CharField("文种", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    n = models.PositiveIntegerField("序号")
    label = models.CharField("文号", max_length=120, db_index=True)

    class Meta:
        verbose_name = "文号"
        verbose_name_plural = "文号"
        constraints = [
            models.UniqueConstraint(fields=["zone", "series", "year", "n"], name="jk_papernumber_n"),
            models.UniqueConstraint(fields=["paper"], name="jk_papernumber_paper"),
        ]

    def __str__(self) -> str:
        return self.label


def _rebuild() -> Iterator[dict[str, Any]]:
    rows = PaperNumber._base_manager.values_list("zone_id", "series", "year").annotate(last=Max("n"))
    for zone, series, year, last in rows.order_by():
        yield {"zone_id": zone, "series": series, "year": year, "last": last}


@see(hidden("the counter behind the numbers"))
@cache(
    Guard(
        "by-one",
        "NEW.zone_id <> OLD.zone_id OR NEW.series <> OLD.series OR NEW.year <> OLD.year"
        " OR NEW.last <> OLD.last + 1",
        "papers.number-gap",
        on="update",
    ),
    rebuild=_rebuild,
)
class PaperCounter(models.Model):
    """文号计数: the last number of a series, zone and year. Who takes the next holds it until commit."""

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    series = models.CharField("文种", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最后序号")

    class Meta:
        verbose_name = "文号计数"
        verbose_name_plural = "文号计数"
        constraints = [
            models.UniqueConstraint(fields=["zone", "series", "year"], name="jk_papercounter_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}-{self.last}"
