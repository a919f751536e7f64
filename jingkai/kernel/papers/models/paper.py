"""Papers: what is to be issued, and what each is about."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, Sight, custom, see, through, visible
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rules.models import RuleSet

KIND = "papers"
_NONE = Q(pk__in=[])


def _issued_by(sight: Sight) -> Q:
    """Papers of the units that a sight reaches, and those of its compartments."""
    reached = Q(unit__in=sight.units, case__compartment=None) if sight.units else _NONE
    if sight.compartments:
        reached |= Q(case__compartment__in=sight.compartments)
    return reached


def _addressed_to(sight: Sight) -> Q:
    """Issued papers that are addressed to these units, or of which they got a copy."""
    from .text import Recipient

    to_them = Recipient.objects.filter(unit__in=sight.units, text__issues__isnull=False)
    return Q(pk__in=to_them.values("text__paper"), case__compartment=None)


def _seen(reader: Reader, level: Level) -> Q:
    """Who issues it sees it from its draft on, who gets it once it is issued; 公示 is seen by whoever may see that."""
    from .publication import Publication

    found = _NONE
    for sight in reader.reaches(KIND, level):
        # Any further condition is one that this room can't keep: nothing is shown for it.
        if sight.narrow:
            continue
        found |= _issued_by(sight)
        if level <= Level.CONTENT and sight.units:
            found |= _addressed_to(sight)
    return found | Q(pk__in=visible(Publication.objects.all(), reader, level).values("paper"))


def _case() -> type[Case]:
    return Case


@see(custom(KIND, _seen))
@append_only(
    Guard(
        "corrects-an-issued",
        "NEW.corrects_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM jk_papers_issue i WHERE i.paper_id = NEW.corrects_id)",
        "papers.corrects-not-issued",
    ),
    problems={"jk_paper_case": "records.row-exists", "jk_paper_key": "papers.key-taken"},
    lasting=True,
)
class Paper(Scoped):
    """文件: drafted, reviewed, issued. Its state stands with its case, what it says in its texts.

    `key` says which it is: nothing else of the zone has the same, so that asking twice makes one paper.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="paper_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Organisation, verbose_name="发文单位", on_delete=models.PROTECT, related_name="+"
    )
    template = models.ForeignKey(RuleSet, verbose_name="模板版本", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("标识", max_length=180)
    corrects = models.ForeignKey(
        "self",
        verbose_name="更正何文",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_paper_case"),
            models.UniqueConstraint(fields=["zone", "key"], name="jk_paper_key"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"paper:{self.pk}"


def _paper() -> type[Paper]:
    return Paper


@see(through("paper", _paper))
@append_only(problems={"jk_about_once": "records.row-exists"}, lasting=True)
class About(Scoped):
    """涉及: the reference of something that the paper is about."""

    paper = models.ForeignKey(Paper, verbose_name="文件", on_delete=models.PROTECT, related_name="about")
    ref = models.CharField("关于", max_length=200, db_index=True)

    class Meta:
        verbose_name = "涉及"
        verbose_name_plural = "涉及"
        constraints = [models.UniqueConstraint(fields=["paper", "ref"], name="jk_about_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.ref}"
