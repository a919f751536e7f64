"""What the flows that hold for a zone call their moves: a zone's own flow has moves that no word of ours names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jingkai.engines.documents import Words
from jingkai.kernel.flows.kinds import FlowBody
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.rules.book import RuleBook


@remembered(16, "rules", "parties")
def moves_called(zone: Organisation, on: date) -> Mapping[str, Words]:
    """Move to its title, of the flows that hold on a day."""
    book = RuleBook()
    flows = (book.body(key, zone, on, FlowBody) for key in book.keys("flow", zone, on))
    return {move.move: move.title for flow in flows for move in (flow.opening, *flow.moves)}
