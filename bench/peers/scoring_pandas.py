"""A scheme as an analyst would compute it in plain pandas: a frame of indicators, a loop over methods, ranks.

It knows no missing-data rule, no scheme, no trace and no reason why a figure is not scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

Tree = Mapping[str, Sequence[tuple[str, float]]]


def score(facts: Path, methods: Mapping[str, str], tree: Tree) -> pd.DataFrame:
    """Points and places of every node and indicator, a row each for (period, unit).

    `methods` by indicator: min-max, z-score, rank, completion (of 60), efficacy (80, 20), all in 0-100. `tree` has the
    parts of each node with their weights, those below before those above.
    """
    long = pd.read_parquet(facts, columns=["unit", "indicator", "period", "value"])
    wide = long.pivot(index=["period", "unit"], columns="indicator", values="value")
    of_period = wide.groupby(level="period")
    points: dict[str, pd.Series] = {}
    for name, method in methods.items():
        values, peers = wide[name], of_period[name]
        if method == "min-max":
            low = peers.transform("min")
            points[name] = (values - low) / (peers.transform("max") - low) * 100
        elif method == "z-score":
            points[name] = 50 + 10 * (values - peers.transform("mean")) / peers.transform("std")
        elif method == "rank":
            points[name] = 100 - 0.2 * (peers.rank(method="min", ascending=False) - 1)
        elif method == "completion":
            points[name] = (values / 60 * 100).clip(upper=100)
        else:
            points[name] = (values - 20) / 60 * 40 + 60
    for node, parts in tree.items():
        total = sum(weight for _, weight in parts)
        points[node] = sum(points[name] * weight for name, weight in parts) / total  # type: ignore[assignment]
    found = pd.DataFrame(points)
    places = found.groupby(level="period").rank(method="min", ascending=False)
    return found.join(places, rsuffix=" place")
