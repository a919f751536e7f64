"""Are two names one? A proposal with reasons, which a person confirms or refuses. Nothing is merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from jingkai.engines.identity.evidence import Evidence, gather
from jingkai.engines.identity.folding import fold_name
from jingkai.engines.identity.problems import problem
from jingkai.engines.identity.reasons import Reason


class Verdict(StrEnum):
    """same: only the writing differs, or the code is one. likely: to be asked. different: not offered."""

    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, with the credit code printed beside it, if any."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed about two names, how alike their cores are (0 to 1, three decimals), and why."""

    left: Name
    right: Name
    verdict: Verdict
    score: Decimal
    reasons: tuple[Reason, ...]

    @property
    def needs_confirmation(self) -> bool:
        """Always: also what is called the same becomes an alias only when a person says so (K3.5.4)."""
        return True


def compare(left: Name, right: Name) -> Proposal:
    """Put two names side by side, in either order. Raises Problem `identity.name-empty`."""
    for name in (left, right):
        if not fold_name(name.text).text:
            raise problem("identity.name-empty")
    evidence = gather(left.text, left.code, right.text, right.code)
    return Proposal(left, right, _verdict(evidence), _shown(evidence.score), evidence.reasons)


def candidates(name: Name, register: Iterable[Name], limit: int = 5) -> tuple[Proposal, ...]:
    """The names of a register that may be `name`: the same first, then the likely by likeness.

    At most `limit`. Of equal likeness both stand in it: a person chooses. Raises Problem
    `identity.name-empty`.
    """
    proposals = (compare(name, other) for other in register)
    worthy = [proposal for proposal in proposals if proposal.verdict is not Verdict.DIFFERENT]
    worthy.sort(key=lambda one: (one.verdict is not Verdict.SAME, -one.score, one.right.text))
    return tuple(worthy[:limit])


def _verdict(evidence: Evidence) -> Verdict:
    codes = {reason.code for reason in evidence.reasons}
    weights = {reason.weight for reason in evidence.reasons}
    if "other-code" in codes:
        return Verdict.DIFFERENT
    if "apart" in weights or "names-differ" in codes:
        # One code over two names that cannot be one is a slip in either: that is asked, not decided.
        return Verdict.LIKELY if "same-code" in codes else Verdict.DIFFERENT
    if "certain" in weights:
        return Verdict.SAME
    return Verdict.LIKELY if "likely" in weights else Verdict.DIFFERENT


def _shown(score: Fraction) -> Decimal:
    exact = Decimal(score.numerator) / Decimal(score.denominator)
    return exact.quantize(Decimal("0.001"), ROUND_HALF_UP)
