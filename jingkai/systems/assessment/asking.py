"""What a page of scores is asked for, all of it in the address: a rule as things stand by a month, or a round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from jingkai.engines.periods import Period
from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import last_change, remembered
from jingkai.kernel.rounds.cohort import Cohort, of_round, of_rule
from jingkai.kernel.rounds.computing import same_again
from jingkai.kernel.rounds.kinds import ROUND, RoundBody
from jingkai.kernel.rounds.models import Grading, Result, Round
from jingkai.kernel.rounds.models.round import KIND
from jingkai.kernel.rounds.queries import announced, find_round
from jingkai.kernel.rounds.queries import rounds as rounds_seen
from jingkai.kernel.rounds.running import Running, rerun, run
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.asking import Asked, asked

from .problems import FROZEN_DIFFERS, NO_SUCH_CELL, RULE_UNKNOWN

if TYPE_CHECKING:
    from jingkai.engines.scoring.analysis import Board
    from jingkai.engines.scoring.reading import Slot

# The rooms that a cohort which a rule names is computed from, and those of a round.
_OF_RULES = ("facts", "parties", "rules")
# Those that say who is judged by what: a figure that comes in changes nothing there.
_OF_COHORTS = ("parties", "rules")
_OF_ROUNDS = ("activities", "facts", "flows", "parties", "registers", "rounds", "rules")


@dataclass(frozen=True)
class Judged:
    """A cohort with its scores. `seen` are the entrants whose scores the reader may see, in the order of the list;
    places are among all. `grading` is what is frozen, None while nothing is decided.
    """

    asked: Asked
    rule: RuleSet
    running: Running
    seen: tuple[str, ...]
    round: Round | None = None
    grading: Grading | None = None

    @property
    def period(self) -> str:
        """As the scores have it."""
        return self.running.cohort.period

    @property
    def board(self) -> Board:
        """Raises Problem `assessment.no-such-cell` while nobody has any figure."""
        if self.running.board is None:
            raise NO_SUCH_CELL(who=self.running.cohort.period, node="—")
        return self.running.board

    @cached_property
    def groups(self) -> dict[str, str]:
        """The class of each entrant, by name."""
        return {one.name: one.group for one in self.running.cohort.entrants}

    @cached_property
    def before(self) -> Running | None:
        """The same by the month before, where there is one in the year; None of a round."""
        earlier = _month_before(self.asked.period.cumulative())
        if self.round is not None or earlier is None:
            return None
        return by_rule(self.rule, self.asked.zone, earlier, _number(self.asked.as_of, _OF_RULES))

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Those of them who have points."""
        return tuple(one for one in self.seen if one not in self.running.without)

    @property
    def without(self) -> tuple[str, ...]:
        """Those of them of whom nothing is known yet."""
        return tuple(one for one in self.seen if one in self.running.without)

    @property
    def whole(self) -> bool:
        """Whether the reader sees everybody."""
        return len(self.seen) == len(self.running.cohort.entrants)

    def sees_class_of(self, who: str) -> bool:
        """Whether the reader sees all of its class. Else places tried out would tell what others have."""
        return all(one in self.seen for one, group in self.groups.items() if group == self.groups[who])

    def find(self, who: str) -> str:
        """Raises Problem `assessment.no-such-cell`, for hidden as for absent."""
        if who not in self.shown:
            raise NO_SUCH_CELL(who=who[:60], node="—")
        return who

    def slot(self, node: str) -> Slot:
        """The node or indicator; the total, if none is named. Raises Problem `assessment.no-such-cell`."""
        slot = self.board.slots.get(node or self.board.root)
        if slot is None:
            raise NO_SUCH_CELL(who="—", node=node[:60])
        return slot


def rules_in(found: Asked) -> list[RuleSet]:
    """The rules that name who is judged, which held in the zone on the last day of the month, as far as the reader may
    read rules.
    """
    book, on = RuleBook(_number(found.as_of, _OF_COHORTS)), found.period.last_day
    held = [book.resolve(key, found.zone, on) for key in book.keys(ROUND, found.zone, on)]
    open_to = set(RuleSet.objects.seen_by(found.reader).filter(kind=ROUND).values_list("pk", flat=True))
    return [one for one in held if one.pk in open_to and isinstance(one.body, RoundBody) and one.body.cohort]


