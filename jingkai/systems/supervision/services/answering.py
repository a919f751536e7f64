"""Until when the person concerned may answer (说明期限): by the rule, counted from the day on which the entry stood."""

from __future__ import annotations

from jingkai.engines.periods import Due, Term
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.models import Side as MoveSide
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.rules.daybook import day_book

from ..models import Listing
from .publicity import list_of


def answer_until(listing: Listing) -> Due | None:
    """When answers are due; None while nothing is decided, and where the rule of the day sets no term."""
    flow = flow_of(listing.case.flow)
    entered = (
        Move.objects.known_at()
        .filter(case=listing.case, flow_move__source=flow.opening.target, flow_move__side=MoveSide.VERIFY)
        .select_related("flow_move")
        .order_by("n")
        .first()
    )
    if entered is None or flow.states[entered.flow_move.target].end:
        return None
    term = list_of(listing.zone, listing.side, entered.at).answer
    return Term.parse(term).due(entered.at, day_book(entered.at).calendar(listing.zone)) if term else None
