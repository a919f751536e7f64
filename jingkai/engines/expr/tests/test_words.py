"""An expression is explained back in words, in both languages, so that it reads one way."""

from __future__ import annotations

from typing import get_args

import pytest

from jingkai.engines.expr import DATE, Figure, Node, RowKind, Schema, explain, make_plan, open_up
from jingkai.engines.expr.explain import Lang, _sentences
from jingkai.engines.expr.functions import functions
from jingkai.engines.expr.plan import Gather, Op
from jingkai.engines.expr.tests.zone import SCHEMA, event, figure, in_unit, result, source
from tests.proof import proves


@proves("K3.3.4")
@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            'share(fact("税收", ytd), target("税收")) - schedule("税收")',
            "（本单位本年累计的“税收”占本单位全年“税收”的目标的百分比）减本单位“税收”到本期末的序时进度",
            "(“税收” of the unit at hand for the year to date as a percentage of the target for “税收” "
            "of the unit at hand for the year) less the schedule of “税收” of the unit at hand "
            "by the end of the period",
        ),
        (
            'growth(fact("工业总产值", ytd, caliber: "统计"))',
            "本单位本年累计的“工业总产值”（统计）比上年同期的增长率",
            "the growth of “工业总产值” of the unit at hand for the year to date (统计) "
            "over the same period of last year",
        ),
        (
            'count(events("开工") where date in period and amount >= 1亿元)',
            "符合“其日期在本期内，并且其amount不低于1亿元”的“节点”（“开工”）各行的个数",
            "the number of the rows of stage events (“开工”) where its day lies in the period, "
            "and its amount is at least 100 million yuan",
        ),
        ("x - (y - z)", "x减（y减z）", "x less (y less z)"),
        ("(x - y) - z", "（x减y）减z", "(x less y) less z"),
        ("abs(x - y)", "（x减y）的绝对值", "the absolute value of (x less y)"),
        ("not (p or q) and x > 1", "（并非（p，或者q）），并且x超过1", None),
        ("p or q and p", "p，或者（q，并且p）", "p, or (q, and p)"),
        ('if p then "红" else "绿"', "如果p，则为“红”；否则为“绿”", "if p, then “红”; else “绿”"),
        ("min(x + 1, y)", "（x加1）、y中最小的", "the smallest of (x plus 1), y"),
    ],
)
def test_an_expression_in_words(text: str, zh: str, en: str | None) -> None:
    made = make_plan(text, SCHEMA)
    assert explain(made, "zh") == zh
    if en is not None:
        assert explain(made, "en") == en


@proves("K3.3.4")
def test_every_operation_has_its_words() -> None:
    said = _sentences()
    special = {Gather.MIN: "gathered_min", Gather.MAX: "gathered_max"}
    for key in (*Op, *Figure, *(special.get(gather, gather) for gather in Gather)):
        assert said[key]["zh"]
        assert said[key]["en"]


@proves("K3.3.4")
@pytest.mark.parametrize("name", functions())
def test_every_example_of_the_table_is_accepted_and_said(name: str) -> None:
    made = make_plan(functions()[name].example, SCHEMA)
    for lang in get_args(Lang):
        assert explain(made, lang)


@proves("K3.3.4")
def test_the_trace_is_opened_line_by_line_down_to_the_records() -> None:
    given = source(
        [figure("税收", "2024-06", "30万元", id="f7")],
        events=[event("a", "开工", None, "2亿元")],
    )
    text = 'fact("税收") * count(events where date in period)'
    made = make_plan(text, SCHEMA)
    lines = open_up(made, result(text, given), "zh")
    assert lines == [
        "本单位本期的“税收”乘以符合“其日期在本期内”的“节点”各行的个数 = 0~30万元·个",
        "  经开区 2024-06的“税收” = 30万元 [fact:f7]",
        "  符合“其日期在本期内”的“节点”各行的个数 = 0~1个",
        "    ? [event:a]",
        "      其日期在本期内 = 未知（这一行没有填“日期”）",
        "        其日期 = 未知（这一行没有填“日期”）",
        "        本期 = 2024-06",
    ]
    english = open_up(made, result(text, given), "en")
    assert english[-2] == "        its day = unknown (the row leaves 'day' empty)"


@proves("K3.3.4")
def test_a_field_is_called_as_its_own_kind_of_row_calls_it() -> None:
    """Also one of a row further out; a field that was given no words goes by its name."""
    text = "count(peers where any(children, value > 1万元 and due >= date))"
    rows = {
        "peers": RowKind({"date": DATE}, words={"date": ("立项日期", "start")}),
        "children": RowKind({"value": in_unit("万元"), "due": DATE}, words={"due": ("到期日", "due day")}),
    }
    made = make_plan(text, Schema(rows=rows))
    assert "其value超过1万元，并且其到期日不低于外层的立项日期" in explain(made, "zh")
    assert "its due day is at least the outer row's start" in explain(made, "en")


@proves("K3.3.4")
def test_a_quotient_without_end_is_shown_shortened_and_marked() -> None:
    made = make_plan("1 / 3", SCHEMA)
    assert open_up(made, result("1 / 3"), "zh")[0].endswith("= 0.3333…")
    assert open_up(make_plan("1 / 30000", SCHEMA), result("1 / 30000"), "zh")[0].endswith("= 0.00003333…")
    assert isinstance(made.root, Node)
