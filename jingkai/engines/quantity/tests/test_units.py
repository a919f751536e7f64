"""Units convert within a dimension, multiply and divide across them, and are never added across them."""

import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from jingkai.engines.quantity import Problem, Quantity, Units, same_amount
from jingkai.engines.quantity.tests.strategies import quantities
from tests.proof import proves

Q = Quantity


@proves("K3.1.3")
@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        ("1.2", "亿元", "万元", "12000"),
        ("12345", "万元", "亿元", "1.2345"),
        ("3", "公顷", "亩", "45"),
        ("3", "亩", "㎡", "2000"),
        ("1", "平方公里", "亩", "1500"),
        ("2", "亿千瓦时", "万千瓦时", "20000"),
        ("5", "万吨", "公斤", "50000000"),
        ("2", "亿美元", "万美元", "20000"),
        ("7.2", "千元", "元", "7200"),
        ("0.5", "%", "‰", "5"),
        ("0.205", "", "%", "20.5"),
        ("3", "公里", "米", "3000"),
        ("699.3", "万元/亩", "万元/公顷", "10489.5"),
        ("2", "billion yuan", "亿元", "20"),
    ],
)
def test_units_of_one_dimension_convert_exactly(value: str, unit: str, other: str, expected: str) -> None:
    assert Q.exactly(value, unit).to(other) == Q.exactly(expected, other)


def test_one_mu_is_two_thirds_of_a_thousand_square_metres() -> None:
    metres = Q.exactly(1, "亩").to("㎡").value
    assert metres is not None
    assert metres * 3 - 2000 < Decimal("1e-50")
    assert Q.exactly(15, "亩").to("公顷") == Q.exactly(1, "公顷")


@proves("K3.1.3")
@pytest.mark.parametrize(
    ("left", "right"),
    [("车", "处"), ("万元", "万美元"), ("个", "家"), ("人", "户"), ("%", "百分点"), ("", "万元")],
)
def test_things_of_different_kinds_are_not_added_compared_or_converted(left: str, right: str) -> None:
    for refused in (
        lambda: (
            Q.exactly(8, left) + Q.exactly(32, right) if right != "百分点" else Q.exactly(8, left).to(right)
        ),
        lambda: Q.exactly(8, left).to(right),
        lambda: Q.unknown(left).to(right),
    ):
        with pytest.raises(Problem) as problem:
            refused()
        assert problem.value.code == "quantity.units-differ"


def test_the_refusal_says_in_both_languages_what_to_do_next() -> None:
    with pytest.raises(Problem) as refused:
        Q.exactly(8, "车") + Q.exactly(32, "处")
    assert "“车”与“处”" in refused.value.zh
    assert "请分别列出" in refused.value.zh
    assert "List them apart" in refused.value.en
    assert refused.value.clause == "DESIGN 2 Quantity"
    handed_on = pickle.loads(pickle.dumps(refused.value))
    assert (handed_on.code, handed_on.zh, handed_on.en) == (
        "quantity.units-differ",
        refused.value.zh,
        refused.value.en,
    )


