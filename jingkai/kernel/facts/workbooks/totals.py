"""Totals of tables that leave units out: 合计 of three streets is not the figure of a zone that has eight."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jingkai.engines.sheets import Answered, Notice, Option, Question, ReadFact
from jingkai.kernel.parties.models import Organisation

from ..known import current
from .holders import Holders

WHOLE, PART = "whole", "part"
# Parts that add up to the total within this share of it are all that the total sums.
_NEAR = Decimal("0.001")


@dataclass
class Totals:
    """Finds totals that sum only the listed units while others below the same one have figures of that measure.

    Such a total waits until somebody says that it is `whole` (the others have none), or `part` of the figure.
    """

    holders: Holders
    answers: Mapping[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    refusals: list[Notice] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)

    def waiting(self, facts: Iterable[ReadFact]) -> dict[tuple[str, str], str]:
        """The cells (sheet, cell) of totals that must not go in, with the names of the units they leave out."""
        rows: dict[tuple[object, ...], list[ReadFact]] = defaultdict(list)
        for fact in facts:
            if fact.value is not None and fact.duplicate_of is None:
                key = (fact.sheet, fact.indicator, fact.category, fact.measure, fact.period, fact.unit)
                rows[key].append(fact)
        partial: dict[tuple[str, str], list[ReadFact]] = defaultdict(list)
        for group in rows.values():
            for total in group:
                left_out = self._left_out(total, group) if total.of_total else []
                if left_out:
                    partial[total.sheet, "、".join(left_out)].append(total)
        found: dict[tuple[str, str], str] = {}
        for (sheet, names), totals in partial.items():
            if self._answer(sheet, names, totals) != WHOLE:
                found |= {(total.sheet, total.cell): names for total in totals}
        return found

    def _left_out(self, total: ReadFact, group: list[ReadFact]) -> list[str]:
        """The names of units under the total's holder that report this measure and are not listed."""
        holder = self.holders.known(total.holder or "")
        parts = [one for one in group if not one.of_total and one.holder != total.holder]
        listed = [unit for one in parts if (unit := self.holders.known(one.holder or "")) is not None]
        below = [unit for unit in listed if holder is not None and unit.parent_id == holder.pk]
        if not below or not _adds_up(total, parts):
            return []
        kinds = {unit.kind for unit in below}
        siblings = Organisation.objects.live_on(self.holders.on).filter(parent=holder, kind__in=kinds)
        others = siblings.exclude(pk__in=[unit.pk for unit in listed])
        reporting = current().filter(
            holder__in=others, measure__name=total.indicator, subject=None, nature="actual"
        )
        return sorted(set(reporting.values_list("holder__name", flat=True)))

    def _answer(self, sheet: str, names: str, totals: list[ReadFact]) -> str | None:
        cells = tuple(total.cell for total in totals)
        identity = hashlib.sha256("|".join((sheet, *cells, names)).encode()).hexdigest()
        question = Question(
            id=f"partial-total-{identity[:10]}",
            kind="partial-total",
            sheet=sheet,
            cells=cells,
            text=f"{totals[0].cell} 的合计只含表中所列单位，没有{names}，是全部的数吗？",
            en=f"The total in {totals[0].cell} sums the listed units only, without {names}: is it the whole?",
            why="表中缺少报过这项数据的单位",
            must=True,
            options=(
                Option(WHOLE, "是全部，未列单位没有这项数据", "the whole: the others have none"),
                Option(PART, "只是所列单位之和，不入账", "a part: leave it out"),
            ),
        )
        answer = self.answers.get(question.id)
        if answer is not None and question.takes(answer):
            self.answered.append(Answered(question, answer))
            return answer
        if answer is not None:
            self.refusals.append(question.refusal(answer))
        self.questions.append(question)
        return None


def _adds_up(total: ReadFact, parts: list[ReadFact]) -> bool:
    values = [one.value for one in parts if one.value is not None]
    if total.value is None or not values:
        return False
    return abs(sum(values, Decimal(0)) - total.value) <= abs(total.value) * _NEAR
