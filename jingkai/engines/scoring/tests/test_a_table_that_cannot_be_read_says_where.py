"""What is wrong with a file is said with its line, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import plan_of, score
from tests.proof import proves

from .small import facts, leaf, of_period, scored

HEAD = "unit,indicator,period,value\n"
PLAN = plan_of({"tree": {"id": "总分", "of": [leaf("x", weight=1)]}})


@proves("A1.5.1", "A5.4.1")
@pytest.mark.parametrize(
    ("code", "content", "said"),
    [
        ("scoring.unreadable", b"", "文件是空的"),
        ("scoring.unreadable", b"PK\x03\x04more", "另存为“CSV UTF-8"),
        ("scoring.unreadable", b"\xd0\xcf\x11\xe0more", "xls"),
        ("scoring.unreadable", HEAD.encode("utf-16"), "UTF-16"),
        ("scoring.unreadable", b"\x81\xff\xff\xff", "GB 18030"),
        ("scoring.unreadable", HEAD + "甲,x,2024,1\n乙,x,2024,1,234.5\n", "第 3 行有 5 格"),
        ("scoring.unreadable", HEAD + '甲,x,2024,1\n乙,"x,2024,1\n丙,x,2024,1\n', "第 3 行的引号"),
        ("scoring.unreadable", "unit,indicator,period,value,value\n甲,x,2024,1,2\n", "都叫“value”"),
        ("scoring.unreadable", HEAD + "甲,x,2024,1\n" + HEAD, "第 3 行又是表头"),
        ("scoring.nameless", HEAD + "甲,x,2024,1\n,x,2024,2\n,x,2023,2\n", "第 3 行（共 2 行）的“unit”"),
        ("scoring.nameless", HEAD + "甲,x,2024,1\n\u200b,x,2024,2\n", "合并的单元格"),
        (
            "scoring.not-a-number",
            HEAD + "甲,x,2024,1\n丙,别的,2024,3\n乙,x,2024,99%\n",
            "第 4 行“乙”2024的“x”写作“99%”",
        ),
        ("scoring.not-a-number", HEAD + '甲,x,2024,"1,234.5"\n', "千分位"),
        ("periods.unreadable", HEAD + "甲,x,2024,1\n乙,x,45658,1\n", "第 3 行"),
    ],
)
def test_the_line_and_the_remedy_are_said(tmp_path: Path, code: str, content: str | bytes, said: str) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Problem) as refused:
        score(PLAN, path)
    assert (refused.value.code, said in refused.value.zh) == (code, True), refused.value.zh
    assert "数据.csv" in refused.value.zh
    assert "{" not in refused.value.en
    assert "、" not in refused.value.en


@proves("A5.4.1")
def test_a_sign_that_nobody_sees_makes_no_other_name(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(f"{HEAD}甲\u200b,x,2024,1\n乙,\ufeffx,2024,2\n", encoding="utf-8")
    units = pa.table({"unit": ["甲", "\u200b乙"], "group": ["一", "一\u200b"]})
    found = score(PLAN, path, units)
    assert {row["unit"] for row in found.scores.to_pylist()} == {"甲", "乙"}
    assert {row["group_rank"] for row in found.scores.to_pylist()} == {1, 2}


@proves("A5.4.1")
@pytest.mark.parametrize("column", ["group", "region"])
def test_a_unit_without_a_group_is_no_class_of_its_own(column: str) -> None:
    units = pa.table({"unit": ["甲", "乙", "丙"], column: ["一", "一", ""]})
    tree = {"id": "总分", "of": [leaf("x", weight=1, **({"within": column} if column == "region" else {}))]}
    table = facts(of_period("x", {"甲": 1, "乙": 2, "丙": 3}))
    with pytest.raises(Problem) as refused:
        scored(tree, table, units)
    assert (refused.value.code, "第 3 行" in refused.value.zh) == ("scoring.nameless", True)
    nobody = pa.table({"unit": ["甲", "乙", "丙"], column: ["", "", None]})
    assert {row["rank"] for row in scored(tree, table, nobody).scores.to_pylist()} == {1, 2, 3}


@proves("A5.4.1")
@pytest.mark.parametrize("place", [0, -1])
def test_a_vote_is_for_a_place_from_the_first_on(place: int) -> None:
    tree = {"id": "总分", "of": [leaf("票", "votes", weight=100, gather="mean")]}
    rows = [*of_period("票", {"甲": 1, "乙": 2}), ("甲", "票", "2024", place)]
    with pytest.raises(Problem) as refused:
        scored(tree, facts(rows))
    assert refused.value.code == "scoring.no-place"


@proves("A1.1.1")
def test_a_reference_with_a_key_too_many_names_it() -> None:
    from jingkai.engines.scoring import faults

    for said, key in (
        ({"before": "year", "years": 2}, "years"),
        ({"node": "t", "before": "year"}, "node、before"),
    ):
        (one,) = faults({"tree": {"id": "t", "of": [leaf("x", {"completion": {"target": said}}, weight=1)]}})
        assert key in one.zh


@proves("A1.1.1")
def test_a_formula_cut_off_at_its_comma_is_told_to_stand_in_quotation_marks() -> None:
    from jingkai.engines.scoring import faults, read_scheme

    text = "tree: {id: t, of: [{id: x, weight: 1, method: {expr: {points: max(0, value)}}}]}"
    with pytest.raises(Problem) as refused:
        read_scheme(text)
    assert "引号" in refused.value.zh
    (one,) = faults({"tree": {"id": "t", "of": [leaf("x", {"expr": {"points": "growth(value)"}}, weight=1)]}})
    assert "clamp、floor" in one.zh
    (one,) = faults({"tree": {"id": "t", "of": [leaf("x", weight="40%")]}})
    assert "写的是“40%”" in one.zh
