"""The end of a relation, or of an organisation."""

from django.db import models

from jingkai.kernel.records.declare import Guard, append_only

from ..access import open_to_staff, see
from .scoped import Scoped

# The tables whose rows can be ended: model name -> whether it has a first day.
ENDABLE = {
    "organisation": True,
    "registration": False,
    "alias": True,
    "plate": True,
    "post": True,
    "grant": True,
    "delegation": True,
    "token": True,
    "savedview": True,
}


def _nothing_to_end() -> str:
    cases = []
    for name, has_first_day in ENDABLE.items():
        first_day = " AND t.since <= NEW.day" if has_first_day else ""
        cases.append(
            f"(NEW.relation = '{name}' AND EXISTS (SELECT 1 FROM jk_parties_{name} t"
            f" WHERE t.id = NEW.target{first_day}))"
        )
    return f"NOT ({' OR '.join(cases)})"


@see(open_to_staff("parties", "when a post or a name ended is known to everyone who works here"))
@append_only(
    Guard("of-something", _nothing_to_end, "parties.ending-of-nothing"),
    problems={"jk_ending_once": "parties.ended-already", "jk_ending_reason": "parties.reason-missing"},
    lasting=True,
)
class Ending(Scoped):
    """终止: row `target` of table `relation` holds no more from `day` on. For an organisation that was
    merged, `successor` takes its place.
    """

    relation = models.CharField("终止的关系", max_length=20)
    target = models.BigIntegerField("终止的记录")
    day = models.DateField("自何日起")
    reason = models.TextField("原因")
    successor = models.ForeignKey(
        "jk_parties.Organisation",
        verbose_name="承继机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "终止"
        verbose_name_plural = "终止"
        constraints = [
            models.UniqueConstraint(fields=["relation", "target"], name="jk_ending_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="jk_ending_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.target} → {self.day}"
