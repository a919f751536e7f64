"""Whose credit code it is."""

from django.db import models

from jingkai.kernel.records.declare import Guard, append_only

from ..access import open_to_staff, see
from .organisation import Organisation
from .scoped import Scoped

_STILL_HELD = (
    "NEW.turn < 1 OR (NEW.turn > 1 AND NOT EXISTS (SELECT 1 FROM jk_parties_registration r"
    " JOIN jk_parties_ending e ON (e.relation = 'registration' AND e.target = r.id)"
    " OR (e.relation = 'organisation' AND e.target = r.organisation_id)"
    " WHERE r.code = NEW.code AND r.turn = NEW.turn - 1))"
)


@see(open_to_staff("parties", "a credit code is published by its registration authority"))
@append_only(
    Guard("still-held", _STILL_HELD, "parties.code-taken"),
    Guard(
        "of-a-body",
        "EXISTS (SELECT 1 FROM jk_parties_plate p WHERE p.organisation_id = NEW.organisation_id"
        " AND NOT EXISTS (SELECT 1 FROM jk_parties_ending e WHERE e.relation = 'plate' AND e.target = p.id))",
        "parties.code-on-plate",
    ),
    problems={"jk_registration_turn": "parties.code-taken"},
    lasting=True,
)
class Registration(Scoped):
    """统一社会信用代码: the code is this organisation's. `turn` counts its holders.

    The next holder's turn is refused until the one before was ended or released the code (a slip of the pen):
    so of two who enter the same code at once, one is refused by the unique constraint.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name="机构", on_delete=models.PROTECT, related_name="registrations"
    )
    code = models.CharField("统一社会信用代码", max_length=18)
    turn = models.PositiveSmallIntegerField("第几任", default=1)

    class Meta:
        verbose_name = "信用代码登记"
        verbose_name_plural = "信用代码登记"
        constraints = [models.UniqueConstraint(fields=["code", "turn"], name="jk_registration_turn")]

    def __str__(self) -> str:
        return self.code
