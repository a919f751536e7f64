"""The half-year analysis (半年考核分析) in three parts: how the place moved, what is weak, what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Literal

from jingkai.engines.periods import Period
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.rounds.computing import compute
from jingkai.kernel.rounds.figures import MICRO, NANO
from jingkai.kernel.rounds.models import Grading, Report, Result, Round
from jingkai.kernel.rounds.problems import NOT_COMPUTED
from jingkai.kernel.rounds.queries import announced

from ..models import Responsibility
from .figures import Figure, Figures
from .said import Said, said_of
from .scheme import Part, Upper, upper_of

Verdict = Literal["strong", "even", "weak", "unknown"]


@dataclass(frozen=True)
class Line:
    """A part of the scheme with what it got. `points` are None where they are not known, which is not zero."""

    part: Part
    points: Decimal | None
    judged: bool
    verdict: Verdict
    responsibility: Responsibility | None
    tag: str
    report: Report | None = None

    @property
    def rate(self) -> Decimal | None:
        """得分率: points of the full marks, in % to one decimal."""
        return rate(self.points, self.part.full)

    @property
    def lost(self) -> Decimal | None:
        """The points that are lacking from full marks."""
        return None if self.points is None or not self.part.full else self.part.full - self.points


@dataclass(frozen=True)
class Analysis:
    """`before`, `now`, `target` and `cohort` are figures of the zone: its place at the end of last year and now, the
    place to be reached, and among how many. `total` is None until every score is known.
    """

    round: Round
    upper: Upper
    said: Said
    as_of: int | None
    period: Period
    total: Decimal | None
    lines: tuple[Line, ...]
    before: Figure
    now: Figure
    target: Figure
    cohort: Figure
    # Why no total is computed though every score is there.
    refusal: Problem | None = None

    @property
    def missing(self) -> list[Line]:
        """The indicators that have no score yet."""
        return [one for one in self.lines if one.part.is_indicator and one.report is None]

    @property
    def rate(self) -> Decimal | None:
        """The score rate of the total."""
        return rate(self.total, self.upper.full)

    @property
    def change(self) -> int | None:
        """Places won since the end of last year: from the 2nd to the 4th are -2."""
        if self.before.value is None or self.now.value is None:
            return None
        return int(self.before.value - self.now.value)

    @property
    def distance(self) -> int | None:
        """Places to the one to be reached; 0 where it is reached."""
        if self.target.value is None or self.now.value is None:
            return None
        return max(int(self.now.value - self.target.value), 0)

    @property
    def judged(self) -> list[Line]:
        """What is weak or strong, in the order of the scheme."""
        return [one for one in self.lines if one.judged]

    @property
    def weak(self) -> list[Line]:
        """短板弱项, the most points lost first."""
        return self._of("weak")

    @property
    def strong(self) -> list[Line]:
        """优势指标, in the order of the scheme."""
        return [one for one in self.judged if one.verdict == "strong"]

    def below(self, node: str) -> list[Line]:
        """The indicators of a field, the most points lost first; of an indicator itself."""
        found = [
            one for one in self.lines if one.part.is_indicator and node in self.upper.way_up(one.part.node)
        ]
        return sorted(found, key=lambda one: -(one.lost or Decimal(0)))

    def _of(self, verdict: Verdict) -> list[Line]:
        found = [one for one in self.judged if one.verdict == verdict]
        return sorted(found, key=lambda one: -(one.lost or Decimal(0)))

    @cached_property
    def digest(self) -> str:
        """Of all that is confirmed: another one says that something changed."""
        return content_hash(
            [
                [str(one.value) for one in (self.before, self.now, self.target, self.cohort)],
                [self.upper.rule_set.pk, self.upper.scheme.pk, str(self.total)],
                [
                    [one.part.node, str(one.points), one.verdict, one.tag]
                    + (
                        [one.responsibility.unit_id, one.responsibility.leader_id]
                        if one.responsibility
                        else []
                    )
                    for one in self.lines
                ],
            ]
        )


def analyse(round: Round, as_of: int | None = None) -> Analysis:
    """The analysis of a round as known at `as_of`; of one that is confirmed as it was confirmed.

    Raises Problem `rules.not-found`.
    """
    held = announced(round)
    if held is not None and as_of is None:
        as_of = held.as_of
    period = Period.parse(round.period)
    upper = upper_of(round, period.last_day, as_of)
    said = said_of(upper, period.last_day, as_of)
    reports = _reports(round, as_of)
    total, points, refusal = _points(round, held, as_of)
    rule, year = upper.rule, Period.of_year(period.start.year)
    before = year.same_period_last_year()
    figures = Figures(round.zone, (rule.place, rule.target, rule.cohort), (before, year, period), as_of)
    return Analysis(
        round=round,
        upper=upper,
        said=said,
        as_of=as_of,
        period=period,
        total=total,
        lines=tuple(_lines(upper, said, points, reports)),
        before=figures.of(rule.place, before),
        now=figures.of(rule.place, period),
        target=figures.of(rule.target, year),
        cohort=figures.of(rule.cohort, period),
        refusal=refusal,
    )


def rate(points: Decimal | None, full: Decimal) -> Decimal | None:
    """Points of the full marks in %, half up to one decimal; None where one of them is not known."""
    if points is None or not full:
        return None
    return (points * 100 / full).quantize(Decimal("0.1"), ROUND_HALF_UP)


def verdict(points: Decimal | None, full: Decimal, upper: Upper) -> Verdict:
    """By the lines of the rule, from unrounded values."""
    if points is None or not full:
        return "unknown"
    share = points * 100
    if share < upper.rule.weak_below * full:
        return "weak"
    return "strong" if share >= upper.rule.strong_from * full else "even"


def _lines(
    upper: Upper, said: Said, points: Mapping[str, Decimal | None], reports: Mapping[str, Report]
) -> list[Line]:
    judged = {one.node for one in upper.judged}
    found = []
    for part in upper.parts:
        given = reports.get(part.name) if part.is_indicator else None
        got = points.get(part.node)
        if got is None and given is not None and part.given:
            got = Decimal(given.micro) / MICRO
        found.append(
            Line(
                part=part,
                points=got,
                judged=part.node in judged,
                verdict=verdict(got, part.full, upper),
                responsibility=said.responsibility(part.node),
                tag=said.tag(part.node),
                report=given,
            )
        )
    return found


def _reports(round: Round, as_of: int | None) -> dict[str, Report]:
    """The last score of each indicator, by its name."""
    rows = Report.objects.known_at(as_of).filter(entrant__round=round).select_related("criterion", "paper")
    return {one.criterion.name: one for one in rows.order_by("turn", "pk")}


def _points(
    round: Round, held: Grading | None, as_of: int | None
) -> tuple[Decimal | None, Mapping[str, Decimal | None], Problem | None]:
    """The total, and the points of each part: of a confirmed analysis those that were frozen, else computed anew."""
    if held is not None and as_of == held.as_of:
        result = Result.objects.filter(grading=held).first()
        rows = result.scores.all() if result is not None else ()
        return (
            _decimal(result.points if result is not None else None),
            {one.node: _decimal(one.points) for one in rows},
            None,
        )
    try:
        (standing,) = compute(round, as_of).standings
    except Problem as problem:
        if problem.code != NOT_COMPUTED.code:
            raise
        return None, {}, problem
    return (
        _decimal(standing.points),
        {node: _decimal(points) for node, points, _ in standing.nodes},
        None,
    )


def _decimal(nano: int | None) -> Decimal | None:
    return None if nano is None else Decimal(nano) / NANO
