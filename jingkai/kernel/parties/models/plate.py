"""Two plates, one body."""

from django.db import models

from jingkai.kernel.records.declare import Guard, append_only

from ..access import open_to_staff, see
from .dated import Dated
from .organisation import Organisation

_OPEN = "NOT EXISTS (SELECT 1 FROM jk_parties_ending e WHERE e.relation = 'plate' AND e.target = p.id)"


@see(open_to_staff("parties", "which names are one body is known to everyone"))
@append_only(
    Guard(
        "one-deep",
        "NEW.organisation_id = NEW.body_id"
        f" OR EXISTS (SELECT 1 FROM jk_parties_plate p WHERE p.organisation_id = NEW.body_id AND {_OPEN})"
        f" OR EXISTS (SELECT 1 FROM jk_parties_plate p WHERE p.body_id = NEW.organisation_id AND {_OPEN})"
        " OR EXISTS (SELECT 1 FROM jk_parties_plate p WHERE p.organisation_id = NEW.organisation_id"
        f" AND p.id <> NEW.id AND {_OPEN})",
        "parties.plate-of-plate",
    ),
    problems={"jk_plate_dates": "parties.dates-backwards"},
    lasting=True,
)
class Plate(Dated):
    """两块牌子: from `since` on, `organisation` is only another plate of `body`: both are one Body."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="牌子", on_delete=models.PROTECT, related_name="plate_rows"
    )
    body = models.ForeignKey(
        Organisation, verbose_name="主体", on_delete=models.PROTECT, related_name="plates"
    )

    class Meta:
        verbose_name = "牌子"
        verbose_name_plural = "牌子"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="jk_plate_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} = {self.body_id}"
