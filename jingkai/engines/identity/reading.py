"""What was found out about one code: its kind, whether it holds, why not, and what it may have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jingkai.engines.quantity.problems import Problem

Kind = Literal["credit_code", "citizen_id", "citizen_id_15", "unknown"]
Status = Literal["valid", "doubtful", "invalid"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a code, and at which positions (counted from 1; empty: the whole)."""

    problem: Problem
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A code that would hold, one slip away from the one given; a proposal, never applied by itself.

    `slip`: lookalike, swapped, check (only the last character is taken as wrong), upgrade (15 to 18 digits).
    """

    text: str
    slip: Literal["lookalike", "swapped", "check", "upgrade"]
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CodeReading:
    """One code as read; `text` is without spaces and in capitals.

    valid: it keeps the standard. doubtful: its last check holds, but something else is unusual or outdated.
    invalid: it cannot be right.
    """

    kind: Kind
    text: str
    status: Status
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()
    bearer: str = ""

    @property
    def shown(self) -> str:
        """The code as it may be printed: a citizen's number is personal (P2) and shows only its two ends."""
        return masked(self.text) if self.kind.startswith("citizen_id") else self.text

    def __repr__(self) -> str:
        return f"CodeReading({self.kind}, {self.shown}, {self.status})"


def masked(number: str) -> str:
    """A citizen's number with everything between place and last digits hidden."""
    return number[:6] + "*" * max(len(number) - 8, 0) + number[-2:]


def status_of(findings: tuple[Finding, ...], doubts: frozenset[str]) -> Status:
    """invalid, unless there are no findings, or only such as raise no more than a doubt."""
    if not findings:
        return "valid"
    return "doubtful" if all(finding.problem.code in doubts for finding in findings) else "invalid"
