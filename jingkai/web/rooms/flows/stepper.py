"""The steps of a case: the way to its end, how far it is, and when it came where it has been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import Literal

from jingkai.engines.documents import Words
from jingkai.kernel.flows.kinds import FlowBody
from jingkai.kernel.flows.models import Move


@dataclass(frozen=True)
class Step:
    """A state on the way. `day` is when the case last came there; None where it never was."""

    title: Words
    day: date | None
    mark: Literal["done", "now", "ahead"]


def steps(flow: FlowBody, moves: Sequence[Move]) -> list[Step]:
    """The way through the flow with this case on it. A state beside the way (listed, suspended, returned to before)
    stands where the case left the way.
    """
    way = spine(flow)
    days = {one.flow_move.target: one.day for one in moves}
    now = moves[-1].flow_move.target
    ended = bool(flow.states[now].end)
    if now in way:
        place = way.index(now)
    else:
        left = [way.index(one.flow_move.target) for one in moves if one.flow_move.target in way]
        place = left[-1] + 1 if left else 0
        # What was set aside for good has nothing ahead of it.
        way = [*way[:place], now, *([] if ended else way[place:])]
    return [
        Step(
            flow.states[state].title,
            days.get(state) if at <= place else None,
            "done" if at < place or (at == place and ended) else "now" if at == place else "ahead",
        )
        for at, state in enumerate(way)
    ]


def spine(flow: FlowBody) -> list[str]:
    """The way from the opening to a verified end that needs the fewest decisions of an office (listing, escalating,
    handing over), and of those the shortest; by the order of the file where two are alike. Where nothing is verified
    (a paper that is issued) the way to what lies furthest and is no breaking off.
    """
    order = count()
    ways = [(0, 0, next(order), [flow.opening.target])]
    met: dict[str, list[str]] = {}
    while ways:
        decided, length, _, way = heappop(ways)
        if flow.states[way[-1]].end == "closed":
            return way
        if way[-1] in met:
            continue
        met[way[-1]] = way
        for move in flow.possible(way[-1]):
            aside = decided + (move.side == "none")
            heappush(ways, (aside, length + 1, next(order), [*way, move.target]))
    return max((way for state, way in met.items() if not flow.states[state].end), key=len)


def forward(flow: FlowBody, state: str) -> str:
    """The name of the move that leads on towards the end; from beside the way the one that leads furthest."""
    way = spine(flow)
    if state in way:
        ahead = way[way.index(state) + 1 : way.index(state) + 2]
    else:
        ahead = list(reversed(way))
    for target in ahead:
        for move in flow.possible(state):
            if move.target == target:
                return move.move
    return ""
