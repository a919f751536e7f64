"""The light of a case by the rule that holds for who holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import Due as DueTime
from jingkai.engines.periods import Term, day_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.daybook import DayBook
from jingkai.kernel.rules.models import RuleSet

from .feedback import Counting, Feedback, feedback_of
from .kinds import DUE_LIGHT, DueLightBody
from .lights import Lamp, Situation, asks_of_one_case, judge
from .models import Case, Due
from .state import closed, current_dues, flow_of


@dataclass(frozen=True)
class DueLight:
    """亮灯规则: the lamps of a version. `of_one_case`: what was reported in a case decides, not its due date alone;
    `by_months`: it counts months as `counting` says.
    """

    rule: RuleSet
    lamps: tuple[Lamp, ...]
    of_one_case: bool
    by_months: bool
    counting: Counting

    def judge(
        self, at: datetime, due: DueTime | None, feedback: Feedback | None = None, *, done: bool
    ) -> Lamp | None:
        """The lamp that burns; none where the rule can't tell."""
        return judge(self.lamps, Situation(done, due, at, feedback))

    def feedback(self, cases: Iterable[Case], at: datetime, n: int | None = None) -> dict[int, Feedback]:
        """By case id what was reported, counted as this rule says."""
        rows = list(cases)
        flows = {one.flow_id: flow_of(one.flow) for one in rows}
        return feedback_of(rows, flows, self.counting, at, n)


def due_light(holder: Organisation, at: datetime, book: RuleBook) -> DueLight:
    """The rule for who holds a case, on the day of `at`. One that only names another is that other.

    Raises Problem `rules.not-found`.
    """
    on = day_of(at)
    rule = book.resolve(DUE_LIGHT, holder, on)
    body = _body(rule)
    if body.same_as:
        rule = book.resolve(body.same_as, holder, on)
        body = _body(rule)
    lamps = tuple(one.lamp() for one in body.lamps)
    counting = Counting()
    if body.months is not None:
        grace = Term.parse(body.months.grace) if body.months.grace else None
        # Only a grace in working days needs to know which days those are.
        calendar = DayBook(on, book).calendar(holder) if grace else None
        counting = Counting(body.months.first, grace, calendar)
    return DueLight(rule, lamps, asks_of_one_case(lamps), body.months is not None, counting)


def lamps_of(
    cases: Iterable[Case],
    dues: Mapping[int, Due | None],
    done: Mapping[int, bool],
    at: datetime,
    book: RuleBook,
    n: int | None = None,
) -> dict[int, Lamp | None]:
    """By case id its light; its due date and whether it was closed are known already. Two queries a rule."""
    by_holder: dict[int, DueLight] = {}
    asked: dict[int, list[Case]] = {}
    rows = list(cases)
    for one in rows:
        if one.holder_id not in by_holder:
            by_holder[one.holder_id] = due_light(one.holder, at, book)
        if by_holder[one.holder_id].of_one_case:
            asked.setdefault(by_holder[one.holder_id].rule.pk, []).append(one)
    said: dict[int, Feedback] = {}
    for some in asked.values():
        said |= by_holder[some[0].holder_id].feedback(some, at, n)
    found = {}
    for one in rows:
        due = dues.get(one.pk)
        found[one.pk] = by_holder[one.holder_id].judge(
            at, due.due if due else None, said.get(one.pk), done=done.get(one.pk, False)
        )
    return found


def light_of(
    case: Case, term: str, at: datetime, book: RuleBook | None = None, n: int | None = None
) -> Lamp | None:
    """The light of a case by one of its terms, under the rule that holds for its holder on that day.

    None if no due date was set, or the rule can't tell. Raises Problem `rules.not-found`.
    """
    due = current_dues(case, n).get(term)
    return lamps_of([case], {case.pk: due}, {case.pk: closed(case, n)}, at, book or RuleBook(n), n)[case.pk]


def _body(rule: RuleSet) -> DueLightBody:
    body = rule.body
    if not isinstance(body, DueLightBody):
        raise TypeError(f"{rule} is not a light rule by due date")
    return body
