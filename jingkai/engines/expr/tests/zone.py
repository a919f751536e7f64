"""A small zone to try expressions on. Invented data; each test adds the figures it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from jingkai.engines.expr import (
    DATE,
    HOLDER,
    PERIOD,
    TEXT,
    TRUTH,
    ExprProblem,
    Figure,
    Holder,
    MemorySource,
    NamedValue,
    NumberType,
    Recorded,
    Reference,
    Result,
    Row,
    RowKind,
    Schema,
    TextType,
    Unknown,
    Value,
    evaluate,
    make_plan,
)
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Units, read_number

ZONE = Holder("zone", "经开区")
EAST, WEST = Holder("east", "东园"), Holder("west", "西园")


def in_unit(name: str) -> NumberType:
    return NumberType(Units.shipped().get(name))


STAGES = ("签约", "开工", "竣工", "投产", "入统")

SCHEMA = Schema(
    measures={
        "固定资产投资": "亿元",
        "税收": "万元",
        "工业总产值": "亿元",
        "签约项目": "个",
        "项目分": "分",
        "用工": "人",
    },
    indicators={"亩均税收": "万元/亩", "税收增速": "%"},
    names={
        "size": NamedValue(in_unit("万元"), "计划总投资", "planned total"),
        "started": NamedValue(TRUTH, "已开工", "started"),
        "filed_on": NamedValue(DATE, "申报日期", "day of filing"),
        "photo": NamedValue(TEXT, "现场照片", "photo"),
        "industry": NamedValue(TextType(("工业", "批发业", "零售业", "餐饮业")), "行业", "industry"),
        "rate_now": NamedValue(in_unit("%"), "当期率", "rate at hand", periodic=True),
        "anyone": NamedValue(HOLDER, "某单位", "someone"),
        "other_period": NamedValue(PERIOD, "另一时期", "another period"),
        "x": NamedValue(in_unit(""), "x", "x"),
        "y": NamedValue(in_unit(""), "y", "y"),
        "z": NamedValue(in_unit(""), "z", "z"),
        "p": NamedValue(TRUTH, "p", "p"),
        "q": NamedValue(TRUTH, "q", "q"),
    },
    rows={
        "events": RowKind(
            {"date": DATE, "amount": in_unit("亿元"), "title": TEXT, "project": TEXT, "kind": TEXT},
            parameters={"stage": TextType(STAGES), "of": HOLDER},
            positional=1,
            words={"date": ("日期", "day")},
            zh="节点",
            en="stage events",
        ),
        "children": RowKind({"unit": HOLDER, "value": in_unit("万元")}, zh="下级单位", en="units below"),
        "peers": RowKind({"unit": HOLDER}, zh="同类单位", en="peers"),
    },
)


def figure(
    name: str,
    period: str,
    value: str,
    holder: Holder = ZONE,
    *,
    caliber: str = "",
    nature: str = "actual",
    what: Figure = Figure.FACT,
    id: str = "",
) -> Recorded:
    """One recorded figure; `value` as typed, with its unit."""
    quantity = read_number(value)
    assert quantity is not None, value
    return Recorded(
        id or f"{what}-{name}-{holder.id}-{period}-{caliber}",
        name,
        holder.id,
        Period.parse(period),
        quantity,
        nature,
        caliber,
        what,
    )


def unknown_figure(name: str, period: str, unit: str, holder: Holder = ZONE) -> Recorded:
    recorded = figure(name, period, f"0{unit}", holder)
    return replace(recorded, value=Quantity.unknown(unit))


def event(id: str, stage: str, day: date | None, amount: str | None = None, **fields: Value) -> Row:
    """One stage event."""
    given: dict[str, Value | None] = {
        "stage": stage,
        "date": day,
        "project": id,
        "title": id,
        "kind": "工业",
        **fields,
    }
    given["amount"] = None if amount is None else read_number(amount)
    return Row(Reference("event", id), given)


def units_below(**values: str | None) -> list[Row]:
    """The units below the zone with a value each."""
    holders = {"east": EAST, "west": WEST}
    return [
        Row(
            Reference("unit", name),
            {
                "unit": holders.get(name, Holder(name)),
                "value": None if value is None else read_number(value),
            },
        )
        for name, value in values.items()
    ]


def source(
    figures: Sequence[Recorded] = (),
    *,
    period: str = "2024-06",
    names: Mapping[str, Value] | None = None,
    events: Sequence[Row] = (),
    children: Sequence[Row] = (),
    calibers: Sequence[str] = ("统计", "认定", "自报"),
) -> MemorySource:
    return MemorySource(
        figures,
        {"events": events, "children": children, "peers": children},
        {"period": Period.parse(period), "holder": ZONE, **(names or {})},
        calibers,
    )


def result(text: str, given: MemorySource | None = None, schema: Schema = SCHEMA) -> Result:
    return evaluate(make_plan(text, schema), given or source())


def value(text: str, given: MemorySource | None = None) -> Value:
    return result(text, given).value


def amount(text: str) -> Quantity:
    """A quantity as it is written: 12.14百分点, ≥3个."""
    quantity = read_number(text)
    assert quantity is not None, text
    return quantity


def why_unknown(text: str, given: MemorySource | None = None) -> str:
    """The code of the reason why `text` has no value."""
    found = value(text, given)
    assert isinstance(found, Unknown), found
    return found.code


def refusal(text: str, schema: Schema = SCHEMA) -> ExprProblem:
    """The Problem that `text` meets."""
    try:
        make_plan(text, schema)
    except ExprProblem as problem:
        return problem
    raise AssertionError(f"accepted: {text}")
