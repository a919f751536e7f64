"""公示: papers that are put before the public for some days, and what was objected."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, custom, see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .paper import Paper

# What may be read of what is published, whoever asks: a role may see it only once it is (`published`).
_PUBLIC = ("", "published")


def _published(reader: Reader, level: Level) -> Q:
    """All staff; outside of it whoever may read what the zone publishes."""
    if level > Level.CONTENT:
        return Q(pk__in=[])
    if reader.staff:
        return Q()
    sights = [one for one in reader.sights_of("publishing", level) if one.narrow in _PUBLIC]
    units = frozenset[int]().union(*(one.units for one in sights))
    return Q(paper__unit__in=units) if units else Q(pk__in=[])


@see(custom("publishing", _published))
@append_only(
    Guard(
        "some-days", "NEW.last_day < NEW.first_day OR NEW.until < NEW.first_day", "papers.publication-days"
    ),
    Guard(
        "of-an-issued",
        "NOT EXISTS (SELECT 1 FROM jk_papers_issue i WHERE i.paper_id = NEW.paper_id)",
        "papers.not-issued",
    ),
    problems={"jk_publication_paper": "papers.published"},
    lasting=True,
)
class Publication(Scoped):
    """公示: from `first_day` to `last_day`, both included; whoever objects does so by the end of `until`."""

    paper = models.ForeignKey(
        Paper, verbose_name="文件", on_delete=models.PROTECT, related_name="publications"
    )
    first_day = models.DateField("公示起")
    last_day = models.DateField("公示止")
    until = models.DateField("异议截止")

    class Meta:
        verbose_name = "公示"
        verbose_name_plural = "公示"
        constraints = [models.UniqueConstraint(fields=["paper"], name="jk_publication_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.first_day}—{self.last_day}"


def _case() -> type[Case]:
    return Case


@see(through("case", _case))
@append_only(
    Guard(
        "in-time",
        "EXISTS (SELECT 1 FROM jk_papers_publication p"
        " WHERE p.id = NEW.publication_id AND (NEW.day < p.first_day OR NEW.day > p.until))",
        "papers.objection-too-late",
    ),
    problems={"jk_objection_case": "records.row-exists", "jk_objection_says": "papers.objection-empty"},
    lasting=True,
)
class Objection(Scoped):
    """异议: what somebody objected. Who did stands with its case, which the unit that published does not see."""

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="objection_rows"
    )
    publication = models.ForeignKey(
        Publication, verbose_name="公示", on_delete=models.PROTECT, related_name="objections"
    )
    says = models.TextField("异议内容")
    day = models.DateField("提出日期")

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_objection_case"),
            models.CheckConstraint(condition=~models.Q(says=""), name="jk_objection_says"),
        ]

    def __str__(self) -> str:
        return f"objection:{self.pk}"
