"""`jingkai sample` writes a zone as large as a real one, whose figures hold together."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from jingkai.kernel.facts.definitions import Aims, indicators
from jingkai.kernel.facts.known import Known, current
from jingkai.kernel.facts.models import Bundle
from jingkai.kernel.facts.reconcile import reconciliations
from jingkai.kernel.facts.targets import activate, missing_places
from jingkai.kernel.parties.models import Grant, Organisation, Person, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.verify import verify
from jingkai.kernel.registers.models import Application, StageEvent, Subject
from jingkai.kernel.rules.roles import roles_for
from jingkai.site.sample.writing import Written
from tests.proof import proves

FEBRUARY = date(2024, 2, 29)


@pytest.fixture(scope="module")
def zone(sample: Written) -> Organisation:
    return Organisation.objects.get(name=sample.zone)


@pytest.fixture(scope="module")
def facts(sample: Written) -> list[Known]:
    """The invented ones; what bulletins printed, and what enterprises say, has ends and no single value."""
    found = current().filter(source__startswith="样例").exclude(holder__kind="enterprise")
    return [Known(row) for row in found.select_related("measure", "holder", "reported_by")]


@proves("K6.1.1")
def test_it_has_twenty_units_forty_indicators_and_a_hundred_and_twenty_projects(zone: Organisation) -> None:
    assert Organisation.objects.filter(parent=zone).count() == 20
    assert len(indicators(zone)) == 40
    assert Subject.objects.filter(kind="project").count() == 120


@proves("K6.1.1")
def test_every_unit_has_people_and_each_of_them_a_role_that_exists(zone: Organisation) -> None:
    roles = roles_for(zone, FEBRUARY).roles
    staffed = set(Post.objects.values_list("body", flat=True))
    applicants = Application.objects.values_list("subject__holder", flat=True)
    units = Organisation.objects.filter(parent=zone).values_list("pk", flat=True)
    assert staffed == {zone.pk, *units, *applicants}
    assert {grant.role for grant in Grant.objects.all()} <= set(roles)
    assert set(Grant.objects.values_list("person", flat=True)) == set(
        Person.objects.values_list("pk", flat=True)
    )


@proves("K6.1.1")
def test_history_covers_every_month_of_three_years_and_january_only_where_it_is_told(
    facts: list[Known],
) -> None:
    ends: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for one in facts:
        if one.row.end <= FEBRUARY:
            ends[one.row.measure.name].add((one.row.end.year, one.row.end.month))
    months = {(2021, month) for month in range(3, 13)} | {(2024, 1), (2024, 2)}
    months |= {(year, month) for year in (2022, 2023) for month in range(1, 13)}
    assert ends["一般公共预算收入"] == months
    assert ends["固定资产投资"] == {one for one in months if one[1] != 1}
    assert ends["地区生产总值"] == {one for one in months if one[1] % 3 == 0}


def test_the_zones_figure_is_the_sum_of_its_parts(zone: Organisation, facts: list[Known]) -> None:
    amounts = [one for one in facts if one.row.measure.aspect == "amount"]
    wholes = {(one.row.measure_id, one.row.start, one.row.end): one for one in amounts if _of(one, zone)}
    parts: dict[tuple[int, date, date], Decimal] = defaultdict(Decimal)
    for one in amounts:
        if not _of(one, zone):
            parts[one.row.measure_id, one.row.start, one.row.end] += _value(one)
    assert len(parts) > 150
    assert {key: _value(wholes[key]) for key in parts} == dict(parts)


def test_what_is_told_to_date_never_falls_within_a_year(facts: list[Known]) -> None:
    series: dict[tuple[int, int, int], list[tuple[date, Decimal]]] = defaultdict(list)
    for one in facts:
        if one.row.measure.aspect == "amount":
            series[one.row.measure_id, one.row.holder_id, one.row.end.year].append((one.row.end, _value(one)))
    for told in series.values():
        values = [value for _, value in sorted(told)]
        assert values == sorted(values)


def test_a_growth_that_is_told_follows_from_the_amounts_but_for_services(facts: list[Known]) -> None:
    """Services are told by comparable scope: their growth differs by 1.3 points, which the month points out."""
    told = {_place(one): _value(one) for one in facts}
    gaps = defaultdict(set)
    for (name, aspect, holder, start, end), rate in told.items():
        now = told.get((name, "amount", holder, start, end))
        earlier = told.get((name, "amount", holder, _year_before(start), _year_before(end)))
        if aspect == "growth" and now is not None and earlier is not None:
            gaps[name].add((rate - (now / earlier - 1) * 100).quantize(Decimal("0.1")))
    assert gaps.pop("规模以上服务业营业收入") <= {Decimal("-1.4"), Decimal("-1.3"), Decimal("-1.2")}
    assert len(gaps) >= 15
    assert set().union(*gaps.values()) <= {Decimal("-0.1"), Decimal("0.0"), Decimal("0.1")}


@proves("K6.1.1")
def test_parts_of_targets_make_the_whole_but_for_one_that_is_short(zone: Organisation) -> None:
    found = reconciliations(Aims.load(zone))
    assert {one.parent.row.indicator: one.words("zh") for one in found} == {
        "output": "相符",
        "investment": "短 1.2亿元",
        "industrial-investment": "相符",
        "revenue": "相符",
        "tax": "相符",
        "foreign": "相符",
    }
    assert all(len(one.children) == 8 for one in found)


def test_the_bundle_is_a_draft_and_activation_names_the_digit(sample: Written) -> None:
    bundle = Bundle.objects.get(code="1688")
    assert missing_places(bundle) == [4]
    with pytest.raises(Problem, match="第4位") as refused:
        activate(SYSTEM, bundle, at=bundle.batch.entry.at)
    assert refused.value.code == "facts.bundle-incomplete"


def test_no_stage_comes_before_what_it_needs(sample: Written) -> None:
    reached: dict[int, dict[str, date]] = defaultdict(dict)
    for event in StageEvent.objects.filter(subject__kind="project"):
        reached[event.subject_id][event.stage] = event.on
    assert len(reached) == 120
    for stages in reached.values():
        for later, before in (("开工", "签约"), ("竣工", "开工"), ("投产", "竣工"), ("列统", "开工")):
            assert later not in stages or stages[before] < stages[later] <= date(2024, 3, 31)


def test_nothing_is_wrong_with_the_installation_afterwards(sample: Written) -> None:
    assert [found for found in examine() if found.level == "fault"] == []
    assert verify().intact


def _of(one: Known, zone: Organisation) -> bool:
    return bool(one.row.holder_id == zone.pk)


def _value(one: Known) -> Decimal:
    value = one.quantity.value
    assert value is not None
    return value


def _place(one: Known) -> tuple[str, str, int, date, date]:
    return (one.row.measure.name, one.row.measure.aspect, one.row.holder_id, one.row.start, one.row.end)


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
