"""Figures of a table that can hardly be: a negative count waits to be mended, a part of a person for a reason."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from jingkai.engines.documents import Words
from jingkai.engines.sheets import Answered, Notice, Option, Question
from jingkai.engines.sheets.forms import Form
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from ..doubts import Doubt, doubts_of_read, figure_check
from ..drafts import Draft
from .holders import Holders

SKIP = "skip"
# Of a name in what an answer is remembered by, and of an answer.
_LONGEST_NAME, _LONGEST_ANSWER = 100, 200


def _is_reason(text: str) -> bool:
    return bool(text.strip()) and text != SKIP and len(text) <= _LONGEST_ANSWER


_WHY = Form("确实如此的，写明原因", "where it is so, why", _is_reason)


@dataclass
class Bounds:
    """Asks about figures as `doubts` does of one that is typed, one question for those of one indicator on a sheet.

    The reason is kept as the unit's answer; it holds for just these figures, and another month is asked again.
    """

    holders: Holders
    unit: Organisation
    questions: list[Question] = field(default_factory=list)
    refusals: list[Notice] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def waiting(self, drafts: Sequence[Draft]) -> dict[int, Words]:
        """Why drafts must not go in, by their identity."""
        rule = figure_check(self.unit, self.holders.on, RuleBook())
        if rule is None:
            return {}
        groups: dict[tuple[str, str, str], list[tuple[Draft, Doubt]]] = defaultdict(list)
        for draft, doubts in zip(drafts, doubts_of_read(drafts, rule), strict=True):
            for doubt in doubts:
                groups[doubt.kind, draft.source.sheet, draft.name].append((draft, doubt))
        return {
            id(draft): doubt.words
            for (kind, sheet, name), group in groups.items()
            if not self._is_so(kind, sheet, name, group)
            for draft, doubt in group
        }

    def _is_so(self, kind: str, sheet: str, name: str, group: list[tuple[Draft, Doubt]]) -> bool:
        question = self._question(kind, sheet, name, group)
        given = self.holders.answers.get(question.id)
        answer = given if given is not None and question.takes(given) else None
        if given is not None and answer is None:
            self.refusals.append(question.refusal(given))
        before = self.holders.remembered.get(question.remember or "")
        recalled = answer is None and before is not None and question.takes(before)
        if answer is None and recalled:
            answer = before
        if answer is None:
            self.questions.append(question)
            return False
        self.answered.append(Answered(question, answer, recalled))
        if answer == SKIP:
            return False
        self.used[question.remember or question.id] = answer
        return True

    def _question(self, kind: str, sheet: str, name: str, group: list[tuple[Draft, Doubt]]) -> Question:
        doubt = group[0][1]
        cells = tuple(dict.fromkeys(draft.source.cell for draft, _ in group))
        listed = "、".join(dict.fromkeys(str(draft.quantity) for draft, _ in group))
        places = [(one.holder.pk, str(one.period), str(one.quantity)) for one, _ in group]
        digest = hashlib.sha256(repr((name, *places)).encode()).hexdigest()[:10]
        return Question(
            id=f"{kind}-{hashlib.sha256(repr((sheet, name, *cells)).encode()).hexdigest()[:10]}",
            kind=kind,
            sheet=sheet,
            cells=cells,
            text=f"{name} {listed}：{doubt.words.zh}",
            en=f"{name} {listed}: {doubt.words.en}",
            why="",
            must=True,
            options=() if doubt.refuses else (Option(SKIP, "先不导入", "leave out for now"),),
            remember=None if doubt.refuses else f"{kind}|{name[:_LONGEST_NAME]}|{digest}",
            form=None if doubt.refuses else _WHY,
        )
