"""What goes into a grading: every figure with the record that it comes from, as known at one number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

from django.db.models import QuerySet

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import shortest
from jingkai.kernel.activities.queries import present_at
from jingkai.kernel.facts.columns import Columns, Scale, in_base
from jingkai.kernel.facts.known import current_in
from jingkai.kernel.facts.models import Fact, Measure
from jingkai.kernel.records.models import Batch

from .cohort import Cohort, body_of, of_round
from .figures import micro_text, nano_text
from .kinds import FactBody, RoundBody
from .models import Adjustment, Ballot, Criterion, Entrant, Recognition, Report, Round
from .problems import FACTS_TIE, NOT_COMPUTED
from .schemes import ADJUSTMENT, periods_asked, plan_for

T = TypeVar("T", Report, Recognition)


@dataclass(frozen=True)
class Input:
    """A figure of an entrant in a period: `ref` is the record it comes from, `batch` what that was written with.
    `qualifier` marks a bound. `settled` rows are never replaced: ballots once they are closed, adjustments.
    """

    entrant: str
    name: str
    period: str
    value: str
    ref: str
    batch: int
    qualifier: str = ""
    by: str = ""
    caliber: str = ""
    settled: bool = False

    def line(self) -> list[str]:
        """As it goes into the digest of a grading."""
        return [
            self.entrant, self.name, self.period, self.value, self.qualifier, self.by, self.caliber, self.ref,
        ]  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """The inputs of a round; `left_out` are ballots of raters who, it turned out, were not there."""

    inputs: tuple[Input, ...]
    left_out: tuple[str, ...] = ()

    @property
    def adjusted(self) -> bool:
        """Whether anything was adjusted."""
        return any(one.name == ADJUSTMENT for one in self.inputs)


def rule_of(round: Round) -> RoundBody:
    """The rule version that the round is run by."""
    return body_of(round.rule)


def gather(judged: Round | Cohort, as_of: int | None = None) -> Gathered:
    """All that the scheme of a round, or of a cohort as things stand, is computed on, as known at `as_of`.

    Raises Problem `rounds.facts-tie` and `rounds.not-computed` (a fact in a unit that is not the rule's).
    """
    cohort = judged if isinstance(judged, Cohort) else of_round(judged)
    found = list(_facts(cohort, as_of))
    left_out: list[str] = []
    if cohort.round is not None:
        ballots, left_out = _ballots(cohort, cohort.round, as_of)
        found += [*ballots, *_told(cohort, cohort.round, as_of)]
    ordered = sorted(found, key=lambda one: (one.name, one.entrant, one.period, one.ref))
    return Gathered(tuple(ordered), tuple(left_out))


def _told(cohort: Cohort, round: Round, as_of: int | None) -> Iterator[Input]:
    """What was reported, recognised and adjusted."""
    criteria = {one.pk: one for one in Criterion.objects.filter(round=round)}
    yield from _last(Report.objects.known_at(as_of).filter(entrant__round=round), cohort, criteria)
    yield from _last(Recognition.objects.known_at(as_of).filter(entrant__round=round), cohort, criteria)
    yield from _adjustments(cohort, round, as_of)


def _ballots(cohort: Cohort, round: Round, as_of: int | None) -> tuple[list[Input], list[str]]:
    """The last ballot of each rater, criterion and entrant, of those who were there."""
    there = present_at([one.activity_id for one in cohort.entrants if one.activity_id is not None], as_of)
    rows = Ballot.objects.known_at(as_of).filter(entrant__round=round)
    last: dict[tuple[int, int, int], Ballot] = {}
    for row in rows.select_related("rater", "entrant", "criterion").order_by("turn"):
        last[row.rater_id, row.criterion_id, row.entrant_id] = row
    found, left_out = [], []
    for row in last.values():
        if row.rater.person_id not in there.get(row.entrant.activity_id or 0, ()):
            left_out.append(str(row))
            continue
        found.append(
            Input(
                row.entrant.name, row.criterion.name, cohort.period, micro_text(row.micro), str(row), row.batch_id,
                by=f"rater:{row.rater_id}", settled=True,
            )
        )  # fmt: skip
    return found, sorted(left_out)


def _last(rows: QuerySet[T], cohort: Cohort, criteria: Mapping[int, Criterion]) -> Iterator[Input]:
    last = {
        (row.criterion_id, row.entrant_id): row for row in rows.select_related("entrant").order_by("turn")
    }
    for row in last.values():
        name, value = criteria[row.criterion_id].name, micro_text(row.micro)
        yield Input(row.entrant.name, name, cohort.period, value, str(row), row.batch_id)


def _adjustments(cohort: Cohort, round: Round, as_of: int | None) -> Iterator[Input]:
    """One an entrant: what all its adjustments come to."""
    found: dict[str, list[Adjustment]] = {}
    for row in (
        Adjustment.objects.known_at(as_of)
        .filter(entrant__round=round)
        .select_related("entrant")
        .order_by("pk")
    ):
        found.setdefault(row.entrant.name, []).append(row)
    for name, rows in found.items():
        ref = " ".join(str(one) for one in rows)
        value = nano_text(sum(one.points for one in rows))
        yield Input(name, ADJUSTMENT, cohort.period, value, ref, rows[-1].batch_id, settled=True)


class _Figure(NamedTuple):
    """What is read of a fact: thousands of rows are, and each as a model would cost more than all that is made of
    them.
    """

    pk: int
    batch_id: int
    measure_id: int
    holder_id: int
    subject_id: int | None
    nature: str
    caliber: str
    start: date
    end: date
    lo: int | None
    hi: int | None
    marks: str
    unit: str
    text: str

    @property
    def columns(self) -> Columns:
        return Columns(self.lo, self.hi, self.marks, self.unit, self.text)


# By measure, holder, subject, nature, caliber and period.
_Place: TypeAlias = tuple[int | None, int | None, int | None, str, str, date, date]


def _facts(cohort: Cohort, as_of: int | None) -> Iterator[Input]:
    """The fact of each entrant by each computed criterion, in the first of its calibers that has one."""
    wanted = {name: one.fact for name, one in cohort.body.criteria.items() if one.fact is not None}
    if not wanted:
        return
    period = Period.parse(cohort.period)
    asked = periods_asked(plan_for(cohort.scheme), period)
    names = {one.name for one in wanted.values()}
    measures = {(one.name, one.aspect): one for one in Measure.objects.filter(name__in=names)}
    facts = _by_place(asked, as_of, cohort, measures.values())
    for name, fact in wanted.items():
        measure = measures.get((fact.name, fact.aspect))
        if measure is None:
            continue
        for entrant in cohort.entrants:
            for each in asked:
                # The period that is judged is written as the round writes it.
                label = cohort.period if each == period else str(each)
                yield from _fact(name, fact, measure, entrant, each, label, facts)


def _by_place(
    periods: Collection[Period], as_of: int | None, cohort: Cohort, measures: Iterable[Measure]
) -> dict[_Place, list[_Figure]]:
    """The figures of the entrants that are of no category."""
    holders, keys = {one.unit_id for one in cohort.entrants}, {one.pk for one in measures}
    rows = current_in(periods, as_of, holders=holders, measures=keys).filter(category="").order_by("pk")
    found: dict[_Place, list[_Figure]] = defaultdict(list)
    for one in map(_Figure._make, rows.values_list(*_Figure._fields)):
        place = one.measure_id, one.holder_id, one.subject_id, one.nature, one.caliber, one.start, one.end
        found[place].append(one)
    return found


def _fact(
    name: str,
    asked: FactBody,
    measure: Measure,
    entrant: Entrant,
    period: Period,
    label: str,
    facts: Mapping[_Place, list[_Figure]],
) -> Iterator[Input]:
    for caliber in asked.calibers:
        found = facts.get(
            (measure.pk, entrant.unit_id, entrant.subject_id, asked.nature, caliber, period.start, period.end)
        )
        if found is None:
            continue
        if len(found) > 1:
            raise FACTS_TIE(entrant=entrant.name, criterion=name, count=len(found))
        (one,) = found
        try:
            value, qualifier = _shown(one.columns, measure.base_unit, measure.decimals, asked.unit)
        except Refusal as refusal:
            raise NOT_COMPUTED(why=refusal.zh, why_en=refusal.en) from refusal
        yield Input(
            entrant.name, name, label, value, f"fact:{one.pk}", one.batch_id, qualifier=qualifier, caliber=caliber
        )  # fmt: skip
        return


@lru_cache(maxsize=65536)
def _shown(columns: Columns, kept: str, decimals: int, unit: str) -> tuple[str, str]:
    quantity = in_base(columns, Scale.of(kept, decimals)).to(unit)
    shown = quantity.value if quantity.value is not None else (quantity.lo or quantity.hi)
    return (shortest(shown) if shown is not None else ""), quantity.qualifier


def batches_of(inputs: Iterable[Input]) -> list[Batch]:
    """The batches that these inputs were written with, and those of the facts under what was recognised."""
    some = list(inputs)
    keys = {int(one.ref.partition(":")[2]) for one in some if one.ref.startswith("recognition:")}
    facts = {fact for row in Recognition.objects.in_bulk(keys).values() for fact in row.facts}
    under = {row.batch_id for row in Fact.objects.in_bulk(facts).values()}
    return list(Batch.objects.in_bulk(under | {one.batch for one in some}).values())