@proves("K3.1.3")
def test_an_unknown_unit_is_refused() -> None:
    for name in ("两半", "万%", "元/万元", "a/b/c/d/e/f"):
        with pytest.raises(Problem) as refused:
            Q.exactly(1, name)
        assert refused.value.code == "quantity.unit-unknown"


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Q.exactly(3, "万元") + Q.exactly(1, "亿元"), Q.exactly(10003, "万元")),
        (Q.exactly("1.2", "亿元") / Q.exactly(3, "万元"), Q.exactly(4000)),
        (Q.exactly(500, "元/套") * Q.exactly(200, "万套"), Q.exactly(100000, "元/套") * Q.exactly(1, "万套")),
        (Q.exactly(2, "万元/亩") * Q.exactly(3, "公顷"), Q.exactly(90, "万元")),
        (Q.exactly(5, "%") * Q.exactly(200, "人"), Q.exactly(10, "人")),
        (Q.exactly(50, "%") * Q.exactly(50, "%"), Q.exactly(25, "%")),
        (Q.exactly(5, "%") * 3, Q.exactly(15, "%")),
        (3 * Q.exactly(5, "%"), Q.exactly(15, "%")),
        (Q.exactly(30, "%") / Q.exactly(20, "%"), Q.exactly("1.5")),
        (Q.exactly(8, "人") / Q.exactly(20, "%"), Q.exactly(40, "人")),
        (Q.exactly(1) + Q.exactly("20.5", "%"), Q.exactly("1.205")),
        (Q.exactly(1) - Q.exactly(20, "%"), Q.exactly("0.8")),
        (8 * Q.exactly(2, "人/对") * Q.exactly(1, "对"), Q.exactly(16, "人")),
        (Q.exactly(6, "人·天") / Q.exactly(2, "天"), Q.exactly(3, "人")),
    ],
)
def test_products_and_quotients_find_their_unit(result: Quantity, expected: Quantity) -> None:
    assert result == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Q.exactly("62.14", "%") - Q.exactly(50, "%"), Q.exactly("12.14", "百分点")),
        (Q.exactly(50, "%") + Q.exactly("12.14", "百分点"), Q.exactly("62.14", "%")),
        (Q.exactly("12.14", "百分点") + Q.exactly(50, "%"), Q.exactly("62.14", "%")),
        (Q.exactly(50, "%") - Q.exactly(2, "百分点"), Q.exactly(48, "%")),
        (Q.exactly(38, "%") + Q.exactly(62, "%"), Q.exactly(100, "%")),
        (Q.exactly(5, "‰") - Q.exactly(2, "‰"), Q.exactly("0.3", "百分点")),
        (Q.exactly(3, "百分点").as_share(), Q.exactly(3, "%")),
        (Q.exactly("0.03").as_points(), Q.exactly(3, "百分点")),
    ],
)
def test_the_difference_of_two_percentages_is_in_percentage_points(
    result: Quantity, expected: Quantity
) -> None:
    assert result == expected


def test_a_percentage_cannot_be_taken_from_points() -> None:
    with pytest.raises(Problem) as refused:
        Q.exactly(3, "百分点") - Q.exactly(2, "%")
    assert refused.value.code == "quantity.units-differ"


@given(quantities("万元"))
def test_converting_there_and_back_changes_nothing(quantity: Quantity) -> None:
    assert quantity.to("亿元").to("万元") == quantity
    assert same_amount(quantity.to("元"), quantity)


def test_amounts_are_the_same_across_units_but_not_across_marks() -> None:
    assert same_amount(Q.exactly(1, "亿元"), Q.exactly(10000, "万元"))
    assert Q.exactly(1, "亿元") != Q.exactly(10000, "万元")
    assert not same_amount(Q.exactly(1, "亿元"), Q.at_least(10000, "万元"))
    assert not same_amount(Q.exactly(1, "亿元"), Q.approximately(10000, "万元"))
    assert not same_amount(Q.exactly(1, "家"), Q.exactly(1, "户"))


def test_a_zone_adds_its_own_units_and_cannot_redefine_one(tmp_path: Path) -> None:
    mine = Units.shipped().extended(
        [{"name": "车皮", "en": "wagons", "dimension": "wagon", "aliases": ["节"]}]
    )
    assert mine.get("万节") == mine.get("万车皮")
    assert Units.shipped().find("车皮") is None
    with pytest.raises(Problem) as refused:
        mine.extended([{"name": "车皮", "dimension": "other"}])
    assert refused.value.code == "quantity.unit-twice"
    with pytest.raises(Problem) as refused:
        mine.extended([{"name": "亩", "dimension": "area", "factor": "600"}])
    assert refused.value.code == "quantity.unit-twice"
    assert mine.extended([{"name": "亩", "dimension": "area", "factor": "2000/3"}]).get("亩") == mine.get(
        "亩"
    )
    table = tmp_path / "units.yaml"
    table.write_text(
        "magnitudes: {万: 10000}\nunits:\n  - {name: 担, dimension: mass, factor: 50}\n", "utf-8"
    )
    own = Units.load(table)
    assert own.get("万担").factor == 500000
    assert own.spelled(own.get("担")) == ["担"]


def test_every_unit_of_the_table_is_found_by_each_of_its_spellings() -> None:
    units = Units.shipped()
    for spelling in units.spellings:
        unit = units.get(spelling)
        assert spelling in units.spelled(unit)
        assert units.get(unit.name) == unit
    assert units.spelled(units.get("万元/亩")) == []
