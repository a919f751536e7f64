"""What a value is laid beside: whose figure, of which indicator, how long ago; and percentiles of the peers."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import plan_of
from jingkai.engines.scoring.analysis.report.methods import method_in_words
from tests.proof import proves

from .small import Row, facts, leaf, of_period, points, scored

ENGINES = ("arrays", "duckdb")
ROWS: list[Row] = [
    *of_period("x", {"甲": 100, "乙": 200, "全省": 1000}, "2024"),
    *of_period("x", {"甲": 90, "乙": None, "全省": 900}, "2023"),
    *of_period("x", {"甲": 80, "乙": 160, "全省": 800}, "2022"),
    *of_period("x", {"甲": 40, "乙": None, "全省": 700}, "2020"),
    *of_period("y", {"甲": 7, "乙": 8, "全省": 9}, "2024"),
    *of_period("y", {"甲": 5, "乙": 6, "全省": 4}, "2023"),
]


def tree(beside: Any, text: str = "last", **more: Any) -> dict[str, Any]:
    method = {"expr": {"points": text, "with": {"last": beside}}}
    return {"id": "total", "of": [leaf("x", method, **{"weight": 10, "undefined": "missing", **more})]}


@proves("A1.2.3", "A1.3.2")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("beside", "wanted"),
    [
        ({"before": {"years": 1}}, (90, None)),
        ({"before": {"years": 2}}, (80, 160)),  # also where the year between is not there
        ({"before": {"years": 4}}, (40, None)),
        ({"before": {"years": 3}}, (None, None)),
        ({"before": {"years": 3, "of": "mean"}}, (85, 160)),  # of those that there are
        ({"before": {"years": 4, "of": "mean"}}, (70, 160)),
        ({"before": {"years": 1, "of": "mean"}}, (90, None)),
        ({"before": {"periods": 2}}, (80, 160)),
        ({"before": {"periods": 2, "of": "mean"}, "times": 2}, (170, 320)),
        ({"unit": "全省"}, (1000, 1000)),
        ({"unit": "全省", "before": "year"}, (900, 900)),
        ({"unit": "全省", "before": {"years": 2, "of": "mean"}, "times": 0.1}, (85, 85)),
        ({"indicator": "y", "before": "year"}, (5, 6)),
        ({"indicator": "y", "before": {"years": 2, "of": "mean"}}, (5, 6)),
        ({"unit": "全省", "indicator": "y"}, (9, 9)),
        ({"unit": "全省", "indicator": "y", "before": "period", "times": 10}, (40, 40)),
        ({"indicator": "x", "before": "year"}, (90, None)),
    ],
)
def test_it_is_that_figure(beside: Any, wanted: tuple[float | None, ...], engine: str) -> None:
    rows = ROWS if "unit" in beside else [row for row in ROWS if row[0] != "全省"]
    if "indicator" not in beside or beside["indicator"] == "x":
        rows = [row for row in rows if row[1] == "x"]
    found = scored(tree(beside), facts(rows), missing="rescale", periods=["2024"], engine=engine)
    assert points(found, "x") == {"甲": wanted[0], "乙": wanted[1]}
    assert found.trace is not None
    whys = {row["unit"]: row["why"] for row in found.trace.to_pylist() if row["node"] == "x"}
    assert whys == {
        unit: "" if one is not None else "no-reference" for unit, one in zip("甲乙", wanted, strict=True)
    }


@proves("A1.3.1", "A1.3.2")
@pytest.mark.parametrize("engine", ENGINES)
def test_the_trace_has_the_figure_and_every_record_of_it(engine: str) -> None:
    rows = [row for row in ROWS if row[1] == "x"]
    method = {"steps": {"base": 0, "take": "growth", "per": 1, "up": 1}}
    beside = [
        leaf(id, {"steps": {**method["steps"], "to": to}}, indicator="x", full=1, undefined="missing")
        for id, to in (
            ("own", {"before": {"years": 2, "of": "mean"}}),
            ("other", {"unit": "全省", "before": "year"}),
        )
    ]
    found = scored(
        {"id": "total", "of": beside}, facts(rows, id=[f"f{row[0]}{row[2]}" for row in rows]), missing="zero",
        periods=["2024"], engine=engine,
    )  # fmt: skip
    assert found.trace is not None
    at = {(row["unit"], row["node"]): row for row in found.trace.to_pylist()}
    own, other = at["甲", "own"], at["甲", "other"]
    assert (own["previous"], own["reference"], own["facts"]) == (85, None, "f甲2024 f甲2023 f甲2022")
    assert (other["previous"], other["reference"], other["facts"]) == (None, 900, "f甲2024 f全省2023")
    assert at["乙", "own"]["facts"] == "f乙2024 f乙2022"


@proves("A5.4.1")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_bound_is_no_year_of_a_mean(engine: str) -> None:
    rows = [
        row
        for year, value in (("2024", 10), ("2023", 90), ("2022", 80))
        for row in of_period("x", {"甲": value}, year)
    ]
    table = facts(rows, qualifier=["", "余", ""])
    found = scored(tree({"before": {"years": 2, "of": "mean"}}), table, periods=["2024"], engine=engine)
    assert points(found, "x") == {"甲": 80}


@proves("A1.2.3")
@pytest.mark.parametrize("engine", ENGINES)
def test_months_go_back_over_the_end_of_the_year(engine: str) -> None:
    rows = [row for at in range(1, 13) for row in of_period("x", {"甲": at}, f"2023-{at:02}")]
    rows += of_period("x", {"甲": 100}, "2024-01")
    found = scored(
        tree({"before": {"periods": 3, "of": "mean"}}), facts(rows), missing="rescale", engine=engine
    )
    assert points(found, "x", "2024-01") == {"甲": 11}
    assert points(found, "x", "2023-03") == {"甲": 1.5}
    assert points(found, "x", "2023-01") == {"甲": None}


@proves("A1.2.3", "A1.3.2")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("percent", "wanted"),
    [(0, 1), (30, 1.9), (50, 2.5), (95, 3.85), (100, 4), (12.5, 1.375)],
)
def test_a_percentile_of_the_peers_is_that_of_percentile_inc(
    percent: float, wanted: float, engine: str
) -> None:
    values = {"甲": 3, "乙": 1, "丙": 4, "丁": 2, "戊": None}
    found = scored(
        tree({"peers": {"percentile": percent}, "times": 10}), facts(of_period("x", values)),
        missing="rescale", engine=engine,
    )  # fmt: skip
    assert points(found, "x")["甲"] == pytest.approx(wanted * 10, abs=1e-12)


@proves("A1.2.3")
@pytest.mark.parametrize("engine", ENGINES)
def test_percentiles_are_limits_of_each_class_and_of_one_that_is_alone(engine: str) -> None:
    import pyarrow as pa

    units = pa.table({"unit": list("甲乙丙丁"), "group": ["一", "一", "一", "二"]})
    method = {"efficacy": {"good": {"peers": {"percentile": 75}}, "bad": {"peers": {"percentile": 25}}}}
    found = scored(
        {"id": "total", "of": [leaf("x", method, weight=100, within="group", undefined=0)]},
        facts(of_period("x", {"甲": 10, "乙": 20, "丙": 30, "丁": 7})), units, engine=engine,
    )  # fmt: skip
    assert points(found, "x") == {"甲": 40, "乙": 80, "丙": 120, "丁": 0}


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ({"before": {"years": 0}}, "1 到 50"),
        ({"before": {"years": 1.5}}, "1 到 50"),
        ({"before": {"years": 51}}, "1 到 50"),
        ({"before": {"years": 3, "of": "median"}}, "of: mean"),
        ({"before": {"months": 3}}, "只能是 year、period"),
        ({"before": {"years": 3, "periods": 2}}, "只能是 year、period"),
        ({"before": "month"}, "只能是 year、period"),
        ({"peers": {"percentile": 101}}, "0 与 100 之间"),
        ({"peers": {"percentile": 0.95}}, "请写 95"),
        ({"peers": {"quantile": 5}}, "percentile: 95"),
        ({"peers": "mean", "before": "year"}, "只能写一个"),
        ({"node": "total", "before": "year"}, "只能写一个"),
        ({"number": 3, "unit": "全省"}, "只能写一个"),
        ({"unit": "全省", "when": "year"}, "没有“when”"),
    ],
)
def test_what_cannot_be_meant_is_refused(beside: Any, said: str) -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": tree(beside)})
    assert found.value.code == "scoring.scheme"
    assert said in found.value.zh


def test_an_indicator_is_laid_beside_itself_only_of_another_time_or_unit() -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": tree({"indicator": "x"})})
    assert found.value.code == "scoring.cycle"
    for beside in ({"indicator": "x", "before": "year"}, {"indicator": "x", "unit": "全省"}):
        assert plan_of({"tree": tree(beside)}).references


@proves("A1.3.1")
@pytest.mark.parametrize(
    ("beside", "zh", "en"),
    [
        ({"before": "year"}, "上年同期", "the same period of last year"),
        ({"before": {"years": 2}}, "2 年前同期", "the same period 2 years before"),
        ({"before": {"years": 3, "of": "mean"}, "times": 1.1}, "前 3 年同期平均的 1.1 倍",
         "the mean of the same period of the 3 years before times 1.1"),
        ({"before": {"periods": 2}}, "2 期之前", "2 periods before"),
        ({"unit": "全省", "before": {"periods": 2, "of": "mean"}}, "“全省”前 2 期平均",
         "the mean of '全省' in the 2 periods before"),
        ({"unit": "全省"}, "“全省”", "'全省'"),
        ({"unit": "全省", "before": "year"}, "“全省”上年同期", "'全省' in the same period of last year"),
        ({"unit": "全省", "indicator": "y"}, "“全省”的“y”", "'y' of '全省'"),
        ({"indicator": "y", "before": "period"}, "“y”上期", "'y' in the period before"),
        ({"peers": {"percentile": 95}}, "各单位第 95 百分位数", "percentile 95 of the peers"),
        ({"peers": "mean"}, "各单位平均", "the mean of the peers"),
    ],
)  # fmt: skip
def test_it_is_said_in_words(beside: Any, zh: str, en: str) -> None:
    slot = plan_of({"tree": tree(beside)}).leaves[0]
    assert f"，last = {zh}，" in method_in_words(slot, "zh")
    assert f", last = {en}, " in method_in_words(slot, "en")
