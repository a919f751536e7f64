"""The methods of scoring (评分方法) by name."""

from __future__ import annotations

from .against import (
    Bands,
    Completion,
    CompletionBands,
    DistanceToTarget,
    Efficacy,
    Given,
    Goalposts,
    MinMax,
    Ratio,
    ZScore,
)
from .base import Method
from .formula import Expr
from .ranks import Borda, Percentile, PercentileBands, RankGain, RankShare, RankStep, Votes
from .steps import Deduct, Events, FlatYear, Growth, Steps, TargetCount, Threshold, Tiered

METHODS: dict[str, type[Method]] = {
    "completion": Completion,
    "completion-bands": CompletionBands,
    "bands": Bands,
    "efficacy": Efficacy,
    "goalposts": Goalposts,
    "min-max": MinMax,
    "distance-to-target": DistanceToTarget,
    "ratio": Ratio,
    "z-score": ZScore,
    "rank-step": RankStep,
    "rank-share": RankShare,
    "rank-gain": RankGain,
    "percentile": Percentile,
    "percentile-bands": PercentileBands,
    "borda": Borda,
    "votes": Votes,
    "steps": Steps,
    "growth": Growth,
    "flat-year": FlatYear,
    "tiered": Tiered,
    "target-count": TargetCount,
    "deduct": Deduct,
    "threshold": Threshold,
    "events": Events,
    "given": Given,
    "expr": Expr,
}
