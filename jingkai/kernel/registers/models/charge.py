"""Who answers for a subject, and from when to when."""

from django.db import models
from django.db.models import F, Q

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .subject import Subject


@see(by_unit("subjects", unit="subject__holder"))
@append_only(
    Guard(
        "replaces-its-own",
        "NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_registers_charge o"
        " WHERE o.id = NEW.replaces_id AND o.id < NEW.id AND o.subject_id = NEW.subject_id"
        " AND o.person_id = NEW.person_id AND trim(NEW.reason) <> '')",
        "registers.charge-mismatch",
    ),
    problems={
        "jk_charge_dates": "registers.charge-dates",
        "jk_charge_duty": "registers.charge-incomplete",
        "jk_charge_replaced_once": "registers.charge-mismatch",
        "jk_charge_once": "registers.charged-already",
    },
    lasting=True,
)
class Charge(Scoped):
    """分工: `person` answers for `subject` from a day to a day, as its project secretary say. A change is a new row
    that says why, and the old one stays.
    """

    subject = models.ForeignKey(
        Subject, verbose_name="对象", on_delete=models.PROTECT, related_name="charges"
    )
    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="charges")
    duty = models.CharField("职责", max_length=60)
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    replaces = models.ForeignKey(
        "self", verbose_name="替换", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "分工"
        verbose_name_plural = "分工"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="jk_charge_dates"
            ),
            models.CheckConstraint(condition=~Q(duty=""), name="jk_charge_duty"),
            models.UniqueConstraint(fields=["replaces"], name="jk_charge_replaced_once"),
            models.UniqueConstraint(
                fields=["subject", "person", "since"], condition=Q(replaces=None), name="jk_charge_once"
            ),
        ]

    def __str__(self) -> str:
        return f"charge:{self.pk}"
