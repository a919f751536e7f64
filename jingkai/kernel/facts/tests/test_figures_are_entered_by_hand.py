"""What a clerk types is laid beside what is known and entered in one call; nothing is overwritten, nothing twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.by_hand import Fate, enter, lay
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.known import history
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation, found_zone
from jingkai.kernel.parties.services.people import add_person
from jingkai.kernel.parties.tests.people import AT, START
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.rules.services.ship import ship
from tests.proof import proves

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)


@pytest.fixture
def zone() -> Organisation:
    return found_zone(SYSTEM, "滨河经济开发区", since=START, at=AT)


@pytest.fixture
def unit(zone: Organisation) -> Organisation:
    return add_organisation(SYSTEM, "财政审计部", kind="unit", parent=zone, since=START, at=AT)


def typed(unit: Organisation, value: str, year: int = 2022, caliber: str = "自报", cell: str = "B2") -> Draft:
    assert unit.parent is not None
    return Draft(
        "科技支出", unit.parent, Period.of_year(year), Quantity.exactly(value, "万元", text=value), unit,
        Source(words="决算", cell=cell), caliber=caliber,
    )  # fmt: skip


@proves("W1.3.5")
def test_a_correction_and_a_new_figure_go_in_by_one_call(unit: Organisation) -> None:
    enter(SYSTEM, unit, [typed(unit, "1653")], at=AT)
    batch = enter(SYSTEM, unit, [typed(unit, "1600"), typed(unit, "1992", 2023)], reason="决算数", at=LATER)
    rows = list(Fact.objects.filter(batch=batch).order_by("pk"))
    assert [(row.text, row.reason, row.source) for row in rows] == [
        ("1600", "决算数", "决算"),
        ("1992", "", "决算"),
    ]
    assert [str(one.quantity) for one in history(rows[0])] == ["1653万元", "1600万元"]
    # Where it was typed is no place in a file.
    assert {row.cell for row in rows} == {""}


@proves("W1.3.5")
def test_what_is_known_already_is_not_entered_again(unit: Organisation) -> None:
    assert enter(SYSTEM, unit, [typed(unit, "1653")], at=AT) is not None
    (laid,) = lay([typed(unit, "1653")], AT.date())
    assert laid.fate is Fate.SAME
    assert enter(SYSTEM, unit, [typed(unit, "1653")], at=LATER) is None
    # 0.1653 亿元 is the same amount in another unit.
    other = replace(typed(unit, "1653"), quantity=Quantity.exactly("0.1653", "亿元"))
    assert lay([other], AT.date())[0].fate is Fate.SAME
    assert Fact.objects.count() == 1


def test_the_same_form_sent_twice_has_one_effect_and_again_one_after_it_was_withdrawn(
    unit: Organisation,
) -> None:
    batch = enter(SYSTEM, unit, [typed(unit, "1653")], at=AT)
    assert batch is not None
    withdraw(SYSTEM, batch, at=LATER, reason="录错")
    again = enter(SYSTEM, unit, [typed(unit, "1653")], at=LATER)
    assert again is not None
    assert again.pk != batch.pk


def test_a_correction_says_why(unit: Organisation) -> None:
    enter(SYSTEM, unit, [typed(unit, "1653")], at=AT)
    with pytest.raises(Problem) as refusal:
        enter(SYSTEM, unit, [typed(unit, "1600")], reason=" ", at=LATER)
    assert refusal.value.code == "facts.reason-missing"
    assert Fact.objects.count() == 1


@proves("W1.3.5")
def test_two_cells_of_one_place_that_differ_are_both_refused(unit: Organisation) -> None:
    first, second = lay([typed(unit, "1653"), typed(unit, "1600", cell="C2")], AT.date())
    assert {first.fate, second.fate} == {Fate.REFUSED}
    assert first.problem is not None
    assert first.problem.code == "facts.said-twice"
    assert "B2、C2" in first.problem.zh
    with pytest.raises(Problem, match="said-twice"):
        enter(SYSTEM, unit, [typed(unit, "1653"), typed(unit, "1600", cell="C2")], at=AT)
    assert Fact.objects.count() == 0
    # Cells that say the same are one figure.
    assert [one.fate for one in lay([typed(unit, "1653"), typed(unit, "1653")], AT.date())] == [
        Fate.NEW,
        Fate.REPEATS,
    ]


def test_statistical_figures_come_by_import_only(unit: Organisation) -> None:
    with pytest.raises(Problem) as refusal:
        enter(SYSTEM, unit, [typed(unit, "1653", caliber="统计")], at=AT)
    assert refusal.value.code == "facts.statistical-only-by-import"


def test_who_may_not_write_the_units_figures_enters_none(unit: Organisation) -> None:
    ship(at=AT)
    stranger = add_person(SYSTEM, "路人", at=AT)
    with pytest.raises(Problem) as refusal:
        enter(Actor(person=stranger.pk), unit, [typed(unit, "1653")], at=AT)
    assert refusal.value.code == "parties.not-allowed"
    assert Fact.objects.count() == 0
