"""Figures as clerks type them. The expected value of each is what a careful clerk would enter."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import (
    Lexicon,
    Quantity,
    Reader,
    Units,
    read_number,
    read_numbers,
    read_numeral,
    read_vague,
    same_amount,
    write,
)
from tests.proof import proves

Q = Quantity

READ = {
    "1.2亿": Q.exactly(120000000),
    "1.2亿元": Q.exactly("1.2", "亿元"),
    "3500万元": Q.exactly(3500, "万元"),
    "5000余家": Q.at_least(5000, "家"),
    "200多名": Q.at_least(200, "人"),
    "6万余名": Q.at_least(6, "万人"),
    "10多万元": Q.at_least(10, "万元"),
    "3亿多元": Q.at_least(3, "亿元"),
    "百余家": Q.at_least(100, "家"),
    "十来个": Q.approximately(10, "个"),
    "近百": Q.approximately(100),
    "近200万": Q.approximately(2000000),
    "不足100": Q.less_than(100),
    "超10亿": Q.more_than(1000000000),
    "超5000余家": Q.more_than(5000, "家"),
    "上千人": Q.at_least(1, "千人"),
    "约30": Q.approximately(30),
    "200人左右": Q.approximately(200, "人"),
    "50上下": Q.approximately(50),
    "500万元以上": Q.at_least(500, "万元"),
    "50人以下": Q.at_most(50, "人"),
    "5%以内": Q.at_most(5, "%"),
    "不超过3%": Q.at_most(3, "%"),
    "至少200场": Q.at_least(200, "场"),
    "一百二十三": Q.exactly(123),
    "两": Q.exactly(2),
    "三千零五": Q.exactly(3005),
    "三千五百万元": Q.exactly(35000000, "元"),
    "二〇二四": Q.exactly(2024),
    "三成": Q.exactly(30, "%"),
    "三成五": Q.exactly(35, "%"),
    "百分之五": Q.exactly(5, "%"),
    "百分之十二点三": Q.exactly("12.3", "%"),
    "千分之三": Q.exactly(3, "‰"),
    "1,330.5": Q.exactly("1330.5"),
    "１９．５": Q.exactly("19.5"),
    "1，330．5": Q.exactly("1330.5"),
    " 345.86 ": Q.exactly("345.86"),
    "3560-3570": Q.between(3560, 3570),
    "8.1～8.6": Q.between("8.1", "8.6"),
    "5至8": Q.between(5, 8),
    "5至8万元": Q.between(5, 8, "万元"),
    "500万-1亿元": Q.between("0.05", 1, "亿元"),
    "20%-30%": Q.between(20, 30, "%"),
    "-5%~-3%": Q.between(-5, -3, "%"),
    "五六家": Q.between(5, 6, "家"),
    "二三十人": Q.between(20, 30, "人"),
    "十几人": Q.between(11, 19, "人"),
    "几十家": Q.between(20, 99, "家"),
    "-3": Q.exactly(-3),
    "−3": Q.exactly(-3),
    "－３": Q.exactly(-3),
    "负3": Q.exactly(-3),
    "▲8.62": Q.exactly("8.62"),
    "▼2.8%": Q.exactly("-2.8", "%"),
    "2.8%↓": Q.exactly("-2.8", "%"),
    "+11.3": Q.exactly("11.3"),
    "(12.3)": Q.exactly("-12.3"),
    "（1,234）": Q.exactly(-1234),
    "下降2.8%": Q.exactly("-2.8", "%"),
    "下降5%以上": Q.at_most(-5, "%"),
    "增长约5%": Q.approximately(5, "%"),
    "12.3%": Q.exactly("12.3", "%"),
    "12.3个百分点": Q.exactly("12.3", "百分点"),
    "5千瓦时": Q.exactly(5, "千瓦时"),
    "五千瓦时": Q.exactly(5, "千瓦时"),
    "3.5亿千瓦时": Q.exactly("3.5", "亿千瓦时"),
    "2万5千元": Q.exactly(25000, "元"),
    "1亿2000万元": Q.exactly(120000000, "元"),
    "699.3万元/亩": Q.exactly("699.3", "万元/亩"),
    "50万平方米": Q.exactly(50, "万㎡"),
    "¥12.3万": Q.exactly("12.3", "万元"),
    "$5亿": Q.exactly(5, "亿美元"),
    "人民币3000万元": Q.exactly(3000, "万元"),
    "over 5,000 firms": Q.more_than(5000, "家"),
    "5,000+ firms": Q.at_least(5000, "家"),
    "35 million yuan": Q.exactly(3500, "万元"),
    "超過５億元": Q.more_than(5, "亿元"),
    "300餘戶": Q.at_least(300, "户"),
    "約3萬畝": Q.approximately(3, "万亩"),
    "0": Q.exactly(0),
    "0.50": Q.exactly("0.5"),
}


@proves("K3.1.4")
@pytest.mark.parametrize("text", READ)
def test_it_is_read_as_meant(text: str) -> None:
    read = read_number(text)
    assert read is not None
    assert same_amount(read, READ[text])
    assert read.text == text


@proves("K3.1.4")
def test_eight_places_and_eight_firms_are_two_figures() -> None:
    assert read_number("8处8家") is None
    assert read_numbers("8处8家") == [Q.exactly(8, "处"), Q.exactly(8, "家")]
    assert [read.text for read in read_numbers("8处、8家")] == ["8处", "8家"]
    assert read_numbers("8处整改8家") == []
    assert read_numbers("5000余家")[0].text == "5000余家"


@proves("K3.1.5")
@pytest.mark.parametrize("text", ["翻番", "翻一番", "翻两番", "产值翻番", "比2020年翻一番"])
def test_doubling_is_not_a_number(text: str) -> None:
    assert read_number(text) is None
    assert read_numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "—",
        "-",
        "…",
        "无",
        "未填报",
        "若干",
        "2024年",
        "3个月",
        "1-3月",
        "2024-03-01",
        "09:00",
        "001",
        "(12)",
        "(一)",
        "12,34.5",
        "1.2.3",
        "1 330",
        "1.2E+08",
        "▼-2.8",
        "5至3",
        "5万至8",
        "至少不足5",
        "五六家以上",
        "3万台套",
        "12.3*",
        "320123199001011234",
        "一千百",
        "$5元",
        "NaN",
        "Infinity",
        "1_000",
        "9" * 100,
        "5万8亿",
        "6万余万元",
    ],
)
def test_what_is_no_figure_or_no_clear_one_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        ("3500", "万元", Q.exactly(3500, "万元")),
        ("1.2亿", "万元", Q.exactly("1.2", "亿元")),
        ("3500元", "万元", Q.exactly(3500, "元")),
        ("12.3%", "万元", Q.exactly("12.3", "%")),
        ("(12)", "万元", Q.exactly(-12, "万元")),
        ("近百", "家", Q.approximately(100, "家")),
        ("+11.3", "百分点", Q.exactly("11.3", "百分点")),
        ("3560-3570", "亿元", Q.between(3560, 3570, "亿元")),
        ("5百", "万元", Q.exactly(500, "元")),
        ("6万余", "人", Q.at_least(6, "万人")),
    ],
)
def test_the_header_gives_the_unit_that_the_cell_leaves_out(
    text: str, header: str, expected: Quantity
) -> None:
    assert read_number(text, header) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("百", 100),
        ("一万亿", 10**12),
        ("二百五", 250),
        ("一万五", 15000),
        ("两亿三千万", 230000000),
        ("壹仟贰佰", 1200),
        ("三點五", None),
        ("一百零三", 103),
        ("十五", 15),
        ("零", 0),
        ("一万零五", 10005),
        ("十万", 100000),
    ],
)
def test_numerals_are_read(text: str, value: int | None) -> None:
    assert read_numeral(text) == (Q.exactly("3.5").value if value is None else value)


@pytest.mark.parametrize("text", ["", "点五", "三点", "一亿亿", "零五", "一百十百", "百零", "家"])
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("七八百", (700, 800)),
        ("十五六", (15, 16)),
        ("三五", (3, 5)),
        ("数百", (200, 999)),
        ("二十几", (21, 29)),
        ("几万", (20000, 99999)),
        ("三七", None),
        ("十五六百", None),
        ("十几百", None),
    ],
)
def test_vague_numerals_are_intervals(text: str, ends: tuple[int, int] | None) -> None:
    assert read_vague(text) == ends


def test_a_zone_whose_books_print_a_triangle_for_a_fall_says_so_in_its_lexicon(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[1] / "lexicon.yaml"
    own = tmp_path / "lexicon.yaml"
    own.write_text(shipped.read_text("utf-8").replace("△: 1", "△: -1"), "utf-8")
    assert read_number("△2.8") == Q.exactly("2.8")
    assert Reader(lexicon=Lexicon.load(own)).number("△2.8") == Q.exactly("-2.8")


def test_a_zone_with_its_own_unit_reads_it() -> None:
    units = Units.shipped().extended([{"name": "车皮", "dimension": "wagon"}])
    assert read_number("8车皮") is None
    read = Reader(units=units).number("8车皮")
    assert read is not None
    assert write(read) == "8车皮"


@given(st.text(max_size=90))
def test_no_text_crashes_the_reader(text: str) -> None:
    read = read_number(text)
    assert read is None or read.text == text
    assert all(quantity.known for quantity in read_numbers(text))


ALPHABET = "0123456789.,-+%~至到约近超余多万亿千百十元家人三五两几成点分之个▲▼()/ 每亩"


@given(st.text(ALPHABET, max_size=24), st.sampled_from([None, "万元", "%", "元/亩", "个"]))
def test_no_text_made_of_figures_crashes_the_reader(text: str, header: str | None) -> None:
    read = read_number(text, header)
    assert read is None or read.text == text
