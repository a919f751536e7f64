"""Cells a second from an xlsx file to understood facts or records, beside openpyxl's read-only mode.

openpyxl only hands over values, without number formats, hidden rows or formulas; `sheets` says their meaning.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook

from bench.row import Row
from jingkai.engines.sheets import read_workbook

ROUNDS = 3
TOWNS = [f"{name}街道" for name in "东西南北中前后左右上下金木水火土日月山川江河湖海"]
INDUSTRIES = ["电子信息", "装备制造", "生物医药", "新材料"]


def monthly_table(path: Path, chance: random.Random) -> int:
    """A department's month: three rows of heads, 24 units, a total; returns its cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2024年1—3月固定资产投资完成情况表(单位:万元)"])
    sheet.append(["单位", "年度计划", "本月完成", "", "1—3月累计完成", "", "占年度计划%"])
    sheet.append(["", "", "数额", "同比增长%", "数额", "同比增长%", ""])
    totals = [0, 0, 0]
    for town in TOWNS:
        plan, month = chance.randint(40_000, 90_000), chance.randint(1_000, 4_000)
        done = month * 3 + chance.randint(0, 900)
        totals = [total + figure for total, figure in zip(totals, (plan, month, done), strict=True)]
        share = (Decimal(100 * done) / plan).quantize(Decimal("0.1"))
        growths = [Decimal(chance.randint(-150, 300)) / 10 for _ in range(2)]
        sheet.append([town, plan, month, growths[0], done, growths[1], share])
    sheet.append(["合计", totals[0], totals[1], None, totals[2], None, None])
    for merged in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(merged)
    book.save(path)
    return int(sheet.max_row * sheet.max_column)


def list_of_projects(path: Path, chance: random.Random) -> int:
    """A zone's register of projects, a row each; returns its cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "项目名称", "建设单位", "行业", "总投资(亿元)", "开工时间", "形象进度", "责任单位"])
    for number in range(1, 301):
        cost = Decimal(chance.randint(10, 900)) / 10
        name, builder = f"{chance.choice(INDUSTRIES)}项目{number}", f"示例企业{number}"
        started = f"2024-{chance.randint(1, 12):02}-15"
        row = [
            number,
            name,
            builder,
            chance.choice(INDUSTRIES),
            cost,
            started,
            "主体施工",
            chance.choice(TOWNS),
        ]
        sheet.append(row)
    book.save(path)
    return int(sheet.max_row * sheet.max_column)


def read_values(path: Path) -> None:
    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def seconds(read: Callable[[Path], object], paths: list[Path]) -> float:
    """The quickest of some rounds over all files."""
    took = []
    for _ in range(ROUNDS):
        before = time.perf_counter()
        for path in paths:
            read(path)
        took.append(time.perf_counter() - before)
    return min(took)


def main() -> None:
    chance = random.Random(20240331)
    with tempfile.TemporaryDirectory() as folder:
        months = [Path(folder) / f"投资_2024年3月_{number}.xlsx" for number in range(30)]
        month_cells = sum(monthly_table(path, chance) for path in months)
        projects = [Path(folder) / "项目清单_2024年3月.xlsx"]
        project_cells = sum(list_of_projects(path, chance) for path in projects)
        tables = [
            (f"sheets, {len(months)} monthly tables, {month_cells:,} cells", months, month_cells),
            (f"sheets, a list of projects, {project_cells:,} cells", projects, project_cells),
        ]
        for what, paths, cells in tables:
            read_workbook(paths[0])  # the word lists are loaded once a process
            ours, peers = cells / seconds(read_workbook, paths), cells / seconds(read_values, paths)
            Row(what, "cells/s", ours, peers, "openpyxl read-only, values only").show()


if __name__ == "__main__":
    main()
