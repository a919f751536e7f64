"""What a paper says, version by version, to whom, and who approved it."""

from django.db import models

from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .paper import Paper


def _paper() -> type[Paper]:
    return Paper


_ISSUED = "EXISTS (SELECT 1 FROM jk_papers_issue i WHERE i.paper_id = {paper})"
_TEXT_ISSUED = (
    "EXISTS (SELECT 1 FROM jk_papers_issue i JOIN jk_papers_text t ON t.paper_id = i.paper_id"
    " WHERE t.id = NEW.text_id)"
)
_OUT_OF_ORDER = (
    "NEW.turn < 1 OR (NEW.turn > 1 AND NOT EXISTS"
    " (SELECT 1 FROM jk_papers_text t WHERE t.paper_id = NEW.paper_id AND t.turn = NEW.turn - 1))"
)
# Who reviews, and for whom.
_WHO = "(NEW.person_id, NEW.for_person_id)"


@see(through("paper", _paper))
@append_only(
    Guard("before-it-is-issued", _ISSUED.format(paper="NEW.paper_id"), "papers.issued"),
    Guard("in-order", _OUT_OF_ORDER, "papers.revised-meanwhile"),
    problems={"jk_text_turn": "papers.revised-meanwhile", "jk_text_title": "papers.title-missing"},
    lasting=True,
)
class Text(Scoped):
    """文稿: the turn-th version of what a paper says. `blocks` is its body (see `content.Block`), `slots` what the
    template was filled with; `addressed` stands instead of the names of the units it goes to, if given.
    """

    paper = models.ForeignKey(Paper, verbose_name="文件", on_delete=models.PROTECT, related_name="texts")
    turn = models.PositiveSmallIntegerField("第几稿")
    title = models.CharField("标题", max_length=300)
    slots = models.JSONField("填入", default=dict)
    blocks = models.JSONField("正文", default=list)
    attachments = models.JSONField("附件", default=list)
    addressed = models.CharField("主送", max_length=300, blank=True)
    writer = models.ForeignKey(
        Person, verbose_name="拟稿人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "文稿"
        verbose_name_plural = "文稿"
        constraints = [
            models.UniqueConstraint(fields=["paper", "turn"], name="jk_text_turn"),
            models.CheckConstraint(condition=~models.Q(title=""), name="jk_text_title"),
        ]

    def __str__(self) -> str:
        return self.title


@see(through("text__paper", _paper))
@append_only(
    Guard("before-it-is-issued", _TEXT_ISSUED, "papers.issued"),
    problems={"jk_recipient_once": "records.row-exists"},
    lasting=True,
)
class Recipient(Scoped):
    """主送、抄送: a unit to which a version is addressed, or that gets a copy of it (`copy`)."""

    text = models.ForeignKey(Text, verbose_name="文稿", on_delete=models.PROTECT, related_name="recipients")
    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    copy = models.BooleanField("抄送", default=False)

    class Meta:
        verbose_name = "收文单位"
        verbose_name_plural = "收文单位"
        constraints = [models.UniqueConstraint(fields=["text", "unit"], name="jk_recipient_once")]

    def __str__(self) -> str:
        return f"{self.text_id} → {self.unit_id}"


@see(through("text__paper", _paper))
@append_only(
    Guard("before-it-is-issued", _TEXT_ISSUED, "papers.issued"),
    Guard(
        "not-by-a-writer",
        "EXISTS (SELECT 1 FROM jk_papers_text t JOIN jk_papers_text mine ON mine.paper_id = t.paper_id"
        f" WHERE mine.id = NEW.text_id AND (t.writer_id IN {_WHO} OR t.for_person_id IN {_WHO}))",
        "papers.reviewer-wrote-it",
    ),
    lasting=True,
)
class Review(Scoped):
    """审签: a person approved a version. Who wrote any version of the paper is never one (拟稿与审签分离)."""

    text = models.ForeignKey(Text, verbose_name="文稿", on_delete=models.PROTECT, related_name="reviews")
    person = models.ForeignKey(Person, verbose_name="审签人", on_delete=models.PROTECT, related_name="+")
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField("意见", blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审签"
        verbose_name_plural = "审签"

    def __str__(self) -> str:
        return f"{self.text_id} {self.person_id}"
