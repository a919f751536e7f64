"""Proposing what is to follow, from results or otherwise: its case by the flow of its rule, and its row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.services.preparing import PreparedCase
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook
from jingkai.kernel.rules.models import RuleSet

from ..models import Consequence, Result


@dataclass(frozen=True)
class Proposal:
    """What is to follow by the `key` of a rule, for `holder`, by `flow`; `about` is what it came of. Either from a
    `result`, or by a version of another `rule`, for a `reason`.
    """

    key: str
    holder: Organisation
    flow: str
    about: str
    result: Result | None = None
    rule: RuleSet | None = None
    person: Person | None = None
    reason: str | None = None


def prepare(
    actor: Actor, proposals: Sequence[Proposal], *, at: datetime, book: DayBook | None = None
) -> list[PreparedCase]:
    """The cases of what is to follow, in its order. Raises Problems as `flows.services.prepare_cases`."""
    ready: dict[str, Iterator[PreparedCase]] = {}
    for flow in Counter(one.flow for one in proposals):
        drafts = [flows.CaseDraft(one.holder, note=one.reason or "") for one in proposals if one.flow == flow]
        ready[flow] = iter(flows.prepare_cases(actor, flow, drafts, at=at, book=book))
    return [next(ready[one.flow]) for one in proposals]


def write(writer: Writer, proposals: Sequence[Proposal], cases: Sequence[PreparedCase]) -> list[Consequence]:
    """Write them, as part of a call, which says on what they stand (`records.Basis`)."""
    if not proposals:
        return []
    opened = flows.write_cases(writer, list(cases), [f"{one.about}#{one.key}" for one in proposals])
    return writer.add_all(
        Consequence(
            case=case, result=one.result, key=one.key, rule=one.rule, person=one.person, reason=one.reason
        )
        for case, one in zip(opened, proposals, strict=True)
    )
