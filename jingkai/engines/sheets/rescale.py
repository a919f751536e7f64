"""Ratios among percentages: a bare 0.6173 in a percent column is 61.73 % when the row's own figures say so."""

from decimal import Decimal

from jingkai.engines.sheets.asking import Asker
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.table import Table
from jingkai.engines.sheets.values import printed
from jingkai.engines.sheets.verify import Verifier


def rescale(table: Table, figures: list[Figure], asker: Asker) -> None:
    """Multiplies by one hundred where a relation that fails with the bare number holds with the ratio."""
    suspects = [
        figure
        for figure in figures
        if figure.unit == "%"
        and not figure.value.percent
        and figure.value.exact
        and abs(figure.value.exact) < 10
    ]
    if not suspects:
        return
    holding = {check.target for check in Verifier(table, figures).rates() if check.holds}
    tried = [figure for figure in suspects if figure.key not in holding]
    for figure in tried:
        figure.scale = 100
    proven = {check.target for check in Verifier(table, figures).rates() if check.holds}
    for figure in tried:
        if figure.key in proven:
            figure.qualifiers.append("proven")
            shown = f"{figure.cell.text.strip()} → {printed(figure.number or Decimal(0))}%"
            asker.warn(
                "ratio",
                "info",
                [figure.key],
                f"{shown}：按比例读作百分数",
                f"{shown}: a ratio, read as percentage",
            )
        else:
            figure.scale = 1
    for figure in suspects:
        if figure.key in holding:
            figure.qualifiers.append("proven")
