"""The honest lists that bad records are planted in: matters, projects, enterprises, persons.

Codes and numbers are invented and well-formed: 320000 is a province, for which no person's number and no
county's credit code is issued.
"""

from __future__ import annotations

from datetime import date

from tests.hell.case import SHEET, Row
from tests.hell.grid import Grid, Value
from tests.hell.honest import ZONE

FIRST_ROW = 3
DAY = "yyyy-mm-dd"

MATTERS_FILE = "督查事项清单.xlsx"
MATTERS = (
    (1, "雨污分流管网改造", "建设局", "财政局", date(2024, 1, 5), date(2024, 5, 31), "正在推进", None),
    (
        2,
        "标准厂房消防验收",
        "应急管理局",
        "建设局",
        date(2024, 1, 8),
        date(2024, 4, 30),
        "已办结",
        date(2024, 4, 22),
    ),
    (3, "企业用电增容协调", "经济发展局", "供电所", date(2024, 1, 12), date(2024, 6, 28), "正在推进", None),
    (4, "人才公寓分配方案", "组织人社局", "财政局", date(2024, 2, 20), date(2024, 7, 31), "正在推进", None),
)
MATTER_HEADER = ("序号", "事项", "牵头单位", "配合单位", "交办日期", "完成时限", "办理情况", "办结日期")


def matters(**faults: Value) -> Grid:
    """The supervision list with cells overwritten: A number, B matter, C lead, D helper, E given, F due,
    G state, H closed."""
    table = Grid(SHEET).put(A1=f"{ZONE}2024年重点督查事项清单").row(2, *MATTER_HEADER)
    for row, values in enumerate(MATTERS, FIRST_ROW):
        table.row(row, *values).format(DAY, f"E{row}", f"F{row}", f"H{row}")
    return table.put(**faults)


def matter_rows(*without: int) -> tuple[Row, ...]:
    """The matters that must come back, by sheet row."""
    return tuple(Row(r, (m[1], m[2])) for r, m in enumerate(MATTERS, FIRST_ROW) if r not in without)


PROJECTS_FILE = "重点项目清单.xlsx"
PROJECT_HEADER = (
    "序号",
    "项目名称",
    "建设单位",
    "总投资(万元)",
    "2024年计划投资(万元)",
    "累计完成投资(万元)",
    "开工日期",
    "竣工日期",
)
PROJECTS = (
    (1, "精密轴承二期", "甲一机械公司", 52000, 21000, 14600, date(2023, 9, 1), date(2025, 6, 30)),
    (2, "冷链物流中心", "乙二物流公司", 36000, 15000, 9800, date(2023, 11, 15), date(2024, 12, 31)),
    (3, "光伏组件车间", "丙三新能源公司", 88000, 30000, 8700, date(2024, 1, 20), date(2026, 3, 31)),
    (4, "园区变电站", "丁四电力公司", 12500, 9000, 4100, date(2023, 12, 5), date(2024, 10, 31)),
)


def projects(**faults: Value) -> Grid:
    """The project list with cells overwritten: D total, E plan of the year, F done, G start, H completion."""
    table = Grid(SHEET).put(A1=f"{ZONE}2024年重点项目清单(截至2024年3月底)").row(2, *PROJECT_HEADER)
    for row, values in enumerate(PROJECTS, FIRST_ROW):
        table.row(row, *values).format(DAY, f"G{row}", f"H{row}")
    return table.put(**faults)


def project_rows(*without: int) -> tuple[Row, ...]:
    """The projects that must come back, by sheet row."""
    return tuple(Row(r, (p[1], p[2])) for r, p in enumerate(PROJECTS, FIRST_ROW) if r not in without)


CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(serial: int) -> str:
    """A well-formed credit code: 9 (trade) 1 (firm) 320000, organisation code, check (GB 32100, GB 11714)."""
    body = f"MA{serial:06}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    digits = [int(c, 36) for c in body]
    check = 11 - sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
    front = f"91320000{body}{'0123456789X0'[check]}"
    total = sum(CREDIT_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(front))
    return front + CREDIT_ALPHABET[(31 - total % 31) % 31]


def person_number(birth: str, serial: int) -> str:
    """A well-formed citizen number of the province 320000 (GB 11643)."""
    front = f"320000{birth}{serial:03}"
    total = sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(front))
    return front + "10X98765432"[total % 11]


FIRMS_FILE = "规上企业名录.xlsx"
FIRM_HEADER = ("序号", "企业名称", "统一社会信用代码", "行业", "所在街道")
FIRMS = tuple(
    (n, f"青岚{name}有限公司", credit_code(serial), trade, place)
    for n, (name, serial, trade, place) in enumerate(
        (
            ("甲一精密机械", 100013, "通用设备制造", "云桥街道"),
            ("乙二冷链物流", 100037, "道路运输", "石门街道"),
            ("丙三新能源", 100061, "电气机械制造", "柳溪镇"),
            ("丁四纺织", 100089, "纺织", "白塘镇"),
        ),
        start=1,
    )
)


def firms(**faults: Value) -> Grid:
    """The list of enterprises with cells overwritten: B name, C credit code, D trade, E street."""
    table = Grid(SHEET).put(A1=f"{ZONE}规模以上工业企业名录(2024年3月)").row(2, *FIRM_HEADER)
    for row, values in enumerate(FIRMS, FIRST_ROW):
        table.row(row, *values)
    return table.put(**faults)


def firm_rows(*without: int) -> tuple[Row, ...]:
    """The enterprises that must come back, by sheet row."""
    return tuple(Row(r, (f[1], f[2])) for r, f in enumerate(FIRMS, FIRST_ROW) if r not in without)


PERSONS_FILE = "志愿者名册.xlsx"
PERSON_HEADER = ("序号", "姓名", "身份证号", "所在社区")
PERSONS = (
    (1, "志愿者甲", person_number("19800512", 101), "云桥社区"),
    (2, "志愿者乙", person_number("19911103", 102), "石门社区"),
    (3, "志愿者丙", person_number("20001224", 103), "柳溪社区"),
)


def persons(**faults: Value) -> Grid:
    """The roll of volunteers with cells overwritten: B name, C citizen number, D community."""
    table = Grid(SHEET).put(A1=f"{ZONE}志愿者名册(2024年3月)").row(2, *PERSON_HEADER)
    for row, values in enumerate(PERSONS, FIRST_ROW):
        table.row(row, *values)
    return table.put(**faults)


def person_rows(*without: int) -> tuple[Row, ...]:
    """The persons that must come back, by sheet row."""
    return tuple(Row(r, (p[1], p[3])) for r, p in enumerate(PERSONS, FIRST_ROW) if r not in without)
