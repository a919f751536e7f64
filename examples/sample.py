"""The sample zone's figures as its departments print them; one place, so that all workbooks tell one story."""

from __future__ import annotations

from decimal import Decimal

from jingkai.site.sample.declared import MeasurePart, indicators_file, zone_file
from jingkai.site.sample.series import growth, told

ZONE = zone_file().name
YEAR, LAST_MONTH = 2024, 3
MARCH, TO_DATE, LAST_YEAR = "2024-03", "2024-01/2024-03", "2023-01/2023-03"


def figure(name: str) -> MeasurePart:
    """The figure that goes by this name; raises KeyError."""
    return {one.name: one for one in indicators_file().figures}[name]


def to_date(name: str, unit: str = "") -> str:
    """January to March 2024; of a stock, the end of March."""
    return str(told(figure(name), unit, YEAR, LAST_MONTH))


def last_year(name: str, unit: str = "") -> str:
    """January to March 2023."""
    return str(told(figure(name), unit, YEAR - 1, LAST_MONTH))


def month(name: str, unit: str = "") -> str:
    """March 2024 alone."""
    before = told(figure(name), unit, YEAR, LAST_MONTH - 1)
    return str(told(figure(name), unit, YEAR, LAST_MONTH) - before)


def grown(name: str, unit: str = "") -> str:
    """Growth of January to March in %."""
    return str(growth(figure(name), unit, YEAR, LAST_MONTH))


def in_yi(ten_thousands: str, places: int = 2) -> str:
    """万元 as 亿元."""
    return str((Decimal(ten_thousands) / 10_000).quantize(Decimal(1).scaleb(-places)))


def territory() -> list[str]:
    """The units that figures are broken down to."""
    return [one.name for one in zone_file().units if one.territory]
