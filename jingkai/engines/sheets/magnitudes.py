"""万 or 亿 typed where the unit counts in 万 or 亿 already: 14万 under 万元 may be 14 万元, or 14 万 of them."""

from collections import defaultdict

from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure, power_of, times_power
from jingkai.engines.sheets.values import printed

HELD = "magnitude"
_MOST = 4


def ask_magnitudes(figures: list[Figure], asker: Asker) -> None:
    """One question a column. Taken is the factor that was typed, until somebody says that the header's comes on top."""
    columns: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value.magnitude and figure.unit and power_of(figure.unit):
            columns[figure.column.col, figure.unit].append(figure)
    for (_, unit), group in columns.items():
        cells = "、".join(f"{one.cell.address}“{one.cell.text.strip()}”" for one in group[:_MOST])
        cells += "等" if len(group) > _MOST else ""
        typed, both = (_shown(group[0], power) for power in (0, power_of(unit)))
        answer = asker.ask(
            "magnitude", [one.key for one in group],
            f"单位已是{unit}，{cells}又写了“万”或“亿”，是哪个数？",
            f"The unit is {unit} already, and {cells} says 万 or 亿 again: which is meant?",
            why="单位和数里都有“万”或“亿”",
            options=[
                Option("typed", f"以写的为准：{typed}", f"as typed: {typed}"),
                Option("both", f"再乘表头的单位：{both}", f"times the header's unit: {both}"),
                Option("skip", "先不导入", "leave out for now"),
            ],
        )  # fmt: skip
        for one in group:
            if answer == "both":
                one.value = times_power(one.value, power_of(unit))
            elif answer != "typed":
                one.held.append(HELD)


def _shown(figure: Figure, power: int) -> str:
    value = times_power(figure.value, power)
    ends = [end for end in (value.low, value.high) if end is not None]
    return "-".join(dict.fromkeys(f"{value.qualifier}{printed(end)}" for end in ends)) + (figure.unit or "")
