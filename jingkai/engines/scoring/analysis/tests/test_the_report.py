"""report.html: what it prints is what was scored, every link leads somewhere, and nothing from a file is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import METHODS, Scored, plan_of, score
from jingkai.engines.scoring.analysis import Board, change, gap, judge
from jingkai.engines.scoring.analysis.report import write_report
from jingkai.engines.scoring.analysis.report.content import MOST_SECTIONS
from jingkai.engines.scoring.analysis.report.methods import method_in_words
from jingkai.engines.scoring.analysis.report.waterfall import waterfall
from jingkai.engines.scoring.tests.documented import examples
from jingkai.engines.scoring.tests.small import Row, facts, leaf
from tests.proof import proves

from .boards import Values, board, given, groups, rows_of

TITLE = "办法</title><script>1</script>"
HOSTILE = "<script>alert(1)</script>"
TREE: dict[str, Any] = {
    "id": "总分",
    "of": [
        {
            "id": "经济",
            "cap": 28,
            "of": [
                leaf("税收", {"completion": {"target": {"indicator": "计划"}}}, weight=20, clause="第一条"),
                leaf("外资", "min-max", weight=10),
            ],
        },
        {
            "id": "生态",
            "combine": "arithmetic",
            "weight": 40,
            "of": [leaf("扬尘", {"deduct": {"per": 1, "over": 35}}, weight=40, full=80, direction="low")],
        },
        leaf("通报", {"events": {"per": -1}}, missing="zero"),
    ],
}
VALUES: Values = {
    "2023": {
        "税收": {"甲&乙": 60, "丙": 70, HOSTILE: 50, "丁": 90},
        "计划": {"甲&乙": 80, "丙": 80, HOSTILE: 80, "丁": 80},
        "外资": {"甲&乙": 5, "丙": 9, HOSTILE: 2, "丁": 3},
        "扬尘": {"甲&乙": 40, "丙": 50, HOSTILE: 44, "丁": 60},
    },
    "2024": {
        "税收": {"甲&乙": 75, "丙": 61.5, HOSTILE: 90, "丁": 40},
        "计划": {"甲&乙": 80, "丙": 80, HOSTILE: 80, "丁": 80},
        "外资": {"甲&乙": 7, "丙": 6, HOSTILE: 9, "丁": None},
        "扬尘": {"甲&乙": 41, "丙": 38, HOSTILE: 36.5, "丁": 90},
        "通报": {"甲&乙": 1},
    },
}


def scored_sample(rows: list[Row] | None = None, **more: Any) -> Scored:
    listed = rows_of(VALUES) if rows is None else rows
    table = facts(listed, id=[f"F{unit}{indicator}{period}" for unit, indicator, period, _ in listed])
    plan = plan_of(
        {"title": {"zh": TITLE, "en": "Scheme"}, "body": {"tree": TREE, "missing": "rescale", **more}}
    )
    units = groups({"甲&乙": "一类", "丙": "一类", HOSTILE: "一类", "丁": "二类"})
    return score(plan, table, units)


def text_of(scored: Scored, folder: Path, **more: Any) -> str:
    write_report(scored, folder / "report.html", **{"facts": "数据.csv", **more})
    return (folder / "report.html").read_text(encoding="utf-8")


def page_of(text: str) -> Element:
    return tinyhtml5.parse(text, namespace_html_elements=False)


def row_said(row: Element) -> str:
    return " ".join(said(cell) for cell in row)


def by_id(page: Element, id: str) -> Element:
    found = page.find(f".//*[@id='{id}']")
    assert found is not None, id
    return found


def said(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def figures(element: Element) -> list[float]:
    return [float(one.get("value", "")) for one in element.iter("data")]


def section_of(page: Element, unit: str) -> Element:
    return next(one for one in page.iter("article") if said(one.find("h3")).startswith(unit))


@pytest.fixture(scope="module")
def sample() -> Scored:
    return scored_sample()


@proves("A1.5.4")
def test_places_and_points_are_those_of_the_scores(sample: Scored, tmp_path: Path) -> None:
    page = page_of(text_of(sample, tmp_path))
    rows = {
        row["unit"]: row
        for row in sample.scores.to_pylist()
        if (row["node"], row["period"]) == ("总分", "2024")
    }
    found, changes = {}, {}
    for row in by_id(page, "places").iter("tr"):
        cells = row.findall("td")
        if cells:
            name = said(row.find("th"))
            found[name] = (said(cells[0]), figures(row)[0], said(cells[-1]))
            changes[name] = said(cells[-2])
    assert found == {
        unit: (str(row["group_rank"]), pytest.approx(row["points"], abs=1e-9), str(row["rank"]))
        for unit, row in rows.items()
    }
    assert changes == {HOSTILE: "↑2 升 2 位", "甲&乙": "未变", "丙": "↓2 降 2 位", "丁": "未变"}


@proves("A1.5.4")
def test_the_head_says_what_was_scored_by_what(sample: Scored, tmp_path: Path) -> None:
    page = page_of(text_of(sample, tmp_path))
    head = said(page.find(".//header"))
    assert said(page.find(".//h1")) == TITLE
    assert said(by_id(page, "identity")) == sample.plan.identity[:12]
    assert "2024 评分，与 2023 相比。4 个单位，4 项指标，3 个部分。" in head
    assert "数据.csv" in head
    assert "外资 没有数 → 不计，其余按比例放大 丁" in said(by_id(page, "missing"))
    assert f"通报 没有数 → 计 0 分 {HOSTILE}、丁、丙" in said(by_id(page, "missing"))


@proves("A1.5.4")
def test_the_heat_map_has_the_rate_of_every_part_and_leads_to_its_row(sample: Scored, tmp_path: Path) -> None:
    page = page_of(text_of(sample, tmp_path))
    found = Board(sample)
    rows = {said(row.find("th")): row for row in by_id(page, "rates").iter("tr")}
    for unit in VALUES["2024"]["税收"]:
        judged = judge(found, "2024", unit)
        cells = rows[unit].findall("td")
        for cell, node in zip(cells, ("经济", "生态", "通报"), strict=False):
            expected = judged[node].rate if node != "通报" else judged[node].points
            assert figures(cell) == ([] if expected is None else [pytest.approx(expected, abs=1e-8)])
            link = cell.find("a")
            assert link is not None
            row = by_id(page, link.get("href", "")[1:])
            assert said(row.find("th")).startswith(node)


@proves("A1.5.4")
def test_every_indicator_opens_to_value_method_statistics_clause_and_facts(
    sample: Scored, tmp_path: Path
) -> None:
    page = page_of(text_of(sample, tmp_path))
    table = section_of(page, "甲&乙").findall("table")[-1]
    rows = {row_said(row).split()[0]: row_said(row) for row in table.iter("tr")}
    assert "完成率：数值 ÷ “计划”（%），每 1 得 0.2 分，最高 20 分，最低 0 分" in rows["税收"]
    assert "75 基准 80 93.75 18.75 / 20 18.75 第一条 数据 F甲&乙税收2024" in rows["税收"]
    assert "7 下端 6 上端 9 可比单位 3 33.33 3.33 / 10 3.33" in rows["外资"]
    assert "数值，基准 80 分，35 以上每 1 扣 1 分，最低 0 分，越低越好" in rows["扬尘"]
    assert "74.00 / 80 37.00" in rows["扬尘"]
    assert "▾ 短板" in rows["外资"]
    assert "▴ 亮点" in rows["税收"]
    assert "亮点" not in rows["扬尘"]  # 92.5 % beside a total of 83
    hostile = section_of(page, HOSTILE).findall("table")[-1]
    capped = {row_said(row).split()[0]: row_said(row) for row in hostile.iter("tr")}
    assert "封顶、扣除或取整 −2.00" in capped["经济"]  # 30 of 28
    assert "封顶" in capped["税收"]  # 112.5 % of the plan


@proves("A1.6.1", "A1.6.2")
def test_gap_and_change_of_a_unit_are_those_of_the_analysis(sample: Scored, tmp_path: Path) -> None:
    page = page_of(text_of(sample, tmp_path))
    found = Board(sample)
    gaps, changes, _ = section_of(page, "丙").findall("table")
    to, was = gap(found, "2024", "丙"), change(found, "2024", "丙")
    assert figures(gaps)[-1] == pytest.approx(to.points, abs=1e-8)
    shown = [said(row.find("th")) for row in gaps.iter("tr") if row.find("td") is not None]
    assert shown[:-2] == [one.node for one in to.shortfalls if one.closing][:5]
    rows = {row_said(row).split()[0]: row for row in changes.iter("tr") if row.find("td") is not None}
    for one in was.contributions[:5]:
        assert figures(rows[one.node]) == pytest.approx([one.before, one.now, one.change], abs=1e-8)
        assert row_said(rows[one.node]).split()[-1] == str(one.place_without)
    assert was.points is not None
    assert was.points_before is not None
    assert figures(rows["合计"])[-1] == pytest.approx(was.points - was.points_before, abs=1e-8)


@proves("A1.5.4")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_from_files_are_text_and_nothing_is_fetched(sample: Scored, tmp_path: Path, lang: str) -> None:
    text = text_of(sample, tmp_path, lang=lang, facts="<img src=x>&.csv")
    page = page_of(text)
    assert page.find(".//script") is None
    assert page.find(".//img") is None
    assert page.find(".//link") is None
    assert HOSTILE in said(by_id(page, "places"))
    assert "甲&乙" in said(by_id(page, "places"))
    assert "<img src=x>&.csv" in said(page.find(".//header"))
    attributes = {(name, value) for one in page.iter() for name, value in one.attrib.items()}
    assert not [one for one in attributes if one[0] == "src" or one[0].startswith("on")]
    assert all(value.startswith("#") for name, value in attributes if name == "href")
    assert not re.search(r"https?:|url\(|@import", text)


@proves("A1.5.4")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_leads_to_one_place(sample: Scored, tmp_path: Path, lang: str) -> None:
    page = page_of(text_of(sample, tmp_path, lang=lang))
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = {one.get("href", "")[1:] for one in page.iter("a")}
    assert len(links) > 10
    assert links <= set(ids)


@proves("A1.5.4")
def test_the_language_of_the_page_and_of_the_names_in_it(sample: Scored, tmp_path: Path) -> None:
    assert page_of(text_of(sample, tmp_path)).get("lang") == "zh-CN"
    page = page_of(text_of(sample, tmp_path, lang="en"))
    assert page.get("lang") == "en"
    assert said(page.find(".//h1")) == "Scheme"
    assert not [text for text, chinese in _texts(page, False) if re.search(r"[一-鿿]", text) and not chinese]


def _texts(element: Element, chinese: bool) -> Iterator[tuple[str, bool]]:
    chinese = element.get("lang", "").startswith("zh") or (chinese and "lang" not in element.attrib)
    if element.tag not in ("style", "title"):
        yield element.text or "", chinese
        for child in element:
            yield from _texts(child, chinese)
            yield child.tail or "", chinese


@proves("A1.5.4")
def test_the_same_inputs_give_the_same_bytes(sample: Scored, tmp_path: Path) -> None:
    once = text_of(sample, tmp_path)
    assert text_of(scored_sample(rows_of(VALUES)[::-1]), tmp_path) == once
    assert text_of(sample, tmp_path, lang="en") != once


@proves("A1.5.4")
def test_of_many_units_the_first_have_sections_and_others_by_name(tmp_path: Path) -> None:
    names = [f"单位{number:03}" for number in range(MOST_SECTIONS + 5)]
    many = board(given(x=100), {"2024": {"x": {name: 1.0 + at for at, name in enumerate(names)}}}).scored
    page = page_of(text_of(many, tmp_path))
    sections = [said(one.find("h3")).split()[0] for one in page.iter("article")]
    assert sections == names[::-1][:MOST_SECTIONS]
    assert "其余 5 个没有列" in said(by_id(page, "units"))
    assert names[0] in said(by_id(page, "places"))
    asked = page_of(text_of(many, tmp_path, units=[names[0]]))
    assert [said(one.find("h3")).split()[0] for one in asked.iter("article")] == [names[0]]
    with pytest.raises(Problem) as refused:
        text_of(many, tmp_path, units=["无此单位"])
    assert refused.value.code == "scoring.unit-unknown"
    with pytest.raises(Problem) as refused:
        text_of(many, tmp_path, before="2019")
    assert refused.value.code == "scoring.period-unknown"


def test_ten_units_and_more_are_looked_through_for_indicators_that_repeat_another(
    sample: Scored, tmp_path: Path
) -> None:
    assert "只有 4 个单位有得分，不到 10 个" in said(by_id(page_of(text_of(sample, tmp_path)), "between"))
    units = {f"单位{number}": float(number) for number in range(10)}
    again = {unit: value / 2 for unit, value in units.items()}
    many = board(given(x=10, y=10, z=10), {"2024": {"x": units, "y": again, "z": dict.fromkeys(units, 3.0)}})
    found = by_id(page_of(text_of(many.scored, tmp_path)), "between")
    assert [row_said(row) for row in found.iter("tr")][1:] == ["x y +1.00 10"]
    assert "z（10 个单位）" in said(found)


@settings(max_examples=15, deadline=None)
@for_all(values=st.lists(st.integers(-30, 130), min_size=4, max_size=4))
def test_the_waterfall_ends_at_the_total_and_stays_within_its_track(values: list[int]) -> None:
    leaves = [*given(a=10, b=10, c=10), leaf("通报", {"events": {"per": -1}})]
    rows = {node: {"甲": value / 10} for node, value in zip(("a", "b", "c", "通报"), values, strict=True)}
    found = board({"id": "总分", "cap": 25, "of": leaves}, {"2024": rows})
    lines = found.lines("2024", "甲")
    *bars, total = waterfall("总分", [slot for slot in found.slots.values() if slot.parent == 0], lines)
    assert sum(bar.won for bar in bars) == pytest.approx(total.won, abs=1e-9)
    assert total.won == lines["总分"].score
    if bars[0].won > 0 < total.won:
        assert total.stretches[0].left == pytest.approx(bars[0].stretches[0].left)
    for bar in (*bars, total):
        for one in bar.stretches:
            assert one.width >= 0
            assert -1e-9 <= one.left <= one.left + one.width <= 100 + 1e-9


def test_a_total_that_is_no_sum_has_no_waterfall_and_says_so(tmp_path: Path) -> None:
    tree = {"id": "总分", "combine": "geometric", "of": given(a=10, b=10)}
    found = board(tree, {"2024": {"a": {"甲": 5, "乙": 4}, "b": {"甲": 5, "乙": 4}}})
    text = text_of(found.scored, tmp_path)
    assert "总分不是各部分相加" in text
    assert 'class="bar ' not in text


def test_a_unit_without_a_total_has_a_section_that_says_so(tmp_path: Path) -> None:
    found = board(given(a=10), {"2024": {"a": {"甲": 5, "乙": None}}}, missing="rescale")
    text = text_of(found.scored, tmp_path)
    page = page_of(text)
    section = said(section_of(page, "乙"))
    assert "没有总分，不排位次" in section
    assert "没有总分，不作比较" in section
    assert "总分不是各部分相加" not in section
    assert "没有总分：乙" in said(by_id(page, "missing"))
    assert row_said(list(by_id(page, "places").iter("tr"))[-1]).startswith("— 乙 — —")


@pytest.mark.parametrize("example", list(examples()), ids=lambda one: one.name)
def test_every_method_is_said_in_words_of_both_languages(example: Any) -> None:
    (slot,) = plan_of({"tree": {"id": "t", "of": [example.leaf]}}).leaves
    chinese, english = method_in_words(slot, "zh"), method_in_words(slot, "en")
    assert chinese.startswith(f"{METHODS[example.name].zh}：")
    assert english.startswith(f"{METHODS[example.name].en}: ")
    assert not re.search(r"[{}]|  ", chinese + english)
    assert not re.search(r"[一-鿿]", english.replace("投资计划", "").replace("全省", ""))
