"""One line of bench/results.md."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """`ours` and `peers` in `unit`, taken in the same run; `peer` says what it is measured beside."""

    what: str
    unit: str
    ours: float
    peers: float
    peer: str

    @property
    def ratio(self) -> float:
        return self.ours / self.peers

    def show(self) -> None:
        """Hand the row to whoever runs the bench: one JSON object a line of standard output."""
        print(json.dumps(asdict(self), ensure_ascii=False), flush=True)
