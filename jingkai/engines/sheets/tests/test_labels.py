"""Label cells: what they say of unit, aspect, period, totals and numbering, and the name that is left."""

import pytest

from jingkai.engines.sheets.labels import is_holder_name, is_short_form, read_label
from tests.proof import proves


@proves("K3.4.3")
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("总投资（亿元）", "亿元"),
        ("总投资(单位:亿元)", "亿元"),
        ("年度计划投资,万元", "万元"),
        ("完成投资/亿元", "亿元"),
        ("增长(%)", "%"),
        ("比重％", "%"),
        ("比平均进度(±百分点)", "百分点"),
        ("户数(户)", "户"),
        ("用电量（万度）", "万千瓦时"),
        ("万元", "万元"),
    ],
)
def test_a_header_declares_its_unit(text: str, unit: str) -> None:
    assert read_label(text).unit == unit


@proves("K3.4.3")
def test_a_line_declares_units_for_the_table() -> None:
    assert read_label("单位：个、亿元").units == ("个", "亿元")
    assert read_label("计量单位:万元").units == ("万元",)
    assert read_label("单位名称").units == ()


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("同比±%", "growth"),
        ("比上年同期增长(%)", "growth"),
        ("增幅％", "growth"),
        ("环比增长(%)", "growth_mom"),
        ("占年计划%", "completion_rate"),
        ("完成年度计划（%）", "completion_rate"),
        ("结构(%)", "share"),
        ("占全区比重", "share"),
        ("比上年同期增减额", "yoy_change"),
        ("比平均进度（±百分点）", "pp_gap"),
        ("年度计划投资", "plan"),
        ("计划增长(%)", "plan_growth"),
        ("总投资", "plan_total"),
        ("期末余额", "balance"),
        ("企业户数", "count"),
        ("增速位次", "ignore"),
        ("产值", None),
    ],
)
def test_a_header_says_what_a_figure_is_of_its_indicator(text: str, measure: str | None) -> None:
    assert read_label(text).aspect == measure


@proves("K3.4.9")
@pytest.mark.parametrize(
    ("text", "first", "last", "cumulative"),
    [
        ("1-4月产值", 1, 4, True),
        ("1至4月", 1, 4, True),
        ("１—４月份", 1, 4, True),
        ("一季度", 1, 3, True),
        ("上半年", 1, 6, True),
        ("前三季度", 1, 9, True),
        ("8月份", 8, 8, None),
        ("二月", 2, 2, None),
    ],
)
def test_months_are_read_however_they_are_written(
    text: str, first: int, last: int, cumulative: bool | None
) -> None:
    hint = read_label(text).hint
    assert (hint.first, hint.last) == (first, last)
    if cumulative is None:
        assert not hint.cumulative
    else:
        assert hint.cumulative is cumulative or (hint.first == 1 and hint.last > 1)


@proves("K3.4.9")
def test_month_and_year_to_date_are_told_apart() -> None:
    for text in ("本月", "当月", "本期当月数"):
        assert read_label(text).hint.current
    for text in ("累计", "本年累计", "年初至今累计"):
        assert read_label(text).hint.cumulative
    assert read_label("上年同期").hint.shift == "same_period_last_year"


@proves("K3.4.4")
@pytest.mark.parametrize("text", ["合计", "合  计", "总计", "共计", "合計", "税收收入合计"])
def test_a_total_is_known_by_its_word(text: str) -> None:
    label = read_label(text)
    assert label.total
    assert not label.subtotal


@proves("K3.4.4")
def test_subtotals_memo_items_and_splits_are_known_by_their_words() -> None:
    assert read_label("小计").subtotal
    assert read_label("园区小计").subtotal
    memo = read_label("其中：一般公共预算收入")
    assert memo.memo
    assert memo.stem == "一般公共预算收入"
    split = read_label("按部门：税务部门完成")
    assert split.by
    assert split.stem == "税务部门完成"
    assert not read_label("其他税收").memo


@pytest.mark.parametrize(
    ("text", "level", "stem"),
    [
        ("一、大口径财政收入", 1, "大口径财政收入"),
        ("(二)非税收入", 2, "非税收入"),
        ("1、增值税", 3, "增值税"),
        ("1.税收收入", 3, "税收收入"),
        ("（3）契税", 4, "契税"),
        ("①契税", 4, "契税"),
        ("1.5倍", 0, "1.5倍"),
    ],
)
def test_numbering_is_taken_off_a_name_and_gives_its_level(text: str, level: int, stem: str) -> None:
    label = read_label(text)
    assert (label.level, label.stem) == (level, stem)


@proves("K3.4.4")
def test_indent_is_the_width_of_the_blanks_before_a_name() -> None:
    assert [read_label(text).indent for text in ("甲", "  乙", "\u3000\u3000丙", " \u3000丁")] == [0, 2, 4, 3]


@proves("K3.4.11")
def test_traditional_script_reads_as_simplified() -> None:
    assert read_label("向陽街道").folded == "向阳街道"
    assert read_label("增長(%)").aspect == "growth"
    assert read_label("單位：萬元").units == ("万元",)


def test_holders_are_known_by_their_endings_and_ordinary_nouns_are_none() -> None:
    for name in ("濮阳市", "拱辰办", "西天尾镇", "经济技术开发区", "县区级", "云溪区财政局"):
        assert is_holder_name(name)
    for name in ("第二产业", "房地产业", "税收收入", "其他", "全部"):
        assert not is_holder_name(name)
    assert is_short_form("拱辰办")
    assert is_short_form("开发区")
    assert not is_short_form("西天尾镇")
