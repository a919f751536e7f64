"""What is typed is asked about as what is imported is: what can't be is refused, what is unlikely needs a reason."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.engines.sheets.months import Steps
from jingkai.kernel.facts.answers import explained
from jingkai.kernel.facts.by_hand import Fate, Laid, enter, lay
from jingkai.kernel.facts.doubts import figure_check
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Answer, Fact
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation, found_zone
from jingkai.kernel.parties.tests.people import AT, START
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.services.ship import ship
from tests.proof import proves

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)


@pytest.fixture
def unit() -> Organisation:
    ship(at=AT)
    zone = found_zone(SYSTEM, "滨河经济开发区", since=START, at=AT)
    return add_organisation(SYSTEM, "科技局", kind="unit", parent=zone, since=START, at=AT)


def said(
    unit: Organisation,
    name: str,
    value: str,
    measure: str,
    period: str = "2024-01/2024-03",
    *,
    aspect: str = "amount",
    nature: str = "actual",
    caliber: str = "自报",
) -> Draft:
    assert unit.parent is not None
    quantity = Quantity.exactly(value, measure, text=value)
    return Draft(
        name, unit.parent, Period.parse(period), quantity, unit, Source(words="月报"), aspect=aspect,
        nature=nature, caliber=caliber,
    )  # fmt: skip


def laid(*drafts: Draft) -> list[Laid]:
    return lay(list(drafts), LATER.date())


def kinds(*drafts: Draft) -> list[list[str]]:
    """The kinds of doubt about each draft."""
    return [[doubt.kind for doubt in one.doubts] for one in laid(*drafts)]


def on_record(unit: Organisation, *drafts: Draft) -> None:
    enter(SYSTEM, unit, list(drafts), at=AT)


@proves("W1.3.5")
def test_a_count_below_none_is_refused(unit: Organisation) -> None:
    (one,) = laid(said(unit, "高新技术企业", "-12", "家", aspect="count"))
    assert one.fate is Fate.REFUSED
    assert one.problem is not None
    assert one.problem.code == "facts.figure-impossible"
    assert "不能为负" in one.problem.zh
    with pytest.raises(Problem) as refusal:
        enter(SYSTEM, unit, [one.draft], reasons={0: "就是这样"}, at=LATER)
    assert refusal.value.code == "facts.figure-impossible"
    assert Fact.objects.count() == 0


def test_what_may_be_negative_is_not_asked_about(unit: Organisation) -> None:
    fine = [
        said(unit, "净增企业", "-12", "家", aspect="count"),
        said(unit, "利润总额", "-3.5", "亿元"),
        said(unit, "高新技术企业", "-2", "家", aspect="yoy_change"),
        said(unit, "税收", "-3.6", "%", aspect="growth"),
    ]
    assert kinds(*fine) == [[], [], [], []]
    assert {one.fate for one in laid(*fine)} == {Fate.NEW}


@proves("W1.3.5")
def test_a_part_of_a_person_and_a_share_beyond_the_whole_are_asked_about(unit: Organisation) -> None:
    assert kinds(
        said(unit, "常住人口", "5.2", "人"),
        said(unit, "常住人口规模", "5.2", "万人"),
        said(unit, "平均从业人数", "5.2", "人"),
        said(unit, "税收占比", "883", "%", aspect="share"),
        said(unit, "税收占全区比重", "88.3", "%", aspect="share"),
        said(unit, "资产负债率", "103", "%", aspect="share"),
    ) == [["fraction"], [], [], ["beyond"], [], []]


@proves("W1.3.5")
def test_a_figure_ten_thousand_times_what_is_on_record_is_asked_about(unit: Organisation) -> None:
    on_record(unit, said(unit, "技术合同成交额", "7.13", "亿元", "2024-01/2024-02"))
    typed = said(unit, "技术合同成交额", "71300", "亿元")
    (one,) = laid(typed)
    assert [doubt.kind for doubt in one.doubts] == ["jump"]
    assert "7.13亿元" in one.doubts[0].words.zh
    assert "2024年1-2月" in one.doubts[0].words.zh
    # In another unit it is the same amount as was to be expected; a little more is, too.
    assert kinds(said(unit, "技术合同成交额", "71300", "万元")) == [[]]
    assert kinds(said(unit, "技术合同成交额", "30", "亿元")) == [[]]
    # A correction of the same figure is asked about as well.
    assert kinds(said(unit, "技术合同成交额", "71300", "亿元", "2024-01/2024-02")) == [["jump"]]
    # A plan and another unit's word are not beside it.
    assert kinds(said(unit, "技术合同成交额", "7130", "亿元", nature="planned")) == [[]]


@proves("W1.3.5")
def test_a_figure_to_date_that_falls_is_asked_about(unit: Organisation) -> None:
    on_record(unit, said(unit, "到位资金", "12.5", "亿元"))
    falls = said(unit, "到位资金", "1.2", "亿元", "2024-01/2024-04")
    (one,) = laid(falls)
    assert [doubt.kind for doubt in one.doubts] == ["falls"]
    assert "2024年1-3月 12.5亿元" in one.doubts[0].words.zh
    # A revision by less than a hundredth passes; the months of another year and another caliber are not beside it.
    assert kinds(said(unit, "到位资金", "12.4", "亿元", "2024-01/2024-04")) == [[]]
    assert kinds(said(unit, "到位资金", "1.2", "亿元", "2025-01/2025-04")) == [[]]
    assert kinds(said(unit, "到位资金", "1.2", "亿元", "2024-01/2024-04", caliber="公布")) == [[]]


@proves("W1.3.5")
def test_two_figures_of_one_table_are_laid_beside_each_other(unit: Organisation) -> None:
    drafts = [
        said(unit, "税收", "12.5", "亿元", "2024-01/2024-03"),
        said(unit, "税收", "12000", "万元", "2024-01/2024-04"),
        said(unit, "产值", "3", "亿元", "2024-01/2024-02"),
        said(unit, "产值", "2", "亿元", "2024-03"),
        said(unit, "产值", "5", "亿元", "2024-01/2024-03"),
        said(unit, "贷款", "3", "亿元", "2024-01/2024-02"),
        said(unit, "贷款", "9", "亿元", "2024-03"),
        said(unit, "贷款", "5", "亿元", "2024-01/2024-03"),
    ]
    found = kinds(*drafts)
    assert found[1] == ["falls"]
    assert found[2:5] == [[], [], []]
    assert sorted(kind for one in found[5:] for kind in one) == ["below", "step"]


@proves("W1.3.5")
def test_the_reason_is_kept_with_the_figure_and_goes_with_its_batch(unit: Organisation) -> None:
    draft = said(unit, "税收占比", "883", "%", aspect="share")
    with pytest.raises(Problem) as refusal:
        enter(SYSTEM, unit, [draft], reasons={0: "  "}, at=LATER)
    assert refusal.value.code == "facts.doubts-unanswered"
    assert Fact.objects.count() == 0
    batch = enter(SYSTEM, unit, [draft], reasons={0: " 含上年\n结转 "}, at=LATER)
    assert batch is not None
    (row,) = Fact.objects.filter(batch=batch)
    kept = explained([row])[row.pk]
    assert kept.answer == "含上年 结转"
    assert [one.zh for one in kept.asked] == ["占比超出 0–100%"]
    assert Answer.objects.known_at().get().unit == unit
    # The same again is no second effect; withdrawn it takes its answer along.
    assert enter(SYSTEM, unit, [draft], at=LATER) is None
    withdraw(SYSTEM, batch, at=LATER, reason="录错")
    assert not Answer.objects.known_at().exists()


@proves("W1.3.5")
def test_a_figure_of_the_other_sign_than_the_one_on_record_is_asked_about(unit: Organisation) -> None:
    on_record(
        unit,
        said(unit, "工业投资", "14.2", "亿元"),
        said(unit, "净出口", "2", "亿元"),
        said(unit, "利润总额", "-2", "亿元"),
        said(unit, "税收", "3.6", "%", aspect="growth"),
        said(unit, "贷款余额", "0", "亿元", aspect="balance"),
    )
    april = "2024-01/2024-04"
    (one,) = laid(said(unit, "工业投资", "-99999999", "万元", april))
    assert [doubt.kind for doubt in one.doubts if doubt.kind != "falls"] == ["sign"]
    assert "14.2亿元" in one.doubts[0].words.zh
    assert "正负号" in one.doubts[0].words.zh
    assert not one.doubts[0].refuses
    assert kinds(said(unit, "工业投资", "-1", "万元", "2025-01")) == [["sign"]]
    assert kinds(said(unit, "利润总额", "1.5", "亿元", "2024-04")) == [["sign"]]
    # A difference, a rate and what was none may have either.
    assert kinds(said(unit, "净出口", "-1", "亿元", "2024-04")) == [[]]
    assert kinds(said(unit, "税收", "-3.6", "%", "2024-04", aspect="growth")) == [[]]
    assert kinds(said(unit, "贷款余额", "-1", "亿元", "2024-04", aspect="balance")) == [[]]
    # Two losses are as far apart as two gains.
    assert kinds(said(unit, "利润总额", "-20000", "亿元", "2024-04")) == [["jump"]]


@proves("W1.3.5")
def test_more_than_a_zone_can_have_is_asked_about_until_the_record_vouches_for_it(unit: Organisation) -> None:
    huge = said(unit, "常住人口", "999999999999", "人", "2024-03")
    assert kinds(huge) == [["vast"]]
    assert "1亿人" in laid(huge)[0].doubts[0].words.zh
    assert kinds(
        said(unit, "工业总产值", "-20000", "亿元"),
        said(unit, "工业总产值", "9000", "亿元", "2023-01/2023-03"),
        said(unit, "常住人口", "35.4", "万人", "2024-03"),
    ) == [["vast"], [], []]
    enter(SYSTEM, unit, [huge], reasons={0: "就是这样"}, at=AT)
    assert kinds(said(unit, "常住人口", "999999999990", "人", "2024-04")) == [[]]


def test_nothing_is_asked_where_no_rule_holds(unit: Organisation) -> None:
    draft = said(unit, "税收占比", "883", "%", aspect="share")
    assert figure_check(unit, Period.parse("1999").last_day, RuleBook()) is None
    assert [one.doubts for one in lay([draft], Period.parse("1999").last_day)] == [()]


def test_typed_and_imported_figures_are_asked_about_by_the_same_measure(unit: Organisation) -> None:
    """Until a zone says otherwise: the rule as shipped says what the reader of workbooks goes by."""
    rule = figure_check(unit, LATER.date(), RuleBook())
    assert rule is not None
    assert rule.steps() == Steps.shipped()
    assert rule.steps().revision == Decimal("0.01")
