"""True, false, unknown: Kleene's logic, intervals that straddle, and an unknown that is never 0."""

from __future__ import annotations

from datetime import date

import pytest

from jingkai.engines.expr import Unknown
from jingkai.engines.expr.tests.zone import amount, figure, result, source, unknown_figure, value, why_unknown
from jingkai.engines.quantity import Quantity
from tests.proof import proves

TRUTHS = {"true": True, "false": False, "unknown": None}

# Kleene, Introduction to Metamathematics (1952), section 64: strong three-valued tables.
AND = {
    ("true", "true"): True,
    ("true", "false"): False,
    ("true", "unknown"): None,
    ("false", "true"): False,
    ("false", "false"): False,
    ("false", "unknown"): False,
    ("unknown", "true"): None,
    ("unknown", "false"): False,
    ("unknown", "unknown"): None,
}
OR = {
    ("true", "true"): True,
    ("true", "false"): True,
    ("true", "unknown"): True,
    ("false", "true"): True,
    ("false", "false"): False,
    ("false", "unknown"): None,
    ("unknown", "true"): True,
    ("unknown", "false"): None,
    ("unknown", "unknown"): None,
}


def _truth(text: str) -> object:
    found = value(text)
    return None if isinstance(found, Unknown) else found


@proves("K3.3.1")
@pytest.mark.parametrize(("pair", "expected"), AND.items())
def test_and_is_kleenes(pair: tuple[str, str], expected: bool | None) -> None:
    assert _truth(f"{pair[0]} and {pair[1]}") is expected


@proves("K3.3.1")
@pytest.mark.parametrize(("pair", "expected"), OR.items())
def test_or_is_kleenes(pair: tuple[str, str], expected: bool | None) -> None:
    assert _truth(f"{pair[0]} or {pair[1]}") is expected


@proves("K3.3.1")
def test_not_of_the_unknown_is_unknown() -> None:
    assert [_truth(f"not {text}") for text in TRUTHS] == [False, True, None]


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("typed", "condition", "expected"),
    [
        ("5000余人", 'fact("用工") >= 5000', True),
        ("5000余人", 'fact("用工") > 6000', None),
        ("5000余人", 'fact("用工") < 5000', False),
        ("不足100人", 'fact("用工") < 100', True),
        ("不足100人", 'fact("用工") >= 50', None),
        ("80-90人", 'fact("用工") = 85', None),
        ("80-90人", 'fact("用工") != 95', True),
        ("80-90人", 'fact("用工") in [70, 95]', False),
        ("80-90人", 'fact("用工") in [85, 95]', None),
        ("约200人", 'fact("用工") >= 100', None),
    ],
)
def test_a_comparison_is_undecided_where_the_interval_straddles(
    typed: str, condition: str, expected: bool | None
) -> None:
    found = value(condition, source([figure("用工", "2024-06", typed)]))
    assert (None if isinstance(found, Unknown) else found) is expected
    if expected is None:
        assert why_unknown(condition, source([figure("用工", "2024-06", typed)])) == "straddles"


@proves("K3.3.1", "INV.5")
@pytest.mark.parametrize(
    "text",
    [
        'fact("税收")',
        'fact("税收") + 1万元',
        'fact("税收") - fact("税收")',
        'fact("税收") * 0',
        'max(fact("税收"), 0)',
        'fact("税收") >= 0',
        'share(fact("税收"), 1万元)',
        'round(fact("税收"), 0, "万元")',
        'if fact("税收") > 0 then 1 else 1',
        'abs(fact("税收"))',
        'fact("税收") in [0, 1万元]',
    ],
)
def test_a_missing_figure_is_unknown_and_never_0(text: str) -> None:
    assert why_unknown(text) == "missing"
    recorded = source([unknown_figure("税收", "2024-06", "万元")])
    assert why_unknown(text, recorded) == "recorded"


@proves("K3.3.1")
def test_the_unknown_can_be_asked_about_and_replaced() -> None:
    given = source([figure("税收", "2024-06", "7万元", caliber="自报")])
    assert value('known(fact("税收", caliber: "统计"))', given) is False
    assert value('coalesce(fact("税收", caliber: "统计"), fact("税收", caliber: "自报"))', given) == amount(
        "7万元"
    )
    assert why_unknown("coalesce(unknown, unknown)") == "said"


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 / 0", "zero-divisor"),
        ("share(1, 0)", "zero-divisor"),
        ("1亿元 / (2亿元 - 20000万元)", "zero-divisor"),
        ("growth(1, 0)", "base"),
        ("growth(5, -2)", "base"),
        ('date("2024-01-31") + 0.5天', "not-whole"),
        ('date("9999-12-31") + 1天', "out-of-calendar"),
        ('add_months(date("9999-12-31"), 1)', "out-of-calendar"),
        ('previous(period("0001-01"))', "out-of-calendar"),
        ("unknown", "said"),
        ("case when unknown then 1 when true then 2 else 3 end", "said"),
        ("x", "missing"),
        ("min(children.value)", "no-rows"),
        ("mean(children.value)", "no-rows"),
    ],
)
def test_what_cannot_be_computed_is_unknown_and_says_why(text: str, code: str) -> None:
    assert why_unknown(text) == code
    found = value(text)
    assert isinstance(found, Unknown)
    assert found.zh
    assert found.en


