"""Whether what was typed into a cell can be read, and whether it contradicts what is known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jingkai.engines.documents import Words
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, Units, read_number, round_half_up, same_amount
from jingkai.kernel.facts.kinds import TOLERANCE, ToleranceBody
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .filling import FilledCell
from .models import Field, FieldKind, Line

_RATE = "rate"


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, in words that say how to mend it."""

    line: Line
    words: Words


@dataclass(frozen=True)
class Reading:
    """What a cell says: a quantity (the unknown too), or text; or what is wrong with it."""

    quantity: Quantity | None = None
    fault: Words | None = None


def read(field: Field, text: str, unknown: Collection[str]) -> Reading:
    """Read what was typed into a cell of this field. `unknown` are the words for what nobody knows."""
    if field.kind == FieldKind.QUANTITY:
        return _quantity(field, text, unknown)
    if field.kind == FieldKind.DATE and text not in unknown:
        return _date(text)
    if field.kind == FieldKind.CHOICE and text not in field.choices:
        known, known_en = "、".join(field.choices), ", ".join(field.choices)
        return Reading(fault=Words(zh=f"请从中选一项：{known}", en=f"Choose one of: {known_en}"))
    return Reading()


def faults(
    lines: Collection[Line], typed: dict[int, str], filled: Collection[int], unknown: Collection[str]
) -> list[Fault]:
    """What keeps a form from being sent: typed cells that can't be read, required cells that are blank."""
    found = []
    for line in lines:
        text = typed.get(line.pk, "")
        if text:
            fault = read(line.field, text, unknown).fault
        elif line.required and line.pk not in filled:
            fault = Words(zh="未填写；确实不掌握的请填“未知”", en='Blank; type "unknown" where nobody knows')
        else:
            fault = None
        if fault is not None:
            found.append(Fault(line, fault))
    return found


def contradicts(typed: Quantity, cell: FilledCell, tolerance: Quantity | None) -> bool:
    """Whether a typed figure says something else than the fact, beyond rounding and the tolerance of rates."""
    known = cell.quantity
    if not typed.known or same_amount(typed, known):
        return False
    own, other = typed.to(known.unit).value, known.value
    if own is None or other is None:
        return True
    if _rounded(typed, known) == typed.value:
        return False
    field = cell.line.field
    if tolerance is not None and field.measure is not None and field.measure.kind == _RATE:
        allowed = tolerance.value
        return allowed is None or abs(own - other) > allowed
    return True


def tolerance_for(zone: Organisation, on: date, book: RuleBook) -> Quantity | None:
    """The tolerance of rates that holds in the zone on a day; None where there is no rule."""
    found = book.find(TOLERANCE, zone, on)
    body = found.body if found is not None else None
    return body.quantity() if isinstance(body, ToleranceBody) else None


def _rounded(typed: Quantity, known: Quantity) -> Decimal | None:
    """What is known, in the unit and to the decimals of what was typed."""
    value = typed.value
    exponent = value.as_tuple().exponent if value is not None else 0
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return round_half_up(known.to(typed.unit), places).value


def _quantity(field: Field, text: str, unknown: Collection[str]) -> Reading:
    unit = Units.shipped().get(field.unit)
    if text in unknown:
        return Reading(Quantity.unknown(unit))
    try:
        found = read_number(text, unit)
    except Refusal as refusal:
        return Reading(fault=Words(zh=refusal.zh, en=refusal.en))
    if found is None:
        return Reading(
            fault=Words(
                zh=f"读不出数值，请按{field.unit}填写", en=f"No figure can be read; give it in {field.unit}"
            )
        )
    if found.unit.dimension != unit.dimension:
        return Reading(
            fault=Words(zh=f"计量单位不符，请按{field.unit}填写", en=f"Another unit; give it in {field.unit}")
        )
    return Reading(found)


def _date(text: str) -> Reading:
    try:
        date.fromisoformat(text)
    except ValueError:
        return Reading(fault=Words(zh="日期请写作 2024-03-10", en="Write the date as 2024-03-10"))
    return Reading()
