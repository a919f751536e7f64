"""What a reviewer made of an entry after the person had answered; the entry itself stays as it was."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .listing import Listing, Reply

# The move of a correction; the guard below reads it. That another hand makes it is kept by the triggers of flows.
AMEND = "amend"


def _listing() -> type[Listing]:
    return Listing


@see(through("listing", _listing))
@append_only(
    Guard(
        "by-its-move",
        "NOT EXISTS (SELECT 1 FROM jk_flows_move m JOIN jk_flows_flowmove f ON f.id = m.flow_move_id"
        " JOIN jk_supervision_listing l ON l.case_id = m.case_id"
        f" WHERE m.id = NEW.move_id AND l.id = NEW.listing_id AND f.move = '{AMEND}')",
        "supervision.correction-mismatch",
    ),
    Guard(
        "fewer-days",
        "NEW.days IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_supervision_listing l"
        " WHERE l.id = NEW.listing_id AND NEW.days < l.days)",
        "supervision.correction-not-fewer",
    ),
    Guard(
        "knows-what-was-said",
        "EXISTS (SELECT 1 FROM jk_supervision_reply r WHERE r.listing_id = NEW.listing_id"
        " AND r.id > COALESCE(NEW.reply_id, 0)) OR (NEW.reply_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM jk_supervision_reply r WHERE r.id = NEW.reply_id AND r.listing_id = NEW.listing_id))",
        "supervision.answered-meanwhile",
    ),
    problems={
        "jk_correction_move": "records.row-exists",
        "jk_correction_whole": "supervision.correction-empty",
    },
    lasting=True,
)
class Correction(Scoped):
    """更正: what of an entry holds from now on: `days` of its lateness, or its `effect` in other words. Why stands with
    the move. `reply` is the person's last answer, which the reviewer had before him; empty if there was none.
    """

    listing = models.ForeignKey(
        Listing, verbose_name="清单条目", on_delete=models.PROTECT, related_name="corrections"
    )
    move = models.ForeignKey(
        Move, verbose_name="更正动作", on_delete=models.PROTECT, related_name="corrections"
    )
    reply = models.ForeignKey(
        Reply, verbose_name="所据说明", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    days = models.PositiveIntegerField("更正后的超期天数", null=True)
    effect = models.TextField("更正后的后果", blank=True)

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        constraints = [
            models.UniqueConstraint(fields=["move"], name="jk_correction_move"),
            models.CheckConstraint(
                condition=Q(days__isnull=False, days__gt=0) | Q(days=None) & ~Q(effect=""),
                name="jk_correction_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"correction:{self.pk}"