def rounds_in(found: Asked) -> list[Round]:
    """The rounds of the zone that the reader may see."""
    return [one for one in rounds_seen(found.reader) if one.zone_id == found.zone.pk]


def judged(request: HttpRequest) -> tuple[Asked, Judged | None]:
    """What the address asks for; without a rule or round the first rule of the zone, None where it has none.

    Raises Problem `assessment.rule-unknown`, `rounds.not-found`, those of `web.asking.asked` and of computing a cohort.
    """
    found = asked(request, timezone.localdate())
    if number := request.GET.get("round", ""):
        return found, _of_round(found, find_round(found.reader, number))
    rules, wanted = rules_in(found), request.GET.get("rule", "")
    if not wanted and not rules:
        return found, None
    rule = next((one for one in rules if wanted in ("", one.key)), None)
    if rule is None:
        raise RULE_UNKNOWN(rule=wanted[:60])
    return found, _of_rule(found, rule)


def _of_rule(found: Asked, rule: RuleSet) -> Judged:
    running = by_rule(rule, found.zone, found.period.cumulative(), _number(found.as_of, _OF_RULES))
    units = found.reader.units(KIND) if found.reader is not None else None
    seen = [one.name for one in running.cohort.entrants if units is None or one.unit_id in units]
    return Judged(found, rule, running, tuple(seen))


def _number(as_of: int, rooms: tuple[str, ...]) -> int:
    """The number since which these rooms say what they say at the one that is asked for."""
    return min(as_of, last_change(*rooms))


def _month_before(to_date: Period) -> Period | None:
    """The year to the month before; None of January."""
    last = to_date.last_day.month
    return Period.ytd(to_date.year, last - 1) if last > 1 else None


def _of_round(found: Asked, round: Round) -> Judged:
    grading = _grading(round, found.reader)
    if grading is not None:
        running = graded(grading)
        results = Result.objects.seen_by(found.reader).filter(grading=grading)
        seen = set(results.values_list("entrant__name", flat=True))
        shown = tuple(one.name for one in running.cohort.entrants if one.name in seen)
        return Judged(found, round.rule, running, shown, round, grading)
    running = by_round(round, _so_far(round, found.period), _number(found.as_of, _OF_ROUNDS))
    runs = found.reader is None or round.host_id in found.reader.units(KIND, Level.ACT)
    everybody = tuple(one.name for one in running.cohort.entrants)
    return Judged(found, round.rule, running, everybody if runs else (), round)


def _grading(round: Round, reader: Reader | None) -> Grading | None:
    """The one that is announced, else the last, as far as the reader may see it."""
    told = announced(round)
    if told is not None:
        return told
    return Grading.objects.seen_by(reader).filter(round=round).order_by("-turn").first()


def _so_far(round: Round, month: Period) -> str:
    """The part of a round's period that lies behind by the month; its own where that is over or none of it."""
    whole = Period.parse(round.period)
    to_date = month.cumulative()
    return str(to_date) if to_date.start == whole.start and to_date.end < whole.end else round.period


@remembered(32, *_OF_RULES)
def by_rule(rule: RuleSet, zone: Organisation, period: Period, number: int) -> Running:
    """The cohort that a rule names, as things stood at a number."""
    return run(_cohort(rule, zone, period, _number(number, _OF_COHORTS)), number)


@remembered(32, *_OF_COHORTS)
def _cohort(rule: RuleSet, zone: Organisation, period: Period, number: int) -> Cohort:
    return of_rule(rule, zone, period, number)


@remembered(16, *_OF_ROUNDS)
def by_round(round: Round, period: str, number: int) -> Running:
    """A round that is not graded, as things stood at a number."""
    return run(of_round(round, period), number)


@remembered(16, *_OF_ROUNDS)
def graded(grading: Grading) -> Running:
    """What was graded, with its trace. Raises Problem `assessment.frozen-differs`."""
    if not same_again(grading):
        raise FROZEN_DIFFERS()
    return rerun(of_round(grading.round), grading.as_of)
