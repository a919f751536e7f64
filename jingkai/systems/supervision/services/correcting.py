"""A reviewer corrects an entry of the negative list after the person answered; the entry as it was stays beside it."""

from __future__ import annotations

from datetime import datetime

from jingkai.kernel.flows.services import prepare_move, write_move
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing

from ..models import Correction, Listing, Reply
from ..models.correction import AMEND
from ..problems import ANSWERED_MEANWHILE, CORRECTION_EMPTY, CORRECTION_NOT_FEWER
from .listing import tell


def correct_listing(
    actor: Actor,
    listing: Listing,
    *,
    reason: str,
    at: datetime,
    days: int | None = None,
    effect: str = "",
    reply: Reply | None = None,
) -> Correction:
    """Leave `days` of the lateness that an entry says, or say its effect otherwise. `reply` is the last answer that the
    reviewer has read: if there is a newer one, nothing is decided.

    Raises Problem `supervision.correction-empty`, `supervision.correction-not-fewer`, `supervision.answered-meanwhile`,
    and those of `flows.services.prepare_move`: `flows.verifier-is-doer` for who proposed the entry and for the person.
    """
    if (days is None and not effect.strip()) or (days is not None and days < 1):
        raise CORRECTION_EMPTY()
    if days is not None and (listing.days is None or days >= listing.days):
        raise CORRECTION_NOT_FEWER(days=listing.days or 0)
    last = Reply.objects.known_at().filter(listing=listing).order_by("-pk").first()
    if last != reply:
        raise ANSWERED_MEANWHILE()
    ready = prepare_move(actor, listing.case, AMEND, at=at, note=reason)
    with writing(actor, act="supervision.amend", at=at, ref=listing.ref) as call:
        move = write_move(call, ready)
        row = call.add(Correction(listing=listing, move=move, reply=reply, days=days, effect=effect.strip()))
        said = f"{listing.days} → {days} 天" if days is not None else effect.strip()
        tell(actor, listing, "更正", f"{said}\n{reason}", at, call)
    return row


def corrections_of(listing: Listing) -> list[Correction]:
    """What was corrected, in order: the last one holds."""
    rows = Correction.objects.known_at().filter(listing=listing)
    return list(rows.select_related("move", "reply").order_by("pk"))
