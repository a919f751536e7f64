"""The scheme of an upper body as a list of its parts, and the rules of a zone that it is handled by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from jingkai.engines.documents import Words
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rounds.kinds import RoundBody
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.schemes import plan_for
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .kinds import UPPER, UpperBody
from .problems import NO_SUCH_NODE, NO_SUCH_SCHEME

if TYPE_CHECKING:
    from jingkai.engines.scoring import Plan


@dataclass(frozen=True)
class Part:
    """A field or an indicator below the total. `name` is what scores are given by, empty of a field; `above` the id of
    the field it stands in, empty right below the total; `full` are its full marks.
    """

    node: str
    name: str
    title: Words
    above: str
    full: Decimal
    clause: str
    # Whether what the upper body gives are the points themselves.
    given: bool = False

    @property
    def is_indicator(self) -> bool:
        """Whether scores are given by it."""
        return bool(self.name)


@dataclass(frozen=True)
class Upper:
    """How an upper body's assessment of the zone is handled: `rule` by which `rule_set`, `scheme` is its scheme."""

    zone: Organisation
    rule_set: RuleSet
    rule: UpperBody
    scheme: RuleSet

    @cached_property
    def plan(self) -> Plan:
        """The scheme as it is computed."""
        return plan_for(self.scheme)

    @cached_property
    def full(self) -> Decimal:
        """The full marks of the total."""
        return marks(self.plan.slots[0].full)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every field with its indicators after it, in the order of the scheme."""
        return tuple(self._below(0))

    def _below(self, number: int) -> Iterator[Part]:
        slots = self.plan.slots
        for slot in slots[1:]:
            if slot.parent != number:
                continue
            yield Part(
                node=slot.item.id,
                name=slot.leaf.name if slot.take is not None else "",
                title=slot.item.title or Words(zh=slot.item.id, en=slot.item.id),
                above=slots[number].item.id if number else "",
                full=marks(slot.full),
                clause=slot.item.clause,
                given=slot.method == "given",
            )
            yield from self._below(slot.number)

    @property
    def indicators(self) -> list[Part]:
        """What scores are given by."""
        return [one for one in self.parts if one.is_indicator]

    @property
    def judged(self) -> list[Part]:
        """What is weak or strong: by the rule the parts right below the total, or the indicators."""
        return self.indicators if self.rule.judged == "indicators" else [o for o in self.parts if not o.above]

    def part(self, node: str) -> Part:
        """The part of this id. Raises Problem `assessment.no-such-node`."""
        found = next((one for one in self.parts if one.node == node), None)
        if found is None:
            raise NO_SUCH_NODE(node=node[:60])
        return found

    def way_up(self, node: str) -> Iterator[str]:
        """The id of a part, and those of the fields it stands in, the nearest first."""
        above = {one.node: one.above for one in self.parts}
        while node:
            yield node
            node = above.get(node, "")


def upper_on(zone: Organisation, on: date, as_of: int | None = None) -> Upper:
    """By the rules that hold on a day. Raises Problem `assessment.no-such-scheme`, `rules.not-found`."""
    book = RuleBook(as_of)
    rule_set = book.resolve(UPPER, zone, on)
    rule = book.body(UPPER, zone, on, UpperBody)
    held = book.find(rule.round, zone, on)
    body = held.body if held is not None else None
    scheme = book.find(body.scheme, zone, on) if isinstance(body, RoundBody) else None
    if scheme is None:
        raise NO_SUCH_SCHEME(zone=zone.name, on=on.isoformat(), round=rule.round)
    return Upper(zone, rule_set, rule, scheme)


def upper_of(round: Round, on: date, as_of: int | None = None) -> Upper:
    """By the scheme version of a round, which it keeps; `on` is the last day of its period."""
    book = RuleBook(as_of)
    rule_set = book.resolve(UPPER, round.zone, on)
    return Upper(round.zone, rule_set, book.body(UPPER, round.zone, on, UpperBody), round.scheme)


def marks(full: float) -> Decimal:
    """Full marks as they are written."""
    return Decimal(repr(full)).normalize()
