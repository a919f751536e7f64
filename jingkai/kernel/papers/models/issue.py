"""What was issued: which version, under which number, frozen."""

from django.db import models

from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.models import File

from .number import PaperNumber
from .paper import Paper
from .text import Review, Text

_LAST_TEXT = (
    "NOT EXISTS (SELECT 1 FROM jk_papers_text t WHERE t.id = NEW.text_id AND t.paper_id = NEW.paper_id)"
    " OR EXISTS (SELECT 1 FROM jk_papers_text t JOIN jk_papers_text mine ON mine.id = NEW.text_id"
    " WHERE t.paper_id = NEW.paper_id AND t.turn > mine.turn)"
)


def _paper() -> type[Paper]:
    return Paper


@see(through("paper", _paper))
@append_only(
    Guard("of-the-last-text", _LAST_TEXT, "papers.revised-meanwhile"),
    Guard(
        "reviewed",
        "NOT EXISTS (SELECT 1 FROM jk_papers_review r WHERE r.id = NEW.review_id AND r.text_id = NEW.text_id)",
        "papers.not-reviewed",
    ),
    Guard(
        "numbered",
        "NOT EXISTS (SELECT 1 FROM jk_papers_papernumber n"
        " WHERE n.id = NEW.number_id AND n.paper_id = NEW.paper_id)",
        "papers.number-elsewhere",
    ),
    problems={"jk_issue_paper": "papers.issued"},
    lasting=True,
)
class Issue(Scoped):
    """印发: the version that was reviewed goes out under its number, and from here on nothing of the paper changes.

    `as_of` is the number of the journal up to which its figures are known. `file` keeps its content as canonical
    JSON under its sha256; the printed forms are made from that and the number.
    """

    paper = models.ForeignKey(Paper, verbose_name="文件", on_delete=models.PROTECT, related_name="issues")
    text = models.ForeignKey(Text, verbose_name="文稿", on_delete=models.PROTECT, related_name="issues")
    review = models.ForeignKey(Review, verbose_name="审签", on_delete=models.PROTECT, related_name="+")
    number = models.ForeignKey(PaperNumber, verbose_name="文号", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, verbose_name="定稿", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    day = models.DateField("成文日期")
    as_of = models.BigIntegerField("所知时点")

    class Meta:
        verbose_name = "印发"
        verbose_name_plural = "印发"
        constraints = [models.UniqueConstraint(fields=["paper"], name="jk_issue_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.number_id}"
