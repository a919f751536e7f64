"""Rows in words: bounds stay bounds, rates are not judged by schedule, what is missing is a dash."""

from decimal import Decimal

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.facts.targets import set_target
from jingkai.systems.economy.line import Line
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.shown import shown
from jingkai.systems.economy.stories.people import AT, Town, a_town, say
from jingkai.systems.economy.view import view
from jingkai.systems.economy.words import Lang
from tests.proof import proves

pytestmark = pytest.mark.django_db

MARCH = Period.parse("2024-03")


@pytest.fixture
def town() -> Town:
    return a_town()


def row(town: Town, name: str) -> Line:
    (found,) = [one for one in compute(town.zone, MARCH).lines if one.definition.name == name]
    return found


@proves("K4.3.3")
def test_ahead_and_behind_by_the_schedule_of_the_month(town: Town) -> None:
    for name, done in (("投资", "38.62"), ("收入", "30")):
        say(town, name, done, "亿元", "2024-01/2024-03")
        say(town, name, "150", "亿元", "2024", nature="planned")
    rows = {name: view(row(town, name), "zh") for name in ("投资", "收入")}
    assert rows["投资"].note == "快于时序 0.75 个百分点"
    assert rows["收入"].note == "落后时序 5 个百分点"
    assert (rows["收入"].progress, rows["收入"].target_printed) == ("20%", True)


@proves("K4.3.3", "K3.1.8")
def test_a_lower_bound_is_shown_as_one_and_lights_only_what_it_can_prove(town: Town) -> None:
    quantity = Quantity.at_least(200, "人", text="200余人")
    draft = Draft(
        name="再就业", holder=town.zone, period=Period.parse("2024-01/2024-03"), quantity=quantity,
        reported_by=town.audit, source=Source(words="简报"),
    )  # fmt: skip
    record(town.clerk, [draft], at=AT)
    say(town, "再就业", "800", "人", "2024", nature="planned", caliber="自报")
    found = row(town, "再就业")
    shown_row = view(found, "zh")
    assert str(shown_row.value) == "≥200人"
    assert shown_row.progress == "≥25%"
    # At least on schedule: fine. With a plan of 1 600 the same bound could be anywhere from 12.5 points behind up.
    assert found.light.lamp is not None
    assert found.light.lamp.level == 1


def test_a_rate_stands_against_its_target_and_not_against_a_schedule(town: Town) -> None:
    say(town, "增加值", "6.4", "%", "2024-01/2024-03", aspect="growth")
    define_indicator(
        town.clerk, town.zone, "gva", name="增加值增速", formula='fact("增加值·同比", ytd)', unit="%", at=AT
    )
    target = Quantity.exactly("7.0", "%", text="7.0")
    set_target(town.clerk, town.zone, "gva", town.zone, Period.of_year(2024), target, at=AT)
    found = row(town, "增加值增速")
    assert (found.light.lamp, found.light.why) == (None, "no-schedule")
    assert view(found, "zh").note == "低于目标 0.6 个百分点"
    assert view(found, "en").note == "0.6 points below the target"


@proves("INV.5")
def test_an_indicator_without_a_figure_is_a_dash_and_says_why(town: Town) -> None:
    say(town, "投资", "1", "亿元", "2023-12")
    define_indicator(
        town.clerk, town.zone, "inv", name="投资额", formula='fact("投资", ytd)', unit="亿元", at=AT
    )
    found = view(row(town, "投资额"), "zh")
    assert (found.value.number, found.growth) == ("—", "—")
    assert "没有" in found.why
    assert "there is no" in view(row(town, "投资额"), "en").why


@proves("INV.5", "K4.3.3")
def test_a_figure_of_the_month_alone_is_said_where_the_row_is_to_date(town: Town) -> None:
    say(town, "投资", "12.3", "亿元", "2024-03")
    define_indicator(
        town.clerk, town.zone, "inv", name="投资额", formula='fact("投资", ytd)', unit="亿元", at=AT
    )
    found = view(row(town, "投资额"), "zh")
    assert found.value.number == "—"
    assert found.months_own[0][0].startswith(f"{town.audit.name} 12.3亿元")
    assert "只有当月数" in found.own_words
    assert "Only of the month" in view(row(town, "投资额"), "en").own_words
    # Beside a printed figure to date it is said, too; where that is the sum of the months it is not.
    say(town, "投资", "30", "亿元", "2024-01/2024-03")
    found = view(row(town, "投资额"), "zh")
    assert (found.value.number, len(found.months_own)) == ("30", 1)
    assert "未用于累计" in found.own_words
    for month in ("2024-01", "2024-02"):
        say(town, "收入", "1", "亿元", month)
    say(town, "收入", "2", "亿元", "2024-03")
    define_indicator(
        town.clerk, town.zone, "tax", name="收入额", formula='fact("收入", ytd)', unit="亿元", at=AT
    )
    found = view(row(town, "收入额"), "zh")
    assert (found.value.number, found.months_own) == ("4", ())


def test_growth_that_follows_is_marked_as_derived(town: Town) -> None:
    say(town, "投资", "40", "亿元", "2023-01/2023-03")
    say(town, "投资", "45", "亿元", "2024-01/2024-03")
    found = view(row(town, "投资"), "zh")
    assert (found.growth, found.growth_derived) == ("+12.5%", True)


@proves("K4.3.3")
def test_a_printed_rank_is_shown_and_none_is_computed(town: Town) -> None:
    say(town, "投资", "45", "亿元", "2024-01/2024-03")
    assert view(row(town, "投资"), "zh").rank == ""
    say(town, "投资", "4", "", "2024-01/2024-03", aspect="rank")
    assert view(row(town, "投资"), "zh").rank == "4"


@proves("K4.3.3")
def test_the_trend_is_of_single_months_also_where_only_cumulative_figures_are_printed(town: Town) -> None:
    for month, total in ((1, "10"), (2, "15"), (3, "38")):
        say(town, "投资", total, "亿元", f"2024-01/2024-{month:02}" if month > 1 else "2024-01")
    trend = [None if value is None else value.value for _, value in row(town, "投资").trend]
    assert trend == [None] * 9 + [Decimal(10), Decimal(5), Decimal(23)]


@pytest.mark.parametrize(
    ("quantity", "lang", "words"),
    [
        (Quantity.exactly("12345.60", "万元", text="12345.60"), "zh", "12,345.60万元"),
        (Quantity.exactly("12345.60", "万元"), "en", "123.456 million yuan"),
        (Quantity.exactly("1.2", "亿元"), "en", "120 million yuan"),
        (Quantity.exactly("-3.6", "%"), "zh", "−3.6%"),
        (Quantity.exactly("-3.6", "%"), "en", "−3.6%"),
        (Quantity.more_than(10, "亿元"), "zh", ">10亿元"),
        (Quantity.approximately(200, "万元"), "zh", "≈200万元"),
        (Quantity.between("8.1", "8.6", "%"), "zh", "8.1~8.6%"),
        (Quantity.unknown("万元"), "zh", "—"),
        (Quantity.exactly(1, "") / 3, "zh", "0.3333"),
    ],
)
def test_figures_keep_their_mark_and_their_unit(quantity: Quantity, lang: Lang, words: str) -> None:
    assert str(shown(quantity, lang)) == words
