"""A reading as text for a person: figures by table, then what is asked, then what was noticed."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from jingkai.engines.sheets.facts import ReadFact
from jingkai.engines.sheets.reading import Reading
from jingkai.engines.sheets.values import printed

_MEASURES = {
    "amount": ("数额", "amount"), "growth": ("同比", "growth"), "growth_mom": ("环比", "month on month"),
    "completion_rate": ("完成率", "completion"), "share": ("比重", "share"), "yoy_change": ("增减额", "change"),
    "pp_gap": ("比进度", "points against schedule"), "pp_change": ("百分点", "points changed"),
    "plan": ("计划", "plan"),
    "plan_total": ("总投资", "total investment"), "plan_growth": ("计划增长", "planned growth"),
    "plan_share": ("计划比重", "planned share"), "count": ("个数", "count"), "balance": ("余额", "balance"),
}  # fmt: skip
_WORDS = {
    "zh": {"facts": "读懂", "held": "待答复", "records": "清单记录", "questions": "请答复", "warnings": "提示",
           "none": "没有读到数据", "must": "必答", "may": "可答", "cum": "累计", "single": "当月",
           "how": '答复写在 JSON 文件里：{"问题编号": "方括号中的一项"}，再加 --answers 文件名'},
    "en": {"facts": "understood", "held": "waiting for an answer", "records": "records", "questions": "Please answer",
           "warnings": "Noticed", "none": "no figures found", "must": "needed", "may": "optional", "cum": "to date",
           "single": "month",
           "how": 'Answers go into a JSON file, {"id": "one of the brackets"}, given by --answers FILE'},
}  # fmt: skip


def report(reading: Reading, lang: str = "zh") -> str:
    """The report of one workbook in `lang` ("zh" or "en")."""
    words = _WORDS[lang]
    held = sum(1 for fact in reading.facts if fact.waits)
    lines = [
        f"{reading.file}: {words['facts']} {len(reading.facts) - held}, {words['held']} {held}, "
        f"{words['records']} {len(reading.records)}"
    ]
    if not reading.facts and not reading.records:
        lines.append(f"  {words['none']}")
    for sheet, facts in groupby(reading.facts, key=lambda fact: fact.sheet):
        lines += ["", f"[{sheet}]", *_table([_row(fact, lang) for fact in facts])]
    for record in reading.records:
        fields = "; ".join(f"{name}: {' '.join(entry.text.split())}" for name, entry in record.fields.items())
        lines.append(f"  {record.sheet}!{record.row}  {fields}")
    if reading.questions:
        lines += ["", words["questions"]]
    for question in reading.questions:
        weight = words["must" if question.must else "may"]
        options = "".join(
            f" [{option.key}] {option.en if lang == 'en' else option.zh}" for option in question.options
        )
        if question.form is not None or not question.options:
            options += f" [{question.accepts(lang).rpartition(' / ')[2]}]"
        text = question.en if lang == "en" else question.text
        lines.append(
            f"  ? {question.id} ({weight}) {question.sheet}!{','.join(question.cells)}: {text}{options}"
        )
    if reading.questions:
        lines.append(f"  {words['how']}")
    if reading.warnings:
        lines += ["", words["warnings"]]
    for warning in reading.warnings:
        cells = f"{warning.sheet}!{','.join(warning.cells)}" if warning.cells else warning.sheet
        lines.append(
            f"  {'!' if warning.severity == 'error' else '·'} {cells}: {warning.en if lang == 'en' else warning.text}"
        )
    return "\n".join(lines)


def _row(fact: ReadFact, lang: str) -> tuple[str, ...]:
    words = _WORDS[lang]
    time = {True: words["cum"], False: words["single"], None: ""}[fact.cumulative]
    name = fact.indicator + (f" · {fact.category}" if fact.category else "")
    measure = _MEASURES.get(fact.measure, (fact.measure, fact.measure))[1 if lang == "en" else 0]
    return (
        fact.cell, fact.holder or "?", name, measure, fact.period or "", time, _shown(fact), fact.unit or "?",
        "⏸" if fact.waits else f"= {fact.duplicate_of}" if fact.duplicate_of else "",
    )  # fmt: skip


def _shown(fact: ReadFact) -> str:
    if fact.is_range:
        return f"{printed(fact.low or fact.high)}-{printed(fact.high or fact.low)}"  # type: ignore[arg-type]
    return (
        f"{fact.qualifier if fact.qualifier != '持平' else ''}{printed(fact.value)}"
        if fact.value is not None
        else "?"
    )


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    figures = 6
    return [
        "  " + "  ".join(_pad(text, widths[i], right=i == figures) for i, text in enumerate(row)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank
