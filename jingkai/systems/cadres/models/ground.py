"""The entries that a reward of a person stands on, none of which may fall. The reward itself is a Consequence."""

from django.db import models

from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rounds.models import Consequence
from jingkai.systems.supervision.api import Listing


def _consequence() -> type[Consequence]:
    return Consequence


@see(through("consequence", _consequence))
@append_only(
    Guard(
        "of-a-verified-positive",
        "NOT EXISTS (SELECT 1 FROM jk_supervision_listing l"
        " JOIN jk_rounds_consequence r ON r.person_id = l.person_id"
        " JOIN jk_flows_casestate s ON s.case_id = l.case_id"
        " WHERE l.id = NEW.listing_id AND r.id = NEW.consequence_id"
        " AND l.side = 'positive' AND s.n > 1 AND NOT s.ended)",
        "cadres.ground-unfit",
    ),
    Guard(
        "carries-one-of-a-kind",
        "EXISTS (SELECT 1 FROM jk_cadres_ground g JOIN jk_rounds_consequence o ON o.id = g.consequence_id"
        " JOIN jk_flows_casestate s ON s.case_id = o.case_id"
        " JOIN jk_rounds_consequence r ON r.id = NEW.consequence_id"
        " WHERE g.listing_id = NEW.listing_id AND o.id <> r.id AND o.key = r.key AND NOT s.ended)",
        "cadres.rewarded-already",
    ),
    problems={"jk_ground_once": "records.row-exists"},
    lasting=True,
)
class Ground(Scoped):
    """奖励依据: an entry of the positive list that a reward stands on."""

    consequence = models.ForeignKey(
        Consequence, verbose_name="奖励", on_delete=models.PROTECT, related_name="grounds"
    )
    listing = models.ForeignKey(Listing, verbose_name="清单条目", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "奖励依据"
        verbose_name_plural = "奖励依据"
        constraints = [models.UniqueConstraint(fields=["consequence", "listing"], name="jk_ground_once")]

    def __str__(self) -> str:
        return f"{self.consequence_id} ← {self.listing_id}"
