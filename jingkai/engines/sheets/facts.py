"""A fact as it is read: in the shape of the expected files."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.times import Span
from jingkai.engines.sheets.values import printed
from jingkai.engines.sheets.workbook import Kind


@dataclass(frozen=True)
class ReadFact:
    """One figure as understood. `low` and `high` are in `unit`; equal for an exact number, None for an open end.

    `held` names why the fact must wait for an answer; `duplicate_of` the cell that prints the same fact before (entered
    once). `of_total`: the row is a 合计 or 小计. `years_back` is 1 for last year's figure where the table does not say
    which year it is of.
    """

    holder: str | None
    indicator: str
    category: str | None
    period: str | None
    cumulative: bool | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    measure: str
    qualifier: str
    sheet: str
    cell: str
    raw: str
    raw_type: str
    header: str
    row_label: str
    held: tuple[str, ...] = ()
    duplicate_of: str | None = None
    formula: str | None = None
    hidden: bool = False
    scale: int = 1
    corrected: bool = False
    comment: str = ""
    years_back: int = 0
    span: Span | None = None
    of_total: bool = False

    @property
    def waits(self) -> bool:
        """Whether it cannot be imported as it stands: held, or without a year, unit, holder or number."""
        dated = self.period is not None and not self.period.startswith("--")
        return bool(self.held) or not dated or self.unit is None or self.holder is None or self.value is None

    @property
    def is_range(self) -> bool:
        """Whether an interval with two ends was printed."""
        return self.low is not None and self.high is not None and self.low != self.high

    @property
    def value(self) -> Decimal | None:
        """The number: exact, or the one end of a bound."""
        return self.low if self.low is not None else self.high

    def to_json(self) -> dict[str, Any]:
        """Plain data; numbers as decimal strings."""
        data: dict[str, Any] = {
            "holder": self.holder,
            "indicator": self.indicator,
            "period": self.period,
            "cumulative": self.cumulative,
            "value": printed(self.value) if self.value is not None else None,
            "unit": self.unit,
            "measure": self.measure,
            "qualifier": self.qualifier,
            "header": self.header,
            "row_label": self.row_label,
            "sheet": self.sheet,
            "cell": self.cell,
            "raw": self.raw,
            "raw_type": self.raw_type,
            "held": bool(self.held) or self.duplicate_of is not None,
        }
        if self.is_range:
            data["low"], data["high"] = printed(self.low or Decimal(0)), printed(self.high or Decimal(0))
        optional = {
            "category": self.category,
            "held_because": list(self.held) or None,
            "duplicate_of": self.duplicate_of,
            "formula": self.formula and f"={self.formula}",
            "hidden": self.hidden or None,
            "scale": str(self.scale) if self.scale != 1 else None,
            "corrected": self.corrected or None,
            "comment": self.comment or None,
            "years_back": self.years_back or None,
        }
        data.update({key: value for key, value in optional.items() if value is not None})
        return data


def fact_of(figure: Figure, sheet: str) -> ReadFact:
    """The fact a settled figure states."""
    value, span = figure.value, figure.span
    low = None if value.low is None else value.low * figure.scale
    high = None if value.high is None else value.high * figure.scale
    if value.unchanged:
        low = high = Decimal(0)
    if figure.corrected is not None:
        low = high = figure.corrected
    return ReadFact(
        holder=figure.holder,
        indicator=figure.indicator,
        category=figure.category,
        period=span.written() if span else None,
        cumulative=span.cumulative if span and figure.aspect not in _TIMELESS else None,
        low=low,
        high=high,
        unit=figure.unit,
        measure=figure.aspect,
        qualifier="持平" if value.unchanged else value.qualifier,
        sheet=sheet,
        cell=figure.cell.address,
        raw=figure.cell.text,
        raw_type="number" if figure.cell.kind is Kind.NUMBER else "text",
        header=figure.column.header,
        row_label=figure.row.label.text.strip(),
        held=tuple(dict.fromkeys(figure.held)),
        duplicate_of=_place(figure.duplicate_of, sheet) if figure.duplicate_of else None,
        formula=figure.cell.formula,
        hidden=figure.row.hidden,
        scale=value.scale * figure.scale,
        corrected=figure.corrected is not None,
        comment=figure.cell.comment,
        years_back=span.years_back if span else 0,
        span=span,
        of_total=figure.row.total or figure.row.subtotal,
    )


def _place(figure: Figure, sheet: str) -> str:
    return figure.cell.address if figure.sheet == sheet else f"{figure.sheet}!{figure.cell.address}"


_TIMELESS = ("plan", "plan_total", "plan_growth", "plan_share", "balance")