@proves("K3.3.1")
def test_an_earlier_branch_that_holds_is_not_disturbed_by_a_later_unknown() -> None:
    assert value("case when true then 1 when unknown then 2 else 3 end") == amount("1")
    assert value("true or x > 1") is True


@proves("K3.3.1")
def test_bounds_travel_through_arithmetic() -> None:
    people = source([figure("用工", "2024-06", "200余人")])
    assert value('fact("用工") + 30人', people) == amount("≥230人")
    assert value('share(16人, fact("用工"))', people) == amount("≤8%")
    assert value('min(fact("用工"), 150人)', people) == amount("150人")
    assert value('max(fact("用工"), 150人)', people) == amount("≥200人")
    assert value('clamp(fact("用工"), 0, 300人)', people) == amount("200-300人")
    assert value('floor(fact("用工") / 30人)', people) == amount("≥6")


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "x", "y", "expected"),
    [
        ("min(x, y)", Quantity.more_than(5), Quantity.at_least(5), Quantity.at_least(5)),
        ("min(x, y)", Quantity.less_than(5), Quantity.at_most(5), Quantity.less_than(5)),
        ("max(x, y)", Quantity.more_than(5), Quantity.at_least(5), Quantity.more_than(5)),
        ("max(x, y)", Quantity.less_than(5), Quantity.at_most(5), Quantity.at_most(5)),
        ("min(x, y)", Quantity.between(1, 9), Quantity.between(2, 4), Quantity.between(1, 4)),
        ("floor(x) + 0 * y", Quantity.less_than(3), Quantity.exactly(1), Quantity.at_most(2)),
        ("floor(x) + 0 * y", Quantity.at_most(3), Quantity.exactly(1), Quantity.at_most(3)),
    ],
)
def test_ends_stay_open_only_where_nothing_reaches_them(
    text: str, x: Quantity, y: Quantity, expected: Quantity
) -> None:
    assert value(text, source(names={"x": x, "y": y})) == expected


@proves("K3.3.1")
def test_what_one_side_decides_the_other_is_not_asked() -> None:
    given = source([figure("税收", "2024-06", "7万元")])
    assert result('true or fact("税收") > 0', given).references == ()
    assert result('false and fact("税收") > 0', given).references == ()
    assert len(result('false or fact("税收") > 0', given).references) == 1


@proves("K3.3.1")
def test_dates_and_periods() -> None:
    given = source(period="2024-03")
    assert value("last_day(ytd)", given) == date(2024, 3, 31)
    assert value("first_day(quarter)", given) == date(2024, 1, 1)
    assert value("last_day(year) - last_day(period)", given) == amount("275天")
    assert value('month_of(date("2024-03-09")) = period', given) is True
    assert value('previous(period) = period("2024-02") and last_year(ytd) = period("2023-01/2023-03")', given)
    assert value('date("2024-02-29") in ytd and not (period("2024") in ytd)', given) is True
    assert value('add_months(date("2024-01-31"), 1)') == date(2024, 2, 29)
    assert value('date("2024-03-01") - 1天') == date(2024, 2, 29)
    assert value('30天 + date("2024-03-01")') == date(2024, 3, 31)
    assert value('max(date("2024-03-01"), date("2024-02-01"))') == date(2024, 3, 1)
    assert value('quarter_of(date("2024-06-01")) = period("2024-Q2")') is True
    assert value('year_of(date("2024-06-01")) = period("2024")') is True


@proves("K3.3.1")
def test_rounding_is_half_up_away_from_zero() -> None:
    assert value("round(2.345, 2)") == amount("2.35")
    assert value("round(-2.345, 2)") == amount("-2.35")
    assert value("round(2.5, 0)") == amount("3")
    assert value('round(12345万元, 2, "亿元")') == amount("1.23亿元")
    assert value("floor(-1.5)") == amount("-2")


@proves("K3.3.1")
def test_texts() -> None:
    given = source(names={"photo": "开工现场"})
    assert (
        value('contains(photo, "现场") and starts_with(photo, "开工") and photo in ["开工现场", ""]', given)
        is True
    )
    assert value('contains(photo, ".*")', given) is False
